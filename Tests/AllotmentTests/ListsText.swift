import Foundation
import Model

/// Lists of places, categories, needs, funds, projects, decisions and limits as the files that give them.
struct ListsText {
  let lists: Lists

  /// The text of each file, by name.
  var files: [String: String] {
    [
      "places": table("id,parent", lists.places.map { [$0.id.text, $0.parent?.text ?? ""] }),
      "categories": table("id,parent", lists.categories.map { [$0.id.text, $0.parent?.text ?? ""] }),
      "needs": needs, "funds": funds, "fund_matching": matching, "fund_setasides": setAsides, "projects": projects,
      "project_places": projectPlaces, "variants": variants, "costs": costs, "serves": serves, "pins": pins,
      "limits": limits,
    ]
  }

  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
  }

  private func table(_ header: String, _ rows: [[String]]) -> String {
    ([header] + rows.map { $0.map(csvCell).joined(separator: ",") }).joined(separator: "\n") + "\n"
  }

  /// An amount with its unit: a bare number below 1 may be a percentage that a spreadsheet rewrote.
  private func money(_ money: Money?) -> String {
    money.map { decimalText(Int128($0.minorUnits), digits: 2) + "元" } ?? ""
  }

  private func number(_ quantity: Quantity?) -> String {
    quantity.map { decimalText(Int128($0.milli), digits: 3) } ?? ""
  }

  private func ids<T>(_ ids: [Identifier<T>]) -> String { ids.map(\.text).joined(separator: ";") }
  private func flag(_ isSet: Bool) -> String { isSet ? "yes" : "no" }

  private var needs: String {
    table(
      "id,place,category,group,quantity,value,urgency,tier,floor,from,due,status",
      lists.needs.map { need in
        [
          need.id.text, need.place.text, need.category.text, need.group ?? "", number(need.quantity),
          number(need.value),
          "\(need.urgency)", need.tier.rawValue, need.floor?.text ?? "", need.due.from?.description ?? "",
          need.due.to?.description ?? "", need.status.rawValue,
        ]
      })
  }

  private var funds: String {
    table(
      "id,amount,reserve,from,to,carry_over,categories,places,groups,tiers,cost_types,excluded_categories,excluded_cost_types,projects,tranche_min,tranche_max,share_max,projects_max,per_place_max,minimum_spend,excludes_government_funded",
      lists.funds.map { fund in
        let period = [fund.period.from?.description ?? "", fund.period.to?.description ?? ""]
        let purpose = [
          ids(fund.categories), ids(fund.places), fund.groups.joined(separator: ";"),
          fund.tiers.map(\.rawValue).joined(separator: ";"), fund.costTypes.joined(separator: ";"),
          ids(fund.excludedCategories), fund.excludedCostTypes.joined(separator: ";"), ids(fund.projects),
        ]
        let limits = [
          money(fund.trancheMin), money(fund.trancheMax), fund.shareMax?.text ?? "",
          fund.projectsMax.map { "\($0)" } ?? "", money(fund.perPlaceMax),
          fund.minimumSpend == .zero ? "" : money(fund.minimumSpend), flag(fund.excludesGovernmentFunded),
        ]
        return [fund.id.text, money(fund.amount), money(fund.reserve)] + period + [flag(fund.carryOver)] + purpose
          + limits
      })
  }

  private var matching: String {
    table(
      "fund,with,ratio",
      lists.funds.flatMap { fund in fund.matching.map { [fund.id.text, ids($0.with), $0.ratio.text] } })
  }

  private var setAsides: String {
    table(
      "fund,kind,of,share",
      lists.funds.flatMap { fund in fund.setAsides.map { [fund.id.text, $0.kind.rawValue, $0.of, $0.share.text] } })
  }

  private var projects: String {
    table(
      "id,place,category,groups,responsible,approved,rank,from,to,sources_max,status,government_funded,requires,incompatible",
      lists.projects.map { project in
        [
          project.id.text, project.places.count == 1 ? project.places[0].place.text : "", project.category.text,
          project.groups.joined(separator: ";"), project.responsible, flag(project.approved),
          project.rank.map { "\($0)" } ?? "", project.period.from?.description ?? "",
          project.period.to?.description ?? "", project.sourcesMax.map { "\($0)" } ?? "", project.status.rawValue,
          flag(project.governmentFunded), ids(project.requires), ids(project.incompatible),
        ]
      })
  }

  private var projectPlaces: String {
    table(
      "project,place,share",
      lists.projects.filter { $0.places.count > 1 }.flatMap { project in
        project.places.map { [project.id.text, $0.place.text, $0.share.text] }
      })
  }

  private var variants: String {
    table(
      "project,variant,scale_kind,scale_min,scale_max",
      lists.projects.flatMap { project in
        project.variants.map { variant in
          [
            project.id.text, variant.id.text, variant.scaleKind.rawValue, number(variant.scaleMin),
            number(variant.scaleMax),
          ]
        }
      })
  }

  private var costs: String {
    table(
      "project,variant,cost_type,fixed,per_unit",
      lists.projects.flatMap { project in
        project.variants.flatMap { variant in
          variant.costs.map { [project.id.text, variant.id.text, $0.type, money($0.fixed), money($0.perUnit)] }
        }
      })
  }

  private var serves: String {
    table(
      "project,variant,need,per_unit,at_most",
      lists.projects.flatMap { project in
        project.variants.flatMap { variant in
          variant.services.map {
            [project.id.text, variant.id.text, $0.need.text, number($0.perUnit), number($0.atMost)]
          }
        }
      })
  }

  private var pins: String {
    table(
      "kind,project,fund,amount,reason,by",
      lists.pins.map { [$0.kind.rawValue, $0.project.text, $0.fund?.text ?? "", money($0.amount), "r", "b"] })
  }

  private var limits: String {
    table(
      "kind,of,most_projects,most_money",
      lists.limits.map { limit in
        [limit.kind.rawValue, limit.of, limit.mostProjects.map { "\($0)" } ?? "", money(limit.mostMoney)]
      })
  }
}

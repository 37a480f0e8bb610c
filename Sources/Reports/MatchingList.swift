import Model

/// 精准对接清单: one row for each payment, with the needs served and the cells that permit it, and one for each use of
/// an asset.
///
/// - Parameter citation: The name of a cell in the reader's language.
/// - Returns: The header and the rows.
public func matchingList(
  _ plan: Plan, _ instance: Instance, _ language: Language, citation: (Citation) -> String
) -> [[String]] {
  let header =
    language == .zh
    ? ["需求", "项目编号", "项目", "方案", "规模", "地点", "资金编号", "资金", "部门", "支出", "金额", "期间", "依据"]
    : [
      "needs", "project", "title", "variant", "scale", "places", "fund", "fund_name", "department", "cost_type",
      "amount",
      "period", "permitted_by",
    ]
  let currency = plan.currency
  let awards = Dictionary(plan.allocation.awards.map { ($0.project, $0) }, uniquingKeysWith: { a, _ in a })
  let needs = Dictionary(grouping: plan.allocation.credits, by: \.project)
  let assetHeader =
    language == .zh ? ["物资场地编号", "物资场地", "数量", "时段"] : ["asset", "asset_name", "quantity", "slots"]
  let hasAssets = !instance.lists.assets.isEmpty
  func places(_ project: Project) -> String {
    project.places.map { part in
      let name = instance.place(part.place).name
      return part.share == .whole ? name : "\(name) \(part.share.text)"
    }.joined(separator: "; ")
  }
  func period(_ project: Project) -> String {
    instance.hasPeriods ? awards[project.id]?.periods(in: instance) ?? "" : project.period.text
  }
  let people = Dictionary(grouping: plan.allocation.assignments, by: \.project)
  // People have a column only where some are assigned; this list shows no names.
  func staff(_ project: ProjectID) -> [String] {
    if people.isEmpty { return [] }
    return [
      (people[project] ?? []).map { "\($0.role) \($0.volunteer) \(minutesText(Int128($0.minutes)))" }.joined(
        separator: "; ")
    ]
  }
  let staffHeader = people.isEmpty ? [] : [language == .zh ? "人员" : "people"]
  let payments = plan.allocation.payments.sorted {
    ($0.project, $0.fund, $0.costType) < ($1.project, $1.fund, $1.costType)
  }.map {
    payment in
    let project = instance.project(payment.project)
    let fund = instance.fund(payment.fund)
    let served = (needs[payment.project] ?? []).map { credit in
      let need = instance.need(credit.need)
      return "\(need.id) \(need.title) \(decimalText(Int128(credit.micro), digits: 6, trimmed: true))\(need.unit)"
    }
    return [
      served.joined(separator: "; "), project.id.text, project.title, awards[project.id]?.variant.text ?? "",
      awards[project.id]?.scale.text ?? "",
      places(project),
      fund.id.text, fund.name, fund.department, payment.costType,
      decimalText(Int128(payment.amount.minorUnits), digits: currency.digits), period(project),
      payment.permittedBy.map(citation).joined(separator: "; "),
    ] + staff(project.id) + (hasAssets ? ["", "", "", ""] : [])
  }
  let uses = plan.allocation.uses.sorted { ($0.project, $0.asset, $0.micro) < ($1.project, $1.asset, $1.micro) }.map {
    use in
    let project = instance.project(use.project)
    return [
      "", project.id.text, project.title, awards[project.id]?.variant.text ?? "", awards[project.id]?.scale.text ?? "",
      places(project), "", "", "", "", "", period(project), "",
    ] + staffHeader.map { _ in "" } + [
      use.asset.text, instance.asset(use.asset).name, use.amount(in: instance),
      use.slots.map(\.text).joined(separator: "; "),
    ]
  }
  return [header + staffHeader + (hasAssets ? assetHeader : [])] + payments + uses
}

extension Period {
  /// The period as `2026-01-01..2026-06-30`; an open end is empty.
  var text: String { from == nil && to == nil ? "" : "\(from?.description ?? "")..\(to?.description ?? "")" }
}

import Foundation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Reports
@testable import SwiftSource
@testable import allot

/// The report of a plan and the letters to villages.
@Suite struct ReportTests {
  /// The pages of a plan: in both languages, the report in both sizes of print, and the letters.
  private func pages(_ plan: Plan, _ instance: Instance, findings: [Finding] = []) -> [(name: String, text: String)] {
    Language.allCases.flatMap { language in
      [false, true].flatMap { isLarge in
        let pages = PlanPages(of: plan, instance, language, findings: findings, isLarge: isLarge)
        return [("report", pages.report()), ("notice", pages.notice()), ("notice.txt", pages.noticeText())]
          + pages.letters().sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      }
    }
  }

  private func expectSound(_ page: (name: String, text: String), _ note: String) -> PageReader {
    let read = PageReader(page.text)
    #expect(read.isWellFormed, "\(note) \(page.name)")
    #expect(Set(read.ids).count == read.ids.count, "\(note) \(page.name): an id twice")
    for address in read.addresses {
      let isAnchor = address.hasPrefix("#") && read.ids.contains(String(address.dropFirst()))
      #expect(isAnchor || address.hasPrefix("./"), "\(note) \(page.name): \(address)")
    }
    #expect(read.elements["script", default: 0] == (page.name == "report" ? 2 : 0), "\(note) \(page.name)")
    #expect(!read.attributes.contains { $0.hasPrefix("on") || $0 == "style" }, "\(note) \(page.name)")
    return read
  }

  private struct Figures: Decodable {
    struct Fund: Decodable { let id: String, available: String, paid: String }
    struct Project: Decodable { let id: String, cost: String }
    struct Need: Decodable { let id: String, served: String }
    let seal: String
    let funds: [Fund], projects: [Project], needs: [Need]
  }

  /// Everything of the lists stands in the report, and its figures are the plan's.
  @Test func everyFundVillageAndProjectStandsInTheReportWithThePlansFigures() throws {
    var (plans, places) = (0, 0)
    for seed in 0..<12 as Range<UInt64> {
      guard let township = try ExplainedTownship(randomTownship(seed)) else { continue }
      let (plan, instance) = (township.plan, township.instance)
      for page in pages(plan, instance) where page.name != "notice.txt" {
        let read = expectSound(page, "seed \(seed)")
        guard page.name == "report" else { continue }
        let anchors = Anchors(instance)
        let things: [(AnchorKind, [String])] = [
          (.fund, instance.lists.funds.map(\.id.text)), (.project, instance.lists.projects.map(\.id.text)),
          (.place, instance.placesWithSections.map(\.id.text)),
          (.need, instance.lists.needs.filter { $0.status == .open }.map(\.id.text)),
        ]
        for (kind, ids) in things {
          for id in ids {
            #expect(anchors.anchor(kind, id).map(read.ids.contains) == true, "seed \(seed): \(kind) \(id)")
          }
        }
        let figures = try JSONDecoder().decode(Figures.self, from: Data(read.data.utf8))
        for fund in figures.funds {
          let spent = plan.allocation.spent(by: FundID(fund.id))
          #expect(fund.paid == String(spent), "seed \(seed) \(fund.id)")
          #expect(read.checked["paid \(fund.id)"] == decimalText(spent, digits: plan.currency.digits, grouped: true))
        }
        for project in figures.projects {
          let award = plan.allocation.awards.first { $0.project.text == project.id }
          let variant = instance.project(ProjectID(project.id)).variants.first { $0.id == award?.variant }
          #expect(project.cost == String(variant?.cost(at: award?.scale ?? .zero) ?? -1), "seed \(seed) \(project.id)")
        }
        for need in figures.needs {
          #expect(need.served == String(township.served(NeedID(need.id), in: plan.allocation)), "seed \(seed)")
        }
        #expect(figures.projects.count == plan.allocation.awards.count)
        places += instance.placesWithSections.count
      }
      plans += 1
    }
    #expect(plans > 5 && places > 20)
  }

  /// Names and whatever else is known of a volunteer occur nowhere.
  @Test(arguments: 0..<2) func noPageTellsAnythingOfAPerson(batch: UInt64) throws {
    var assigned = 0
    for seed in seeds(batch, of: 2, count: 500, oneIn: 20) {
      var lists = seed % 2 == 0 ? randomPeople(seed) : randomTownship(seed)
      for v in lists.volunteers.indices { lists.volunteers[v].name = "QQNAME\(v) 王密密" }
      for b in lists.beneficiaries.indices { lists.beneficiaries[b].name = "QQOLD\(b)" }
      // Nobody is named by id in a notice, either.
      let ids = lists.volunteers.map(\.id.text)
      for pin in lists.pins.indices { lists.pins[pin].by = "QQCHAIR" }
      guard let township = try ExplainedTownship(lists) else { continue }
      let finding = Finding(
        "volunteer-unplaced", severity: .warning, file: "志愿者.csv", line: 2, value: "QQNAME 13800138000",
        expected: Bilingual("QQ", "QQ"), mend: Bilingual("QQ", "QQ"))
      for page in pages(township.plan, township.instance, findings: [finding]) {
        #expect(!page.text.contains("QQ") && !page.text.contains("密密"), "seed \(seed) \(page.name)")
        #expect(page.name != "report" || page.text.contains("allot check"), "seed \(seed)")
        guard page.name == "notice.txt" else { continue }
        let words = Set(page.text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        #expect(words.isDisjoint(with: ids), "seed \(seed): \(words.intersection(ids))")
      }
      assigned += township.plan.allocation.assignments.count
    }
    #expect(assigned > 1)
  }

  /// What looks like markup in a list stays a text: no element, attribute or script comes of it.
  @Test func namesThatLookLikeMarkupAreTexts() throws {
    let hostile = [
      "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "\" onload=\"x", "' style='x", "]]>",
      "<!--",
      "&lt;b&gt;", "\u{202E}txt\u{200F}", "\u{0}\u{1B}[2J\u{9B}", "\u{FFFE}\u{FFFF}", "a\nb\r\t", "\\u0027;</SCRIPT >",
      "𠮷\u{2028}", "</title><style>*{}",
    ]
    var township: ExplainedTownship?
    for seed in 0..<20 as Range<UInt64> where township?.plan.allocation.assignments.isEmpty ?? true {
      township = try ExplainedTownship(randomTownship(seed))
    }
    var lists = try #require(township?.instance.lists)
    func text(_ number: Int) -> String { hostile[number % hostile.count] }
    lists.title = hostile.joined(separator: " ")
    for n in lists.places.indices { lists.places[n].name = text(n) }
    for n in lists.needs.indices { (lists.needs[n].title, lists.needs[n].unit) = (text(n + 2), text(n)) }
    for n in lists.funds.indices { (lists.funds[n].name, lists.funds[n].department) = (text(n + 4), text(n + 1)) }
    for n in lists.projects.indices { lists.projects[n].title = text(n + 6) }
    for n in lists.assets.indices { lists.assets[n].name = text(n) }
    let instance = try Instance(lists)
    for word in hostile {
      var plan = try #require(township?.plan)
      (plan.title, plan.seal, plan.solver) = (word, word, word)
      for page in pages(plan, instance) where page.name != "notice.txt" {
        let read = expectSound(page, word.printable)
        #expect(read.elements["img"] == nil && read.elements["b"] == nil)
        #expect(!page.text.unicodeScalars.contains { $0.isControl && $0 != "\n" }, "\(word.printable) \(page.name)")
        guard page.name == "report" else { continue }
        #expect(try JSONDecoder().decode(Figures.self, from: Data(read.data.utf8)).seal == word)
        #expect(!read.data.contains { "<>&'".contains($0) })
      }
    }
  }
}

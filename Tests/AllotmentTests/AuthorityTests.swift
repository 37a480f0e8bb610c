import DefaultSolver
import Explanation
import Foundation
import IntegerProgram
import Model
import Testing

@testable import Formulation
@testable import Intake
@testable import SwiftSource

/// Whose rules and cells are: how it is read, what counts, and how answers say it.
@Suite struct AuthorityTests {
  private static let files = [
    "funds": "id,amount,categories,share_max\nF1,100,a,\nF2,100,a,\n",
    "projects": "id,title,category,responsible,approved\nA,Lamps,b,x,yes\nB,Meals,a,x,yes\nC,Paths,a,x,no\n",
    "costs": "project,cost_type,fixed\nA,m,1\nB,m,1\nC,m,1\n", "needs": "id,place,category,quantity\nN1,V1,a,1\n",
    "places": "id\nV1\n", "serves": "project,need,per_unit\nA,N1,1\nB,N1,1\nC,N1,1\n",
    "pins": "kind,project,reason,by\nmust_fund,B,r,b\n",
  ]

  private func instance(_ rows: String, planner: String? = nil) throws -> Instance {
    var changed = ["authorities": "rule,item,authority\n" + rows]
    if let planner { changed["settings"] = "key,value\n" + planner + "\n" }
    return try Instance(try NamedPeopleTests.read(changed, of: Self.files).lists)
  }

  /// Each finding as its code, place and value.
  private func findings(_ rows: String, planner: String? = nil) -> [String] {
    do {
      let instance = try instance(rows, planner: planner)
      let warnings = (instance.warnings + Formulation(instance).warnings).filter { $0.file == "authorities.csv" }
      return warnings.map { "\($0.code) \($0.line):\($0.column) \($0.value)" }
    } catch let findings as Findings {
      return findings.all.map { "\($0.code) \($0.line):\($0.column) \($0.value)" }
    } catch {
      return ["\(error)"]
    }
  }

  private func level(_ rows: String, _ rule: String, _ subjects: String...) throws -> Authority? {
    try instance(rows).authority(of: Meaning(rule, subjects))
  }

  @Test func everyRuleIsInTheCatalogueUnderItsNamesOfTheDocuments() throws {
    let stated = Set(RuleName.allCases.map(\.rawValue))
    #expect(stated == Set(everyRule.map { $0.name }).union(["scale-bounds", "place-weight"]))
    let page = try String(contentsOf: repository.appending(path: "docs/rules.md"), encoding: .utf8)
    for rule in RuleName.allCases {
      #expect(page.contains("| `\(rule.rawValue)` | \(rule.zh) |"), "\(rule.rawValue)")
    }
    #expect(Set(RuleName.allCases.map(\.zh)).count == RuleName.allCases.count)
  }

  /// The table of defaults names each rule that can be waived, once, under its level.
  @Test func theDocumentsGiveTheDefaultOfEveryRuleThatCanBeWaived() throws {
    let page = try String(contentsOf: repository.appending(path: "docs/rules.md"), encoding: .utf8)
    for level in Authority.allCases.dropFirst() where level != .province {
      let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(level.rawValue) |") })
      let named = Set(row.matches(of: /`([a-z-]+)`/).map { String($0.1) })
      let rules = RuleName.allCases.filter { $0.defaultAuthority == level }
      #expect(named == Set(rules.map(\.rawValue)), "\(level)")
    }
    for rule in RuleName.allCases where waivableRules.contains(rule.rawValue) {
      #expect(rule.defaultAuthority != nil, "\(rule)")
    }
  }

  @Test func whatIsNotListedIsAsTheRuleHasIt() throws {
    #expect(try level("", "eligibility", "F1", "A") == .county)
    #expect(try level("", "readiness", "C") == .township)
    #expect(try level("", "basic-floor", "N1") == .law)
    #expect(try level("", "full-funding", "A") == nil)
  }

  @Test func theMostSpecialRowCounts() throws {
    let rows = "eligibility,,province\nfunds.categories,,law\n专款专用,F1,镇\n资金.可用类别,F1,村\n"
    #expect(try level(rows, "eligibility", "F1", "A") == .village)
    #expect(try level(rows, "eligibility", "F2", "A") == .law)
    #expect(try level("eligibility,,province\n专款专用,F1,乡\n", "eligibility", "F1", "A") == .township)
    #expect(try level("eligibility,,province\n专款专用,F1,乡\n", "eligibility", "F2", "A") == .province)
    #expect(try level("资金,F1,镇\nfunds,,law\n", "eligibility", "F1", "A") == .township)
    #expect(try level("资金,F1,镇\nfunds,,law\n", "fund-cap", "F2") == .law)
    #expect(try level("资金,F1,镇\nfund-cap,F1,县\nfunds.amount,,省\n", "fund-cap", "F1") == .county)
    // Of two rows that are as special, the higher level counts.
    #expect(try level("eligibility,F1,村\neligibility,A,省\n", "eligibility", "F1", "A") == .province)
  }

  /// Two cells stand in the way of a project that is neither approved nor has a responsible person; both must change.
  @Test func aDecisionIsOfTheHighestLevelOfItsCells() throws {
    #expect(try level("projects.approved,,county\n", "readiness", "C") == .county)
    #expect(try level("projects.responsible,,village\nprojects.approved,,village\n", "readiness", "C") == .village)
  }

  @Test func anItemMayBeNamed() throws {
    #expect(try level("readiness,Paths,village\n", "readiness", "C") == .village)
  }

  @Test func nobodyWaivesWhatIsAboveThemOrLaw() throws {
    let rule = Meaning("eligibility", ["F1", "A"])
    let township = try instance("eligibility,,township\n")
    #expect(township.mayWaive(rule, at: .township) && township.mayWaive(rule, at: .county))
    #expect(!township.mayWaive(rule, at: .village))
    #expect(!(try instance("eligibility,,law\n")).mayWaive(rule, at: .province))
    #expect(!township.mayWaive(Meaning("skill", ["H1"]), at: .province))
  }

  @Test func thePlannersLevelIsRead() throws {
    #expect(try instance("").lists.planner == .township)
    for (row, level) in [("planner,village", Authority.village), ("编制层级,县", .county), ("planner,乡", .township)] {
      #expect(try instance("", planner: row).lists.planner == level, "\(row)")
    }
    #expect(findings("", planner: "planner,law") == ["choice-unknown 2:2 law"])
    #expect(findings("", planner: "planner,市") == ["choice-unknown 2:2 市"])
    #expect(findings("", planner: "planner,县\n编制层级,村") == ["id-repeated 3:1 编制层级"])
  }

  @Test(arguments: [
    ("专款,,县", "choice-unknown 2:1 专款"), ("funds.colour,,县", "choice-unknown 2:1 funds.colour"),
    ("eligibility,,市", "choice-unknown 2:3 市"), ("eligibility,F9,县", "reference-dangling 2:2 F9"),
    ("funds.categories,A,县", "reference-dangling 2:2 A"), ("readiness,F1,县", "reference-dangling 2:2 F1"),
    ("eligibility,,县\n专款专用,,省", "id-repeated 3:1 专款专用"),
    ("eligibility,F1,县\neligibility,F1,县", "id-repeated 3:1 eligibility"), ("eligibility,F1,", "cell-missing 2:3 "),
  ]) func whatIsUnknownIsRefusedAtItsCell(rows: String, finding: String) {
    #expect(findings(rows + "\n") == [finding])
  }

  @Test(arguments: [
    ("full-funding,,县", "authority-unused 2:1 full-funding"), ("funds.name,,县", "authority-unused 2:1 funds.name"),
    ("skill,,县", "authority-unused 2:1 skill"), ("slots,,县", "authority-unused 2:1 slots"),
    ("pins,A,县", "authority-unused 2:2 A"),
    ("readiness,A,县", "authority-unused 2:2 A"), ("basic-floor,N1,县", "authority-unused 2:2 N1"),
    ("funds.share_max,F1,县", "authority-unused 2:2 F1"),
    ("funds.categories,F1,县\neligibility,F1,省\npins,B,县\nshare-cap,,县", nil),
  ]) func aRowThatNoRuleHeedsIsWarnedOf(rows: String, finding: String?) {
    // A row about all items may stand in lists that have none; the row about the rule counts where no column bars.
    #expect(findings(rows + "\n") == (finding.map { [$0] } ?? []))
  }

  /// `must-serve` asks the same of an urgent need, so that it does not matter whose its floor is. What is done stays done,
  /// whoever's the status is.
  @Test(arguments: [
    ("basic-floor,N1,县", "2:2 N1"), ("needs.floor,N1,县", "2:2 N1"), ("must-serve,N1,县", nil),
    ("basic-floor,N2,县", nil), ("needs.floor,N2,县", nil), ("must-serve,N2,县", "2:2 N2"), ("status,C,县", "2:2 C"),
    ("projects.status,C,县", "2:2 C"), ("status,A,县", nil),
  ]) func aRowAboutAFloorOrAFactWithoutEffectIsWarnedOf(row: String, place: String?) throws {
    let changed = [
      "authorities": "rule,item,authority\n\(row)\n",
      "needs": "id,place,category,quantity,urgency,tier,floor\nN1,V1,a,1,5,basic,50%\nN2,V1,a,1,3,basic,50%\n",
      "projects":
        "id,title,category,responsible,approved,status\nA,Lamps,b,x,yes,running\nB,Meals,a,x,yes,\nC,Paths,a,x,no,done\n",
    ]
    let lists = try NamedPeopleTests.read(changed, of: Self.files).lists
    let found = Formulation(try Instance(lists)).warnings.filter { $0.code == "authority-unused" }
    #expect(found.map { "\($0.line):\($0.column) \($0.value)" } == (place.map { [$0] } ?? []), "\(row)")
  }

  // MARK: Answers

  private func explainer(_ rows: String, planner: String? = nil) throws -> Explainer {
    let instance = try instance(rows, planner: planner)
    return try #require(try ExplainedTownship(instance.lists)).explainer
  }

  /// A needs a fund that may pay for it: the county's earmark by default.
  @Test func whatNeedsTheCountyIsListedApart() throws {
    let text = try explainer("").whyNot(.project("A"))
    let messages = text.sentences.map(\.message)
    #expect(messages.contains(.repairAsks) && messages.contains(.repair))
    #expect(text.text(.zh).contains("须县里书面同意"))
    #expect(text.text(.en).contains("with the written consent of the county"))
    #expect(text.text(.zh).contains("（县里的规定）") && text.text(.en).contains("(the county’s)"))
    #expect(text.json().contains("\"en\" : \"county\""))
  }

  /// Where the earmark is the township's, nothing is said of anybody else.
  @Test func thePlannersOwnRuleIsSuggestedWithoutMore() throws {
    let answer = try explainer("eligibility,F1,township\n").whyNot(.project("A"))
    let repair = try #require(answer.sentences.first { $0.message == .repair })
    #expect(repair.text.en.contains("F1") && !repair.text.en.contains("F2"))
    #expect(!answer.sentences.contains { [.repairAsks, .repairAsksOpen].contains($0.message) })
  }

  @Test func onlyLawThatConflictsIsSaidToBeSo() throws {
    let answer = try explainer("eligibility,,law\n").whyNot(.project("A"))
    #expect(answer.sentences.contains { $0.message == .repairLaw })
    #expect(!answer.sentences.contains { $0.message == .repair })
    #expect(answer.text(.zh).contains("（法律规定）") && answer.text(.en).contains("(law)"))
  }

  @Test func aFundBarredByLawIsNotOffered() throws {
    let law = try explainer("funds.categories,F1,law\n").answer(.payments("F1", "A"))
    #expect(law.sentences.contains { $0.message == .paymentBarredByLaw })
    let county = try explainer("").answer(.payments("F1", "A"))
    #expect(county.sentences.contains { $0.message == .paymentBarredAbove })
    let own = try explainer("", planner: "planner,county").answer(.payments("F1", "A"))
    #expect(own.sentences.contains { $0.message == .paymentBarred })
  }

  @Test func aSupposedWaiverSaysWhoseTheRuleIs() throws {
    var supposition = Supposition()
    supposition.changes = [.waived(Meaning("eligibility", ["F1", "A"]))]
    let law = try explainer("eligibility,,law\n").whatIf(supposition)
    #expect(law.text(.zh).contains("镇里无权放开") && law.sentences.contains { $0.message == .whatIfLaw })
    let county = try explainer("").whatIf(supposition)
    #expect(county.text(.en).contains("cannot waive it without the written consent of the county"))
    let own = try explainer("", planner: "planner,county").whatIf(supposition)
    #expect(!own.sentences.contains { [.whatIfLaw, .whatIfAsks].contains($0.message) })
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let rows = ["eligibility,,law", "eligibility,F1,township", "readiness,,village"]
    let one = try instance(rows.joined(separator: "\n") + "\n").lists.authorities
    let other = try instance(rows.reversed().joined(separator: "\n") + "\n").lists.authorities
    #expect(one.map { "\($0.subject) \($0.authority)" } == other.map { "\($0.subject) \($0.authority)" })
  }
}

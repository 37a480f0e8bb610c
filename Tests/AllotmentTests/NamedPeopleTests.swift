import Allotment
import DefaultSolver
import ExactProgram
import Foundation
import IntegerProgram
import Model
import Questions
import Testing

@testable import Formulation
@testable import Intake

/// Pins of people, and people who serve together or apart.
@Suite struct NamedPeopleTests {
  /// Two projects with one role each in the same hour, and two people.
  static let files = [
    "funds": "id,amount\nF1,100\n", "projects": "id,category,responsible,approved\nA,c,x,yes\nB,c,x,yes\n",
    "costs": "project,cost_type,fixed\nA,m,1\nB,m,1\n", "volunteers": "id,minutes\nV1,9 h\nV2,9 h\n",
    "slots": "id,day,start,end\ns1,2026-01-01,09:00,10:00\n",
    "project_roles": "project,role,heads_min,heads_max,slots\nA,r,1,1,s1\nB,r,1,1,s1\n",
  ]

  /// Reads these lists, with changes.
  static func read(_ changed: [String: String] = [:], of files: [String: String] = files) throws -> ListsFolder {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files.merging(changed, uniquingKeysWith: { $1 }) {
      let file = folder.appending(path: name + ".csv")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try readLists(folder.path)
  }

  /// Who serves where, as `V1>A`; nil where no plan is possible.
  static func roster(_ changed: [String: String], of files: [String: String] = files) throws -> [String]? {
    var request = Request()
    (request.gap, request.objective) = (0, .count)
    guard case .planned(let plan, _, _) = try allocate(try read(changed, of: files), request) else { return nil }
    return plan.allocation.assignments.map { "\($0.volunteer)>\($0.project)" }.sorted()
  }

  static func codes(_ changed: [String: String]) throws -> [String] {
    do {
      let instance = try Instance(try read(changed).lists)
      return (instance.warnings + Formulation(instance).warnings).map { "\($0.code) \($0.file) \($0.value)" }
    } catch let findings as Findings {
      return findings.all.map { "\($0.code) \($0.file):\($0.line):\($0.column) \($0.value)" }
    }
  }

  private func pins(_ rows: String...) -> [String: String] {
    ["pins": "kind,project,volunteer,role,fund,amount,reason,by\n" + rows.map { $0 + ",r,b\n" }.joined()]
  }

  private func pairs(_ rows: String...) -> [String: String] {
    ["volunteer_pairs": "volunteer,with,kind\n" + rows.map { $0 + "\n" }.joined()]
  }

  @Test func thePinnedPersonServes() throws {
    #expect(try Self.roster(pins("keep,A,V2,,,")) == ["V1>B", "V2>A"])
    #expect(try Self.roster(pins("must_fund,A,V1,r,,")) == ["V1>A", "V2>B"])
    #expect(try Self.roster(pins("must_not,A,V1,,,")) == ["V1>B", "V2>A"])
    #expect(try Self.roster(pins("must_not,A,V1,,,", "must_not,A,V2,r,,"))?.map { $0.suffix(1) } == ["B"])
    #expect(try Self.roster(pins("keep,A,V1,,,", "keep,B,V1,,,")) == nil)
    #expect(try Self.roster(pins("keep,A,V1,,,", "must_not,A,V1,,,")) == nil)
  }

  /// A role that asks for nobody is held by the person whom the meeting named for it.
  @Test func aPinFillsARoleThatAsksForNobody() throws {
    let roles = ["project_roles": "project,role,heads_min,minutes,slots\nA,r,0,,s1\nB,r,0,,s1\n"]
    #expect(try Self.roster(roles) == [])
    #expect(try Self.roster(roles.merging(pins("keep,A,V2,,,")) { $1 }) == ["V2>A"])
  }

  @Test func theConflictNamesWhatKeepsThePinnedPersonAway() throws {
    func conflict(_ changed: [String: String]) throws -> Conflict {
      let spelled = try Formulation.spelledOut(Instance(Self.read(changed).lists), under: [], [])
      return try #require(try StagedSolve(solver: defaultSolver).conflict(spelled))
    }
    let nurses = [
      "project_roles": "project,role,heads_min,heads_max,skill,slots\nA,r,1,1,nursing,s1\nB,r,1,1,,s1\n",
      "volunteer_skills": "volunteer,skill\nV1,nursing\n",
    ].merging(pins("keep,A,V2,,,", "must_fund,A,,,,")) { $1 }
    let found = try conflict(nurses)
    #expect(found.isMinimal)
    #expect(Set(found.decisions.map(\.description)) == ["pins(A,V2)", "staffing(A)"])
    #expect(
      Set(found.all.map(\.description))
        == ["pins(A,V2)", "staffing(A)", "pinned-person(A,V2)", "skill(A,1,r,V2)"])
    let slots = try conflict(
      pins("keep,A,V2,r,,").merging([
        "slots": "id,day,start,end\ns1,2026-01-01,09:00,10:00\ns2,2026-01-01,12:00,13:00\n",
        "volunteer_slots": "volunteer,slots\nV2,s2\n",
      ]) { $1 })
    #expect(slots.all.map(\.description).contains("slot(A,1,r,V2)"))
    #expect(slots.all.map(\.description).contains("pinned-person(A,V2,r)"))
    // The pin that keeps a person away is part of the conflict, and can be waived.
    let away = try conflict(pins("must_not,A,V1,,,", "must_not,A,V2,,,", "must_fund,A,,,,"))
    #expect(Set(away.decisions.map(\.rule)) == ["pins", "staffing"])
    #expect(
      away.decisions.contains(Meaning("pins", ["A", "V2"])) || away.decisions.contains(Meaning("pins", ["A", "V1"])))
  }

  /// The pin alone is waived: the project is still carried out, with somebody else.
  @Test func thePinOfAPersonCanBeWaived() throws {
    let nurses = [
      "project_roles": "project,role,heads_min,heads_max,skill,slots\nA,r,1,1,nursing,s1\nB,r,1,1,,s1\n",
      "volunteer_skills": "volunteer,skill\nV1,nursing\n",
    ].merging(pins("keep,A,V2,,,", "must_fund,A,,,,")) { $1 }
    let instance = try Instance(Self.read(nurses).lists)
    let pin = Meaning("pins", ["A", "V2"])
    #expect(Formulation.everyDecision(of: instance).contains(pin))
    let solve = StagedSolve.exact
    let spelled = try Formulation.spelledOut(instance, under: [], [])
    let conflict = try #require(try solve.conflict(spelled))
    #expect(try solve.repairs(spelled, first: conflict).own.sets == [[pin]])
    let waived = try Formulation(instance).changed(by: [.waived(pin)])
    guard case .allocated(let solution) = try solve.run(waived, stages: waived.stages(.count)) else {
      Issue.record("no plan without the pin")
      return
    }
    #expect(waived.allocation(of: solution).assignments.map { "\($0.volunteer)>\($0.project)" } == ["V1>A", "V2>B"])
  }

  /// Whether somebody is vetted stands in the personal columns; no conflict gives it away.
  @Test func vettingIsNotNamedByAConflict() throws {
    let minors = ["project_roles": "project,role,with_minors,slots\nA,r,yes,s1\nB,r,,s1\n"]
      .merging(["private/volunteers": "id,vetted\nV1,yes\nV2,no\n"]) { $1 }.merging(pins("keep,A,V2,,,")) { $1 }
    guard case .infeasible(let conflict) = try allocate(Self.read(minors)) else {
      Issue.record("a plan with somebody who is not vetted")
      return
    }
    #expect(Set(conflict.map(\.rule)) == ["pins", "staffing", "pinned-person"])
    #expect(try Self.codes(minors) == ["pin-unheld pins.csv V2"])
  }

  @Test func aPinOfAPersonIsCheckedAgainstTheLists() throws {
    #expect(try Self.codes(pins("keep,A,V2,r,,", "must_not,B,V1,,,", "keep,A,,,F1,1")) == [])
    #expect(try Self.codes(pins("keep,A,V9,,,")) == ["reference-dangling pins.csv:2:3 V9"])
    #expect(try Self.codes(pins("keep,A,V2,x,,")) == ["reference-dangling pins.csv:2:4 x"])
    #expect(try Self.codes(pins("keep,A,,r,,")) == ["cell-missing pins.csv:2:3 r"])
    #expect(try Self.codes(pins("keep,A,V2,,F1,1")) == ["pin-mixed pins.csv:2:3 V2"])
    #expect(try Self.codes(pins("keep,A,V2,,,1")) == ["pin-mixed pins.csv:2:3 V2"])
    let without = ["project_roles": "project,role,slots\nB,r,s1\n"]
    #expect(try Self.codes(without.merging(pins("keep,A,V2,,,")) { $1 }) == ["pin-unheld pins.csv V2"])
    #expect(try Self.codes(without.merging(pins("must_not,A,V2,,,")) { $1 }) == [])
    #expect(try Self.roster(without.merging(pins("keep,A,V2,,,")) { $1 }) == nil)
  }

  @Test func twoPeopleServeTogetherOrApart() throws {
    let two = ["project_roles": "project,role,heads_min,heads_max,slots\nA,r,1,1,s1\nA,q,1,1,s1\nB,r,1,1,s1\n"]
    let three = two.merging(["volunteers": "id,minutes\nV1,9 h\nV2,9 h\nV3,9 h\n"]) { $1 }
    #expect(try Self.roster(three.merging(pairs("V3,V1,together")) { $1 }) == ["V1>A", "V2>B", "V3>A"])
    let apart = try Self.roster(three.merging(pairs("V1,V2,apart")) { $1 })
    #expect(apart == ["V1>A", "V2>B", "V3>A"] || apart == ["V1>B", "V2>A", "V3>A"])
    #expect(try Self.roster(pairs("V1,V2,together")) == [])
    #expect(try Self.roster(two.merging(pairs("V2,V1,apart")) { $1 })?.map { $0.suffix(1) } == ["B"])
    #expect(try Self.roster(three.merging(pairs("V1,V2,together", "V2,V3,together")) { $1 }) == [])
  }

  @Test func pairsAreCheckedAgainstTheLists() throws {
    let three = ["volunteers": "id,minutes\nV1,9 h\nV2,9 h\nV3,9 h\n"]
    func codes(_ rows: String...) throws -> [String] {
      let text = "volunteer,with,kind\n" + rows.map { $0 + "\n" }.joined()
      return try Self.codes(three.merging(["volunteer_pairs": text]) { $1 }).map {
        $0.replacingOccurrences(of: "volunteer_pairs.csv", with: "")
      }
    }
    #expect(try codes("V1,V2,together", "V2,V3,apart") == [])
    #expect(try codes("V1,V2,同行", "V2,V3,分开") == [])
    #expect(try codes("V9,V2,apart") == ["reference-dangling :2:1 V9"])
    #expect(try codes("V1,V9,apart") == ["reference-dangling :2:2 V9"])
    #expect(try codes("V1,V1,apart") == ["pair-same :2:2 V1"])
    #expect(try codes("V1,V2,apart", "V2,V1,apart") == ["id-repeated :3:2 V1"])
    #expect(try codes("V1,V2,together", "V2,V1,apart") == ["pair-contradictory :3:3 V2 V1"])
    #expect(try codes("V1,V2,together", "V1,V3,apart", "V3,V2,together") == ["pair-contradictory :3:3 V1 V3"])
    #expect(try codes("V1,V2,neither") == ["choice-unknown :2:3 neither"])
  }
}

import Allotment
import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

/// The import of wishes: least and most, points and ranks, and lists that `check` accepts.
@Suite struct PreferenceImportTests {
  private static let cases = repository.deletingLastPathComponent().appending(path: "shared/cases")

  private func imported(
    _ matrix: String, _ capacities: String, _ scale: PreferenceScale? = nil
  ) throws(Findings) -> WrittenLists {
    try importPreferences(
      Data(matrix.utf8), file: "m.csv", capacities: Data(capacities.utf8), capacityFile: "c.csv", scale: scale)
  }

  private func refused(_ matrix: String, _ capacities: String, _ scale: PreferenceScale? = nil) -> [String] {
    do { _ = try imported(matrix, capacities, scale) } catch {
      return error.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
    }
    return []
  }

  private func text(_ name: String, _ file: String) throws -> String {
    try String(contentsOf: Self.cases.appending(path: "\(name)/\(file)"), encoding: .utf8)
  }

  @Test func leastAndMostAreBothHonoured() throws {
    let lists = try imported(text("preferences-min-max", "in.csv"), text("preferences-min-max", "cap.csv"))
    #expect(
      lists.files["project_roles.csv"]
        == "project,role,heads_min,heads_max,slots\npA,member,3,4,term\npB,member,3,4,term\npC,member,3,4,term\n")
    #expect(lists.understood.map(\.en).contains("c.csv: column 2 ‘min’ is the least, column 3 ‘max’ is the most"))
    // A project with a least number may be left out; one without is carried out in any case.
    let matrix = "id,A,B\ns1,5,2\n"
    let mixed = try imported(matrix, "p,最多,最少（人）\nA,4,3\nB,2,\n")
    #expect(
      mixed.files["projects.csv"]
        == "id,category,responsible,approved,status\npA,cA,applicant,yes,proposed\npB,cB,applicant,yes,committed\n")
    for header in ["p,least,most", "p,Heads_Min,Heads_Max", "p,下限,上限", "p,最少人数,容量", "p,至少,至多"] {
      #expect(
        try imported(matrix, "\(header)\nA,1,4\nB,0,2\n").files["project_roles.csv"]?.contains("\npA,member,1,4,")
          == true,
        "\(header)")
    }
  }

  @Test func columnsOfCapacitiesAreNotIgnored() throws {
    let matrix = "id,A,B\ns1,5,2\n"
    #expect(refused(matrix, "p,x\nA,1\nB,2\n") == [])
    #expect(refused(matrix, "p,min\nA,1\nB,2\n") == ["c.csv:1:0 column-missing "])
    #expect(refused(matrix, "p,max,year\nA,1,2026\nB,2,2026\n") == ["c.csv:1:3 column-unknown year"])
    #expect(refused(matrix, "p,max,capacity\nA,1,1\nB,2,2\n") == ["c.csv:1:3 column-repeated capacity"])
    #expect(refused(matrix, "p,min,max\nA,3,2\nB,0,2\n") == ["c.csv:2:2 heads-reversed "])
    #expect(refused(matrix, "p,max\nA,1,9\nB,2\n") == ["c.csv:2:3 row-ragged 9"])
    #expect(refused(matrix, "p,max\nA,1\nB,2\nC,3\n") == ["c.csv:4:1 reference-dangling C"])
    #expect(refused("id;A;B\ns1;5;2\n", "p;max\nA;1\n").contains("m.csv:1:1 file-empty "))
    let told = try imported(matrix, "p,max,名称\nA,1,食堂\nB,2,\n").warnings
    #expect(told.map { "\($0.line):\($0.column) \($0.code) \($0.value)" } == ["1:3 column-unknown 名称"])
  }

  @Test func numbersThatLookLikeRanksAreRefusedUntilTheirScaleIsStated() throws {
    let (matrix, capacities) = (try text("preferences-ranks", "in.csv"), try text("preferences-ranks", "cap.csv"))
    #expect(refused(matrix, capacities) == ["m.csv:2:2 scale-unstated 1"])
    func wishes(_ scale: PreferenceScale) throws -> [String] {
      let text = try imported(matrix, capacities, scale).files["volunteer_preferences.csv"] ?? ""
      return text.split(separator: "\n").dropFirst().prefix(3).map(String.init)
    }
    #expect(try wishes(.points) == ["hs1,pA,1", "hs1,pB,2", "hs1,pC,3"])
    #expect(try wishes(.ranks) == ["hs1,pA,3", "hs1,pB,2", "hs1,pC,1"])
  }

  @Test(arguments: [
    ("s1,1,2,3\ns2,3,2,1", true), ("s1,1,2,0\ns2,1,0,0", true), ("s1,2.0,1,3", true), ("s1,1,0,0\ns2,0,1,0", false),
    ("s1,0,0,0", false), ("s1,1,2,3\ns2,1,1,2", false), ("s1,1,2,4", false), ("s1,0.5,1,2", false), ("s1,5,2,1", false),
  ]) func onlyWhatMayBeRanksIsUnclear(rows: String, isUnclear: Bool) {
    let capacities = "p,max\nA,1\nB,1\nC,1\n"
    #expect(refused("id,A,B,C\n\(rows)\n", capacities).isEmpty != isUnclear)
    #expect(refused("id,A,B,C\n\(rows)\n", capacities, .points) == [])
  }

  @Test func ranksMayBeEqualOrLeftOutButNotBeyondTheProjects() throws {
    let capacities = "p,max\nA,1\nB,1\nC,1\n"
    let lists = try imported("id,A,B,C\ns1,1,1,2\ns2,0,1,0\n", capacities, .ranks)
    #expect(
      lists.files["volunteer_preferences.csv"]
        == "volunteer,project,preference\nhs1,pA,3\nhs1,pB,3\nhs1,pC,2\nhs2,pB,3\n")
    #expect(
      refused("id,A,B,C\ns1,4,1,1.5\n", capacities, .ranks) == [
        "m.csv:2:2 number-malformed 4", "m.csv:2:4 number-malformed 1.5",
      ])
  }

  /// What an import writes, `check` accepts.
  @Test func listsMadeOfRandomWishesAreAccepted() throws {
    var random = SplitMix64(state: 30)
    var accepted = 0
    let cells = ["0", "1", "2", "3", "0.5", "5", "", "x", "-1", "1e3", "１", "999999999", "1000000001"]
    let ids = ["s1", "s2", "S1", "s1;", "", "1.0", "1", "甲", "s 3", "..", "s9", "s8"]
    for _ in 0..<400 {
      let wild = Int.random(in: 0..<4, using: &random)
      func pick(_ words: [String], _ tame: Int) -> String {
        wild == 0 ? words.randomElement(using: &random)! : words[..<tame].randomElement(using: &random)!
      }
      let projects = (0..<Int.random(in: 1...4, using: &random)).map { wild == 0 ? pick(ids, 3) : "p\($0)" }
      var matrix = "id," + projects.joined(separator: ",") + "\n"
      for person in 0..<Int.random(in: 1...5, using: &random) {
        let name = wild == 0 ? pick(ids, 2) : "s\(person)"
        matrix += ([name] + projects.map { _ in pick(cells, 6) }).joined(separator: ",") + "\n"
      }
      let header = ["p,max", "p,min,max", "p,n", "p,min", "p,max,note"].randomElement(using: &random)!
      let width = header.split(separator: ",").count - 1
      var capacities = header + "\n"
      for project in projects {
        capacities += ([project] + (0..<width).map { _ in pick(cells, 4) }).joined(separator: ",") + "\n"
      }
      let scale = ([nil] + PreferenceScale.allCases).randomElement(using: &random)!
      guard let lists = try? imported(matrix, capacities, scale) else { continue }
      accepted += 1
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      for (name, text) in lists.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
      let read = Result { () throws(Findings) in try Instance(readLists(folder.path).lists) }
      if case .failure(let refusal) = read { Issue.record("\(refusal)\n\(matrix)\(capacities)") }
    }
    #expect(accepted > 50)
  }
}

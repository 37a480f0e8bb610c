import Foundation
import Intake
import Model
import Testing

/// Wishes that may be on another scale, and rows and columns of the tables that are no person or project.
@Suite struct PreferenceScaleTests {
  /// - Parameters:
  ///   - rows: The rows of the matrix, separated by blanks.
  ///   - projects: The number of projects, A to E.
  private func findings(_ rows: String, projects: Int = 3, _ scale: PreferenceScale? = nil) -> [String] {
    let names = "ABCDE".prefix(projects).map(String.init)
    let people = rows.split(separator: " ").enumerated().map { "s\($0),\($1)" }
    let matrix = (["id," + names.joined(separator: ",")] + people).joined(separator: "\n")
    return findings(matrix: matrix, "p,max\n" + names.map { $0 + ",1\n" }.joined(), scale)
  }

  private func findings(matrix: String, _ capacities: String, _ scale: PreferenceScale? = nil) -> [String] {
    do {
      return try importPreferences(
        Data(matrix.utf8), file: "m.csv", capacities: Data(capacities.utf8), capacityFile: "c.csv", scale: scale
      ).warnings.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
    } catch { return error.all.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" } }
  }

  @Test(
    arguments: [
      ("1,2,3 3,1,2 1,3,3", 3), ("1,2,9 9,1,2 2,1,9", 3), ("1,2,3 3,1,2 1,2,9", 3),
      ("1,2,3,4,5 1,1,3,4,5 5,4,3,2,1", 5),
      ("1,2,99,99,99 99,1,2,99,99 99,99,99,2,1", 5), ("1,2,6,6,6 6,6,1,2,6", 5), ("1,2,0 0,1,0 0,0,3", 3),
      ("1,2,3 2,3,0 3,1,2", 3),
    ])
  func ranksOfMostPeopleAreRefusedWithoutAScale(rows: String, projects: Int) {
    #expect(findings(rows, projects: projects).map { $0.contains("scale-unstated") } == [true])
    #expect(findings(rows, projects: projects, .points) == [])
  }

  @Test(arguments: [
    ("5,3,1 1,5,3 3,1,5", 3), ("0,1,1 1,0,1 1,1,0", 3), ("10,8,6 8,10,6", 3), ("10,8,6 1,2,3 6,0,9", 3),
    ("4,2,1 1,4,2", 3), ("5,3,1,0,0 0,5,3,1,0", 5), ("1,0,0 0,1,0", 3), ("7,2,9 3,1,8 0,4,5", 3), ("3,3,2 2,3,3", 3),
    ("0.5,1,2 1,2,0.5", 3), ("100,50,0 0,100,50", 3),
  ]) func pointsNeedNoScale(rows: String, projects: Int) {
    #expect(findings(rows, projects: projects) == [])
  }

  @Test func ranksThatAreNoOrderAreTold() {
    #expect(findings("1,2,3 2,0,1", .ranks) == [])
    #expect(findings("1,3,3", .ranks) == ["m.csv:2:3 rank-odd 3", "m.csv:2:4 rank-odd 3"])
    #expect(findings("1,1,3 1,1,2", .ranks) == ["m.csv:2:3 rank-odd 1", "m.csv:3:3 rank-odd 1"])
    #expect(findings("2,3,0 0,3,0", .ranks) == ["m.csv:2:2 rank-odd 2", "m.csv:3:3 rank-odd 3"])
    #expect(findings("1,2,9", .ranks) == ["m.csv:2:4 number-malformed 9", "m.csv:2:4 rank-odd 9"])
  }

  @Test(arguments: ["合计", "总计", "合 计：", "平均", "Total", "average"])
  func totalsAreNoPeopleAndNoProjects(word: String) {
    let (matrix, capacities) = ("id,A,B\ns1,5,2\ns2,7,3\n", "p,max\nA,1\nB,2\n")
    #expect(findings(matrix: matrix + "\(word),12,5\n", capacities) == ["m.csv:4:1 total-row \(word)"])
    #expect(findings(matrix: matrix, capacities + "\(word),3\n") == ["c.csv:4:1 total-row \(word)"])
    #expect(
      findings(matrix: "id,A,B,\(word)\ns1,5,2,7\n", capacities) == ["m.csv:1:4 column-unknown \(word)"])
  }

  @Test func titlesAboveTheHeadersAreToldOrRefusedOnce() {
    let (matrix, capacities) = ("id,A,B\ns1,5,2\n", "p,min,max\nA,1,1\nB,0,2\n")
    let titled = findings(matrix: "Wishes,,\n" + matrix, "Places\n" + capacities)
    #expect(titled == ["c.csv:1:0 title-rows Places", "m.csv:1:0 title-rows Wishes"])
    #expect(
      findings(matrix: "header=3\nWishes,2026,\n" + matrix, capacities) == ["m.csv:2:0 title-rows Wishes 2026"])
    #expect(findings(matrix: matrix, "Places\np,n\nA,1\nB,2\n") == ["c.csv:1:0 header-missing Places"])
    #expect(findings(matrix: "Wishes\nid,X,Y\ns1,5,2\n", capacities) == ["m.csv:1:0 header-missing Wishes"])
    // Heads that are numbers are no row of data.
    let numbers = "p,max\n1,1\n2,1\n"
    #expect(findings(matrix: "id,1,2\ns1,2,5\n", numbers) == [])
    #expect(findings(matrix: "id,1,3\ns1,1,2\n", numbers).contains("m.csv:1:3 reference-dangling 3"))
  }
}

import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

/// `allot sweep` on small townships.
@Suite struct SweepTests {
  @Test func shardsInAnyOrderGiveTheBytesOfOneRun() throws {
    let sweep = try Sweeps()
    #expect(try sweep.make().status == 0)
    // Each of 4 townships: base × 2, half × 2, most × 1.
    #expect(try sweep.lines(sweep.manifest).count == 20)
    #expect(try sweep.run("whole").status == 1)
    for shard in ["3/3", "1/3", "2/3"] {
      #expect(try [0, 1].contains(sweep.run("shards", ["--shard", shard]).status))
    }
    #expect(try sweep.run("threads", ["--threads", "3"]).status == 1)
    let whole = sweep.bytes("whole")
    #expect(whole.count > 100)
    for name in ["shards", "threads"] { #expect(sweep.bytes(name) == whole, "\(name)") }
    for name in ["whole", "shards", "threads"] {
      #expect(try sweep.gather(name).status == 0)
      #expect(sweep.bytes(name + "-table") == sweep.bytes("whole-table"), "\(name)")
    }
    let again = try sweep.run("shards", ["--json"])
    #expect(again.status == 1 && again.out.contains("\"kept\":20"), "\(again)")
  }

  @Test func everyTaskIsInExactlyOneShard() throws {
    let sweep = try Sweeps(townships: 2, contradiction: false)
    try sweep.make()
    var seen = 0
    for shard in 1...7 {
      let result = try sweep.run("o", ["--shard", "\(shard)/7", "--json"])
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
      #expect(answer["kept"] as? Int == 0)
      seen += try #require(answer["tasks"] as? Int)
    }
    #expect(seen == 10 && sweep.results("o").count == 10)
  }

  /// A plan of a sweep is the one that `solve` makes of the same lists, and passes `verify`.
  @Test func theResultsAreThoseOfSolve() throws {
    let sweep = try Sweeps(townships: 2, contradiction: false)
    try sweep.make()
    #expect(try sweep.run("o").status == 0 && sweep.gather("o").status == 0)
    for row in try sweep.rows("o") {
      let id = try #require(row["id"])
      let place = sweep.folder + "/o/\(id.prefix(2))/\(id)"
      #expect(try sweep.allot(["verify", place + "/plan.json"]).status == 0)
      let made = sweep.folder + "/solved"
      let words = ["solve", place + "/lists", "--out", made, "--objective", try #require(row["objective"]), "--json"]
      let solved = try sweep.allot(words)
      #expect(fileContents(made + "/plan.json") == fileContents(place + "/plan.json"), "\(row)")
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(solved.out.utf8)) as? [String: Any])
      #expect(row["projects"] == "\(answer["projects_funded"]!)" && row["proof"] == answer["status"] as? String)
      #expect(row["used"] == "\(answer["money_used"]!)" && row["available"] == "\(answer["money_available"]!)")
      let wanted = row["scenario"] == "most" ? "count" : row["objective"]
      #expect(answer["objective_kind"] as? String == wanted && row["status"] == "solved")
    }
  }

  /// The scenarios are those of `allot scenarios`, for the same file.
  @Test func theChangedListsAreThoseOfScenarios() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try sweep.make()
    try sweep.run("o")
    let compared = sweep.folder + "/compared"
    let file = sweep.folder + "/scenarios.csv"
    let words = ["scenarios", sweep.townships[0], "--file", file, "--out", compared, "--no-regret"]
    #expect(try sweep.allot(words).status == 0)
    for task in try sweep.lines(sweep.manifest) {
      let (id, name) = (try #require(task["id"] as? String), try #require(task["scenario"] as? String))
      let lists = "o/\(id.prefix(2))/\(id)/lists"
      #expect(!sweep.bytes(lists).isEmpty && sweep.bytes(lists) == sweep.bytes("compared/\(name)/lists"), "\(name)")
    }
  }

  @Test func theStatusOfARunIsThatOfItsTasks() throws {
    let sweep = try Sweeps(townships: 1)
    let people = repository.appending(path: "Scenarios/shimen/lists").path
    func status(_ lists: [String], _ more: [String]) throws -> Int32 {
      let words = ["sweep", "make"] + lists + ["--out", sweep.manifest, "--quiet"]
      #expect(try sweep.allot(words + more).status == 0)
      return try sweep.run("o").status
    }
    #expect(try status([sweep.townships[0]], []) == 0)
    #expect(try status(sweep.townships, []) == 1)
    #expect(try status(sweep.townships + [people], ["--work-limit", "1"]) == 2)
    // These are results, which a further run does not try again.
    let again = try sweep.run("o", ["--json"])
    #expect(again.status == 2 && again.out.contains("\"kept\":3"), "\(again)")
    #expect(try sweep.gather("o").status == 0)
    #expect(try sweep.rows("o").map { $0["status"] }.sorted { $0! < $1! } == ["infeasible", "undecided", "undecided"])
    #expect(try sweep.rows("o").first { $0["status"] == "infeasible" }?["conflict"]?.isEmpty == false)
  }

  @Test func listsThatChangedSinceAreRefusedAndTheOthersDone() throws {
    let sweep = try Sweeps(townships: 2, contradiction: false)
    try sweep.make()
    let funds = URL(filePath: sweep.townships[0] + "/funds.csv")
    let before = try String(contentsOf: funds, encoding: .utf8)
    let rows = before.split(separator: "\n", omittingEmptySubsequences: false)
    try Data(rows.filter { !$0.hasPrefix("F2") && !$0.hasPrefix("F02") }.joined(separator: "\n").utf8).write(to: funds)
    try #require(String(contentsOf: funds, encoding: .utf8) != before)
    let result = try sweep.run("o")
    #expect(result.status == 65 && result.error.contains("t1: error [lists-changed]"), "\(result)")
    let answer = try sweep.run("o", ["--json"])
    #expect(answer.out.contains("lists-changed"))
    let gathered = try sweep.gather("o")
    #expect(gathered.status == 1, "\(gathered)")
    let statuses = try sweep.rows("o").map { ($0["township"]!, $0["status"]!, $0["findings"]!) }
    #expect(statuses.count { $0 == ("townships/t1", "refused", "lists-changed") } == 5)
    #expect(statuses.count { $0 == ("townships/t2", "solved", "") } == 5)
    // Another form of the same lists is no change.
    let same = rows.prefix(1) + rows.dropFirst().filter { !$0.isEmpty }.reversed()
    try Data((same.joined(separator: "\r\n") + "\r\n").utf8).write(to: funds)
    #expect(try sweep.run("o").status == 0 && sweep.gather("o").status == 0)
    #expect(try sweep.rows("o").allSatisfy { $0["status"] == "solved" })
  }

  @Test func aScenarioThatChangedSinceIsRefused() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try sweep.make()
    let rows = "scenario,list,item,change,value\nhalf,funds,all,amount,-40%\nmost,,,objective,count\n"
    try Data(rows.utf8).write(to: URL(filePath: sweep.folder + "/scenarios.csv"))
    let result = try sweep.run("o")
    #expect(result.status == 65 && result.error.contains("scenarios.csv: error [lists-changed] ‘half’"), "\(result)")
    #expect(result.out.contains("3 solved, 2 refused"), "\(result)")
  }

  @Test func tasksWithoutAResultAreCountedAndNamed() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try sweep.make()
    let none = try sweep.gather("o")
    let ids = try sweep.lines(sweep.manifest).compactMap { $0["id"] as? String }
    #expect(none.status == 1 && none.out.contains("5 missing") && ids.allSatisfy(none.error.contains), "\(none)")
    try sweep.run("o", ["--shard", "1/2"])
    let some = try sweep.gather("o", ["--json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(some.out.utf8)) as? [String: Any])
    #expect(some.status == 1 && answer["missing"] as? [String] == Array(ids[2...]))
    #expect(try sweep.rows("o").map { $0["status"] == "missing" } == [false, false, true, true, true])
  }

  /// A result that somebody edited counts as none, and is not replaced until it is deleted.
  @Test func anEditedResultIsNoResult() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try sweep.make()
    try sweep.run("o")
    let whole = sweep.bytes("o")
    for file in ["plan.json", "result.json", "audit.json"] {
      let place = try #require(sweep.results("o").first)
      let path = URL(filePath: place + "/" + file)
      try (String(contentsOf: path, encoding: .utf8) + " ").write(to: path, atomically: true, encoding: .utf8)
      #expect(try sweep.gather("o").status == 1)
      let blocked = try sweep.run("o")
      #expect(blocked.status == 73 && blocked.error.contains("[output-edited]"), "\(blocked)")
      try FileManager.default.removeItem(at: path)
      #expect(try sweep.gather("o").status == 1)
      #expect(try sweep.run("o").status == 0)
      #expect(sweep.bytes("o") == whole)
    }
  }

  @Test func equalListsInTwoFoldersHaveOneResultAndTwoRows() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try FileManager.default.copyItem(atPath: sweep.townships[0], toPath: sweep.folder + "/townships/t2")
    try sweep.make()
    #expect(try sweep.run("o", ["--threads", "2"]).status == 0 && sweep.gather("o").status == 0)
    #expect(try sweep.rows("o").count == 10 && sweep.results("o").count == 5)
  }
}

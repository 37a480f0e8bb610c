import Allotment
import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

/// The manifest of a sweep: what makes it, what refuses it, and the forms of the files.
@Suite struct SweepManifestTests {
  @Test func theManifestDoesNotDependOnTheOrderOrTheFormOfTheArguments() throws {
    let sweep = try Sweeps()
    try sweep.make()
    let wanted = fileContents(sweep.manifest)
    let list = sweep.folder + "/list.txt"
    try Data(sweep.townships.reversed().joined(separator: "\n").utf8).write(to: URL(filePath: list))
    let rest = ["--scenarios", sweep.folder + "/scenarios.csv", "--quiet"]
    for (lists, objectives) in [
      (sweep.townships.reversed(), ["money", "value"]), ([list], ["value", "money", "value"]),
      (sweep.townships + [sweep.townships[0] + "/"], ["value", "money"]),
    ] {
      let words = ["sweep", "make"] + lists + objectives.flatMap { ["--objective", $0] }
      #expect(try sweep.allot(words + rest + ["--out", sweep.folder + "/other.jsonl", "--threads", "3"]).status == 0)
      #expect(fileContents(sweep.folder + "/other.jsonl") == wanted)
    }
    // The paths are relative to the manifest, so a moved sweep is the same sweep.
    #expect(try sweep.lines(sweep.manifest)[0]["lists"] as? String == "townships/t1")
    #expect(try sweep.make(["--json"]).out.contains("\"replaced\":true"))
  }

  /// The id follows from the line, as docs/sweeps.md says.
  @Test func theIdIsTheHashOfWhatDecidesTheResult() throws {
    let sweep = try Sweeps(townships: 1)
    try sweep.make()
    var ids: Set<String> = []
    for line in try sweep.lines(sweep.manifest) {
      func text(_ key: String) -> String { line[key] as? String ?? "" }
      let options = try #require(line["options"] as? [String: Any])
      let parts = [
        text("schema"), text("lists_sha256"), text("scenario"), text("changed_sha256"),
        options["objective"] as? String ?? "", "\(options["gap"]!)", "\(options["work_limit"]!)", text("solver"),
        text("version"),
      ]
      #expect(text("id") == sha256(Array(parts.joined(separator: "\n").utf8)))
      ids.insert(text("id"))
    }
    #expect(ids.count == 10)
  }

  @Test func everythingThatIsWrongIsToldAtOnceAndNothingIsWritten() throws {
    let sweep = try Sweeps(townships: 3, contradiction: false)
    try FileManager.default.removeItem(atPath: sweep.townships[0] + "/projects.csv")
    try Data("id,name\n".utf8).write(to: URL(filePath: sweep.townships[1] + "/places.csv"))
    let rows = "scenario,list,item,change,value\nhalf,funds,F999,amount,-50%\n"
    try Data(rows.utf8).write(to: URL(filePath: sweep.folder + "/scenarios.csv"))
    let made = try sweep.make()
    #expect(made.status == 65 && !FileManager.default.fileExists(atPath: sweep.manifest))
    for said in ["t1/projects.csv: error [file-missing]", "t2/", "t3 × ", "scenarios.csv:2:3: error [id-unknown]"] {
      #expect(made.error.contains(said), "\(said): \(made.error)")
    }
    let missing = try sweep.allot(["sweep", "make", sweep.folder + "/none", "--out", sweep.manifest])
    #expect(missing.status == 65 && missing.error.contains("[folder-missing]"), "\(missing)")
    let empty = sweep.folder + "/empty.txt"
    try Data("\n \n".utf8).write(to: URL(filePath: empty))
    #expect(try sweep.allot(["sweep", "make", empty, "--out", sweep.manifest]).error.contains("[file-empty]"))
  }

  @Test func noForeignFileIsReplaced() throws {
    let sweep = try Sweeps(townships: 1, contradiction: false)
    try Data("notes\n".utf8).write(to: URL(filePath: sweep.manifest))
    #expect(try sweep.make().status == 73)
    #expect(fileContents(sweep.manifest) == Data("notes\n".utf8))
    try FileManager.default.removeItem(atPath: sweep.manifest)
    try sweep.make()
    try sweep.run("o")
    // A folder of another command is not taken for the table's.
    #expect(
      try sweep.allot(["sweep", "gather", sweep.manifest, sweep.folder + "/o", "--out", sweep.townships[0]]).status
        == 73)
    #expect(
      try sweep.allot(["sweep", "gather", sweep.manifest, sweep.folder + "/o", "--out", sweep.folder + "/o"]).status
        == 64)
  }

  @Test func shardsAreReadAsTheyAreWritten() {
    for text in ["1/1", "2/8", "8/8", "1000000/1000000"] { #expect(SweepShard(text) != nil, "\(text)") }
    for text in ["", "1", "0/1", "2/1", "1/0", "+1/2", "1/2/3", " 1/2", "1/٢", "9223372036854775808/9"] {
      #expect(SweepShard(text) == nil, "\(text)")
    }
    for (count, tasks) in [(1, 0), (3, 10), (7, 3), (5, 5)] {
      let ranges = (1...count).map { SweepShard("\($0)/\(count)")!.range(of: tasks) }
      #expect(ranges.flatMap { Array($0) } == Array(0..<tasks))
    }
  }

  @Test func theFilesAreAsTheirSchemasSay() throws {
    let sweep = try Sweeps(townships: 1)
    let people = repository.appending(path: "Scenarios/shimen/lists").path
    let words = ["sweep", "make"] + sweep.townships + [people, "--out", sweep.manifest, "--work-limit", "1", "--json"]
    try sweep.make()
    var answers = [try sweep.run("o", ["--json"]).out, try sweep.allot(words).out]
    answers.append(try sweep.gather("o", ["--json"]).out)
    answers.append(try sweep.run("o", ["--json"]).out)
    answers.append(try sweep.gather("o", ["--json"]).out)
    try FileManager.default.removeItem(atPath: sweep.townships[0] + "/projects.csv")
    #expect(try sweep.run("refused").status == 65)
    let refused = try sweep.run("refused", ["--json"]).out
    #expect(
      try sweep.allot(["sweep", "make", sweep.townships[1], "--out", sweep.manifest + "2", "--quiet"]).status == 0)
    let checker = try SchemaChecker()
    func expectNone(_ documents: [String], _ schema: String, _ least: Int) throws {
      #expect(documents.count >= least)
      let breaches = try checker.breaches(of: documents, schema: schema)
      for (document, breach) in zip(documents, breaches) where !breach.isEmpty {
        Issue.record("\(schema): \(breach): \(document)")
      }
    }
    func texts(_ name: String) throws -> [String] {
      try (sweep.results("o") + sweep.results("refused")).map { $0 + "/" + name }.filter {
        FileManager.default.fileExists(atPath: $0)
      }.map { try String(contentsOfFile: $0, encoding: .utf8) }
    }
    try expectNone(answers, "sweep", 5)
    try expectNone([refused], "findings", 1)
    let tasks = try String(contentsOfFile: sweep.manifest, encoding: .utf8).split(separator: "\n").map(String.init)
    try expectNone(tasks, "sweep-task", 3)
    let results = try texts("result.json")
    for status in ["solved", "infeasible", "undecided", "refused"] {
      #expect(results.contains { $0.contains("\"status\":\"\(status)\"") }, "\(status)")
    }
    #expect(results.allSatisfy { $0.hasSuffix("}\n") && $0.split(separator: "\n").count == 1 })
    try expectNone(results, "sweep-result", 6)
    try expectNone(texts("audit.json"), "verify", 1)
    let package = try String(contentsOfFile: sweep.folder + "/o-table/datapackage.json", encoding: .utf8)
    try expectNone([package], "sweep-package", 1)
  }

  /// The data package describes the table beside it: its bytes, and each cell of each column.
  @Test func theTableIsAsItsDescriptionSays() throws {
    let sweep = try Sweeps()
    try sweep.make()
    try sweep.run("o", ["--shard", "2/3"])
    try sweep.gather("o")
    let data = try #require(fileContents(sweep.folder + "/o-table/results.csv"))
    let text = try #require(fileContents(sweep.folder + "/o-table/datapackage.json"))
    let package = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    let resource = try #require((package["resources"] as? [[String: Any]])?.first)
    #expect(resource["bytes"] as? Int == data.count && resource["hash"] as? String == "sha256:" + sha256(Array(data)))
    let fields = try #require((resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]])
    let rows = try sweep.rows("o")
    #expect(rows.count == 20 && Set(rows.map { $0["status"] }).isSuperset(of: ["solved", "missing"]))
    for (number, row) in rows.enumerated() {
      #expect(row["task"] == "\(number + 1)" && row.count == fields.count)
      for field in fields {
        let name = try #require(field["name"] as? String)
        let cell = try #require(row[name])
        let constraints = field["constraints"] as? [String: Any] ?? [:]
        if cell.isEmpty {
          #expect(constraints["required"] == nil, "\(field)")
          continue
        }
        switch field["type"] as? String {
        case "integer": #expect(Int(cell) != nil && Int(cell)! >= constraints["minimum"] as? Int ?? .min, "\(field)")
        case "number": #expect(Double(cell) != nil, "\(field)")
        default: break
        }
        if let choices = constraints["enum"] as? [String] { #expect(choices.contains(cell), "\(field)") }
      }
    }
  }
}

import Explanation
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Testing

@testable import SwiftSource
@testable import allot

private let scenarios = repository.appending(path: "Scenarios")

/// The schemas of docs/schemas against what the program writes, and against the catalogues.
@Suite struct SchemaTests {
  private func expectNone(_ documents: [(String, String)], _ schema: String) throws {
    #expect(!documents.isEmpty)
    let breaches = try SchemaChecker().breaches(of: documents.map(\.1), schema: schema)
    for (document, breach) in zip(documents, breaches) where !breach.isEmpty {
      Issue.record("\(document.0): \(breach)")
    }
  }

  @Test func plansAnswersAndLogsAreAsTheirSchemasSay() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.path + "/log.jsonl"
    let kinds = [("xiaohe", SnapshotTests.kinds), ("shimen", SnapshotTests.kindsWithPeople)]
    var (plans, answers): ([(String, String)], [(String, String)]) = ([], [])
    let generated = folder.path + "/lists"
    #expect(
      try run([
        "generate", "--places", "4", "--needs", "12", "--funds", "5", "--projects", "12", "--volunteers", "20",
        "--assets", "4", "--periods", "2", "--joint", "2", "--profiles", "--out", generated, "--log", log,
      ]).status == 0)
    for (name, objective) in [("generated", "value"), ("generated", "money"), ("xiaohe", "count")] {
      let lists = name == "generated" ? generated : scenarios.appending(path: name + "/lists").path
      let plan = folder.path + "/\(name)-\(objective)"
      #expect(try run(["solve", lists, "--out", plan, "--objective", objective, "--log", log]).status == 0)
      plans.append((plan, try String(contentsOfFile: plan + "/plan.json", encoding: .utf8)))
    }
    for (name, kinds) in kinds {
      let plan = folder.path + "/" + name
      let lists = scenarios.appending(path: name + "/lists").path
      #expect(try run(["solve", lists, "--out", plan, "--gap", "0", "--log", log]).status == 0)
      plans.append((plan, try String(contentsOfFile: plan + "/plan.json", encoding: .utf8)))
      for (kind, arguments) in kinds + [("explain-all", ["explain", "PLAN"])] {
        let words = arguments.map { $0 == "PLAN" ? plan : $0 }.filter { $0 != "--json" }
        let result = try run(words + ["--json", "--log", log])
        answers.append(("\(name) \(kind)", result.out))
      }
    }
    #expect(
      try run(["check", scenarios.appending(path: "refused/cell-missing/lists").path, "--log", log]).status == 65)
    #expect(try run(["check", "l", "--jsn", "--log", log]).status == 64)
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.contains("\"event\":\"run-ended\"") }.count == 8 + kinds.flatMap(\.1).count + 2)
    try expectNone(plans, "plan")
    try expectNone(answers, "answers")
    try expectNone(lines.map { ($0, $0) }, "log")
  }

  /// What `solve` and `verify` print: with a plan, without one, with none in time, and of a plan that was changed.
  @Test func summariesAndVerdictsAreAsTheirSchemasSay() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    let lists = scenarios.appending(path: "xiaohe/lists").path
    var summaries: [(String, String)] = []
    func solve(_ name: String, _ lists: String, _ more: [String], status: Int32, _ said: String) throws {
      let result = try run(["solve", lists, "--out", plan, "--json"] + more)
      #expect(result.status == status && result.out.contains("\"status\":\"\(said)\""), "\(name): \(result)")
      summaries.append((name, result.out))
    }
    try solve("a plan", lists, [], status: 0, "optimal")
    let workbook = ["--workbook", folder.path + "/plan.xlsx"]
    try solve("another", lists, ["--objective", "money"] + workbook, status: 0, "optimal")
    try solve("stopped", lists, ["--work-limit", "1"], status: 0, "feasible")
    let people = scenarios.appending(path: "shimen/lists").path
    try solve("none in time", people, ["--work-limit", "1"], status: 2, "undecided")
    try solve("none", scenarios.appending(path: "xiaohe/contradiction").path, [], status: 1, "infeasible")
    try expectNone(summaries, "solve")
    #expect(try run(["solve", lists, "--out", plan, "--gap", "0"]).status == 0)
    let whole = try run(["verify", plan, "--json"])
    let text = try String(contentsOfFile: plan + "/plan.json", encoding: .utf8)
    try Data(text.replacing("\"P1\"", with: "\"P7\"").utf8).write(to: URL(filePath: plan + "/plan.json"))
    let changed = try run(["verify", plan, "--json"])
    #expect(whole.status == 0 && changed.status == 70 && changed.out.contains("broken"), "\(changed)")
    try expectNone([("whole", whole.out), ("changed", changed.out)], "verify")
  }

  /// Each folder of refused and of warned lists, with `--json`, in a folder of its own.
  @Test func findingsAreAsTheirSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var found: [(String, String)] = []
    for kind in ["refused", "warned"] {
      let place = scenarios.appending(path: kind)
      for code in try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() where !code.hasPrefix(".") {
        let copy = folder.appending(path: code)
        try FileManager.default.copyItem(at: place.appending(path: code), to: copy)
        let words = command(of: copy).map { $0.replacingOccurrences(of: "../../../out/", with: "written-") }
        found.append(("\(kind)/\(code)", try run(words + ["--json"], in: copy).out))
      }
    }
    for words in [[], ["chek"], ["solve"], ["solve", "l", "--out", "o", "--gap", "2"], ["what-if", "p"]] {
      let result = try run(words + ["--json"])
      #expect(result.status == 64)
      found.append((words.joined(separator: " "), result.out))
    }
    let xiaohe = scenarios.appending(path: "xiaohe/lists").path
    for words in [["solve", xiaohe, "--out", "/dev/null/p"], ["check", xiaohe, "--log", "/dev/null/log"]] {
      let result = try run(words + ["--json"])
      #expect(result.status == 73 && result.out.contains("\"status\":\"failed\""), "\(result)")
      found.append((words.joined(separator: " "), result.out))
    }
    for name in ["qinghe", "shimen", "xiaohe"] {
      found.append((name, try run(["check", scenarios.appending(path: name + "/lists").path, "--json"]).out))
    }
    #expect(found.count > 120)
    try expectNone(found, "findings")
  }

  /// A checker that says nothing, or a schema that takes anything, would pass every document.
  @Test func whatIsWrongIsNoticed() throws {
    let good = #"{"findings":[],"status":"written","files":["a"],"replaced":false}"#
    let wrong = [
      #"{"findings":[],"status":"written","files":["a"],"replaced":false,"more":1}"#,
      #"{"findings":[],"status":"refused"}"#, #"{"findings":[],"status":"maybe","understood":{}}"#, "{}", "[", "",
    ]
    let breaches = try SchemaChecker().breaches(of: [good] + wrong, schema: "findings")
    #expect(breaches[0] == "")
    for (text, breach) in zip(wrong, breaches.dropFirst()) { #expect(!breach.isEmpty, "\(text)") }
  }

  /// The text of the strings of an `enum` in a schema, at a path of keys.
  private func choices(_ schema: String, _ path: [String]) throws -> Set<String> {
    let data = try Data(contentsOf: repository.appending(path: "docs/schemas/\(schema).schema.json"))
    var node: Any? = try JSONSerialization.jsonObject(with: data)
    for key in path { node = (node as? [String: Any])?[key] }
    return Set(try #require(node as? [String], "\(path)"))
  }

  @Test func theCodesOfTheSchemasAreThoseOfTheCatalogues() throws {
    let refused = try FileManager.default.contentsOfDirectory(atPath: scenarios.appending(path: "refused").path)
    let codes =
      refused.filter { !$0.hasPrefix(".") } + WarningCode.allCases.map(\.rawValue)
      + UsageCode.allCases.map(\.rawValue)
    let properties = "properties"
    #expect(try choices("findings", ["$defs", "finding", properties, "code", "enum"]) == Set(codes))
    #expect(
      try choices("answers", ["$defs", "answer", properties, "sentences", "items", properties, "message", "enum"])
        == Set(Message.allCases.map(\.rawValue)))
    #expect(
      try choices(
        "answers",
        ["$defs", "answer", properties, "solves", "items", properties, "stages", "items", properties, "name", "enum"])
        == Set(StageName.allCases.map(\.rawValue)))
    #expect(
      try choices("plan", ["$defs", "stage", properties, "name", "enum"])
        == Set(StageName.allCases.filter(\.isOfPlan).map(\.rawValue)))
    #expect(
      try choices("plan", ["$defs", "cell", properties, "list", "enum"]) == Set(TableSchema.all.map(\.list.rawValue)))
    let limits: [Limit] = [.work, .time, .memory, .interruption]
    #expect(try choices("solve", [properties, "limit", "enum"]) == Set(limits.map(\.rawValue)))
    #expect(
      try choices("solve", [properties, "objective_kind", "enum"]) == Set(PolicyObjective.allCases.map(\.rawValue)))
    let data = try Data(contentsOf: repository.appending(path: "docs/schemas/log.schema.json"))
    let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let events = try #require(log["oneOf"] as? [[String: Any]]).compactMap { event in
      ((event[properties] as? [String: Any])?["event"] as? [String: Any])?["const"] as? String
    }
    #expect(events == LogEvent.allCases.map(\.rawValue))
  }
}

import Foundation
import Testing

@testable import SwiftSource

private let scenarios = repository.appending(path: "Scenarios")
private let scenario = scenarios.appending(path: "xiaohe")

/// Compares each kind of answer for two townships, in both languages, with the texts in `expected`. If a text is
/// missing there, the test writes it and fails.
@Suite struct SnapshotTests {
  static let kinds: [(name: String, arguments: [String])] = [
    ("explain-project", ["explain", "PLAN", "P1", "P3"]),
    ("explain-fund", ["explain", "PLAN", "F1", "F2", "F4"]),
    ("explain-need", ["explain", "PLAN", "N1", "N2", "N6", "N7"]),
    ("explain-place", ["explain", "PLAN", "V2"]),
    ("explain-assignment", ["explain", "PLAN", "F3>P3", "F1>P4"]),
    ("why-not-dear", ["why-not", "PLAN", "P4"]),
    ("why-not-forbidden", ["why-not", "PLAN", "P6"]),
    ("what-if", ["what-if", "PLAN", "--add", "fund:F3=50000", "--waive", "rule:readiness(P7)", "--forbid", "P5"]),
    ("what-if-impossible", ["what-if", "PLAN", "--force", "P1", "--force", "P8"]),
    ("what-if-impossible-lists", ["what-if", "PLAN", "--add", "fund:F3=-15万元", "--force", "P1"]),
    ("next", ["next", "PLAN", "F3", "F4"]),
    ("alternatives", ["alternatives", "PLAN", "--within", "20"]),
    ("advise", ["advise", "PLAN"]),
    ("conflicts", ["conflicts", scenario.appending(path: "contradiction").path]),
    ("json", ["why-not", "PLAN", "P4", "--json"]),
  ]

  static let kindsWithPeople: [(name: String, arguments: [String])] = [
    ("explain-project", ["explain", "PLAN", "P3", "P5"]),
    ("explain-volunteer", ["explain", "PLAN", "H1", "H2", "H3", "H4"]),
    ("explain-post", ["explain", "PLAN", "H1>P3", "H3>P6", "H2>P3", "H4>P2"]),
    ("explain-asset", ["explain", "PLAN", "A1", "A2", "A3"]),
    ("why-not", ["why-not", "PLAN", "P2"]),
    ("what-if", ["what-if", "PLAN", "--forbid", "H3>P6", "--add", "hours:授课=2", "--add", "asset:A2=3"]),
    ("next", ["next", "PLAN", "F1", "A2", "授课"]),
    ("advise", ["advise", "PLAN"]),
  ]

  @Test(arguments: [("xiaohe", kinds), ("shimen", kindsWithPeople)])
  func everyKindOfAnswerReadsAsExpected(_ name: String, _ kinds: [(name: String, arguments: [String])]) throws {
    let scenario = scenarios.appending(path: name)
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    #expect(try run(["solve", scenario.appending(path: "lists").path, "--out", plan, "--gap", "0"]).status == 0)
    for kind in kinds {
      for language in ["zh", "en"] {
        let arguments = kind.arguments.map { $0 == "PLAN" ? plan : $0 } + ["--lang", language]
        let out = try run(arguments).out
        let file = scenario.appending(path: "expected/\(kind.name).\(language).txt")
        guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
          try out.write(to: file, atomically: true, encoding: .utf8)
          Issue.record("\(file.lastPathComponent) was missing and is now written")
          continue
        }
        #expect(out == expected, "\(file.lastPathComponent)")
      }
    }
  }

  /// A batch gives the same answers as single questions, whatever an interrupted earlier run kept.
  @Test func aBatchGoesOnWhereItStoppedAndSaysTheSame() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    #expect(try run(["solve", scenario.appending(path: "lists").path, "--out", plan, "--gap", "0"]).status == 0)
    let all = try run(["explain", plan, "--lang", "zh"]).out
    #expect(all.contains(try run(["explain", plan, "P4", "F2", "--lang", "zh"]).out.split(separator: "\n")[0]))
    for question in ["P4", "F2", "N1"] {
      // The note on what a point is stands once, after all answers.
      let answer = try run(["explain", plan, question, "--lang", "zh"]).out
      let (text, note) = (answer.components(separatedBy: "\n注：")[0], answer.components(separatedBy: "\n注：").last!)
      #expect(all.contains(text + "\n") && all.hasSuffix("\n注：" + note), "\(question)")
    }
    let file = folder.appending(path: "plan/explanations.jsonl")
    for threads in ["1", "2", "7"] {
      try FileManager.default.removeItem(at: file)
      #expect(try run(["explain", plan, "--lang", "zh", "--threads", threads]).out == all, "\(threads)")
    }
    #expect(try run(["explain", plan, "--threads", "0"]).status == 64)
    for command in [["next", plan], ["advise", plan], ["explain", plan, "P4", "F2", "N1"]] {
      let one = try run(command + ["--json", "--threads", "1"])
      #expect(one.status == 0 && one.out.count > 1000)
      #expect(try run(command + ["--json", "--threads", "2"]).out == one.out, "\(command)")
    }
    // The reported reuse is also the same for single, batched, kept and recomputed answers.
    let json = try run(["explain", plan, "--json"]).out
    #expect(json.contains("\"reused\""))
    for question in ["P4", "F2", "N1"] {
      let alone = try run(["explain", plan, question, "--json"])
      #expect(alone.status == 0 && alone.out.count > 300)
      #expect(json.contains(alone.out.dropFirst(2).dropLast(3)), "\(question)")
    }
    try FileManager.default.removeItem(at: file)
    #expect(try run(["explain", plan, "--json", "--threads", "2"]).out == json)
    let kept = try Data(contentsOf: file)
    try kept.prefix(kept.count / 2).write(to: file)
    #expect(try run(["explain", plan, "--lang", "zh"]).out == all)
    // An answer whose line was edited is recomputed.
    let honest = try String(contentsOf: file, encoding: .utf8)
    let edited = honest.replacingOccurrences(of: "变为", with: "不是")
    #expect(edited != honest)
    try edited.write(to: file, atomically: true, encoding: .utf8)
    #expect(try run(["explain", plan, "--lang", "zh"]).out == all)
    // The answers of another plan are not used.
    try Data("{\"plan\":\"other\",\"schema\":\"allot-explanations-1\",\"work\":1}\n{}\n".utf8).write(to: file)
    #expect(try run(["explain", plan, "--lang", "zh"]).out == all)
  }

  @Test func unknownIdsAndRulesAreRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    #expect(try run(["solve", scenario.appending(path: "lists").path, "--out", plan]).status == 0)
    #expect(try run(["why-not", plan, "P99"]).status == 65)
    #expect(try run(["what-if", plan, "--waive", "rule:full-funding(P1)"]).status == 65)
    #expect(try run(["what-if", plan, "--add", "F3"]).status == 65)
    #expect(try run(["what-if", plan]).status == 64)
    // Full-width ids and amounts in 万 are read as in lists.
    #expect(
      try run(["what-if", plan, "--add", "fund:Ｆ３=５万元"]).out == run(["what-if", plan, "--add", "fund:F3=50000"]).out)
  }
}

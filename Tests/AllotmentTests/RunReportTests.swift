import Foundation
import Model
import Testing

@testable import Formulation
@testable import SwiftSource
@testable import allot

/// What a run tells besides its answer: `--quiet`, `--log`, progress, and wrong usage with `--json`.
@Suite struct RunReportTests {
  private let scenarios = repository.appending(path: "Scenarios")
  private var lists: String { scenarios.appending(path: "xiaohe/lists").path }

  private func events(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  @Test func quietRunsWriteErrorsAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, other) = (folder.path + "/p", folder.path + "/r")
    let loud = try run(["solve", lists, "--out", plan])
    #expect(loud.status == 0 && loud.error.contains("["))
    let warned = scenarios.appending(path: "warned/row-repeated/lists").path
    for command in [
      ["solve", lists, "--out", plan], ["check", warned], ["verify", plan], ["explain", plan, "P1"], ["explain", plan],
      ["why-not", plan, "P4"], ["what-if", plan, "--forbid", "P5"], ["next", plan, "F3"], ["alternatives", plan],
      ["advise", plan], ["roster", plan, "--out", other], ["roster", plan, "--out", other], ["export", lists],
      ["generate", "--out", folder.path + "/g"], ["generate", "--out", folder.path + "/g", "--seed", "2"],
    ] {
      let result = try run(command + ["--quiet"])
      #expect(result.status == 0 && result.error.isEmpty, "\(command): \(result.error)")
    }
    for (command, status) in [
      (["solve", scenarios.appending(path: "xiaohe/contradiction").path, "--out", plan], 1),
      (["check", scenarios.appending(path: "refused/cell-missing/lists").path], 65), (["check", "--quiet"], 64),
      (["check", warned, "--strict"], 65), (["generate", "--out", "/dev/null/x"], 73),
    ] as [([String], Int32)] {
      let result = try run(command.contains("--quiet") ? command : command + ["--quiet"])
      #expect(result.status == status && !result.error.isEmpty, "\(command): \(result)")
      #expect(!result.error.contains(": warning ["), "\(result.error)")
    }
  }

  @Test func aLogTellsWhatHappenedInOrder() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, log) = (folder.path + "/p", folder.path + "/log")
    let loud = try run(["solve", lists, "--out", plan, "--log", log, "--quiet"])
    #expect(loud.status == 0 && loud.error.isEmpty)
    let solved = try events(log)
    let names = solved.compactMap { $0["event"] as? String }
    #expect(names.first == "run-started" && names.last == "run-ended" && names.dropLast().last == "plan-written")
    #expect(names.filter { $0 == "finding" }.count == 4)
    let stages = solved.filter { $0["event"] as? String == "stage-ended" }
    #expect(stages.count > 4 && names.filter { $0 == "stage-begun" }.count == stages.count)
    #expect(solved.last?["status"] as? Int == 0)
    let read = try run(["verify", plan, "--json"])
    let seal = try #require(solved.first { $0["event"] as? String == "plan-written" }?["seal"] as? String)
    #expect(read.status == 0 && read.out.contains(seal))
    // The next run appends, and its answers and failures are told with its own mark.
    #expect(try run(["why-not", plan, "P4", "--log", log]).status == 0)
    #expect(try run(["explain", plan, "NONE", "--log", log]).status == 65)
    let all = try events(log)
    let marks = all.compactMap { $0["run"] as? String }
    #expect(Set(marks).count == 3 && Set(marks.prefix(solved.count)).count == 1)
    #expect(all.contains { $0["event"] as? String == "answer-given" && $0["question"] as? String == "P4" })
    #expect(all.suffix(2).compactMap { $0["event"] as? String } == ["failure", "run-ended"])
    #expect(all.last?["status"] as? Int == 65)
    let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o77 } == 0)
  }

  @Test func runsAtTheSameTimeNeverMixWithinALine() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.path + "/log"
    let warned = scenarios.appending(path: "qinghe/lists").path
    let processes = try (0..<4).map { _ in
      let process = Process()
      process.executableURL = executable()
      process.arguments = ["check", warned, "--log", log, "--quiet"]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    let runs = Dictionary(grouping: try events(log).filter { $0["event"] as? String != "progress" }) {
      $0["run"] as? String ?? ""
    }
    #expect(runs.count == 4 && Set(runs.values.map(\.count)).count == 1)
  }

  @Test func aLogThatCannotBeOpenedStopsTheRunBeforeItBegins() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let foreign = folder.path + "/notes"
    try Data("my notes\n".utf8).write(to: URL(filePath: foreign))
    for log in [folder.path + "/none/log", folder.path, foreign] {
      let result = try run(["solve", lists, "--out", folder.path + "/p", "--log", log, "--quiet"])
      #expect(result.status == 73 && result.error.contains(log), "\(result)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/p"))
    }
    #expect(try String(contentsOfFile: foreign, encoding: .utf8) == "my notes\n")
  }

  /// On a full disk the plan is worth more than its log.
  @Test(arguments: ["zh", "en"]) func aLogThatFailsLosesNoPlan(language: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try run([
      "solve", lists, "--out", folder.path + "/p", "--log", "/dev/full", "--quiet", "--lang", language,
    ])
    #expect(result.status == 0 && result.error.split(separator: "\n").count == 1, "\(result.error)")
    #expect(result.error.contains(language == "zh" ? "运行照常进行" : "the run goes on"))
    #expect(try run(["verify", folder.path + "/p"]).status == 0)
  }

  /// A line that a full disk cut short stays alone.
  @Test func aLineThatWasCutShortSpoilsNoOther() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.path + "/log"
    #expect(try run(["check", lists, "--log", log]).status == 0)
    let whole = try Data(contentsOf: URL(filePath: log))
    try whole.dropLast(20).write(to: URL(filePath: log))
    #expect(try run(["check", lists, "--log", log]).status == 0)
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let broken = lines.filter { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) == nil }
    #expect(broken.count == 1 && lines.count == 2 * String(decoding: whole, as: UTF8.self).split(separator: "\n").count)
  }

  @Test func progressIsToldInTheWordsOfThoseWhoPlan() {
    func text(_ value: Double?, _ bound: Double?, _ language: Language) -> String {
      ProgressStep(StageProgress(stage: "utilitarian", value: value, bound: bound)).text(language)
    }
    #expect(text(1000, 1004, .zh) == "正在寻找最好的方案：离最好的方案相差不超过 0.4%")
    #expect(text(1000, 1000.01, .en) == "looking for the best plan: within 0.01% of the best")
    #expect(text(nil, 7, .zh) == "正在寻找最好的方案：还没有找到方案")
    #expect(text(0, 7, .zh) == "正在寻找最好的方案：已有方案，离最好的方案还差多少尚不清楚")
    #expect(text(5, 5, .zh) == "正在寻找最好的方案：已是最好，正在收尾")
    #expect(ProgressStep.answered(3, of: 12).text(.zh) == "正在逐项作答：12 项已完成 3 项（25%）")
    for stage in StageName.allCases {
      let words = stage.doing
      for word in ["求解器", "上界", "松弛", "迭代", "solver", "bound", "objective", "gap"] {
        #expect(!words.zh.contains(word) && !words.en.contains(word), "\(stage)")
      }
    }
  }

  /// In a file, progress is whole lines, not one that is rewritten; the answer has none of it.
  @Test func progressInAFileIsAFewWholeLines() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let qinghe = scenarios.appending(path: "qinghe/lists").path
    let words = [
      "solve", qinghe, "--out", folder.path + "/p", "--gap", "0", "--time-limit", "8", "--lang", "zh", "--json",
      "--log", folder.path + "/log",
    ]
    let result = try run(words)
    let lines = result.error.split(separator: "\n").filter { $0.hasPrefix("正在") }
    #expect((1...6).contains(lines.count), "\(result.error)")
    #expect(!result.error.contains("\r") && !result.error.contains("\u{1B}") && !result.out.contains("正在"))
    let told = try events(folder.path + "/log").filter { $0["event"] as? String == "progress" }
    #expect(told.compactMap { $0["text"] as? String } == lines.map(String.init))
    // With --quiet it stands in the log alone.
    let quiet = try run(words + ["--quiet"])
    #expect(quiet.error.isEmpty)
    #expect(try events(folder.path + "/log").filter { $0["event"] as? String == "progress" }.count > told.count)
  }

  @Test(
    arguments: [
      (["check", "l", "--jsn"], "option-unknown", "--jsn"), (["solve"], "argument-missing", "<lists>"),
      (["solve", "l", "--out", "o", "--gap", "3"], "option-value-invalid", "3"),
      (["solve", "l", "--out", "o", "--gap", "x"], "option-value-invalid", "x"),
      (["what-if", "p"], "argument-missing", ""), (["chek"], "command-unknown", "chek"),
      (["check", "l", "m"], "argument-unexpected", "m"),
      (["check", "l", "--json=x"], "option-value-superfluous", "--json"),
      (["next", "p", "--percent", "5", "0"], "option-value-invalid", "0"),
      (["what-if", "p", "--force", "P1", "--forbid", "Ｐ1"], "options-contradictory", "--force P1 --forbid Ｐ1"),
      (["what-if", "p", "--force", "F3>P1", "--forbid", "P1"], "options-contradictory", "--force F3>P1 --forbid P1"),
      (
        ["what-if", "p", "--force", "F3>P1", "--forbid", "F3＞P1"], "options-contradictory",
        "--force F3>P1 --forbid F3＞P1"
      ),
      (["explain", "p", "--lists"], "option-value-missing", "--lists <lists>"),
    ] as [([String], String, String)]) func wrongUsageIsJSONWhereJSONIsAsked(
      words: [String], code: String, value: String
    )
    throws
  {
    let asked = words.first == "explain" ? ["explain", "--json"] + words.dropFirst() : words + ["--json"]
    for environment in ["C", "zh_CN.UTF-8"] {
      let result = try run(asked, environment: ["LC_ALL": environment])
      #expect(result.status == 64 && !result.error.isEmpty)
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
      let finding = try #require((answer["findings"] as? [[String: Any]])?.first)
      #expect(answer["status"] as? String == "usage" && finding["code"] as? String == code, "\(result.out)")
      #expect(finding["value"] as? String == value, "\(result.out)")
      let said = try #require(finding["expected"] as? [String: String])
      #expect(result.error.contains(try #require(said[environment == "C" ? "en" : "zh"])), "\(result)")
    }
    #expect(try run(words.filter { $0 != "--json=x" }).out.isEmpty)
  }
}

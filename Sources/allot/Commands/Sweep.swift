import Allotment
import ArgumentParser
import Foundation
import IntegerProgram
import Model

struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "批算：许多清单、情景和选项，在一台或许多台机器上。", "Many lists × scenarios × options, on one machine or many."),
    discussion: inWords(
      "先用 make 写出任务单，再用 run 计算，每次可只算其中一份，最后用 gather 汇成一张表（docs/sweeps.md）。",
      """
      make writes a manifest, run does its tasks, all or one shard of them, and gather makes one table of the results \
      (docs/sweeps.md).
      """),
    subcommands: [SweepMake.self, SweepRun.self, SweepGather.self])
}

/// The `--json` output of the commands of a sweep.
struct SweepAnswer: Encodable {
  let command: String
  let status: String
  let tasks: Int
  var townships: Int?
  /// Whether an earlier manifest was replaced.
  var replaced: Bool?
  var warnings: [FindingsAnswer.Item]?
  /// The tasks whose results an earlier run, or another one at the same time, wrote.
  var kept: Int?
  /// The number of tasks by status.
  var counts: [String: Int]?
  /// The ids of the tasks without a result.
  var missing: [String]?
}

/// Counts of tasks by status, in words: `12 solved, 1 infeasible`.
struct SweepWords {
  static let statuses: [(key: String, words: Bilingual)] = [
    ("solved", Bilingual("有方案", "solved")), ("infeasible", Bilingual("没有合规的方案", "infeasible")),
    ("undecided", Bilingual("达到限制仍无方案", "undecided")), ("refused", Bilingual("清单被拒绝", "refused")),
    ("failed", Bilingual("故障", "failed")), ("missing", Bilingual("没有结果", "missing")),
  ]

  static func counts(_ counts: [String: Int], _ language: Language) -> String {
    let parts = statuses.compactMap { key, words -> String? in
      guard let count = counts[key], count > 0 else { return nil }
      return language == .zh ? "\(words.zh) \(count) 项" : "\(count) \(words.en)"
    }
    return parts.joined(separator: language == .zh ? "，" : ", ")
  }
}

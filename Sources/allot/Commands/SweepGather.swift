import Allotment
import ArgumentParser
import Foundation
import Intake
import Model

struct SweepGather: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "gather",
    abstract: inWords("把批算结果汇成一张表。", "Make one table of the results of a sweep."),
    discussion: inWords(
      "写出 results.csv（每项任务一行）和 datapackage.json（Frictionless 数据包）。退出码：0 齐全，1 有的任务没有结果或清单被拒绝。",
      """
      Writes results.csv, one row for each task, and datapackage.json, a data package of Frictionless. Exit status: 0 complete, \
      1 some task has no result, or its lists were refused.
      """))

  @Argument(help: .init("任务单。", "The manifest.")) var manifest: String
  @Argument(help: .init("结果所在的文件夹。", "Folder of the results.")) var results: String
  @Option(help: .init("写出表的文件夹。", "Folder for the table.")) var out: String
  @Flag(help: .init("不打印文字，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try checkIsOwnFolder(out, beside: results) }

  func run() throws {
    try reporting(language.lang, json: json) {
      let read = try SweepManifest(manifest)
      let count = SolveCount(Bilingual("正在读结果", "reading the results"), of: read.tasks.count)
      let table = try SweepTable(read, results: results, threads: threads.count) { count.add(isSolved: true) }
      try writeFolder(table.files().mapValues { OutputFile($0) }, into: out, by: .sweep, language.lang)
      try tell(table)
      if !table.isComplete { throw Exit.incomplete }
    }
  }

  private func tell(_ table: SweepTable) throws {
    let (missing, counts) = (table.missing, table.counts)
    if json {
      return try say(
        json: jsonText(
          SweepAnswer(
            command: "gather", status: table.isComplete ? "complete" : "incomplete", tasks: table.rows.count,
            counts: counts, missing: missing.map(\.id))))
    }
    let zh = language.lang == .zh
    for task in missing.prefix(20) {
      writeNote(
        (zh
          ? "没有结果：\(task.id)（\(task.lists)，\(task.scenario)，\(task.options.objective)）"
          : "no result: \(task.id) (\(task.lists), \(task.scenario), \(task.options.objective))").printable)
    }
    if missing.count > 20 {
      writeNote(zh ? "其余 \(missing.count - 20) 项见 results.csv。" : "\(missing.count - 20) more: see results.csv.")
    }
    let words = SweepWords.counts(counts, language.lang)
    try say(zh ? "任务 \(table.rows.count) 项：\(words)" : "tasks: \(table.rows.count): \(words)")
  }
}

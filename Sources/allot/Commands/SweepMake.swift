import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model

struct SweepMake: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: inWords("写出任务单，每行一项任务。", "Write the manifest of a sweep, one task on each line."),
    discussion: inWords(
      "每个清单文件夹 ×（不改动的清单和各个情景）× 每个目标成一项任务。有任何一处错误，就全部列出，不写文件。",
      """
      Each folder of lists × (the lists as they are and each scenario) × each objective makes a task. If anything is wrong \
      anywhere, everything that is wrong is told and nothing is written.
      """))

  @Argument(
    help: .init(
      "清单所在的文件夹，可有几个；或一个文件，每行写一个文件夹。", "Folders of lists; or a file that names one on each line."))
  var lists: [String]
  @Option(help: .init("情景文件，CSV 或 JSON，用于每个清单。", "File of scenarios, CSV or JSON, applied to each of the lists."))
  var scenarios: String?
  @Option(
    help: .init(
      "政策追求什么，可重复给出：count 项目数、money 安排的金额、value 加权满足量（默认）。",
      "What the policy maximises: count, money or value (weighted need served; the default); may be repeated."))
  var objective: [PolicyObjective] = []
  @OptionGroup var each: EachSolveOptions
  @Option(help: .init("任务单写到哪个文件。", "File for the manifest.")) var out: String
  @Flag(help: .init("不打印文字，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard !out.isEmpty else { throw usageError("--out 须是文件", "--out is a file", value: out) }
  }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json, warnings) {
      let isReplaced = try refuseForeignFile(out, by: "sweep make", isOwn: SweepManifest.isManifest)
      let objectives = PolicyObjective.allCases.filter { (objective.isEmpty ? [.value] : objective).contains($0) }
      let folders = try folders()
      let design = SweepDesign(
        folders: folders, scenarios: scenarios,
        options: objectives.map { SweepOptions(objective: $0, gap: each.gap, workLimit: each.workLimit) })
      let count = SolveCount(Bilingual("正在读清单", "reading the lists"), of: folders.count)
      let made = try design.tasks(for: out, threads: threads.count, interruption) { count.add(isSolved: true) }
      guard let made else {
        writeError(language.lang == .zh ? "中断：未写出任务单。" : "interrupted: the manifest was not written.")
        throw Exit.interrupted
      }
      try warnings.tell(made.warnings, language.lang)
      try writeFile(OutputFile(SweepManifest.data(made.tasks)), at: out)
      runReport.record(.outputWritten, LogEntry.OutputWritten(path: out))
      try tell(made, isReplaced)
    }
  }

  /// The folders that are named, and those that stand in files.
  private func folders() throws -> [String] {
    try lists.flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      if isWorkbook(path) { return [path] }
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return [path]
      }
      let text = String(decoding: try contents(of: path), as: UTF8.self)
      let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.trimmedCell.isEmpty }
      guard !lines.isEmpty else {
        throw Findings(
          Finding(
            "file-empty", file: path,
            expected: Bilingual("每行一个清单文件夹", "a folder of lists on each line"),
            mend: Bilingual("请写上文件夹", "name the folders")))
      }
      return lines
    }
  }

  private func tell(_ made: SweepDesign.Tasks, _ isReplaced: Bool) throws {
    if json {
      return try say(
        json: jsonText(
          SweepAnswer(
            command: "make", status: "written", tasks: made.tasks.count, townships: made.folders,
            replaced: isReplaced, warnings: made.warnings.map(FindingsAnswer.Item.init))))
    }
    if isReplaced {
      writeNote(
        language.lang == .zh ? "已替换以前的任务单 \(out)。".printable : "\(out): the earlier manifest was replaced.".printable)
    }
    try say(
      language.lang == .zh
        ? "\(made.folders) 套清单，共 \(made.tasks.count) 项任务：\(out)"
        : "lists: \(made.folders), tasks: \(made.tasks.count): \(out)")
  }
}

import ArgumentParser

/// What a run tells besides its answer, an option group of every command that reads or writes files.
struct RunOptions: ParsableArguments {
  @Flag(
    help: .init("标准错误只写错误，不写进度、说明和提醒。", "Write nothing but errors to standard error: no progress, notes or warnings."))
  var quiet = false
  @Option(
    help: .init(
      "把经过逐行记入此文件（每行一个 JSON 对象，接在已有内容之后）。",
      "Append what happens to this file, one JSON object on each line.")) var log: String?
}

/// A command with ``RunOptions``, which take effect before it begins.
protocol ReportedCommand: ParsableCommand {
  var report: RunOptions { get }
}

import Allotment
import ArgumentParser
import Foundation
import IntegerProgram
import Model

struct SweepRun: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: inWords("做任务单中还没有结果的任务。", "Do the tasks of a manifest that have no result yet."),
    discussion: inWords(
      """
      已有完整结果的任务不再做。几次运行可以同时进行，同一项任务只做一次；中断后再运行会接着做。退出码：0 各项都有方案，1 有的任务没有合规的方案，\
      2 有的任务达到限制仍无方案；这些都是结果。65 有的清单被拒绝，70 有的任务故障，被中断或被杀的，再运行一次。
      """,
      """
      A task with a whole result is not done again. Several runs may go on at the same time: no task is done twice; a run \
      that was stopped goes on where it stopped. Exit status: 0 every task has a plan, 1 some task has none that obeys the \
      rules, 2 some task reached its limit before any plan; these are results. 65 some lists were refused; after 70 (some task \
      failed), an interruption or a kill, run again.
      """))

  @Argument(help: .init("任务单。", "The manifest.")) var manifest: String
  @Option(help: .init("写出结果的文件夹，各次运行共用。", "Folder of the results, shared by all runs.")) var out: String
  @Option(help: .init("只做第几份，如 2/8：共 8 份的第 2 份。", "Do one shard only, such as 2/8: the second of eight.")) var shard =
    "1/1"
  @Flag(help: .init("不打印文字，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard SweepShard(shard) != nil else {
      throw usageError("--shard 应为“第几份/共几份”，如 2/8", "--shard is number/count, such as 2/8", value: shard)
    }
    guard !out.isEmpty else { throw usageError("--out 须是文件夹", "--out is a folder", value: out) }
  }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json) {
      let read = try SweepManifest(manifest)
      let tasks = Array(read.tasks[SweepShard(shard)!.range(of: read.tasks.count)])
      let solve = SweepSolve(read, tasks, into: out, interruption) { plan, instance in
        SweepResult.Figures(of: plan, instance)
      }
      let count = SolveCount(Bilingual("正在逐项计算", "doing one task after another"), of: tasks.count)
      let (out, lang) = (out, language.lang)
      let outcomes = try solve.run(threads: threads.count) { task, outcome in
        record(outcome, of: task, in: SweepSolve.path(of: task, in: out), lang)
        if case .done(_, isKept: false) = outcome { count.add(isSolved: true) } else { count.add(isSolved: false) }
      }
      try finish(SweepTally(outcomes), isInterrupted: interruption.isRaised)
    }
  }

  /// Tells how the run ended.
  /// - Throws: The exit status, unless every task has a plan.
  private func finish(_ tally: SweepTally, isInterrupted: Bool) throws {
    let zh = language.lang == .zh
    if isInterrupted {
      writeError(
        zh
          ? "中断：\(tally.tasks) 项任务已有结果 \(tally.results) 项，再运行一次会接着做。"
          : "interrupted: \(tally.results) of \(tally.tasks) tasks have their result; run it again to go on.")
      throw Exit.interrupted
    }
    if !tally.findings.isEmpty {
      if json { try say(json: jsonText(FindingsAnswer(status: "refused", tally.findings))) }
      writeFindings(tally.findings, most: nil, language.lang)
    } else if json {
      try say(json: jsonText(tally.answer))
    }
    if !json { try say(tally.text(language.lang)) }
    if let status = tally.status { throw status }
  }
}

/// Records what became of a task.
private func record(_ outcome: SweepSolve.Outcome, of task: SweepTask, in folder: String, _ language: Language) {
  switch outcome {
  case .done(_, isKept: true), .refused, .blocked, .claimed, .interrupted: return
  case .done(let result, isKept: false):
    if let seal = result.seal {
      runReport.record(.planWritten, LogEntry.PlanWritten(folder: folder, seal: seal))
    } else {
      runReport.record(.outputWritten, LogEntry.OutputWritten(path: folder))
    }
  case .failed(let error):
    let words = (error as? AuditFault)?.words ?? (error as? SolverFault)?.words ?? Bilingual("\(error)", "\(error)")
    writeError(
      language == .zh
        ? "任务 \(task.id)（\(task.lists)，\(task.scenario)）：\(words.zh)".printableLines
        : "task \(task.id) (\(task.lists), \(task.scenario)): \(words.en)".printableLines)
  }
}

/// What the tasks of a run came to.
struct SweepTally {
  let tasks: Int
  private(set) var kept = 0
  private(set) var counts: [String: Int]
  /// Why lists were refused and folders not written.
  private(set) var findings: [Finding] = []
  private var isBlocked = false

  init(_ outcomes: [SweepSolve.Outcome]) {
    tasks = outcomes.count
    counts = Dictionary(uniqueKeysWithValues: SweepResult.Status.allCases.map { ($0.rawValue, 0) })
    counts["failed"] = 0
    for outcome in outcomes {
      switch outcome {
      case .done(let result, let isKept):
        counts[result.status.rawValue]! += 1
        kept += isKept ? 1 : 0
      case .refused(let refusal):
        counts["refused"]! += 1
        findings += refusal.all
      case .blocked(let refusal):
        (isBlocked, findings) = (true, findings + refusal.findings.all)
        counts["failed"]! += 1
      case .failed: counts["failed"]! += 1
      case .claimed, .interrupted: break
      }
    }
    findings = findings.inOrder
  }

  /// The number of tasks with a result that no further run would change.
  var results: Int { ["solved", "infeasible", "undecided"].reduce(0) { $0 + counts[$1]! } }

  /// The exit status; nil if every task has a plan.
  var status: ExitCode? {
    if isBlocked { return Exit.cannotWrite }
    if counts["failed"]! > 0 { return Exit.fault }
    if counts["refused"]! > 0 { return Exit.refused }
    if counts["undecided"]! > 0 { return Exit.limit }
    return counts["infeasible"]! > 0 ? Exit.infeasible : nil
  }

  var answer: SweepAnswer {
    SweepAnswer(
      command: "run", status: results == tasks ? "complete" : "incomplete", tasks: tasks, kept: kept, counts: counts)
  }

  func text(_ language: Language) -> String {
    let parts = SweepWords.counts(counts, language)
    let told = parts.isEmpty ? "" : language == .zh ? "：" + parts : ": " + parts
    return language == .zh
      ? "任务 \(tasks) 项\(told)；以前已有结果 \(kept) 项" : "tasks: \(tasks)\(told); already there: \(kept)"
  }
}

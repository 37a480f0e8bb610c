import Allotment
import ArgumentParser
import DefaultSolver
import Explanation
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Reports
import Questions

extension PolicyObjective: ExpressibleByArgument {}

struct Solve: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("在遵守每一项用途限制的前提下做出最好的方案。", "Make the best plan that obeys every earmark."),
    discussion: inWords(
      "在输出文件夹写出 plan.json、matching.csv、timings.json（各步用时）和所用清单的副本 lists/。",
      "Writes plan.json, matching.csv, timings.json (how long each step took) and a copy of the lists, lists/, into the output folder."
    ))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @Option(help: .init("写出方案的文件夹。", "Folder for the plan.")) var out: String
  @Option(
    help: .init(
      "政策追求什么：count 项目数、money 安排的金额、value 加权满足量。",
      "What the policy maximises: count, money or value (weighted need served).")) var objective =
    PolicyObjective.value
  @Option(
    help: .init(
      "与最优的相对差距不超过此数即停，0 至 1；0 为证明最优。",
      "Stop within this relative gap of the best, from 0 up to 1; 0 proves the best."))
  var gap = 0.001
  @Option(
    help: .init(
      "至多这么多秒，届时取已有的最好方案；小于 1000000。",
      "Stop after so many seconds, fewer than 1000000, with the best plan so far.")) var timeLimit: Double?
  @Option(
    help: .init(
      "每阶段至多这么多次单纯形迭代，至多一万亿；在任何机器上都一样。",
      "Stop a stage after so many simplex iterations, at most 10^12; the same on every machine."))
  var workLimit = 3_000_000
  @Option(
    help: .init(
      "同时把方案写成这个工作簿（.xlsx）。", "Also write the plan as this workbook (.xlsx).")) var workbook: String?
  @OptionGroup var decided: OverridesOption
  @Flag(help: .init("不打印表格，打印一个 JSON 对象。", "Print one JSON object instead of tables.")) var json = false
  @Flag(
    help: .init(
      "在末尾附上求解各阶段的结果和证明到什么程度。", "Append how each stage of the solve ended, and how far that is proven."))
  var method = false
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try checkGap(gap)
    guard timeLimit.map({ $0 > 0 && $0 < 1e6 }) ?? true else {
      throw usageError(
        "--time-limit 应为正的秒数，小于 1000000", "--time-limit is a positive number of seconds, below 1000000",
        value: "\(timeLimit!)")
    }
    guard !out.isEmpty, !isOnePlace(out, lists), !isOnePlace(out + "/lists", lists) else {
      throw usageError(
        "--out 须是单独的文件夹，否则清单的副本会混在清单里",
        "--out is a folder of its own: the plan's copy of the lists would lie among the lists", value: out)
    }
    try check("--work-limit", workLimit, in: workLimits)
    try checkWorkbook()
  }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    var (read, folder): (CheckedLists?, OutputFolder?)
    do {
      try reporting(language.lang, json: json, warnings) {
        let clock = ContinuousClock()
        let start = clock.now
        let checked = try CheckedLists(lists, language.lang, warnings, overrides: decided.overrides)
        read = checked
        let place = try OutputFolder(out, for: .solve)
        folder = place
        let replacesWorkbook = try refuseChangedWorkbook(of: place)
        let run = try plan(checked, interruption, watch)
        try finish(run, checked, in: place, watch, (clock.now - start).seconds, replacesWorkbook: replacesWorkbook)
        if interruption.isRaised {
          // This run has written its plan, so no failure is noted.
          folder = nil
          throw Exit.interrupted
        }
      }
    } catch let exit as ExitCode {
      try markFailure(exit, read, folder)
      throw exit
    }
  }

  private func plan(_ checked: CheckedLists, _ interruption: Interruption, _ watch: InterruptWatch) throws -> Run {
    var request = Request()
    request.objective = objective
    request.gap = gap
    request.timeLimit = timeLimit.map { .milliseconds(Int64($0 * 1000)) }
    request.workLimit = workLimit
    request.interruption = interruption
    request.found = { [signals = watch.signals] in signals.beginSavingPlan() }
    request.progress = { runReport.show(ProgressStep($0)) }
    request.staged = { record(of: $0) }
    return try allocate(checked.folder, request, solver: defaultSolver)
  }

  /// Writes the plan, or reports why there is none.
  private func finish(
    _ run: Run, _ checked: CheckedLists, in folder: OutputFolder, _ watch: InterruptWatch, _ seconds: Double,
    replacesWorkbook: Bool
  ) throws {
    switch run {
    case .infeasible(let conflict):
      try infeasible(conflict, checked, in: folder, seconds)
    case .undecided(let limit):
      if json {
        var summary = Summary(status: "undecided", objective: objective, checked, seconds: seconds)
        summary.limit = limit.rawValue
        summary.kept = folder.earlierPlan.map(Summary.EarlierPlan.init)
        try say(json: jsonText(summary))
      }
      writeError(
        language.lang == .zh
          ? "因\(limitName(limit.rawValue)[.zh])停止，尚无方案。"
          : "stopped by the \(limit.rawValue) limit before any plan was found.")
      throw limit == .interruption ? Exit.interrupted : Exit.limit
    case .planned(let plan, let limit, let timings):
      try write(plan, timings, checked, into: folder)
      try writeWorkbook(plan, checked.instance, isReplacement: replacesWorkbook)
      watch.signals.endSavingPlan()
      if json {
        var summary = Summary(plan, checked, limit: limit, seconds: seconds)
        summary.replaced = folder.earlierPlan.map(Summary.EarlierPlan.init)
        summary.workbook = workbook
        try say(json: jsonText(summary))
      } else {
        let leftOut = LeftOut(of: plan, checked.instance, language.lang)
        try say(planText(plan, checked.instance, language.lang, leftOut: leftOut, includesMethod: method))
      }
    }
  }

  private func write(_ plan: Plan, _ timings: Timings, _ checked: CheckedLists, into folder: OutputFolder) throws {
    var files = planTables(plan, checked.instance, language.lang).mapValues { OutputFile($0) }
    files["plan.json"] = OutputFile(try plan.json())
    files.merge(checked.folder.copies) { $1 }
    var originals = checked.folder.files
    for name in checked.folder.otherTables { originals[name] = fileContents(lists + "/" + name) }
    for (name, data) in originals {
      files["lists/" + ListsFolder.originals + name] = OutputFile(data, isPrivate: true)
    }
    let areKept = try KeptAnswers.areKept(in: folder.path, of: plan)
    runReport.show(.writing)
    let outcome = try folder.write(files, timings: timings, keeping: areKept ? [keptAnswersName] : [])
    runReport.record(.planWritten, LogEntry.PlanWritten(folder: out, seal: plan.seal))
    if let earlier = folder.earlierPlan {
      writeNote(
        language.lang == .zh
          ? "已替换 \(out) 中 \(moment(earlier.written)) 写出的方案。"
          : "\(out): the plan that was written on \(moment(earlier.written)) was replaced.")
    }
    outcome.warnOfLeftovers(language.lang)
  }

  /// Notes the failure beside an earlier plan, so that it is not taken for the result of this run.
  private func markFailure(_ exit: ExitCode, _ read: CheckedLists?, _ opened: OutputFolder?) throws {
    let statuses: [ExitCode: String] = [
      Exit.infeasible: "infeasible", Exit.limit: "undecided", Exit.interrupted: "interrupted", Exit.refused: "refused",
      Exit.fault: "fault",
    ]
    guard let status = statuses[exit] else { return }
    // If the lists were refused, the folder was not opened yet.
    let isUnopened = exit == Exit.refused && FileManager.default.fileExists(atPath: out + "/plan.json")
    guard let folder = opened ?? (isUnopened ? try? OutputFolder(out, for: .solve) : nil),
      let earlier = folder.earlierPlan
    else { return }
    let lists = read?.folder.canonicalTexts().mapValues { sha256(Array($0.utf8)) } ?? [:]
    var isMarked = true
    do { try folder.markFailure(status, lists: lists) } catch { isMarked = false }
    let date = moment(earlier.written)
    let source =
      lists.isEmpty || lists == earlier.lists ? Bilingual("", "") : Bilingual("由另一套清单得出的", " from other lists")
    let mark =
      isMarked
      ? Bilingual("已在其中写出 \(LastRun.name) 注明，verify 会据此报告", "\(LastRun.name) there says so, and verify reports it")
      : Bilingual("未能在其中注明", "this could not be noted there")
    writeError(
      language.lang == .zh
        ? "\(out) 中仍是\(source.zh)以前的方案（\(date) 写出），不是这次运行的结果；\(mark.zh)。"
        : "\(out) still holds the earlier plan, made on \(date)\(source.en); it is not what this run made; \(mark.en).")
  }

  private func infeasible(
    _ conflict: [Meaning], _ checked: CheckedLists, in folder: OutputFolder, _ seconds: Double
  ) throws {
    if json {
      var summary = Summary(status: "infeasible", objective: objective, checked, seconds: seconds)
      summary.kept = folder.earlierPlan.map(Summary.EarlierPlan.init)
      summary.conflict = conflict.map { Clash(rule: $0.rule, subjects: $0.subjects) }
      try say(json: jsonText(summary))
    }
    let zh = language.lang == .zh
    let told = Contradiction(conflict, of: checked.instance)
    let rules = told.rules.map { "  \($0[language.lang])".printable }
    let source = lists + (decided.overrides.map { " --overrides " + $0 } ?? "")
    let hint =
      zh ? "依据和化解办法见 allot conflicts \(source)" : "for their cells and possible repairs: allot conflicts \(source)"
    writeError(([told.lead[language.lang]] + rules + [hint]).joined(separator: "\n"))
    throw Exit.infeasible
  }
}

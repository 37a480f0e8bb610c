import Allotment
import ArgumentParser
import Foundation
import Intake
import IntegerProgram
import Model
import Reports

struct Diff: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "比较两个方案或两套清单：哪里不同，因哪处改动。",
      "Compare two plans or two folders of lists: what differs, and which change is the cause."),
    discussion: inWords(
      """
      A、B 各为 solve --out 写出的方案文件夹、plan.json、清单文件夹或 .xlsx 工作簿；有一个没有方案的，只比较清单。两个都是方案的，逐处把清单的改动改回，从 B \
      的方案出发重新求解，由此证明每一点不同因哪处改动（docs/scenarios.md）；每处改动解一次，可能较久。
      """,
      """
      A and B are each the folder of a plan that solve --out wrote, a plan.json, or lists (a folder or a workbook); where one has no plan, \
      the lists alone are compared. Between two plans, each change of the lists is undone and solved again from the plan of B, \
      which proves the change to be the cause of a difference (docs/scenarios.md); it takes a solve for each change.
      """))

  @Argument(help: .init("第一个方案，或清单文件夹、工作簿。", "The first plan, folder of lists or workbook.")) var a: String
  @Argument(help: .init("第二个方案，或清单文件夹、工作簿。", "The second plan, folder of lists or workbook.")) var b: String
  @Flag(help: .init("不求解，不找原因。", "Do not solve, and leave out the reasons.")) var noReasons = false
  @Option(
    help: .init("找原因时至多求解多少次，1 至 10000。", "The most trials in the search for reasons, 1 to 10000."))
  var most = 100
  @Option(
    help: .init(
      "每阶段至多这么多次单纯形迭代，至多一万亿；在任何机器上都一样。",
      "Stop a stage after so many simplex iterations, at most 10^12; the same on every machine."))
  var workLimit = 3_000_000
  @Flag(help: .init("不打印文本，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try check("--most", most, in: 1...10_000)
    try check("--work-limit", workLimit, in: workLimits)
  }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json) {
      let (first, second) = (try ComparedSide(a, language.lang), try ComparedSide(b, language.lang))
      let found = try found(first, second, interruption)
      if json {
        try say(json: jsonText(found))
      } else {
        try say(differenceText(found, (first.instance, second.instance), language.lang))
      }
    }
  }

  private func found(
    _ first: ComparedSide, _ second: ComparedSide, _ interruption: Interruption
  ) throws -> DifferenceReport {
    let comparison = ListsComparison(
      first.folder, second.folder, comparesPersonal: !first.isWithheld && !second.isWithheld)
    let haveOneCurrency = first.instance.lists.currency == second.instance.lists.currency
    if !haveOneCurrency {
      writeNote(
        language.lang == .zh
          ? "提醒：两套清单的货币不同，只比较清单。" : "warning: the currencies differ, so the lists alone are compared.")
    }
    guard haveOneCurrency, let before = first.plan, let after = second.plan else {
      return DifferenceReport(
        comparison, (haveOneCurrency ? first.plan : nil, first.instance),
        (haveOneCurrency ? second.plan : nil, second.instance))
    }
    var request = Request()
    (request.workLimit, request.interruption) = (workLimit, interruption)
    var search = ReasonSearch(before, after, comparison, request)
    search.most = most
    if noReasons { return DifferenceReport(search, comparison, nil) }
    let reasons = try search.reasons(threads: threads.count) { runReport.show(.undoing($0, of: $1)) }
    guard let reasons else {
      writeError(
        language.lang == .zh
          ? "中断：原因没有找完，未打印比较。" : "interrupted: not all reasons are found; the comparison is not printed.")
      throw Exit.interrupted
    }
    return DifferenceReport(search, comparison, reasons)
  }
}

/// A plan with its lists, or lists alone.
private struct ComparedSide {
  let plan: PlanOfLists?
  let folder: ListsFolder
  let instance: Instance
  /// Whether the lists were passed on without personal columns.
  let isWithheld: Bool

  /// - Throws: ``Findings`` if there is neither a plan that obeys its lists nor a folder of lists.
  init(_ path: String, _ language: Language) throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let isPlan =
      exists && !isWorkbook(path)
      && (!isFolder.boolValue || FileManager.default.fileExists(atPath: path + "/plan.json"))
    // The folder of a scenario without a plan holds its lists only.
    let lists = ScenarioRecord.isIn(path) ? path + "/lists" : path
    if !isPlan, !exists || !holdsLists(lists) { throw Self.nothingToCompare(path, exists: exists) }
    guard isPlan else {
      runReport.show(.readingLists)
      folder = try readLists(lists)
      runReport.record(.listsRead, LogEntry.ListsRead(folder, lists))
      instance = try Instance(folder.lists)
      (plan, isWithheld) = (nil, false)
      return
    }
    let own = isFolder.boolValue ? path : PathParts(path).folder
    let read = try readTogether(own) { try PlanWithLists(path, lists: nil, language) }
    runReport.show(.checkingPlan)
    try read.refuseWithheld(for: .vetting)
    try read.refuseBreaches()
    read.warnOfLaterRun(language)
    read.warnOfChanges(language)
    (folder, instance, isWithheld) = (read.folder, read.instance, !read.withheld.isEmpty)
    plan = PlanOfLists(
      plan: read.plan, folder: read.folder, instance: read.instance, isAsWritten: try read.isAsWritten())
  }

  private static func nothingToCompare(_ path: String, exists: Bool) -> Findings {
    Findings(
      Finding(
        exists ? "file-missing" : "folder-missing", file: path,
        expected: Bilingual(
          "方案文件夹、plan.json，或清单文件夹、工作簿", "the folder of a plan, a plan.json, or lists: a folder or a workbook"),
        mend: exists
          ? Bilingual("里面既没有 plan.json，也没有清单：请检查路径", "it holds neither a plan.json nor lists: check the path")
          : Bilingual("没有这个文件夹或文件：请检查路径", "there is no such folder or file: check the path")))
  }
}

extension ProgressStep {
  /// The trials of a search for reasons.
  fileprivate static func undoing(_ done: Int, of all: Int) -> ProgressStep {
    ProgressStep(
      Bilingual("正在逐处改回改动，重新求解", "undoing one change after another and solving again"), count: (done, all))
  }
}

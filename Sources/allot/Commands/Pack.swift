import Allotment
import ArgumentParser
import Explanation
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Reports
import Workbooks

struct Pack: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "为联席会议备齐材料：报告、工作簿、公示、议程、备选方案和会议改动表。",
      "Write what a joint meeting needs: report, workbook, public notice, agenda, alternatives and the sheet of overrides."
    ),
    discussion: inWords(
      """
      逐个项目重新求解：在方案里的，不安排要付多大代价；不在方案里的，安排它要付多大代价；议程从代价最小的列起。\
      会上改定的填进 overrides.csv，用 allot solve 清单 --overrides overrides.csv 重新求解（docs/pack.md）。\
      算出的结果保存在方案旁，中断后再运行会接着做。
      """,
      """
      Solves again for each project: what it costs to leave it out if it is in the plan, or to put it in if it is not; the \
      agenda begins with the smallest prices. What the meeting decides otherwise is filled in in overrides.csv, for allot solve LISTS \
      --overrides overrides.csv (docs/pack.md). What is found is kept beside the plan, so that a run that was interrupted goes on \
      where it stopped.
      """))

  @OptionGroup var options: QuestionOptions
  @OptionGroup var threads: ThreadsOption
  @Option(help: .init("写出材料的文件夹。", "Folder for the pack.")) var out: String
  @Option(help: .init("议程至多列几项，1 至 1000。", "The most decisions on the agenda, 1 to 1000.")) var most = 10

  var report: RunOptions { options.report }

  func validate() throws {
    try check("--most", most, in: 1...1000)
    try checkIsOwnFolder(out, beside: options.chosen.folder)
  }

  func run() throws {
    try options.ask { read, explainer, interruption in
      try read.refuseUnverified(ownLists: options.chosen.lists == nil)
      // The folder is locked and found fit before anything is solved.
      let folder = try OutputFolder(out, for: .pack)
      guard let decisions = try decisions(read, explainer), let plans = try plans(read, explainer, interruption) else {
        let lang = options.language.lang
        writeError(
          lang == .zh
            ? "中断：未写出材料；已求解的都已保存，再运行一次会接着做。"
            : "interrupted: no pack was written; all that was solved for the agenda is kept; run it again to go on.")
        return nil
      }
      var agenda = MeetingAgenda(
        decisions.found, settled: decisions.settled, plans, explainer, most: most, of: read.plan, read.instance)
      let files = try files(agenda, read)
      agenda.files = files.keys.sorted()
      try folder.writeAndTell(files, out, options.language.lang)
      try tell(agenda, read)
      return nil
    }
  }

  private func tell(_ agenda: MeetingAgenda, _ read: PlanWithLists) throws {
    if options.json { return try say(json: jsonText(agenda)) }
    let lang = options.language.lang
    try say(agendaText(agenda, read.instance, lang))
    let names = agenda.files.joined(separator: lang == .zh ? "、" : ", ")
    try say(lang == .zh ? "\n已在 \(out) 写出：\(names)。" : "\nWritten into \(out): \(names).")
  }

  /// - Returns: nil if the run was interrupted.
  private func decisions(
    _ read: PlanWithLists, _ explainer: Explainer
  ) throws -> (found: [ContestedDecision], settled: Int)? {
    let kept = try KeptAnswers(beside: read, workLimit: explainer.workLimit)
    let search = AgendaSearch(explainer, read.instance.lists)
    let count = SolveCount(
      Bilingual("正在逐个项目算改定的代价", "finding the price of deciding otherwise, project after project"),
      of: search.projects.count)
    return try search.decisions(
      threads: threads.count, known: { kept.found(of: "agenda \($0)") },
      keep: { try kept.keep($1, of: "agenda \($0)") }, progress: { count.add(isSolved: $0) }
    ).map { ($0, search.settled) }
  }

  /// - Returns: nil if the run was interrupted.
  private func plans(
    _ read: PlanWithLists, _ explainer: Explainer, _ interruption: Interruption
  ) throws -> SideBySide? {
    var request = Request()
    (request.gap, request.workLimit) = (read.plan.requestedGap, explainer.workLimit)
    request.interruption = interruption
    let count = SideBySideSearch.pairs.count
    return try SideBySideSearch(read.instance, request).plans(beside: read.plan, threads: threads.count) { done in
      runReport.show(
        ProgressStep(
          Bilingual("正在找可以并列比较的方案", "looking for plans to stand beside the plan"), count: (done, count)))
    }
  }

  private func files(_ agenda: MeetingAgenda, _ read: PlanWithLists) throws -> [String: OutputFile] {
    let lang = options.language.lang
    let pages = read.pages(lang)
    let workbook: WorkbookFile
    do { workbook = try read.workbook(lang).file(lang) } catch {
      throw WriteFault(path: out + "/plan.xlsx", reason: error.reason)
    }
    func text(_ text: String) -> OutputFile { OutputFile(Data(text.utf8)) }
    return [
      "report.html": text(pages.report()), "plan.xlsx": OutputFile(workbook.data),
      "notice.html": text(pages.notice()), "notice.txt": text(pages.noticeText()),
      "agenda.html": text(pages.agenda(agenda)),
      "alternatives.csv": text(spreadsheetText(sideBySideTable(agenda, lang))),
      "overrides.csv": text(spreadsheetText(overridesSheet(for: agenda, read.instance, lang))),
    ]
  }
}

/// The sheet in which a meeting writes what it decides otherwise: a row for each decision of the agenda, with who, when and why
/// left blank. The remark says which decision it is, and the title of the project.
func overridesSheet(for agenda: MeetingAgenda, _ instance: Instance, _ language: Language) -> [[String]] {
  let fields: [PinField] = [.kind, .project, .fund, .amount, .by, .on, .reason]
  let columns = fields.compactMap { TableSchema.of(.pins).column($0.rawValue) }
  let zh = language == .zh
  func word(_ kind: PinKind) -> String {
    guard zh, case .choice(let words) = columns[0].kind else { return kind.rawValue }
    return words.first { $0.key == kind.rawValue }?.zh ?? kind.rawValue
  }
  let rows = agenda.decisions.enumerated().map { number, decision in
    [word(decision.isIn ? .mustNot : .mustFund), decision.project, "", "", "", "", ""]
      + [
        (zh ? "议程第 \(number + 1) 项：" : "item \(number + 1) of the agenda: ")
          + instance.project(ProjectID(decision.project)).title
      ]
  }
  return [columns.map { $0.name(language) } + [zh ? "备注" : "note"]] + rows
}

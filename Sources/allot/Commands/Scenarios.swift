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

struct Scenarios: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("把几种情景各做一个方案，并排比较。", "Make a plan for each of several scenarios and compare them."),
    discussion: inWords(
      """
      情景文件每行是对清单的一处改动（docs/scenarios.md）。输出文件夹中，base 是不改动的清单的方案，每个情景一个文件夹，可用 verify、explain \
      等查看；comparison 是比较的文本、表格和 JSON。中断后再运行会接着做。
      """,
      """
      Each row of the file of scenarios is one change of the lists (docs/scenarios.md). In the output folder, base holds the \
      plan of the lists as they are, and each scenario has a folder that verify, explain and the others take; comparison \
      holds the comparison as text, tables and JSON. A run that was interrupted goes on where it stopped.
      """))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @Option(
    help: .init(
      "情景文件，CSV 或 JSON（默认为清单文件夹中的 scenarios 或 情景）。",
      "File of the scenarios, CSV or JSON (default: scenarios.csv in the folder of the lists).")) var file: String?
  @Option(help: .init("写出各方案和比较的文件夹。", "Folder for the plans and the comparison.")) var out: String
  @Option(
    help: .init(
      "政策追求什么，情景可另定：count 项目数、money 安排的金额、value 加权满足量。",
      "What the policy maximises, unless a scenario says otherwise: count, money or value (weighted need served)."))
  var objective = PolicyObjective.value
  @OptionGroup var each: EachSolveOptions
  @Flag(
    help: .init("不找后悔最小的一组项目（情景多时它费时）。", "Leave out the plan of least regret, which takes long with many scenarios."))
  var noRegret = false
  @Flag(help: .init("不打印文本，打印比较的 JSON。", "Print the comparison as JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try checkIsOwnFolder(out, beside: lists) }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json, warnings) {
      let checked = try CheckedLists(lists, language.lang, warnings)
      let read = try readScenarios(scenarioFile(), of: checked.folder)
      writeFindings(read.warnings, most: warnings.most, language.lang)
      // The folder of the comparison is locked for the whole run, so that no other run solves the same scenarios.
      let folder = try OutputFolder(out + "/comparison", for: .scenarios)
      guard let solved = try plans(checked, read.scenarios, interruption) else { throw Exit.interrupted }
      let comparison = try comparison(of: solved, read.scenarios, interruption)
      guard let comparison else { throw stopped(solved.count, of: solved.count) }
      try write(comparison, into: folder)
      if json {
        try say(json: jsonText(comparison))
      } else {
        try say(comparisonText(comparison, language.lang))
      }
    }
  }

  /// The file of the scenarios: the one that is named, or else the one beside the lists.
  private func scenarioFile() -> String {
    if let file { return file }
    let folder = isWorkbook(lists) ? PathParts(lists).folder : lists
    let names = ["scenarios.csv", "情景.csv", "scenarios.json", "情景.json"].map { folder + "/" + $0 }
    return names.first { FileManager.default.fileExists(atPath: $0) } ?? names[0]
  }

  private func request(_ interruption: Interruption) -> Request {
    var request = Request()
    request.objective = objective
    request.gap = each.gap
    request.workLimit = each.workLimit
    request.interruption = interruption
    return request
  }

  /// Solves the base and then the scenarios, and writes the folder of each as soon as it is solved.
  /// - Returns: The base and the scenarios in their order; nil if the run was interrupted.
  private func plans(
    _ checked: CheckedLists, _ scenarios: [Scenario], _ interruption: Interruption
  ) throws -> [SolvedScenario]? {
    let solve = ScenarioSolve(request(interruption), into: out)
    let count = SolveCount(
      Bilingual("正在逐个求解情景", "solving one scenario after another"), of: scenarios.count + 1)
    let lang = language.lang
    @Sendable func keep(_ solved: SolvedScenario) throws {
      if solved.isKept { return count.add(isSolved: false) }
      let tables = solved.plan.map { planTables($0, solved.instance, lang) } ?? [:]
      try solve.write(solved, tables: tables)
      if let seal = solved.plan?.seal {
        runReport.record(
          .planWritten, LogEntry.PlanWritten(folder: solve.path(of: solved.record.scenario), seal: seal))
      }
      count.add(isSolved: true)
    }
    let names = [Scenario.base] + scenarios.map(\.name)
    try solve.refuseForeignFolders(of: names)
    for name in solve.strangers(beside: names) {
      writeNote(
        lang == .zh
          ? "提醒：\(out)/\(name) 是以前的情景，这次的情景文件中没有，未作改动。".printable
          : "warning: \(out)/\(name) is of an earlier scenario that the file does not have; it is left as it is."
            .printable)
    }
    guard let base = try solve.base(checked.folder) else {
      _ = stopped(0, of: scenarios.count + 1)
      return nil
    }
    try keep(base)
    let others = try concurrentMap(scenarios.count, threads: threads.count, unless: { interruption.isRaised }) {
      index -> SolvedScenario? in
      guard let solved = try solve.solved(scenarios[index], from: base) else { return nil }
      try keep(solved)
      return solved
    }.compactMap { $0 ?? nil }
    guard others.count == scenarios.count else {
      _ = stopped(others.count + 1, of: scenarios.count + 1)
      return nil
    }
    return [base] + others
  }

  /// Says that the run was interrupted.
  private func stopped(_ done: Int, of all: Int) -> ExitCode {
    writeError(
      language.lang == .zh
        ? "中断：\(all) 个情景（含基准）已算出 \(done) 个，都已写出，再运行一次会接着做。"
        : "interrupted: \(done) of \(all) scenarios, with the base, are solved and written; run it again to go on.")
    return Exit.interrupted
  }

  /// - Returns: nil if the run was interrupted.
  private func comparison(
    of solved: [SolvedScenario], _ scenarios: [Scenario], _ interruption: Interruption
  ) throws -> Comparison? {
    var regret: Comparison.LeastRegret?
    if !noRegret {
      let search = RegretSearch(solved, request(interruption))
      runReport.show(.regretting(0, of: search.size))
      let found = try search.least(threads: threads.count) { runReport.show(.regretting($0, of: search.size)) }
      if interruption.isRaised { return nil }
      regret = found.map { Comparison.LeastRegret($0) }
    }
    let compared = solved.enumerated().map { index, one in
      ComparedScenario(one, index == 0 ? nil : scenarios[index - 1])
    }
    return Comparison(compared, regret: regret)
  }

  private func write(_ comparison: Comparison, into folder: OutputFolder) throws {
    var files = comparisonTables(comparison, language.lang).mapValues {
      OutputFile(Data(spreadsheetText($0).utf8))
    }
    files["comparison.txt"] = OutputFile(Data((comparisonText(comparison, language.lang) + "\n").utf8))
    files["comparison.json"] = OutputFile(Data((try jsonText(comparison) + "\n").utf8))
    try folder.writeAndTell(files, out + "/comparison", language.lang)
  }
}

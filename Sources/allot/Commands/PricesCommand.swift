import Allotment
import ArgumentParser
import Explanation
import Foundation
import IntegerProgram
import Model
import Reports

struct PricesCommand: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: inWords(
      "每条规定的代价，和各自为政的代价。", "The price of each rule, and that of departments that do not pool their funds."),
    discussion: inWords(
      """
      逐条取消规定、别的照旧，重新求解，按代价从大到小列出：专款专用的每一栏、保底、会议决定、上限、配套、限额、预留、来源上限等；\
      再让每个部门只用自己的资金各做各的，与统筹的方案相比（docs/prices.md）。算出的结果保存在方案旁，中断后再运行会接着做。
      """,
      """
      Takes away one rule after another, solves again and lists them by what they cost: each column that earmarks a fund, \
      floors, decisions of the meeting, limits, matching, tranches, reserves, most sources and others. Then each department plans \
      with its own funds alone, against the plan that pools them (docs/prices.md). What is found is kept beside \
      the plan, so that a run that was interrupted goes on where it stopped.
      """))

  @OptionGroup var options: QuestionOptions
  @OptionGroup var threads: ThreadsOption
  @Option(help: .init("写出表格的文件夹。", "Folder for the tables.")) var out: String?

  var report: RunOptions { options.report }

  func validate() throws {
    if let out { try checkIsOwnFolder(out, beside: options.chosen.folder) }
  }

  func run() throws {
    try options.ask { read, explainer, interruption in
      // The folder is locked and found fit before anything is solved.
      let folder = try out.map { try OutputFolder($0, for: .prices) }
      guard let prices = try prices(read, explainer, interruption) else { return nil }
      if let folder { try write(prices, into: folder) }
      if options.json {
        try say(json: jsonText(prices))
      } else {
        try say(pricesText(prices, options.language.lang))
      }
      return nil
    }
  }

  /// - Returns: nil if the run was interrupted.
  private func prices(
    _ read: PlanWithLists, _ explainer: Explainer, _ interruption: Interruption
  ) throws -> RulePrices? {
    let kept = try KeptAnswers(beside: read, workLimit: explainer.workLimit)
    let search = try PriceSearch(explainer)
    let count = SolveCount(
      Bilingual("正在逐条算规定的代价", "finding the price of one rule after another"), of: search.lines.count)
    var done = 0
    let found = try search.prices(
      threads: threads.count, known: { kept.found(of: Self.step($0)) },
      keep: { try kept.keep($1, of: Self.step($0)) },
      progress: { now in
        count.add(now - done, isSolved: true)
        done = now
      })
    guard let found, let fragmentation = try fragmentation(explainer, kept) else {
      let lang = options.language.lang
      writeError(
        lang == .zh
          ? "中断：\(search.lines.count) 条规定中已算出 \(done) 条，已求解的都已保存，再运行一次会接着做。"
          : "interrupted: the prices of \(done) of \(search.lines.count) rules are known, and all that was solved is kept; run it again to go on."
      )
      return nil
    }
    return RulePrices(found, search, fragmentation, explainer, of: read.plan, read.instance)
  }

  /// - Returns: nil if the run was interrupted.
  private func fragmentation(_ explainer: Explainer, _ kept: KeptAnswers) throws -> Fragmentation? {
    let search = try FragmentSearch(explainer)
    let count = SolveCount(Bilingual("正在让各部门各做各的", "letting each department plan for itself"), of: search.size)
    return try search.fragmentation(
      threads: threads.count,
      known: { kept.found(of: "silo " + $0) }, keep: { try kept.keep($1, of: "silo " + $0) },
      progress: { count.add(isSolved: true) })
  }

  /// The name under which the end of a search is kept.
  private static func step(_ lines: String) -> String { "price without " + lines }

  private func write(_ prices: RulePrices, into folder: OutputFolder) throws {
    let lang = options.language.lang
    let files = [
      "prices.csv": OutputFile(Data(spreadsheetText(pricesTable(prices, lang)).utf8)),
      "departments.csv": OutputFile(Data(spreadsheetText(departmentsTable(prices, lang)).utf8)),
      "fragmentation.csv": OutputFile(Data(spreadsheetText(fragmentationTable(prices, lang)).utf8)),
      "prices.txt": OutputFile(Data((pricesText(prices, lang) + "\n").utf8)),
      "prices.json": OutputFile(Data((try jsonText(prices) + "\n").utf8)),
    ]
    try folder.writeAndTell(files, out!, lang)
  }
}

import Allotment
import ArgumentParser
import DefaultSolver
import Formulation
import Foundation
import IntegerProgram
import Model
import Reports
import Questions

struct ExportProgram: ReportedCommand {
  enum Format: String, ExpressibleByArgument { case mps, lp }
  static let configuration = CommandConfiguration(
    commandName: "program",
    abstract: inWords("把政策阶段的整数规划写给别的求解器。", "Write the policy stage's integer program for another solver."),
    discussion: inWords(
      "保底阶段先行求解，其结果作为约束写入。不加 --whole 时不含人员，最优值只是上界。文件里没有什么，写在文件开头的注释里，也写到标准错误。",
      """
      The floors are solved first, and rows hold what they reach. Without --whole, people are left out, and the optimum is \
      only a bound. What the file leaves out stands in the comment at its head and on standard error.
      """))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @Option(help: .init("文件格式。", "File format.")) var format = Format.mps
  @Option(help: .init("政策追求什么。", "What the policy maximises.")) var objective = PolicyObjective.value
  @Flag(
    help: .init(
      "连同人员一起写，金额为整数最小单位：最优值就是合法方案的最优值。",
      "With the people, and money in whole minor units: the optimum is that of the lawful plans.")) var whole = false
  @Option(
    help: .init("保底阶段的相对差距，与 solve 的相同；0 为证明最优。", "Relative gap of the floors, as of solve; 0 proves them."))
  var gap = 0.001
  @Option(
    help: .init(
      "保底的每个阶段至多这么多次单纯形迭代，与 solve 的相同。", "Stop a stage of the floors after so many simplex iterations, as solve does."))
  var workLimit = 3_000_000
  @Option(help: .init("写到哪个文件（默认标准输出）。", "File to write (default: standard output).")) var out: String?
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  /// The greatest number of duties: more exceed the memory of a machine, and no solver reads them.
  static let mostDuties = 1_000_000

  func validate() throws {
    guard gap >= 0, gap < 1 else {
      throw usageError("--gap 应在 0 与 1 之间", "--gap lies between 0 and 1", value: "\(gap)")
    }
    guard workLimit > 0 else {
      throw usageError("--work-limit 应为正数", "--work-limit is positive", value: String(workLimit))
    }
  }

  func run() throws {
    try reporting(language.lang, warnings) {
      let isReplacement = try out.map { try refuseForeignFile($0, by: "export", isOwn: Self.isOwn) } ?? false
      let checked = try CheckedLists(lists, language.lang, warnings)
      if whole { try refuseTooMany(checked.formulation.possibleDuties) }
      let floors = try floors(checked)
      let exported = PolicyProgram(checked.instance, objective, isWhole: whole, holding: floors)
      let note = exportNote(exported, objective, checked.instance, language.lang)
      let comment = Self.mark + "\n" + note
      let text =
        format == .mps
        ? exported.program.mps(name: "allot", comment: comment) : exported.program.lp(name: "allot", comment: comment)
      if let out { try writeFile(OutputFile(Data(text.utf8)), at: out) } else { try say(text, terminator: "") }
      if let out { runReport.record(.outputWritten, LogEntry.OutputWritten(path: out)) }
      if let out, isReplacement {
        writeNote(
          language.lang == .zh
            ? "已替换 \(out.printable) 中 allot export 以前写出的程序。"
            : "\(out.printable): the program that allot export wrote there before was replaced.")
      }
      writeNote(note)
    }
  }

  /// The comment that marks files of this command, among their first lines.
  private static let mark = "allot export"

  /// Whether this command wrote a file of these bytes.
  private static func isOwn(_ data: Data) -> Bool {
    let head = String(decoding: data.prefix(400), as: UTF8.self).split(separator: "\n").prefix(4)
    return head.contains { ["* " + mark, "\\ " + mark].contains($0) }
  }

  /// Solves the floor stages, including people; their results are rows of the policy's program.
  /// - Returns: nil if no need has a floor.
  private func floors(_ checked: CheckedLists) throws -> StagedSolution? {
    let stages = Array(checked.formulation.stages(objective).prefix { !$0.isPolicy })
    guard !stages.isEmpty else { return nil }
    var solve = StagedSolve(solver: defaultSolver)
    solve.gap = gap
    solve.workLimit = workLimit
    // What the note calls proven is so in exact integers, as in a plan.
    solve.certifies = true
    solve.progress = { runReport.show(ProgressStep($0)) }
    solve.staged = { record(of: $0) }
    switch try solve.run(checked.formulation, stages: stages) {
    case .allocated(let solution): return solution
    case .infeasible:
      writeError(
        language.lang == .zh
          ? "没有方案能同时满足各项规定，未写出任何文件。哪些规定互相冲突，见 allot conflicts \(lists)"
          : "no plan obeys the rules; nothing was written. Which contradict each other: allot conflicts \(lists)")
      throw Exit.infeasible
    case .undecided(let limit):
      writeError(
        language.lang == .zh
          ? "保底阶段因\(limitName(limit.rawValue)[.zh])停止，未有结果；未写出任何文件。"
          : "\(limitName(limit.rawValue)[.en]) stopped the floors before any plan was found; nothing was written.")
      throw Exit.limit
    }
  }

  private func refuseTooMany(_ duties: Int) throws {
    guard duties > Self.mostDuties else { return }
    writeError(
      language.lang == .zh
        ? "志愿者与岗位的可能组合有 \(duties) 种，--whole 至多写 \(Self.mostDuties) 种；未写出任何文件。"
        : "volunteers and roles can be combined in \(duties) ways, and --whole writes \(Self.mostDuties) at most; nothing was written."
    )
    throw Exit.limit
  }
}

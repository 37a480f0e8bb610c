import Allotment
import ArgumentParser
import Foundation
import Intake
import Model
import Reports

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("把清单或方案写给别的程序。", "Write lists or a plan for other programs."),
    discussion: inWords(
      "不写 pabulib、workbook 时写整数规划；选项见 allot export program --help。",
      "Without the word pabulib or workbook, the integer program is written; for its options see allot export program --help."
    ),
    subcommands: [ExportProgram.self, ExportPabulib.self, ExportWorkbook.self], defaultSubcommand: ExportProgram.self)
}

struct ExportPabulib: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "pabulib",
    abstract: inWords("写成参与式预算的投票文件（.pb）。", "Write a participatory budgeting election (.pb)."),
    discussion: inWords(
      "给出方案时，selected 列写明安排了哪些项目。选票是编造的，合计与各项目的票数相符；格式表达不了的，逐条列出，不写文件。",
      """
      Of a plan, the column selected says what it carries out. The ballots are made up and add up to each project's votes. \
      What the format cannot say is listed, and nothing is written.
      """))

  @Argument(
    help: .init(
      "清单文件夹或 .xlsx 工作簿、plan.json，或方案所在的文件夹。", "Lists (a folder or a workbook), plan.json, or the folder that holds it."
    ))
  var source: String
  @Option(help: .init("写到哪个文件（默认标准输出）。", "File to write (default: standard output).")) var out: String?
  @Option(help: .init("国家的英文名。", "Country, by its English name.")) var country = "Worldwide"
  @Option(help: .init("届次（默认同年份）。", "The edition (default: the year).")) var instance: String?
  @Option(
    help: .init(
      "投票的第一天：日.月.年（如 03.06.2026）或年份（默认今年）。", "First day of the vote: dd.mm.yyyy or a year (default: this year).")
  ) var begin: String?
  @Option(help: .init("投票的最后一天（默认同第一天）。", "Last day of the vote (default: the first).")) var end: String?
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    for (option, day) in [("--begin", begin), ("--end", end)] {
      guard let day, day.wholeMatch(of: /(?:[0-9]{2}\.[0-9]{2}\.)?[0-9]{4}/) == nil else { continue }
      throw usageError("\(option) 应写成 03.06.2026 或 2026", "\(option) is written 03.06.2026 or 2026", value: day)
    }
  }

  func run() throws {
    try reporting(language.lang, warnings) {
      let isReplacement =
        try out.map { path in
          try refuseForeignFile(path, by: "export pabulib") {
            String(decoding: $0.prefix(10_000), as: UTF8.self).contains(";" + PabulibText.mark)
          }
        } ?? false
      let read = try read()
      let election = try PabulibText(read.instance, awards: read.awards, header: header)
      try warnings.tell(election.warnings, language.lang)
      if let out {
        try writeFile(OutputFile(Data(election.text.utf8)), at: out)
      } else {
        try say(election.text, terminator: "")
      }
      if let out { runReport.record(.outputWritten, LogEntry.OutputWritten(path: out)) }
      if let out, isReplacement {
        writeNote(
          language.lang == .zh
            ? "已替换 \(out.printable) 中 allot export pabulib 以前写出的文件。"
            : "\(out.printable): the election that allot export pabulib wrote there before was replaced.")
      }
      writeNote(note(election.utility, read.instance))
    }
  }

  /// The instance, and what the plan carries out if a plan is named.
  private func read() throws -> (instance: Instance, awards: [Allocation.Award]?) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
    guard isThere, !isWorkbook(source),
      !isFolder.boolValue || FileManager.default.fileExists(atPath: source + "/plan.json")
    else {
      return (try CheckedLists(source, language.lang, warnings).instance, nil)
    }
    let folder = isFolder.boolValue ? source : PathParts(source).folder
    let read = try readTogether(folder) { try PlanWithLists(source, lists: nil, language.lang) }
    try read.refuseUnverified(ownLists: true)
    return (read.instance, read.plan.allocation.awards)
  }

  private var header: PabulibHeader {
    let year = "\(Calendar(identifier: .gregorian).component(.year, from: Date()))"
    let first = begin ?? end ?? year
    return PabulibHeader(
      country: country.printable, instance: instance?.printable ?? String(first.suffix(4)), begin: first,
      end: end ?? first)
  }

  /// What the reader of the file needs to know, and what the lists did not say.
  private func note(_ utility: PabulibUtility, _ instance: Instance) -> String {
    let (day, last) = (header.begin, header.end)
    let hasPeople = !instance.lists.volunteers.isEmpty || !instance.lists.assets.isEmpty
    let left = hasPeople ? Bilingual("志愿者和物资场地未写入。", " People and assets are left out.") : Bilingual("", "")
    return language.lang == .zh
      ? "选票是编造的，合计与票数相符；读回请用 import pabulib --utility \(utility.rawValue)。清单里没有国家和日期，写作 \(country.printable)、\(day) 至 \(last)。\(left.zh)"
      : "The ballots are made up and add up to the votes; to read the file back, use import pabulib --utility \(utility.rawValue). The lists name no country and no days: \(country.printable) and \(day) to \(last) were written.\(left.en)"
  }
}

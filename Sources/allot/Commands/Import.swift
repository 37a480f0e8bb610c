import Allotment
import ArgumentParser
import Foundation
import Intake
import Model

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("把别处的文件变成清单。", "Make lists from other people's files."),
    subcommands: [ImportPabulib.self, ImportPreferences.self, ImportTable.self])

  @Flag(help: .init("列出自带的导入方案。", "Name the profiles that come with allot.")) var listProfiles = false

  func run() throws {
    guard listProfiles else { throw CleanExit.helpRequest(Import.self) }
    try reporting(.fromLocale) { for profile in Profile.shipped { try say(profile.name) } }
  }
}

extension PabulibUtility: ExpressibleByArgument {}

/// The options and the output common to all imports.
struct ImportOptions: ParsableArguments {
  @Option(help: .init("写出清单的文件夹。", "Folder for the lists.")) var out: String
  @Flag(
    help: .init(
      "打印一个 JSON 对象：写出的文件、提醒、读懂了什么。", "Print one JSON object: files written, warnings, what was understood."))
  var json = false
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func write(_ lists: () throws -> WrittenLists) throws {
    try reporting(language.lang, json: json, warnings) {
      let lists = try lists()
      try warnings.tell(lists.warnings, language.lang)
      let isReplacement = try writeFolder(lists.outputFiles, into: out, by: .imported, language.lang)
      if json {
        var answer = WrittenAnswer(lists.files.keys, lists.warnings, isReplacement: isReplacement)
        answer.understood = lists.understood.map(FindingsAnswer.Words.init)
        try say(json: jsonText(answer))
      } else {
        for line in lists.understood { try say(line[language.lang]) }
      }
    }
  }
}

extension WrittenLists {
  var outputFiles: [String: OutputFile] {
    Dictionary(
      uniqueKeysWithValues: files.map { name, text in
        (name, OutputFile(Data(text.utf8), isPrivate: personal.contains(name)))
      })
  }
}

/// The `--json` output of a command that writes files.
struct WrittenAnswer: Encodable {
  let status = "written"
  let files: [String]
  let findings: [FindingsAnswer.Item]
  /// Whether files of an earlier run were replaced.
  let replaced: Bool
  /// What an import read and made of it; nil for other commands.
  var understood: [FindingsAnswer.Words]?

  init(_ files: some Sequence<String>, _ warnings: [Finding] = [], isReplacement: Bool) {
    replaced = isReplacement
    self.files = files.sorted()
    findings = warnings.map(FindingsAnswer.Item.init)
  }
}

struct ImportPabulib: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "pabulib", abstract: inWords("读入参与式预算的投票文件（.pb）。", "Read a participatory budgeting election (.pb)."))

  @Argument(help: .init(".pb 文件。", "The .pb file.")) var file: String
  @Option(
    help: .init(
      "安排一个项目得多少分：票数、得分，或票数乘以费用（默认按票数；文件只有得分时按得分）。",
      "What a funded project brings: its votes, its score, or votes times cost (default: votes; its score if there is no other)."
    )) var utility: PabulibUtility?
  @OptionGroup var options: ImportOptions

  var report: RunOptions { options.report }

  func run() throws {
    try options.write { try importPabulib(contents(of: file), file: file, utility: utility) }
  }
}

extension PreferenceScale: ExpressibleByArgument {}

struct ImportPreferences: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "preferences",
    abstract: inWords("读入谁想参加哪个项目，以及各项目容纳多少人。", "Read who wishes for which project, and how many each takes."))

  @Argument(
    help: .init(
      "每人一行、每个项目一列的表；0 为不愿意。", "Table with a row for each person, a column for each project; 0 is unacceptable."))
  var file: String
  @Option(
    help: .init(
      "各项目及其容纳人数的表：首列为项目，另有 max（最多），可有 min（最少，不足则不办）。",
      "Table of projects and how many they take: the project first, a column max, and perhaps min, below which a project does not run."
    )) var capacities: String
  @Option(
    help: .init(
      "数的含义：points 越大越愿意；ranks 1 为首选，k 个项目中第 r 名计 k+1−r 分。看来像名次时必填。",
      "What the numbers say: points, more is better; or ranks, 1 is the first choice, and rank r of k projects counts k + 1 − r points. Required where they look like ranks."
    )) var scale: PreferenceScale?
  @OptionGroup var options: ImportOptions

  var report: RunOptions { options.report }

  func run() throws {
    try options.write {
      try importPreferences(
        contents(of: file), file: file, capacities: contents(of: capacities), capacityFile: capacities, scale: scale)
    }
  }
}

struct ImportTable: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: inWords("按导入方案读入部门自己的表。", "Read a department's own table, as a profile says."))

  @Argument(help: .init("CSV 格式的表。", "The table, as CSV.")) var file: String
  @Option(
    help: .init(
      "自带导入方案的名称，或方案文件（docs/profiles.md）。", "Name of a profile that comes with allot, or a file (docs/profiles.md)."))
  var profile: String
  @Option(
    help: .init(
      "填入导入方案的参数，如 year=2017；每个参数至多一次。", "Fills a parameter of the profile, such as year=2017; once for each."))
  var set: [String] = []
  @OptionGroup var options: ImportOptions

  var report: RunOptions { options.report }

  func run() throws {
    try options.write {
      var settings: [String: String] = [:]
      for pair in set {
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw usageError("--set 应写成 名称=值，而不是“\(pair)”", "--set takes NAME=VALUE, not ‘\(pair)’", value: pair)
        }
        guard settings.updateValue(parts[1], forKey: parts[0]) == nil else {
          throw usageError("--set \(parts[0]) 给了两次", "--set \(parts[0]) is given twice", value: pair)
        }
      }
      let chosen: Profile
      if let known = Profile.shipped.first(where: { $0.name == profile }) {
        chosen = known
      } else {
        chosen = try Profile(reading: contents(of: profile), file: profile)
      }
      return try importTable(contents(of: file), file: file, profile: chosen, settings: settings)
    }
  }
}

import Allotment
import ArgumentParser
import Foundation
import Intake
import Model

struct MergeCommand: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: inWords(
      "把各部门的清单合成一套；拿不准的列成冲突表，由人决定。",
      "Make one set of lists of departments' lists; what is doubtful goes to a sheet to decide."),
    discussion: inWords(
      """
      每个来源可以只有一部分清单。各来源相同的行合为一行；同一编号内容不同、疑似重复的需求和人员、一处两个值的，都不自行合并，列进冲突表（冲突表.csv），\
      填好后用 --decisions 交回。涉及个人信息的冲突在 private/ 里，只有本人账户可读。全部有了决定才写出清单，并写明每一行的来历（docs/merging.md）。\
      退出码：0 已合并，2 还有冲突要决定。
      """,
      """
      Each source may have some of the lists only. Rows that are the same in all sources become one. One id with different contents, needs and people \
      that are likely the same, and a cell with two values are never merged by themselves: they stand in a sheet (conflicts.csv), \
      which is filled in and given back by --decisions. Conflicts about personal data stand in private/, which only the owner reads. The lists are \
      written when all is decided, with the origin of each row (docs/merging.md). Exit status: 0 merged, 2 conflicts to decide.
      """))

  @Argument(
    help: .init(
      "各来源：清单文件夹或 .xlsx 工作簿；名称取路径的最后一段，或写 名称=路径。",
      "The sources: folders of lists or workbooks, named by the last part of their paths, or NAME=PATH."))
  var sources: [String]
  @Option(
    help: .init(
      "填好的冲突表（CSV 或 .xlsx），可重复给出。", "A sheet of conflicts that was filled in (CSV or .xlsx); may be repeated."))
  var decisions: [String] = []
  @Option(
    help: .init(
      "清单或列归谁采集，如 资金=财政所、需求.数量=民政局；各来源不一时以它的为准。可重复给出。",
      "Which source owns a list or a column, such as funds=finance or needs.quantity=welfare: its content counts where sources differ; may be repeated."
    ))
  var owner: [String] = []
  @Option(help: .init("写到哪个文件夹。", "Folder for the merged lists, or for the conflicts.")) var out: String
  @Flag(help: .init("不打印文字，打印一个 JSON 对象。", "Print one JSON object instead of text.")) var json = false
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    let named = sources.map(Self.named)
    guard named.count > 1 else {
      throw usageError("至少写两个来源", "two sources at least", value: sources.first ?? "")
    }
    var seen: Set<String> = []
    var places: Set<String> = []
    for (source, text) in zip(named, sources) {
      if let flaw = MergeSheet.flaw(ofLabel: source.label) {
        throw usageError(
          "来源不能叫“\(source.label)”：\(flaw.zh)；请写 名称=路径",
          "no source can be called ‘\(source.label)’: \(flaw.en); write NAME=PATH", value: text)
      }
      guard places.insert(URL(filePath: source.path).resolvingSymlinksInPath().path).inserted else {
        throw usageError("“\(source.path)”写了两次", "‘\(source.path)’ is given twice", value: text)
      }
      guard seen.insert(source.label).inserted else {
        throw usageError(
          "有两个来源叫“\(source.label)”；请写 名称=路径", "two sources are called ‘\(source.label)’; write NAME=PATH", value: text)
      }
    }
    var owned: [String: String] = [:]
    for text in owner {
      guard let own = MergeOwner(text), seen.contains(own.source) else {
        throw usageError(
          "--owner 写 清单=来源 或 清单.列=来源", "--owner is LIST=SOURCE or LIST.COLUMN=SOURCE", value: text)
      }
      let what = own.list.rawValue + "." + (own.column ?? "")
      guard owned.updateValue(own.source, forKey: what) ?? own.source == own.source else {
        throw usageError(
          "同一清单或列归了两个来源", "one list or column has two owners", value: text, code: .optionsContradictory)
      }
    }
  }

  /// The label and the path that a source is given by.
  private static func named(_ text: String) -> (label: String, path: String) {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    if sides.count == 2, !FileManager.default.fileExists(atPath: text) { return (sides[0].trimmedCell, sides[1]) }
    let name = PathParts(text.last == "/" ? String(text.dropLast()) : text).name
    return (isWorkbookName(name) ? String(name.dropLast(5)) : name, text)
  }

  func run() throws {
    try reporting(language.lang, json: json, warnings) {
      let (taken, hashes) = try readDecisions(decisions)
      let folder = try OutputFolder(out, for: .merge, reading: hashes)
      let count = sources.count
      let read = try readSources(sources.map(Self.named)) { runReport.show(.readingSource($0, of: count)) }
      runReport.show(.comparingSources)
      let merge = try Merge(read, owners: owner.compactMap(MergeOwner.init), decisions: taken)
      let told = (read.flatMap(\.warnings) + (merge.folder?.warnings ?? [])).inOrder
      try warnings.tell(told, language.lang)
      let outcome = try folder.writeAndTell(merge.outputFiles(language.lang), out, language.lang)
      if json {
        try say(json: jsonText(MergeAnswer(merge, read, told, replaced: outcome.isReplacement)))
      } else {
        try say(merge.text(read, out: out, command: command, language.lang))
      }
      if merge.folder == nil { throw Exit.undecided }
    }
  }

  /// The command without decisions, as it is run again.
  private var command: String {
    let words =
      ["allot", "merge"] + sources + owner.flatMap { ["--owner", $0] } + ["--out", out]
      + ["--lang", language.lang.rawValue]
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_./=".unicodeScalars.contains(scalar)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension ProgressStep {
  /// The reading of one source after another.
  fileprivate static func readingSource(_ done: Int, of all: Int) -> ProgressStep {
    ProgressStep(Bilingual("正在读各来源的清单", "reading the lists of the sources"), count: (done, all))
  }

  /// The search for what sources say in different ways.
  fileprivate static let comparingSources = ProgressStep(
    Bilingual("正在核对各来源", "comparing the sources"))
}

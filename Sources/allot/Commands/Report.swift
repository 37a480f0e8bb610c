import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import Model
import Reports

struct Report: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "把方案写成一份可以公布、打印的网页报告，并给每个村写一封信。",
      "Write a plan as one page to publish and print, and a letter to each village."),
    discussion: inWords(
      "报告是一个文件，不联网也能打开，在页内重算自己的合计。报告和信里没有志愿者的姓名和其他个人信息（docs/report.md）。",
      """
      The report is one file that opens without a network and recomputes its own sums. Neither it nor the letters have names \
      or anything else that is known of a volunteer (docs/report.md).
      """))

  @OptionGroup var chosen: PlanOptions
  @Option(help: .init("写出报告的文件。", "File for the report.")) var out: String?
  @Option(help: .init("写出各村的信的文件夹。", "Folder for the letters to the villages.")) var letters: String?
  @Flag(help: .init("大字版：18 磅以上，一栏。", "Large print: 18 points and more, in one column.")) var largePrint = false
  @Flag(help: .init("打印一个 JSON 对象：写出的文件。", "Print one JSON object: the files written.")) var json = false
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard out != nil || letters != nil else {
      throw usageError("须有 --out 或 --letters", "--out or --letters is needed", value: "", code: .argumentMissing)
    }
    for (option, path) in [("--out", out), ("--letters", letters)] where path?.isEmpty ?? false {
      throw usageError("\(option) 须有名字", "\(option) needs a name", value: "")
    }
  }

  func run() throws {
    try reporting(language.lang, json: json) {
      let isReplacement =
        try out.map { path in
          try refuseForeignFile(path, by: "report") { Self.isOwn($0) }
        } ?? false
      let read = try chosen.read(language.lang)
      runReport.show(.checkingPlan)
      // No page shows a name, so lists without their personal columns do.
      try read.refuseWithheld(for: .vetting)
      try read.refuseUnverified(ownLists: chosen.lists == nil)
      if chosen.lists != nil { read.warnOfChanges(language.lang) }
      let pages = read.pages(language.lang, isLarge: largePrint)
      var written: [String] = [], isReplaced = isReplacement
      if let out {
        try writeFile(OutputFile(Data(pages.report().utf8)), at: out)
        runReport.record(.outputWritten, LogEntry.OutputWritten(path: out))
        written.append(out)
      }
      if let letters {
        let files = pages.letters()
        isReplaced =
          try writeFolder(files.mapValues { OutputFile(Data($0.utf8)) }, into: letters, by: .report, language.lang)
          || isReplaced
        written += files.keys.map { letters + "/" + $0 }
      }
      if json { return try say(json: jsonText(WrittenAnswer(written, isReplacement: isReplaced))) }
      try say(
        language.lang == .zh
          ? "已写出 \(written.count) 个文件。" : "\(written.count) \(written.count == 1 ? "file" : "files") written.")
    }
  }

  /// Whether this command wrote a page of these bytes.
  private static func isOwn(_ data: Data) -> Bool {
    String(decoding: data.prefix(1500), as: UTF8.self).contains("name=\"generator\" content=\"\(PlanPages.generator)\"")
  }
}

extension PlanPages {
  /// The pages of a plan with the warnings about its lists, of which those about people are only counted.
  init(of plan: Plan, _ instance: Instance, _ language: Language, findings: [Finding] = [], isLarge: Bool = false) {
    self.init(
      plan, instance, language, leftOut: LeftOut(of: plan, instance, language),
      citation: { TableSchema.name(of: $0, language) }, digest: { Self.digest($0) })
    self.isLarge = isLarge
    let open = findings.filter { Self.isOfPublicList($0.file) }
    warnings = open.map { $0.text(language) }
    untoldWarnings = findings.count - open.count
  }

  /// The SHA-256 of a text in base 64.
  private static func digest(_ text: String) -> String {
    let digits = Array(sha256(Array(text.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0..<$0 + 2]), radix: 16)! }
    return Data(bytes).base64EncodedString()
  }

  /// Whether a file is a list that tells nothing of a person, so that a warning of it may be published.
  private static func isOfPublicList(_ file: String) -> Bool {
    let stem = PathParts(file).name.split(separator: ".").first.map(String.init) ?? ""
    return ListName.allCases.contains { ($0.rawValue == stem || $0.zh == stem) && !$0.isOfPeople }
  }
}

extension ListName {
  /// Whether the list tells of volunteers, beneficiaries or whoever decided something.
  fileprivate var isOfPeople: Bool {
    switch self {
    case .volunteers, .volunteerSkills, .volunteerSlots, .volunteerPreferences, .volunteerPairs, .timeBank, .pins,
      .scenarios:
      true
    case .settings, .places, .placeIndicators, .categories, .needs, .funds, .fundMatching, .fundSetAsides, .projects,
      .projectPlaces, .variants, .costs, .serves, .limits, .periods, .fundReleases, .assets, .assetSlots,
      .projectAssets, .weights, .slots, .projectRoles, .travel, .authorities:
      false
    }
  }
}

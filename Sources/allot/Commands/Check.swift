import ArgumentParser
import Model
import Reports

struct Check: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("读清单，一次指出全部问题。", "Read the lists and say everything that is wrong with them."))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @OptionGroup var decided: OverridesOption
  @Flag(help: .init("不打印文字，打印一个 JSON 对象。", "Print one JSON object instead of text.")) var json = false
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json, warnings) {
      let checked = try CheckedLists(lists, language.lang, warnings, overrides: decided.overrides)
      let totals = ListTotals(checked.instance)
      if json {
        return try say(json: jsonText(FindingsAnswer(status: "accepted", checked.warnings, understood: totals)))
      }
      let (needs, funds, projects) = (totals.needs.count, totals.funds.count, totals.projects.count)
      try say(
        language.lang == .zh
          ? "清单可以使用：需求 \(needs) 项，资金 \(funds) 笔，项目 \(projects) 个。"
          : "The lists hold together: \(counted(needs, "need")), \(counted(funds, "fund")), \(counted(projects, "project"))."
      )
      try say("\n" + totals.text(language.lang))
      let doubts = checked.warnings.filter { $0.severity == .warning }
      guard !doubts.isEmpty else { return }
      let (places, codes) = (doubts.count, Set(doubts.map(\.code)).count)
      try say(
        language.lang == .zh
          ? "\n有 \(places) 处提醒，共 \(codes) 种（见上，或用 --json）；请逐项核对。"
          : "\n\(places) \(places == 1 ? "warning" : "warnings") of \(codes) \(codes == 1 ? "code" : "codes") (above, or with --json); look at each."
      )
    }
  }
}

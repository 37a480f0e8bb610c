import Allotment
import ArgumentParser
import Model
import Workbooks

struct TemplateCommand: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: inWords("写出空白清单的工作簿（.xlsx），供填写。", "Write a workbook (.xlsx) of empty lists to fill in."),
    discussion: inWords(
      "一张工作表一张清单，带说明、下拉选项、列的批注和示例。填过的工作簿不会被覆盖。",
      "A sheet for each list, with a guide, drop-downs, notes on columns and examples. A workbook that was filled in is never replaced."
    ))

  @Option(help: .init("写到哪个 .xlsx 文件。", "The .xlsx file to write.")) var out: String
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try checkWorkbookName("--out", out) }

  func run() throws {
    try reporting(language.lang) {
      let isReplacement = try refuseChangedWorkbook(out) { listsTemplate($0) }
      try write(listsTemplate(language.lang), at: out, isReplacement: isReplacement, language.lang)
    }
  }
}

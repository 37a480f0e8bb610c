import Allotment
import ArgumentParser
import Model
import Workbooks

struct ExportWorkbook: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbook",
    abstract: inWords("把方案写成工作簿（.xlsx）。", "Write a plan as a workbook (.xlsx)."),
    discussion: inWords(
      "工作表：精准对接清单、经费使用、志愿者排班、未安排事项及原因、各村对照。志愿者只写编号。",
      "Its sheets: who gets what from whom, use of funds, roster, what is left out and why, villages. Volunteers are named by id only."
    ))

  @OptionGroup var chosen: PlanOptions
  @Option(help: .init("写到哪个 .xlsx 文件。", "The .xlsx file to write.")) var out: String
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try checkWorkbookName("--out", out) }

  func run() throws {
    try reporting(language.lang) {
      let read = try chosen.read(language.lang)
      runReport.show(.checkingPlan)
      try read.refuseUnverified(ownLists: chosen.lists == nil)
      if chosen.lists != nil { read.warnOfChanges(language.lang) }
      let isReplacement = try refuseChangedWorkbook(out) { read.workbook($0) }
      try write(read.workbook(language.lang), at: out, isReplacement: isReplacement, language.lang)
    }
  }
}

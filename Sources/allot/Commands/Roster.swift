import Allotment
import ArgumentParser
import Foundation
import Model
import Reports

struct Roster: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "写出谁在何时何地做什么：每名志愿者、每个项目各一张表和一份日历。",
      "Write who does what, when and where: a table and a calendar for each volunteer and each project."),
    discussion: inWords(
      "含姓名，只给需要的人看。同时写出时间银行台账。",
      "With names, so keep the folder to those who need it. Writes the time bank's ledger too."))

  @OptionGroup var chosen: PlanOptions
  @Option(help: .init("写出花名册的文件夹。", "Folder for the rosters.")) var out: String
  @Flag(help: .init("打印一个 JSON 对象：写出的文件。", "Print one JSON object: the files written.")) var json = false
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json) {
      let read = try chosen.read(language.lang)
      runReport.show(.checkingPlan)
      try read.refuseWithheld(for: .all)
      try read.refuseUnverified(ownLists: chosen.lists == nil)
      if chosen.lists != nil { read.warnOfChanges(language.lang) }
      let files = Rosters(read.plan, read.instance).files(language.lang)
      let isReplacement = try writeFolder(
        files.mapValues { OutputFile(Data($0.utf8), isPrivate: true) }, into: out, by: .roster, language.lang)
      if json { return try say(json: jsonText(WrittenAnswer(files.keys, isReplacement: isReplacement))) }
      let (people, works) = (
        Set(read.plan.allocation.assignments.map(\.volunteer)).count, read.plan.allocation.assignments.count
      )
      try say(
        language.lang == .zh
          ? "已写出 \(people) 名志愿者的 \(works) 项安排。" : "\(works) assignments of \(people) volunteers written.")
    }
  }
}

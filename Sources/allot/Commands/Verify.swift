import Allotment
import ArgumentParser
import Audit
import Foundation
import Model

struct Verify: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "不用求解器，用精确整数对照清单复核方案。", "Check any plan against its lists, in exact integers, without the solver."),
    discussion: inWords(
      "检查方案是否符合每条规定、是否与写出时一致：封签、清单、方案对自身的陈述、文件夹里的附表；以及此后有没有一次运行未得出方案。给的是 plan.json 而不是文件夹时，不看附表。",
      """
      Checks that the plan obeys every rule and is as it was written: its seal, its lists, what it says of itself and the \
      tables in its folder; and that no later run on its folder failed to make a plan. Given plan.json instead of its folder, the tables are not looked at.
      """))

  @OptionGroup var chosen: PlanOptions
  @Flag(
    help: .init(
      "只看规定：用于有意改过的方案，或对照别的清单。", "Judge the rules alone, for a plan that was edited on purpose or for other lists."))
  var rulesOnly = false
  @Flag(help: .init("不打印文字，打印一个 JSON 对象。", "Print one JSON object instead of text.")) var json = false
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json) {
      let zh = language.lang == .zh
      let (read, breaches) = try readTogether(chosen.folder) {
        let read = try chosen.read(language.lang)
        runReport.show(.checkingPlan)
        return (read, try self.breaches(read))
      }
      if rulesOnly { read.warnOfChanges(language.lang) }
      if json {
        try say(json: jsonText(AuditVerdict(breaches, seal: read.plan.seal)))
      } else {
        for breach in breaches { try say("[\(breach.rule)] \(breach.message[language.lang])".printable) }
        try say(
          breaches.isEmpty
            ? rulesOnly
              ? zh ? "方案符合全部规定。" : "The plan obeys every rule."
              : zh ? "方案符合全部规定，且与写出时一致。" : "The plan obeys every rule and is as it was written."
            : zh ? "共 \(breaches.count) 处不符。" : breaches.count == 1 ? "1 breach." : "\(breaches.count) breaches.")
      }
      if !breaches.isEmpty { throw Exit.fault }
    }
  }

  /// The rules that the plan breaks and, unless `rulesOnly`, the changes since it was written.
  func breaches(_ read: PlanWithLists) throws -> [Breach] {
    try read.refuseWithheld(for: rulesOnly ? .vetting : .all)
    let broken = read.breaches()
    return try rulesOnly ? broken : broken + read.changes(isWellFormed: !broken.contains { $0.rule == "form" })
  }
}

import Allotment
import ArgumentParser
import Audit
import Foundation
import Model

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "不用求解器，用精确整数对照清单复核方案。", "Check any plan against its lists, in exact integers, without the solver."),
    discussion: inWords(
      "检查方案是否符合每条规定、是否与写出时一致：封签、清单、方案对自身的陈述、文件夹里的附表。给的是 plan.json 而不是文件夹时，不看附表。",
      """
      Checks that the plan obeys every rule and is as it was written: its seal, its lists, what it says of itself and the \
      tables in its folder. Given plan.json instead of its folder, the tables are not looked at.
      """))

  @OptionGroup var chosen: PlanOptions
  @Flag(
    help: .init(
      "只看规定：用于有意改过的方案，或对照别的清单。", "Judge the rules alone, for a plan that was edited on purpose or for other lists."))
  var rulesOnly = false
  @Flag(help: .init("不打印文字，打印一个 JSON 对象。", "Print one JSON object instead of text.")) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json) {
      let read = try chosen.read(language.lang)
      let zh = language.lang == .zh
      let breaches = try breaches(read)
      if rulesOnly { read.warnOfChanges(language.lang) }
      if json {
        try say(json: jsonText(Verdict(breaches, plan: read.plan)))
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

  /// The rules that the plan breaks, and unless they alone are asked for, what is not as it was written.
  func breaches(_ read: PlanWithLists) throws -> [Breach] {
    let broken =
      audit(read.plan.allocation, of: read.instance, shortfalls: read.plan.shortfalls)
      + auditWeights(read.plan, of: read.instance)
    // Tables can be made of a plan only where every id in it is known.
    return try rulesOnly ? broken : broken + changes(read, hasForm: !broken.contains { $0.rule == "form" })
  }

  /// What is not as it was written, and what the plan says of itself that does not follow.
  private func changes(_ read: PlanWithLists, hasForm: Bool) throws -> [Breach] {
    func change(_ subject: String, _ zh: String, _ en: String) -> Breach {
      Breach(rule: "record", subjects: [subject], message: Bilingual(zh, en))
    }
    var found = read.changed.map { change($0, "\($0) 与制定方案时不同", "\($0) is not what the plan was made from") }
    found += auditRecord(read.plan, of: read.instance)
    if try read.plan.seal != read.plan.sealDue() {
      found.append(
        change("seal", "方案写出后被改动：封签与内容不符", "the plan was changed after it was written: its seal is of other contents"))
    } else if try read.data != read.plan.json() {
      found.append(
        change("plan.json", "plan.json 的文字不是 allot 写出的样子", "the text of plan.json is not as allot writes it"))
    }
    guard hasForm, read.file != chosen.plan else { return found }
    let made = Language.allCases.map { planTables(read.plan, read.instance, $0) }
    for name in made[0].keys.sorted() {
      let beside = (read.file as NSString).deletingLastPathComponent + "/" + name
      guard let data = FileManager.default.contents(atPath: beside) else {
        found.append(change(name, "缺少 \(name)", "\(name) is missing"))
        continue
      }
      if !made.contains(where: { $0[name] == data }) {
        found.append(change(name, "\(name) 与方案不符", "\(name) is not the one that the plan gives"))
      }
    }
    return found
  }
}

/// What `verify --json` prints.
private struct Verdict: Encodable {
  struct Item: Encodable {
    let rule: String
    let subjects: [String]
    let zh: String
    let en: String
  }

  let status: String
  let breaches: [Item]
  let seal: String

  init(_ breaches: [Breach], plan: Plan) {
    status = breaches.isEmpty ? "verified" : "broken"
    self.breaches = breaches.map {
      Item(rule: $0.rule, subjects: $0.subjects, zh: $0.message.zh, en: $0.message.en)
    }
    seal = plan.seal
  }
}

import ArgumentParser
import Audit
import Model

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check any plan against its lists, in exact integers, without the solver.")

  @Argument(help: "plan.json, or the folder that holds it.") var plan: String
  @Option(help: "Folder of the lists (default: the copy beside the plan).") var lists: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let read = try PlanWithLists(plan, lists: lists, language.lang)
      let zh = language.lang == .zh
      for name in read.changed {
        complain(zh ? "提醒：\(name) 与制定方案时不同。" : "warning: \(name) is not what the plan was made from.")
      }
      let breaches =
        audit(read.plan.allocation, of: read.instance, shortfalls: read.plan.shortfalls)
        + auditWeights(read.plan, of: read.instance)
      guard breaches.isEmpty else {
        for breach in breaches { print("[\(breach.rule)] \(breach.message[language.lang])") }
        print(zh ? "共违反 \(breaches.count) 处。" : "\(breaches.count) breaches.")
        throw Exit.fault
      }
      print(zh ? "方案符合全部规定。" : "The plan obeys every rule.")
    }
  }
}

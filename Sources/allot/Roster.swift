import Allotment
import ArgumentParser
import Foundation
import Model
import Reports

struct Roster: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write who does what, when and where: a table and a calendar for each volunteer and each project.",
    discussion: "With names, so keep the folder to those who need it. Writes the time bank's ledger too.")

  @Argument(help: "plan.json, or the folder that holds it.") var plan: String
  @Option(help: "Folder for the rosters.") var out: String
  @Option(help: "Folder of the lists (default: the copy beside the plan).") var lists: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let read = try PlanWithLists(plan, lists: lists, language.lang)
      let files = Rosters(read.plan, read.instance).files(language.lang)
      try writeAtomically(files.mapValues { Data($0.utf8) }, into: out)
      let (people, works) = (
        Set(read.plan.allocation.assignments.map(\.volunteer)).count, read.plan.allocation.assignments.count
      )
      try say(
        language.lang == .zh
          ? "已写出 \(people) 名志愿者的 \(works) 项安排。" : "\(works) assignments of \(people) volunteers written.")
    }
  }
}

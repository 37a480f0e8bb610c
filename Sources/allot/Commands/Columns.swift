import ArgumentParser
import Intake

struct Columns: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("用两种语言打印每张清单、每一列是什么。", "Print what every list and column is, in both languages."))

  func run() throws { try reporting(.fromLocale) { try say(listsGuide(), terminator: "") } }
}

import ArgumentParser
import Intake

struct Columns: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print what every list and column is, in both languages.")

  func run() throws { try reporting(.fromLocale) { try say(listsGuide(), terminator: "") } }
}

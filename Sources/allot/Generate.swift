import Allotment
import ArgumentParser
import Foundation
import Intake

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the lists of a synthetic township; the same from the same seed.")

  @Option(help: "Villages and communities.") var places = 10
  @Option(help: "Needs.") var needs = 60
  @Option(help: "Funds.") var funds = 12
  @Option(help: "Projects.") var projects = 50
  @Option(help: "Seed.") var seed: UInt64 = 1
  @Option(help: "Folder for the lists.") var out: String
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (1...100_000).contains(places), (0...1_000_000).contains(needs), (1...10_000).contains(funds),
      (1...1_000_000).contains(projects)
    else { throw ValidationError("--places, --funds and --projects are at least 1, --needs at least 0") }
  }

  func run() throws {
    try reporting(language.lang) {
      let lists = generateLists(
        TownshipSize(places: places, needs: needs, funds: funds, projects: projects), seed: seed)
      try writeAtomically(lists.files.mapValues { Data($0.utf8) }, into: out)
    }
  }
}

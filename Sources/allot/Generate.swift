import Allotment
import ArgumentParser
import Foundation
import Intake

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the lists of a synthetic township; the same from the same seed.")

  enum Size: String, ExpressibleByArgument, CaseIterable {
    case S, M, L, XL

    var township: TownshipSize {
      switch self {
      case .S: .small
      case .M: .medium
      case .L: .large
      case .XL: .extraLarge
      }
    }
  }

  @Option(help: "A township (S), a large one (M), a county (L) or a city (XL); what else is given goes before.")
  var size: Size?
  @Option(help: "Villages and communities (default: 10).") var places: Int?
  @Option(help: "Needs (default: 60).") var needs: Int?
  @Option(help: "Funds (default: 12).") var funds: Int?
  @Option(help: "Projects (default: 50).") var projects: Int?
  @Option(help: "Volunteers (default: none, or what the size has).") var volunteers: Int?
  @Option(help: "Goods and venues.") var assets = 0
  @Option(help: "Periods of the plan: up to four are quarters, more are months.") var periods = 1
  @Option(help: "Seed.") var seed: UInt64 = 1
  @Option(help: "Folder for the lists.") var out: String
  @OptionGroup var language: LanguageOption

  private var township: TownshipSize {
    var out = size?.township ?? TownshipSize(places: 10, needs: 60, funds: 12, projects: 50)
    out.places = places ?? out.places
    out.needs = needs ?? out.needs
    out.funds = funds ?? out.funds
    out.projects = projects ?? out.projects
    out.volunteers = volunteers ?? out.volunteers
    out.assets = assets
    out.periods = periods
    return out
  }

  func validate() throws {
    let size = township
    guard (1...100_000).contains(size.places), (0...1_000_000).contains(size.needs), (1...10_000).contains(size.funds),
      (1...1_000_000).contains(size.projects)
    else { throw ValidationError("--places, --funds and --projects are at least 1, --needs at least 0") }
    guard (0...100_000).contains(assets), (0...1_000_000).contains(size.volunteers), (1...36).contains(periods) else {
      throw ValidationError("--assets and --volunteers are at least 0, --periods from 1 to 36")
    }
  }

  func run() throws {
    try reporting(language.lang) {
      let lists = generateLists(township, seed: seed)
      try writeAtomically(lists.files.mapValues { Data($0.utf8) }, into: out)
    }
  }
}

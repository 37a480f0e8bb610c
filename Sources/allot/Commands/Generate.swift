import Allotment
import ArgumentParser
import Foundation
import Intake

struct Generate: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("生成虚拟乡镇的清单；种子相同则清单相同。", "Make the lists of a synthetic township; the same from the same seed."))

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

  @Option(
    help: .init(
      "乡镇 S、大镇 M、县 L、市 XL；另外给出的数以给出的为准。",
      "A township (S), a large one (M), a county (L) or a city (XL); what else is given goes before."))
  var size: Size?
  @Option(help: .init("村与社区数（默认 10）。", "Villages and communities (default: 10).")) var places: Int?
  @Option(help: .init("需求数（默认 60）。", "Needs (default: 60).")) var needs: Int?
  @Option(help: .init("资金数（默认 12）。", "Funds (default: 12).")) var funds: Int?
  @Option(help: .init("项目数（默认 50）。", "Projects (default: 50).")) var projects: Int?
  @Option(help: .init("志愿者数（默认没有，或随规模而定）。", "Volunteers (default: none, or what the size has).")) var volunteers: Int?
  @Option(help: .init("物资与场地数。", "Goods and venues.")) var assets = 0
  @Option(help: .init("方案分几期：四期以内为季，多则为月。", "Periods of the plan: up to four are quarters, more are months."))
  var periods = 1
  @Option(help: .init("几个项目由多村联合申报。", "Projects of several villages.")) var joint = 0
  @Flag(help: .init("附村情指标与权重公式。", "With village profiles and the formula that makes weights of them.")) var profiles =
    false
  @Option(help: .init("种子。", "Seed.")) var seed: UInt64 = 1
  @Option(help: .init("写出清单的文件夹。", "Folder for the lists.")) var out: String
  @OptionGroup var report: RunOptions
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
    out.joint = joint
    out.hasProfiles = profiles
    return out
  }

  func validate() throws {
    let size = township
    for (option, value, range) in [
      ("--places", size.places, 1...100_000), ("--needs", size.needs, 0...1_000_000),
      ("--funds", size.funds, 1...10_000), ("--projects", size.projects, 1...1_000_000),
      ("--volunteers", size.volunteers, 0...1_000_000), ("--assets", assets, 0...100_000),
      ("--periods", periods, 1...36), ("--joint", joint, 0...1_000_000),
    ] { try check(option, value, in: range) }
  }

  func run() throws {
    try reporting(language.lang) {
      try writeFolder(generateLists(township, seed: seed).outputFiles, into: out, by: .generate, language.lang)
    }
  }
}

import Model
import Testing

@testable import Intake

/// The whole cost and the needs of a project in its own row.
@Suite struct ProjectSummaryTests {
  private static let header = "id,category,responsible,approved,total_cost（万元）,needs\n"

  @Test func aWholeCostAndNeedsStandForRowsOfCostsAndServes() throws {
    let lists = try SmallTownship(
      [
        "projects": Self.header + "P,c,A,yes,0.5,N、M\nQ,c,A,yes,0.7,\n",
        "needs": "id,place,category,quantity\nN,L1,c,2\nM,L1,c,2.5\n",
      ], without: ["costs", "serves"])
    let projects = try lists.read.get().lists.projects
    #expect(projects[0].variants.map(\.costs).joined().map(\.fixed) == [Money(500_000)])
    #expect(projects[1].variants.map(\.costs).joined().map(\.fixed) == [Money(700_000)])
    #expect(projects[0].variants[0].costs[0].type == "总费用")
    let services = projects[0].variants[0].services.sorted { $0.need < $1.need }
    #expect(services.map(\.need) == ["M", "N"] && services.map(\.perUnit.milli) == [2500, 2000])
    #expect(
      lists.findings == [
        "projects.csv:1:5 column-for-rows total_cost（万元）", "projects.csv:1:6 column-for-rows needs",
      ])
    #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
  }

  @Test func rowsOfCostsAndServesSayMore() throws {
    let lists = try SmallTownship(["projects": Self.header + "P,c,A,yes,0.5,N\n"])
    let variant = try lists.read.get().lists.projects[0].variants[0]
    #expect(variant.costs.map(\.type) == ["t"] && variant.services.map(\.perUnit) == [.one])
    #expect(lists.findings.isEmpty)
  }

  @Test func aTotalThatIsNotTheSumOfTheCostsIsAWarning() throws {
    let lists = try SmallTownship(["projects": Self.header + "P,c,A,yes,0.6,N\n"])
    #expect(lists.findings == ["projects.csv:2:5 total-differs 6,000.00"])
    let scaled = [
      "projects": Self.header + "P,c,A,yes,0.6,\n", "costs": "project,cost_type,per_unit\nP,t,5000\n",
      "variants": "project,variant,scale_kind,scale_min,scale_max\nP,1,continuous,1,2\n",
    ]
    #expect(try SmallTownship(scaled).findings.isEmpty)
  }

  @Test func withAChoiceOfScaleTheServiceOfEachUnitIsAskedFor() throws {
    let lists = try SmallTownship(
      [
        "projects": Self.header + "P,c,A,yes,0.6,N\n",
        "variants": "project,variant,scale_kind,scale_min,scale_max\nP,1,continuous,1,2\n",
      ], without: ["serves"])
    #expect(lists.findings.contains("projects.csv:2:6 service-unstated N"))
  }

  @Test func aNeedThatIsNotListedIsFoundInTheRowOfTheProject() throws {
    let lists = try SmallTownship(["projects": Self.header + "P,c,A,yes,0.5,N;X\n"])
    #expect(lists.findings == ["projects.csv:2:6 reference-dangling X"])
  }

  @Test func withoutAnyCostTheListOfCostsIsMissing() throws {
    let lists = try SmallTownship(["projects": "id,category,needs\nP,c,N\n"], without: ["costs"])
    #expect(lists.findings.contains { $0.contains("file-missing") })
  }
}

@Suite struct WorkingDayTests {
  @Test(arguments: [("半天", 240), ("一天", 480), ("全天", 480), ("2天", 960), ("１.5 天", 720), ("3个工作日", 1440)])
  func aDayOfWorkHasEightHours(text: String, minutes: Int64) throws {
    let lists = try SmallTownship(["volunteers": "id,minutes\nR,\(text)\n"])
    #expect(try lists.read.get().lists.volunteers[0].offer.minutes == minutes)
    #expect(lists.findings.contains("volunteers.csv:2:2 days-as-hours \(text)"))
  }

  @Test(arguments: ["天", "半", "十天", "-1天", "1e3天", "半天天"]) func otherWordsAreRefused(text: String) throws {
    let lists = try SmallTownship(["volunteers": "id,minutes\nR,\(text)\n"])
    #expect(lists.findings.contains("volunteers.csv:2:2 minutes-malformed \(text)"))
  }
}

import Allotment
import Audit
import DefaultSolver
import Foundation
import GLPKSolver
import Intake
import Model
import Testing

@testable import ExactProgram
@testable import Formulation
@testable import SwiftSource
@testable import allot

private let shared = repository.deletingLastPathComponent().appending(path: "shared/data")

/// Writes lists into a folder of their own, reads them back and makes a plan.
private func planned(_ lists: WrittenLists, _ objective: PolicyObjective, gap: Double) throws -> (
  plan: Plan, instance: Instance
) {
  let read = try written(lists)
  #expect(read.warnings.isEmpty)
  var request = Request()
  request.objective = objective
  request.gap = gap
  guard case .planned(let plan, _, _) = try allocate(read, request, solver: defaultSolver) else {
    throw CocoaError(.featureUnsupported)
  }
  return (plan, try Instance(read.lists))
}

private func written(_ lists: WrittenLists) throws -> ListsFolder {
  let folder = FileManager.default.temporaryDirectory.appending(path: "allot-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try OutputFolder(folder, for: .imported).write(lists.files.mapValues { OutputFile(Data($0.utf8)) })
  return try readLists(folder)
}

private func rows(_ path: String) throws -> [[String]] {
  try String(contentsOf: shared.appending(path: path), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    .map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

@Suite struct PublishedListsTests {
  @Test func everyPabulibFileReachesItsPublishedOptimum() throws {
    // If a file has both, the budgets by category also apply.
    var optima: [String: (projects: Int, votes: Double)] = [:]
    for row in try rows("pabulib/OPTIMA_utilitarian.csv") { optima[row[0]] = (Int(row[2])!, Double(row[4])!) }
    #expect(optima.count > 20)
    for (file, optimum) in optima.sorted(by: { $0.key < $1.key }) {
      let data = try Data(contentsOf: shared.appending(path: "pabulib/\(file)"))
      let (plan, instance) = try planned(importPabulib(data, file: file), .value, gap: 0)
      #expect(instance.lists.projects.count == optimum.projects, "\(file)")
      #expect(plan.stages.first { $0.name == "utilitarian" }.map { Double($0.value) } == optimum.votes, "\(file)")
    }
  }

  /// Budgets by neighbourhood, costs with three decimals, a quoted name with a separator, and votes only on ballots.
  @Test func aFileThatUsesEveryCornerOfTheFormatReachesItsOptimum() throws {
    let text = """
      META
      key;value
      description;"Corners; of a format"
      currency;PLN
      budget;100.5
      neighborhoods;North,South
      budget_per_neighborhood;60.125,60
      PROJECTS
      project_id;cost;name;neighborhood
      1;60.125;"Park; with ""quotes\"\"\";North
      2;0.001;Bench;North
      3;40;Lamps;South
      4;0.374;Trees;
      VOTES
      voter_id;vote;points
      a;1,3;3,2
      b;2,4;1,1
      c;1;5
      """
    let (plan, instance) = try planned(importPabulib(Data(text.utf8), file: "corners.pb"), .value, gap: 0)
    #expect(instance.lists.currency == Currency(code: "PLN", digits: 3))
    #expect(instance.project("1").title == "Park; with \"quotes\"")
    // 1 and 2 together exceed the budget of the North by a thousandth; 1, 3 and 4 cost 100.499.
    #expect(plan.allocation.awards.map(\.project.text) == ["1", "3", "4"])
  }

  /// Repeated and unused entries of a file are refused or reported, with their lines.
  @Test func oddIdsAndVotesOfAnElectionAreSaid() throws {
    func text(_ projects: String, _ votes: String) -> Data {
      Data(
        "META\nkey;value\nbudget;100\nPROJECTS\nproject_id;cost\n\(projects)\nVOTES\nvoter_id;vote;points\n\(votes)\n"
          .utf8)
    }
    func refused(_ projects: String, _ votes: String) -> [String] {
      do { _ = try importPabulib(text(projects, votes), file: "e.pb") } catch {
        return error.all.map { "\($0.line) \($0.code) \($0.value)" }
      }
      return []
    }
    #expect(refused("1;10\n2;10\n1;20\n#;5", "a;1;1") == ["8 id-repeated 1", "9 id-malformed #"])
    #expect(refused("1;10", "a;1;x\nb;1;2") == ["9 number-malformed x"])
    let lists = try importPabulib(text("1;10\n2;10", "a;1,7;1,1\nb;7,8;2,1\nc;;"), file: "e.pb")
    #expect(lists.warnings.map { "\($0.line) \($0.code) \($0.value)" } == ["10 vote-unknown 7", "11 vote-unknown 8"])
    #expect(lists.files["needs.csv"]?.contains("\n1,") == true && lists.files["needs.csv"]?.contains("\n2,") == false)
  }

  @Test func baltimoresRequestsReachBothPublishedOptimaInEveryYear() throws {
    let file = "baltimore_cip/FY14-FY20_CIP-Requests_Source.csv"
    let data = try Data(contentsOf: shared.appending(path: file))
    let profile = try #require(Profile.shipped.first { $0.name == "baltimore-cip" })
    for row in try rows("baltimore_cip/COMPUTED_OPTIMA.csv") {
      let lists = try importTable(data, file: file, profile: profile, settings: ["year": row[0]])
      let isCount = row[1] == "count"
      let (plan, instance) = try planned(lists, isCount ? .count : .money, gap: 0)
      #expect(instance.lists.projects.count == Int(row[2])! && instance.lists.funds.count == Int(row[3])!, "\(row)")
      let policy = try #require(plan.stages.first { $0.name == "utilitarian" })
      // The published optimum is in thousands of dollars.
      #expect(Double(policy.value) == Double(row[4])! * (isCount ? 1 : 1000), "\(row): \(policy.value)")
      #expect(policy.bound == policy.value, "\(row)")
    }
  }

  /// Student-to-project-centre matching at WPI (INFORMS J. Computing 2021.0058): the sum of the students' wishes.
  @Test(arguments: [("IQP2017-2018", "906.5"), ("IQP2018-2019", "927")])
  func studentsReachTheBestSumOfTheirWishes(year: String, optimum: String) throws {
    let folder = shared.appending(path: "wpi/data/\(year)")
    let lists = try importPreferences(
      Data(contentsOf: folder.appending(path: "student_preference.csv")), file: "student_preference.csv",
      capacities: Data(contentsOf: folder.appending(path: "project_capacity.csv")), capacityFile: "project_capacity.csv"
    )
    let instance = try Instance(written(lists).lists)
    #expect(instance.lists.volunteers.count > 900)
    let awards = instance.lists.projects.map { Allocation.Award(project: $0.id, variant: "1", scale: .one) }
    let roster = RosterProgram(instance, awards: awards)
    let solve = StagedSolve.exact
    // Only the first stage, the wishes, is solved. Every student has one project in any case.
    let stages = Array(roster.rosterStages().prefix(1))
    guard case .allocated(let solution) = try solve.run(roster, stages: stages, from: roster.point(of: [])) else {
      Issue.record("no roster")
      return
    }
    #expect(solution.stages[0].value == optimum && solution.stages[0].gap == 0 && solution.stages[0].limit == nil)
    let allocation = Allocation(awards: awards, assignments: roster.people.assignments(at: solution.point))
    #expect(audit(allocation, of: instance, shortfalls: []) == [])
  }
}

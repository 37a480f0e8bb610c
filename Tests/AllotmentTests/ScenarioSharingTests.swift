import Allotment
import Audit
import DefaultSolver
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation
@testable import SwiftSource
@testable import allot

/// What scenarios share makes them faster and changes no result.
@Suite struct ScenarioSharingTests {
  private let shimen = repository.appending(path: "Scenarios/shimen/lists").path

  /// Scenarios of Shimen, with a little more and a little less of the fund that pays for both quarters.
  private func scenarios(of read: ListsFolder, in folder: URL) throws -> [Scenario] {
    let file = folder.appending(path: "scenarios.csv")
    let rows = ["more,funds,F3,amount,+1%", "less,funds,F3,amount,-40%", "dear,costs,P4,fixed,+5%"]
    try Data((RandomScenario.header + rows.joined(separator: "\n") + "\n").utf8).write(to: file)
    return try readScenarios(file.path, of: read).scenarios
  }

  @Test func aKnownRosterIsTheOneThatASearchFinds() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let read = try readLists(shimen)
    let solve = ScenarioSolve(Request(), into: folder.path + "/none")
    let base = try #require(try solve.base(read))
    func rosterStages(_ solved: SolvedScenario) -> Int {
      solved.timings!.seconds.keys.count { $0.hasPrefix("solve roster-") }
    }
    #expect(rosterStages(base) > 0)
    let scenario = try #require(try scenarios(of: read, in: folder).first)
    let solved = try #require(try solve.solved(scenario, from: base))
    // No roster was searched for.
    #expect(rosterStages(solved) == 0)
    var request = Request()
    request.start = base.plan?.allocation
    guard case .planned(let fresh, _, let timings) = try allocate(scenario.folder, request) else {
      throw CocoaError(.featureUnsupported)
    }
    #expect(timings.seconds.keys.contains { $0.hasPrefix("solve roster-") })
    #expect(fresh.allocation.assignments.count > 3)
    #expect(try fresh.json() == solved.plan?.json())
  }

  /// A frontier starts from plans, too, and says how far its points are proven.
  @Test func aPlanToStartFromLessensACertificateOnlyWhereThatIsAsked() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in generateLists(TownshipSize(places: 8, needs: 32, funds: 10, projects: 30), seed: 1).files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let formulation = Formulation(try Instance(readLists(folder.path).lists))
    var solve = StagedSolve(solver: defaultSolver)
    solve.certifies = true
    func solved(from start: Allocation?) throws -> (plan: Allocation, certificate: String?) {
      guard
        case .allocated(let solution) = try solve.run(
          formulation, stages: formulation.decidingStages(.value), from: start)
      else { throw CocoaError(.featureUnsupported) }
      return (formulation.allocation(of: solution), solution.stages.last?.certificate)
    }
    let first = try solved(from: nil)
    #expect(first.certificate == "exact")
    #expect(try solved(from: first.plan).certificate == "exact")
    solve.certifiesPolicyBriefly = true
    #expect(try solved(from: first.plan).certificate == "numeric")
  }

  @Test func theOrderOfScenariosChangesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let read = try readLists(shimen)
    let all = try scenarios(of: read, in: folder)
    func plans(_ order: [Int]) throws -> [String: Data?] {
      let solve = ScenarioSolve(Request(), into: folder.path + "/none")
      let base = try #require(try solve.base(read))
      return Dictionary(
        uniqueKeysWithValues: try order.map { index in
          let solved = try #require(try solve.solved(all[index], from: base))
          return (all[index].name, try solved.plan?.json())
        })
    }
    let first = try plans([0, 1, 2])
    #expect(first.count == 3 && first.values.contains { $0 != nil })
    for order in [[2, 1, 0], [1, 2, 0]] { #expect(try plans(order) == first) }
  }

  /// A solve that starts from a plan of other lists, is as good as one that starts from nothing.
  @Test(arguments: [randomPeople, randomTownship]) func aStartFromASimilarPlanLosesNothing(
    lists: @escaping @Sendable (UInt64) -> Lists
  ) throws {
    let names: Set<StageName> = [.floorsWorst, .floorsSum, .utilitarian, .wishes, .order]
    var count = 0
    for seed in 0..<60 as Range<UInt64> {
      let changed = lists(seed)
      var before = changed
      for index in before.funds.indices where seed % 2 == 0 {
        before.funds[index].amount = Money(before.funds[index].amount.minorUnits / 2)
      }
      guard let similar = try? Instance(before), let instance = try? Instance(changed) else { continue }
      var solve = StagedSolve.exact
      solve.certifies = true
      solve.rosters = KnownRosters()
      func solution(_ instance: Instance, from start: Allocation?) throws -> (StagedSolution, Allocation)? {
        let formulation = Formulation(instance)
        guard
          case .allocated(let solution) = try solve.run(
            formulation, stages: formulation.stages(.value), from: start)
        else { return nil }
        return (solution, formulation.allocation(of: solution))
      }
      guard let start = try solution(similar, from: nil)?.1, let fresh = try solution(instance, from: nil),
        let guided = try solution(instance, from: start)
      else { continue }
      func values(_ solution: StagedSolution) -> [String] {
        solution.stages.filter { $0.stageName.map(names.contains) ?? false }.map { "\($0.name) \($0.value)" }
      }
      #expect(values(fresh.0) == values(guided.0), "seed \(seed)")
      #expect(obeysAllRules(guided.1, of: instance, shortfalls: Formulation(instance).shortfalls(of: guided.1)))
      count += guided.1.awards.isEmpty ? 0 : 1
    }
    #expect(count > 20, "\(count)")
  }
}

import Allotment
import Audit
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch

/// A scenario is the lists edited by hand: its plan is as good as the best that exhaustive search finds for those.
@Suite struct ScenarioExhaustiveTests {
  /// The lists as they are read from files that somebody edited.
  private func editedByHand(_ lists: Lists, _ folder: URL) throws -> Instance {
    try ListsText(lists: lists).write(to: folder)
    return try Instance(readLists(folder.path).lists)
  }

  @Test func thePlanOfAScenarioIsTheBestOfTheListsEditedByHand() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var counts = (planned: 0, infeasible: 0, refused: 0)
    for seed in seeds(0, of: 1, count: 500, oneIn: 10) {
      let lists = randomLists(seed: seed)
      let place = folder.appending(path: "\(seed)")
      try ListsText(lists: lists).write(to: place)
      let edited = RandomScenario(lists, seed: seed)
      let file = place.path + "/scenarios.csv"
      try Data((RandomScenario.header + edited.text("s")).utf8).write(to: URL(filePath: file))
      guard let read = try? readLists(place.path) else { continue }
      guard let instance = try? editedByHand(edited.lists, place.appending(path: "edited")) else {
        #expect(throws: Findings.self, "seed \(seed)") { try readScenarios(file, of: read) }
        counts.refused += 1
        continue
      }
      var request = Request()
      request.gap = 0
      let solve = ScenarioSolve(request, into: place.path + "/none")
      let base = try #require(try solve.base(read))
      let scenario = try #require(try readScenarios(file, of: read).scenarios.first)
      let solved = try #require(try solve.solved(scenario, from: base))
      var search = ExhaustiveSearch(instance: instance)
      let best = search.best()
      guard let plan = solved.plan else {
        #expect(best == nil && solved.record.status == .infeasible, "seed \(seed): \(edited.rows)")
        counts.infeasible += 1
        continue
      }
      let score = search.score(of: plan.allocation)
      #expect(best.map { !(score < $0) && !($0 < score) } ?? false, "seed \(seed): \(edited.rows)")
      #expect(obeysAllRules(plan.allocation, of: instance, shortfalls: plan.shortfalls), "seed \(seed)")
      counts.planned += 1
    }
    #expect(counts.planned > 20 && counts.infeasible > 0 && counts.refused > 0, "\(counts)")
  }

  /// Regrets are found anew by exhaustive search over plans with exactly the same projects.
  @Test func theLeastRegretIsThatOfExhaustiveSearch() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var count = 0
    for seed in seeds(0, of: 1, count: 60) {
      let lists = randomLists(seed: seed)
      let place = folder.appending(path: "\(seed)")
      try ListsText(lists: lists).write(to: place)
      let others = (1...3).map { RandomScenario(lists, seed: seed * 7 + $0) }
      let isSound = others.allSatisfy { (try? editedByHand($0.lists, place.appending(path: "edited"))) != nil }
      guard isSound, let read = try? readLists(place.path) else { continue }
      let rows = others.enumerated().map { $0.element.text("s\($0.offset)") }.joined()
      let file = place.path + "/scenarios.csv"
      try Data((RandomScenario.header + rows).utf8).write(to: URL(filePath: file))
      var request = Request()
      request.gap = 0
      let solve = ScenarioSolve(request, into: place.path + "/none")
      let base = try #require(try solve.base(read))
      let solved =
        try [base] + readScenarios(file, of: read).scenarios.map { try #require(try solve.solved($0, from: base)) }
      let planned = solved.filter { $0.plan != nil }
      guard planned.count > 1 else { continue }
      let regret = try #require(try RegretSearch(solved, request).least(threads: 2) { _ in })
      #expect(regret.results.map(\.scenario) == planned.map(\.record.scenario), "seed \(seed)")
      let scores = planned.map { score(of: Set($0.plan!.allocation.awards.map(\.project)), in: planned) }
      let chosen = planned.firstIndex { $0.record.scenario == regret.of }!
      #expect(scores.firstIndex { $0 == scores.min { $0.lexicographicallyPrecedes($1) } } == chosen, "seed \(seed)")
      for (scenario, result) in zip(planned, regret.results) {
        var search = ExhaustiveSearch(instance: scenario.instance)
        let mine = search.score(of: scenario.plan!.allocation)
        // A project that was withdrawn there is left out.
        let wanted = Set(regret.projects).intersection(scenario.instance.lists.projects.map(\.id))
        let best = search.best { Set($0.awards.map(\.project)) == wanted }
        let holds = best.map { $0.worstShortfall <= mine.worstShortfall && $0.shortfallSum <= mine.shortfallSum + 1e-9 }
        switch result.outcome {
        case .kept(let value, _): #expect(best?.value == value, "seed \(seed) \(result)")
        case .impossible: #expect(!(holds ?? false), "seed \(seed) \(result)")
        case .undecided: Issue.record("seed \(seed): undecided")
        }
      }
      count += 1
    }
    #expect(count > 3)
  }

  /// In how many scenarios exhaustive search finds no plan with just these projects and floors as good, the greatest share
  /// of a value that is lost otherwise, and the sum of these shares.
  private func score(of projects: Set<ProjectID>, in scenarios: [SolvedScenario]) -> [Int128] {
    var (lost, shares): (Int128, [Int128]) = (0, [])
    for scenario in scenarios {
      var search = ExhaustiveSearch(instance: scenario.instance)
      let mine = search.score(of: scenario.plan!.allocation)
      let wanted = projects.intersection(scenario.instance.lists.projects.map(\.id))
      let best = search.best { Set($0.awards.map(\.project)) == wanted }
      if let best, best.worstShortfall <= mine.worstShortfall, best.shortfallSum <= mine.shortfallSum + 1e-9 {
        shares.append(lostShare(best: mine.value, best.value))
      } else {
        lost += 1
      }
    }
    return [lost, shares.max() ?? 0, shares.reduce(0, +)]
  }
}

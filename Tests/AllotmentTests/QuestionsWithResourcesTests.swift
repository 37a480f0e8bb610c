import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks questions about lists with people, periods, goods and venues against exhaustive search.
@Suite struct QuestionsWithResourcesTests {
  @Test(arguments: 0..<8, [randomPeople, randomListsWithResources])
  func forcedPlansAreExhaustiveSearchsAndRepairsRepair(
    batch: UInt64, lists: @Sendable (UInt64) -> Lists
  ) throws {
    let solve = StagedSolve.exact
    for seed in seeds(batch, of: 8, count: 120) {
      var drawn = lists(seed)
      // A province may waive all that is not law.
      drawn.planner = .province
      let instance = try Instance(drawn)
      var search = ExhaustiveSearch(instance: instance)
      let formulation = Formulation(instance)
      for project in instance.lists.projects.map(\.id) {
        let constraint = SideConstraint.carriedOut(project)
        let best = search.best { $0.awards.contains { $0.project == project } }
        switch try solve.run(formulation, stages: formulation.decidingStages(.value), subjectTo: [constraint]) {
        case .allocated(let solution):
          let lexicographicValue = solution.lexicographicValue
          #expect(
            best.map {
              $0.worstShortfall == lexicographicValue[.floorsWorst]?.value ?? 0
                && $0.value == lexicographicValue[.utilitarian]!.value
            } ?? false, "seed \(seed) \(project)")
        case .undecided: Issue.record("seed \(seed) \(project)")
        case .infeasible:
          #expect(best == nil, "seed \(seed) \(project)")
          let spelled = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: [constraint], instance)))
          guard let conflict = try solve.conflict(spelled, subjectTo: [constraint]) else {
            Issue.record("seed \(seed) \(project): no conflict")
            continue
          }
          #expect(conflict.isMinimal && !conflict.decisions.isEmpty, "seed \(seed) \(project)")
          for rule in conflict.all { #expect(ruleSentence(rule.rule) != nil, "\(rule)") }
          // With the rules waived, there is a plan.
          let repairs = try solve.repairs(spelled, subjectTo: [constraint], first: conflict).own
          #expect(repairs.isProven, "seed \(seed) \(project)")
          for set in repairs.sets {
            let waived = Formulation(instance, ModelVariant(waived: Set(set)))
            let outcome = try solve.run(waived, stages: waived.decidingStages(.value), subjectTo: [constraint])
            guard case .allocated = outcome else {
              Issue.record("seed \(seed) \(project): \(set) waived, and there is no plan")
              continue
            }
          }
        }
      }
    }
  }

  @Test func pricesOfGoodsAndVenuesAreThoseOfExhaustiveSearch() throws {
    var (used, idle) = (0, 0)
    for seed in seeds(0, of: 1, count: 600) {
      guard let township = try ExplainedTownship(randomListsWithResources(seed: seed)) else { continue }
      for asset in township.instance.lists.assets {
        let answer = try township.explainer.answer(.asset(asset.id))
        guard township.plan.allocation.uses.contains(where: { $0.asset == asset.id }) else {
          idle += 1
          #expect(answer.sentences.contains { [.assetIdle, .assetUseless].contains($0.message) }, "seed \(seed)")
          continue
        }
        used += 1
        var lists = township.instance.lists
        let index = lists.assets.firstIndex { $0.id == asset.id }!
        lists.assets[index].quantity = .zero
        for slot in lists.assets[index].slots.indices { lists.assets[index].slots[slot].capacity = .zero }
        var (search, without) = (
          ExhaustiveSearch(instance: township.instance), ExhaustiveSearch(instance: try Instance(lists))
        )
        expectPrice(answer, from: search.best()!, to: without.best(), "seed \(seed) \(asset.id)")
      }
    }
    #expect(used > 5 && idle > 5, "\(used) \(idle)")
  }
}

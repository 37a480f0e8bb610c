import Audit
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

@Suite struct ExhaustiveTests {
  /// In batches, so that a failure names its batch and batches run in parallel.
  @Test(arguments: 0..<20) func thePlanIsTheBestOfAllThatPassTheAudit(batch: UInt64) throws {
    for seed in seeds(batch, of: 20, count: 2000, oneIn: 10) {
      try expectTheBest(randomLists(seed: seed), seed)
    }
  }

  /// Checks plans of lists with periods, releases, assets and weights.
  @Test(arguments: 0..<20) func thePlanIsTheBestWithPeriodsAssetsAndWeights(batch: UInt64) throws {
    for seed in seeds(batch, of: 20, count: 2000, oneIn: 10) {
      try expectTheBest(randomListsWithResources(seed: seed), seed)
    }
  }
}

/// Solves the lists and expects the plan to be as good as the best that exhaustive search finds.
/// - Returns: nil if neither finds a plan.
@discardableResult
func expectTheBest(_ lists: Lists, _ seed: UInt64) throws -> (instance: Instance, allocation: Allocation)? {
  let instance = try Instance(lists)
  var search = ExhaustiveSearch(instance: instance)
  let formulation = Formulation(instance)
  let solve = StagedSolve.exact
  let best = search.best()
  let outcome: StagedOutcome
  do { outcome = try solve.run(formulation, stages: formulation.stages(.value)) } catch {
    Issue.record("seed \(seed): \(error) \(error.log)")
    return nil
  }
  switch outcome {
  case .allocated(let solution):
    let allocation = formulation.allocation(of: solution)
    let breaches = audit(allocation, of: instance, shortfalls: formulation.shortfalls(of: allocation))
    #expect(breaches.isEmpty, "seed \(seed): \(breaches.map { "\($0.rule) \($0.message.en)" })")
    let score = search.score(of: allocation)
    guard let best else {
      Issue.record("seed \(seed): a plan, and exhaustive search has none")
      return nil
    }
    #expect(!(score < best) && !(best < score), "seed \(seed): \(score), exhaustive \(best)")
    return (instance, allocation)
  case .infeasible: #expect(best == nil, "seed \(seed): infeasible, exhaustive \(best!)")
  case .undecided(let limit): Issue.record("seed \(seed): undecided by \(limit)")
  }
  return nil
}

import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation

/// The reasons for which projects are left out, on small random lists against every plan.
@Suite struct OmissionSearchTests {
  /// Where a reason stands in the way, no plan carries out the project beside the same other projects and payments.
  @Test(arguments: 0..<4 as Range<UInt64>) func whatStandsInTheWayIsExhaustiveSearchs(batch: UInt64) throws {
    var kinds: [String: Int] = [:]
    for seed in seeds(batch, of: 4, count: 400) {
      guard let instance = try? Instance(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.bestPlan(where: { _ in true }) else { continue }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      for (id, reason) in Omissions(plan, instance).all {
        switch reason {
        case .weighed, .servesNothing, .needsServed, .needsClosed, .outOfTime: continue
        default: break
        }
        kinds[reason.kind.en, default: 0] += 1
        let beside = search.best { other in
          other.awards.contains { $0.project == id }
            && other.awards.filter { $0.project != id } == plan.allocation.awards
            && other.payments.filter { $0.project != id } == plan.allocation.payments
        }
        #expect(beside == nil, "seed \(seed) \(id) \(reason)")
      }
    }
    #expect(kinds["the funds that may pay for it have too little left"] ?? 0 > 5 && kinds.count > 2, "\(kinds)")
  }
}

import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// A project that serves nothing is told so first, in the plan or outside.
@Suite struct ServesNothingTests {
  @Test(arguments: 0..<2) func aProjectIsToldThatItServesNothingExactlyWhereNoPlanServesAnythingWithIt(batch: UInt64)
    throws
  {
    var (nothing, none) = (0, 0)
    for seed in seeds(batch, of: 2, count: 200) {
      var lists = randomLists(seed: seed)
      if seed % 3 == 0 {
        for v in lists.projects[0].variants.indices { lists.projects[0].variants[v].services = [] }
      }
      if seed % 3 == 1 { for n in lists.needs.indices { lists.needs[n].status = .withdrawn } }
      guard let township = try ExplainedTownship(lists) else { continue }
      for project in lists.projects {
        let said = try township.explainer.answer(.project(project.id)).sentences
        let second = said.dropFirst().first?.message
        let declared = project.variants.flatMap(\.services).map(\.need)
        let canServe = declared.contains { id in
          let need = lists.needs.first { $0.id == id }!
          return need.status == .open && need.quantity > .zero && need.due.overlaps(project.period)
            && project.variants.contains { variant in
              variant.services.contains { $0.need == id && $0.micro(at: variant.scaleMax) > 0 }
            }
        }
        #expect((second == .projectServesNothing) == declared.isEmpty, "seed \(seed) \(project.id)")
        #expect((second == .projectServesNone) == (!declared.isEmpty && !canServe), "seed \(seed) \(project.id)")
        if second == .projectServesNothing { nothing += 1 }
        if second == .projectServesNone { none += 1 }
        if second == .projectServesNothing || second == .projectServesNone {
          #expect(
            township.plan.allocation.credits.allSatisfy { $0.project != project.id }, "seed \(seed) \(project.id)")
        }
      }
    }
    #expect(nothing > 5 && none > 5, "\(nothing) \(none)")
  }
}

import Audit
import Explanation
import Formulation
import Model
import Questions
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks alternatives against every plan of small instances.
@Suite struct AlternativesTests {
  /// What a plan reaches in each respect in which alternatives are compared.
  private struct Reached: Hashable {
    var projects: Set<ProjectID>
    /// The policy's value, the number of projects, and the points of the villages' order. More money for the same is no gain.
    var respects: [Int128]

    init(_ plan: Allocation, _ score: ExhaustiveSearch.Score, _ lists: Lists) {
      projects = plan.projects
      let last = (lists.projects.compactMap(\.rank).max() ?? 0) + 1
      let points = plan.awards.reduce(0) { sum, award in
        sum + (lists.projects.first { $0.id == award.project }!.rank.map { last - $0 } ?? 0)
      }
      respects = [score.value, Int128(plan.awards.count), Int128(points)]
    }

    func isBettered(by other: Reached) -> Bool {
      respects != other.respects && zip(respects, other.respects).allSatisfy { $0 <= $1 }
    }
  }

  /// Every different way in which plans that hold the floors reach at least `worst`.
  private func acceptable(
    _ search: inout ExhaustiveSearch, _ best: ExhaustiveSearch.Score, worst: Int128, _ lists: Lists
  ) -> [Reached] {
    var seen: Set<Reached> = [], out: [Reached] = []
    let own = search
    while let next = search.bestPlan(where: { !seen.contains(Reached($0, own.score(of: $0), lists)) }) {
      let reached = Reached(next.allocation, next.score, lists)
      seen.insert(reached)
      let holdsFloors =
        next.score.worstShortfall <= best.worstShortfall && next.score.shortfallSum <= best.shortfallSum + 1e-9
      if holdsFloors, next.score.value >= worst { out.append(reached) }
      if !holdsFloors || next.score.value < worst { break }
    }
    return out
  }

  private func plans(of answer: Answer, _ township: ExplainedTownship) -> [(title: Sentence, projects: Set<ProjectID>)]
  {
    var out: [(title: Sentence, projects: Set<ProjectID>)] = []
    var said = answer.sentences[...]
    while let title = said.first, title.message == .alternativeTitle {
      let body = said.dropFirst().prefix {
        ![.alternativeTitle, .alternativeNone, .alternativeOpen].contains($0.message)
      }
      said = said.dropFirst(1 + body.count)
      let changes = SaidPrice(body)
      out.append((title, township.projects.subtracting(changes.gone).union(changes.come)))
    }
    return out
  }

  /// Each alternative in turn differs as much as any plan that none betters, and is the best of these.
  @Test(arguments: 0..<4) func alternativesAreTheMostDifferentPlansThatNoneBetters(batch: UInt64) throws {
    var (found, denied, passedOver) = (0, 0, 0)
    for seed in batch * 75..<batch * 75 + 75 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else { continue }
      let worst = best.value - best.value * 3000 / 10_000
      let all = acceptable(&search, best, worst: worst, township.instance.lists)
      let plan = township.plan.allocation
      let mine = Reached(plan, search.score(of: plan), township.instance.lists)
      let open = all.filter { one in !one.isBettered(by: mine) && !all.contains { one.isBettered(by: $0) } }
      var known = [township.projects]
      func distance(_ set: Set<ProjectID>) -> Int { known.map { $0.symmetricDifference(set).count }.min()! }
      passedOver += all.contains { distance($0.projects) > (open.map { distance($0.projects) }.max() ?? 0) } ? 1 : 0
      let answer = try township.explainer.alternatives(3, within: Share(basisPoints: 3000))
      let shown = plans(of: answer, township)
      for number in 0..<3 {
        let farthest = open.map { distance($0.projects) }.max() ?? 0
        guard farthest > 0 else {
          denied += 1
          #expect(shown.count == number && answer.sentences.last?.message == .alternativeNone, "seed \(seed)")
          break
        }
        guard shown.indices.contains(number) else {
          Issue.record("seed \(seed): alternative \(number + 1) is missing")
          break
        }
        found += 1
        let (title, set) = shown[number]
        #expect(distance(set) == farthest, "seed \(seed) alternative \(number + 1): \(set)")
        let value = open.filter { distance($0.projects) == farthest }.map { $0.respects[0] }.max()!
        #expect(title.values["after"] == .objective(value), "seed \(seed) alternative \(number + 1)")
        #expect(title.values["count"] == .count(set.symmetricDifference(township.projects).count), "seed \(seed)")
        known.append(set)
      }
    }
    #expect(found > 0 && denied > 0 && passedOver > 0, "\(found) \(denied) \(passedOver)")
  }

  /// Checks alternatives under a small work limit and within a gap: "no other plan" is said only if there is none, and
  /// each plan given is different and as good as asked.
  @Test(arguments: 0..<4) func noAlternativeIsDeniedThatALimitLeftOpen(batch: UInt64) throws {
    var (found, open) = (0, 0)
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else { continue }
      let formulation = Formulation(township.instance)
      let stages = formulation.decidingStages(.value)
      let base = try #require(formulation.reached(township.plan.allocation, stages))
      let worst = best.value - best.value * 3000 / 10_000
      let lists = township.instance.lists
      let all = acceptable(&search, best, worst: worst, lists)
      let plan = township.plan.allocation
      let mine = Reached(plan, search.score(of: plan), lists)
      for work in [1, 10, 10_000] {
        var solve = township.solve
        solve.gap = 0.001
        solve.workLimit = work
        var alternatives = AlternativeSearch(formulation, .value, holding: base, worst: worst, besides: plan)
        switch try alternatives.next(solve) {
        case .found(let other, let lexicographicValue, let difference, let bound, _):
          found += 1
          #expect(other.projects.symmetricDifference(township.projects).count == Int(difference), "seed \(seed)")
          #expect(difference <= bound && lexicographicValue.last.value >= worst, "seed \(seed)")
          #expect(
            audit(other, of: township.instance, shortfalls: formulation.shortfalls(of: other)) == [], "seed \(seed)")
          #expect(!Reached(other, search.score(of: other), lists).isBettered(by: mine), "seed \(seed)")
        case .open: open += 1
        case .none:
          let denied = all.filter { one in
            one.projects != township.projects && !one.isBettered(by: mine) && !all.contains { one.isBettered(by: $0) }
          }
          #expect(denied.isEmpty, "seed \(seed) work \(work)")
        }
      }
    }
    #expect(found + open > 3, "\(found) \(open)")
  }
}

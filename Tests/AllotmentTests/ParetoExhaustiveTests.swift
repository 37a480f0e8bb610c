import Allotment
import Formulation
import Foundation
import Model
import Testing

@testable import ExhaustiveSearch

/// The plans between two aims against every plan of small lists.
@Suite struct ParetoExhaustiveTests {
  private struct Pair: Hashable, Comparable {
    let x: Int128, y: Int128
    static func < (a: Pair, b: Pair) -> Bool { (a.y, a.x) < (b.y, b.x) }
  }

  private static let pairs: [(x: Aim, y: Aim)] = Aim.allCases.flatMap { x in
    Aim.allCases.filter { $0 != x }.map { (x, $0) }
  }

  private func lists(_ seed: UInt64) -> Lists { seed % 3 == 0 ? twoProjects(seed: seed) : rivalProjects(seed: seed) }

  /// What every plan with the best floors reaches of both aims.
  private func reached(
    _ instance: Instance, _ aims: (x: Aim, y: Aim), villages: [PlaceID]
  ) -> [Pair] {
    var search = ExhaustiveSearch(instance: instance)
    let plans = search.lawfulPlans()
    guard let best = plans.first?.score else { return [] }
    let kept = plans.filter {
      $0.score.worstShortfall == best.worstShortfall && abs($0.score.shortfallSum - best.shortfallSum) <= 1e-9
    }
    func worth(_ plan: Allocation, _ score: ExhaustiveSearch.Score, _ aim: Aim) -> Int128 {
      switch aim {
      case .value: return score.value
      case .count: return Int128(plan.awards.count)
      case .money: return plan.payments.reduce(0) { $0 + Int128($1.amount.minorUnits) }
      case .worstOff:
        // The places of random lists are no villages, so that each stands for itself.
        return villages.map { village in
          plan.credits.reduce(Int128(0)) { sum, credit in
            let need = instance.need(credit.need)
            return need.place == village
              ? sum + Int128(credit.micro) * Int128(need.value.milli) * Int128(need.urgency) : sum
          }
        }.min() ?? 0
      }
    }
    return kept.map { Pair(x: worth($0.allocation, $0.score, aims.x), y: worth($0.allocation, $0.score, aims.y)) }
  }

  private func pareto(_ all: [Pair]) -> [Pair] {
    Set(all).filter { one in !all.contains { $0 != one && $0.x >= one.x && $0.y >= one.y } }.sorted()
  }

  @Test func withGapZeroThePlansAreAllThatNoneBetters() throws {
    var (counts, several, infeasible) = ([Int](repeating: 0, count: Self.pairs.count), 0, 0)
    for seed in seeds(0, of: 1, count: 480, oneIn: 6) {
      let instance = try Instance(lists(seed))
      let number = Int(seed) % Self.pairs.count
      var request = Request()
      request.gap = 0
      var search = ParetoSearch(instance, Self.pairs[number], request)
      search.most = 100
      let front = try #require(try search.front(threads: 2) { _ in })
      let all = reached(instance, Self.pairs[number], villages: front.formulation.villages)
      #expect((front.status == .planned) == !all.isEmpty, "seed \(seed)")
      #expect(front.points.map { Pair(x: $0.x, y: $0.y) } == pareto(all), "seed \(seed) \(Self.pairs[number])")
      #expect(front.isComplete == !all.isEmpty, "seed \(seed)")
      #expect(front.points.allSatisfy { $0.x == $0.xBound && $0.y == $0.yBound }, "seed \(seed)")
      if front.points.count > 1 { counts[number] += 1 }
      if front.points.count > 2 { several += 1 }
      if all.isEmpty { infeasible += 1 }
    }
    #expect(counts.reduce(0, +) > 2, "\(several) \(infeasible) \(counts)")
  }

  /// With few points or a gap, no plan passes the bounds, and what is said to be searched holds nothing else.
  @Test func withFewPointsOrAGapEveryClaimHolds() throws {
    var (open, closed) = (0, 0)
    for seed in seeds(0, of: 1, count: 360) {
      let instance = try Instance(lists(5000 + seed))
      let aims = Self.pairs[Int(seed) % Self.pairs.count]
      let isFew = seed % 2 == 0
      var request = Request()
      request.gap = isFew ? 0 : 0.2
      var search = ParetoSearch(instance, aims, request)
      search.most = isFew ? 2 : 100
      let front = try #require(try search.front(threads: 1) { _ in })
      let all = reached(instance, aims, villages: front.formulation.villages)
      for point in front.points {
        #expect(all.contains(Pair(x: point.x, y: point.y)), "seed \(seed)")
        for plan in all {
          #expect(plan.y < point.y || plan.x <= point.xBound, "seed \(seed)")
          #expect(plan.x < point.x || plan.y <= point.yBound, "seed \(seed)")
        }
      }
      for (isClosed, ends) in zip(front.isClosed, zip(front.points, front.points.dropFirst())) {
        if isClosed { closed += 1 } else { open += 1 }
        guard isClosed, isFew else { continue }
        let between = pareto(all).filter { $0.y > ends.0.y && $0.y < ends.1.y }
        #expect(between.isEmpty, "seed \(seed)")
      }
      guard front.isComplete else { continue }
      for plan in pareto(all) {
        let isNear = front.points.contains {
          Double($0.x) * 1.2 >= Double(plan.x) && Double($0.y) * 1.2 >= Double(plan.y)
        }
        #expect(isFew ? front.points.contains { $0.x == plan.x && $0.y == plan.y } : isNear, "seed \(seed)")
      }
    }
    #expect(closed > 0, "\(open) \(closed)")
  }
}

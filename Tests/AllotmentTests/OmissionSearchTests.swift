import Audit
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation

/// The reasons for which projects are left out, on small random lists against every plan.
@Suite struct OmissionSearchTests {
  /// Where a reason stands in the way, no plan carries out the project beside the same other projects and payments; each
  /// of several reasons does so by itself.
  @Test func whatStandsInTheWayIsExhaustiveSearchs() throws {
    var kinds: [String: Int] = [:]
    for seed in seeds(0, of: 1, count: 400) {
      guard let instance = try? Instance(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.bestPlan(where: { _ in true }) else { continue }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      for omitted in Omissions(plan, instance).all {
        for reason in omitted.reasons { kinds[reason.kind.en, default: 0] += 1 }
        guard omitted.reasons.contains(where: \.standsInTheWay) else { continue }
        let beside = search.best { other in
          other.awards.contains { $0.project == omitted.project }
            && other.awards.filter { $0.project != omitted.project } == plan.allocation.awards
            && other.payments.filter { $0.project != omitted.project } == plan.allocation.payments
        }
        #expect(beside == nil, "seed \(seed) \(omitted)")
      }
    }
    #expect(kinds["its cost cannot be covered"] ?? 0 > 5 && kinds.count > 2, "\(kinds)")
  }

  /// The figures of each reason: a limit is as full as it says, and of the money for a project no more can be paid.
  @Test func theFiguresOfAReasonAreThoseOfThePlan() throws {
    var checked = (limits: 0, shortages: 0, idle: 0)
    for seed in seeds(0, of: 1, count: 400, oneIn: 6) {
      guard let instance = try? Instance(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.bestPlan(where: { _ in true }) else { continue }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      let omissions = Omissions(plan, instance)
      for omitted in omissions.all {
        let project = instance.project(omitted.project)
        for case .limit(let limit) in omitted.reasons {
          expectReached(limit, by: project, beside: best.allocation, instance, "seed \(seed)")
          checked.limits += 1
        }
        for shortage in omitted.reasons.compactMap(\.shortage) {
          for variant in project.variants {
            let most = mostPayable(variant, project, beside: best.allocation, instance)
            let cost = variant.cost(at: variant.scaleMin)
            #expect(most <= cost - shortage.missing, "seed \(seed) \(project.id) \(variant.id) \(shortage)")
          }
          checked.shortages += 1
        }
      }
      for idle in omissions.idleMoney {
        let fund = instance.fund(idle.fund)
        let spent = best.allocation.payments.reduce(Int64(0)) { $0 + ($1.fund == fund.id ? $1.amount.minorUnits : 0) }
        #expect(spent < fund.available.minorUnits)
        checked.idle += 1
      }
    }
    #expect(checked.limits > 0 && checked.shortages > 5 && checked.idle > 20, "\(checked)")
  }

  private func expectReached(
    _ limit: ReachedLimit, by project: Project, beside plan: Allocation, _ instance: Instance, _ comment: String
  ) {
    func isCounted(_ project: Project) -> Bool {
      switch limit.kind {
      case .total: true
      // Random lists limit a village and a category without kinds.
      case .place: project.places.contains { $0.place == "V1" }
      case .category: project.category == "c1"
      }
    }
    #expect(isCounted(project), "\(comment)")
    let within = Set(plan.awards.map(\.project).filter { isCounted(instance.project($0)) })
    switch limit.measure {
    case .projects(let most, let carriedOut):
      #expect(carriedOut == within.count && carriedOut >= most, "\(comment) \(limit)")
    case .money(let most, let spent, let least):
      let paid = plan.payments.filter { within.contains($0.project) }.reduce(0) { $0 + Int128($1.amount.minorUnits) }
      #expect(spent == paid && spent + least > most, "\(comment) \(limit)")
      #expect(project.variants.allSatisfy { $0.cost(at: $0.scaleMin) >= least }, "\(comment) \(limit)")
    }
  }

  /// The most that the two funds can pay towards a variant at its least scale beside a plan, by every division of each
  /// type of cost, judged by the audit of the rules about money.
  private func mostPayable(
    _ variant: Variant, _ project: Project, beside plan: Allocation, _ instance: Instance
  ) -> Int128 {
    let rules: Set = [
      "eligibility", "no-double-funding", "fund-cap", "tranche", "share-cap", "matching", "most-sources",
      "most-projects", "cap-per-place", "pins", "set-aside", "cost-shares",
    ]
    let costs = variant.costs.reduce(into: [String: Int128]()) {
      $0[$1.type, default: 0] += $1.cost(at: variant.scaleMin)
    }
    var parts: [[Allocation.Payment]] = [[]]
    for (type, cost) in costs.sorted(by: { $0.key < $1.key }) where cost > 0 {
      let divisions = payments(of: type, Int64(cost), project, instance)
      parts = parts.flatMap { part in divisions.map { part + $0 } }
    }
    var most: Int128 = 0
    for payments in parts {
      let sum = payments.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
      guard sum > most else { continue }
      var partly = plan
      partly.awards.append(.init(project: project.id, variant: variant.id, scale: variant.scaleMin))
      partly.payments += payments
      let breaches = audit(partly, of: instance, shortfalls: [])
      if breaches.allSatisfy({ !rules.contains($0.rule) }) { most = sum }
    }
    return most
  }

  /// Every way in which the two funds pay a part of a type of cost.
  private func payments(
    of type: String, _ cost: Int64, _ project: Project, _ instance: Instance
  ) -> [[Allocation.Payment]] {
    var all: [[Allocation.Payment]] = []
    for first in 0...cost {
      for second in 0...cost - first {
        var own: [Allocation.Payment] = []
        for (fund, amount) in zip(instance.lists.funds, [first, second]) where amount > 0 {
          own.append(.init(fund: fund.id, project: project.id, costType: type, amount: Money(amount)))
        }
        all.append(own)
      }
    }
    return all
  }
}

extension Omission {
  /// The figures of what can be paid, where they are the reason.
  fileprivate var shortage: MoneyShortage? {
    switch self {
    case .moneyShort(let shortage), .ruledOut(let shortage): shortage
    default: nil
    }
  }

  /// Whether no plan could have the project beside the rest, as far as the reason is true.
  fileprivate var standsInTheWay: Bool {
    switch self {
    case .weighed, .servesNothing, .needsServed, .needsClosed, .outOfTime: false
    default: true
    }
  }
}

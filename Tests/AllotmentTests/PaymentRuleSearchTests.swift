import Audit
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation

/// What is said of the rules about payments for projects left out, against every way to pay for them beside the plan.
@Suite struct PaymentRuleSearchTests {
  /// The rules that define a payment, and those without which no fund could be said to have anything left.
  private static let given: Set = [
    "form", "full-funding", "scale-bounds", "eligibility", "no-double-funding", "fund-period", "fund-cap",
  ]
  /// The rules about payments, each of which is a reason where it alone is in the way.
  private static let single = [
    ["pins"], ["matching"], ["set-aside"], ["cost-shares"], ["most-sources"], ["tranche"], ["share-cap"],
    ["cap-per-place"], ["most-projects"], ["share-cap", "most-sources"],
  ]
  private static let names: [PaymentRule: String] = [
    .pins: "pins", .matching: "matching", .setAside: "set-aside", .costShares: "cost-shares", .sources: "most-sources",
  ]
  private static let ofFunds: Set = ["tranche", "share-cap", "cap-per-place", "most-projects", "matching"]

  /// Where a project is said to be weighed, none of these rules alone is in the way of paying for it; where rules are said
  /// to rule it out, they do, beside the limits of each fund; and where money is said to be missing, these limits do.
  @Test(arguments: 0..<2 as Range<UInt64>) func whatIsSaidOfPaymentsIsThatOfEveryPayment(batch: UInt64) throws {
    var (weighed, ruledOut): (Int, [PaymentRule: Int]) = (0, [:])
    for seed in seeds(batch, of: 2, count: 600, oneIn: 6) {
      guard let instance = try? Instance(strainedLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      for (plan, omitted) in omissions(of: instance, &search) {
        let broken = breaches(of: instance.project(omitted.project), beside: plan.allocation, instance)
        func isPossible(_ rules: some Sequence<String>) -> Bool {
          broken.contains { $0.isDisjoint(with: Self.given.union(rules)) }
        }
        for reason in omitted.reasons {
          switch reason {
          case .weighed:
            weighed += 1
            for rules in Self.single { #expect(isPossible(rules), "seed \(seed) \(omitted.project): \(rules)") }
          case .ruledOut(let shortage):
            for rule in shortage.rules { ruledOut[rule, default: 0] += 1 }
            let rules = Self.ofFunds.union(shortage.rules.map { Self.names[$0]! })
            #expect(!isPossible(rules), "seed \(seed) \(omitted)")
          case .moneyShort: #expect(!isPossible(Self.ofFunds), "seed \(seed) \(omitted)")
          default: break
          }
        }
      }
    }
    #expect(weighed > 20, "\(weighed)")
    for rule in PaymentRule.allCases { #expect(ruledOut[rule] ?? 0 > 0, "\(ruledOut)") }
  }

  /// For each project, the best plan without it, and what is said of payments for the projects that this leaves out.
  private func omissions(
    of instance: Instance, _ search: inout ExhaustiveSearch
  ) -> [(plan: Plan, omitted: OmittedProject)] {
    instance.lists.projects.flatMap { project -> [(plan: Plan, omitted: OmittedProject)] in
      guard let best = search.bestPlan(where: { !$0.projects.contains(project.id) }) else { return [] }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      return Omissions(plan, instance).all.filter { $0.reasons.contains(where: \.concernsPayments) }.map { (plan, $0) }
    }
  }

  /// Whoever is said to be no candidate for idle money is kept from it by its earmarks or by the meeting, as is said.
  @Test(arguments: 0..<4 as Range<UInt64>) func idleMoneyIsKeptFromAProjectByWhatIsSaid(batch: UInt64) throws {
    var pinnedAway = 0
    for seed in seeds(batch, of: 4, count: 400) {
      guard let instance = try? Instance(strainedLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.bestPlan(where: { _ in true }) else { continue }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      let omissions = Omissions(plan, instance)
      for idle in omissions.idleMoney {
        let said: (candidates: [ProjectID], pinned: [ProjectID])
        switch idle.cause {
        case .candidates(let projects, _, let pinned): said = (projects, pinned)
        case .noCandidate(let pinned): said = ([], pinned)
        case .trifle, .noProjectLeft: continue
        }
        for omitted in omissions.all where ![.done, .decidedAgainst].contains(omitted.reasons[0]) {
          let mayPay = hasPayableCost(idle.fund, instance.project(omitted.project), instance)
          let isPinned = instance.lists.pins.contains {
            $0.kind == .mustNot && $0.fund == idle.fund && $0.project == omitted.project
          }
          #expect(said.candidates.contains(omitted.project) == (mayPay && !isPinned), "seed \(seed) \(idle)")
          #expect(said.pinned.contains(omitted.project) == (mayPay && isPinned), "seed \(seed) \(idle)")
          if mayPay, isPinned { pinnedAway += 1 }
        }
      }
    }
    #expect(pinnedAway > 0)
  }

  /// Random lists with more of the rules about payments.
  private func strainedLists(seed: UInt64) -> Lists {
    var lists = randomLists(seed: seed)
    var random = SplitMix64(state: seed ^ 0x9e37_79b9)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let projects = lists.projects.map(\.id)
    if lists.pins.isEmpty, chance(60) {
      var pin = Pin(kind: .mustNot, project: projects.randomElement(using: &random)!)
      pin.fund = lists.funds.randomElement(using: &random)!.id
      lists.pins = [pin]
    }
    for f in lists.funds.indices {
      if lists.funds[f].setAsides.isEmpty, chance(30) {
        lists.funds[f].setAsides = [
          SetAside(kind: .place, of: "V1", share: Share(basisPoints: chance(50) ? 4000 : 10_000))
        ]
      }
      if lists.funds[f].places.isEmpty, chance(25) { lists.funds[f].places = ["V1"] }
      // Two matches of each other that ask for more than the other gives leave a few minor units at most, by rounding.
      if lists.funds.allSatisfy({ $0.matching.isEmpty }), chance(30) {
        let other = lists.funds[1 - f].id
        lists.funds[f].matching = [Matching(with: [other], ratio: Share(basisPoints: chance(50) ? 5000 : 20_000))]
      }
    }
    for p in lists.projects.indices where lists.projects[p].places.count == 1 && chance(30) {
      let share = Int64.random(in: 2...8, using: &random) * 1000
      lists.projects[p].places = [("V1", Share(basisPoints: share)), ("V2", Share(basisPoints: 10_000 - share))]
    }
    return lists
  }

  /// For each variant, scale and division of its costs between the two funds, beside a plan: the rules that are broken.
  private func breaches(of project: Project, beside plan: Allocation, _ instance: Instance) -> [Set<String>] {
    project.variants.flatMap { variant in
      let step = variant.scaleKind == .integer ? 1000 : 1
      return stride(from: variant.scaleMin.milli, through: variant.scaleMax.milli, by: step).flatMap { scale in
        var own = Allocation()
        own.awards = [.init(project: project.id, variant: variant.id, scale: Quantity(milli: scale))]
        return own.withEverySplit(of: variant, instance).map { split in
          var with = plan
          with.awards += split.awards
          with.payments += split.payments
          return Set(audit(with, of: instance, shortfalls: []).map(\.rule))
        }
      }
    }
  }

  /// Whether a fund's earmarks let it pay for a type of cost of a project that is not nothing.
  private func hasPayableCost(_ fund: FundID, _ project: Project, _ instance: Instance) -> Bool {
    project.variants.contains { variant in
      variant.costs.contains { line in
        (!variant.hasFixedScale || line.cost(at: variant.scaleMin) > 0)
          && instance.obstacles(instance.fund(fund), project, line.type).isEmpty
      }
    }
  }
}

extension Omission {
  /// Whether it says something of payments, or that nothing is in the way.
  fileprivate var concernsPayments: Bool {
    switch self {
    case .weighed, .ruledOut, .moneyShort: true
    default: false
    }
  }
}

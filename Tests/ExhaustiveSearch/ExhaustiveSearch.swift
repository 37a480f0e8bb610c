import Audit
import IntegerProgram
import Model

/// Finds the best plan by enumeration, judged by the audit alone.
struct ExhaustiveSearch {
  struct Score: Comparable {
    /// In millionths, rounded up.
    var worstShortfall: Int128
    var shortfallSum: Double
    /// In 10^-9 points.
    var value: Int128

    /// The better score is the greater.
    static func < (a: Score, b: Score) -> Bool {
      if a.worstShortfall != b.worstShortfall { return a.worstShortfall > b.worstShortfall }
      if abs(a.shortfallSum - b.shortfallSum) > 1e-9 { return a.shortfallSum > b.shortfallSum }
      return a.value < b.value
    }
  }

  let instance: Instance
  /// Waived floors, and projects with needs that they serve regardless of due periods.
  var floorsGivenUp: Set<Meaning> = []
  var dueGivenUp: Set<[String]> = []
  /// Every plan with its score, the best first; computed once.
  private var candidates: [(score: Score, allocation: Allocation)]?
  /// Cached audit results of candidates.
  private var isLawful: [Int: Bool] = [:]
  /// Rosters by the set of awards; nil if there is none.
  private var rosters: [[String]: [Allocation.Assignment]?] = [:]

  init(instance: Instance, givingUp rules: Set<Meaning> = []) {
    self.instance = instance
    for rule in rules {
      switch rule.rule {
      case "basic-floor", "must-serve": floorsGivenUp.insert(rule)
      case "due-period": dueGivenUp.insert(rule.subjects)
      default: break
      }
    }
  }

  /// - Returns: nil if no wanted plan passes the audit.
  mutating func best(where isWanted: (Allocation) -> Bool = { _ in true }) -> Score? {
    bestPlan(where: isWanted)?.score
  }

  mutating func bestPlan(where isWanted: (Allocation) -> Bool) -> (score: Score, allocation: Allocation)? {
    let all = candidates ?? everyPlan()
    candidates = all
    for (index, candidate) in all.enumerated() where isWanted(candidate.allocation) {
      if isLawful[index] == nil { isLawful[index] = passes(candidate.allocation) }
      if isLawful[index]! { return candidate }
    }
    return nil
  }

  /// Every plan that passes the audit, the best first.
  mutating func lawfulPlans() -> [(score: Score, allocation: Allocation)] {
    everyPlan().filter { passes($0.allocation) }
  }

  private func everyPlan() -> [(score: Score, allocation: Allocation)] {
    var out: [(score: Score, allocation: Allocation)] = []
    combine(instance.lists.projects.map(options)[...], Allocation()) { out.append((score(of: $0), credited($0))) }
    out.sort { $1.score < $0.score }
    return out
  }

  private mutating func passes(_ allocation: Allocation) -> Bool {
    guard let assignments = roster(allocation.awards) else { return false }
    var staffed = allocation
    staffed.assignments = assignments
    return obeysAllRules(staffed, of: instance, shortfalls: shortfalls(allocation))
  }

  private mutating func roster(_ awards: [Allocation.Award]) -> [Allocation.Assignment]? {
    let key = awards.map { "\($0.project) \($0.variant) \($0.period?.text ?? "")" }
    if let known = rosters[key] { return known }
    let found = RosterSearch(instance: instance).best(awards)?.assignments
    rosters[key] = .some(found)
    return found
  }

  func combine(_ rest: ArraySlice<[Allocation]>, _ sofar: Allocation, _ body: (Allocation) -> Void) {
    guard let first = rest.first else { return body(sofar) }
    for option in first {
      var next = sofar
      next.awards += option.awards
      next.payments += option.payments
      next.uses += option.uses
      combine(rest.dropFirst(), next, body)
    }
  }

  /// The options for one project: not carried out, or a variant at a scale with any split of its costs that breaks no
  /// rule about single projects.
  private func options(_ project: Project) -> [Allocation] {
    var out = [Allocation()]
    let alone: Set = [
      "form", "full-funding", "eligibility", "no-double-funding", "tranche", "share-cap", "matching", "most-sources",
      "cost-shares",
      "scale-bounds", "readiness", "fund-cap", "plan-period", "fund-period", "payment-period", "fund-release",
      "asset-demand",
      "permitted-use", "asset-stock", "venue-capacity",
    ]
    for variant in project.variants {
      let step: Int64 = variant.scaleKind == .integer ? 1000 : 1
      for scale in stride(from: variant.scaleMin.milli, through: variant.scaleMax.milli, by: Int(step)) {
        var base = Allocation()
        base.awards = [.init(project: project.id, variant: variant.id, scale: Quantity(milli: scale))]
        let splits = withResources(base, variant).flatMap { $0.withEverySplit(of: variant, instance) }
          .flatMap { withEverySchedule($0, variant) }
        out += splits.filter { split in
          audit(split, of: instance, shortfalls: []).allSatisfy {
            !alone.contains($0.rule) || ($0.rule == "readiness" && !$0.subjects.contains(project.id.text))
          }
        }
      }
    }
    return out
  }

  private func served(_ allocation: Allocation) -> [NeedID: [(ProjectID, Int128)]] {
    var out: [NeedID: [(ProjectID, Int128)]] = [:]
    for award in allocation.awards {
      let project = instance.project(award.project)
      for service in project.variants.first(where: { $0.id == award.variant })!.services {
        let need = instance.need(service.need)
        guard need.status == .open,
          dueGivenUp.contains([project.id.text, need.id.text])
            || need.due.overlaps(project.period) && runs(award, in: need.due)
        else { continue }
        let already = (out[need.id] ?? []).reduce(Int128(0)) { $0 + $1.1 }
        let micro = min(service.micro(at: award.scale), Int128(need.quantity.milli) * 1000 - already)
        if micro > 0 { out[need.id, default: []].append((project.id, micro)) }
      }
    }
    return out
  }

  func credited(_ allocation: Allocation) -> Allocation {
    var out = allocation
    for (need, credits) in served(allocation) {
      out.credits += credits.map { .init(need: need, project: $0.0, micro: Int64($0.1)) }
    }
    return out
  }

  func missing(_ allocation: Allocation) -> [(need: Need, required: Int128, micro: Int128)] {
    let served = served(allocation)
    return instance.lists.needs.compactMap { need in
      let isUrgent = need.urgency == 5 && !floorsGivenUp.contains(Meaning("must-serve", [need.id.text]))
      let isBasic =
        need.tier == .basic && need.floor != nil && !floorsGivenUp.contains(Meaning("basic-floor", [need.id.text]))
      guard need.status == .open, isUrgent || isBasic else { return nil }
      let share = need.floor ?? .whole
      let required = (Int128(need.quantity.milli) * 1000 * Int128(share.basisPoints) + 9999) / 10_000
      let done = (served[need.id] ?? []).reduce(Int128(0)) { $0 + $1.1 }
      return done < required ? (need, required, required - done) : nil
    }
  }

  func shortfalls(_ allocation: Allocation) -> [Plan.Shortfall] {
    missing(allocation).map {
      Plan.Shortfall(
        need: $0.need.id, micro: Int64($0.micro), rule: $0.need.urgency == 5 ? "must-serve" : "basic-floor")
    }
  }

  func score(of allocation: Allocation) -> Score {
    var value: Int128 = 0
    for (id, credits) in served(allocation) {
      let need = instance.need(id)
      value +=
        credits.reduce(0) { $0 + $1.1 } * Int128(need.value.milli) * Int128(need.urgency) * weight(of: need.place)
    }
    let missing = missing(allocation)
    return Score(
      worstShortfall: missing.map { ($0.micro * 1_000_000 + $0.required - 1) / $0.required }.max() ?? 0,
      shortfallSum: missing.reduce(0) { $0 + Double($1.micro) / Double($1.required) }, value: value)
  }
}

extension Allocation {
  /// The allocation of a single award, with every split of the costs over the first two funds.
  func withEverySplit(of variant: Variant, _ instance: Instance) -> [Allocation] {
    let award = awards[0]
    var totals: [String: Int64] = [:]
    for line in variant.costs { totals[line.type, default: 0] += Int64(line.cost(at: award.scale)) }
    return totals.sorted { $0.key < $1.key }.reduce([self]) { splits, cost in
      splits.flatMap { split in
        (0...cost.value).map { first in
          var next = split
          for (fund, amount) in zip(instance.lists.funds, [first, cost.value - first]) where amount > 0 {
            next.payments.append(
              .init(fund: fund.id, project: award.project, costType: cost.key, amount: Money(amount)))
          }
          return next
        }
      }
    }
  }
}

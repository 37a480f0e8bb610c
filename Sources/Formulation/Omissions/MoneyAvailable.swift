import Model

/// The money that is left for a variant: how much each fund that may pay for it could still pay, if the plan stays as it
/// is.
///
/// Only limits that hold at every scale are counted, so that money that is missing at the least scale is missing at each.
/// Sums over a fund's other projects, such as set-asides, are left out: what is missing is at least `missing`.
struct MoneyAvailable {
  private let costs: [String: Int128]
  private let isFixed: Bool
  private let sourcesMax: Int?
  /// By fund that may pay for a type of cost: the most that it can pay, and these types.
  private var most: [Int: Int128] = [:]
  private let types: [Int: Set<String>]
  /// Whether every one of these funds is bound to a share, so that shares may have to be rounded up.
  private let areSharesRounded: Bool

  private var cost: Int128 { costs.values.reduce(0, +) }

  init(_ variant: Model.Variant, _ payee: Payee, _ earmarks: [Earmark], _ rest: Remainder, _ instance: Instance) {
    let (funds, project, costs) = (instance.lists.funds, payee.project, variant.costsAtLeast)
    self.costs = costs
    (isFixed, sourcesMax) = (variant.hasFixedScale, project.sourcesMax)
    let barred = Set(
      instance.lists.pins.filter { $0.kind == .mustNot && $0.project == project.id && $0.volunteer == nil }
        .compactMap(\.fund))
    // A type that costs nothing at the least scale may cost something at another.
    let asked = variant.hasFixedScale ? Set(costs.keys) : Set(variant.costs.map(\.type))
    types = funds.indices.reduce(into: [:]) { types, f in
      let own = barred.contains(funds[f].id) ? [] : Set(asked.filter { earmarks[f].permits(payee, $0) })
      if !own.isEmpty { types[f] = own }
    }
    areSharesRounded = types.keys.allSatisfy { funds[$0].shareMax != nil }
    let starts = instance.starts(variant, of: project)
    for f in types.keys {
      // Nothing is paid after it falls due.
      let dues = instance.lists.periods.isEmpty ? 1 : types[f]!.map { variant.lastDue(of: $0) }.max()!
      let money = rest.money(f, by: (starts.last ?? 0) + dues - 1)
      most[f] = limit(of: funds[f], f, money, rest.leftAtPlaces(f, project), rest.payees[f].count)
    }
    match(funds, instance)
  }

  /// The most that a fund can pay by its own limits.
  /// - Parameters:
  ///   - money: What is left of it in time for the project, in minor units.
  ///   - place: What its limit for each place leaves; nil for no limit.
  ///   - payees: The number of projects that it pays for.
  private func limit(of fund: Fund, _ f: Int, _ money: Int128, _ place: Int128?, _ payees: Int) -> Int128 {
    if let most = fund.projectsMax, payees >= most { return 0 }
    var most = [money, place, fund.trancheMax.map { Int128($0.minorUnits) }]
      .compactMap(\.self).min()!
    if !isFixed, let least = fund.trancheMin, Int128(least.minorUnits) > most { return 0 }
    if let share = fund.shareMax { most = min(most, share.of(cost, roundsUp: areSharesRounded)) }
    if let share = fund.trancheMaxShare { most = min(most, share.of(cost, roundsUp: true)) }
    guard isFixed else { return most }
    most = min(most, types[f]!.reduce(0) { $0 + costs[$1]! })
    return fund.trancheMin.map { Int128($0.minorUnits) > most } ?? false ? 0 : most
  }

  /// Lowers what funds can pay to what their match permits, rounded up where the rule may round it.
  private mutating func match(_ funds: [Fund], _ instance: Instance) {
    for f in most.keys.sorted() {
      for rule in funds[f].matching where rule.ratio.basisPoints > 0 {
        let matched = rule.with.reduce(Int128(0)) { $0 + (most[instance.index(of: $1)] ?? 0) }
        let (ratio, isRounded) = (
          Int128(rule.ratio.basisPoints), areSharesRounded || rule.isMutual(for: funds[f], in: instance)
        )
        most[f] = min(most[f]!, isRounded ? (10_000 * matched + 10_000) / ratio + 1 : 10_000 * matched / ratio)
      }
    }
  }

  /// At least so much is missing, in minor units; 0 where this does not show that any is.
  var missing: Int128 {
    let payers = most.values.sorted(by: >).prefix(sourcesMax ?? most.count)
    let whole = cost - payers.reduce(0, +)
    let single = costs.map { type, cost in
      // Shares of the whole cost grow with the scale, and so say nothing of one type of cost.
      isFixed ? cost - most.reduce(0) { $0 + (types[$1.key]!.contains(type) ? $1.value : 0) } : 0
    }
    return max(0, whole, single.max() ?? 0)
  }
}

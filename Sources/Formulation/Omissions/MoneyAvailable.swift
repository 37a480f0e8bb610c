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
  private let funds: [Fund]
  /// By fund: what is left of it, whatever its limits.
  private let left: [Int128]
  /// By fund that may pay for a type of cost: the most that it can pay, and these types.
  private var most: [Int: Int128] = [:]
  private let types: [Int: Set<String>]
  /// By fund: the limit by which it can pay no more, where it has one that leaves money.
  private var limits: [Int: FundLimit] = [:]
  /// Whether every one of these funds is bound to a share, so that shares may have to be rounded up.
  private let areSharesRounded: Bool

  /// The cost at the least scale, in minor units.
  var cost: Int128 { costs.values.reduce(0, +) }

  init(_ variant: Model.Variant, _ payee: Payee, _ earmarks: [Earmark], _ rest: Remainder, _ instance: Instance) {
    let (funds, project, costs) = (instance.lists.funds, payee.project, variant.costsAtLeast)
    (self.costs, self.funds, left) = (costs, funds, rest.money)
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
      if money < left[f] { limits[f] = .released }
      most[f] = limited(f, money, rest.leftAtPlaces(f, project), rest.payees[f].count)
    }
    match(instance)
  }

  /// The most that a fund can pay by its own limits; the one that binds is noted.
  /// - Parameters:
  ///   - money: What is left of it in time for the project, in minor units.
  ///   - place: What its limit for each place leaves; nil for no limit.
  ///   - payees: The number of projects that it pays for.
  private mutating func limited(_ f: Int, _ money: Int128, _ place: Int128?, _ payees: Int) -> Int128 {
    let fund = funds[f]
    var most = money
    func lower(to value: Int128, _ limit: FundLimit, _ limits: inout [Int: FundLimit]) {
      guard value < most else { return }
      (most, limits[f]) = (value, limit)
    }
    if let number = fund.projectsMax, payees >= number { lower(to: 0, .projects(number), &limits) }
    if let place, let limit = fund.perPlaceMax { lower(to: place, .place(limit), &limits) }
    if let limit = fund.trancheMax { lower(to: Int128(limit.minorUnits), .tranche(limit), &limits) }
    if !isFixed, let least = fund.trancheMin, Int128(least.minorUnits) > most { lower(to: 0, .least(least), &limits) }
    if let share = fund.shareMax { lower(to: share.of(cost, roundsUp: areSharesRounded), .share(share), &limits) }
    if let share = fund.trancheMaxShare { lower(to: share.of(cost, roundsUp: true), .share(share), &limits) }
    guard isFixed else { return most }
    // It pays for its types of cost, and that is no limit of the fund.
    let asked = types[f]!.reduce(0) { $0 + costs[$1]! }
    if asked < most { (most, limits[f]) = (asked, nil) }
    if let least = fund.trancheMin, Int128(least.minorUnits) > most { lower(to: 0, .least(least), &limits) }
    return most
  }

  /// Lowers what funds can pay to what their match permits, rounded up where the rule may round it.
  private mutating func match(_ instance: Instance) {
    for f in most.keys.sorted() {
      for rule in funds[f].matching where rule.ratio.basisPoints > 0 {
        let matched = rule.with.reduce(Int128(0)) { $0 + (most[instance.index(of: $1)] ?? 0) }
        let (ratio, isRounded) = (
          Int128(rule.ratio.basisPoints), areSharesRounded || rule.isMutual(for: funds[f], in: instance)
        )
        let permitted = isRounded ? (10_000 * matched + 10_000) / ratio + 1 : 10_000 * matched / ratio
        if permitted < most[f]! { (most[f], limits[f]) = (permitted, .match(rule.with)) }
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

  /// What is missing, and what keeps funds with money left from paying it; nil where none is shown to be missing.
  var shortage: MoneyShortage? {
    let missing = missing
    guard missing > 0 else { return nil }
    let payers = types.keys.sorted()
    return MoneyShortage(
      cost: cost, payable: cost - missing, funds: payers.map { funds[$0].id },
      bars: payers.filter { left[$0] * 100 >= missing }.compactMap { f in
        limits[f].map { .init(fund: funds[f].id, left: left[f], limit: $0) }
      })
  }

  /// The funds that may pay for one of its types of cost, by their position in the lists.
  var payers: [Int] { types.keys.sorted() }

  /// The limit by which a fund that has money left pays no more for it; nil for none.
  func limit(of f: Int) -> FundLimit? { limits[f] }
}

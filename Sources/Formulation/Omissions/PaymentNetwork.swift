import Model

/// How much the funds can pay for a variant at one scale beside a plan: a flow from types of cost over funds to the
/// places whose shares they pay.
struct PaymentNetwork {
  private let payers: Payers
  /// The cost of each type, in minor units; one without a name where any fund may pay any part of it.
  private let costs: [(type: String?, cost: Int128)]
  /// Whether limits that are shares of the cost are counted.
  private let countsShares: Bool
  /// Whether what is missing is missing at each larger scale, too.
  private let holdsAtLargerScales: Bool

  /// The whole cost, in minor units.
  var cost: Int128 { costs.reduce(0) { $0 + $1.cost } }

  private init(_ payers: Payers, _ costs: [(type: String?, cost: Int128)], countsShares: Bool, isOneScale: Bool) {
    (self.payers, self.costs, self.countsShares) = (payers, costs, countsShares)
    holdsAtLargerScales = !isOneScale
  }

  /// What can be paid at one scale with these costs.
  init(_ payers: Payers, at costs: [String: Int128]) {
    self.init(payers, costs.inOrder, countsShares: true, isOneScale: true)
  }

  /// Networks that bound what can be paid at a scale with these costs and at each larger one: without shares of the cost,
  /// which grow with the scale; and with them, where any fund may pay for any part of the cost, so that the most that
  /// can be paid is a concave function of the cost.
  static func atLeast(_ payers: Payers, _ costs: [String: Int128]) -> [PaymentNetwork] {
    [
      PaymentNetwork(payers, [(nil, costs.values.reduce(0, +))], countsShares: true, isOneScale: false),
      PaymentNetwork(payers, costs.inOrder, countsShares: false, isOneScale: false),
    ]
  }

  private static let mostSubsets = 200
  private static let mostPasses = 100

  /// No more than this can be paid under some of the rules, in minor units.
  /// - Complexity: A flow; with a limit of sources, one for each set of so many funds, up to 200.
  func payable(under rules: Set<PaymentRule>) -> Int128 {
    let open = payers.funds(under: rules)
    guard rules.contains(.sources), let most = payers.project.sourcesMax, most < open.count else {
      return flow(open, of: open, under: rules)
    }
    let caps = caps(open, of: open, under: rules).most
    let bound = min(
      caps.values.sorted(by: >).prefix(most).reduce(0, +), flow(open, of: open, under: rules))
    // Funds that can pay most come first, so that a set that is enough is found soon.
    let ranked = open.sorted { (caps[$1]!, $0) < (caps[$0]!, $1) }
    guard bound == cost, let sets = subsets(of: ranked, most) else { return bound }
    var best: Int128 = 0
    for set in sets where best < cost { best = max(best, flow(set, of: open, under: rules)) }
    return best
  }

  /// The limit by which a fund with money left can pay no more under some of the rules; nil for none.
  func limits(under rules: Set<PaymentRule>) -> [Int: FundLimit] {
    let open = payers.funds(under: rules)
    return caps(open, of: open, under: rules).limits
  }

  /// Sets of places to which funds are confined that could together pay more than these places' shares, with the funds
  /// and the most that they may pay, in minor units.
  func tightShares(under rules: Set<PaymentRule>) -> [PlaceShares] {
    let open = payers.funds(under: rules)
    let caps = caps(open, of: open, under: rules).most
    let sets = Set(open.compactMap { payers.reach[$0] }).map { $0.sorted() }
    return sets.sorted { $0.map(\.text).joined(separator: " ") < $1.map(\.text).joined(separator: " ") }.compactMap {
      places in
      let confined = open.filter { payers.reach[$0]?.isSubset(of: places) ?? false }
      let most = places.reduce(0) { $0 + room(of: $1) }
      guard confined.reduce(0, { $0 + caps[$1]! }) > most else { return nil }
      let share = payers.project.places.reduce(0) { $0 + (places.contains($1.place) ? $1.share.basisPoints : 0) }
      return PlaceShares(
        places: places.map { payers.placeNames[$0]! }, funds: confined.map { payers.funds[$0].id },
        share: Share(basisPoints: share), most: most)
    }
  }

  /// All sets of `count` members, those of the first members first; nil if they are too many.
  private func subsets(of members: [Int], _ count: Int) -> [[Int]]? {
    var number = 1
    for n in 0..<count {
      number = number * (members.count - n) / (n + 1)
      if number > Self.mostSubsets { return nil }
    }
    let positions = (0..<count).reduce([[Int]([])]) { sets, _ in
      sets.flatMap { set in ((set.last ?? -1) + 1..<members.count).map { set + [$0] } }
    }
    return positions.map { $0.map { members[$0] } }
  }

  // MARK: The network

  private func flow(_ paying: [Int], of open: [Int], under rules: Set<PaymentRule>) -> Int128 {
    let caps = caps(paying, of: open, under: rules).most
    let places = Array(Set(payers.project.places.map(\.place))).sorted()
    // Nodes: the source, the types of cost, the funds before and behind their caps, the places, the sink.
    let (before, behind) = (1 + costs.count, 1 + costs.count + paying.count)
    let firstPlace = behind + paying.count
    let sink = firstPlace + places.count
    var flow = WholeFlow(nodes: sink + 1)
    for (t, entry) in costs.enumerated() {
      flow.addArc(from: 0, to: 1 + t, entry.cost)
      for (n, f) in paying.enumerated() where entry.type.map({ payers.types[f]!.contains($0) }) ?? true {
        flow.addArc(from: 1 + t, to: before + n, entry.cost)
      }
    }
    for (n, f) in paying.enumerated() {
      flow.addArc(from: before + n, to: behind + n, caps[f]!)
      if rules.contains(.costShares), countsShares, let reach = payers.reach[f] {
        for (k, place) in places.enumerated() where reach.contains(place) {
          flow.addArc(from: behind + n, to: firstPlace + k, caps[f]!)
        }
      } else {
        flow.addArc(from: behind + n, to: sink, caps[f]!)
      }
    }
    for (k, place) in places.enumerated() { flow.addArc(from: firstPlace + k, to: sink, room(of: place)) }
    return flow.maximum(from: 0, to: sink)
  }

  /// What falls to a place of the cost, rounded up to a minor unit.
  private func room(of place: PlaceID) -> Int128 {
    payers.project.places.reduce(0) { $1.place == place ? $0 + $1.share.of(cost, roundsUp: true) : $0 }
  }

  // MARK: What each fund can pay

  /// The most that each of some funds can pay by its own limits, its match and its set-asides, and the limit that binds.
  /// - Parameter open: The funds that may pay for it; those that are not among `paying` pay nothing.
  private func caps(
    _ paying: [Int], of open: [Int], under rules: Set<PaymentRule>
  ) -> (most: [Int: Int128], limits: [Int: FundLimit]) {
    var (most, limits): ([Int: Int128], [Int: FundLimit]) = ([:], [:])
    for f in paying {
      let cap = cap(f, under: rules)
      most[f] = cap.most
      limits[f] = cap.limit
    }
    // Each pass may lower what others can match; what it has not lowered yet is a bound, too.
    var isLower = true
    for _ in 0..<Self.mostPasses where isLower {
      isLower = false
      for f in paying {
        for rule in payers.funds[f].matching where rule.ratio.basisPoints > 0 {
          guard let (permitted, limit) = matched(f, rule, most, open, rules), permitted < most[f]! else { continue }
          (most[f], limits[f], isLower) = (permitted, limit, true)
        }
      }
    }
    return (most, limits)
  }

  /// What a fund's match lets it pay, rounded up where the rule may round it; nil where that is not counted.
  private func matched(
    _ f: Int, _ rule: Matching, _ most: [Int: Int128], _ open: [Int], _ rules: Set<PaymentRule>
  ) -> (Int128, FundLimit)? {
    let matchers = payers.matchers(rule)
    let mayMatch = matchers.contains(where: open.contains)
    guard mayMatch || rules.contains(.matching) else { return nil }
    let sum = matchers.reduce(Int128(0)) { $0 + (most[$1] ?? 0) }
    let ratio = Int128(rule.ratio.basisPoints)
    let permitted =
      payers.isMatchRounded(of: f, rule) ? (10_000 * sum + 9_999) / ratio + 1 : 10_000 * sum / ratio
    return (permitted, mayMatch ? .match(rule.with) : .unmatched(by: rule.with, for: [payers.project.id]))
  }

  /// The most that a fund can pay by its own limits, in minor units, and the one that binds.
  private func cap(_ f: Int, under rules: Set<PaymentRule>) -> (most: Int128, limit: FundLimit?) {
    let fund = payers.funds[f]
    var (most, limit): (Int128, FundLimit?) = (payers.inTime[f]!, nil)
    if most < payers.left[f] { limit = .released }
    func lower(to value: Int128, _ other: FundLimit) { if value < most { (most, limit) = (max(0, value), other) } }
    if let number = fund.projectsMax, payers.payees[f] >= number { lower(to: 0, .projects(number)) }
    if let place = payers.atPlaces[f], let most = fund.perPlaceMax { lower(to: place, .place(most)) }
    if let tranche = fund.trancheMax { lower(to: Int128(tranche.minorUnits), .tranche(tranche)) }
    if rules.contains(.setAside), let own = payers.setAsides[f], case .setAside(_, _, let room) = own {
      lower(to: room, own)
    }
    let least = fund.trancheMin.map { (amount: Int128($0.minorUnits), limit: FundLimit.least($0)) }
    // More is asked for at a larger scale, but no more is left.
    if holdsAtLargerScales, let least, least.amount > most { lower(to: 0, least.limit) }
    if countsShares {
      if let share = fund.shareMax {
        lower(to: share.of(cost, roundsUp: payers.areSharesRounded), .share(share))
      }
      if let share = fund.trancheMaxShare { lower(to: share.of(cost, roundsUp: true), .share(share)) }
    }
    // It pays for its types of cost, and that is no limit of the fund.
    let asked = costs.reduce(0) { $0 + ($1.type.map { payers.types[f]!.contains($0) } ?? true ? $1.cost : 0) }
    if asked < most { (most, limit) = (asked, nil) }
    if !holdsAtLargerScales, let least, least.amount > most { lower(to: 0, least.limit) }
    return (most, limit)
  }
}

extension [String: Int128] {
  /// The costs in the order of their types.
  fileprivate var inOrder: [(type: String?, cost: Int128)] { sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}

import Audit
import Model

/// The funds that can pay for one variant at one scale, regardless of other projects.
struct Payable {
  let project: Project
  let award: Allocation.Award
  /// The cost by type, in minor units; types that cost nothing are left out.
  let costs: [String: Int128]
  /// `A(p)`, in minor units.
  let total: Int128
  /// Whether the caps of all funds that may pay for some variant add up to the whole, so that they are rounded up.
  let capsAddUp: Bool
  /// By type of cost, the funds that may pay for it: a bit for each in the order of the lists.
  let permitted: [String: Int]
  /// Sets of funds that can pay for it together, each at least one minor unit, by the rules about the project alone.
  var payers: [Int] = []

  /// - Parameter permits: Whether a fund may pay for a type of cost.
  init(_ project: Project, _ award: Allocation.Award, _ instance: Instance, permits: (Fund, String) -> Bool) {
    (self.project, self.award) = (project, award)
    let variant = project.variants.first { $0.id == award.variant }!
    var costs: [String: Int128] = [:]
    for line in variant.costs { costs[line.type, default: 0] += line.cost(at: award.scale) }
    self.costs = costs.filter { $0.value > 0 }
    total = costs.values.reduce(0, +)
    permitted = self.costs.reduce(into: [:]) { permitted, cost in
      permitted[cost.key] = instance.lists.funds.indices.reduce(0) {
        permits(instance.lists.funds[$1], cost.key) ? $0 | 1 << $1 : $0
      }
    }
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) })
    let funds = instance.lists.funds.filter { fund in types.contains { permits(fund, $0) } }
    let shares = funds.reduce(Int64(0)) { $0 + ($1.shareMax?.basisPoints ?? 0) }
    let isCapped = !funds.contains { $0.shareMax == nil }
    capsAddUp = isCapped && (10_000 - Int64(funds.count)...10_000 + Int64(funds.count)).contains(shares)
    let all = permitted.values.reduce(0, |)
    payers = (0...all).filter { set in
      set & ~all == 0 && (set == 0) == (total == 0) && set.nonzeroBitCount <= project.sourcesMax ?? .max
        && MoneySplit(instance, [(self, set)]).isPossible
    }
  }
}

/// Decides exactly how money can be split over the selected projects: every rule about money is a row over whole minor
/// units `A(f,p)`.
///
/// Types of cost need no columns: amounts `A(f,p)` that add up to the cost of the project can be divided among its
/// types exactly if every set of funds pays at least what only they may pay (Hall's theorem; flows with integer
/// capacities are integer). Scales are decided, so costs are numbers and the rules about a project are rows with
/// integer coefficients, each as docs/rules.md states it. The sets of payers are decided too, so
/// `tranche`, `most-sources` and `most-projects` become bounds and counts. The ``OmegaTest``, which is complete,
/// decides the rows.
struct MoneySplit {
  let instance: Instance
  let parts: [(payable: Payable, payers: Int)]
  private var columns: [[Int: Int]] = []
  private(set) var test: OmegaTest
  /// What is paid above each exact share, in ten-thousandths of a minor unit; negative where less is paid.
  private var excesses: [OmegaTest.Row] = []

  init(_ instance: Instance, _ parts: [(payable: Payable, payers: Int)]) {
    self.instance = instance
    self.parts = parts
    var count = 0
    for (_, payers) in parts {
      columns.append([:])
      for fund in instance.lists.funds.indices where payers >> fund & 1 == 1 {
        columns[columns.count - 1][fund] = count
        count += 1
      }
    }
    test = OmegaTest(columns: count)
    for part in parts.indices { addOwnRows(part) }
  }

  /// Whether each project can be paid for on its own.
  var isPossible: Bool { test.point() != nil }

  /// Adds the rules about several projects; nil if a fund already pays for more projects than it may.
  func joined() -> MoneySplit? {
    var out = self
    for (f, fund) in instance.lists.funds.enumerated() {
      if let most = fund.projectsMax, parts.count(where: { $0.payers >> f & 1 == 1 }) > most { return nil }
      out.addTotals(f, fund)
    }
    return out
  }

  /// `A(f,p)` by part and fund; nil if no split exists.
  /// - Parameters:
  ///   - limits: The upper limits of sums of all amounts, each weighted by its fund.
  ///   - overshoot: The upper limit of what is paid above exact shares, in ten-thousandths of a minor unit.
  func amounts(
    limits: [(weights: [Int128], most: Int128)] = [], overshoot: Int128? = nil
  ) -> [[Int: Int128]]? {
    var test = overshoot.map(limitingOvershoots) ?? test
    for (weights, most) in limits {
      var row = OmegaTest.Row(test.columns)
      for part in columns { for (fund, column) in part { row.add(-weights[fund], column) } }
      row.constant = most
      test.rows.append(row)
    }
    return test.point().map { point in columns.map { $0.mapValues { point[$0] } } }
  }

  /// What these amounts pay above exact shares, in ten-thousandths of a minor unit.
  func overshoot(of amounts: [[Int: Int128]]) -> Int128 {
    var point = Array(repeating: Int128(0), count: test.columns)
    for (own, amounts) in zip(columns, amounts) { for (fund, column) in own { point[column] = amounts[fund] ?? 0 } }
    return excesses.reduce(0) { $0 + max(0, $1.value(at: point)) }
  }

  /// The rows with a further column for what is paid above each exact share.
  private func limitingOvershoots(to most: Int128) -> OmegaTest {
    let count = test.columns
    var out = OmegaTest(columns: count + excesses.count)
    func widened(_ row: OmegaTest.Row) -> OmegaTest.Row {
      var row = row
      row.a += Array(repeating: 0, count: excesses.count)
      return row
    }
    out.rows = test.rows.map(widened)
    out.equalities = test.equalities.map(widened)
    var limit = OmegaTest.Row(out.columns)
    limit.constant = most
    for (number, excess) in excesses.enumerated() {
      var above = widened(excess) * -1
      above.add(1, count + number)
      var least = OmegaTest.Row(out.columns)
      least.add(1, count + number)
      limit.add(-1, count + number)
      out.rows += [above, least]
    }
    out.rows.append(limit)
    return out
  }

  private func row(_ constant: Int128, _ terms: [(factor: Int128, column: Int?)]) -> OmegaTest.Row {
    var row = OmegaTest.Row(test.columns)
    row.constant = constant
    for term in terms { if let column = term.column { row.add(term.factor, column) } }
    return row
  }

  private mutating func addOwnRows(_ part: Int) {
    let (payable, payers) = parts[part]
    let own = columns[part], funds = instance.lists.funds
    test.equalities.append(row(-payable.total, own.values.map { (1, $0) }))
    for set in 0...payers where set & ~payers == 0 {
      let alone = payable.costs.reduce(Int128(0)) {
        payable.permitted[$1.key]! & payers & ~set == 0 ? $0 + $1.value : $0
      }
      test.rows.append(row(-alone, own.filter { set >> $0.key & 1 == 1 }.map { (1, $0.value) }))
    }
    for (fund, column) in own {
      let item = funds[fund]
      test.rows.append(row(-max(1, Int128(item.trancheMin?.minorUnits ?? 1)), [(1, column)]))
      if let most = item.trancheMax { test.rows.append(row(Int128(most.minorUnits), [(-1, column)])) }
      addTrancheShares(item, payable.total, column)
      if let most = item.shareMax {
        let exact = row(Int128(most.basisPoints) * payable.total, [(-10_000, column)])
        let rounding: Int128 = payable.capsAddUp ? 9_999 : 0
        test.rows.append(row(Int128(most.basisPoints) * payable.total + rounding, [(-10_000, column)]))
        excesses.append(exact * -1)
      }
      for rule in item.matching {
        let others = Set(rule.with).map { (Int128(10_000), own[instance.fundIndex[$0]!]) }
        let ratio = Int128(rule.ratio.basisPoints)
        let exact = row(0, others + [(-ratio, column)])
        let isMutual = funds.contains { other in
          rule.with.contains(other.id) && other.matching.contains { $0.with.contains(item.id) }
        }
        let isRounded = ratio > 0 && (isMutual || payable.capsAddUp)
        test.rows.append(row(isRounded ? ratio + 9_999 : 0, others + [(-ratio, column)]))
        excesses.append(exact * -1)
      }
    }
    addCostShares(part)
    for pin in instance.lists.pins where pin.project == payable.project.id && pin.fund != nil {
      let column = own[instance.fundIndex[pin.fund!]!]
      if pin.kind == .keep, let share = pin.share {
        let exact = row(-Int128(share.basisPoints) * payable.total, [(10_000, column)])
        var (least, most) = (exact, exact * -1)
        least.constant += 9_999
        most.constant += 9_999
        test.rows += [least, most]
        excesses.append(exact)
        continue
      }
      switch (pin.kind, pin.amount) {
      case (.mustNot, _): test.equalities.append(row(0, [(1, column)]))
      case (.keep, let kept?): test.equalities.append(row(-Int128(kept.minorUnits), [(1, column)]))
      default: test.rows.append(row(-1, [(1, column)]))
      }
    }
  }

  /// The tranche bounds that are shares of the cost.
  private mutating func addTrancheShares(_ fund: Fund, _ total: Int128, _ column: Int) {
    func above(_ share: Share) -> OmegaTest.Row { row(-Int128(share.basisPoints) * total, [(10_000, column)]) }
    if let share = fund.trancheMinShare {
      var least = above(share)
      least.constant += 9_999
      test.rows.append(least)
      excesses.append(above(share) * -1)
    }
    if let share = fund.trancheMaxShare {
      var most = above(share) * -1
      most.constant += 9_999
      test.rows.append(most)
      excesses.append(above(share))
    }
  }

  private mutating func addCostShares(_ part: Int) {
    let places = parts[part].payable.project.places
    guard places.count > 1 else { return }
    let reach = instance.lists.funds.map { fund in
      places.indices.reduce(0) { set, place in
        fund.places.isEmpty || fund.places.contains { instance.lies(places[place].place, within: $0) }
          ? set | 1 << place : set
      }
    }
    for set in 1..<(1 << places.count) - 1 {
      let shares = places.indices.filter { set >> $0 & 1 == 1 }.map {
        Int128(places[$0].share.basisPoints) * parts[part].payable.total
      }
      let confined = columns[part].filter { reach[$0.key] & ~set == 0 }.map {
        (factor: Int128(-1), column: $0.value as Int?)
      }
      test.rows.append(row(shares.reduce(0) { $0 + ($1 + 9_999) / 10_000 }, confined))
      if reach.contains(set) {
        excesses.append(row(-shares.reduce(0, +), confined.map { (-10_000 * $0.factor, $0.column) }))
      }
    }
  }

  private mutating func addTotals(_ f: Int, _ fund: Fund) {
    let own = parts.indices.map { (project: parts[$0].payable.project, column: columns[$0][f]) }
    test.rows.append(row(Int128(fund.available.minorUnits), own.map { (-1, $0.column) }))
    test.rows.append(row(-Int128(fund.minimumSpend.minorUnits), own.map { (1, $0.column) }))
    if let most = fund.perPlaceMax {
      for place in Set(own.flatMap { $0.project.places.map(\.place) }) {
        let terms = own.flatMap { part in
          part.project.places.filter { $0.place == place }.map { (-Int128($0.share.basisPoints), part.column) }
        }
        test.rows.append(row(10_000 * Int128(most.minorUnits), terms))
      }
    }
    for rule in fund.setAsides {
      let share = Int128(rule.share.basisPoints)
      test.rows.append(row(0, own.map { (counts($0.project, toward: rule) ? 10_000 - share : -share, $0.column) }))
    }
  }

  private func counts(_ project: Project, toward rule: SetAside) -> Bool {
    switch rule.kind {
    case .group: instance.groups(of: project).contains(rule.of)
    case .category: instance.isKind(project.category, of: CategoryID(rule.of))
    case .place: project.places.contains { instance.lies($0.place, within: PlaceID(rule.of)) }
    }
  }
}

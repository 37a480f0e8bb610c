import Model

/// Decides exactly whether the costs of awards can be paid by period: each rule about periods is a row over what each
/// fund pays for each award in each period of its run.
///
/// It knows the funds' amounts, reserves, days and releases, and costs of one type. The ``OmegaTest``, which is complete,
/// decides the rows, so amounts may have any size.
struct ScheduledSplit {
  let instance: Instance
  /// The variants carried out, at their least scale, with the positions of their first periods in the timeline.
  let awards: [(variant: Variant, start: Int)]
  private var columns: [(fund: Int, award: Int, period: Int)] = []
  private var test = OmegaTest(columns: 0)

  init(_ instance: Instance, _ awards: [(variant: Variant, start: Int)]) {
    self.instance = instance
    self.awards = awards
    for fund in instance.lists.funds.indices {
      for (award, item) in awards.enumerated() {
        for period in item.start..<item.start + item.variant.lasts where isOpen(fund, period) {
          columns.append((fund, award, period))
        }
      }
    }
    test = OmegaTest(columns: columns.count)
    for column in columns { test.rows.append(row(0, 1) { $0 == column }) }
    for award in awards.indices { addCosts(award) }
    for (fund, item) in instance.lists.funds.enumerated() {
      test.rows.append(row(Int128(item.available.minorUnits), -1) { $0.fund == fund })
      if item.releases.isEmpty { continue }
      for (period, entry) in instance.timeline.enumerated() {
        let released = item.releases.reduce(Int128(0)) {
          instance.periodIndex[$1.period]! <= instance.periodIndex[entry.id]! ? $0 + Int128($1.amount.minorUnits) : $0
        }
        test.rows.append(row(released, -1) { $0.fund == fund && $0.period <= period })
      }
    }
  }

  /// Whether whole minor units can be paid so that every rule holds.
  var isPossible: Bool { test.point() != nil }

  private func isOpen(_ fund: Int, _ period: Int) -> Bool {
    let item = instance.lists.funds[fund]
    let last = item.carryOver ? item.period.to?.aYearLater : item.period.to
    return instance.timeline[period].span.overlaps(Period(from: item.period.from, to: last))
  }

  private mutating func addCosts(_ award: Int) {
    let (variant, start) = awards[award]
    func cost(_ isCounted: (CostLine) -> Bool) -> Int128 {
      variant.costs.filter(isCounted).reduce(0) { $0 + $1.cost(at: variant.scaleMin) }
    }
    test.equalities.append(row(-cost { _ in true }, 1) { $0.award == award })
    for number in 1..<max(2, variant.lasts) where number < variant.lasts {
      // `lasts × paid ≥ lasts × dated + number × (the rest) − (lasts − 1)` is `paid ≥ dated + ⌊number × rest ÷ lasts⌋`.
      let lasts = Int128(variant.lasts)
      let dated = cost { $0.due.map { $0 <= number } ?? false }, rest = cost { $0.due == nil }
      test.rows.append(
        row(lasts - 1 - lasts * dated - Int128(number) * rest, lasts) {
          $0.award == award && $0.period < start + number
        })
    }
  }

  private func row(
    _ constant: Int128, _ factor: Int128, _ isIn: ((fund: Int, award: Int, period: Int)) -> Bool
  ) -> OmegaTest.Row {
    var row = OmegaTest.Row(columns.count)
    row.constant = constant
    for (j, column) in columns.enumerated() where isIn(column) { row.add(factor, j) }
    return row
  }
}

import Model

/// An amount of money in a cell.
private struct Amount {
  let minorUnits: Int128
  let origin: Origin
  let cell: CellKey
}

/// An amount is doubted if it is so many times as large or as small as the others. An amount in 万元 that is read in 元
/// is too small by a factor of 10,000. The amounts of one column seldom differ by more than a factor of some hundreds.
private let doubtfulFactor: Int128 = 1000

extension Formulation {
  /// Amounts of implausible size beside each other, most likely in another unit than they are read in: in one column,
  /// a limit of a fund beside its amount, and all funds beside all costs.
  /// - Complexity: O(n log n) in the number of amounts.
  var implausibleAmounts: [Finding] {
    let found = amountColumns.flatMap(outliers) + limitsFarBelowTheirFund
    // A fund that is doubted beside the others would be named again for all of them together.
    let isFundDoubted = found.contains { finding in
      funds.contains {
        ($0.origin.header.file, $0.origin.line, $0.origin.column(.funds(.amount)))
          == (finding.file, finding.line, finding.column)
      }
    }
    return isFundDoubted ? found : found + totalsFarApart
  }

  /// The amounts above zero of each column; costs per unit are compared among variants of one unit of scale.
  private var amountColumns: [[Amount]] {
    let limits = Fund.amountLimits.map { field, path in
      funds.compactMap { fund in fund[keyPath: path].map { ($0, fund.origin, CellKey.funds(field)) } }
    }
    let lines = projects.flatMap(\.variants).flatMap { variant in variant.costs.map { (variant.scaleUnit, $0) } }
    let byUnit = Dictionary(grouping: lines, by: \.0).sorted { $0.key < $1.key }
    let columns: [[(Money, Origin, CellKey)]] =
      [
        funds.map { ($0.amount, $0.origin, .funds(.amount)) },
        funds.map { ($0.minimumSpend, $0.origin, .funds(.minimumSpend)) },
        lines.map { ($0.1.fixed, $0.1.origin, .costs(.fixed)) },
        instance.lists.limits.compactMap { limit in limit.mostMoney.map { ($0, limit.origin, .limits(.mostMoney)) } },
        instance.lists.pins.compactMap { pin in pin.amount.map { ($0, pin.origin, .pins(.amount)) } },
      ] + limits + byUnit.map { $0.value.map { ($0.1.perUnit, $0.1.origin, .costs(.perUnit)) } }
    return columns.map { column in
      column.filter { $0.0 > .zero }.map { Amount(minorUnits: Int128($0.0.minorUnits), origin: $0.1, cell: $0.2) }
    }
  }

  /// The amounts that are a thousand times the median of the others in their column, or a thousandth of it. Of two
  /// amounts, the smaller is doubted.
  private func outliers(in column: [Amount]) -> [Finding] {
    let sorted = column.sorted { $0.minorUnits < $1.minorUnits }
    return sorted.enumerated().compactMap { index, amount in
      guard sorted.count > (index == 0 ? 1 : 2) else { return nil }
      func other(_ k: Int) -> Int128 { sorted[k < index ? k : k + 1].minorUnits }
      // Of an even number of others there are two medians; the one nearer to the amount is taken.
      let (lower, upper) = (other((sorted.count - 2) / 2), other((sorted.count - 1) / 2))
      let isSmall = amount.minorUnits * doubtfulFactor <= lower
      guard isSmall || amount.minorUnits >= upper * doubtfulFactor else { return nil }
      let median = isSmall ? lower : upper
      return doubt(
        amount,
        expected: Bilingual(
          "与同列其他金额相近的金额；其余的中位数为 \(text(median))", "an amount of the size of the others; their median is \(text(median))"
        ))
    }
  }

  private var limitsFarBelowTheirFund: [Finding] {
    let limits = Fund.amountLimits.filter { $0.field != .trancheMin }
    return funds.flatMap { fund in
      limits.compactMap { field, path in
        guard let limit = fund[keyPath: path], limit > .zero else { return nil }
        let amount = Amount(minorUnits: Int128(limit.minorUnits), origin: fund.origin, cell: .funds(field))
        guard amount.minorUnits * doubtfulFactor <= Int128(fund.amount.minorUnits) else { return nil }
        let whole = text(Int128(fund.amount.minorUnits))
        return doubt(
          amount,
          expected: Bilingual("与本笔资金总额 \(whole) 相称的限额", "a limit of some size beside the fund's amount, \(whole)"))
      }
    }
  }

  /// All funds together beside all costs: a whole column may be in another unit.
  private var totalsFarApart: [Finding] {
    let open = projects.filter { $0.status != .done }.map(\.variants)
    let least = open.reduce(Int128(0)) { $0 + ($1.map { $0.cost(at: $0.scaleMin) }.min() ?? 0) }
    let most = open.reduce(Int128(0)) { $0 + ($1.map { $0.cost(at: $0.scaleMax) }.max() ?? 0) }
    let money = funds.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
    guard money > 0, most > 0, let largest = funds.max(by: { ($0.amount, $1.id) < ($1.amount, $0.id) }) else {
      return []
    }
    guard money * doubtfulFactor <= least || money >= most * doubtfulFactor else { return [] }
    let costs = text(money < least ? least : most)
    return [
      doubt(
        Amount(minorUnits: Int128(largest.amount.minorUnits), origin: largest.origin, cell: .funds(.amount)),
        expected: Bilingual(
          "与费用相称的资金：全部资金合计 \(text(money))，全部费用合计 \(costs)",
          "funds of some size beside the costs: all funds are \(text(money)), all costs \(costs)"))
    ]
  }

  private func doubt(_ amount: Amount, expected: Bilingual) -> Finding {
    Finding(
      .amountImplausible, at: amount.origin, amount.cell, value: text(amount.minorUnits), expected: expected,
      mend: Bilingual(
        "请核对单位：是万元的，在表头写“（万元）”或在数后写“万元”；确实如此的可不理会",
        "check the unit: for 万元, write （万元） into the header or 万元 after the number; leave it if it is right"))
  }

  private func text(_ minorUnits: Int128) -> String {
    decimalText(minorUnits, digits: instance.lists.currency.digits, grouped: true)
  }
}

import Model

/// What a cell of a column that takes percentages holds.
struct AmountOrShare: Equatable {
  /// An amount, or the amount that a percentage of a fund comes to.
  var amount: Money?
  /// A share of a project's cost.
  var shareOfCost: Share?
}

extension RowReader {
  /// An amount of money, or a percentage of a project's cost or of a fund, as the column takes it.
  /// - Parameter fund: The amount of the fund that a percentage is taken of; nil if it is not known.
  mutating func amount(_ key: Key, ofFund fund: Money?) -> AmountOrShare {
    guard let text = optionalText(key), let column = key.cell.percentage else {
      return AmountOrShare(amount: money(key))
    }
    let read: Percentage?
    do { read = try Percentage(text) } catch {
      add(
        "number-malformed", key, text, column.expected,
        Bilingual("百分比至多两位小数；请写明是费用的还是资金的", "at most two decimals; say whether of the cost or of the fund"))
      return AmountOrShare()
    }
    guard let percentage = read else {
      if let share = bareShare(text, key) {
        add("number-malformed", key, text, column.expected, share)
        return AmountOrShare()
      }
      return AmountOrShare(amount: money(key))
    }
    guard percentage.share <= .whole else {
      add(
        "share-out-of-range", key, text, Bilingual("0% 至 100%", "0% to 100%"), Bilingual("请改正比例", "correct the share"))
      return AmountOrShare()
    }
    switch percentage.base ?? column.base {
    case .cost where column.allowsCost: return AmountOrShare(shareOfCost: percentage.share)
    case .cost:
      add(
        "percentage-of-cost", key, text, Bilingual("金额，或资金总额的百分比", "an amount, or a percentage of the fund's amount"),
        Bilingual(
          "此列不针对单个项目：请写资金的百分比或金额", "the column is about no single project: give a percentage of the fund or an amount"))
      return AmountOrShare()
    case .fund: return AmountOrShare(amount: fund.map { percentage.share.of($0, roundsUp: column.roundsUp) })
    }
  }

  /// How to mend a bare number between 0 and 1, which a spreadsheet makes of a percentage; nil for any other text, and
  /// where the table states the unit.
  private func bareShare(_ text: String, _ key: Key) -> Bilingual? {
    guard table.units[key.cell.field] == nil, let millionths = try? exactDecimal(text, digits: 6, limit: 999_999),
      millionths > 0
    else { return nil }
    let percentage = decimalText(Int128(millionths), digits: 4, trimmed: true) + "%"
    let amount = halfWidth(text).trimmedCell + "元"
    return Bilingual(
      "是比例还是金额，看不出来：比例写 \(percentage)，金额写 \(amount)",
      "a share or an amount: write \(percentage) for a share, \(amount) for an amount")
  }
}

extension PercentageColumn {
  fileprivate var expected: Bilingual {
    allowsCost
      ? Bilingual("金额，或百分比，如 40%、费用的40%、资金的20%", "an amount, or a percentage such as 40%, 40% of cost, 20% of fund")
      : Bilingual("金额，或百分比，如 20%、资金的20%", "an amount, or a percentage such as 20%, 20% of fund")
  }
}

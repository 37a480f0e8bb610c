import Model

extension ListsReader {
  /// Refuses columns of amounts without a unit that would be a few yuan each, while other amounts are in 万元.
  ///
  /// The unit of such a column was probably stated in a title that is gone. A bare number is in whole units of the
  /// currency only where nothing suggests otherwise.
  /// - Complexity: O(1) for a list whose first amount is plausible, O(amounts) otherwise.
  mutating func refuseUnstatedUnits() {
    let large = Money((0..<lists.currency.digits).reduce(1000) { value, _ in value * 10 })
    for list in [ListName.funds, .fundReleases, .costs, .projects] {
      guard let table = tables[list], table.hasAllRequired else { continue }
      var suspects: [(column: ColumnSchema, most: String)] = []
      for column in table.schema.columns where column.isMoney && column.key != "per_unit" {
        guard let found = table.largestBare(column, lists.currency, large) else { continue }
        if found.amount >= large {
          suspects = []
          break
        }
        suspects.append((column, found.text))
      }
      guard !suspects.isEmpty, let other = firstScaledAmount() else { continue }
      for (column, most) in suspects { add(unstated(column, most, other, table)) }
    }
  }

  /// The first amount of the lists in 万元 or 亿元, as a cell or a header states it.
  private func firstScaledAmount() -> String? {
    for schema in TableSchema.all {
      guard let table = tables[schema.list] else { continue }
      for column in schema.columns where column.isMoney {
        for record in table.records {
          if let text = table.cellWithUnit(record, column), text.contains(where: { "万亿".contains($0) }) { return text }
        }
      }
    }
    return nil
  }

  private func unstated(_ column: ColumnSchema, _ most: String, _ other: String, _ table: Table) -> Finding {
    Finding(
      "unit-unstated", file: table.header.file, line: table.headerLine, column: table.header.positions[column.key] ?? 0,
      value: column.zh,
      expected: Bilingual(
        "写明单位的列名，如“\(column.zh)（万元）”或“\(column.zh)（元）”",
        "a name with the unit, such as \(column.key) (万元) or \(column.key) (元)"),
      mend: Bilingual(
        "此列只有数字，最大的是 \(most)，而别处的金额写作“\(other)”：是元还是万元？请在列名中写明",
        "the column has bare numbers, at most \(most), while other amounts are written as ‘\(other)’: write in its name whether they are 元 or 万元"
      ))
  }
}

extension Table {
  /// The greatest amount above 0 in the cells of a column that state no unit; nil if there is none, or if the header
  /// states one.
  /// - Parameter enough: The amount at which the search ends.
  fileprivate func largestBare(
    _ column: ColumnSchema, _ currency: Currency, _ enough: Money
  ) -> (amount: Money, text: String)? {
    guard has(column), units[column.key] == nil else { return nil }
    var best: (amount: Money, text: String)?
    for record in records {
      guard let text = cell(record, column.cell), let last = halfWidth(text).utf8.last, (48...57).contains(last),
        let amount = try? exactMoney(text, currency), amount > best?.amount ?? .zero
      else { continue }
      best = (amount, text)
      if amount >= enough { break }
    }
    return best
  }
}

extension ColumnSchema {
  /// Whether the column holds amounts of money.
  var isMoney: Bool { if case .money = kind { true } else { false } }
}

import Model

extension ListsReader {
  /// Reports each row of totals, which is left out, and each total that its rows do not add up to; units in a
  /// currency that is not the one of the lists, and columns of amounts whose unit is in doubt.
  /// - Complexity: O(rows × columns of money) for each list with totals.
  mutating func checkTablesAsAWhole() {
    for schema in TableSchema.all {
      guard let table = tables[schema.list], table.hasAllRequired else { continue }
      refuseOtherCurrencies(table)
      if table.totals.isEmpty { continue }
      for total in table.totals { add(total.leftOut(at: table.header.file, table.text)) }
      for column in schema.columns {
        guard column.isMoney, let position = table.header.positions[column.key] else { continue }
        compare(column, position, table)
      }
    }
    refuseUnstatedUnits()
  }

  private mutating func refuseOtherCurrencies(_ table: Table) {
    for (key, unit) in table.units.sorted(by: { $0.key < $1.key }) {
      guard let code = unit.currency, code != lists.currency.code, let column = table.schema.column(key) else {
        continue
      }
      add(
        .unknownUnit(
          table.header.file, table.headerLine, table.header.positions[key] ?? 0, code, column.kind))
    }
  }

  /// Compares the totals of a column of money with the sums of the rows above them.
  private mutating func compare(_ column: ColumnSchema, _ position: Int, _ table: Table) {
    let currency = lists.currency
    let wrong = table.totals.mismatches(
      among: table.records, cell: { table.cellWithUnit($0, column) },
      amount: { (try? exactMoney($0, currency))?.minorUnits })
    for (total, sum) in wrong {
      add(
        total.differs(
          at: table.header.file, table.text, column: position, table.cellWithUnit(total.record, column) ?? "",
          currency.text(Money(Int64(clamping: sum)))))
    }
  }
}

extension [TotalRow] {
  /// The totals that their rows do not add up to, each with the sum of the rows.
  ///
  /// A total that is blank states nothing. An amount that cannot be read ends the comparison, as it is a finding itself.
  /// - Parameters:
  ///   - records: The items, in the order of the file.
  ///   - cell: The text in the compared column; nil where it is blank.
  ///   - amount: The amount in a text in minor units; nil if it cannot be read.
  /// - Complexity: O(records).
  func mismatches(
    among records: [Int], cell: (Int) -> String?, amount: (String) -> Int64?
  ) -> [(total: TotalRow, sum: Int128)] {
    var out: [(TotalRow, Int128)] = []
    var sums = RunningTotals()
    var rest = self[...]
    for record in records + [Int.max] {
      while let total = rest.first, total.record < record {
        rest.removeFirst()
        if let stated = cell(total.record).flatMap(amount),
          let sum = sums.mismatch(stated, isSubtotal: total.isSubtotal)
        {
          out.append((total, sum))
        }
        sums.close(isSubtotal: total.isSubtotal)
      }
      if record == .max { break }
      guard let text = cell(record) else { continue }
      guard let value = amount(text) else { break }
      sums.add(value)
    }
    return out
  }
}

/// The sums that a row of totals may state: of all rows, or of those since the last such row.
private struct RunningTotals {
  private var all: Int128 = 0
  private var sinceTotal: Int128 = 0
  private var sinceSubtotal: Int128 = 0

  mutating func add(_ value: Int64) {
    all += Int128(value)
    sinceTotal += Int128(value)
    sinceSubtotal += Int128(value)
  }

  /// - Returns: The sum of the rows that a total stands for, if the stated value is none of those it may state.
  func mismatch(_ value: Int64, isSubtotal: Bool) -> Int128? {
    let possible = isSubtotal ? [sinceSubtotal] : [all, sinceTotal]
    return possible.contains(Int128(value)) ? nil : possible[0]
  }

  /// Begins a new part after a row of totals.
  mutating func close(isSubtotal: Bool) {
    sinceSubtotal = 0
    if !isSubtotal { sinceTotal = 0 }
  }
}

extension TotalRow {
  /// The warning that the row is left out.
  func leftOut(at file: String, _ text: DelimitedText) -> Finding {
    Finding(
      "total-row", severity: .note, file: file, line: text.records[record].line, column: cell + 1, value: word,
      expected: Bilingual("清单的一项", "an item of the list"),
      mend: Bilingual(
        "此行是合计，不作一项读取；其中读取的金额与以上各行核对",
        "the row is a total and is left out; the amounts that are read are compared with the rows above"))
  }

  /// The warning that a total is not the sum of its rows.
  /// - Parameters:
  ///   - stated: The total in the row.
  ///   - sum: What the rows add up to.
  func differs(
    at file: String, _ text: DelimitedText, column: Int, _ stated: String, _ sum: String
  ) -> Finding {
    Finding(
      "total-differs", severity: .warning, file: file, line: text.records[record].line, column: column, value: stated,
      expected: Bilingual("以上各行之和 \(sum)", "the sum of the rows above, \(sum)"),
      mend: Bilingual(
        "各行有漏、有重或有错：请核对各行，并改正合计", "a row is missing, repeated or wrong: check the rows, and correct the total"))
  }
}

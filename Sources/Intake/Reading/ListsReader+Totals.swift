import Model

extension ListsReader {
  /// Reports each row of totals, which is left out, and each total that its rows do not add up to; units in a
  /// currency that is not the one of the lists, and columns of amounts whose unit is in doubt.
  /// - Complexity: O(rows × columns of money) for each list with totals.
  mutating func checkTablesAsAWhole() {
    for schema in TableSchema.all {
      guard let table = tables[schema.list], table.hasAllRequired else { continue }
      refuseOtherCurrencies(table)
      let money = schema.columns.filter { $0.isMoney && table.header.positions[$0.key] != nil }
      reportSums(money, table)
      if table.totals.isEmpty { continue }
      for total in table.totals { add(total.leftOut(at: table.header.file, table.text)) }
      for column in money { compare(column, table) }
    }
    refuseUnstatedUnits()
  }

  private mutating func refuseOtherCurrencies(_ table: Table) {
    for (key, unit) in table.units.sorted(by: { $0.key < $1.key }) {
      guard !unit.fits(lists.currency), let column = table.schema.column(key) else { continue }
      add(
        .unknownUnit(
          table.header.file, table.headerLine, table.header.positions[key] ?? 0,
          unit.currencies.joined(separator: " / "), column.kind))
    }
  }

  /// Compares the totals of a column of money with the sums of their rows.
  private mutating func compare(_ column: ColumnSchema, _ table: Table) {
    let currency = lists.currency
    let wrong = table.totals.mismatches(
      among: table.records, cell: { table.cellWithUnit($0, column) },
      stated: { total in
        let own = table.cell(total.record, column.cell).flatMap { text in total.unit.flatMap { $0.completed(text) } }
        return [table.cellWithUnit(total.record, column), own].compactMap { $0 }
      },
      amount: { (try? exactMoney($0, currency))?.minorUnits })
    for found in wrong {
      add(
        found.finding(
          at: table.header.file, table.text, column: table.header.positions[column.key]!,
          table.cellWithUnit(found.total.record, column) ?? "",
          currency))
    }
  }

  /// Reports the rows that are items, and whose amounts are the sums of the rows above them.
  private mutating func reportSums(_ columns: [ColumnSchema], _ table: Table) {
    let currency = lists.currency
    let words = table.schema.columns.prefix(2).map(\.cell)
    let found = sumRows(
      table.records, totals: table.totals.map(\.record), columns: columns.count,
      isWord: { record in words.contains { table.cell(record, $0).map(TotalWord.isLikely) ?? false } }
    ) { record, column in
      table.cellWithUnit(record, columns[column]).map { text in (try? exactMoney(text, currency))?.minorUnits }
    }
    // A plain word for a sum is refused where the row is read.
    for sum in found where table.total(sum.record) == nil {
      add(
        .likeTotal(
          at: table.header.file, line: table.text.records[sum.record].line,
          column: table.header.positions[columns[sum.column].key] ?? 0,
          table.cellWithUnit(sum.record, columns[sum.column]) ?? "", rows: sum.rows, isWord: sum.isWord))
    }
  }
}

extension TotalRow {
  /// The note that the row is left out.
  func leftOut(at file: String, _ text: DelimitedText) -> Finding {
    Finding(
      .totalRow, file: file, line: text.records[record].line, column: cell + 1, value: word,
      expected: Bilingual("清单的一项", "an item of the list"),
      mend: kind == .other
        ? Bilingual(
          "此行是“其中”或平均数一类的行，不作一项读取，也不与各行核对", "the row is a part of a sum or a mean; it is left out, and not compared")
        : Bilingual(
          "此行是合计，不作一项读取；其中读取的金额与所合计的各行核对",
          "the row is a total and is left out; the amounts that are read are compared with the rows that it sums up"))
  }
}

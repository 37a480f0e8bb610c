import Model

// The numbers of a department's table, and its rows of totals.
extension Profile {
  /// The columns of a table that hold numbers, each with the kind of number: those that fill columns of lists, and those
  /// that filters compare with an amount or a percentage.
  func numbers(_ columns: TableColumns) -> [(column: Int, kind: CellKind)] {
    let filled = lists.flatMap { rule in
      rule.cells.compactMap { cell in
        cell.source.column.map { (columns[$0], TableSchema.of(rule.list).column(cell.key)!.kind) }
      }
    }
    let compared = filters.compactMap { filter -> (Int, CellKind)? in
      guard case .compares(_, let text) = filter.test,
        let kind = ComparedValue(limit: text, currency)?.kind.cell
      else { return nil }
      return (columns[filter.column], kind)
    }
    return filled + compared
  }
}

extension DepartmentTable {
  /// The rows that are totals: no item of a list is named in them.
  var totals: [TotalRow] {
    let ids = profile.lists.flatMap { rule in
      rule.cells.filter { $0.key == TableSchema.of(rule.list).columns[0].key }
        .compactMap { $0.source.column.map { columns[$0] } }
    }
    return header.totals(among: records, ids: Set(ids))
  }

  /// Warnings about the totals that meet the filters: that they are left out, and those that do not add up.
  ///
  /// A total may stand for the rows that meet the filters, or for all rows above it.
  func totalFindings(_ selection: RowSelection) -> [Finding] {
    let totals = selection.totals
    if totals.isEmpty { return [] }
    var found = totals.map { $0.leftOut(at: file, text) }
    let sums = Set(self.totals.map(\.record))
    let all = records.filter { !sums.contains($0) }
    let money = Set(profile.numbers(columns).filter { StatedUnit.Kind($0.kind) == .money }.map(\.column))
    for column in money.sorted() {
      let wrongForAll = Set(mismatches(totals, among: all, column).map(\.total.record))
      for (total, sum) in mismatches(totals, among: selection.records, column)
      where wrongForAll.contains(total.record) {
        found.append(
          total.differs(
            at: file, text, column: column + 1, text.cell(total.record, column),
            currency.text(Money(Int64(clamping: sum)))))
      }
    }
    return found
  }

  private func mismatches(
    _ totals: [TotalRow], among records: [Int], _ column: Int
  ) -> [(total: TotalRow, sum: Int128)] {
    totals.mismatches(
      among: records,
      cell: { record in
        let raw = text.cell(record, column)
        return profile.isMissing(raw) ? nil : withUnit(raw, column, .money)
      },
      amount: { (try? exactMoney($0, currency))?.minorUnits })
  }
}

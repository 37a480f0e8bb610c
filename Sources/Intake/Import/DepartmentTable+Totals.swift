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

  /// Findings about the totals that meet the filters: that they are left out, those that do not add up, and rows that
  /// are read as items and look like totals.
  ///
  /// A total may stand for the rows that meet the filters, or for all rows above it.
  func totalFindings(_ selection: RowSelection) -> [Finding] {
    let totals = selection.totals
    let money = moneyColumns
    var found = totals.map { $0.leftOut(at: file, text) } + sums(selection, money)
    if totals.isEmpty { return found }
    let sums = Set(self.totals.map(\.record))
    let all = records.filter { !sums.contains($0) }
    for column in money {
      let wrongForAll = Set(mismatches(totals, among: all, column).map(\.total.record))
      for wrong in mismatches(totals, among: selection.records, column) where wrongForAll.contains(wrong.total.record) {
        found.append(
          wrong.finding(at: file, text, column: column + 1, text.cell(wrong.total.record, column), currency))
      }
    }
    return found
  }

  /// The columns that are read as money, in order.
  private var moneyColumns: [Int] {
    Set(profile.numbers(columns).filter { StatedUnit.Kind($0.kind) == .money }.map(\.column)).sorted()
  }

  /// Warnings about rows that look like a note: a signature, an explanation, or a title of a group.
  ///
  /// - Complexity: O(cells).
  func noteFindings(_ selection: RowSelection) -> [Finding] {
    guard header.layout.heads.count > 2 else { return [] }
    let money = moneyColumns
    return selection.records.compactMap { record in
      let cells = text.texts(record)
      // An item fills more than one cell.
      guard let cell = cells.firstIndex(where: { !$0.isEmpty }), cells.dropFirst(cell + 1).allSatisfy(\.isEmpty) else {
        return nil
      }
      return noteInOtherUnit(record, cell, money)
        ?? Finding(
          .noteRow, file: file, line: text.records[record].line, column: cell + 1, value: cells[cell],
          expected: Bilingual("填了不止一格的行", "a row with more than one cell filled"),
          mend: Bilingual(
            "像是注、签名或分组的标题：请删去此行；确是一项的，请补齐各列",
            "it looks like a note, a signature or the title of a group: delete the row; if it is an item, fill the other columns"
          ))
    }
  }

  /// The warning that a note states another unit than a column of money is read in.
  private func noteInOtherUnit(_ record: Int, _ cell: Int, _ money: [Int]) -> Finding? {
    let value = text.cell(record, cell)
    let stated = TitleUnits(cells: [value])
    guard let word = stated.words(.money).first ?? (stated.unknown.isEmpty ? nil : value) else { return nil }
    let other = money.first { column in
      stated.units(.money).map(\.text) != [units[.money]?[column]?.text ?? "元"]
    }
    guard let column = other else { return nil }
    let read = units[.money]?[column]?.text ?? "元"
    return Finding(
      .unitsDiffer, file: file, line: text.records[record].line, column: cell + 1, value: value,
      expected: Bilingual("与读取的单位“\(read)”一致", "the unit that is read, ‘\(read)’"),
      mend: Bilingual(
        "此行像是注，写的单位是“\(word)”，而“\(header.layout.heads[column].text)”列按“\(read)”读：请把单位写进列名，并删去此行",
        "the row looks like a note with the unit ‘\(word)’, while the column \(header.layout.heads[column].text) is read in ‘\(read)’: write the unit into the name of the column, and delete the row"
      ))
  }

  /// Rows that are read as items, and whose amounts are the sums of the rows above them.
  private func sums(_ selection: RowSelection, _ money: [Int]) -> [Finding] {
    let found = sumRows(
      selection.records, totals: selection.totals.map(\.record), columns: money.count,
      isWord: { text.texts($0).filter { !$0.isEmpty }.prefix(2).contains(where: TotalWord.isLikely) }
    ) { record, column in
      let raw = text.cell(record, money[column])
      if profile.isMissing(raw) { return nil }
      return .some(withUnit(raw, money[column], .money).flatMap { (try? exactMoney($0, currency))?.minorUnits })
    }
    return found.map { sum in
      .likeTotal(
        at: file, line: text.records[sum.record].line, column: money[sum.column] + 1,
        text.cell(sum.record, money[sum.column]), rows: sum.rows, isWord: sum.isWord)
    }
  }

  private func mismatches(_ totals: [TotalRow], among records: [Int], _ column: Int) -> [TotalMismatch] {
    totals.mismatches(
      among: records,
      cell: { record in
        let raw = text.cell(record, column)
        return profile.isMissing(raw) ? nil : withUnit(raw, column, .money)
      },
      stated: { total in
        let raw = text.cell(total.record, column)
        if profile.isMissing(raw) { return [] }
        return [withUnit(raw, column, .money), total.unit.flatMap { $0.completed(raw) }].compactMap { $0 }
      },
      amount: { (try? exactMoney($0, currency))?.minorUnits })
  }
}

import Model

extension ListsFolder {
  /// The lists with the amounts of some funds changed by a part of each, as rows `funds,…,amount,-10%` of a file of scenarios
  /// change them: what a fund releases follows its amount, and so do percentages of the amount.
  /// - Parameters:
  ///   - ids: The funds.
  ///   - part: The change of each amount; at least -`whole`. A part of a minor unit is dropped from the change.
  ///   - whole: What the whole amount counts as, such as 10,000 for a change in hundredths of a per cent.
  /// - Throws: ``Findings`` if the changed lists do not hold together.
  /// - Complexity: O(cells of the lists).
  public func withFunds(
    _ ids: Set<FundID>, changedBy part: Int64, of whole: Int64 = 10_000
  ) throws(Findings) -> ListsFolder {
    guard part != 0 else { return self }
    let amount = TableSchema.funds.column(FundField.amount.rawValue)!
    return try changed(.funds, amount) { row in
      row.cells[FundField.id.rawValue].map { ids.contains(FundID(halfWidthID($0))) } ?? false
        ? .part(part, of: whole) : nil
    }
  }

  /// The lists with the floor of each need that has one moved by so many hundredths of a percentage point, within 0% and
  /// 100%.
  /// - Throws: ``Findings`` if the changed lists do not hold together.
  /// - Complexity: O(cells of the lists).
  public func withFloors(movedBy basisPoints: Int64) throws(Findings) -> ListsFolder {
    guard basisPoints != 0 else { return self }
    let (floor, currency) = (TableSchema.needs.column(NeedField.floor.rawValue)!, lists.currency)
    return try changed(.needs, floor) { row in
      guard let old = row.cells[floor.key].flatMap({ floor.wholeNumber($0, currency) }) else { return nil }
      return .text(floor.text(Int128(min(10_000, max(0, old + basisPoints))), currency))
    }
  }

  /// The lists with a column of one list changed where a row takes a change.
  private func changed(
    _ list: ListName, _ column: ColumnSchema, _ change: (EditableList.Row) -> ScenarioValue?
  ) throws(Findings) -> ListsFolder {
    var changed = ChangedLists(tables, ItemNames(tables), lists.currency)
    let rows = changed[list].rows
    for index in rows.indices {
      guard let value = change(rows[index]) else { continue }
      do throws(ScenarioValue.Flaw) {
        _ = try changed.set(list, [index], [column], value, origin: rows[index].origin)
      } catch {
        throw Findings(
          Finding(
            "scenario-malformed", at: rows[index].origin, column.cell, value: rows[index].cells[column.key] ?? "",
            expected: error.expected, mend: error.mend))
      }
    }
    var found: [Finding] = []
    let tables = changed.tables(&found)
    let absent = Set(ListName.allCases.filter { tables[$0] == nil })
    return try ListsFolder(tables, absent: absent, found, looksForDoubts: false)
  }
}

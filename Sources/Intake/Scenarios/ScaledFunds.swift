import Model

extension ListsFolder {
  /// The lists with the amounts of some funds changed by a percentage, as rows `funds,…,amount,-10%` of a file of scenarios
  /// change them: what a fund releases follows its amount, and so do percentages of the amount.
  /// - Parameters:
  ///   - ids: The funds.
  ///   - basisPoints: The change of each amount, in hundredths of a per cent of it; at least -10,000.
  /// - Throws: ``Findings`` if the changed lists do not hold together.
  /// - Complexity: O(cells of the lists).
  public func withFunds(_ ids: Set<FundID>, changedBy basisPoints: Int64) throws(Findings) -> ListsFolder {
    guard basisPoints != 0 else { return self }
    var changed = ChangedLists(tables, ItemNames(tables), lists.currency)
    let (id, amount) = (FundField.id.rawValue, TableSchema.funds.column(FundField.amount.rawValue)!)
    let rows = changed[.funds].rows
    for index in rows.indices {
      guard let text = rows[index].cells[id], ids.contains(FundID(halfWidthID(text))) else { continue }
      do throws(ScenarioValue.Flaw) {
        _ = try changed.set(.funds, [index], [amount], .percent(basisPoints), origin: rows[index].origin)
      } catch {
        throw Findings(
          Finding(
            "scenario-malformed", at: rows[index].origin, amount.cell, value: rows[index].cells[amount.key] ?? "",
            expected: error.expected, mend: error.mend))
      }
    }
    var found: [Finding] = []
    let tables = changed.tables(&found)
    let absent = Set(ListName.allCases.filter { tables[$0] == nil })
    return try ListsFolder(tables, absent: absent, found, looksForDoubts: false)
  }
}

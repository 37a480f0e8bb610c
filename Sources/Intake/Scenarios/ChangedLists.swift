import Model

/// All lists of a folder as a scenario changes them. Lists that it does not touch keep their tables.
struct ChangedLists {
  private let tables: [ListName: Table]
  private let currency: Currency
  let names: ItemNames
  private(set) var edited: [ListName: EditableList] = [:]

  /// - Parameter names: The names of the items of the unchanged lists.
  init(_ tables: [ListName: Table], _ names: ItemNames, _ currency: Currency) {
    (self.tables, self.names, self.currency) = (tables, names, currency)
  }

  /// A list as it is by now.
  subscript(_ list: ListName) -> EditableList {
    get { edited[list] ?? tables[list].map { EditableList($0, names) } ?? EditableList(TableSchema.of(list)) }
    set { edited[list] = newValue }
  }

  /// Every list as a table.
  func tables(_ findings: inout [Finding]) -> [ListName: Table] {
    var out = tables
    for (list, changed) in edited.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      out[list] = changed.table(&findings)
    }
    return out
  }

  /// Changes cells of some rows. What a fund releases in its periods follows its amount.
  /// - Returns: Whether any cell was there to be changed.
  /// - Throws: ``ScenarioValue/Flaw`` if a cell does not take the change.
  mutating func set(
    _ list: ListName, _ rows: [Int], _ columns: [ColumnSchema], _ value: ScenarioValue, origin: Origin
  ) throws(ScenarioValue.Flaw) -> Bool {
    var (changed, isFilled) = (self[list], false)
    for row in rows {
      for column in columns {
        let before = changed.rows[row].cells[column.key]
        let after = try value.content(after: before, column, currency)
        if before != nil || after != nil { isFilled = true }
        guard before != after else { continue }
        changed.set(row, column, after, origin: origin)
        if column.cell == .funds(.amount), let id = changed.rows[row].cells["id"], let before, let after {
          release(id, before, after, origin)
        }
      }
    }
    edited[list] = changed
    return isFilled
  }

  /// Changes what a fund releases in proportion to its amount; each release is rounded down, so that the releases still
  /// add up to no more than the amount.
  private mutating func release(_ id: String, _ before: String, _ after: String, _ origin: Origin) {
    let amount = TableSchema.funds.column(FundField.amount.rawValue)!
    guard let old = amount.wholeNumber(before, currency), let new = amount.wholeNumber(after, currency), old > 0 else {
      return
    }
    var releases = self[.fundReleases]
    let column = TableSchema.fundReleases.column(FundReleaseField.amount.rawValue)!
    for row in releases.rows.indices
    where releases.rows[row].cells[FundReleaseField.fund.rawValue].map(halfWidthID) == halfWidthID(id) {
      guard let part = releases.rows[row].cells[column.key].flatMap({ column.wholeNumber($0, currency) }) else {
        continue
      }
      releases.set(
        row, column, column.text(Int128(part) * Int128(new) / Int128(old), currency), origin: origin)
      edited[.fundReleases] = releases
    }
  }

  /// Removes rows, and with an item whatever is said of it alone.
  mutating func remove(_ list: ListName, _ rows: [Int], origin: Origin) {
    var changed = self[list]
    let gone = Set(rows)
    let ids = changed.schema.id.map { id in Set(rows.compactMap { changed.rows[$0].cells[id.field].map(halfWidthID) }) }
    changed.rows = changed.rows.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    edited[list] = changed
    if let ids { forget(ids, of: list, origin) }
  }

  /// Removes the rows that are about items that are gone, and takes these out of cells that name several.
  ///
  /// A cell that would be blank then, and would mean anything, stays as it is, and so does a prerequisite: the lists no
  /// longer hold together, and whoever wrote the scenario says what is to be there.
  private mutating func forget(_ ids: Set<String>, of list: ListName, _ origin: Origin) {
    for schema in TableSchema.all {
      var changed = self[schema.list]
      var about: [Int] = []
      var isChanged = false
      for row in changed.rows.indices {
        for column in schema.columns where column.cell != schema.id {
          guard let cell = changed.rows[row].cells[column.key],
            schema.list(of: column, where: { changed.rows[row].cells[$0.field] ?? "" }) == list
          else { continue }
          if case .identifiers = column.kind {
            let parts = listParts(cell, commas: true).map { names.id(of: $0, in: list) }
            let left = parts.filter { !ids.contains($0) }
            guard left.count < parts.count, column.cell != .projects(.requires),
              !left.isEmpty || column.cell.meansNothingIfBlank
            else { continue }
            changed.set(row, column, left.isEmpty ? nil : left.joined(separator: ";"), origin: origin)
            isChanged = true
          } else if column.required, ids.contains(names.id(of: cell, in: list)) {
            about.append(row)
          }
        }
      }
      if isChanged { edited[schema.list] = changed }
      if !about.isEmpty { remove(schema.list, Array(Set(about)).sorted(), origin: origin) }
    }
  }
}

extension CellKey {
  /// Whether a blank cell forbids and permits nothing. Elsewhere a blank list of ids means any.
  fileprivate var meansNothingIfBlank: Bool {
    switch self {
    case .projects(.incompatible), .funds(.excludedCategories), .volunteers(.unwilling), .volunteers(.pastProjects):
      true
    default: false
    }
  }
}

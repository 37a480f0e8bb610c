import Model

extension Table {
  /// The text of an amount with the unit that its cell does not state: that of the header, else that of a title.
  ///
  /// A quantity may repeat the unit of its column or of its row, as in `80人`; it is returned without.
  /// - Parameter text: The text in the cell.
  /// - Parameter currency: The currency of the lists, which an amount of money may name.
  /// - Returns: nil if the amount can mean two things.
  /// - Complexity: O(1) in a list that states no units.
  func amount(_ text: String, _ record: Int, _ key: CellKey, in currency: Currency = Currency()) -> String? {
    if let unit = units[key.field] {
      let completed = unit.completed(text, in: currency)
      if unit.kind != .quantity || completed != text { return completed }
    }
    // A plain number is complete. Only the quantity of an item with a unit of its own may end otherwise.
    guard let last = text.utf8.last, last > 57, let unit = ownUnit(record, of: key) else { return text }
    return StatedUnit(kind: .quantity, text: unit).completed(text)
  }

  /// The unit in the row of a needed or available quantity.
  private func ownUnit(_ record: Int, of key: CellKey) -> String? {
    switch key {
    case .needs(.quantity): cell(record, .needs(.unit))
    case .assets(.quantity): cell(record, .assets(.unit))
    default: nil
    }
  }

  /// The text of a cell with its unit.
  func cellWithUnit(_ record: Int, _ column: ColumnSchema) -> String? {
    guard let text = cell(record, column.cell) else { return nil }
    switch column.kind {
    case .money, .minutes, .share, .quantity, .integer: return amount(text, record, column.cell) ?? text
    default: return text
    }
  }

  /// The text of a cell as it means the same in a file without this header and these titles, and with ids for names.
  func statedCell(_ record: Int, _ column: ColumnSchema, _ names: ItemNames) -> String? {
    guard let text = cellWithUnit(record, column), column.cell != schema.id,
      let list = schema.list(of: column, where: { cell(record, $0) ?? "" })
    else { return cellWithUnit(record, column) }
    if case .identifiers = column.kind {
      let parts = listParts(text, commas: true).map(halfWidthID)
      let ids = parts.map { names.id(of: $0, in: list) }
      return ids == parts ? text : ids.joined(separator: ";")
    }
    let id = halfWidthID(text)
    let meant = names.id(of: id, in: list)
    return meant == id ? text : meant
  }
}

extension TableSchema {
  /// The list to which the ids of a column refer. The kind of a set-aside or a limit says what its column `of` holds.
  /// - Parameter text: The text in a column of the same row.
  func list(of column: ColumnSchema, where text: (CellKey) -> String) -> ListName? {
    switch column.cell {
    case .fundSetAsides(.of): list(ofKind: text(.fundSetAsides(.kind)), .fundSetAsides(.kind))
    case .limits(.of): list(ofKind: text(.limits(.kind)), .limits(.kind))
    default: column.kind.referredList
    }
  }

  private func list(ofKind text: String, _ cell: CellKey) -> ListName? {
    switch column(cell.field)?.kind.word(text)?.key {
    case LimitKind.place.rawValue: .places
    case LimitKind.category.rawValue: .categories
    default: nil
    }
  }
}

extension CellKind {
  /// The list of the items that the ids in a cell name.
  var referredList: ListName? {
    switch self {
    case .identifier(let list): list
    case .identifiers(let list): list
    default: nil
    }
  }

  /// The word of a column with words that a text is; nil if it is none of them.
  func word(_ text: String) -> Word? {
    let words: [Word] =
      switch self {
      case .choice(let words), .choices(let words): words
      default: []
      }
    let lower = halfWidth(text).lowercased()
    return words.first { $0.key == lower || $0.zh == text }
  }
}

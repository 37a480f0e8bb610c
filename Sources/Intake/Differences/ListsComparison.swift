import Model

/// Two folders of lists row by row, and the second folder with some of the changes undone.
///
/// Rows are compared by what they mean, whatever their order, the units of their headers and the names that stand for ids.
public struct ListsComparison: Sendable {
  /// A row of the first folder, of the second, or of both.
  private struct Pair: Sendable {
    let difference: RowDifference
    let before: EditableList.Row?, after: EditableList.Row?
    /// The index of the row in the second folder.
    let place: Int?
    /// The changes that this row is part of: of an added row, undoing any removes it; of a removed row, undoing all
    /// restores it.
    var changes: Set<Int> = []
  }

  /// The changes from the first folder to the second, in the order of the lists.
  public private(set) var changes: [ListsChange] = []
  private var pairs: [Pair] = []
  private let before: [ListName: EditableList]
  private let after: [ListName: EditableList]
  private let tables: [ListName: Table]

  /// Compares two folders of lists.
  /// - Parameter comparesPersonal: Whether personal columns and the remarks beside them are compared; false where a
  ///   folder was passed on without them.
  /// - Complexity: O(n log n) in the cells of the lists.
  public init(_ before: ListsFolder, _ after: ListsFolder, comparesPersonal: Bool = true) {
    tables = after.tables
    let currencies = (before.lists.currency, after.lists.currency)
    (self.before, self.after) = (Self.lists(before), Self.lists(after))
    var items: Items = Items()
    for schema in TableSchema.all {
      var (old, new) = (self.before[schema.list], self.after[schema.list])
      if let headers = old?.remarkHeaders { new?.addRemarks(headers) }
      if let headers = new?.remarkHeaders { old?.addRemarks(headers) }
      var matching = RowMatching(schema, currencies, remarks: (new ?? old)?.remarkHeaders ?? [])
      matching.comparesPersonal = comparesPersonal
      for match in matching.matches(old?.rows ?? [], new?.rows ?? []) {
        let (row, other) = (match.before.map { old!.rows[$0] }, match.after.map { new!.rows[$0] })
        guard let difference = matching.difference(row, other) else { continue }
        items.note(difference, other ?? row!)
        pairs.append(Pair(difference: difference, before: row, after: other, place: match.after))
      }
    }
    gather(items)
  }

  private static func lists(_ folder: ListsFolder) -> [ListName: EditableList] {
    let names = ItemNames(folder.tables)
    return folder.tables.mapValues { EditableList($0, names) }
  }

  /// Gathers the rows about each item into one change.
  private mutating func gather(_ items: Items) {
    var rowsOf: [Item: [Int]] = [:]
    var owners: Set<Item> = []
    let all = pairs.map { items.owners(of: $0.difference, $0.after ?? $0.before!) }
    for (index, owner) in all.enumerated() {
      rowsOf[owner.first, default: []].append(index)
      owners.formUnion(owner.all)
    }
    let sorted = owners.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, $0.offset) })
    for (index, owner) in all.enumerated() { pairs[index].changes = Set(owner.all.map { numbers[$0]! }) }
    changes = sorted.map { item in
      ListsChange(
        list: item.list, item: item.id, name: name(of: item), kind: items.kind(of: item) ?? .changed,
        rows: (rowsOf[item] ?? []).map { pairs[$0].difference })
    }
  }

  private func name(of item: Item) -> String {
    let schema = TableSchema.of(item.list)
    guard let column = item.list.nameColumn, let id = schema.id, schema.personalPart == nil else { return "" }
    for list in [after[item.list], before[item.list]] {
      let row = list?.rows.first { $0.cells[id.field].map(halfWidthID) == item.id }
      if let name = row?.cells[column.field] { return name }
    }
    return ""
  }

  /// The lists of the second folder with some changes undone, and all else as it is there.
  /// - Parameter undone: Indices of ``changes``.
  /// - Throws: ``Findings`` if these lists do not hold together.
  /// - Complexity: O(cells of the lists).
  public func folder(undoing undone: Set<Int>) throws(Findings) -> ListsFolder {
    var lists: [ListName: EditableList] = [:]
    var dropped: [ListName: Set<Int>] = [:]
    for pair in pairs {
      let isUndone =
        pair.difference.kind == .removed ? pair.changes.isSubset(of: undone) : !pair.changes.isDisjoint(with: undone)
      guard isUndone else { continue }
      let list = pair.difference.list
      var edited = lists[list] ?? after[list] ?? EditableList(TableSchema.of(list))
      if let other = before[list] { edited.addColumns(of: other) }
      switch (pair.before, pair.place) {
      case (let row?, let place?): edited.rows[place] = row
      case (let row?, nil): edited.rows.append(row)
      case (nil, let place?): dropped[list, default: []].insert(place)
      case (nil, nil): break
      }
      lists[list] = edited
    }
    for (list, places) in dropped {
      let rows = lists[list]!.rows
      lists[list]!.rows = rows.indices.filter { !places.contains($0) }.map { rows[$0] }
    }
    var found: [Finding] = []
    var tables = tables
    for (list, edited) in lists.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      tables[list] = edited.table(&found)
    }
    let absent = Set(ListName.allCases.filter { tables[$0] == nil })
    return try ListsFolder(tables, absent: absent, found, looksForDoubts: false)
  }
}

extension ListsComparison {
  /// An item, or a row of a list of rules.
  fileprivate struct Item: Hashable, Comparable {
    let list: ListName
    let id: String

    static func < (a: Item, b: Item) -> Bool {
      (ListName.order[a.list]!, a.id) < (ListName.order[b.list]!, b.id)
    }
  }

  /// The items that differ themselves, and not only in rows about them.
  fileprivate struct Items {
    private var kinds: [Item: RowDifference.Kind] = [:]
    /// The items that the row of an item names in required columns.
    private var named: [Item: [Item]] = [:]

    mutating func note(_ difference: RowDifference, _ row: EditableList.Row) {
      guard let own = own(difference) else { return }
      kinds[own] = difference.kind
      named[own] = namedItems(difference, row)
    }

    func kind(of item: Item) -> RowDifference.Kind? { kinds[item] }

    private func own(_ difference: RowDifference) -> Item? {
      let schema = TableSchema.of(difference.list)
      guard schema.isOfRules || schema.id != nil else { return nil }
      return Item(list: difference.list, id: difference.key.joined(separator: " "))
    }

    private func namedItems(_ difference: RowDifference, _ row: EditableList.Row) -> [Item] {
      let schema = TableSchema.of(difference.list)
      return schema.columns.filter(\.required).compactMap { column in
        guard column.cell != schema.id, case .identifier(let list?) = column.kind, let text = row.cells[column.key]
        else { return nil }
        return Item(list: list, id: halfWidthID(text))
      }
    }

    /// The items that a row is part of: its own, and those that come or go with it; or else the one that its first column
    /// names. The row is told with the first of them.
    func owners(of difference: RowDifference, _ row: EditableList.Row) -> (first: Item, all: Set<Item>) {
      if difference.list == .weights {
        let whole = Item(list: .weights, id: "")
        return (whole, [whole])
      }
      let (own, named) = (own(difference), namedItems(difference, row))
      var (all, next) = (Set([own].compactMap { $0 }), difference.kind == .changed ? [] : named)
      let moving = next.filter { kinds[$0] == difference.kind }
      while let item = next.popLast() {
        guard kinds[item] == difference.kind, all.insert(item).inserted else { continue }
        next += self.named[item] ?? []
      }
      let first =
        own ?? moving.first ?? named.first ?? Item(list: difference.list, id: difference.key.joined(separator: " "))
      return (first, all.union([first]))
    }
  }
}

extension ListName {
  /// The place of each list in the order of docs/lists.md.
  fileprivate static let order = Dictionary(
    uniqueKeysWithValues: ListName.allCases.enumerated().map { ($0.element, $0.offset) })
}

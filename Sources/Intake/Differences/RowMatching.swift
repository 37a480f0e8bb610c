import Model

/// Which rows of two versions of a list are the same row.
struct RowMatching {
  /// Two rows that are the same, or one that has no other; indices in the versions.
  struct Match {
    let before: Int?, after: Int?
  }

  private let schema: TableSchema
  private let currencies: (before: Currency, after: Currency)
  private let remarks: [String]
  /// Whether personal columns and the remarks beside them are compared.
  var comparesPersonal = true

  /// - Parameters:
  ///   - currencies: The currencies of both versions.
  ///   - remarks: The headers of the columns for remarks, which both versions have.
  init(_ schema: TableSchema, _ currencies: (Currency, Currency), remarks: [String]) {
    (self.schema, self.currencies, self.remarks) = (schema, currencies, remarks)
  }

  private var columns: [ColumnSchema] { schema.columns.filter { comparesPersonal || !$0.isPersonal } }
  private var hidesRemarks: Bool { schema.personalPart != nil }

  /// The matches in the order of the rows' keys. Of rows with the same key, those with the same content match first.
  /// - Complexity: O(n log n) in the rows.
  func matches(_ before: [EditableList.Row], _ after: [EditableList.Row]) -> [Match] {
    let (old, new) = (byKey(before, currencies.before), byKey(after, currencies.after))
    return Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { key in
      var (left, right) = (old[key] ?? [], new[key] ?? [])
      var matches: [Match] = []
      for row in left {
        guard let same = right.firstIndex(where: { $0.content == row.content }) else { continue }
        matches.append(Match(before: row.index, after: right.remove(at: same).index))
      }
      let matched = Set(matches.compactMap(\.before))
      left.removeAll { matched.contains($0.index) }
      for place in 0..<max(left.count, right.count) {
        matches.append(
          Match(
            before: place < left.count ? left[place].index : nil, after: place < right.count ? right[place].index : nil)
        )
      }
      return matches
    }
  }

  private typealias Keyed = (index: Int, content: [String])

  private func byKey(_ rows: [EditableList.Row], _ currency: Currency) -> [[String]: [Keyed]] {
    let key = schema.columns(schema.rowKey)
    var out: [[String]: [Keyed]] = [:]
    for (index, row) in rows.enumerated() {
      out[meanings(row, key, currency), default: []].append(
        (index, meanings(row, columns, currency) + (comparesPersonal || !hidesRemarks ? row.remarks : [])))
    }
    return out.mapValues { $0.sorted { $0.content.lexicographicallyPrecedes($1.content) } }
  }

  private func meanings(_ row: EditableList.Row, _ columns: [ColumnSchema], _ currency: Currency) -> [String] {
    columns.map { column in row.cells[column.key].map { column.meaning(of: $0, currency) } ?? "" }
  }

  /// How two rows that match differ; nil if they do not.
  func difference(_ before: EditableList.Row?, _ after: EditableList.Row?) -> RowDifference? {
    var cells: [RowDifference.Cell] = []
    for column in columns {
      let (old, new) = (before?.cells[column.key], after?.cells[column.key])
      let meant = (
        old.map { column.meaning(of: $0, currencies.before) }, new.map { column.meaning(of: $0, currencies.after) }
      )
      if meant.0 != meant.1 { cells.append(cell(column.key, old, new, isHidden: column.isPersonal)) }
    }
    if comparesPersonal || !hidesRemarks {
      for (place, header) in remarks.enumerated() {
        let (old, new) = (before?.remarks[place] ?? "", after?.remarks[place] ?? "")
        if old != new {
          cells.append(cell(header, old.isEmpty ? nil : old, new.isEmpty ? nil : new, isHidden: hidesRemarks))
        }
      }
    }
    if cells.isEmpty, before != nil, after != nil { return nil }
    let named = after ?? before!
    let key = schema.columns(schema.rowKey).compactMap { column -> String? in
      named.cells[column.key].map { if case .identifier = column.kind { halfWidthID($0) } else { $0 } }
    }
    return RowDifference(
      list: schema.list, key: key, kind: before == nil ? .added : after == nil ? .removed : .changed, cells: cells)
  }

  private func cell(_ column: String, _ old: String?, _ new: String?, isHidden: Bool) -> RowDifference.Cell {
    guard isHidden else { return RowDifference.Cell(column: column, before: old, after: new) }
    let hidden = Scenario.Change.personal
    return RowDifference.Cell(column: column, before: old.map { _ in hidden }, after: new.map { _ in hidden })
  }
}

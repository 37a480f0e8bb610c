import Foundation
import Model

/// A list whose cells can be changed. The cells mean the same without the header and the titles of the file, and hold
/// ids instead of names.
struct EditableList: Sendable {
  /// A row, and where its content comes from: the list, or the scenario that changed it last.
  struct Row: Sendable {
    /// The cells that are not blank, by the key of their column.
    var cells: [String: String]
    var remarks: [String]
    var origin: Origin
  }

  let schema: TableSchema
  var rows: [Row] = []
  /// The keys of the columns that the list has.
  private var stated: Set<String>
  /// The headers of the columns for remarks, in the order of each row's remarks.
  private(set) var remarkHeaders: [String] = []

  /// A list that the folder lacks: a header without rows.
  init(_ schema: TableSchema) {
    self.schema = schema
    stated = Set(schema.columns.filter(\.required).map(\.key))
  }

  /// The list of a table, its personal columns included.
  /// - Complexity: O(cells).
  init(_ table: Table, _ names: ItemNames) {
    schema = table.schema
    let columns = schema.columns.filter(table.has)
    stated = Set(columns.map(\.key))
    remarkHeaders = table.remarkHeaders
    rows = table.records.map { record in
      var cells: [String: String] = [:]
      for column in columns { cells[column.key] = table.statedCell(record, column, names) }
      return Row(
        cells: cells, remarks: remarkHeaders.map { table.remark(record, $0) ?? "" }, origin: table.origin(record))
    }
  }

  /// Sets a cell; nil empties it.
  mutating func set(_ row: Int, _ column: ColumnSchema, _ text: String?, origin: Origin) {
    rows[row].cells[column.key] = text
    rows[row].origin = origin
    if text != nil { stated.insert(column.key) }
  }

  /// Appends a row with some cells.
  mutating func append(_ cells: [String: String], origin: Origin) {
    stated.formUnion(cells.keys)
    rows.append(Row(cells: cells, remarks: remarkHeaders.map { _ in "" }, origin: origin))
  }

  /// Adds columns for remarks that the list lacks, blank in every row, and sorts all of them by their headers.
  mutating func addRemarks(_ headers: [String]) {
    let all = Set(remarkHeaders).union(headers).sorted()
    guard all != remarkHeaders else { return }
    let places = all.map { remarkHeaders.firstIndex(of: $0) }
    for row in rows.indices {
      let old = rows[row].remarks
      rows[row].remarks = places.map { $0.map { old[$0] } ?? "" }
    }
    remarkHeaders = all
  }

  /// The keys of the columns that the list has.
  var columns: Set<String> { stated }

  /// Adds columns by their keys, blank in every row.
  mutating func addColumns(_ keys: Set<String>) { stated.formUnion(keys) }

  /// Adds the columns of another version of the list, so that its rows fit.
  mutating func addColumns(of other: EditableList) {
    stated.formUnion(other.stated)
    addRemarks(other.remarkHeaders)
  }

  /// The list as a table, whose findings name the rows' origins.
  /// - Complexity: O(cells).
  func table(_ findings: inout [Finding]) -> Table? {
    let columns = schema.columns.filter { stated.contains($0.key) }
    var lines = [(columns.map(\.key) + remarkHeaders).map(csvCell).joined(separator: ",")]
    lines += rows.map { row in
      (columns.map { row.cells[$0.key] ?? "" } + row.remarks).map(csvCell).joined(separator: ",")
    }
    return Table(
      Data((lines.joined(separator: "\n") + "\n").utf8), file: schema.key + ".csv", schema: schema,
      origins: rows.map(\.origin), findings: &findings)
  }
}

import Model

/// Lists made by an importer or a generator, as the text of their files.
public struct WrittenLists: Sendable {
  /// By file name.
  public private(set) var files: [String: String] = [:]

  /// What was left out of the lists, and why.
  public internal(set) var warnings: [Finding] = []

  public init() {}

  /// Writes one list; a column that no row fills is left out unless it is required.
  /// - Precondition: every key is a column of the list.
  public mutating func write(_ list: String, _ rows: [[String: String]]) {
    let schema = TableSchema.named(list)!
    precondition(rows.allSatisfy { $0.keys.allSatisfy { key in schema.columns.contains { $0.key == key } } })
    let columns = schema.columns.filter { column in
      column.required || rows.contains { !($0[column.key] ?? "").isEmpty }
    }
    let lines = [columns.map(\.key)] + rows.map { row in columns.map { row[$0.key] ?? "" } }
    files[list + ".csv"] = lines.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\n") + "\n"
  }
}

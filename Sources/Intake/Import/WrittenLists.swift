import Foundation
import Model

/// Lists made by an importer or a generator, as the texts of their files.
public struct WrittenLists: Sendable {
  /// The texts, by file name.
  public private(set) var files: [String: String] = [:]
  /// The names of files with personal data.
  public private(set) var personal: Set<String> = []

  /// The origin of each row, by file name.
  private var origins: [String: [Origin]] = [:]

  /// Warnings about data that was left out or changed.
  public internal(set) var warnings: [Finding] = []

  /// Creates a set of no lists.
  public init() {}

  /// Writes one list. A column that no row fills is left out unless it is required.
  /// - Precondition: Every key is a column of the list.
  /// - Complexity: O(rows × columns).
  public mutating func write(_ list: ListName, _ rows: [[String: String]]) {
    let schema = TableSchema.of(list), file = list.rawValue + ".csv"
    precondition(rows.allSatisfy { $0.keys.allSatisfy { key in schema.column(key) != nil } })
    let columns = schema.columns.filter { column in
      column.required || rows.contains { !($0[column.key] ?? "").isEmpty }
    }
    let lines = [columns.map(\.key)] + rows.map { row in columns.map { row[$0.key] ?? "" } }
    if rows.contains(where: { row in schema.columns.contains { $0.isPersonal && !(row[$0.key] ?? "").isEmpty } }) {
      personal.insert(file)
    }
    files[file] = lines.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// Writes one list and keeps the origin of each row in the imported file.
  mutating func write(_ list: ListName, from rows: [ImportedRow]) {
    write(list, rows.map(\.cells))
    origins[list.rawValue + ".csv"] = rows.map(\.origin)
  }

  /// Writes the header of every required list that is missing.
  mutating func addRequiredLists() {
    for schema in TableSchema.all where schema.required && files[schema.key + ".csv"] == nil { write(schema.list, []) }
  }

  /// Checks the lists as `check` does, before anything is written.
  /// - Parameter file: The imported file, used as the place of findings that come from none of its rows.
  /// - Throws: ``Findings`` with everything that `check` would refuse, at its place in the imported file.
  func refuseWhatCheckWould(_ file: String) throws(Findings) {
    do throws(Findings) {
      var findings: [Finding] = []
      var tables: [ListName: Table] = [:]
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let schema = TableSchema.named(String(name.dropLast(4)))!
        tables[schema.list] = Table(
          Data(text.utf8), file: name, schema: schema, origins: origins[name], findings: &findings)
      }
      let absent = Set(ListName.allCases.filter { files[$0.rawValue + ".csv"] == nil })
      _ = try Instance(ListsFolder(tables, absent: absent, findings).lists)
    } catch {
      let placed = error.errors.map { finding in
        var placed = finding
        if files[finding.file] != nil { (placed.file, placed.line, placed.column) = (file, 1, 0) }
        return placed
      }
      throw Findings(placed) ?? error
    }
  }
}

/// A row of a list with its origin in the imported file.
struct ImportedRow {
  var cells: [String: String]
  var origin: Origin
}

import Foundation
import Model

/// Lists made by an importer or a generator, as the text of their files.
public struct WrittenLists: Sendable {
  /// By file name.
  public private(set) var files: [String: String] = [:]
  /// Names of files that hold what is known of persons.
  public private(set) var personal: Set<String> = []

  /// By file name, for each row: what it was made from.
  private var origins: [String: [Origin]] = [:]

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
    if rows.contains(where: { row in schema.columns.contains { $0.isPersonal && !(row[$0.key] ?? "").isEmpty } }) {
      personal.insert(list + ".csv")
    }
    files[list + ".csv"] = lines.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// Writes one list with the places in the importer's file that its rows come from.
  mutating func write(_ list: String, from rows: [ImportedRow]) {
    write(list, rows.map(\.cells))
    origins[list + ".csv"] = rows.map(\.origin)
  }

  /// Writes the header of every list that there has to be and that nothing was made for.
  mutating func addRequiredLists() {
    for schema in TableSchema.all where schema.required && files[schema.key + ".csv"] == nil { write(schema.key, []) }
  }

  /// Reads the lists as `check` will, before anything is written.
  /// - Parameter file: The file that was imported, for what comes from no row of it.
  /// - Throws: ``Findings`` with everything that `check` would refuse, in the places that it comes from.
  func refuseWhatCheckWould(_ file: String) throws(Findings) {
    do throws(Findings) {
      var findings: [Finding] = []
      var tables: [String: Table] = [:]
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let schema = TableSchema.named(String(name.dropLast(4)))!
        tables[schema.key] = Table(
          Data(text.utf8), file: name, schema: schema, origins: origins[name], findings: &findings)
      }
      let absent = Set(TableSchema.all.map(\.key)).subtracting(files.keys.map { String($0.dropLast(4)) })
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

/// A row of a list, and the row of the imported file that it was made from.
struct ImportedRow {
  var cells: [String: String]
  var origin: Origin
}

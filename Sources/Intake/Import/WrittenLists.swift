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

  /// What the importer read and made of it, a line each: rows, what was left out, items and their sums.
  public internal(set) var understood: [Bilingual] = []

  /// Creates a set of no lists.
  public init() {}

  /// Writes the list to which the columns belong. A column that no row fills is left out unless it is required.
  /// - Complexity: O(rows × columns).
  public mutating func write<Field: ListField>(_ rows: [[Field: String]]) {
    let fields = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0.rawValue, $0) })
    write(Field.list, count: rows.count) { rows[$0][fields[$1]!] }
  }

  /// Writes one list and keeps the origin of each row in the imported file.
  mutating func write<Field: ListField>(from rows: [ImportedRow<Field>]) {
    write(rows.map(\.cells))
    origins[Field.list.rawValue + ".csv"] = rows.map(\.origin)
  }

  /// Writes a list that a profile names.
  /// - Precondition: Every key is a column of the list.
  mutating func write(_ list: ListName, from rows: [ImportedRow<String>]) {
    precondition(rows.allSatisfy { $0.cells.keys.allSatisfy { TableSchema.of(list).column($0) != nil } })
    write(list, count: rows.count) { rows[$0].cells[$1] }
    origins[list.rawValue + ".csv"] = rows.map(\.origin)
  }

  /// - Parameter cell: The text in a row and a column.
  private mutating func write(_ list: ListName, count: Int, cell: (_ row: Int, _ key: String) -> String?) {
    let schema = TableSchema.of(list), file = list.rawValue + ".csv", rows = 0..<count
    func isFilled(_ column: ColumnSchema) -> Bool { rows.contains { !(cell($0, column.key) ?? "").isEmpty } }
    let columns = schema.columns.filter { $0.required || isFilled($0) }
    let lines = [columns.map(\.key)] + rows.map { row in columns.map { cell(row, $0.key) ?? "" } }
    if schema.columns.contains(where: { $0.isPersonal && isFilled($0) }) { personal.insert(file) }
    files[file] = lines.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// Writes the header of every required list that is missing.
  mutating func addRequiredLists() {
    for schema in TableSchema.all where schema.required && files[schema.key + ".csv"] == nil {
      write(schema.list, count: 0) { _, _ in nil }
    }
  }

  /// Marks the name of a written file in findings, as the user's file may have the same name.
  private static let unplaced = "\u{1F}"

  /// Checks the lists as `check` does, before anything is written.
  /// - Parameters:
  ///   - file: The imported file, used as the place of findings that come from none of its rows.
  ///   - place: Moves a finding about a row to the place in the user's files that causes it.
  /// - Throws: ``Findings`` with everything that `check` would refuse, at its place in the imported file.
  func refuseInvalidLists(_ file: String, _ place: (Finding) -> Finding = { $0 }) throws(Findings) {
    do throws(Findings) {
      var findings: [Finding] = []
      var tables: [ListName: Table] = [:]
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let schema = TableSchema.named(String(name.dropLast(4)))!
        tables[schema.list] = Table(
          Data(text.utf8), file: Self.unplaced + name, schema: schema, origins: origins[name], findings: &findings)
      }
      let absent = Set(ListName.allCases.filter { files[$0.rawValue + ".csv"] == nil })
      _ = try Instance(ListsFolder(tables, absent: absent, findings).lists)
    } catch {
      let placed = error.errors.map { finding in
        var placed = finding
        if finding.file.hasPrefix(Self.unplaced) { (placed.file, placed.line, placed.column) = (file, 1, 0) }
        return place(placed)
      }
      throw Findings(placed) ?? error
    }
  }
}

/// A row of a list with its origin in the imported file.
struct ImportedRow<Key: Hashable> {
  var cells: [Key: String]
  var origin: Origin
}

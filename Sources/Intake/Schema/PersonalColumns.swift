import Foundation
import Model

/// The personal columns of a list in a separate file, so that a plan can be passed on without them.
///
/// `private/volunteers.csv`, for example, lies beside `volunteers.csv` and holds the id and the personal columns.
struct PersonalColumns: Sendable {
  static let folder = "private/"
  /// Where a plan keeps the user's own files; below `private/`, since they may hold personal columns.
  static let originals = folder + "originals/"
  private let table: Table
  private let records: [String: Int]
  /// The column of the ids.
  private let idCell: CellKey

  /// Reads the file and appends errors to `findings`.
  /// - Returns: nil if the file cannot be read at all.
  init?(_ data: Data, file: String, schema: TableSchema, findings: inout [Finding]) {
    guard let part = schema.personalPart, let table = Table(data, file: file, schema: part, findings: &findings) else {
      return nil
    }
    self.table = table
    idCell = part.columns[0].cell
    var records: [String: Int] = [:]
    for record in table.rows(&findings) {
      guard let id = table.id(record) else { continue }
      guard records[id] != nil else {
        records[id] = record
        continue
      }
      findings.append(
        Finding(
          "id-repeated", at: table.origin(record), idCell, value: id,
          expected: Bilingual("每个编号一行", "one row for each id"), mend: Bilingual("请删去一行", "delete one of the rows")))
    }
    self.records = records
  }

  func has(_ column: ColumnSchema) -> Bool { column.isPersonal && table.has(column) }

  private func record(of id: String?) -> Int? { id.flatMap { records[halfWidthID($0)] } }

  func cell(of id: String?, _ key: CellKey) -> String? {
    key == idCell ? nil : record(of: id).flatMap { table.cell($0, key) }
  }

  func origin(of id: String?, _ cell: CellKey) -> Origin? {
    guard table.header.positions[cell.field] != nil else { return nil }
    return record(of: id).map(table.origin)
  }

  /// Findings for personal columns that the list has as well.
  func repeated(_ positions: [String: Int]) -> [Finding] {
    table.schema.columns.filter { has($0) && positions[$0.key] != nil }.map { column in
      repeated(column.key, table.header.positions[column.key] ?? 0)
    }
  }

  /// - Parameter position: The column of the header, counted from 1.
  private func repeated(_ header: String, _ position: Int) -> Finding {
    Finding(
      "column-repeated", file: table.header.file, line: table.headerLine, column: position, value: header,
      expected: Bilingual("每列只出现一次", "each column once"),
      mend: Bilingual("清单里也有此列：请删去一处", "the list has it, too: delete one of them"))
  }

  /// The headers of its columns for remarks.
  var remarkHeaders: [String] { table.remarks.keys.sorted() }

  /// The remark about an item; nil where there is none.
  func remark(of id: String?, _ header: String) -> String? { record(of: id).flatMap { table.remark($0, header) } }

  /// Findings for columns for remarks that the list has as well.
  func repeatedRemarks(_ remarks: [String: Int]) -> [Finding] {
    table.remarks.filter { remarks[$0.key] != nil }.sorted { $0.key < $1.key }.map { repeated($0, $1 + 1) }
  }

  /// Findings for rows of one file without a matching row in the other.
  func unmatched(_ list: Table) -> [Finding] {
    var ids: Set<String> = []
    var findings: [Finding] = []
    for record in list.wholeRecords where list.mayBeItem(record) {
      guard let id = list.id(record) else { continue }
      ids.insert(id)
      if records[id] == nil {
        findings.append(
          Finding(
            "personal-missing", at: list.origin(record), idCell, value: id,
            expected: Bilingual("\(table.header.file) 中的一行", "a row in \(table.header.file)"),
            mend: Bilingual("请补上此编号的个人信息；没有的留空", "add the row; what is not known stays blank")))
      }
    }
    for (id, record) in records where !ids.contains(id) {
      findings.append(
        Finding(
          "id-unknown", at: table.origin(record), idCell, value: id,
          expected: Bilingual("“\(list.schema.zh)”清单中的编号", "an id of \(list.schema.key)"),
          mend: Bilingual("请核对编号，或删去此行", "check the id, or delete the row")))
    }
    return findings
  }
}

extension TableSchema {
  /// All possible names of files with canonical texts.
  public static let fileNames = all.flatMap { [$0] + [$0.personalPart].compactMap(\.self) }.map { $0.key + ".csv" }
}

/// Reads the files with personal columns in a folder of lists, by list.
///
/// The bytes of each file that is read are added to `files`. A missing `private` folder is not a finding, and neither are other files in it, which may belong to the user.
func readPersonalColumns(
  _ folder: String, _ files: inout [String: Data], _ findings: inout [Finding]
) -> [ListName: PersonalColumns] {
  var found: [ListName: PersonalColumns] = [:]
  var seen: Set<ListName> = []
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + PersonalColumns.folder)) ?? []
  for name in names.sorted() where name.lowercased().hasSuffix(".csv") && !name.hasPrefix(".") {
    guard let schema = TableSchema.named(String(name.dropLast(4))), schema.personalPart != nil else { continue }
    let file = PersonalColumns.folder + name
    guard seen.insert(schema.list).inserted else {
      findings.append(repeatedFile(file))
      continue
    }
    guard let data = fileContents(folder + "/" + file) else {
      findings.append(
        Finding(
          "file-unreadable", severity: .warning, file: file, expected: Bilingual("可以读取的文件", "a file that can be read"),
          mend: Bilingual(
            "未读取个人信息；需要时请检查权限", "personal columns are not read; if they are needed, check its permissions")))
      continue
    }
    files[file] = data
    found[schema.list] = PersonalColumns(data, file: file, schema: schema, findings: &findings)
  }
  return found
}

extension ListsFolder {
  /// The folder below a plan's lists with the user's own files, byte for byte under their own names.
  public static var originals: String { PersonalColumns.originals }

  /// Whether a file of the canonical texts holds personal data.
  public static func isPersonal(_ name: String) -> Bool { name.hasPrefix(PersonalColumns.folder) }

  /// The canonical text of each list, by file name (`funds.csv`). A plan cites the SHA-256 of these texts.
  ///
  /// Personal columns form separate texts (`private/volunteers.csv`), with the remarks of lists that can have any, since
  /// a remark may say something of a person.
  /// - Complexity: O(n log n) in the number of rows of each list; computed on each call.
  public func canonicalTexts() -> [String: String] {
    var texts: [String: String] = [:]
    let names = ItemNames(tables)
    for (list, table) in tables {
      let columns = table.schema.columns.filter(table.has)
      let (personal, remarks) = (columns.filter(\.isPersonal), table.remarkHeaders)
      let isApart = table.schema.personalPart != nil
      texts[list.rawValue + ".csv"] = table.canonicalText(
        columns.filter { !$0.isPersonal }, names, remarks: isApart ? [] : remarks)
      if !personal.isEmpty || isApart && !remarks.isEmpty {
        texts[PersonalColumns.folder + list.rawValue + ".csv"] = table.canonicalText(
          [columns[0]] + personal, names, remarks: remarks)
      }
    }
    return texts
  }

  /// The SHA-256 of the canonical texts: the same for lists that differ only in the order of rows or the form of the files.
  /// - Complexity: O(n log n) in the number of rows of each list; computed on each call.
  public var contentHash: String {
    sha256(ofFiles: canonicalTexts().sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
  }

  /// The canonical texts with personal columns kept in their lists, as cited by plans of earlier versions.
  /// - Complexity: O(n log n) in the number of rows of each list; computed on each call.
  public func undividedTexts() -> [String: String] {
    let names = ItemNames(tables)
    return Dictionary(
      uniqueKeysWithValues: tables.map {
        (
          $0.key.rawValue + ".csv",
          $0.value.canonicalText($0.value.schema.columns.filter($0.value.has), names, remarks: $0.value.remarkHeaders)
        )
      })
  }
}

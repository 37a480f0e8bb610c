import Foundation
import Model

/// One list file with a parsed header.
final class Table: Sendable {
  let schema: TableSchema
  let header: Header
  let text: DelimitedText
  /// The unit of the bare numbers of a column, by its key, where the header or a title states one.
  let units: [String: StatedUnit]
  /// The rows that are totals of the rows above, and are no items.
  let totals: [TotalRow]
  /// The non-blank records after the header that are items.
  let records: [Int]
  /// The line of the header.
  let headerLine: Int
  /// The first record after the header.
  private let firstRow: Int
  /// The number of columns up to the last named one: spreadsheets append empty columns.
  private let width: Int
  private let index: [String: Int]
  /// The column of each header for remarks, counted from 0.
  let remarks: [String: Int]
  private let origins: [Origin]?
  /// The file with the personal columns, if they are kept apart from the list.
  let personal: PersonalColumns?

  /// Reads the bytes of `file` and appends errors to `findings`.
  /// - Returns: nil if the file cannot be read at all.
  /// - Parameter origins: The origin of each record after the header, if the rows come from another file.
  convenience init?(
    _ data: Data, file: String, schema: TableSchema, origins: [Origin]? = nil, personal: PersonalColumns? = nil,
    findings: inout [Finding]
  ) {
    self.init(.file(data), file: file, schema: schema, origins: origins, personal: personal, findings: &findings)
  }

  /// Reads a list from a file or a sheet, as above.
  init?(
    _ source: TableSource, file: String, schema: TableSchema, origins: [Origin]? = nil,
    personal: PersonalColumns? = nil, findings: inout [Finding]
  ) {
    self.schema = schema
    self.origins = origins
    self.personal = personal
    let layout: TableLayout
    do throws(Findings) {
      let start: Int
      (text, start) = try source.text(file, schema)
      layout = try Self.layout(text, from: start, file: file, schema: schema)
    } catch {
      findings += error.all
      return nil
    }
    findings += layout.findings(text, file: file, other: Self.wayToNameTheHeader)
    let columns = NamedColumns(layout, text, file: file, schema: schema)
    findings += columns.findings
    remarks = columns.remarks
    if let personal {
      findings += personal.repeated(columns.positions) + personal.repeatedRemarks(columns.remarks)
    }
    units = columns.units
    index = columns.positions.mapValues { $0 - 1 }
    header = Header(file: file, positions: columns.positions)
    width = (layout.heads.lastIndex { !$0.isEmpty } ?? -1) + 1
    firstRow = layout.header.upperBound + 1
    headerLine = text.records[layout.header.upperBound].line
    var filled = (firstRow..<max(firstRow, text.recordCount)).filter { [text] in !text.isBlank($0) }
    if origins == nil, let numbering = NumberingRow(text, filled) {
      findings.append(numbering.leftOut(at: file, text))
      filled.removeFirst()
    }
    let totals = origins == nil ? TotalRow.rows(among: filled, of: text, columns, schema) : []
    self.totals = totals
    let left = Set(totals.map(\.record))
    records = left.isEmpty ? filled : filled.filter { !left.contains($0) }
    for (cell, head) in layout.heads.prefix(width).enumerated() where head.isEmpty {
      guard let record = records.first(where: { isWhole($0) && !text.text($0, cell).trimmedCell.isEmpty }) else {
        continue
      }
      findings.append(
        Finding(
          "column-unknown", severity: .warning, file: file, line: text.records[record].line, column: cell + 1,
          value: text.text(record, cell).trimmedCell,
          expected: Bilingual("有列名的列", "a column with a name"),
          mend: Bilingual("此列没有列名，未被读取；请补上列名或删去内容", "the column is not read; name it or delete what is in it")))
    }
  }

  /// Finds the header of a list, or reads where the first line says that it is.
  private static func layout(
    _ text: DelimitedText, from start: Int, file: String, schema: TableSchema
  ) throws(Findings) -> TableLayout {
    if start >= text.recordCount { throw Findings(noHeader(file)) }
    var (start, given): (Int, ClosedRange<Int>?) = (start, nil)
    if let named = HeaderLines(firstLineOf: text, start) {
      given = try named.records(of: text, file: file)
      start += 1
      if given.map({ $0.lowerBound < start }) ?? true { throw Findings(noHeader(file)) }
    }
    let layout = TableLayout(text, from: start, given: given) { heads in
      let named = Set(heads.compactMap { $0.isEmpty ? nil : schema.column(named: $0)?.key })
      return TableLayout.Fit(
        count: named.count, isComplete: schema.columns.allSatisfy { !$0.required || named.contains($0.key) })
    }
    guard layout.isLost else { return layout }
    let wanted = schema.columns.filter(\.required)
    throw Findings(
      layout.lost(
        text, file: file,
        wanted: Bilingual(
          wanted.map(\.zh).joined(separator: "、"), wanted.map(\.key).joined(separator: ", ")),
        other: wayToNameTheHeader))
  }

  static let wayToNameTheHeader = Bilingual(
    "请在表的最前面加一行 header=行号（加上这一行之后的行号）", "put a line header=LINE first, with the line's number after that")

  var hasAllRequired: Bool { schema.columns.allSatisfy { !$0.required || index[$0.key] != nil } }

  /// The non-blank records after the header that have the header's width.
  ///
  /// A record with too few cells, or with content beyond the named columns, is left out and is a finding.
  func rows(_ findings: inout [Finding]) -> [Int] {
    records.filter { record in
      let count = text.cellCount(record)
      if isWhole(record) { return true }
      let first = (width..<max(width, count)).first { !text.text(record, $0).trimmedCell.isEmpty } ?? count
      findings.append(
        .ragged(
          FindingPlace(file: header.file, line: text.records[record].line, column: first + 1),
          first < count ? text.text(record, first).trimmedCell : "", width: width, count: count))
      return false
    }
  }

  /// The non-blank records that have the header's width; empty if a required column is missing.
  var wholeRecords: [Int] { hasAllRequired ? records.filter(isWhole) : [] }

  /// Whether no required column is missing and every record has the header's width.
  var isWhole: Bool { hasAllRequired && records.allSatisfy(isWhole) }

  /// The cell that makes a record look like a total of the rows above, though it may be an item; nil if none does.
  func total(_ record: Int) -> (cell: CellKey, word: String)? {
    guard case .identifier = schema.columns[0].kind else { return nil }
    for column in schema.columns.prefix(2) {
      guard let text = cell(record, column.cell), TotalRow.isWord(text) else { continue }
      return (column.cell, text)
    }
    return nil
  }

  /// The cell that makes a record look like a signature, a note or an example; nil if it may be an item.
  func note(_ record: Int) -> (cell: CellKey, text: String)? {
    guard case .identifier = schema.columns[0].kind, let text = cell(record, schema.columns[0].cell),
      NoteRow.isNote(text)
    else { return nil }
    return (schema.columns[0].cell, text)
  }

  /// Whether a record looks neither like a total nor like a note.
  func mayBeItem(_ record: Int) -> Bool { total(record) == nil && note(record) == nil }

  private func isWhole(_ record: Int) -> Bool {
    let count = text.cellCount(record)
    return (text.isSheet || count >= width)
      && (width..<max(width, count)).allSatisfy { text.text(record, $0).trimmedCell.isEmpty }
  }

  /// The ids of the list; nil if a row or its id cannot be read.
  func ids() -> Set<String>? {
    guard hasAllRequired else { return nil }
    var out: Set<String> = []
    for record in records {
      let id = id(record)
      guard isWhole(record), let id, IdentifierFlaw(id) == nil else {
        if !mayBeItem(record) { continue }
        return nil
      }
      out.insert(id)
    }
    return out
  }

  /// The texts of a column; nil if a row cannot be read.
  func texts(_ cell: CellKey) -> Set<String>? {
    isWhole ? Set(records.compactMap { self.cell($0, cell) }) : nil
  }

  /// The columns up to the last named one that no field is read from, counted from 0.
  var unreadColumns: [Int] {
    let read = Set(index.values)
    return (0..<width).filter { !read.contains($0) }
  }

  /// Whether the list has the column, in its own file or among the personal columns.
  func has(_ column: ColumnSchema) -> Bool { index[column.key] != nil || personal?.has(column) ?? false }

  /// The text of a cell without surrounding space; nil where it is blank or the list lacks the column.
  func cell(_ record: Int, _ key: CellKey) -> String? {
    guard let position = index[key.field] else {
      return personal.flatMap { $0.cell(of: schema.id.flatMap { cell(record, $0) }, key) }
    }
    guard position < text.cellCount(record) else { return nil }
    let found = text.text(record, position).trimmedCell
    return found.isEmpty ? nil : found
  }

  /// The first byte of a cell without surrounding space; nil where it is blank or the list lacks the column.
  /// - Complexity: O(1) for a column of the list itself.
  func firstByte(_ record: Int, _ key: CellKey) -> UInt8? {
    guard let position = index[key.field], position < text.cellCount(record) else {
      return cell(record, key)?.utf8.first
    }
    let range = text.cells[text.records[record].firstCell + position]
    guard range.start < range.end else { return nil }
    // A plain character is not part of a space, and stands for itself in an id.
    let byte = text.bytes[range.start]
    return byte > 0x20 && byte < 0x80 ? byte : cell(record, key).flatMap { halfWidthID($0).utf8.first }
  }

  /// The id of a record; nil in a list without ids.
  func id(_ record: Int) -> String? { schema.id.flatMap { cell(record, $0) }.map(halfWidthID) }

  func origin(_ record: Int) -> Origin {
    origins?[record - firstRow] ?? Origin(header: header, line: text.records[record].line)
  }

  /// The origin of a cell: its row in the list, or in the file of personal columns.
  func origin(_ record: Int, of cell: CellKey) -> Origin {
    let isApart = index[cell.field] == nil && cell != schema.id
    return (isApart ? personal?.origin(of: id(record), cell) : nil) ?? origin(record)
  }

  /// Mismatches between the list and the file of its personal columns.
  var personalFindings: [Finding] { personal?.unmatched(self) ?? [] }

  /// The table with English column names in a fixed order, sorted rows and LF line ends.
  ///
  /// The text does not depend on the order of rows and columns, the separator or the encoding of the file.
  /// - Parameter remarks: The headers of the columns for remarks that it holds after the others.
  func canonicalText(_ columns: [ColumnSchema], _ names: ItemNames, remarks: [String] = []) -> String {
    let rows = records.map { record in
      var row: [UInt8] = []
      for (number, column) in columns.enumerated() {
        if number > 0 { row.append(UInt8(ascii: ",")) }
        row += csvCell(statedCell(record, column, names) ?? "").utf8
      }
      for name in remarks { row += ("," + csvCell(remark(record, name) ?? "")).utf8 }
      row.append(UInt8(ascii: "\n"))
      return row
    }
    let header = (columns.map(\.key) + remarks).joined(separator: ",") + "\n"
    let sorted = rows.sorted { $0.lexicographicallyPrecedes($1) }
    return header + String(decoding: sorted.joined(), as: UTF8.self)
  }
}

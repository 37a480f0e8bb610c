import Foundation
import Model

/// One list file with a parsed header.
final class Table: Sendable {
  let schema: TableSchema
  let header: Header
  let text: DelimitedText
  /// The index of the header record: 0, or 1 if the first line names the separator.
  private let first: Int
  /// The number of columns up to the last named one: spreadsheets append empty columns.
  private let width: Int
  private let index: [String: Int]
  private let origins: [Origin]?
  /// The file with the personal columns, if they are kept apart from the list.
  private let personal: PersonalColumns?

  /// Reads the bytes of `file` and appends errors to `findings`.
  /// - Returns: nil if the file cannot be read at all.
  /// - Parameter origins: The origin of each record after the header, if the rows come from another file.
  init?(
    _ data: Data, file: String, schema: TableSchema, origins: [Origin]? = nil, personal: PersonalColumns? = nil,
    findings: inout [Finding]
  ) {
    self.schema = schema
    self.origins = origins
    self.personal = personal
    do throws(Findings) {
      func delimiter(_ bytes: [UInt8]) -> UInt8 { Self.namedDelimiter(of: bytes) ?? Self.delimiter(of: bytes, schema) }
      let bytes = try listBytes(of: data, file: file, separator: delimiter)
      first = Self.namedDelimiter(of: bytes) == nil ? 0 : 1
      text = try delimitedText(bytes, file: file, delimiter: delimiter(bytes))
      if first == text.recordCount { throw Findings(noHeader(file)) }
    } catch {
      findings += error.all
      return nil
    }
    var positions: [String: Int] = [:]
    let line = text.records[first].line
    let names = (0..<text.cellCount(first)).map { [text, first] in text.text(first, $0).trimmedCell }
    width = (names.lastIndex { !$0.isEmpty } ?? -1) + 1
    for (cell, name) in names.enumerated() where !name.isEmpty {
      guard let column = schema.column(named: name) else {
        let guess = nearest(name, schema.columns.flatMap { [$0.key, $0.zh] })
        findings.append(
          Finding(
            "column-unknown", severity: .warning, file: file, line: line, column: cell + 1, value: name,
            expected: Bilingual("“\(schema.zh)”表的列名", "a column of \(schema.key)"),
            mend: guess.map { Bilingual("是否应为“\($0)”？此列未被读取", "did you mean ‘\($0)’? The column is not read") }
              ?? Bilingual("此列未被读取；不需要可删去", "the column is not read; delete it if it is not needed")))
        continue
      }
      if positions[column.key] != nil {
        findings.append(
          Finding(
            "column-repeated", file: file, line: line, column: cell + 1, value: name,
            expected: Bilingual("每列只出现一次", "each column once"), mend: Bilingual("请删去一列", "delete one of them")))
        continue
      }
      positions[column.key] = cell + 1
    }
    if let personal { findings += personal.repeated(positions) }
    for column in schema.columns where column.required && positions[column.key] == nil {
      findings.append(
        Finding(
          "column-missing", file: file, line: line, value: "",
          expected: Bilingual("“\(column.zh)”列（\(column.key)）", "the column \(column.key) (\(column.zh))"),
          mend: Bilingual("请加上此列：\(column.meaning.zh)", "add it: \(column.meaning.en)")))
    }
    index = positions.mapValues { $0 - 1 }
    header = Header(file: file, positions: positions)
    for (cell, name) in names.prefix(width).enumerated() where name.isEmpty {
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

  /// The separator that a first line such as `sep=;` names, which Excel writes and reads.
  private static func namedDelimiter(of bytes: [UInt8]) -> UInt8? {
    let line = bytes.prefix(16).prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    return line.last
  }

  /// The separator that yields the most known column names in the first line.
  private static func delimiter(of bytes: [UInt8], _ schema: TableSchema) -> UInt8 {
    let first = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(100_000), as: UTF8.self)
    let candidates: [Unicode.Scalar] = [",", ";", "\t"]
    let known = candidates.map { candidate in
      first.parts(at: candidate).filter {
        schema.column(named: $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))) != nil
      }.count
    }
    let best = known.indices.max { (known[$0], -$0) < (known[$1], -$1) }!
    return UInt8(ascii: candidates[best])
  }

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
        Finding(
          "row-ragged", file: header.file, line: text.records[record].line, column: first + 1,
          value: first < count ? text.text(record, first).trimmedCell : "",
          expected: Bilingual(
            "\(width) 个单元格，与表头一致；此行有 \(count) 个", "\(width) cells, as in the header; the row has \(count)"),
          mend: Bilingual("请补齐或删去多余的分隔符；含分隔符的内容加引号", "add or remove separators; quote cells that contain one")))
      return false
    }
  }

  /// The non-blank records after the header.
  private var records: [Int] { (first + 1..<max(first + 1, text.recordCount)).filter { !text.isBlank($0) } }

  /// The non-blank records that have the header's width; empty if a required column is missing.
  var wholeRecords: [Int] { hasAllRequired ? records.filter(isWhole) : [] }

  /// Whether no required column is missing and every record has the header's width.
  var isWhole: Bool { hasAllRequired && records.allSatisfy(isWhole) }

  /// The cell that marks a record as a total of the rows above, as in spreadsheets; nil if the record is an item.
  func total(_ record: Int) -> (cell: CellKey, word: String)? {
    guard case .identifier = schema.columns[0].kind else { return nil }
    for column in schema.columns.prefix(2) {
      // Fast path: most ids end in a digit, and a list may hold millions.
      guard let text = cell(record, column.cell), text.utf8.count < 24, text.utf8.last.map({ $0 > 57 }) ?? false else {
        continue
      }
      let word = text.lowercased().filter { !$0.isWhitespace && $0 != ":" && $0 != "：" }
      if ["合计", "总计", "小计", "共计", "总和", "total", "subtotal", "grandtotal"].contains(word) {
        return (column.cell, text)
      }
    }
    return nil
  }

  private func isWhole(_ record: Int) -> Bool {
    let count = text.cellCount(record)
    return count >= width && (width..<count).allSatisfy { text.text(record, $0).trimmedCell.isEmpty }
  }

  /// The ids of the list; nil if a row or its id cannot be read.
  func ids() -> Set<String>? {
    guard hasAllRequired else { return nil }
    var out: Set<String> = []
    for record in records {
      let id = id(record)
      guard isWhole(record), let id, IdentifierFlaw(id) == nil else {
        if total(record) != nil { continue }
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

  /// The id of a record; nil in a list without ids.
  func id(_ record: Int) -> String? { schema.id.flatMap { cell(record, $0) }.map(halfWidthID) }

  func origin(_ record: Int) -> Origin {
    origins?[record - first - 1] ?? Origin(header: header, line: text.records[record].line)
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
  func canonicalText(_ columns: [ColumnSchema]) -> String {
    let rows = records.map { record in
      var row: [UInt8] = []
      for (number, column) in columns.enumerated() {
        if number > 0 { row.append(UInt8(ascii: ",")) }
        row += csvCell(cell(record, column.cell) ?? "").utf8
      }
      row.append(UInt8(ascii: "\n"))
      return row
    }
    let header = columns.map(\.key).joined(separator: ",") + "\n"
    let sorted = rows.sorted { $0.lexicographicallyPrecedes($1) }
    return header + String(decoding: sorted.joined(), as: UTF8.self)
  }
}

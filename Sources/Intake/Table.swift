import Foundation
import Model

/// One list file whose header has been understood.
final class Table: Sendable {
  let schema: TableSchema
  let header: Header
  let text: DelimitedText
  /// Column keys by position; nil for a column that is not ours.
  private let keys: [String?]
  private let index: [String: Int]

  /// Reads the bytes of `file`; what is wrong goes into `findings`.
  /// - Returns: nil where the file cannot be read at all.
  init?(_ data: Data, file: String, schema: TableSchema, findings: inout [Finding]) {
    self.schema = schema
    func refuse(_ code: String, line: Int = 0, _ expected: Bilingual, _ mend: Bilingual) {
      findings.append(Finding(code, file: file, line: line, expected: expected, mend: mend))
    }
    let bytes: [UInt8]
    do {
      bytes = try utf8Bytes(of: data)
    } catch .binary {
      refuse(
        "file-binary", Bilingual("文本文件（CSV）", "a text file (CSV)"),
        Bilingual("请在电子表格中另存为 CSV", "save it as CSV from the spreadsheet"))
      return nil
    } catch {
      refuse(
        "encoding-unknown", Bilingual("UTF-8 或 GB18030（GBK）编码", "UTF-8 or GB18030 (GBK)"),
        Bilingual("请另存为“CSV UTF-8”", "save it as “CSV UTF-8”"))
      return nil
    }
    guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
      refuse(
        "file-empty", Bilingual("第一行为表头", "a first line with the column names"),
        Bilingual("请填入表头；没有内容的可选表可以删去", "add the header; an optional list without rows may be deleted"))
      return nil
    }
    let separator = Self.delimiter(of: bytes, schema)
    do {
      text = try DelimitedText(bytes, delimiter: separator)
    } catch {
      switch error.flaw {
      case .quoteUnclosed(let line):
        refuse(
          "quote-unclosed", line: line, Bilingual("成对的双引号", "a closing double quote"),
          Bilingual("请补上引号；单元格内的引号写两次", "add it; a quote inside a cell is written twice"))
      case .textAfterQuote(let line):
        refuse(
          "quote-unclosed", line: line, Bilingual("引号之后是分隔符", "a separator after the closing quote"),
          Bilingual("单元格内的引号写两次", "write a quote inside a cell twice"))
      case .lineTooLong(let line):
        refuse(
          "line-too-long", line: line, Bilingual("每行不超过 1 MB", "at most 1 MB in one line"),
          Bilingual("请检查换行符或引号是否损坏", "look for a lost line break or quote"))
      }
      return nil
    }
    var positions: [String: Int] = [:]
    var keys: [String?] = []
    for cell in 0..<text.cellCount(0) {
      let name = text.text(0, cell).trimmedCell
      guard let column = schema.column(named: name) else {
        keys.append(nil)
        if name.isEmpty { continue }
        let guess = nearest(name, schema.columns.flatMap { [$0.key, $0.zh] })
        findings.append(
          Finding(
            "column-unknown", severity: .warning, file: file, line: 1, column: cell + 1, value: name,
            expected: Bilingual("“\(schema.zh)”表的列名", "a column of \(schema.key)"),
            mend: guess.map { Bilingual("是否应为“\($0)”？此列未被读取", "did you mean ‘\($0)’? The column is not read") }
              ?? Bilingual("此列未被读取；不需要可删去", "the column is not read; delete it if it is not needed")))
        continue
      }
      if positions[column.key] != nil {
        findings.append(
          Finding(
            "column-repeated", file: file, line: 1, column: cell + 1, value: name,
            expected: Bilingual("每列只出现一次", "each column once"), mend: Bilingual("请删去一列", "delete one of them")))
        keys.append(nil)
        continue
      }
      positions[column.key] = cell + 1
      keys.append(column.key)
    }
    for column in schema.columns where column.required && positions[column.key] == nil {
      findings.append(
        Finding(
          "column-missing", file: file, line: 1, value: "",
          expected: Bilingual("“\(column.zh)”列（\(column.key)）", "the column \(column.key) (\(column.zh))"),
          mend: Bilingual("请加上此列：\(column.meaning.zh)", "add it: \(column.meaning.en)")))
    }
    self.keys = keys
    index = positions.mapValues { $0 - 1 }
    header = Header(file: file, positions: positions)
  }

  /// The separator under which most of the first line's cells are columns we know.
  private static func delimiter(of bytes: [UInt8], _ schema: TableSchema) -> UInt8 {
    let first = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(100_000), as: UTF8.self)
    let candidates: [Character] = [",", ";", "\t"]
    let known = candidates.map { candidate in
      first.split(separator: candidate).filter {
        schema.column(named: $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))) != nil
      }.count
    }
    let best = known.indices.max { (known[$0], -$0) < (known[$1], -$1) }!
    return candidates[best].asciiValue!
  }

  var hasAllRequired: Bool { schema.columns.allSatisfy { !$0.required || index[$0.key] != nil } }

  /// The records after the header that hold anything; a record with a cell too many or too few is a finding.
  func rows(_ findings: inout [Finding]) -> [Int] {
    (1..<max(1, text.recordCount)).filter { record in
      guard !text.isBlank(record) else { return false }
      guard text.cellCount(record) == keys.count else {
        findings.append(
          Finding(
            "row-ragged", file: header.file, line: text.records[record].line,
            value: "\(text.cellCount(record))",
            expected: Bilingual("\(keys.count) 个单元格，与表头一致", "\(keys.count) cells, as in the header"),
            mend: Bilingual("请补齐或删去多余的分隔符；含分隔符的内容加引号", "add or remove separators; quote cells that contain one")))
        return false
      }
      return true
    }
  }

  func cell(_ record: Int, _ key: String) -> String? {
    guard let cell = index[key] else { return nil }
    let text = text.text(record, cell).trimmedCell
    return text.isEmpty ? nil : text
  }

  func origin(_ record: Int) -> Origin { Origin(header: header, line: text.records[record].line) }

  /// The table with English column names in a fixed order, sorted rows and LF: the same whatever the order of rows and
  /// columns, the separator and the encoding were.
  func canonicalText() -> String {
    let columns = schema.columns.filter { index[$0.key] != nil }
    let rows = (1..<max(1, text.recordCount)).filter { !text.isBlank($0) }.map { record in
      var row: [UInt8] = []
      for (number, column) in columns.enumerated() {
        if number > 0 { row.append(UInt8(ascii: ",")) }
        row += csvCell(cell(record, column.key) ?? "").utf8
      }
      row.append(UInt8(ascii: "\n"))
      return row
    }
    let header = columns.map(\.key).joined(separator: ",") + "\n"
    let sorted = rows.sorted { $0.lexicographicallyPrecedes($1) }
    return header + String(decoding: sorted.joined(), as: UTF8.self)
  }
}

/// A cell as CSV writes it: quoted where it holds a separator, a quote or a line break.
public func csvCell(_ text: String) -> String {
  let quote = UInt8(ascii: "\"")
  guard text.utf8.contains(where: { $0 == 0x2C || $0 == quote || $0 == 0x0A || $0 == 0x0D }) else { return text }
  var bytes = [quote]
  for byte in text.utf8 {
    if byte == quote { bytes.append(quote) }
    bytes.append(byte)
  }
  return String(decoding: bytes + [quote], as: UTF8.self)
}

import Foundation
import Model
import WorkbookReading

/// Where the cells of a list come from.
enum TableSource {
  /// The bytes of a file.
  case file(Data)
  /// A sheet of a workbook.
  case sheet(Sheet)

  /// The cells, and the first record that may be a title or the header.
  /// - Throws: ``Findings`` if the bytes are no table, or the sheet is blank.
  func text(_ file: String, _ schema: TableSchema) throws(Findings) -> (text: DelimitedText, start: Int) {
    switch self {
    case .file(let data):
      func delimiter(_ bytes: [UInt8]) -> UInt8 { Self.namedDelimiter(of: bytes) ?? Self.delimiter(of: bytes, schema) }
      let bytes = try listBytes(of: data, file: file, separator: delimiter)
      let hasSeparator = Self.namedDelimiter(of: bytes) != nil
      return (try delimitedText(bytes, file: file, delimiter: delimiter(bytes)), hasSeparator ? 1 : 0)
    case .sheet(let sheet):
      if sheet.isBlank { throw Findings(noHeader(file)) }
      if let refusal = Findings(controlFindings(in: sheet, file: file)) { throw refusal }
      return (DelimitedText(sheet), 0)
    }
  }

  /// The separator that a first line such as `sep=;` names, which Excel writes and reads.
  fileprivate static func namedDelimiter(of bytes: [UInt8]) -> UInt8? {
    let line = bytes.prefix(16).prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    return line.last
  }

  /// The separator that yields the most known column names in one of the first lines.
  fileprivate static func delimiter(of bytes: [UInt8], _ schema: TableSchema) -> UInt8 {
    let lines = bytes.prefix(100_000).split(maxSplits: 3 * TableLayout.mostRows) { $0 == 0x0A || $0 == 0x0D }
      .prefix(3 * TableLayout.mostRows).map { String(decoding: $0, as: UTF8.self) }
    let candidates: [Unicode.Scalar] = [",", ";", "\t"]
    let known = candidates.map { candidate in
      lines.map { line in
        line.parts(at: candidate).count {
          let head = ColumnHead($0.trimmingCharacters(in: CharacterSet(charactersIn: "\"")), line: 0)
          return !head.isEmpty && schema.column(named: head) != nil
        }
      }.max() ?? 0
    }
    let best = known.indices.max { (known[$0], -$0) < (known[$1], -$1) }!
    return UInt8(ascii: candidates[best])
  }
}

extension Finding {
  /// The refusal of a row that has another number of cells than the header, or content beyond it.
  static func ragged(_ place: FindingPlace, _ value: String, width: Int, count: Int) -> Finding {
    let expected =
      place.isInSheet
      ? Bilingual(
        "最后一个列名（\(FindingPlace.letters(ofColumn: width)) 列）之后没有内容",
        "nothing beyond the last named column, \(FindingPlace.letters(ofColumn: width))")
      : Bilingual("\(width) 个单元格，与表头一致；此行有 \(count) 个", "\(width) cells, as in the header; the row has \(count)")
    let mend =
      place.isInSheet
      ? Bilingual("请给此列写上列名，或把内容移走", "give the column a name, or move what is there")
      : Bilingual("请补齐或删去多余的分隔符；含分隔符的内容加引号", "add or remove separators; quote cells that contain one")
    return Finding(
      "row-ragged", file: place.file, line: place.line, column: place.column, value: value, expected: expected,
      mend: mend)
  }
}

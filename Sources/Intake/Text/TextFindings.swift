import Foundation
import Model
import WorkbookReading

// Findings, with line and column, for files that cannot be read as text.

/// Decodes a text file to UTF-8 bytes.
/// - Parameter separator: Determines the cell separator from the text; nil if lines have no cells.
/// - Throws: ``Findings`` if the bytes cannot be decoded or contain control characters.
func textBytes(
  of data: Data, file: String, separator: ([UInt8]) -> UInt8? = { _ in nil }
) throws(Findings) -> [UInt8] {
  let bytes: [UInt8]
  do { bytes = try utf8Bytes(of: data) } catch {
    switch error.kind {
    case .binary:
      throw Findings(
        Finding(
          "file-binary", file: file, expected: Bilingual("文本文件（CSV）", "a text file (CSV)"),
          mend: Bilingual("请在电子表格中另存为 CSV", "save it as CSV from the spreadsheet")))
    case .undecodable(let byte):
      let place = place(after: error.before[...], separator: separator(error.before))
      throw Findings(
        Finding(
          "encoding-unknown", file: file, line: place.line, column: place.column,
          value: byte.map { "0x" + String($0, radix: 16, uppercase: true) } ?? "",
          expected: Bilingual("UTF-8 或 GB18030（GBK）编码", "UTF-8 or GB18030 (GBK)"),
          mend: Bilingual(
            "请检查此处有无损坏或截断的字，再另存为“CSV UTF-8”",
            "look for a character that is damaged or cut off there, then save it as “CSV UTF-8”")))
    }
  }
  if let refusal = Findings(controls(in: bytes, file: file, separator: separator(bytes))) { throw refusal }
  return bytes
}

/// Findings for control characters and replacement characters (U+FFFD), at most one hundred.
private func controls(in bytes: [UInt8], file: String, separator: UInt8?) -> [Finding] {
  var found: [Finding] = []
  var index = 0
  var counted = TextPlace(separator: separator)
  var isCounted = 0
  while index < bytes.count, found.count < 100 {
    guard let scalar = control(at: index, of: bytes) else {
      index += 1
      continue
    }
    counted.pass(bytes[isCounted..<index])
    isCounted = index
    found.append(refusal(of: scalar, file, (counted.line, counted.column)))
    index += UTF8.width(scalar)
  }
  return found
}

/// Findings for the same characters in the cells of a sheet, one for each cell and at most one hundred.
/// - Complexity: O(bytes) for a sheet without any.
func controlFindings(in sheet: Sheet, file: String) -> [Finding] {
  guard sheet.bytes.indices.contains(where: { control(at: $0, of: sheet.bytes) != nil }) else { return [] }
  var found: [Finding] = []
  for (index, row) in sheet.rows.enumerated() where found.count < 100 {
    let end = index + 1 < sheet.rows.count ? sheet.rows[index + 1].firstCell : sheet.cells.count
    for cell in row.firstCell..<end {
      guard let scalar = sheet.cells[cell].lazy.compactMap({ control(at: $0, of: sheet.bytes) }).first else { continue }
      found.append(refusal(of: scalar, file, (row.number, cell - row.firstCell + 1)))
    }
  }
  return found
}

private func refusal(of scalar: Unicode.Scalar, _ file: String, _ place: (line: Int, column: Int)) -> Finding {
  let code = String(scalar.value, radix: 16, uppercase: true)
  let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
  return scalar == "\u{FFFD}" ? lostCharacter(name, file, place) : controlCharacter(name, file, place)
}

private func controlCharacter(_ name: String, _ file: String, _ place: (line: Int, column: Int)) -> Finding {
  Finding(
    "control-character", file: file, line: place.line, column: place.column, value: name,
    expected: Bilingual("看得见的文字", "text that can be seen"),
    mend: Bilingual("请删去此处看不见的控制字符 \(name)", "delete the control character \(name), which does not show"))
}

private func lostCharacter(_ name: String, _ file: String, _ place: (line: Int, column: Int)) -> Finding {
  Finding(
    "encoding-unknown", file: file, line: place.line, column: place.column, value: name,
    expected: Bilingual("没有乱码的文字", "text without the mark of a lost character"),
    mend: Bilingual(
      "此处有一个字在以前转换编码时丢失了；请从原文件重新另存，或补上这个字",
      "a character was lost here when the file was converted before; save it anew from the original, or write the character"
    ))
}

/// The refused scalar at a byte index, or nil.
/// - Complexity: O(1). Most bytes are decided without decoding.
private func control(at index: Int, of bytes: [UInt8]) -> Unicode.Scalar? {
  let byte = bytes[index]
  func scalar(_ count: Int) -> Unicode.Scalar? {
    guard index + count <= bytes.count else { return nil }
    return String(decoding: bytes[index..<index + count], as: UTF8.self).unicodeScalars.first
  }
  let found: Unicode.Scalar? =
    switch byte {
    case 0x00...0x1F, 0x7F: Unicode.Scalar(byte)
    case 0xC2: scalar(2)
    case 0xE2 where bytes[index + 1] <= 0x81: scalar(3)
    case 0xEF where [0xBB, 0xBF].contains(bytes[index + 1]): scalar(3)
    default: nil
    }
  return found.flatMap { $0.isRefusedInText ? $0 : nil }
}

extension Unicode.Scalar {
  /// Whether the scalar is refused: a control other than tab and line ends, an inner byte order mark, or U+FFFD.
  fileprivate var isRefusedInText: Bool {
    switch self {
    case "\t", "\n", "\r": false
    case "\u{FEFF}", "\u{FFFD}": true
    default: isControl
    }
  }
}

/// A position in a text: the line, and the cell in it, or the character if there is no separator.
private struct TextPlace {
  let separator: UInt8?
  private(set) var line = 1
  private(set) var column = 1
  private var isQuoted = false
  private var isCellStart = true
  private var last: UInt8 = 0

  init(separator: UInt8?) { self.separator = separator }

  mutating func pass(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      let isLineEnd = byte == 0x0A || byte == 0x0D
      if separator != nil, byte == UInt8(ascii: "\""), isQuoted || isCellStart { isQuoted.toggle() }
      isCellStart = false
      if isLineEnd {
        if byte == 0x0D || last != 0x0D { line += 1 }
        if !isQuoted { (column, isCellStart) = (1, true) }
      } else if byte == separator, !isQuoted {
        column += 1
        isCellStart = true
      } else if separator == nil, byte & 0xC0 != 0x80 {
        column += 1
      }
      last = byte
    }
  }
}

private func place(after bytes: ArraySlice<UInt8>, separator: UInt8?) -> (line: Int, column: Int) {
  var place = TextPlace(separator: separator)
  place.pass(bytes)
  return (place.line, place.column)
}

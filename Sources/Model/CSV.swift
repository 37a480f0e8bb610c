// Tables as CSV (RFC 4180). Cells are scanned by bytes and scalars, not by characters: a comma followed by a combining
// mark is one Character, which does not equal a comma.

/// A cell as CSV text: quoted where it holds a separator, a quote or a line break.
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

/// A table as CSV text for spreadsheets: it begins with a byte order mark, which makes them read Chinese correctly, and
/// no cell of it can be taken for a formula.
public func spreadsheetText(_ rows: [[String]]) -> String {
  "\u{FEFF}"
    + rows.map { $0.map { csvCell(markedAsText($0)) }.joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
}

/// Prefixes an apostrophe to a cell that a spreadsheet would take for a formula; plain numbers are kept.
public func markedAsText(_ cell: String) -> String {
  guard let first = cell.unicodeScalars.first else { return cell }
  // Some spreadsheets drop leading blanks and quotes before they look for a formula.
  let start = cell.unicodeScalars.first { !$0.properties.isWhitespace && !$0.isInvisible && !quotes.contains($0) }
  let isFormula = start.map(formulaSigns.contains) ?? false
  guard isFormula || first == "\t" || first == "\r", !isPlainNumber(cell) else { return cell }
  return "'" + cell
}

private let quotes = Set("\"'`‘’“”＂＇".unicodeScalars)
private let formulaSigns = Set("=+-@＝＋－＠﹦﹢﹣﹫−".unicodeScalars)

private func isPlainNumber(_ cell: String) -> Bool { cell.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil }

// Operations on the text of every cell. A list may hold millions of cells, so plain cells are recognised by their bytes
// and returned unchanged.

extension String {
  /// The text without leading and trailing white space, including the ideographic space and the byte order mark.
  /// - Complexity: O(1) for plain cells, O(bytes) otherwise.
  public var trimmedCell: String {
    func isPlain(_ byte: UInt8?) -> Bool {
      guard let byte else { return true }
      // Printable ASCII is never part of a space; any other byte may be.
      return byte > 0x20 && byte < 0x80
    }
    if isPlain(utf8.first), isPlain(utf8.last) { return self }
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar.value == 0xFEFF }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
      ? self : String(scalars[first...last])
  }

  /// The text with each `""` replaced by `"`: quotes are doubled in a quoted cell.
  /// - Complexity: O(bytes).
  var replacingDoubledQuotes: String {
    let quote = UInt8(ascii: "\"")
    guard utf8.contains(quote) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isSecond = false
    for byte in utf8 {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Replaces full-width letters, digits and signs, which Chinese input methods produce, by their ASCII counterparts.
/// - Complexity: O(bytes).
public func halfWidth(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0)! : $0 }))
}

/// Splits a cell with several values at `;`, `；`, `、`, `|`, `｜` and line breaks.
/// - Parameter commas: Whether commas separate too: true where no value can contain one.
func listParts(_ raw: String, commas: Bool = false) -> [String] {
  raw.unicodeScalars.split { scalar in
    switch scalar {
    case ";", "；", "、", "|", "｜", "\n", "\r": true
    case ",", "，": commas
    default: false
    }
  }.map { String($0).trimmedCell }.filter { !$0.isEmpty }
}

extension String {
  /// The parts between separators, including empty ones.
  ///
  /// Splits by scalars: a combining mark after a separator forms one character with it, and would hide it.
  func parts(at sign: Unicode.Scalar) -> [String] {
    unicodeScalars.split(separator: sign, omittingEmptySubsequences: false).map { String($0) }
  }
}

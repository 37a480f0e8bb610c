// What happens to the text of every cell. A list may hold millions, so plain cells are told apart by their bytes and returned
// as they are.

extension String {
  /// Without the white space at both ends, the ideographic space and the byte order mark among it.
  public var trimmedCell: String {
    func isPlain(_ byte: UInt8?) -> Bool {
      guard let byte else { return true }
      // No other lead or trail byte of UTF-8 begins or ends a space.
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

  /// `""` as `"`, as a quoted cell writes it.
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

/// Full-width digits and signs as their ASCII counterparts, as Chinese input methods write them.
public func halfWidth(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0)! : $0 }))
}

/// The parts of a cell that holds several: separated by `;`, `；`, `、`, `|`, `｜` or a line break.
/// - Parameter commas: Commas separate, too, as no part can hold one.
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
  /// The parts between signs, empty ones too. By scalars: a mark behind a sign makes one character of the two, and the sign
  /// is there all the same.
  func parts(at sign: Unicode.Scalar) -> [String] {
    unicodeScalars.split(separator: sign, omittingEmptySubsequences: false).map { String($0) }
  }
}

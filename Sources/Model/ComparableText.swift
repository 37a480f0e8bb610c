extension String {
  /// The text as it is compared with texts that may mean the same: without blanks and punctuation, in half width and
  /// lower case.
  /// - Complexity: O(scalars).
  public var comparableText: String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let half = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0)! : scalar
      switch half.properties.generalCategory {
      case .uppercaseLetter, .titlecaseLetter: out.append(contentsOf: half.properties.lowercaseMapping.unicodeScalars)
      case .lowercaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber,
        .nonspacingMark, .spacingMark, .enclosingMark, .mathSymbol, .currencySymbol:
        out.append(half)
      default: continue
      }
    }
    return String(out)
  }

  /// The text without what stands in brackets, which in a title is most often a remark: `午餐（重复上报）` is `午餐`.
  ///
  /// A bracket that is not closed, and a text that is wholly in brackets, stay as they are.
  /// - Complexity: O(characters).
  public var withoutBrackets: String {
    let closing: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕", "［": "］"]
    var out = ""
    var rest = self[...]
    while let open = rest.firstIndex(where: { closing[$0] != nil }) {
      // An input method may open a bracket in full width and close it in half width.
      guard let close = rest[open...].firstIndex(where: { closing.values.contains($0) }) else { break }
      out += rest[..<open]
      rest = rest[rest.index(after: close)...]
    }
    out += rest
    return out.comparableText.isEmpty ? self : out
  }
}

import Model

/// A column of a department's table, as a profile names it.
///
/// `NAME` is the only column that the header so names. `NAME#2` is the second of several that it so names, and `#5` is
/// the fifth column of the table. A header in double quotes is only a header, whatever signs and words it holds.
struct ProfileColumn: Hashable, Sendable {
  /// The header, or the header and the number; without quotes.
  var text: String
  private let isQuoted: Bool

  /// Parses the name of a column.
  /// - Returns: nil for an empty name.
  init?(_ written: String) {
    let written = written.trimmedCell
    isQuoted = written.count >= 2 && written.hasPrefix("\"") && written.hasSuffix("\"")
    text = isQuoted ? String(written.dropFirst().dropLast()).trimmedCell : written
    if text.isEmpty { return nil }
  }

  /// The header and the number of `NAME#2`; an empty header for `#5`. Nil if the text is only a header.
  private var numbered: (header: String, number: Int)? {
    guard !isQuoted, let sign = text.lastIndex(where: { $0 == "#" || $0 == "＃" }) else { return nil }
    let digits = halfWidth(String(text[text.index(after: sign)...])).trimmedCell
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), number > 0 else { return nil }
    return (String(text[..<sign]).trimmedCell, number)
  }

  /// Whether the name is a position such as `#5`, whatever the header says.
  var isPosition: Bool { numbered?.header.isEmpty ?? false }

  /// The indices of the columns that the name may mean: one, unless the table lacks the column or the name is not clear.
  /// - Complexity: O(heads).
  func candidates(_ heads: [ColumnHead]) -> [Int] {
    var found = heads.positions(named: text)
    if let (header, number) = numbered {
      let meant = header.isEmpty ? Array(heads.indices) : heads.positions(named: header)
      if number <= meant.count { found.append(meant[number - 1]) }
    }
    return Set(found).sorted()
  }
}

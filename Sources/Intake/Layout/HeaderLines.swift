import Model

/// The lines of the header as a user names them: `3`, or `3-4` for a header of two rows.
struct HeaderLines: Equatable {
  let first: Int
  let last: Int

  /// - Returns: nil if the text is neither a line nor two that follow each other.
  init?(_ text: String) {
    let parts = halfWidth(text).split(separator: "-", omittingEmptySubsequences: false).map {
      Int(String($0).trimmedCell)
    }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1], first > 0,
      last == first + parts.count - 1 || parts.count == 2 && last > first && last < first + 10
    else { return nil }
    (self.first, self.last) = (first, last)
  }

  /// Reads a first line such as `header=3`, which a list may begin with.
  /// - Returns: nil if the record says something else.
  init?(firstLineOf text: DelimitedText, _ record: Int) {
    let words = headerKey(text.words(record))
    guard let sign = words.firstIndex(of: "="), ["header", "表头"].contains(words[..<sign]) else { return nil }
    self.init(String(words[words.index(after: sign)...]))
  }

  /// The records of the header.
  /// - Throws: ``Findings`` if there is none in these lines.
  func records(of text: DelimitedText, file: String) throws(Findings) -> ClosedRange<Int> {
    if let lower = text.record(atLine: first), let upper = text.record(atLine: last), upper - lower <= 1 {
      return lower...upper
    }
    let value = first == last ? String(first) : "\(first)-\(last)"
    throw Findings(
      Finding(
        "header-missing", file: file, value: value,
        expected: Bilingual("表头所在的行号，两行的写作 3-4", "the line of the header, or 3-4 for a header of two rows"),
        mend: Bilingual("该行是空的或不存在：请改正行号", "the line is blank or missing: correct the number")))
  }
}

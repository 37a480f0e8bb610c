import Model

/// A line `filter COLUMN …` of a profile: a condition that a row must meet to be used.
struct ProfileFilter: Sendable {
  /// A comparison of numbers, amounts, percentages or days.
  enum Order: String, Sendable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
  }

  /// The condition on the text of a cell.
  enum Test: Sendable {
    case equals(String), differs(String), contains(String), begins(String)
    /// Any, or none, of several texts between semicolons.
    case among(String), outside(String)
    case blank, filled
    case compares(Order, String)
  }

  var column: ProfileColumn
  var test: Test
  let place: Profile.Place

  /// The filter as a profile writes it.
  var text: String { column.text + " " + test.text }
}

extension ProfileFilter.Test {
  /// The words of a condition, longest first where one begins another; the first list may stand without spaces.
  private static let signs = ["!=", "<=", ">=", "≠", "≤", "≥", "<", ">", "="]
  private static let words = ["not in", "in", "contains", "begins with", "is not blank", "is blank"]

  /// The test with its texts replaced.
  func mapped(_ text: (String) -> String) -> Self {
    switch self {
    case .equals(let value): .equals(text(value))
    case .differs(let value): .differs(text(value))
    case .contains(let value): .contains(text(value))
    case .begins(let value): .begins(text(value))
    case .among(let values): .among(text(values))
    case .outside(let values): .outside(text(values))
    case .blank, .filled: self
    case .compares(let order, let value): .compares(order, text(value))
    }
  }

  var text: String {
    switch self {
    case .equals(let value): "= " + value
    case .differs(let value): "!= " + value
    case .contains(let value): "contains " + value
    case .begins(let value): "begins with " + value
    case .among(let values): "in " + values
    case .outside(let values): "not in " + values
    case .blank: "is blank"
    case .filled: "is not blank"
    case .compares(let order, let value): order.rawValue + " " + value
    }
  }

  private init?(_ sign: String, _ value: String) {
    let isList = !Self.parts(value).isEmpty
    switch sign {
    case "=": self = .equals(value)
    case "!=", "≠": self = .differs(value)
    case "contains" where !value.isEmpty: self = .contains(value)
    case "begins with" where !value.isEmpty: self = .begins(value)
    case "in" where isList: self = .among(value)
    case "not in" where isList: self = .outside(value)
    case "is blank" where value.isEmpty: self = .blank
    case "is not blank" where value.isEmpty: self = .filled
    case "≤" where !value.isEmpty: self = .compares(.atMost, value)
    case "≥" where !value.isEmpty: self = .compares(.atLeast, value)
    default:
      guard let order = ProfileFilter.Order(rawValue: sign), !value.isEmpty else { return nil }
      self = .compares(order, value)
    }
  }

  /// The texts between semicolons.
  static func parts(_ values: String) -> [String] {
    values.unicodeScalars.split { $0 == ";" || $0 == "；" }.map { String($0).trimmedCell }.filter { !$0.isEmpty }
  }

  /// Splits `COLUMN CONDITION` into the column and the condition.
  ///
  /// The condition begins at the first sign or word that can begin one. A word before a sign may as well be part of the
  /// column's name, so it needs the name in quotes.
  /// - Returns: nil if there is no condition, or more than one reading.
  static func parsed(_ text: String) -> (column: ProfileColumn, test: Self)? {
    var name = "", rest = text
    if text.hasPrefix("\"") {
      guard let end = text.dropFirst().firstIndex(of: "\"") else { return nil }
      (name, rest) = (String(text[...end]), String(text[text.index(after: end)...]))
    }
    let sign = first(signs, in: rest) { _, _ in true }
    let word = first(words, in: rest) { before, after in
      (before?.isWhitespace ?? !name.isEmpty) && after?.isWhitespace ?? true
    }
    if name.isEmpty, let sign, let word, word.start < sign.start { return nil }
    guard let found = [sign, word].compactMap({ $0 }).min(by: { $0.start < $1.start }),
      let column = ProfileColumn(name.isEmpty ? String(rest[..<found.start]) : name),
      name.isEmpty || rest[..<found.start].allSatisfy(\.isWhitespace),
      let test = Self(found.text, String(rest[found.end...]).trimmedCell)
    else { return nil }
    return (column, test)
  }

  private typealias Occurrence = (start: String.Index, end: String.Index, text: String)

  /// The first occurrence of any of the words whose neighbours are accepted; of those at one place, the first in order.
  private static func first(
    _ words: [String], in text: String, _ accepts: (_ before: Character?, _ after: Character?) -> Bool
  ) -> Occurrence? {
    for start in text.indices {
      for word in words where text[start...].hasPrefix(word) {
        let end = text.index(start, offsetBy: word.count)
        let before = start > text.startIndex ? text[text.index(before: start)] : nil
        if accepts(before, end < text.endIndex ? text[end] : nil) { return (start, end, word) }
      }
    }
    return nil
  }
}

import Model

// The one place where a workbook's numbers become doubles, which is what a spreadsheet keeps.
extension Cell.Value {
  /// The number that a spreadsheet keeps; nil for other cells, and for numbers of more digits than a spreadsheet shows,
  /// which are written as text so that none is lost.
  ///
  /// A decimal number of at most 15 digits is the double nearest to it: a spreadsheet shows, adds and saves it as it is.
  var number: Double? {
    switch self {
    case .decimal(let value, let digits) where value.magnitude < Self.mostDigits:
      Double(Int64(value)) / Double(tenTo(digits))
    case .minutes(let minutes) where minutes.magnitude < Self.mostDigits: Double(Int64(minutes)) / 1440
    // Spreadsheets take 1900 for a leap year: days before March of it have other numbers there.
    case .day(let day) where day >= Day(1900, 3, 1)!: Double(day.number + 25_569)
    default: nil
    }
  }

  /// The value as text, where it is no number of a spreadsheet.
  var exactText: String {
    switch self {
    case .decimal(let value, let digits): decimalText(value, digits: digits, grouped: true)
    case .minutes(let minutes): minutesText(minutes)
    case .day(let day): day.description
    case .text(let text), .link(_, let text): text
    case .sum(_, let value): value.exactText
    case .blank: ""
    }
  }

  /// The formula of a sum of such values. Money is rounded to minor units, so that the sum of doubles is the exact sum.
  func formula(ofSum range: String) -> String {
    if case .decimal(_, let digits) = self, digits > 0 { return "=ROUND(SUM(\(range)),\(digits))" }
    return "=SUM(\(range))"
  }

  /// 10^15: the numbers below it have at most 15 digits.
  private static let mostDigits: UInt128 = 1_000_000_000_000_000
}

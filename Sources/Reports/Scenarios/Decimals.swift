import Model

/// A decimal text of a plan as an exact number.
struct Decimals {
  static let digits = 15
  /// In 10^-15.
  let value: Int128

  /// - Returns: nil if the text is no number or has more decimals.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard (1...2).contains(parts.count), fraction.count <= Self.digits,
      let value = Int128(parts[0] + fraction + String(repeating: "0", count: Self.digits - fraction.count))
    else { return nil }
    self.value = value
  }

  private init(value: Int128) { self.value = value }

  static func - (a: Decimals, b: Decimals) -> Decimals { Decimals(value: a.value - b.value) }

  /// The number as a plan writes it.
  var text: String { decimalText(value, digits: Self.digits, trimmed: true) }

  /// The number as people read it, with at most three decimals; with a sign if it is a difference.
  /// - Parameter roundsUp: Whether what is beyond the decimals rounds the number up, as a bound; otherwise it is dropped.
  func shown(asChange: Bool = false, roundsUp: Bool = false) -> String {
    let thousandth: Int128 = 1_000_000_000_000
    let isRoundedUp = roundsUp && value > 0 && value % thousandth != 0
    let thousandths = value / thousandth + (isRoundedUp ? 1 : 0)
    let text = decimalText(thousandths, digits: 3, grouped: true, trimmed: true)
    return asChange && thousandths > 0 ? "+" + text : text
  }
}

/// A relative gap, such as `0.001`, in per cent: `0.1%`.
/// - Parameter parts: By how much it is divided.
func percentText(ofGap text: String, parts: Int128 = 1) -> String {
  (Decimals(text).map { decimalText($0.value / parts, digits: Decimals.digits - 2, trimmed: true) } ?? text) + "%"
}

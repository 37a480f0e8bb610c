/// A sum of money: a whole number of the currency's minor unit (分 of CNY).
///
/// An amount read from a list is at most ``limit``, so that the sum over any list that fits in memory fits 128 bits.
/// Products with scales are computed in `Int128`.
public struct Money: Hashable, Comparable, Sendable, Codable {
  /// Minor units.
  public var minorUnits: Int64

  /// No money.
  public static let zero = Money(0)
  /// The largest amount that a list may hold: 10^14 minor units, which is 10^12 元.
  public static let limit = Money(100_000_000_000_000)

  /// Creates a sum of this many minor units.
  public init(_ minorUnits: Int64) { self.minorUnits = minorUnits }
  /// Decodes a number of minor units.
  /// - Throws: `DecodingError`.
  public init(from decoder: Decoder) throws { minorUnits = try decoder.singleValueContainer().decode(Int64.self) }

  /// Encodes the number of minor units.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(minorUnits)
  }

  /// Compares the sums.
  public static func < (a: Money, b: Money) -> Bool { a.minorUnits < b.minorUnits }
  /// Adds two sums; traps on overflow of `Int64`.
  public static func + (a: Money, b: Money) -> Money { Money(a.minorUnits + b.minorUnits) }
  /// Subtracts one sum from another; traps on overflow of `Int64`.
  public static func - (a: Money, b: Money) -> Money { Money(a.minorUnits - b.minorUnits) }
  /// Adds a sum to another; traps on overflow of `Int64`.
  public static func += (a: inout Money, b: Money) { a = a + b }
}

/// The currency of amounts.
public struct Currency: Hashable, Sendable, Codable {
  /// ISO 4217 code, such as `CNY`.
  public var code: String
  /// Decimal digits of the minor unit: 2 for 分 of 元.
  public var digits: Int

  /// Creates a currency from its parts.
  public init(code: String = "CNY", digits: Int = 2) {
    self.code = code
    self.digits = digits
  }

  /// An amount as text in major units with grouped thousands: `Currency().text(Money(123_456_700))` is `1,234,567.00`.
  public func text(_ money: Money) -> String { decimalText(Int128(money.minorUnits), digits: digits, grouped: true) }
}

/// Ten to a power.
/// - Precondition: The power lies in 0...38.
public func tenTo(_ power: Int) -> Int128 { (0..<power).reduce(Int128(1)) { value, _ in value * 10 } }

/// The decimal text of a whole number of 10^-`digits`: `decimalText(-1234567, digits: 2, grouped: true)` is
/// `-12,345.67`.
/// - Parameters:
///   - grouped: Whether commas separate thousands.
///   - trimmed: Whether trailing zeros of the fraction are dropped.
public func decimalText(_ value: Int128, digits: Int, grouped: Bool = false, trimmed: Bool = false) -> String {
  var text = String(value.magnitude)
  if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
  var whole = String(text.dropLast(digits))
  var fraction = String(text.suffix(digits))
  if trimmed { while fraction.last == "0" { fraction.removeLast() } }
  if grouped {
    var out = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { out += "," }
      out.append(digit)
    }
    whole = out
  }
  return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
}

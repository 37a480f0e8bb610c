/// A sum of money: a whole number of the currency's minor unit (分 of CNY).
///
/// Every amount that enters through a list is at most ``limit``, so sums over any list that fits in memory stay within
/// 128 bits; products with scales are taken in `Int128`.
public struct Money: Hashable, Comparable, Sendable, Codable {
  public var minorUnits: Int64

  public static let zero = Money(0)
  /// 10^14 minor units: a million million 元.
  public static let limit = Money(100_000_000_000_000)

  public init(_ minorUnits: Int64) { self.minorUnits = minorUnits }
  public init(from decoder: Decoder) throws { minorUnits = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(minorUnits)
  }

  public static func < (a: Money, b: Money) -> Bool { a.minorUnits < b.minorUnits }
  public static func + (a: Money, b: Money) -> Money { Money(a.minorUnits + b.minorUnits) }
  public static func - (a: Money, b: Money) -> Money { Money(a.minorUnits - b.minorUnits) }
  public static func += (a: inout Money, b: Money) { a = a + b }
}

/// What the minor units stand for.
public struct Currency: Hashable, Sendable, Codable {
  /// ISO 4217, such as `CNY`.
  public var code: String
  /// Decimal digits of the minor unit: 2 for 元 and 分.
  public var digits: Int

  public init(code: String = "CNY", digits: Int = 2) {
    self.code = code
    self.digits = digits
  }

  /// `Currency().text(Money(123_456_700))` is `1,234,567.00`.
  public func text(_ money: Money) -> String { decimalText(Int128(money.minorUnits), digits: digits, grouped: true) }
}

/// A whole number of 10^-digits, written out: `decimalText(-1234567, digits: 2, grouped: true)` is `-12,345.67`.
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

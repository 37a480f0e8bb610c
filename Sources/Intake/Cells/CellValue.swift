import Foundation
import Model

/// The reason why a number is refused.
public enum NumberFlaw: Error {
  /// A text that is no number, one below 0, one with too many decimals, and one above the limit.
  case malformed, negative, tooManyDecimals, overflow
  /// An amount names another currency.
  case otherCurrency
}

/// Parses a non-negative decimal exactly, in units of 10^-digits: `12,345.6` with 2 digits is 1234560.
///
/// Commas are allowed only between groups of three digits.
/// - Parameter limit: The greatest value allowed, in units of 10^-digits.
/// - Throws: ``NumberFlaw`` if the text is malformed, negative, too precise or above `limit`.
/// - Complexity: O(bytes).
public func exactDecimal(_ raw: String, digits: Int, limit: Int64) throws(NumberFlaw) -> Int64 {
  var text = Substring(halfWidth(raw).trimmedCell).utf8
  let isNegative = text.first == UInt8(ascii: "-") || text.starts(with: "−".utf8)
  if isNegative { text = text.dropFirst(text.first == UInt8(ascii: "-") ? 1 : "−".utf8.count) }
  let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), !parts[0].isEmpty else { throw .malformed }
  let groups = parts[0].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  guard groups.count == 1 || ((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
  else {
    throw .malformed
  }
  var numerals = groups.flatMap { $0 }
  var decimals = parts.count == 2 ? Array(parts[1]) : []
  guard parts.count == 1 || !decimals.isEmpty, (numerals + decimals).allSatisfy({ (48...57).contains($0) }) else {
    throw .malformed
  }
  while decimals.last == 48 { decimals.removeLast() }
  guard decimals.count <= digits else { throw .tooManyDecimals }
  numerals += decimals + [UInt8](repeating: 48, count: digits - decimals.count)
  var value: Int64 = 0
  for digit in numerals {
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    guard !overflow, product <= limit else { throw isNegative ? .negative : .overflow }
    value = product + Int64(digit - 48)
  }
  guard value <= limit else { throw isNegative ? .negative : .overflow }
  if isNegative, value != 0 { throw .negative }
  return value
}

/// Parses an amount of money in minor units (分): `20万元`, `5千元`, `￥1,234.50`, `３００元` or `20 CNY`.
/// - Throws: ``NumberFlaw`` if the text is malformed, negative, too precise or above `Money.limit`.
public func exactMoney(_ raw: String, _ currency: Currency) throws(NumberFlaw) -> Money {
  var text = halfWidth(raw).trimmedCell
  if let stated = StatedCurrency(text, in: currency) {
    guard stated.fits(currency) else { throw .otherCurrency }
    text = stated.rest
  }
  var power = 0
  if text.hasSuffix("元") {
    text = String(text.dropLast()).trimmedCell
    let words = [("十万", 5), ("百万", 6), ("千万", 7), ("百", 2), ("千", 3)]
    if let word = words.first(where: { text.hasSuffix($0.0) }) {
      (text, power) = (String(text.dropLast(word.0.count)), word.1)
    }
  }
  if power == 0 {
    if text.hasSuffix("万") { power = 4 } else if text.hasSuffix("亿") { power = 8 }
    if power > 0 { text = String(text.dropLast()) }
  }
  return Money(try exactDecimal(text, digits: currency.digits + power, limit: Money.limit.minorUnits))
}

/// Parses a share, in basis points: `50%`, or a ratio with equal sides such as `1:1`, also with the ratio sign `∶`.
/// - Throws: ``NumberFlaw`` if the text is malformed, negative, too precise or above 10,000%.
public func exactShare(_ raw: String) throws(NumberFlaw) -> Share {
  let text = halfWidth(raw).trimmedCell
  if text.hasSuffix("%") {
    return Share(basisPoints: try exactDecimal(String(text.dropLast()), digits: 2, limit: 1_000_000))
  }
  let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "∶" }
    .map { String($0).trimmedCell }
  guard parts.count == 2, parts[0] == parts[1], let side = try? exactDecimal(parts[0], digits: 0, limit: 1_000_000),
    side > 0
  else { throw .malformed }
  return .whole
}

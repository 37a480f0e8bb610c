import Foundation
import Model

/// Why a number could not be read.
public enum NumberFlaw: Error { case malformed, negative, tooManyDecimals, overflow }

/// An exact decimal as a whole number of 10^-digits: `12,345.6` with 2 digits is 1234560. Commas stand only between groups
/// of three.
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

/// `20万元`, `￥1,234.50`, `３００元`.
public func exactMoney(_ raw: String, _ currency: Currency) throws(NumberFlaw) -> Money {
  var text = halfWidth(raw).trimmedCell
  for sign in ["¥", "￥", "$", "€"] where text.hasPrefix(sign) { text = String(text.dropFirst(sign.count)).trimmedCell }
  if text.hasSuffix("元") { text = String(text.dropLast()).trimmedCell }
  var power = 0
  if text.hasSuffix("万") { power = 4 } else if text.hasSuffix("亿") { power = 8 }
  if power > 0 { text = String(text.dropLast()) }
  return Money(try exactDecimal(text, digits: currency.digits + power, limit: Money.limit.minorUnits))
}

/// `50%`, `1:1`; also with the ratio sign, `1∶1`.
public func exactShare(_ raw: String) throws(NumberFlaw) -> Share {
  let text = halfWidth(raw).trimmedCell
  if text.hasSuffix("%") {
    return Share(basisPoints: try exactDecimal(String(text.dropLast()), digits: 2, limit: 1_000_000))
  }
  let parts = text.split { ":∶".contains($0) }.map { String($0).trimmedCell }
  if parts.count == 2, parts[0] == parts[1], Int(parts[0]).map({ $0 > 0 }) == true { return .whole }
  throw .malformed
}

/// `90`, `90分钟`, `1.5小时`, `2h`, `1小时30分`, `1:30` as whole minutes; nil where it is none, or more than 10^7.
public func exactMinutes(_ raw: String) -> Int64? {
  let limit: Int64 = 10_000_000
  var text = halfWidth(raw).trimmedCell.lowercased().replacingOccurrences(of: " ", with: "")
  for (word, sign) in [
    ("小时", "h"), ("时", "h"), ("hours", "h"), ("hour", "h"), ("分钟", "m"), ("分", "m"), ("minutes", "m"), ("min", "m"),
  ] { text = text.replacingOccurrences(of: word, with: sign) }
  func number(_ part: some StringProtocol, thousandths: Int64) -> Int64? {
    guard !part.contains(","), let milli = try? exactDecimal(String(part), digits: 3, limit: limit * 1000) else {
      return nil
    }
    let product = milli * thousandths
    return product % 1000 == 0 && product / 1000 <= limit ? product / 1000 : nil
  }
  func underAnHour(_ part: some StringProtocol) -> Int64? {
    number(part, thousandths: 1).flatMap { $0 < 60 ? $0 : nil }
  }
  let clock = text.split(separator: ":", omittingEmptySubsequences: false)
  if clock.count == 2 {
    guard clock[1].count == 2, !clock[0].contains("."), let hours = number(clock[0], thousandths: 60) else {
      return nil
    }
    return underAnHour(clock[1]).map { hours + $0 }
  }
  let hours = text.split(separator: "h", omittingEmptySubsequences: false)
  if hours.count == 2 {
    guard let whole = number(hours[0], thousandths: 60) else { return nil }
    if hours[1].isEmpty { return whole }
    return underAnHour(hours[1].hasSuffix("m") ? hours[1].dropLast() : hours[1]).map { whole + $0 }
  }
  return number(text.hasSuffix("m") ? text.dropLast() : Substring(text), thousandths: 1)
}

/// `08:30`, `8:30`, `8点30分`, `24:00` as minutes after midnight.
/// Seconds, as spreadsheets add them, are none.
func clockMinutes(_ raw: String) -> Int64? {
  var text = halfWidth(raw).trimmedCell.replacingOccurrences(of: "点", with: ":").replacingOccurrences(
    of: "时", with: ":")
  if text.hasSuffix("分") { text.removeLast() }
  if text.hasSuffix(":") { text += "00" }
  if text.count > 5, text.hasSuffix(":00") { text.removeLast(3) }
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
    text.utf8.allSatisfy({ $0 == 58 || (48...57).contains($0) }), let hour = Int64(parts[0]),
    let minute = Int64(parts[1]), minute < 60, hour * 60 + minute <= 1440
  else { return nil }
  return hour * 60 + minute
}

import Foundation

/// Parses a duration in minutes: `90`, `90分钟`, `1.5小时`, `2h`, `1小时30分` or `1:30`.
///
/// Minutes after hours need two digits or a unit, as `1小时3` may be a truncated `1小时30分`.
/// - Returns: Whole minutes, or nil if the text is not a duration or exceeds 10^7 minutes.
/// - Complexity: O(bytes).
public func exactMinutes(_ raw: String) -> Int64? {
  var text = halfWidth(raw).trimmedCell.lowercased()
  // Fast path: nearly all cells hold only a number, and the general parser takes many times as long.
  if text.utf8.allSatisfy({ (48...57).contains($0) }) { return minutes(text, each: 1) }
  // A space may separate a number from its unit, never two digits.
  if text.utf8.contains(UInt8(ascii: " ")), text.contains(/[0-9.] +[0-9.]/) { return nil }
  for (word, sign) in [
    (" ", ""), ("小时", "h"), ("时", "h"), ("hours", "h"), ("hour", "h"), ("分钟", "m"), ("分", "m"), ("minutes", "m"),
    ("min", "m"),
  ] where text.utf8.contains(word.utf8.first!) { text = text.replacingOccurrences(of: word, with: sign) }
  let clock = text.parts(at: ":")
  if clock.count == 2 { return hoursAndMinutes(clock[0], clock[1]) }
  let hours = text.parts(at: "h")
  if hours.count == 2 {
    if hours[1].isEmpty { return minutes(hours[0], each: 60) }
    guard hours[1].hasSuffix("m") else { return hoursAndMinutes(hours[0], hours[1]) }
    return hoursAndMinutes(hours[0], (hours[1].utf8.count == 2 ? "0" : "") + hours[1].dropLast())
  }
  return minutes(text.hasSuffix("m") ? String(text.dropLast()) : text, each: 1)
}

/// Parses days and half days of work, of 8 hours each: `半天`, `一天`, `全天`, `2天` or `1.5天`.
/// - Returns: Whole minutes, or nil if the text is no such duration.
func workingDayMinutes(_ raw: String) -> Int64? {
  let text = halfWidth(raw).trimmedCell
  switch text {
  case "半天", "半日": return 240
  case "一天", "全天", "一日": return 480
  default: break
  }
  guard let unit = ["个工作日", "工作日", "天"].first(where: text.hasSuffix) else { return nil }
  return minutes(String(text.dropLast(unit.count)).trimmedCell, each: 480)
}

/// Converts a number of units of `unit` minutes each to minutes; nil if the result is not whole.
private func minutes(_ number: String, each unit: Int64) -> Int64? {
  let limit: Int64 = 10_000_000
  guard !number.utf8.contains(UInt8(ascii: ",")),
    let milli = try? exactDecimal(number, digits: 3, limit: limit * 1000)
  else { return nil }
  let product = milli * unit
  return product % 1000 == 0 && product / 1000 <= limit ? product / 1000 : nil
}

/// Converts whole hours and two-digit minutes to minutes.
private func hoursAndMinutes(_ hours: String, _ rest: String) -> Int64? {
  guard !hours.utf8.contains(UInt8(ascii: ".")), rest.utf8.count == 2, rest.utf8.allSatisfy({ (48...57).contains($0) }),
    let hours = minutes(hours, each: 60), let rest = Int64(rest), rest < 60
  else { return nil }
  return hours + rest
}

/// Parses the end of a slot in minutes after the midnight before its start: a time of day, or one of the next day, as
/// `次日09:00`, `09:00+1` or `33:00`.
/// - Returns: nil if the text is neither, or later than the end of the next day.
func endClockMinutes(_ raw: String) -> Int64? {
  let text = halfWidth(raw).trimmedCell
  // Fast path: most are a time of day, and a pattern takes many times as long.
  if text.utf8.allSatisfy({ (48...58).contains($0) }) { return clockMinutes(text, atMost: 2880) }
  if let match = text.wholeMatch(of: /(?:次日|翌日|第二天) *(.+)/) { return clockMinutes(String(match.1)).map { $0 + 1440 } }
  if let match = text.wholeMatch(of: /(.+?) *(?:\+1|\(\+1\))/) {
    return clockMinutes(String(match.1)).map { $0 + 1440 }
  }
  return clockMinutes(text, atMost: 2880)
}

/// Parses a time of day in minutes after midnight: `08:30`, `8:30`, `8点30分`, `8点` or `24:00`.
///
/// Seconds, which spreadsheets add, must be `00`.
/// - Parameter most: The latest time, in minutes after midnight.
/// - Returns: nil if the text is not a time of day.
func clockMinutes(_ raw: String, atMost most: Int64 = 1440) -> Int64? {
  let (numbers, signs) = digitsAndSigns(halfWidth(raw).trimmedCell)
  var parts = numbers
  switch signs {
  case ["点"], ["时"]: if parts.count == 1 { parts.append("00") }
  case [":"], ["点", "分"], ["时", "分"]: break
  case [":", ":"]:
    guard parts.count == 3, parts[2] == "00" else { return nil }
    parts.removeLast()
  default: return nil
  }
  guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2, let hour = Int64(parts[0]),
    let minute = Int64(parts[1]), minute < 60, hour * 60 + minute <= most
  else { return nil }
  return hour * 60 + minute
}

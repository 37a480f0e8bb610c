/// A day of the Gregorian calendar, as the number of days since 1970-01-01.
public struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let number: Int

  /// Creates a day from its number.
  public init(number: Int) { self.number = number }

  /// Creates a day from year (1900 to 9999), month and day.
  /// - Returns: nil where the calendar has no such day: `Day(2026, 2, 29)` is nil.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    // Years begin in March here, so that the leap day is the last of its year (Howard Hinnant, days_from_civil).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Decodes a day written as `2026-03-01`.
  /// - Throws: `DecodingError`, also where the calendar has no such day.
  public init(from decoder: Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let day = Day(parts[0], parts[1], parts[2]) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no such day: \(text)"))
    }
    self = day
  }

  /// Encodes the day as `2026-03-01`.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day.
  public var parts: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The same day a year later; 28 February after a leap day, and the calendar's last day after its last year.
  public var aYearLater: Day {
    let (year, month, day) = parts
    return Day(year + 1, month, day) ?? Day(year + 1, month, 28) ?? Day(9999, 12, 31)!
  }

  /// Orders days by date.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// The day as `2026-03-01`.
  public var description: String {
    let (year, month, day) = parts
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}

/// A range of days, both ends included.
public struct Period: Hashable, Sendable {
  /// First day; nil for an open end.
  public var from: Day?
  /// Last day; nil for an open end.
  public var to: Day?

  /// Creates a period from its parts.
  public init(from: Day? = nil, to: Day? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether every day of another period, which has a first and a last one, lies in this one.
  public func contains(_ other: Period) -> Bool {
    guard let first = other.from, let last = other.to else { return from == nil && to == nil }
    return (from ?? first) <= first && last <= (to ?? last)
  }

  /// Whether some day lies in both periods.
  public func overlaps(_ other: Period) -> Bool {
    if let from, let end = other.to, end < from { return false }
    if let to, let start = other.from, to < start { return false }
    return true
  }
}

import Model

/// How days are counted in a workbook.
struct DayCount {
  /// Whether day 0 is 1 January 1904, as old programs on some Macs have it.
  var from1904 = false

  /// A number as the day and time that its format shows; nil if it is none that the calendar has.
  ///
  /// A time is rounded to the second. A day at another time than midnight has its time behind it.
  func text(_ number: Double, _ form: DateForm) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    let seconds = Int((number * 86_400).rounded())
    let (day, rest) = (seconds / 86_400, seconds % 86_400)
    if !form.hasDate, form.isElapsed || day == 0 { return Self.time(seconds) }
    if day == 0, !from1904 { return nil }
    guard let date = date(day) else { return nil }
    if form.hasYear, form.hasMonth, !form.hasDay, !form.hasTime, rest == 0, date.hasSuffix("-01") {
      return String(date.dropLast(3))
    }
    return rest == 0 ? date : date + " " + Self.time(rest)
  }

  /// `08:30`, with seconds where there are any.
  private static func time(_ seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    return padded(hours, 2) + ":" + padded(minutes, 2) + (rest == 0 ? "" : ":" + padded(rest, 2))
  }

  /// The day of a count; nil for 29 February 1900, which these programs count and which never was.
  private func date(_ count: Int) -> String? {
    if !from1904, count == 60 { return nil }
    // The count of 1970-01-01. In the system of 1900 it is one less for the days before the leap day that never was.
    return Day(number: count - (from1904 ? 24_107 : count < 60 ? 25_568 : 25_569)).description
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
  }
}

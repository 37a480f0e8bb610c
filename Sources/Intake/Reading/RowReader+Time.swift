import Model

extension RowReader {
  /// A duration: `90分钟`, `1.5小时`, `1小时30分`, `1:30`; a bare number is minutes.
  mutating func minutes(_ key: Key) -> Int64? {
    guard let text = table.cell(record, key.cell) else { return nil }
    if let minutes = exactMinutes(table.amount(text, record, key.cell) ?? text) { return minutes }
    if let minutes = workingDayMinutes(text) {
      add(.daysRead(text, minutes, at: origin, key.cell))
      return minutes
    }
    add(
      "minutes-malformed", key, text, Bilingual("时长，如 90分钟、1.5小时、1:30", "a duration such as 90 min, 1.5 h, 1:30"),
      Bilingual("请写成整数分钟，或小时", "write whole minutes, or hours"))
    return nil
  }

  /// A time of day, in minutes after midnight.
  mutating func clock(_ key: Key) -> Int64? {
    guard let text = table.cell(record, key.cell) else { return nil }
    if let minutes = clockMinutes(text) { return minutes }
    add(
      "time-malformed", key, text, Bilingual("00:00 至 24:00，如 08:30", "00:00 to 24:00, such as 08:30"),
      Bilingual("请改正时间", "correct the time"))
    return nil
  }

  /// The end of a slot, in minutes after the midnight before its start; more than 1440 on the next day.
  mutating func endClock(_ key: Key) -> Int64? {
    guard let text = table.cell(record, key.cell) else { return nil }
    if let minutes = endClockMinutes(text) { return minutes }
    add(
      "time-malformed", key, text,
      Bilingual(
        "00:00 至 24:00，如 08:30；次日的如 次日09:00 或 33:00", "00:00 to 24:00, such as 08:30; on the next day 09:00+1 or 33:00"),
      Bilingual("请改正时间", "correct the time"))
    return nil
  }
}

extension Finding {
  /// The warning that days are read as hours of work.
  fileprivate static func daysRead(_ text: String, _ minutes: Int64, at origin: Origin, _ cell: CellKey) -> Finding {
    Finding(
      .daysAsHours, at: origin, cell, value: text, expected: Bilingual("小时或分钟", "hours or minutes"),
      mend: Bilingual(
        "一天按 8 小时、半天按 4 小时，读作 \(minutes) 分钟；不是的，请写明几小时",
        "a day is read as 8 hours and half a day as 4, here \(minutes) minutes; write the hours if they are others"))
  }
}

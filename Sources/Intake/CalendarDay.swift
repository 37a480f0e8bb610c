import Model

/// `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, also with a midnight behind it, `2026-3-1 0:00`, as
/// spreadsheets write a day; a month is its first day, or its last where an end is asked for, and so is a year.
func calendarDay(_ raw: String, isEnd: Bool) -> Day? {
  var text = withoutMidnight(halfWidth(raw).trimmedCell)
  if text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }) {
    let number = Int(text)!
    return Day(number / 10_000, number / 100 % 100, number % 100)
  }
  for mark in ["年", "月", "/", "."] {
    text = text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: "-")
  }
  if text.hasSuffix("日") { text.removeLast() }
  if text.hasSuffix("-") { text.removeLast() }
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let numbers = parts.compactMap { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
  guard numbers.count == parts.count, parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count <= 2 }) else {
    return nil
  }
  switch numbers.count {
  case 1: return Day(numbers[0], isEnd ? 12 : 1, isEnd ? 31 : 1)
  case 2:
    guard (1...12).contains(numbers[1]) else { return nil }
    return Day(numbers[0], numbers[1], isEnd ? Day.length(ofMonth: numbers[1], in: numbers[0]) : 1)
  case 3: return Day(numbers[0], numbers[1], numbers[2])
  default: return nil
  }
}

private func withoutMidnight(_ text: String) -> String {
  guard let match = text.wholeMatch(of: /(.*[0-9日])(?:T| +)0?0:00(?::00(?:\.0+)?)?/) else { return text }
  return String(match.1)
}

/// What to do about a day that cannot be read.
func mendOfDay(_ raw: String) -> Bilingual {
  let text = halfWidth(raw).trimmedCell
  // Days of 1954 to 2119. Excel counts from the end of 1899, or on some Macs from 1904: nobody can tell from the number.
  if text.utf8.count == 5, let serial = Int(text), (20_000...80_000).contains(serial) {
    let day = Day(number: serial - 25_569)
    return Bilingual(
      "这是电子表格的日期序号（从 1900 年算起为 \(day)，从 1904 年算起则不同）：请把该列设为日期格式再另存，或写成 2026-03-01 的样子",
      "this is a spreadsheet's count of days (\(day) if counted from 1900, another day from 1904): format the column as a date "
        + "and save again, or write it like 2026-03-01")
  }
  if text.contains(/[0-9] *[T ] *[0-9]{1,2}:[0-9]{2}/) {
    return Bilingual("请去掉钟点，只写日期", "leave out the time of day")
  }
  if text.contains(/^[0-9]{1,2}[-\/.][0-9]{1,2}([-\/.][0-9]{2,4})?$/) {
    return Bilingual(
      "哪个是年、月、日不明确：请按年、月、日的顺序写，年写四位",
      "nobody can tell which is the month: write year, month and day in this order, the year in full")
  }
  return Bilingual("请检查年、月、日", "check year, month and day")
}

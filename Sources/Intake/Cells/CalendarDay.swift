import Model

/// Parses a day: `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日` or `20260301`.
///
/// A day may be followed by midnight (`2026-3-1 0:00`), as spreadsheets write it. A month or a year stands for its
/// first day, or for its last day if `isEnd`. A truncated day, such as `2026-03-` or `2026年3月1`, is refused, as the
/// missing part is unknown.
/// - Returns: nil if the text is not a day.
func calendarDay(_ raw: String, isEnd: Bool) -> Day? {
  let text = halfWidth(raw).trimmedCell
  let written = withoutMidnight(text)
  guard let numbers = dateNumbers(written) else { return nil }
  switch numbers.count {
  case 3: return Day(numbers[0], numbers[1], numbers[2])
  // Only a complete day may be followed by midnight.
  case _ where written.utf8.count < text.utf8.count: return nil
  case 2:
    guard (1...12).contains(numbers[1]) else { return nil }
    return Day(numbers[0], numbers[1], isEnd ? Day.length(ofMonth: numbers[1], in: numbers[0]) : 1)
  default: return Day(numbers[0], isEnd ? 12 : 1, isEnd ? 31 : 1)
  }
}

/// The year, month and day that are present, separated by one repeated sign or each followed by its unit (年, 月, 日).
private func dateNumbers(_ text: String) -> [Int]? {
  let (numbers, signs) = digitsAndSigns(text)
  if numbers.count == 1, signs.isEmpty, numbers[0].utf8.count == 8, let number = Int(numbers[0]) {
    return [number / 10_000, number / 100 % 100, number % 100]
  }
  let isDate =
    switch signs {
    case [], ["年"], ["-"], ["/"], ["."], ["年", "月"], ["-", "-"], ["/", "/"], [".", "."], ["年", "月", "日"]: true
    default: false
    }
  guard isDate, numbers.first?.utf8.count == 4, numbers.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) })
  else { return nil }
  // A unit follows every number; a sign separates two numbers.
  guard numbers.count == signs.count + (signs.first == "年" ? 0 : 1) else { return nil }
  return numbers.map { Int($0)! }
}

/// Splits a text into runs of digits and the signs between or after them.
///
/// There is an empty run between two adjacent signs and before a leading sign, but none after a trailing sign.
func digitsAndSigns(_ text: String) -> (numbers: [String], signs: [Unicode.Scalar]) {
  var numbers: [String] = []
  var signs: [Unicode.Scalar] = []
  var run = ""
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      run.unicodeScalars.append(scalar)
    } else {
      numbers.append(run)
      signs.append(scalar)
      run = ""
    }
  }
  if !run.isEmpty || signs.isEmpty { numbers.append(run) }
  return (numbers, signs)
}

private func withoutMidnight(_ text: String) -> String {
  // Few days have a time, and a pattern takes longer than all else about a day.
  guard text.utf8.contains(UInt8(ascii: ":")),
    let match = text.wholeMatch(of: /(.*[0-9日])(?:T| +)0?0:00(?::00(?:\.0+)?)?/)
  else { return text }
  return String(match.1)
}

/// The advice for a day that cannot be read.
func mendOfDay(_ raw: String) -> Bilingual {
  let text = halfWidth(raw).trimmedCell
  // Serial numbers of days from 1954 to 2119. Excel counts from the end of 1899, or on some Macs from 1904; the number
  // alone does not tell which.
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

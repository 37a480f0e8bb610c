import Foundation
import Model

/// A value that a filter compares: a range of whole numbers of one kind, since a month is a range of days.
struct ComparedValue {
  enum Kind {
    case number, share, money, day

    /// The kind of cell in which a column may state the unit of bare numbers; nil if none may.
    var cell: CellKind? {
      switch self {
      case .share: .share
      case .money: .money
      case .number, .day: nil
      }
    }
  }

  let kind: Kind
  let low: Int128
  let high: Int128

  /// Parses the value of a filter. Its own form tells its kind: `10`, `50%`, `10万元`, `2026-03-01`, `2026-03`, `2026年`.
  /// - Returns: nil if it is none of these, or if it may be both a number and a month, as `2026.3` may be.
  init?(limit text: String, _ currency: Currency) {
    let isMonthOrNumber = halfWidth(text).wholeMatch(of: /(19|20)[0-9]{2}\.(0?[1-9]|1[0-2])/) != nil
    if isMonthOrNumber { return nil }
    for kind in [Kind.number, .share, .day, .money] {
      if let value = Self(text, kind, currency) {
        self = value
        return
      }
    }
    return nil
  }

  /// Parses a text as a value of a kind.
  init?(_ text: String, _ kind: Kind, _ currency: Currency) {
    self.kind = kind
    let text = halfWidth(text).trimmedCell
    switch kind {
    case .number:
      guard let value = Self.signed(text, { try? exactDecimal($0, digits: 6, limit: .max / 16) }) else { return nil }
      (low, high) = (value, value)
    case .share:
      guard text.hasSuffix("%"),
        let value = Self.signed(String(text.dropLast()), { try? exactDecimal($0, digits: 4, limit: .max / 16) })
      else { return nil }
      (low, high) = (value, value)
    case .money:
      guard let value = Self.signed(text, { try? exactMoney($0, currency).minorUnits }) else { return nil }
      (low, high) = (value, value)
    case .day:
      guard let first = calendarDay(text, isEnd: false), let last = calendarDay(text, isEnd: true) else { return nil }
      (low, high) = (Int128(first.number), Int128(last.number))
    }
  }

  private static func signed(_ text: String, _ parse: (String) -> Int64?) -> Int128? {
    let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
    let digits = isNegative ? String(text.dropFirst()) : text
    guard !digits.hasPrefix("-"), !digits.hasPrefix("−") else { return nil }
    return parse(digits).map { isNegative ? -Int128($0) : Int128($0) }
  }

  /// Whether the value stands in this order to a limit; nil if only a part of it does, as of a month to one of its days.
  func stands(_ order: ProfileFilter.Order, to limit: ComparedValue) -> Bool? {
    let (isMet, isMissed) =
      switch order {
      case .less: (high < limit.low, low >= limit.low)
      case .atMost: (high <= limit.high, low > limit.high)
      case .more: (low > limit.high, high <= limit.high)
      case .atLeast: (low >= limit.low, high < limit.low)
      }
    return isMet || isMissed ? isMet : nil
  }

  /// The form of the kind, with an example.
  var expected: Bilingual {
    switch kind {
    case .number: Bilingual("数字，如 12.5", "a number such as 12.5")
    case .share: Bilingual("百分比，如 50%", "a percentage such as 50%")
    case .money: Bilingual("金额，如 20万元", "an amount such as 20万元")
    case .day: Bilingual("日期，如 2026-03-01", "a day such as 2026-03-01")
    }
  }
}

import Model

/// What a scenario makes of a cell.
enum ScenarioValue: Equatable, Sendable {
  /// The new content.
  case text(String)
  /// No content.
  case blank
  /// More or less by a part of what there is, such as -1,000 of 10,000.
  case part(Int64, of: Int64)
  /// More or less by an amount, as the list would write it.
  case amount(isLess: Bool, String)
  /// More or less by so many basis points of a share.
  case points(Int64)

  /// Why a value does not fit its column or the content of a cell.
  struct Flaw: Error {
    let expected: Bilingual
    let mend: Bilingual
  }

  /// Reads a value for the cells of a column.
  /// - Parameter unit: The unit that the list's header or title states for bare numbers; nil for none.
  /// - Throws: ``Flaw`` if it has no meaning there, or two.
  init(_ raw: String, _ column: ColumnSchema, unit: StatedUnit?) throws(Flaw) {
    let plain = halfWidth(raw).replacing("−", with: "-").trimmedCell
    if ["空白", "blank"].contains(plain.lowercased()) {
      self = .blank
      return
    }
    let isLess = plain.hasPrefix("-")
    guard column.takesChanges, isLess || plain.hasPrefix("+") else {
      let text = plain.hasPrefix("=") ? String(plain.dropFirst()).trimmedCell : raw
      try Self.refuseUnstated(text, column, unit)
      self = .text(text)
      return
    }
    let size = String(plain.dropFirst()).trimmedCell
    if case .share = column.kind {
      guard let points = Self.points(size) else {
        throw Flaw(
          expected: Bilingual(
            "新的比例，或加减几个百分点，如 60%、+10个百分点", "the new share, or points more or less, such as 60%, +10 points"),
          mend: Bilingual(
            "比例加减百分之几有两种意思：请写新的比例，或写几个百分点",
            "a percentage of a share can mean two things: write the new share, or points"))
      }
      self = .points(isLess ? -points : points)
    } else if size.hasSuffix("%") {
      guard let share = try? exactShare(size) else {
        throw Flaw(
          expected: Bilingual("增减百分之几，如 -10%", "a percentage more or less, such as -10%"),
          mend: Bilingual("百分比至多两位小数", "write at most two decimals"))
      }
      guard !isLess || share <= .whole else {
        throw Flaw(
          expected: Bilingual("至多减 100%", "at most 100% less"), mend: Bilingual("请改小", "write a smaller one"))
      }
      self = .part(isLess ? -share.basisPoints : share.basisPoints, of: 10_000)
    } else {
      try Self.refuseUnstated(size, column, unit)
      self = .amount(isLess: isLess, size)
    }
  }

  /// Refuses a bare number for a column whose header states a unit: whoever wrote it may have meant either.
  private static func refuseUnstated(_ text: String, _ column: ColumnSchema, _ unit: StatedUnit?) throws(Flaw) {
    guard let unit, unit.kind != .quantity, text.utf8.last.map({ (48...57).contains($0) }) ?? false else { return }
    throw Flaw(
      expected: Bilingual("写明单位的数，如 \(text)\(unit.text)", "a number with its unit, such as \(text)\(unit.text)"),
      mend: Bilingual(
        "清单中此列的单位是“\(unit.text)”，这里没有写：请写明",
        "the list has the column in ‘\(unit.text)’ and nothing is said here: write the unit"))
  }

  private static func points(_ text: String) -> Int64? {
    for unit in ["个百分点", "百分点", "点", "points", "point", "pp"] where text.lowercased().hasSuffix(unit) {
      return (try? exactShare(String(text.dropLast(unit.count)).trimmedCell + "%"))?.basisPoints
    }
    return nil
  }

  /// The content of a cell after the change; nil for none.
  /// - Parameter cell: The content before it. A change of a blank cell leaves it blank.
  /// - Throws: ``Flaw`` if the cell holds no number of the column's kind, or the result is below 0.
  func content(after cell: String?, _ column: ColumnSchema, _ currency: Currency) throws(Flaw) -> String? {
    switch self {
    case .text(let text): return text
    case .blank: return nil
    default: break
    }
    guard let cell else { return nil }
    guard let old = column.wholeNumber(cell, currency) else {
      throw Flaw(
        expected: Bilingual("可以增减的数", "a number that can be more or less"),
        mend: Bilingual("这一格现在是“\(cell)”：请写出新的内容", "the cell holds ‘\(cell)’: write its new content"))
    }
    var new = Int128(old)
    switch self {
    // Part of a unit is dropped from the change, as in `what-if`.
    case .part(let part, let whole): new += Int128(old) * Int128(part) / Int128(whole)
    case .points(let basisPoints): new += Int128(basisPoints)
    case .amount(let isLess, let text):
      guard let size = column.wholeNumber(text, currency) else {
        throw Flaw(
          expected: Bilingual("清单此列读得懂的数", "a number as the list's column takes it"),
          mend: Bilingual("请改写，如 +5万元、-10%", "write it as in +5万元 or -10%"))
      }
      new += Int128(isLess ? -size : size)
    case .text, .blank: break
    }
    guard new >= 0 else {
      throw Flaw(
        expected: Bilingual("减后不小于 0", "0 or more after it"),
        mend: Bilingual("这一格现在是“\(cell)”：请减少一些", "the cell holds ‘\(cell)’: take less away"))
    }
    return column.text(new, currency)
  }
}

extension ColumnSchema {
  /// Whether a sign before a value means more or less than there is.
  var takesChanges: Bool {
    switch kind {
    case .money, .quantity, .integer, .minutes, .share: true
    default: false
    }
  }

  /// The number in a cell, in the smallest unit of the column's kind; nil if it is none.
  func wholeNumber(_ text: String, _ currency: Currency) -> Int64? {
    switch kind {
    case .money: (try? exactMoney(text, currency))?.minorUnits
    case .quantity: try? exactDecimal(text, digits: 3, limit: Quantity.limit.milli)
    case .integer: try? exactDecimal(text, digits: 0, limit: Quantity.limit.milli)
    case .minutes: exactMinutes(text)
    case .share: (try? exactShare(text))?.basisPoints
    default: nil
    }
  }

  /// A number in the smallest unit of the column's kind as a cell holds it.
  ///
  /// Money has its unit: a bare small number beside amounts in 万元 would be refused, as it may lack one.
  func text(_ number: Int128, _ currency: Currency) -> String {
    switch kind {
    case .money:
      decimalText(number, digits: currency.digits, trimmed: true)
        + (currency.code == "CNY" ? "元" : " " + currency.code)
    case .quantity: decimalText(number, digits: 3, trimmed: true)
    case .share: decimalText(number, digits: 2, trimmed: true) + "%"
    default: String(number)
    }
  }
}

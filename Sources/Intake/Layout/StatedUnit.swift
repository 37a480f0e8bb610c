import Model

/// A unit that a table states for the bare numbers of a column: in the header, in a title or in a profile.
struct StatedUnit: Hashable {
  enum Kind {
    case money, duration, share, quantity

    /// The kind of unit for the values of a column; nil if they have none.
    init?(_ kind: CellKind) {
      switch kind {
      case .money: self = .money
      case .minutes: self = .duration
      case .share: self = .share
      case .quantity, .integer: self = .quantity
      default: return nil
      }
    }
  }

  let kind: Kind
  /// What a bare number lacks: `万元`, `小时`, `%`; for quantities the unit that a cell may repeat.
  let text: String
  /// The codes of the currencies that the unit may stand for; empty if it names none.
  var currencies: [String] = []

  /// Whether amounts in the unit may be in this currency.
  func fits(_ currency: Currency) -> Bool {
    currencies.isEmpty || currencies.contains(currency.code.uppercased())
  }

  /// Whether two units of one kind can be one: `元` and `¥`, but not `$` and `€`.
  func agrees(with other: StatedUnit) -> Bool {
    kind == other.kind && text == other.text
      && (currencies.isEmpty || other.currencies.isEmpty || currencies.contains(where: other.currencies.contains))
  }

  /// The unit of money that a text names, such as `万元`, `元/次` or `USD`; nil if it names none.
  ///
  /// A price per piece is in the unit before the stroke; a price per span of time is none, nor are two units.
  static func money(_ text: String) -> StatedUnit? {
    let parts = headerKey(text).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2,
      ["年", "月", "季", "周", "日", "天", "期", "year", "month", "week", "day"].contains(parts[1])
        || ["元", "圆", "人民币", "yuan", "rmb", "cny", "usd"].contains(where: parts[1].hasSuffix)
    {
      return nil
    }
    var unit = String(parts[0]).replacing(",", with: "")
    if unit.hasPrefix("人民币"), unit.count > 3 { unit = String(unit.dropFirst(3)) }
    if unit.hasSuffix("元人民币") { unit = String(unit.dropLast(3)) }
    if unit.hasPrefix("10000") { unit = "万" + unit.dropFirst(5) }
    let powers = ["十万", "百万", "千万", "百", "千", "万", "亿"]
    let power = powers.first { unit.hasPrefix($0) } ?? ""
    let word = String(unit.dropFirst(power.count))
    if word.isEmpty { return ["万", "亿"].contains(power) ? StatedUnit(kind: .money, text: power + "元") : nil }
    guard let codes = codes(word) else { return nil }
    return StatedUnit(kind: .money, text: power + "元", currencies: codes)
  }

  /// The codes of the currencies that a word may stand for; empty where it fits any, nil where it is no currency.
  private static func codes(_ word: String) -> [String]? {
    switch word {
    case "元", "圆": []
    case "rmb", "yuan": ["CNY"]
    default:
      StatedCurrency.codes(word)
        ?? (word.utf8.count == 3 && word.utf8.allSatisfy { (97...122).contains($0) } ? [word.uppercased()] : nil)
    }
  }

  /// The unit of time that a text names; nil if it names none.
  static func duration(_ text: String) -> StatedUnit? {
    switch headerKey(text) {
    case "小时", "时", "h", "hr", "hrs", "hour", "hours": StatedUnit(kind: .duration, text: "小时")
    case "分钟", "分", "m", "min", "mins", "minute", "minutes": StatedUnit(kind: .duration, text: "分钟")
    default: nil
    }
  }

  /// A cell with its unit: a bare number receives this one, a cell that states its own is unchanged.
  /// - Returns: nil if the cell may mean two amounts: a currency sign without a unit, in a column of 万元.
  func completed(_ cell: String) -> String? {
    let text = halfWidth(cell).trimmedCell
    guard let last = text.utf8.last, (48...57).contains(last) || last == UInt8(ascii: ".") else {
      return kind == .quantity ? withoutUnit(text) ?? cell : cell
    }
    switch kind {
    case .quantity: return cell
    case .share, .duration: return text.contains { ":∶比".contains($0) } ? cell : text + self.text
    case .money:
      let hasSign = StatedCurrency.usualSigns.contains { text.hasPrefix($0) }
      if self.text == "元" { return cell }
      return hasSign ? nil : text + self.text
    }
  }

  /// A quantity without the unit behind it; nil if it ends otherwise.
  private func withoutUnit(_ cell: String) -> String? {
    let unit = halfWidth(text)
    return !unit.isEmpty && cell.lowercased().hasSuffix(unit.lowercased())
      ? String(cell.dropLast(unit.count)).trimmedCell : nil
  }
}

/// What the note in a header says of the unit of its column.
enum NotedUnit {
  /// Nothing that changes a number.
  case none
  case unit(StatedUnit)
  /// Something that may change the numbers and is not known.
  case unknown

  /// - Parameter note: The text in brackets, as ``headerKey(_:)`` forms it.
  init(_ note: String, _ kind: CellKind) {
    let parts = Self.parts(note)
    func first(_ unit: (String) -> StatedUnit?) -> NotedUnit {
      parts.compactMap(unit).first.map(NotedUnit.unit) ?? .unknown
    }
    switch kind {
    case .money: self = first(StatedUnit.money)
    case .minutes: self = first(StatedUnit.duration)
    case .share:
      self = ["%", "百分比", "percent"].contains(note) ? .unit(StatedUnit(kind: .share, text: "%")) : .none
    case .quantity, .integer:
      self = Self.isScale(note) ? .unknown : .unit(StatedUnit(kind: .quantity, text: parts.first ?? note))
    default: self = .none
    }
  }

  /// The items of a note, without a word such as `单位：` before them.
  static func parts(_ note: String) -> [String] {
    note.replacing(/([0-9]),([0-9])/) { $0.1 + $0.2 }.split(whereSeparator: { ",、;".contains($0) }).map { part in
      for word in ["金额单位:", "单位:", "unit:", "单位"] where part.hasPrefix(word) {
        return String(part.dropFirst(word.count))
      }
      return String(part)
    }
  }

  /// Whether a quantity is counted in a multiple, such as `万人` or `%`. A kilometre (`千米`) is a unit of its own.
  private static func isScale(_ note: String) -> Bool {
    if ["thousand", "million", "'000", "%"].contains(where: note.hasPrefix) { return true }
    guard let first = note.first, "十百千万亿".contains(first) else { return note == "k" }
    return !["米", "克", "瓦", "伏", "卡", "分"].contains { note.dropFirst().hasPrefix($0) }
  }
}

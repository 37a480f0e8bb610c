/// What cells share in a workbook.
struct CellContext {
  let strings: SharedStrings
  let styles: [NumberFormat]
  let days: DayCount
  /// Whether the values of formulas in the file are none.
  let isUncomputed: Bool
  let mostCells: Int
}

/// A cell as its file writes it: a type, a style, a value and perhaps a formula.
struct CellInFile {
  var type = number
  var style = 0
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var (hasValue, hasFormula) = (false, false)
  private var runs = RunsOfText()
  private var place = Place.elsewhere
  private var isValueTooLong = false

  private enum Place { case elsewhere, value, formula }

  /// What a cell cannot hold.
  struct Malformed: Error {}

  static let (r, t, s) = (ShortName("r"), ShortName("t"), ShortName("s"))
  private static let (v, f) = (ShortName("v"), ShortName("f"))
  private static let (inline, text, error) = (ShortName("inlineStr"), ShortName("str"), ShortName("e"))
  private static let (bool, day, number) = (ShortName("b"), ShortName("d"), ShortName("n"))

  var isTooLong: Bool { runs.isTooLong || isValueTooLong }

  /// The formula as people write it, at most 60 bytes of it.
  var formulaText: String { "=" + String(decoding: formula, as: UTF8.self) }

  mutating func begin() {
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    (type, style, hasValue, hasFormula, place) = (Self.number, 0, false, false, .elsewhere)
    runs.begin()
  }

  mutating func start(_ name: ShortName) {
    if name == Self.v {
      (place, hasValue) = (.value, true)
    } else if name == Self.f {
      (place, hasFormula) = (.formula, true)
    } else {
      runs.start(name)
    }
  }

  mutating func end(_ name: ShortName) {
    if name == Self.v || name == Self.f { place = .elsewhere } else { runs.end(name) }
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch place {
    case .value:
      if value.count + bytes.count > WorkbookLimits.oneText { isValueTooLong = true } else { value += bytes }
    case .formula: formula += bytes.prefix(Swift.max(0, 60 - formula.count))
    case .elsewhere: runs.add(bytes)
    }
  }

  /// The number of the shared text that the cell holds; nil for any other cell, -1 for none that it can be.
  var sharedIndex: Int? {
    guard type == Self.s, hasValue else { return nil }
    return Int(String(decoding: value, as: UTF8.self)) ?? -1
  }

  /// The text of the cell, empty for a blank one, and what it does not say.
  func value(_ context: CellContext) throws(Malformed) -> (text: [UInt8], flaw: CellFlaw.Kind?) {
    if hasFormula, context.isUncomputed || !hasValue || value.isEmpty && type == Self.number {
      return ([], .uncomputed)
    }
    switch type {
    case Self.inline: return (withoutEscapes(runs.bytes), nil)
    case Self.text: return (withoutEscapes(value), nil)
    case Self.error: return (value, .error)
    case Self.bool: return (value.isEmpty ? [] : Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8), nil)
    case Self.day: return (Self.withoutMidnight(value), nil)
    case Self.s: return ([], nil)
    case Self.number: return try numberText(context)
    default: throw Malformed()
    }
  }

  private func numberText(_ context: CellContext) throws(Malformed) -> (text: [UInt8], flaw: CellFlaw.Kind?) {
    if value.isEmpty { return ([], nil) }
    let format = style < context.styles.count && style >= 0 ? context.styles[style] : .plain
    if format.positive == .plain, isPlainNumber(value) { return (value, nil) }
    guard let number = DecimalNumber(value.filter { $0 > 0x20 }) else { throw Malformed() }
    let plain = number.text ?? value
    if number.hasLostDigits { return (plain, .lostDigits) }
    switch format.form(number) {
    case .plain: return (plain, nil)
    case .percent: return ((number.shifted(2).text ?? plain) + [UInt8(ascii: "%")], nil)
    case .date(let form): return (context.days.text(number.double, form).map { Array($0.utf8) } ?? plain, nil)
    case .words(let before, let after): return (Array(before.utf8) + plain + Array(after.utf8), nil)
    case .padded(let width):
      let isWhole = !number.isNegative && !plain.contains(UInt8(ascii: "."))
      let zeros = isWhole ? Swift.max(0, width - plain.count) : 0
      return ([UInt8](repeating: UInt8(ascii: "0"), count: zeros) + plain, nil)
    case .unclear: return (plain, .unclearFormat)
    }
  }

  /// A day in the form of ISO 8601 without midnight behind it.
  private static func withoutMidnight(_ text: [UInt8]) -> [UInt8] {
    let midnight = Array("T00:00:00".utf8)
    guard text.count >= 10 + midnight.count, text[10..<10 + midnight.count].elementsEqual(midnight) else { return text }
    return Array(text[..<10])
  }
}

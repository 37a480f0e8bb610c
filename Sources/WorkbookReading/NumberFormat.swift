/// How a number format shows a number, as far as that says more than the number alone.
enum NumberForm: Hashable, Sendable {
  /// As a number, with whatever decimals and separators.
  case plain
  case percent
  case date(DateForm)
  /// Between words, as in `0"万元"`, which belong to what the reader sees.
  case words(before: String, after: String)
  /// With leading zeros up to so many digits, as the number of a voucher.
  case padded(Int)
  /// As another number than it is, such as in thousands, or with words inside.
  case unclear
}

/// The parts of a day and a time that a format shows.
struct DateForm: Hashable, Sendable {
  var (hasYear, hasMonth, hasDay) = (false, false, false)
  var hasTime = false
  /// Whether hours go on beyond 24, as in `[h]:mm`.
  var isElapsed = false

  var hasDate: Bool { hasYear || hasMonth || hasDay }
}

/// A number format of a workbook, by the sign of the number.
struct NumberFormat {
  let (positive, negative, zero): (NumberForm, NumberForm, NumberForm)

  static let plain = NumberFormat(.plain)

  private init(_ positive: NumberForm, _ negative: NumberForm? = nil, _ zero: NumberForm? = nil) {
    (self.positive, self.negative, self.zero) = (positive, negative ?? positive, zero ?? positive)
  }

  /// A format of the programs themselves, which files name by number only.
  init(builtIn id: Int) {
    var day = DateForm()
    (day.hasYear, day.hasMonth, day.hasDay) = (true, true, true)
    var month = day
    month.hasDay = false
    var time = DateForm()
    time.hasTime = true
    var elapsed = time
    elapsed.isElapsed = true
    var both = day
    both.hasTime = true
    switch id {
    case 9, 10: self.init(.percent)
    case 22: self.init(.date(both))
    case 18...21, 32...35, 45, 47, 55, 56: self.init(.date(time))
    case 46: self.init(.date(elapsed))
    case 17, 27, 36, 50, 52, 57: self.init(.date(month))
    case 14...16, 28...31, 51, 53, 54, 58: self.init(.date(day))
    default: self = .plain
    }
  }

  /// A format that a file writes out.
  /// - Complexity: O(characters).
  init(code: String) {
    let sections = FormatSection.sections(of: code)
    let forms = sections.prefix(3).map(\.form)
    if let date = forms.first(where: { if case .date = $0 { true } else { false } }) {
      self.init(date)
    } else if sections.contains(where: \.hasCondition) {
      // Which section holds depends on the number.
      let first = forms.first ?? .plain
      self.init(forms.allSatisfy { $0 == first } ? first : .unclear)
    } else {
      self.init(
        forms.first ?? .plain, forms.count > 1 ? forms[1] : nil, forms.count > 2 ? forms[2] : nil)
    }
  }

  func form(_ number: DecimalNumber) -> NumberForm {
    number.digits.isEmpty ? zero : number.isNegative ? negative : positive
  }
}

/// One section of a format's code.
private struct FormatSection {
  /// The words before, among and after the places of digits.
  private var (before, among, after) = ("", "", "")
  private var hasPlaces = false
  private var (isPercent, isScaled, isPadded) = (false, false, true)
  private var places = 0
  private var letters: [Character] = []
  private var isElapsed = false
  private(set) var hasCondition = false
  /// Commas since the last place of a digit: they divide by a thousand each, unless another place follows.
  private var commas = 0

  static func sections(of code: String) -> [FormatSection] {
    var (out, section) = ([FormatSection](), FormatSection())
    var rest = Substring(code)
    while let character = rest.first {
      if character == ";" {
        rest.removeFirst()
        out.append(section)
        section = FormatSection()
      } else {
        section.read(&rest)
      }
    }
    return out + [section]
  }

  private mutating func read(_ rest: inout Substring) {
    for word in ["G/通用格式", "通用格式", "General", "GENERAL", "general"] where rest.hasPrefix(word) {
      rest.removeFirst(word.count)
      isPadded = false
      return place()
    }
    for word in ["AM/PM", "am/pm", "A/P", "a/p", "上午/下午"] where rest.hasPrefix(word) {
      rest.removeFirst(word.count)
      letters.append("h")
      return
    }
    let character = rest.removeFirst()
    switch character {
    case "\"":
      say(String(rest.prefix { $0 != "\"" }))
      rest = rest.drop { $0 != "\"" }.dropFirst()
    case "\\", "!": if let next = rest.popFirst() { say(String(next), isEscaped: true) }
    case "_", "*": _ = rest.popFirst()
    case "[":
      bracket(String(rest.prefix { $0 != "]" }))
      rest = rest.drop { $0 != "]" }.dropFirst()
    case "0", "#", "?":
      if character != "0" { isPadded = false }
      places += 1
      place()
    case ".": isPadded = false
    case ",":
      isPadded = false
      if hasPlaces { commas += 1 }
    case "%": isPercent = true
    case "E", "e":
      if let sign = rest.first, "+-".contains(sign), hasPlaces {
        rest.removeFirst()
        isPadded = false
      } else {
        letters.append("y")
      }
    case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": letters.append(Character(character.lowercased()))
    case "a", "A", "g": letters.append("d")
    case "@": break
    default: say(String(character))
    }
  }

  private mutating func place() {
    if !after.isEmpty {
      among += after
      after = ""
    }
    (hasPlaces, commas) = (true, 0)
  }

  private mutating func say(_ text: String, isEscaped: Bool = false) {
    if hasPlaces { after += text } else { before += text }
    // `0!.0,` shows a point that is none.
    if isEscaped, text == ".", hasPlaces { isScaled = true }
  }

  private mutating func bracket(_ text: String) {
    if text.hasPrefix("$") { return say(String(text.dropFirst().prefix { $0 != "-" })) }
    if let first = text.first, "<>=".contains(first) { return hasCondition = true }
    let lower = text.lowercased()
    if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
      letters.append(first)
      isElapsed = true
    }
  }

  /// What the section says of a number.
  var form: NumberForm {
    if !letters.isEmpty { return .date(dateForm) }
    if !hasPlaces { return .plain }
    if isScaled || commas > 0 || Self.says(among) { return .unclear }
    let (before, after) = (Self.says(before) ? before : "", Self.says(after) ? after : "")
    if !before.isEmpty || !after.isEmpty { return isPercent ? .unclear : .words(before: before, after: after) }
    if isPercent { return .percent }
    return isPadded && places > 1 ? .padded(places) : .plain
  }

  private var dateForm: DateForm {
    var form = DateForm()
    form.isElapsed = isElapsed
    for (index, letter) in letters.enumerated() {
      let earlier = letters[..<index].last { $0 != "m" }, later = letters[(index + 1)...].first { $0 != "m" }
      switch letter {
      case "y": form.hasYear = true
      case "d": form.hasDay = true
      case "m" where earlier == "h" || later == "s" || isElapsed: form.hasTime = true
      case "m": form.hasMonth = true
      default: form.hasTime = true
      }
    }
    return form
  }

  /// Whether words say something of a number: they hold a letter, a digit or a sign of a currency or a share.
  private static func says(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      if scalar == "%" || scalar == "‰" { return true }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .otherLetter, .titlecaseLetter, .decimalNumber, .letterNumber,
        .currencySymbol:
        return true
      default: return false
      }
    }
  }
}

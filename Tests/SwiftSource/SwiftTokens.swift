/// A word, a literal or one byte of punctuation of Swift source. Comments are not tokens.
struct SwiftToken {
  enum Kind { case word, number, text, mark }

  let kind: Kind
  /// The token as it is written; of a text literal, only its delimiter.
  let text: String
  /// The line it begins on; the first line of a file is 1.
  let line: Int
  let start: Int
  let end: Int
  /// A doc comment (`///` or `/**`) of its own lines stands between the token before and this one.
  let isDocumented: Bool

  func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }

  func isWord(_ word: String) -> Bool { kind == .word && text == word }

  /// A literal such as `0.5`, `1e-6` or `0x1p64`, which is a double unless its type says otherwise.
  var isFloatingPoint: Bool {
    kind == .number && text.contains { text.hasPrefix("0x") ? "pP.".contains($0) : "eE.".contains($0) }
  }
}

/// The tokens of Swift source in one pass over its bytes.
///
/// It knows what is not code: nested comments, text literals (on many lines, raw, with interpolated code, which is read as tokens
/// between parentheses) and regular expressions. A bare `/` begins a regular expression where no operand can end before it and a
/// second one closes it on the same line, as in Swift's own lexer.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var docLine: Int?
  private(set) var tokens: [SwiftToken] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func tokens(of bytes: [UInt8]) -> [SwiftToken] {
    var lexer = SwiftLexer(bytes)
    lexer.readCode(toParenthesis: false)
    return lexer.tokens
  }

  private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] == newline { line += 1 }
      at += 1
    }
  }

  /// Reads to the end or, in an interpolation, to the parenthesis that closes it.
  private mutating func readCode(toParenthesis isInterpolation: Bool) {
    var depth = 0
    while at < bytes.count {
      let next = byte()
      if next <= space {
        advance()
      } else if next == slash, byte(1) == slash {
        skipLineComment()
      } else if next == slash, byte(1) == star {
        skipBlockComment()
      } else if next == quote || next == hash {
        readLiteral()
      } else if next == slash, beginsExpression, let end = endOfBareExpression {
        take(.text, to: end, as: "/")
      } else if isWordByte(next) {
        readWord()
      } else {
        if next == openParenthesis { depth += 1 }
        if next == closeParenthesis { depth -= 1 }
        take(.mark, to: at + 1)
        if isInterpolation, depth == 0 { return }
      }
    }
  }

  private mutating func take(_ kind: SwiftToken.Kind, to end: Int, as text: String? = nil) {
    tokens.append(
      SwiftToken(
        kind: kind, text: text ?? String(decoding: bytes[at..<end], as: UTF8.self), line: line, start: at, end: end,
        isDocumented: docLine != nil))
    docLine = nil
    advance(end - at)
  }

  // MARK: - Comments

  private mutating func noteDoc(_ isDoc: Bool) {
    if isDoc, tokens.last.map({ $0.line < line }) ?? true { docLine = line }
  }

  private mutating func skipLineComment() {
    noteDoc(byte(2) == slash && byte(3) != slash)
    while at < bytes.count, bytes[at] != newline { at += 1 }
  }

  private mutating func skipBlockComment() {
    noteDoc(byte(2) == star && byte(3) != star && byte(3) != slash)
    var depth = 0
    repeat {
      if byte() == slash, byte(1) == star {
        depth += 1
        advance(2)
      } else if byte() == star, byte(1) == slash {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0 && at < bytes.count
  }

  // MARK: - Words and numbers

  private mutating func readWord() {
    var end = at
    let isNumber = isDigit(bytes[at])
    if bytes[at] == backtick {
      end += 1
      while end < bytes.count, bytes[end] != backtick { end += 1 }
      return take(.word, to: min(end + 1, bytes.count))
    }
    while end < bytes.count, isWordByte(bytes[end]) || (isNumber && continuesNumber(end)) { end += 1 }
    take(isNumber ? .number : .word, to: end)
  }

  /// The point of a fraction, or the sign of an exponent.
  private func continuesNumber(_ place: Int) -> Bool {
    let isHexadecimal = bytes[at] == UInt8(ascii: "0") && byte(1) == UInt8(ascii: "x")
    if bytes[place] == UInt8(ascii: ".") {
      let isMember = tokens.last.map { $0.isMark(".") && $0.end == at } ?? false
      return !isMember && place + 1 < bytes.count && isDigit(bytes[place + 1])
    }
    guard bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") else { return false }
    return bytes[place - 1] | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e")
  }

  // MARK: - Literals

  /// Reads what begins with quotes or number signs: text, a regular expression or a word such as `#if`.
  private mutating func readLiteral() {
    var signs = 0
    while byte(signs) == hash { signs += 1 }
    if byte(signs) == quote {
      readText(signs)
    } else if signs > 0, byte(signs) == slash {
      take(.text, to: end(of: [slash] + [UInt8](repeating: hash, count: signs), from: at + signs + 1), as: "#/")
    } else {
      var end = at + max(1, signs)
      while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
      take(.word, to: end)
    }
  }

  private func end(of mark: [UInt8], from place: Int) -> Int {
    var place = place
    while place + mark.count <= bytes.count {
      if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) { return place + mark.count }
      place += 1
    }
    return bytes.count
  }

  private mutating func readText(_ signs: Int) {
    let isLong = byte(signs + 1) == quote && byte(signs + 2) == quote
    let quotes = isLong ? 3 : 1
    take(.text, to: at + signs + quotes)
    while at < bytes.count {
      if byte() == backslash, hasSigns(signs, after: 1) {
        advance(1 + signs)
        if byte() == openParenthesis { readCode(toParenthesis: true) } else { advance() }
      } else if byte() == quote, !isLong || (byte(1) == quote && byte(2) == quote), hasSigns(signs, after: quotes) {
        return advance(quotes + signs)
      } else if byte() == newline, !isLong {
        return
      } else {
        advance()
      }
    }
  }

  private func hasSigns(_ signs: Int, after ahead: Int) -> Bool {
    (0..<signs).allSatisfy { byte(ahead + $0) == hash }
  }

  // MARK: - Regular expressions

  /// No operand ends right before this place.
  private var beginsExpression: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .number, .text: return false
    case .word: return wordsBeforeAnOperand.contains(last.text)
    case .mark: return !(")]}".contains(last.text) || ("?!".contains(last.text) && last.end == at))
    }
  }

  /// The end of an expression that begins here and that the same line closes.
  private var endOfBareExpression: Int? {
    guard byte(1) > space, byte(1) != slash else { return nil }
    var (place, depth) = (at + 1, 0)
    while place < bytes.count, bytes[place] != newline {
      switch bytes[place] {
      case backslash: place += 1
      case openParenthesis: depth += 1
      case closeParenthesis: depth -= 1
      case slash: return place + 1
      default: break
      }
      if depth < 0 { return nil }
      place += 1
    }
    return nil
  }
}

private let wordsBeforeAnOperand: Set<String> = [
  "return", "in", "case", "if", "guard", "while", "where", "else", "try", "await", "throw", "is", "as", "switch",
]

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let slash = UInt8(ascii: "/")
private let star = UInt8(ascii: "*")
private let quote = UInt8(ascii: "\"")
private let hash = UInt8(ascii: "#")
private let backslash = UInt8(ascii: "\\")
private let backtick = UInt8(ascii: "`")
private let openParenthesis = UInt8(ascii: "(")
private let closeParenthesis = UInt8(ascii: ")")

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func isWordByte(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || isDigit(byte) || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "$") || byte == backtick || byte >= 0x80
}

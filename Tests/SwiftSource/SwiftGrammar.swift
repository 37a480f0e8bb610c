/// Where the parts of a declaration end, by the grammar of The Swift Programming Language. Places are indices of tokens; each
/// function returns the place after the part that begins at `place`.
struct SwiftGrammar {
  let tokens: [SwiftToken]
  /// The place of the bracket that closes the one at a place.
  let closing: [Int: Int]

  init(_ tokens: [SwiftToken]) {
    self.tokens = tokens
    var closing: [Int: Int] = [:]
    var open: [Int] = []
    for (place, token) in tokens.enumerated() where token.kind == .mark {
      switch token.text {
      case "(", "[", "{": open.append(place)
      case ")", "]", "}": if let start = open.popLast() { closing[start] = place }
      default: break
      }
    }
    self.closing = closing
  }

  func isMark(_ place: Int, _ mark: String) -> Bool {
    place >= 0 && place < tokens.count && tokens[place].isMark(mark)
  }

  func isWord(_ place: Int, _ word: String) -> Bool { place < tokens.count && tokens[place].isWord(word) }

  /// The end of a function's name, which may be an operator.
  func endOfName(from place: Int) -> Int {
    guard place < tokens.count, tokens[place].kind == .mark else { return place + 1 }
    var next = place + 1
    while next < tokens.count, tokens[next].kind == .mark, !tokens[next].isMark("("),
      tokens[next].start == tokens[next - 1].end
    {
      next += 1
    }
    return next
  }

  /// Past `<`...`>`; the head of an arrow closes nothing.
  func endOfAngles(from place: Int) -> Int {
    var (next, depth) = (place, 0)
    while next < tokens.count {
      if isMark(next, "<") { depth += 1 }
      if isMark(next, ">"), !isMark(next - 1, "-") { depth -= 1 }
      next = closing[next].map { $0 + 1 } ?? next + 1
      if depth == 0 { break }
    }
    return next
  }

  /// Past the effects, the type of the result and the conditions of a function.
  func endOfSignature(from place: Int) -> Int {
    var next = endOfEffects(from: place)
    if isMark(next, "-"), isMark(next + 1, ">") { next = endOfType(from: next + 2) }
    if isWord(next, "where") { next = endOfConditions(from: next + 1) }
    return next
  }

  private func endOfEffects(from place: Int) -> Int {
    var next = place
    while ["async", "throws", "rethrows"].contains(where: { isWord(next, $0) }) {
      next += 1
      if isMark(next, "("), let end = closing[next] { next = end + 1 }
    }
    return next
  }

  func endOfConditions(from place: Int) -> Int {
    var next = endOfType(from: place)
    while next < tokens.count, [":", "=", ","].contains(where: { isMark(next, $0) }) {
      next = endOfType(from: isMark(next + 1, "=") ? next + 2 : next + 1)
    }
    return next
  }

  func endOfType(from place: Int) -> Int {
    var next = place
    while true {
      while next < tokens.count, typePrefixes.contains(tokens[next].text) { next += 1 }
      if isMark(next, "@") {
        next += 2
        continue
      }
      guard next < tokens.count else { return next }
      if isMark(next, "(") || isMark(next, "[") {
        next = (closing[next] ?? next) + 1
      } else if tokens[next].kind == .word {
        next += 1
      } else {
        return next
      }
      next = endOfTypeSuffix(from: next)
      let afterEffects = endOfEffects(from: next)
      if isMark(afterEffects, "-"), isMark(afterEffects + 1, ">") {
        next = afterEffects + 2
      } else if isMark(next, "&") {
        next += 1
      } else {
        return next
      }
    }
  }

  private func endOfTypeSuffix(from place: Int) -> Int {
    var next = place
    while next < tokens.count {
      if isMark(next, "<") {
        next = endOfAngles(from: next)
      } else if isMark(next, "."), next + 1 < tokens.count, tokens[next + 1].kind == .word {
        next += 2
      } else if isMark(next, "?") || isMark(next, "!") {
        next += 1
      } else {
        break
      }
    }
    return next
  }
}

private let typePrefixes: Set<String> = [
  "any", "some", "inout", "borrowing", "consuming", "sending", "isolated", "repeat", "each", "~",
]

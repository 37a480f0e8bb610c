/// A declaration of Swift source that the tidy test asks about.
struct SwiftDeclaration {
  /// Such as `func visit`, `init`, `var count` or `case a`.
  let name: String
  let line: Int
  /// The line of the brace that closes its body; nil if it has no body of its own or is a type.
  var lastLine: Int?
  /// It, or what it stands in, says `public` or `open`.
  let isPublic: Bool
  let isDocumented: Bool
}

/// Finds the declarations among the tokens of one file, in order, those inside functions included.
struct SwiftDeclarationReader {
  /// What a pair of braces holds.
  private enum Scope {
    case statements
    /// Of a type, an extension or a file; `isPublic` says that a member is public unless it says otherwise.
    case members(isPublic: Bool)
    case enumeration(isPublic: Bool)
  }

  private let grammar: SwiftGrammar
  private var tokens: [SwiftToken] { grammar.tokens }
  private var scopes: [Scope] = [.members(isPublic: false)]
  /// The scope that the brace at a place opens.
  private var opened: [Int: Scope] = [:]
  private var found: [SwiftDeclaration] = []

  static func declarations(of tokens: [SwiftToken]) -> [SwiftDeclaration] {
    var reader = SwiftDeclarationReader(tokens)
    reader.read()
    return reader.found
  }

  private init(_ tokens: [SwiftToken]) { grammar = SwiftGrammar(tokens) }

  private mutating func read() {
    for (place, token) in tokens.enumerated() {
      if token.isMark("{") { scopes.append(opened[place] ?? .statements) }
      if token.isMark("}"), scopes.count > 1 { scopes.removeLast() }
      guard token.kind == .word, isKeyword(place) else { continue }
      switch token.text {
      case "func": readFunction(place, nameEnd: grammar.endOfName(from: place + 1))
      case "init", "subscript": readFunction(place, nameEnd: place + 1)
      case "deinit", "didSet", "willSet": readBlock(place)
      case "var", "let": readProperty(place)
      case "struct", "class", "enum", "actor", "protocol", "extension": readType(place)
      case "case": if case .enumeration(let isPublic) = scopes.last! { note(place, place + 2, isPublic: isPublic) }
      case "typealias", "associatedtype": note(place, place + 2)
      default: break
      }
    }
  }

  // MARK: - Kinds of declarations

  private mutating func readFunction(_ place: Int, nameEnd: Int) {
    var next = nameEnd
    if grammar.isMark(next, "?") || grammar.isMark(next, "!") { next += 1 }
    if grammar.isMark(next, "<") { next = grammar.endOfAngles(from: next) }
    guard grammar.isMark(next, "("), let end = grammar.closing[next] else { return }
    next = grammar.endOfSignature(from: end + 1)
    note(place, nameEnd, body: grammar.isMark(next, "{") ? next : nil)
  }

  private mutating func readBlock(_ place: Int) {
    var next = place + 1
    if grammar.isMark(next, "("), let end = grammar.closing[next] { next = end + 1 }
    if grammar.isMark(next, "{") { note(place, place + 1, body: next) }
  }

  /// A property; it has a body if it is computed (`var x: T {`) or a constant closure (`let f = {`).
  private mutating func readProperty(_ place: Int) {
    var next = place + 1
    if grammar.isMark(next, "("), let end = grammar.closing[next] {
      next = end + 1
    } else if next < tokens.count, tokens[next].kind == .word {
      next += 1
    } else {
      return
    }
    let nameEnd = next
    var body: Int?
    if grammar.isMark(next, ":") {
      next = grammar.endOfType(from: next + 1)
      if tokens[place].text == "var", grammar.isMark(next, "{") { body = next }
    }
    if grammar.isMark(next, "="), grammar.isMark(next + 1, "{") { body = next + 1 }
    note(place, nameEnd, body: body)
  }

  private mutating func readType(_ place: Int) {
    guard place + 1 < tokens.count, tokens[place + 1].kind == .word || tokens[place].text == "extension" else { return }
    var next = grammar.endOfType(from: place + 1)
    let isOfWords = grammar.isMark(next, ":") && grammar.isWord(next + 1, "String")
    if grammar.isMark(next, ":") {
      repeat { next = grammar.endOfType(from: next + 1) } while grammar.isMark(next, ",")
    }
    if grammar.isWord(next, "where") { next = grammar.endOfConditions(from: next + 1) }
    guard grammar.isMark(next, "{") else { return }
    let isPublic = access(of: place) ?? false
    switch tokens[place].text {
    // The cases of a raw text are words of a format. The comment of the enumeration says which format defines them.
    case "enum": opened[next] = .enumeration(isPublic: isPublic && !isOfWords)
    case "protocol", "extension": opened[next] = .members(isPublic: isPublic)
    default: opened[next] = .members(isPublic: false)
    }
    // An extension has no documentation of its own: what it extends has.
    if tokens[place].text != "extension" { note(place, place + 2) }
  }

  private mutating func note(_ place: Int, _ nameEnd: Int, body: Int? = nil, isPublic: Bool? = nil) {
    var byDefault = false
    var isMember = false
    switch scopes.last! {
    case .statements: break
    case .members(let isPublic): (byDefault, isMember) = (isPublic, true)
    case .enumeration: isMember = true
    }
    let words = tokens[place..<min(max(nameEnd, place + 1), tokens.count)]
    let ownStart = firstToken(of: place)
    found.append(
      SwiftDeclaration(
        name: words.first!.text + (words.count > 1 ? " " + words.dropFirst().map(\.text).joined() : ""),
        line: tokens[place].line, lastLine: body.flatMap { grammar.closing[$0] }.map { tokens[$0].line },
        isPublic: isMember && (isPublic ?? access(of: place) ?? byDefault),
        isDocumented: tokens[ownStart...place].contains { $0.isDocumented }))
  }

  // MARK: - Around a declaration

  /// A word that is no member (`.init`), no label (`class:`) and no modifier (`class func`).
  private func isKeyword(_ place: Int) -> Bool {
    if grammar.isMark(place - 1, ".") || grammar.isMark(place + 1, ":") { return false }
    if place + 1 < tokens.count, tokens[place].text == "class" || tokens[place].text == "actor" {
      let next = tokens[place + 1]
      return next.kind == .word && !declarationKeywords.contains(next.text) && !modifiers.contains(next.text)
    }
    return true
  }

  /// The first of the attributes and modifiers that stand before the keyword at `place`.
  private func firstToken(of place: Int) -> Int {
    var first = place
    while first > 0 {
      var before = first - 1
      if grammar.isMark(before, ")"), let open = opening(of: before) { before = open - 1 }
      guard before >= 0, tokens[before].kind == .word else { break }
      if grammar.isMark(before - 1, "@") {
        first = before - 1
      } else if modifiers.contains(tokens[before].text) {
        first = before
      } else {
        break
      }
    }
    return first
  }

  private func opening(of place: Int) -> Int? {
    var start = place - 1
    while start >= 0 {
      if grammar.closing[start] == place { return start }
      start -= 1
    }
    return nil
  }

  /// Whether the declaration says that it is public; nil if it says nothing.
  private func access(of place: Int) -> Bool? {
    for token in tokens[firstToken(of: place)..<place] where token.kind == .word {
      if token.text == "public" || token.text == "open" { return true }
      if ["package", "internal", "fileprivate", "private"].contains(token.text) { return false }
    }
    return nil
  }
}

private let declarationKeywords: Set<String> = ["func", "var", "let", "subscript", "init"]

private let modifiers: Set<String> = [
  "public", "open", "package", "internal", "fileprivate", "private", "static", "class", "final", "override", "mutating",
  "nonmutating", "convenience", "required", "lazy", "weak", "unowned", "indirect", "dynamic", "optional", "prefix",
  "postfix", "infix", "nonisolated", "isolated", "consuming", "borrowing", "distributed",
]

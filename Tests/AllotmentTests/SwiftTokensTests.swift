import Testing

@testable import SwiftSource

/// The reader of Swift source knows what is code.
@Suite struct SwiftTokensTests {
  private func words(_ code: String) -> [String] {
    SwiftLexer.tokens(of: Array(code.utf8)).filter { $0.kind == .word }.map(\.text)
  }

  @Test(arguments: [
    #"a("}") b"#, #"a("\"}") b"#, #"a("\\") b"#, "a(\"\"\"\n  } \" \"\" \\\"\"\" {\n  \"\"\") b",
    "a(\"\"\"\n  \"x\"\n  \"\"\") b",
    "a(#\"\\\" } \"#) b", "a(#\"\"\"\n \"\"\" { \n \"\"\"#) b", "a(##\"\"# } \"##) b", "a /* } /* { */ \" */ b",
    "a // } \"\nb", "a(/[{\"]\\/}/) b", "a = /{/\nb", "a(#/ / } \" /#) b", "a(\"\") b", "a(\"你{\") b",
  ]) func textCommentsAndPatternsAreNoCode(code: String) {
    #expect(words(code) == ["a", "b"])
    #expect(!SwiftLexer.tokens(of: Array(code.utf8)).contains { $0.isMark("{") })
  }

  @Test(arguments: [
    (#"a("x\(b { c("\(d)") })y") e"#, ["a", "b", "c", "d", "e"]), (##"a(#"\(b) \#(c)"#) d"##, ["a", "c", "d"]),
    ("a(\"\"\"\n  \\(b(\"}\"))\n  \"\"\") c", ["a", "b", "c"]),
  ]) func interpolatedCodeIsCode(code: String, expected: [String]) { #expect(words(code) == expected) }

  @Test(arguments: ["a / b / c", "(a) / b / c", "a[0] / b / c", "a! / b / c", "a(/, b) / c", "a(1 /* */ / b / c)"])
  func divisionIsNoPattern(code: String) { #expect(words(code) == ["a", "b", "c"]) }

  @Test func everyTokenKnowsItsLine() {
    let code = "a\n/* \n */ b \"\"\"\n x\n \\(c)\n \"\"\" d\n\"e\"\n\nf"
    let lines = SwiftLexer.tokens(of: Array(code.utf8)).filter { $0.kind == .word }.map { "\($0.text)\($0.line)" }
    #expect(lines == ["a1", "b3", "c5", "d6", "f9"])
  }

  @Test(arguments: [
    ("func f<T>(_ a: [T] = [], b: (Int) -> Void = { _ in }) async throws(E) -> [T: Int]? where T: P {\n}", 2),
    ("func f() -> some P & Q\n{\n}", 3), ("func <= (a: S, b: S) -> Bool {\n}", 2), ("init?<T: P>(_ a: T) {\n}", 2),
    ("func f(_ g: @escaping @Sendable () -> Void) rethrows {\n}", 2), ("var x: [Int: (a: Int, b: T.U<V>)]? {\n}", 2),
    ("var f: (Int) throws -> Void {\n}", 2), ("private static var `default`: any P {\n}", 2),
  ]) func aBodyIsFoundBehindItsSignature(code: String, last: Int) {
    let found = SwiftDeclarationReader.declarations(of: SwiftLexer.tokens(of: Array(code.utf8)))
    #expect(found.count == 1 && found.first?.line == 1 && found.first?.lastLine == last)
  }

  @Test(arguments: [
    "self.init(a) {\n}", "x = .init() {\n}", "if let x {\n}", "if var x = y {\n}", "f(class: 1, func: 2)",
    "for var x in y {\n}",
    "var x: Int\nif x {\n}", "protocol P {\n  init()\n  func f()\n}", "let x = f {\n}", "case let x: f {\n}",
  ]) func noBodyIsFoundWhereNoneIs(code: String) {
    let found = SwiftDeclarationReader.declarations(of: SwiftLexer.tokens(of: Array(code.utf8)))
    #expect(found.allSatisfy { $0.lastLine == nil })
  }
}

import Foundation
import Testing

@testable import SwiftSource

/// Files that list many things of one kind, which no reader reads in one go; no bound on lines holds for them.
private let catalogues = [
  "Sources/Explanation/Message.swift": "every sentence of the explanations, in both languages"
]

private let doublesAppearOnly = "A double appears only in"

/// The bounds that CONTRIBUTING sets, held against every file. A test lists all breaches.
@Suite struct TidyTests {
  private static let files = Result { try SourceFile.all(below: ["Sources", "Tests", "Benchmarks/Sources"]) }

  private func expectNone(_ breaches: [String]) {
    if !breaches.isEmpty { Issue.record("\(breaches.count) breaches:\n\(breaches.joined(separator: "\n"))") }
  }

  @Test func noFunctionHasMoreThanSeventyLines() throws {
    expectNone(try Self.files.get().filter { catalogues[$0.path] == nil }.flatMap(\.longFunctions))
  }

  @Test func noFileHasMoreThanThreeHundredLines() throws {
    expectNone(try Self.files.get().filter { catalogues[$0.path] == nil }.flatMap(\.excessLength))
  }

  @Test func everyCatalogueIsLongerThanAFileMayBe() throws {
    let long = Set(try Self.files.get().filter { !$0.excessLength.isEmpty }.map(\.path))
    for catalogue in catalogues.keys { #expect(long.contains(catalogue), "\(catalogue)") }
  }

  @Test func othersCanDependOnThePackage() throws {
    expectNone(try SourceFile(reading: "Package.swift").unsafeFlags)
  }

  @Test func doublesAppearOnlyWhereContributingSays() throws {
    let rooms = try DocumentPage(reading: "CONTRIBUTING.md").paths(inItemThatSays: doublesAppearOnly)
    try #require(!rooms.isEmpty)
    let sources = try Self.files.get().filter { $0.path.hasPrefix("Sources/") }
    expectNone(SourceFile.strayDoubles(sources, rooms: rooms))
  }

  @Test(arguments: ["docs/architecture.md", "CONTRIBUTING.md"]) func everyPathThatAPageNamesExists(page: String) throws
  {
    let page = try DocumentPage(reading: page)
    #expect(page.paths.count > 5)
    expectNone(page.missingPaths)
  }

  /// `allot` is no library.
  @Test func everyPublicDeclarationIsDocumented() throws {
    let libraries = try Self.files.get().filter {
      $0.path.hasPrefix("Sources/") && !$0.path.hasPrefix("Sources/allot/")
    }
    expectNone(libraries.flatMap(\.undocumented))
  }
}

/// Each check of the tidy test finds a breach and lets what is right pass.
@Suite struct TidyCheckTests {
  private func lines(_ count: Int) -> String { String(repeating: "  print(1)\n", count: count) }

  @Test(arguments: [
    ("func f() {\n", "}"), ("init() {\n", "}"), ("var x: Int {\n", "}"), ("let f: () -> Int = {\n", "}"),
    ("let x = {\n", "}()"), ("subscript(i: Int) -> Int {\n", "}"), ("deinit {\n", "}"),
    ("var x = 0 {\n  didSet {\n", "  }\n}"), ("func g() {}\nstruct S { func f() {\n", "} }"),
  ]) func aBodyOfMoreThanSeventyLinesIsTooLong(start: String, end: String) {
    #expect(SourceFile("a", start + lines(68) + end + "\n").longFunctions == [])
    #expect(SourceFile("a", start + lines(69) + end + "\n").longFunctions.count == 1)
  }

  @Test func aLongBodyIsNamedWithItsPlace() {
    let file = SourceFile("a/B.swift", "\n@Test func f(\n  a: Int\n) {\n" + lines(70) + "}\n")
    #expect(file.longFunctions == ["a/B.swift:2: func f has 74 lines, more than 70"])
  }

  @Test func aLongTypeOrInitialValueIsNoLongFunction() {
    #expect(SourceFile("a", "struct S {\n" + lines(80) + "}\n").longFunctions == [])
    #expect(SourceFile("a", "let x = [\n" + lines(80) + "]\n").longFunctions == [])
    #expect(SourceFile("a", "protocol P { func f() -> Int\n}\nstruct S {\n" + lines(80) + "}\n").longFunctions == [])
  }

  @Test func aFileOfMoreThanThreeHundredLinesIsTooLong() {
    #expect(SourceFile("a", lines(300)).excessLength == [])
    #expect(SourceFile("a", lines(301)).excessLength == ["a:301: more than 300 lines"])
  }

  @Test(arguments: ["let x: Double", "f(Float(1))", "x * 0.5", "let y = 1e-6", "let z = 0x1p64", "\"\\(Double(x))\""])
  func aDoubleIsSeen(code: String) { #expect(SourceFile("a", code).doubles.count == 1) }

  @Test(arguments: [
    "let x: Int128", "\"Double 0.5\"", "// Double", "/* 1e6 */", "x.0.1", "0...9", "0..<3", "0xE5", "let e1 = 3",
    "isDouble",
  ]) func aWholeNumberIsNoDouble(code: String) { #expect(SourceFile("a", code).doubles == []) }

  @Test(arguments: [
    "public struct S {}", "/// S.\npublic struct S {\n  public var x: Int\n}",
    "/// S.\npublic struct S {\n  public init() {}\n}", "/// E.\npublic enum E {\n  case a\n}",
    "/// E.\npublic enum E: P {\n  case a\n}",
    "/// E.\npublic enum E: String {\n  case a\n  public var b: Int { 1 }\n}",
    "public extension S {\n  func f() {}\n}", "/// P.\npublic protocol P {\n  var x: Int { get }\n}",
    "// S.\npublic struct S {}", "/// T.\n\nlet t = 1\npublic func f() {}", "//// S.\npublic struct S {}",
    "public static func == (a: S, b: S) -> Bool { true }", "@inlinable public func f() {}", "open class C {}",
    "public typealias T = Int", "public subscript(i: Int) -> Int { i }", "public private(set) var x: Int",
  ]) func aPublicDeclarationWithoutADocCommentIsSeen(code: String) {
    #expect(SourceFile("a", code).undocumented.count == 1)
  }

  @Test(arguments: [
    "struct S {\n  var x: Int\n}", "/// S.\npublic struct S {\n  let x = 1\n}", "/// S.\n@frozen public struct S {}",
    "/** S. */\npublic struct S {}", "/// E.\npublic enum E { case a, b }", "enum E {\n  case a\n}",
    "/// E.\npublic enum E {\n  /// A.\n  case a\n  private var b: Int { switch self { case .a: 1 } }\n}",
    "/// E.\npublic enum E: String, P {\n  case a\n}", "/// F.\npublic func f() {\n  let x = 1\n  func g() {}\n}",
    "package func f() {}",
    "public extension S {\n  private func f() {}\n}", "/// C.\npublic protocol P: class {}",
    "/// S.\n// Why.\npublic struct S {}", "/// X.\n@available(*, deprecated) public private(set) var x: Int",
  ]) func aDocumentedOrNonPublicDeclarationPasses(code: String) {
    #expect(SourceFile("a", code).undocumented == [])
  }

  @Test func aDoubleOutsideItsRoomsAndARoomWithoutOneAreSeen() {
    let files = [SourceFile("a/B.swift", "1.5"), SourceFile("a/C/D.swift", "1"), SourceFile("aa.swift", "0.5")]
    #expect(SourceFile.strayDoubles(files, rooms: ["a", "aa.swift"]) == [])
    #expect(
      SourceFile.strayDoubles(files, rooms: ["a/B.swift", "a/C"])
        == ["aa.swift:1: 0.5 where no double may be", "CONTRIBUTING.md: a/C has no double"])
  }

  @Test func unsafeFlagsAreSeen() {
    #expect(SourceFile("a", "let p = [\n.unsafeFlags([\"-O\"])]").unsafeFlags == ["a:2: unsafeFlags"])
    #expect(SourceFile("a", "let f = isOptimised ? [.unsafeFlags([])] : []").unsafeFlags == [])
    #expect(SourceFile("a", "// unsafeFlags\nlet p = \"unsafeFlags\"").unsafeFlags == [])
  }

  @Test func aPageNamesPaths() {
    let page = DocumentPage(
      "p", "See `Sources/Model` and\n[this](docs/none.md). Sources.\n- A double in `Tests/x`,\n `Tests/y`.\n- No")
    #expect(page.missingPaths.first == "p:2: docs/none.md does not exist")
    #expect(page.missingPaths.count == 3)
    #expect(page.paths(inItemThatSays: "A double in") == ["Tests/x", "Tests/y"])
  }
}

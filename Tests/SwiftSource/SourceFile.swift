import Foundation

/// The folder of the package.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A file of Swift source and the bounds that CONTRIBUTING sets. Each check gives its breaches as `path:line: what`.
struct SourceFile {
  static let mostLinesOfFunction = 70
  static let mostLinesOfFile = 300

  /// Relative to the package.
  let path: String
  private let lineCount: Int
  private let tokens: [SwiftToken]
  private let declarations: [SwiftDeclaration]

  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    lineCount = bytes.count { $0 == UInt8(ascii: "\n") }
    tokens = SwiftLexer.tokens(of: bytes)
    declarations = SwiftDeclarationReader.declarations(of: tokens)
  }

  init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }

  /// All Swift files below these folders of the package.
  static func all(below folders: [String]) throws -> [SourceFile] {
    try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: repository.appending(path: folder).path).sorted()
        .filter { $0.hasSuffix(".swift") }
        .map { try SourceFile(reading: folder + "/" + $0) }
    }
  }

  init(reading path: String) throws {
    self.init(path, Array(try Data(contentsOf: repository.appending(path: path))))
  }

  /// Functions, initialisers, subscripts, computed properties, observers and constant closures that are too long, from the line
  /// of their keyword to the line of their last brace.
  var longFunctions: [String] {
    declarations.compactMap { declaration in
      guard let last = declaration.lastLine else { return nil }
      let count = last - declaration.line + 1
      guard count > Self.mostLinesOfFunction else { return nil }
      return breach(declaration.line, "\(declaration.name) has \(count) lines, more than \(Self.mostLinesOfFunction)")
    }
  }

  var excessLength: [String] {
    lineCount > Self.mostLinesOfFile ? [breach(lineCount, "more than \(Self.mostLinesOfFile) lines")] : []
  }

  /// Names and literals of floating-point numbers.
  var doubles: [String] {
    let types: Set<String> = ["Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat"]
    return tokens.filter { ($0.kind == .word && types.contains($0.text)) || $0.isFloatingPoint }
      .map { breach($0.line, "\($0.text) where no double may be") }
  }

  /// Doubles outside these folders and files, and those of them that have no double.
  static func strayDoubles(_ files: [SourceFile], rooms: [String]) -> [String] {
    let found = files.map { (path: $0.path, doubles: $0.doubles) }.filter { !$0.doubles.isEmpty }
    func stands(_ path: String, in room: String) -> Bool { path == room || path.hasPrefix(room + "/") }
    let stray = found.filter { file in !rooms.contains { stands(file.path, in: $0) } }.flatMap(\.doubles)
    let empty = rooms.filter { room in !found.contains { stands($0.path, in: room) } }
    return stray + empty.map { "CONTRIBUTING.md: \($0) has no double" }
  }

  /// Public declarations without a doc comment of their own. Two kinds of cases share the comment of their enumeration: those
  /// on its line, and those of an enumeration with raw texts, which are words of a format.
  var undocumented: [String] {
    let enumerations = Set(declarations.lazy.filter { $0.name.hasPrefix("enum ") }.map(\.line))
    return declarations.filter { declaration in
      declaration.isPublic && !declaration.isDocumented
        && !(declaration.name.hasPrefix("case ") && enumerations.contains(declaration.line))
    }.map { breach($0.line, "\($0.name) is public and has no doc comment") }
  }

  /// Flags that bar others from depending on the package. On a line with `isOptimised` they stand behind a variable of the
  /// environment.
  var unsafeFlags: [String] {
    let guarded = Set(tokens.filter { $0.isWord("isOptimised") }.map(\.line))
    return tokens.filter { $0.isWord("unsafeFlags") && !guarded.contains($0.line) }
      .map { breach($0.line, "unsafeFlags") }
  }

  private func breach(_ line: Int, _ what: String) -> String { "\(path):\(line): \(what)" }
}

/// A document of the package, in Markdown.
struct DocumentPage {
  /// Relative to the package.
  let path: String
  let text: String

  init(_ path: String, _ text: String) { (self.path, self.text) = (path, text) }

  init(reading path: String) throws {
    self.init(path, try String(contentsOf: repository.appending(path: path), encoding: .utf8))
  }

  /// The paths of the package that the page names, with their lines.
  var paths: [(line: Int, path: String)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { line, words in
      words.matches(of: /(?:Sources|Tests|Scenarios|Benchmarks|docs)\/[A-Za-z0-9+.\/-]*[A-Za-z0-9]/).map {
        (line + 1, String($0.0))
      }
    }
  }

  var missingPaths: [String] {
    paths.filter { !FileManager.default.fileExists(atPath: repository.appending(path: $0.path).path) }
      .map { "\(path):\($0.line): \($0.path) does not exist" }
  }

  /// The folders and files named by the item that begins with, or has in it, `words`.
  func paths(inItemThatSays words: String) -> [String] {
    let items = text.split(separator: "\n- ").filter { $0.contains(words) }
    return items.flatMap { DocumentPage(path, String($0)).paths.map(\.path) }
  }
}

import Foundation
import Intake
import Testing

@testable import ExactProgram
@testable import Formulation
@testable import SwiftSource

@Suite struct DocumentsTests {
  @Test func theGuideToTheListsIsTheOneThatTheSchemaGives() throws {
    #expect(try String(contentsOf: repository.appending(path: "docs/lists.md"), encoding: .utf8) == listsGuide())
  }

  /// Every file, test and list that docs/coverage.md names exists, and docs/coverage.md names every rule.
  @Test func everyRowOfTheModelIsStatedCheckedTestedAndUsed() throws {
    let files = FileManager.default
    let text = try String(contentsOf: repository.appending(path: "docs/coverage.md"), encoding: .utf8)
    var tests = ""
    for suite in ["AllotmentTests", "AuditTests"] {
      let folder = repository.appending(path: "Tests/\(suite)")
      for name in try files.contentsOfDirectory(atPath: folder.path) {
        tests += try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
    }
    var names: Set<String> = []
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: CharacterSet(charactersIn: "`"))
      }
      try #require(cells.count == 6, "\(line)")
      names.insert(cells[0])
      #expect(files.fileExists(atPath: repository.appending(path: cells[2]).path), "\(line)")
      #expect(files.fileExists(atPath: repository.appending(path: cells[3]).path), "\(line)")
      let (test, scenario) = (cells[4].split(separator: "/"), cells[5])
      #expect(tests.contains("struct \(test[0])") && tests.contains("func \(test[1])("), "\(line)")
      #expect(
        files.fileExists(
          atPath: repository.appending(
            path: "Scenarios/\(scenario.contains("/") ? scenario : "qinghe/lists/" + scenario)"
          )
          .path),
        "\(line)")
    }
    for rule in everyRule { #expect(names.contains(rule.name), "\(rule.name)") }
    for list in TableSchema.all { #expect(names.contains(list.key + ".csv"), "\(list.key)") }
    #expect(names.isSuperset(of: ["continuity", "fair load", "wishes", "place-weight", "scale-bounds"]))
    let pages = try String(contentsOf: repository.appending(path: "docs/rules.md"), encoding: .utf8)
    for rule in everyRule { #expect(pages.contains("| `\(rule.name)` |"), "\(rule.name)") }
  }

  /// The examples of FIPS 180-4, among them a million letters `a`.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]) func sha256GivesThePublishedDigests(message: String, digest: String) {
    #expect(sha256(Array(message.utf8)) == digest)
  }

  /// A rule names the cells from which it is read, and each is a column that a list has.
  @Test func everyRuleNamesCellsThatStandInTheSchema() {
    let columns = Set(TableSchema.all.flatMap { $0.columns.map(\.cell) })
    for rule in everyRule {
      #expect(!rule.cells.isEmpty, "\(rule.name)")
      for cell in rule.cells { #expect(columns.contains(cell.key), "\(rule.name) cites \(cell.key)") }
    }
  }

  /// A decision record must be readable in a few minutes.
  @Test func noDecisionIsLongerThanFourHundredWords() throws {
    let folder = repository.appending(path: "docs/decisions")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(text.split(whereSeparator: \.isWhitespace).count <= 400, "\(name)")
    }
  }
}

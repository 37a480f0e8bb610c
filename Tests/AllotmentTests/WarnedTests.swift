import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

private let folder = repository.appending(path: "Scenarios/warned")

/// Every warning as its folder shows it, and the catalogue of warnings against the folders and the documents.
@Suite struct WarnedTests {
  @Test(arguments: WarningCode.allCases) func eachWarningReadsAsItsFolderSays(code: WarningCode) throws {
    let place = folder.appending(path: code.rawValue)
    let command = command(of: place)
    let zh = try run(command + ["--lang", "zh"], in: place)
    let en = try run(command + ["--lang", "en"], in: place)
    #expect(zh.error + en.error == (try String(contentsOf: place.appending(path: "expected.txt"), encoding: .utf8)))
    #expect(en.error.contains(": \(code.severity.rawValue) [\(code.rawValue)]"))
    #expect(en.status == 0 && zh.status == 0)
  }

  /// `--strict` refuses for the warning alone, says so, and gives the same places.
  @Test(arguments: WarningCode.allCases.filter { $0.severity == .warning })
  func strictRefusesEachWarning(code: WarningCode) throws {
    let place = folder.appending(path: code.rawValue)
    let command = command(of: place)
    let en = try run(command + ["--strict", "--lang", "en"], in: place)
    #expect(en.status == 65)
    #expect(en.error.contains(": error (a warning, refused by --strict) [\(code.rawValue)]"))
    let zh = try run(command + ["--strict", "--lang", "zh"], in: place)
    #expect(zh.error.contains("错误（--strict：提醒按错误处理） [\(code.rawValue)]"))
    #expect(zh.error.contains("未写出任何文件"))
  }

  @Test(arguments: WarningCode.allCases.filter { $0.severity == .note })
  func strictRefusesNoNote(code: WarningCode) throws {
    let place = folder.appending(path: code.rawValue)
    let strict = try run(["check", "lists", "--strict", "--lang", "en"], in: place)
    #expect(strict.status == 0)
    #expect(strict.error.contains(": note [\(code.rawValue)]"))
  }

  @Test func besideAnErrorWarningsAreAllPrintedAndRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let header = "id,amount," + (1...9).map { "x\($0)" }.joined(separator: ",")
    try Data((header + "\nF/1,1" + String(repeating: ",a", count: 9)).utf8).write(
      to: folder.appending(path: "funds.csv"))
    let all = try run(["check", folder.path, "--all", "--lang", "en"]).error
    #expect(all.matches(of: /warning \[column-unknown\]/).count == 9 && !all.contains("more; all of them"))
    let strict = try run(["check", folder.path, "--strict", "--lang", "en"])
    #expect(strict.status == 65 && !strict.error.contains(": warning ["))
    #expect(strict.error.matches(of: /error \(a warning, refused by --strict\) \[column-unknown\]/).count == 5)
  }

  @Test func everyWarningHasAFolderAndARowOfTheDocuments() throws {
    let codes = Set(WarningCode.allCases.map(\.rawValue))
    let folders = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == codes)
    let page = try String(contentsOf: repository.appending(path: "docs/warnings.md"), encoding: .utf8)
    let rows = page.matches(of: /\n\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|/).map { String($0.1) }
    #expect(rows == codes.sorted())
  }

  /// A warning that the sources state by its text is in the catalogue.
  @Test func everyWarningOfTheSourcesIsInTheCatalogue() throws {
    let sources = repository.appending(path: "Sources")
    var found: Set<String> = []
    for name in try #require(FileManager.default.subpaths(atPath: sources.path)) where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      for match in text.matches(of: /"([a-z]+(?:-[a-z]+)+)", severity: \.(warning|note)/) {
        let code = String(match.1)
        #expect(
          WarningCode(rawValue: code).map { $0.severity.rawValue == match.2 } ?? (code == "file-unreadable"), "\(code)")
        found.insert(code)
      }
    }
    // A file of personal columns that cannot be read is a warning with the code of an error.
    found.remove("file-unreadable")
    #expect(found.count > 3)
    #expect(found.isSubset(of: WarningCode.allCases.map(\.rawValue)), "\(found)")
  }

  @Test func fiveOfACodeAreShownAndNoCodeIsHidden() throws {
    let words = Bilingual("", "")
    func warnings(_ code: String, _ count: Int) -> [Finding] {
      (1...count).map { Finding(code, severity: .warning, file: "f", line: $0, expected: words, mend: words) }
    }
    let findings = warnings("a-b", 22) + warnings("c-d", 6) + warnings("e-f", 5)
    let texts = findings.texts(.en)
    #expect(texts.count == 15 + 2)
    #expect(
      texts.suffix(2) == [
        "[a-b] and 17 more; all of them with --all or --json", "[c-d] and 1 more; all of them with --all or --json",
      ])
    #expect(findings.texts(most: nil, .en).count == 33)
    let errors = (1...9).map { Finding("x-y", file: "f", line: $0, expected: words, mend: words) }
    #expect(errors.texts(.en).count == 9)
    #expect(findings.map(\.strict).texts(.zh).last == "[c-d] 另有 1 处，用 --all 或 --json 全部列出")
  }
}

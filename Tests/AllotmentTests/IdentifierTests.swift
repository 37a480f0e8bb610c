import Foundation
import Model
import Testing

@testable import Intake

/// Files are named after ids. Two ids are equal if their bytes are equal.
@Suite struct IdentifierTests {
  @Test(arguments: [
    "V1", "村-01", "a.b", "..a", "县（区）", "１２", "é", "मि", "A b", String(repeating: "村", count: 64),
    String(repeating: "𠀀", count: 50),
  ]) func aTextThatCanNameAFileIsAnId(text: String) { #expect(IdentifierFlaw(text) == nil) }

  @Test(arguments: [
    "", " a", "a ", "\u{3000}a", ".", "..", "a/b", "/", "\u{D4E}/../\u{D3E}", "/\u{301}", "a\u{0}", "a\u{7}",
    "a\u{202E}",
    "\u{FEFF}a", "a\nb", "a;b", "a\\b", "\u{3164}", String(repeating: "a", count: 65),
    String(repeating: "𠀀", count: 64), "a\u{2028}",
  ]) func aTextThatCannotNameAFileIsNoId(text: String) { #expect(IdentifierFlaw(text) != nil) }

  private func errors(_ files: [String: String]) throws -> [String] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lists = [
      "places": "id\nV\n", "funds": "id,amount\nF,10\n", "projects": "id,category,responsible,approved\nP,c,A,yes\n",
      "costs": "project,cost_type,fixed\nP,t,5\n",
    ]
    lists.merge(files) { $1 }
    for (name, text) in lists { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    let read = Result { () throws(Findings) in try Instance(readLists(folder.path).lists) }
    guard case .failure(let findings) = read else { return [] }
    return findings.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code)" }
  }

  @Test func slashesAreFoundWhateverStandsAroundThem() throws {
    #expect(
      try errors(["volunteers": "id,minutes\n\u{D4E}/../\u{D3E},60\n/\u{301},60\n"])
        == ["volunteers.csv:2:1 id-malformed", "volunteers.csv:3:1 id-malformed"])
    #expect(
      try errors(["volunteers": "id,minutes\n\(String(repeating: "𠀀", count: 64)),60\n"]) == [
        "volunteers.csv:2:1 id-malformed"
      ])
  }

  /// A combining mark after a separator forms one character with it. The separator still separates.
  @Test func separatorsAreFoundWhateverStandsBehindThem() throws {
    #expect(listParts("a;\u{301}b；\u{D3E}c|d") == ["a", "\u{301}b", "\u{D3E}c", "d"])
    #expect(listParts("\u{D4E};b,\u{301}c", commas: true) == ["\u{D4E}", "b", "\u{301}c"])
    #expect(
      try errors(["funds": "id,amount,groups\nF,10,\"a,\u{301}b\"\n"]) == ["funds.csv:2:3 list-ambiguous"])
  }

  @Test func idsThatLookTheSameAreTheSameByTheirBytes() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(halfWidthID(decomposed).utf8.elementsEqual(composed.utf8))
    #expect(halfWidthID("Ａ１").utf8.elementsEqual("A1".utf8) && halfWidthID("村（1）") == "村（1）")
    #expect(try errors(["places": "id\nV\n\(composed)\n\(decomposed)\n"]) == ["places.csv:4:1 id-repeated"])
    #expect(
      try errors([
        "places": "id\nV\n\(composed)\n",
        "projects": "id,place,category,responsible,approved\nP,\(decomposed),c,A,yes\n",
      ]) == [])
  }

  /// On a case-insensitive file system, the rosters of `h1` and `H1` would be one file.
  @Test func idsThatNameFilesDifferByMoreThanCapitals() throws {
    #expect(try errors(["volunteers": "id,minutes\nh1,60\nH1,60\n"]) == ["volunteers.csv:3:1 id-repeated"])
    #expect(
      try errors([
        "projects": "id,category,responsible,approved\nP,c,A,yes\np,c,A,yes\n",
        "costs": "project,cost_type,fixed\nP,t,5\np,t,5\n",
      ]) == ["projects.csv:3:1 id-repeated"])
    #expect(try errors(["places": "id\nV\nv\n"]) == [])
  }
}

import Foundation
import Intake
import Model
import Testing

/// `check` accepts whatever an import writes. What `check` would refuse, the import refuses before it writes, with the
/// place in the user's file.
@Suite struct ImportedListsTests {
  private func refusals(_ body: () throws(Findings) -> WrittenLists) -> [String] {
    do {
      _ = try body()
      return []
    } catch { return error.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" } }
  }

  private func preferences(_ matrix: String, _ capacities: String = "id,most\na,1\nb,2\n") -> [String] {
    refusals { () throws(Findings) in
      try importPreferences(
        Data(matrix.utf8), file: "m.csv", capacities: Data(capacities.utf8), capacityFile: "c.csv")
    }
  }

  @Test func idsOfPeopleThatNoListMayHaveAreRefused() {
    #expect(preferences("id,a,b\ns1,1,0\ns2,0,2\n") == [])
    #expect(preferences("id,a,b\ns1;,1,0\n") == ["m.csv:2:1 id-malformed s1;"])
    #expect(preferences("id,a,b\ns1,1,0\ns1,0,1\n") == ["m.csv:3:1 id-repeated s1"])
    // Ids that the importer or the reader normalises to the same text are duplicates.
    for other in ["s1.0", "ｓ1", "S1"] {
      #expect(preferences("id,a,b\ns1,1,0\n\(other),0,1\n") == ["m.csv:3:1 id-repeated \(other)"])
    }
    #expect(preferences("id,a,b\n,1,0\n") == ["m.csv:2:1 cell-missing "])
    let long = String(repeating: "s", count: 64)
    #expect(preferences("id,a,b\n\(long),1,0\n") == ["m.csv:2:1 id-malformed \(long)"])
    #expect(preferences("id,a,b\ns1,1,0,3\n") == ["m.csv:2:4 row-ragged 3"])
    #expect(preferences("id,a,b\ns\u{7}1,1,0\n") == ["m.csv:2:1 control-character U+0007"])
  }

  @Test func projectsAndCapacitiesThatNoListMayHaveAreRefused() {
    #expect(preferences("id,a,a\ns1,1,0\n") == ["c.csv:3:1 reference-dangling b", "m.csv:1:3 id-repeated a"])
    #expect(
      preferences("id,a,b;\ns1,1,0\n", "id,most\na,1\nb;,2\n") == [
        "c.csv:3:1 id-malformed b;", "m.csv:1:3 id-malformed b;",
      ])
    #expect(preferences("id,a,b\ns1,1,0\n", "id,most\na,1\nb,2\na,3\n") == ["c.csv:4:1 id-repeated a"])
    #expect(preferences("id,a,b\ns1,1,0\n", "id,most\na,999999999\nb,2\n") == ["c.csv:2:2 number-malformed 999999999"])
    #expect(preferences("id,a,\ns1,1,0\n") == ["c.csv:3:1 reference-dangling b", "m.csv:1:3 cell-missing "])
  }

  private static let profile = """
    name = p
    title = {title}
    parameter title = t
    [funds]
    id = column fund
    amount = sum amount
    from = column from
    [projects]
    id = column project
    title = column title
    category = text c
    responsible = text A
    approved = text yes
    [costs]
    project = column project
    cost_type = text t
    fixed = sum amount

    """

  private func table(_ rows: String, _ settings: [String: String] = [:]) throws -> [String] {
    let profile = try Profile(parsing: Self.profile, file: "p.profile")
    return refusals { () throws(Findings) in
      try importTable(
        Data(("project,title,amount,fund,from\n" + rows).utf8), file: "t.csv", profile: profile, settings: settings)
    }
  }

  @Test func cellsOfATableThatNoListMayHaveAreRefusedWhereTheyStand() throws {
    #expect(try table("P1,a,5,F,2026-03\nP2,b,6,F,2026-03\n") == [])
    #expect(
      try table("P1,a,5,F,2026-03\n\nP2;,b,6,G,2026-\n").sorted() == [
        "t.csv:4:1 id-malformed P2;", "t.csv:4:5 date-malformed 2026-",
      ])
    // A cell that is wrong in two lists is reported once.
    #expect(try table("P1,合计,5,F,\n") == ["t.csv:2:2 row-is-total 合计"])
    #expect(try table("p1,a,5,F,\nP1,b,5,F,\n") == ["t.csv:2:1 id-repeated p1"])
    #expect(try table("P1,a,5,F\n") == ["t.csv:2:5 row-ragged "])
    #expect(try table("P1,a,5,F,\n", ["title": "a\u{7}"]) == ["--set title:0:0 control-character U+0007"])
  }

  private func election(_ projects: String, votes: String = "1;1;1", meta: String = "") -> [String] {
    let text =
      "META\nkey;value\nbudget;100\n\(meta)PROJECTS\nproject_id;cost;name\n\(projects)\nVOTES\nvoter_id;vote;points\n\(votes)\n"
    return refusals { () throws(Findings) in try importPabulib(Data(text.utf8), file: "e.pb") }
  }

  @Test func invalidRowsOfAnElectionAreRefusedInTheirCells() {
    #expect(election("1;10;a\n2;20;b") == [])
    #expect(election("1;10;Total") == ["e.pb:6:3 row-is-total Total"])
    #expect(election("a;10;x\nA;20;y") == ["e.pb:7:1 id-repeated A"])
    #expect(election("a*b;10;x") == ["e.pb:6:1 id-malformed a*b"])
    #expect(election("a/b;10;x") == [] && election("a/b;10;x\nA-b;5;y") == ["e.pb:7:1 id-repeated A-b"])
    #expect(election("1;-5;x") == ["e.pb:6:2 money-malformed -5"])
    #expect(election("1;10") == ["e.pb:6:0 row-ragged 1;10"])
    #expect(election("1;10;a\u{202E}b") == ["e.pb:6:3 control-character U+202E"])
    // A combining mark after a semicolon does not hide the separator.
    #expect(election("1;10;\u{301}x") == [])
    // The points are matched to the projects by position.
    #expect(election("1;10;a\n2;5;b", votes: "v;1,2;5,,3") == ["e.pb:10:3 row-ragged 5,,3"])
    #expect(election("1;10;a\n2;5;b", votes: "v;1,2;5,") == ["e.pb:10:3 number-malformed "])
    #expect(
      election("1;10;a", votes: (0..<2).map { "\($0);1;999999999" }.joined(separator: "\n")).first?.hasPrefix("e.pb:6:")
        == true)
  }

  @Test func anImportThatIsRefusedWritesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("id,a\ns1;,1\n".utf8).write(to: folder.appending(path: "m.csv"))
    try Data("id,most\na,1\n".utf8).write(to: folder.appending(path: "c.csv"))
    let result = try run(
      ["import", "preferences", "m.csv", "--capacities", "c.csv", "--out", "o", "--lang", "en"], in: folder)
    #expect(result.status == 65 && result.error.hasPrefix("m.csv:2:1: error [id-malformed] ‘s1;’"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/o"))
  }
}

import Model
import Reports
import Testing

@testable import Intake

/// In tables for spreadsheets and in calendars, text from the lists stays in its cell and is never a formula.
@Suite struct SpreadsheetTextTests {
  /// Parses a table by RFC 4180 alone.
  private func cells(_ text: String) throws -> [[String]] {
    let bytes = Array(text.utf8.dropFirst(3))
    let read = try DelimitedText(bytes, delimiter: UInt8(ascii: ","))
    return (0..<read.recordCount).map { record in (0..<read.cellCount(record)).map { read.text(record, $0) } }
  }

  /// Compares by Unicode scalars, because equal strings may have different bytes.
  private func same(_ a: [[String]], _ b: [[String]]) -> Bool {
    a.map { $0.map { Array($0.utf8) } } == b.map { $0.map { Array($0.utf8) } }
  }

  @Test func everyTextComesBackFromItsOwnCell() throws {
    var random = SplitMix64(state: 10)
    let parts = ["a", ",", "\"", "\n", "\r\n", "\r", "\u{301}", "é", "长", " ", "\u{200D}", "🏳️", "\u{93E}", ";"]
    for _ in 0..<500 {
      let rows = (0..<3).map { _ in
        (0..<4).map { _ in "x" + (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(parts) }.joined() }
      }
      let read = try cells(spreadsheetText(rows))
      #expect(same(read, rows), "\(rows)")
    }
    #expect(spreadsheetText([["a,\u{301}b", "c\"\u{301}d"]]) == "\u{FEFF}\"a,\u{301}b\",\"c\"\"\u{301}d\"\r\n")
  }

  @Test(arguments: ["=", "+", "-", "@", "＝", "＋", "－", "＠"]) func aFormulaIsMarkedAsText(sign: String) throws {
    for lead in ["", " ", "\u{3000}", "\u{A0}", "\t", "\r", "\n ", "\"", "'", "“", "\u{FEFF}", "\u{200B}", " \" "] {
      for rest in ["1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)", "\u{301}1", "x,\u{301}y", ""] {
        let cell = lead + sign + rest
        let read = try cells(spreadsheetText([["h"], [cell]]))
        #expect(read.count == 2 && Array(read[1][0].utf8) == Array(("'" + cell).utf8), "\(cell)")
      }
    }
  }

  @Test(arguments: ["-5", "+5", "-12.50", "0", "1:30", "a=b", "P-1", "1-1", "长者@", "", " ", "x\t=1"])
  func aCellThatIsNoFormulaStaysUnchanged(cell: String) throws {
    #expect(same(try cells(spreadsheetText([["h", "h"], [cell, "y"]])), [["h", "h"], [cell, "y"]]))
  }

  @Test(arguments: ["\tx", "\rx", "-1e5", "-inf", "+0x1p3", "-1:30", "-2+3"])
  func aCellThatResemblesANumberIsMarkedAsText(cell: String) throws {
    #expect(try cells(spreadsheetText([["h"], [cell]]))[1] == ["'" + cell])
  }

  private func rosters(title: String, name: String, place: String, id: VolunteerID = "H1") throws -> [String: String] {
    var lists = Lists()
    lists.places = [Place(id: "V")]
    lists.places[0].name = place
    lists.slots = [Slot(id: "S1", day: Day(2026, 4, 6)!, start: 600, end: 660)]
    lists.volunteers = [Volunteer(id: id)]
    lists.volunteers[0].name = name
    var project = Project(id: "P1", category: "c")
    project.title = title
    project.places = [("V", .whole)]
    var role = Role(id: "=R")
    role.slots = ["S1"]
    role.isTimeBank = true
    project.variants = [Variant(id: "1")]
    project.variants[0].roles = [role]
    lists.projects = [project]
    var plan = Plan()
    plan.allocation.awards = [.init(project: "P1", variant: "1", scale: .one)]
    plan.allocation.assignments = [.init(volunteer: id, project: "P1", role: "=R", slots: ["S1"], minutes: 60)]
    return Rosters(plan, try Instance(lists)).files(.en)
  }

  @Test func everyTableOfARosterIsGuardedAndQuoted() throws {
    let files = try rosters(title: "a,\u{301}b", name: "=NAME()", place: " @SUM(A1)", id: "-2+3")
    for name in ["projects/P1.csv", "volunteers/-2+3.csv"] {
      let rows = try cells(try #require(files[name]))
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(same([Array(rows[1].prefix(6))], [["'-2+3", "'=NAME()", "P1", "a,\u{301}b", "'=R", "' @SUM(A1)"]]))
    }
    #expect(try cells(try #require(files["time-bank.csv"]))[1].prefix(3) == ["volunteer", "'-2+3", "'=NAME()"])
  }

  @Test func aCalendarIsEscapedByScalars() throws {
    let files = try rosters(
      title: "a,\u{301}b;\u{301}c\\\u{301}" + String(repeating: "e\u{301}", count: 60),
      name: "Z\r\nATTENDEE:x\u{2028}END:VEVENT\u{85}\rq\u{1B}[2J\u{9B}\u{202E}\u{7F}", place: "p\tq")
    let text = try #require(files["volunteers/H1.ics"])
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 } && lines.filter { $0.hasPrefix("END:VEVENT") }.count == 1)
    #expect(!lines.contains { line in line.unicodeScalars.contains(where: \.isControl) })
    // Unfolds by scalars, because a combining mark at the start of a line forms one Character with the space before it.
    let start = try #require(lines.firstIndex { $0.hasPrefix("SUMMARY:") })
    let rest = lines[(start + 1)...].prefix { $0.unicodeScalars.first == " " }
    let summary = lines[start] + rest.map { String($0.unicodeScalars.dropFirst()) }.joined()
    #expect(Array(summary.utf8).starts(with: Array("SUMMARY:a\\,\u{301}b\\;\u{301}c\\\\\u{301}e".utf8)))
    #expect(summary.hasSuffix("Z\\nATTENDEE:x\\nEND:VEVENT\\n\\nq·[2J···"))
  }

  @Test func aSlashUnderACombiningMarkOpensNoFolder() throws {
    let names = try rosters(title: "t", name: "n", place: "p", id: "a/\u{93E}b").keys.filter {
      $0.hasPrefix("volunteers/")
    }
    #expect(names.allSatisfy { name in name.unicodeScalars.filter { $0 == "/" }.count == 1 } && names.count == 2)
  }
}

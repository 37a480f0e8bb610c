import Foundation
import Model
import Testing

@testable import Intake

/// Cells as people and spreadsheets write them: accepted if unambiguous, otherwise refused with advice.
@Suite struct SpreadsheetHabitTests {
  private let lists = [
    "places": "id\nV\n", "funds": "id,amount\nF,10\n", "projects": "id,category,responsible,approved\nP,c,A,yes\n",
    "costs": "project,cost_type,fixed\nP,t,5\n", "needs": "id,place,category,quantity\nN,V,c,2\n",
    "serves": "project,need,per_unit\nP,N,1\n",
  ]

  private func read(_ changed: [String: String]) throws -> Result<ListsFolder, Findings> {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in lists.merging(changed, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: folder.appending(path: name + ".csv"))
    }
    return Result { () throws(Findings) in
      let read = try readLists(folder.path)
      _ = try Instance(read.lists)
      return read
    }
  }

  /// `file:line:column code value` of each error.
  private func errors(_ changed: [String: String]) throws -> [String] {
    guard case .failure(let findings) = try read(changed) else { return [] }
    return findings.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
  }

  @Test(arguments: [
    "2026-03-01", "2026-3-1", "2026/3/1", "2026.3.1", "2026年3月1日", "２０２６年３月１日", "20260301", "2026-3-1 0:00",
    "2026/03/01 00:00:00", "2026-03-01T00:00:00", "2026年3月1日 0:00", "2026-03-01 00:00:00.000",
  ]) func daysThatCanBeOneDayOnlyAreRead(text: String) {
    #expect(calendarDay(text, isEnd: false) == Day(2026, 3, 1))
  }

  @Test(
    arguments: [
      ("46082", "2026-03-01 "), ("2026-3-1 8:30", "time of day"), ("3/1/2026", "which is the month"),
      ("1.3.26", "which is the month"), ("20260230", "check year"), ("202603", "check year"),
      ("2026-003-01", "check year"),
      ("2026-3-1 0:00:01", "time of day"), ("明年", "check year"),
    ] as [(String, String)])
  func daysThatCanBeTwoAreRefusedWithAWayOut(text: String, mend: String) {
    #expect(calendarDay(text, isEnd: false) == nil && mendOfDay(text).en.contains(mend), "\(mendOfDay(text))")
  }

  @Test(arguments: [
    "2026-", "2026/", "2026.", "2026-03-", "2026/3/", "2026-03-1-", "2026.3.1.", "-2026", "-2026-3-1", "2026--3",
    "2026-3/1",
    "2026/3-1", "2026.3-1", "2026年3", "2026年3月1", "2026-3-1日", "2026年3-1", "2026年月1日", "年3月1日", "202", "2026031",
    "2026-03-01T", "2026-03-01 0:", "2026-03-01 0:00:", "2026 0:00", "2026-03 0:00", "2026-3-1-1", "2026-3-01\u{301}",
  ]) func daysThatAreCutOffOrMixedAreNone(text: String) {
    #expect(calendarDay(text, isEnd: false) == nil && calendarDay(text, isEnd: true) == nil)
  }

  @Test(arguments: [
    ("2026", 1, 1, 12, 31), ("2026年", 1, 1, 12, 31), ("2026-02", 2, 1, 2, 28), ("2026年2月", 2, 1, 2, 28),
    ("2026.2", 2, 1, 2, 28),
  ])
  func monthsAndYearsAreTheirFirstDayOrTheirLast(text: String, month: Int, day: Int, lastMonth: Int, lastDay: Int) {
    #expect(calendarDay(text, isEnd: false) == Day(2026, month, day))
    #expect(calendarDay(text, isEnd: true) == Day(2026, lastMonth, lastDay))
  }

  @Test(arguments: ["1:1", "1：1", "1∶1", " 2 : 2 ", "100%", "１００％", "100 %"]) func sharesOfAWhole(text: String) throws {
    #expect(try exactShare(text) == .whole)
  }

  @Test(arguments: [
    "1:2", "0:0", "0.5", "50", "一比一", "1:1:1", "50.123%", "%", "50%%", "5.%", ".5%", "1:", ":1", "1::1", "1:1:",
    "+1:+1", "1:1%",
  ]) func aMalformedShareIsRefused(text: String) {
    #expect(throws: NumberFlaw.self) { try exactShare(text) }
  }

  @Test(arguments: ["１２，３４５．６０", "￥12,345.6", "12345.60元", "1.23456万", " 12，345.6 "])
  func amounts(text: String) throws {
    #expect(try exactMoney(text, Currency()) == Money(1_234_560))
  }

  @Test(arguments: [
    "1.2E+07", "12.345,60", "12 345.60", "(100)", "1,23", "约100", "12345.6000000001", "1,", "1.", ".5", "12,34",
    "1,234,", ",100", "1,234.", "万", "元", "￥", "¥$5", "5万亿", "5元元", "1 000", "--5", "",
  ])
  func aMalformedAmountIsRefused(text: String) {
    #expect(throws: NumberFlaw.self) { try exactMoney(text, Currency()) }
  }

  @Test func timesWithSecondsOfNought() {
    #expect(clockMinutes("8:30:00") == 510 && clockMinutes("08:30:30") == nil && clockMinutes("8:30:000") == nil)
  }

  @Test func aFirstLineMayNameTheSeparator() throws {
    for line in ["sep=;", "\"sep=;\"", "SEP=;"] {
      let read = try read(["funds": line + "\r\nid;amount\r\nF;1,234\r\nG;x\r\n"])
      guard case .failure(let findings) = read else {
        Issue.record("accepted")
        continue
      }
      #expect(findings.all.map(\.line) == [4] && findings.all.map(\.column) == [2], "\(findings)")
      let plain = try self.read(["funds": line + "\nid;amount\nF;1,234\n"]).get()
      #expect(plain.lists.funds[0].amount == Money(123_400))
      #expect(plain.canonicalTexts()["funds.csv"] == "id,amount\nF,\"1,234\"\n")
    }
    #expect(try errors(["funds": "sep=;"]) == ["funds.csv:0:0 file-empty "])
  }

  @Test func emptyCellsBehindTheColumnsAreNothing() throws {
    let plain = try read(["funds": "id,amount\nF,10\n"]).get().canonicalTexts()
    for text in [
      "id,amount,,\nF,10,,\n", "id,amount\nF,10,,\n", "id,amount,,\nF,10\n", "id,amount,,\nF,10, ,\u{3000}\n,,,\n",
    ] {
      #expect(try read(["funds": text]).get().canonicalTexts() == plain, "\(text)")
    }
    #expect(try errors(["funds": "id,amount\nF,10,,x\n"]) == ["funds.csv:2:4 row-ragged x"])
    #expect(try errors(["funds": "id,amount,reserve\nF,10\n"]) == ["funds.csv:2:3 row-ragged "])
    // A column without a name is not read, and this is reported.
    let read = try read(["funds": "id,,amount\nF,left,10\n"]).get()
    #expect(read.warnings.map { "\($0.line):\($0.column) \($0.code) \($0.value)" } == ["2:2 column-unknown left"])
  }

  @Test func anUnclosedQuoteIsFoundWhereItBegins() throws {
    #expect(try errors(["funds": "id,name,amount\nF,\"a\nb\",1\nG,\"c,2\n"]).contains("funds.csv:4:2 quote-unclosed "))
    #expect(try errors(["funds": "id,name,amount\nF,\"a\"b,1\n"]).contains("funds.csv:2:2 quote-unclosed "))
  }

  /// All errors of a row are reported, not only the first.
  @Test func allThatIsWrongInARowIsSaidAtOnce() throws {
    let found = try errors([
      "serves": "project,variant,need,per_unit,at_most\nX,,Y,many,few\nP,9,Y,1,\n",
      "costs": "project,cost_type,fixed,per_unit\nZ,t,abc,-1\nP,t,5,\n",
      "fund_matching": "fund,with,ratio\nG,H;F,2:1\n", "fund_releases": "fund,period,amount\nG,A,\n",
      "fund_setasides": "fund,kind,of,share\nG,place,W,x\n",
      "project_places": "project,place,share\nX,W,?\n",
    ])
    #expect(
      found == [
        "costs.csv:2:1 reference-dangling Z", "costs.csv:2:3 money-malformed abc", "costs.csv:2:4 money-negative -1",
        "fund_matching.csv:2:1 reference-dangling G", "fund_matching.csv:2:2 reference-dangling H",
        "fund_matching.csv:2:3 number-malformed 2:1", "fund_releases.csv:2:1 reference-dangling G",
        "fund_releases.csv:2:2 reference-dangling A", "fund_releases.csv:2:3 cell-missing ",
        "fund_setasides.csv:2:1 reference-dangling G", "fund_setasides.csv:2:3 reference-dangling W",
        "fund_setasides.csv:2:4 number-malformed x", "project_places.csv:2:1 reference-dangling X",
        "project_places.csv:2:2 reference-dangling W", "project_places.csv:2:3 number-malformed ?",
        "serves.csv:2:1 reference-dangling X", "serves.csv:2:3 reference-dangling Y",
        "serves.csv:2:4 number-malformed many", "serves.csv:2:5 number-malformed few",
        "serves.csv:3:2 reference-dangling 9", "serves.csv:3:3 reference-dangling Y",
      ], "\(found)")
  }

  /// A project whose row cannot be read is not reported as missing.
  @Test func aReferenceToAnUnreadableRowIsNotCalledDangling() throws {
    #expect(
      try errors(["projects": "id,category,responsible,approved\nP,,A,yes\n"]) == ["projects.csv:2:2 cell-missing "])
    #expect(
      try errors([
        "projects": "id,category,responsible,approved\nP#,c,A,yes\n",
        "pins": "kind,project,fund,reason,by\nkeep,P,X,r,b\n",
      ])
        == ["pins.csv:2:3 reference-dangling X", "projects.csv:2:1 id-malformed P#"])
  }

  @Test func listsInACellAndFullWidthIds() throws {
    let read = try read([
      "places": "id\nV\nＷ1\nX\n", "funds": "id,amount,places,tiers\nF,10,\"V，W1,Ｘ\",\"基本,特色\"\nG,10,V｜X；W1,\n",
    ]).get()
    #expect(read.lists.funds.map(\.places) == [["V", "W1", "X"], ["V", "W1", "X"]])
    #expect(read.lists.funds[0].tiers == [.basic, .featured])
  }

  @Test func aProjectWithoutCostsIsWarnedOfUnlessZeroIsWritten() throws {
    let free = try read(["costs": "project,cost_type,fixed\n"]).get()
    #expect(try Instance(free.lists).warnings.map(\.code) == ["cost-missing"])
    let written = try read(["costs": "project,cost_type,fixed\nP,t,0\n"]).get()
    #expect(try Instance(written.lists).warnings.isEmpty)
    #expect(try errors(["costs": "project,cost_type,fixed\nP,t,\n"]) == ["costs.csv:2:3 cell-missing "])
  }
}

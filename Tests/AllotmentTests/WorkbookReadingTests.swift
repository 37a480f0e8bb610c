import Foundation
import Model
import Testing

@testable import Intake
@testable import WorkbookReading

/// What was read of a workbook, and its findings.
private struct BookRead {
  let result: Result<ListsFolder, Findings>

  init(_ data: Data, name: String = "b.xlsx") throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: name)
    try data.write(to: path)
    result = Result { () throws(Findings) in
      let read = try readLists(path.path)
      _ = try Instance(read.lists)
      return read
    }
  }

  init(_ book: WrittenWorkbook) throws { try self.init(book.data) }

  var lists: Lists { get throws { try result.get().lists } }

  /// `place code value` of each error and warning, without notes.
  var findings: [String] {
    let all = (try? result.get().warnings) ?? { if case .failure(let found) = result { found.all } else { [] } }()
    return all.filter { $0.severity != .note }.map { "\($0.place.text) \($0.code) \($0.value)" }
  }
}

/// A workbook whose list of funds has these cells in its sheet.
private func book(funds xml: String, formats: [String] = [], strings: String = "") -> WrittenWorkbook {
  var book = WrittenWorkbook(but: ["funds"])
  (book.formats, book.strings) = (formats, strings)
  book.add("资金", xml)
  return book
}

private let fundHead =
  "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>编号</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>金额</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>开始日期</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>占比上限</t></is></c></row>"
private let fundID = "<c r=\"A2\" t=\"inlineStr\"><is><t>F</t></is></c>"

/// A list of funds with one row.
private func fund(_ cells: String) -> String {
  "<sheetData>\(fundHead)<row r=\"2\">\(fundID)\(cells)</row></sheetData>"
}

@Suite struct WorkbookReadingTests {
  @Test func sheetsStandForFilesInBothLanguages() throws {
    var book = WrittenWorkbook(but: ["funds"])
    book.add("资金", rows: [["专项资金表（单位：万元）"], ["编号", "金额"], ["F", "18"], [], ["合计", "18"]])
    let read = try BookRead(book)
    #expect(try read.lists.funds.map(\.amount) == [Money(18_000_000)] && read.findings.isEmpty)
    let notes = try read.result.get().warnings.map { "\($0.place.text) \($0.code)" }
    #expect(notes == ["b.xlsx:资金!1 title-rows", "b.xlsx:资金!A5 total-row"])
  }

  @Test func textsAreSharedInlineAndInRunsWithoutReadingAids() throws {
    let strings =
      "<si><t>F</t></si><si><r><t>1</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">8 万元</t></r><rPh sb=\"0\" eb=\"1\"><t>ひゃく</t></rPh><phoneticPr fontId=\"1\"/></si>"
    let rows =
      "<sheetData>\(fundHead)<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row></sheetData>"
    let read = try BookRead(book(funds: rows, strings: strings))
    #expect(try read.lists.funds.map(\.amount) == [Money(18_000_000)])
    #expect(
      String(decoding: withoutEscapes(Array("a_x000D_b_x5F_c_xZZZZ_".utf8)), as: UTF8.self) == "a\rb_x5F_c_xZZZZ_")
  }

  @Test(arguments: [
    ("0.1", 10), ("18", 1800), ("0.30000000000000004", 30), ("1234.5600000000001", 123_456), ("1.2E+5", 12_000_000),
    ("99999.989999999991", 9_999_999), ("7.0000000000000007E-2", 7),
  ]) func amountsAreReadToTheMinorUnit(number: String, minorUnits: Int64) throws {
    let read = try BookRead(book(funds: fund("<c r=\"B2\"><v>\(number)</v></c>")))
    #expect(try read.lists.funds[0].amount == Money(minorUnits), "\(read.findings)")
  }

  @Test(arguments: [
    ("yyyy\\-mm\\-dd", "46082", "2026-03-01"), ("yyyy\"年\"m\"月\"", "46082", "2026-03"),
    ("m/d/yy h:mm", "46082.5", "2026-03-01 12:00"),
    ("[h]:mm", "1.375", "33:00"), ("hh:mm", "0.35416666666666669", "08:30"), ("0%", "0.35", "35%"),
    ("0.00%", "0.125", "12.5%"),
    ("0\"万元\"", "20", "20万元"), ("[$¥-804]#,##0.00", "20", "¥20"), ("0000", "12", "0012"),
    ("#,##0.00_);[Red](#,##0.00)", "-5", "-5"),
    ("0.0_ ;[Red]\\-0.0\\ ", "2.5", "2.5"),
    ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5", "1234.5"),
    ("G/通用格式\"人\"", "80", "80人"), ("General", "1e3", "1000"), ("yyyy-mm-dd", "60", "60"),
    ("yyyy-mm-dd", "59", "1900-02-28"),
    ("mm:ss", "0.0104166666666667", "00:15"), ("yyyy/m/d", "-1", "-1"),
  ]) func numbersAreReadAsTheirFormatsShowThem(code: String, number: String, text: String) throws {
    var written = WrittenWorkbook()
    written.formats = [code]
    written.add("x", "<sheetData><row r=\"3\"><c r=\"B3\" s=\"1\"><v>\(number)</v></c></row></sheetData>")
    let sheet = try #require(try WorkbookContent(Array(written.data)) { $0 == "x" }.sheets.last)
    #expect(sheet.rows.map(\.number) == [3] && sheet.cells.count == 2 && sheet.flaws.isEmpty)
    #expect(String(decoding: sheet.bytes[sheet.cells[1]], as: UTF8.self) == text)
  }

  @Test func daysFrom1904AreCountedFromThere() throws {
    var written = book(
      funds: fund("<c r=\"B2\"><v>5</v></c><c r=\"C2\" s=\"1\"><v>44620</v></c>"), formats: ["yyyy-mm-dd"])
    written.before = "<workbookPr date1904=\"1\"/>"
    #expect(try BookRead(written).lists.funds[0].period.from == Day(2026, 3, 1))
  }

  @Test(arguments: [
    ("<c r=\"B2\" t=\"e\"><f>x</f><v>#REF!</v></c>", "B2 cell-error #REF!"),
    ("<c r=\"B2\"><f>SUM(C1:C9)</f></c>", "B2 formula-uncomputed =SUM(C1:C9)"),
    ("<c r=\"B2\"><f>1+1</f><v></v></c>", "B2 formula-uncomputed =1+1"),
    ("<c r=\"B2\"><v>12345678901234567</v></c>", "B2 number-malformed 12345678901234600"),
    ("<c r=\"B2\" s=\"1\"><v>200000</v></c>", "B2 format-unclear 200000"),
    ("<c r=\"B2\" s=\"2\"><v>200000</v></c>", "B2 format-unclear 200000"),
    ("<c r=\"B2\"><v>-5</v></c>", "B2 money-negative -5"),
    ("<c r=\"B2\"><v>0.333333333333333</v></c>", "B2 money-malformed 0.333333333333333"),
    ("<c r=\"B2\" t=\"b\"><v>1</v></c>", "B2 money-malformed TRUE"),
    ("<c r=\"B2\" t=\"inlineStr\"><is><t>1_x0007_</t></is></c>", "B2 control-character U+0007"),
    ("<c r=\"B2\"><v>5</v></c><c r=\"F2\"><v>1</v></c>", "F2 row-ragged 1"),
  ]) func aCellThatSaysNoNumberIsRefusedOnce(cell: String, finding: String) throws {
    let read = try BookRead(book(funds: fund(cell), formats: ["0!.0,\"万元\"", "#,##0,"]))
    #expect(read.findings == ["b.xlsx:资金!" + finding])
  }

  @Test func valuesOfFormulasAreReadAsTheyWereSaved() throws {
    let cell = "<c r=\"B2\"><f>3*6</f><v>18</v></c><c r=\"D2\" t=\"str\"><f>\"5\"&amp;\"0%\"</f><v>50%</v></c>"
    var written = book(funds: fund(cell))
    #expect(try BookRead(written).lists.funds[0].amount == Money(1800))
    // Some programs write values that nobody has computed, and say so.
    written.after = "<calcPr fullCalcOnLoad=\"1\"/>"
    #expect(
      try BookRead(written).findings == [
        "b.xlsx:资金!B2 formula-uncomputed =3*6", "b.xlsx:资金!D2 formula-uncomputed =\"5\"&\"0%\"",
      ])
  }

  @Test func mergedCellsOfItemsAreRefusedAndThoseOfTitlesAreNot() throws {
    var written = WrittenWorkbook(but: ["funds"])
    let rows = WrittenWorkbook.sheetData([
      ["资金表"], ["编号", "部门", "金额"], ["F", "民政局", "5"], ["G", "", "6"], ["合计", "", "11"],
    ])
    written.add("资金", rows + "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A5:B5\"/></mergeCells>")
    #expect(try BookRead(written).findings == [])
    written.sheets[written.sheets.count - 1].xml += "<mergeCells><mergeCell ref=\"B3:B4\"/></mergeCells>"
    #expect(try BookRead(written).findings == ["b.xlsx:资金!B3 cells-merged B3:B4"])
  }

  @Test func whatASheetHidesIsSaid() throws {
    var written = WrittenWorkbook(but: ["funds"])
    let rows = WrittenWorkbook.sheetData([["编号", "金额"], ["F", "5"]]).replacing(
      "<row r=\"2\"", with: "<row r=\"2\" hidden=\"1\"")
    written.add("资金", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>" + rows)
    written.add("旧需求", rows: [["x"]])
    written.add("代码", WrittenWorkbook.sheetData([["x"]]), "state=\"veryHidden\"")
    written.add("Sheet9", "<sheetData/>")
    written.add("填写说明", rows: [["x"]])
    written.relations = "<Relationship Id=\"l\" Type=\"a/externalLink\" Target=\"externalLinks/externalLink1.xml\"/>"
    #expect(
      try BookRead(written).findings == [
        "b.xlsx values-linked ", "b.xlsx:代码 sheet-unknown 代码", "b.xlsx:旧需求 sheet-unknown 旧需求",
        "b.xlsx:资金 cells-hidden B", "b.xlsx:资金!2 cells-hidden 1",
      ])
    written.sheets = written.sheets.map { ($0.name, $0.xml, $0.name == "资金" ? "state=\"hidden\"" : $0.attributes) }
    let refused = try BookRead(written).findings
    #expect(refused.contains("b.xlsx:资金 sheet-hidden 资金") && !refused.contains { $0.contains("file-missing") })
  }

  @Test func aFolderHoldsFilesAndWorkbooks() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try WrittenWorkbook(but: ["funds"]).data.write(to: folder.appending(path: "台账.xlsx"))
    try Data("lock".utf8).write(to: folder.appending(path: "~$台账.xlsx"))
    try Data("id,amount\nF,5\n".utf8).write(to: folder.appending(path: "funds.csv"))
    let read = try readLists(folder.path)
    #expect(
      read.lists.funds.count == 1 && read.files.keys.sorted() == ["funds.csv", "台账.xlsx"] && holdsLists(folder.path))
    try Data("id\nL\n".utf8).write(to: folder.appending(path: "places.csv"))
    let refused = #expect(throws: Findings.self) { try readLists(folder.path) }
    #expect(refused?.errors.contains { $0.file == "台账.xlsx:places" && $0.code == "file-repeated" } ?? false)
  }

  @Test func scriptsInNamesAreTextAndControlsAreNotPrinted() throws {
    let name = "<script>alert(1)</script>"
    let read = try BookRead(WrittenWorkbook(lists: ["places": "id,name\nL0,\(name)\nL1,=cmd|' /C calc'!A0\n"]))
    #expect(try read.lists.places.map(\.name) == [name, "=cmd|' /C calc'!A0"])
    let place = FindingPlace(file: "a.xlsx:x\u{1B}[31m", line: 3, column: 28)
    let finding = Finding(
      "c", file: place.file, line: 3, column: 28, expected: Bilingual("", ""), mend: Bilingual("", ""))
    #expect(place.text.hasSuffix("!AB3") && finding.text(.en).hasPrefix("a.xlsx:x·[31m!AB3: error"))
    #expect(FindingPlace(file: "funds.csv", line: 3, column: 28).text == "funds.csv:3:28")
  }
}

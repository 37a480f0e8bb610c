import Foundation
import Model
import Testing

@testable import Workbooks

/// What a workbook keeps of what it is given.
@Suite struct WorkbookTests {
  private func workbook(_ rows: [[Cell.Value]], _ change: (inout Sheet) -> Void = { _ in }) -> Workbook {
    var workbook = Workbook(title: "t")
    var sheet = Sheet(name: "表")
    sheet.rows = rows.map { $0.map { Cell($0) } }
    change(&sheet)
    workbook.sheets = [sheet]
    return workbook
  }

  private func unpacked(_ rows: [[Cell.Value]]) throws -> UnpackedWorkbook {
    try UnpackedWorkbook(workbook(rows).file(.zh).data)
  }

  /// A decimal number of up to 15 digits is the double that a program reads from its digits.
  @Test func amountsAreExact() throws {
    var random = SplitMix64(state: 20_261_130)
    let amounts =
      [1, 99, 100, 995, 123_456_789_012_345, 999_999_999_999_999, -1, 0]
      + (0..<2000).map { _ in Int64(random.next() % 1_000_000_000_000_000) >> Int64(random.next() % 40) }
    let found = try unpacked(amounts.map { [.decimal(Int128($0), digits: 2)] }).numbers(1)
    #expect(found == amounts.map { Double(decimalText(Int128($0), digits: 2))! })
  }

  /// A spreadsheet keeps 15 digits of a number: more are a text, and none is lost.
  @Test func numbersOfMoreDigitsAreTexts() throws {
    let book = try unpacked([
      [.decimal(1_000_000_000_000_000, digits: 2)], [.decimal(-12_345_678_901_234_567, digits: 3)],
    ])
    #expect(try book.strings() == ["10,000,000,000,000.00", "-12,345,678,901,234.567"])
    #expect(try book.numbers(1) == [])
  }

  @Test func daysAndTimesAreNumbers() throws {
    let rows: [[Cell.Value]] = [
      [.day(Day(2026, 3, 1)!)], [.day(Day(1900, 3, 1)!)], [.minutes(90)], [.day(Day(1900, 2, 28)!)],
    ]
    let book = try unpacked(rows)
    #expect(try book.numbers(1) == [46_082, 61, 0.0625])
    #expect(try book.strings() == ["1900-02-28"])
  }

  /// A sum is a formula of the cells above, with its exact value.
  @Test func sumsHaveTheirValues() throws {
    let cells: [[Cell.Value]] = (1...100).map { [.decimal(Int128($0 * 10 + 1), digits: 2)] }
    let sum = Int128((1...100).reduce(0) { $0 + $1 * 10 + 1 })
    let book = try unpacked(cells + [[.sum(of: 0...99, .decimal(sum, digits: 2))]])
    #expect(try book.sheet(1).contains("<f>ROUND(SUM(A1:A100),2)</f><v>506</v>"))
    let hours = try unpacked([[.minutes(30)], [.minutes(45)], [.sum(of: 0...1, .minutes(75))]])
    #expect(try hours.sheet(1).contains("<f>SUM(A1:A2)</f>"))
    // A day's part is no decimal number: 16 digits of it are written.
    #expect(try hours.numbers(1).last.map { ($0 * 1440 * 1e9).rounded() } == 75e9)
  }

  /// Whatever a text begins with, it is a text.
  @Test func noTextIsAFormula() throws {
    let texts = [
      "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0", "{=1}", "http://example.org", "0012",
      "internal:A1", "mailto:a@b", "=HYPERLINK(\"x\")", "'=1", " =1", "1E5", "TRUE", "#REF!",
    ]
    let book = try unpacked(texts.map { [.text($0)] })
    #expect(try book.strings() == texts)
    #expect(try !book.sheet(1).contains("<f>") && book.numbers(1) == [])
    #expect(try !book.sheet(1).contains("hyperlink") && book.parts.keys.filter { $0.contains("_rels/sheet") } == [])
  }

  /// Characters that XML forbids are shown as elsewhere, and what looks like a spreadsheet's code for a letter is itself.
  @Test func everyTextIsReadAsItWas() throws {
    let texts: [(String, String)] = [
      ("a\u{0}b\u{1F}c", "a·b·c"), ("\u{FFFE}\u{FFFF}", "··"), ("行一\n行二", "行一\n行二"), ("\u{202E}x", "·x"),
      ("_x0041_", "_x005F_x0041_"), ("a_x00e9_b_x0041_", "a_x005F_x00e9_b_x005F_x0041_"), ("_x41_", "_x41_"),
      ("<&>\"'", "<&>\"'"), ("𠀀👨‍👩‍👧", "𠀀👨‍👩‍👧"), ("  ", "  "), ("a\rb", "a·b"),
    ]
    #expect(try unpacked(texts.map { [.text($0.0)] }).strings() == texts.map(\.1))
  }

  /// A text that is too long for a cell ends with a remark, and the file says which cell it was.
  @Test(arguments: Language.allCases) func aTextThatIsTooLongSaysSo(language: Language) throws {
    let (fits, long) = (String(repeating: "村", count: 32_767), String(repeating: "𠀀", count: 20_000))
    let file = try workbook([[.text(fits)], [.text("x"), .text(long)]]).file(language)
    #expect(file.cutCells == ["表!B2"])
    let strings = try UnpackedWorkbook(file.data).strings()
    #expect(strings[0] == fits)
    #expect(strings[2].utf16.count <= 32_767 && strings[2].hasPrefix("𠀀𠀀") && strings[2].contains("40000"))
  }

  @Test func aSheetOfTooManyRowsIsRefused() throws {
    let most = workbook(Array(repeating: [], count: Sheet.mostRows))
    _ = try most.file(.zh)
    let fault = #expect(throws: WorkbookFault.self) {
      try workbook(Array(repeating: [], count: Sheet.mostRows + 1)).file(.zh)
    }
    #expect(fault?.reason.en.contains("1048577") ?? false)
    #expect(fault?.reason.zh.contains("1048577") ?? false)
  }

  @Test(arguments: ["a/b", "[x]", String(repeating: "长", count: 32)]) func aNameThatNoSheetMayHaveIsRefused(
    name: String
  ) throws {
    let fault = #expect(throws: WorkbookFault.self) { try workbook([]) { $0.name = name }.file(.zh) }
    #expect(fault?.reason.en.contains("no sheet can be named") ?? false)
  }

  @Test func columnsHaveTheirLetters() {
    #expect([0, 25, 26, 701, 702, 16_383].map(columnLetters) == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
  }

  /// The file states the day of its contents, not the clock.
  @Test func theSameWorkbookHasTheSameBytes() throws {
    var book = workbook([[.text("甲"), .decimal(995, digits: 2)]])
    book.date = Day(2026, 3, 1)
    let data = try book.file(.zh).data
    #expect(try book.file(.zh).data == data)
    let core = try #require(UnpackedWorkbook(data).parts["docProps/core.xml"])
    #expect(core.contains(">2026-03-01T00:00:00Z</dcterms:created>"))
    for day in [nil, Day(number: 0)] {
      book.date = day
      let core = try #require(UnpackedWorkbook(book.file(.zh).data).parts["docProps/core.xml"])
      #expect(core.contains(day == nil ? ">2000-01-01T00:00:00Z<" : ">1970-01-01T00:00:01Z<"))
    }
  }
}

import Foundation
import Model
import Testing

@testable import Intake
@testable import WorkbookReading

/// Files that call themselves workbooks and are none, or are made to do harm.
@Suite struct WorkbookAttackTests {
  /// Why a workbook is refused; nil if it is read.
  private func flaw(_ data: Data) -> WorkbookFlaw? {
    do throws(WorkbookFlaw) { _ = try WorkbookContent(Array(data)) { $0 != "no" } } catch { return error }
    return nil
  }

  private func sheet(_ xml: String) -> Data {
    var book = WrittenWorkbook()
    book.add("x", xml)
    return book.data
  }

  /// The small workbook with one part replaced.
  private func part(_ name: String, _ text: String) -> Data {
    var zip = WrittenWorkbook(lists: [:]).zip
    zip.parts = zip.parts.map { $0.name == name ? (name, Data(text.utf8)) : $0 }
    return zip.data
  }

  @Test func whatIsNoWorkbookIsSaidSo() {
    #expect(flaw(Data()) == .noWorkbook && flaw(Data("id,amount\n".utf8)) == .noZip)
    #expect(flaw(StoredZip(parts: [("a.txt", Data("x".utf8))]).data) == .noWorkbook)
    let data = WrittenWorkbook(lists: [:]).data
    for count in stride(from: 1, to: data.count, by: 211) { #expect(flaw(data.prefix(count)) == .noZip) }
    #expect(flaw(data) == nil)
  }

  @Test func anOldWorkbookAndOneWithAPasswordAreToldApart() {
    var old = Data([0xD0, 0xCF, 0x11, 0xE0]) + Data(repeating: 0, count: 2044)
    #expect(flaw(old) == .oldForm)
    old += Data("EncryptedPackage".utf8.flatMap { [$0, 0] }) + Data(repeating: 0, count: 96)
    #expect(flaw(old) == .protected)
    #expect(WorkbookFlaw.protected.refusal("a.xlsx").text(.en).contains("protected by a password"))
    #expect(WorkbookFlaw.oldForm.refusal("a.xls").text(.en).contains("save it as a workbook of Excel (.xlsx)"))
  }

  @Test func entitiesAreNeverExpanded() {
    let bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><sst><si><t>&c;</t></si></sst>"
    #expect(flaw(part("xl/sharedStrings.xml", bomb)) == .documentType(part: "xl/sharedStrings.xml"))
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>"
    #expect(flaw(part("xl/worksheets/sheet0.xml", outside)) == .documentType(part: "xl/worksheets/sheet0.xml"))
    #expect(
      flaw(part("xl/sharedStrings.xml", "<sst><si><t>&x;</t></si></sst>")) == .damaged(part: "xl/sharedStrings.xml"))
  }

  @Test func partsThatStandTwiceOrOutsideAreRefused() {
    var zip = WrittenWorkbook(lists: [:]).zip
    zip.parts.append(("XL/workbook.xml", Data("<workbook/>".utf8)))
    #expect(flaw(zip.data) == .repeatedPart("XL/workbook.xml"))
    var links = WrittenWorkbook()
    links.add("x", rows: [["1"]])
    let before = "Target=\"worksheets/sheet\(links.sheets.count - 1).xml\""
    var outside = links.zip
    outside.parts = outside.parts.map { name, data in
      let text = String(decoding: data, as: UTF8.self).replacing(
        before, with: "Target=\"http://a.example/x\" TargetMode=\"External\"")
      return (name, Data(text.utf8))
    }
    #expect(flaw(outside.data) == .outside("x"))
  }

  @Test(arguments: [
    "<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>", "<sheetData><row r=\"1048577\"/></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"B2\"/></row></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"XFE1\"/></row></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row></sheetData>",
    "<sheetData><row r=\"1\"><c r=\"A1\"><v>NaN</v></c></row></sheetData>",
    "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>",
    "<sheetData><row r=\"1\">", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1e999999999</v></c></row></sheetData>",
  ]) func aSheetThatNoProgramWritesIsDamaged(xml: String) {
    guard case .damaged = flaw(sheet(xml)) else {
      Issue.record("\(xml)")
      return
    }
  }

  @Test func limitsHoldBeforeMemoryIsTaken() {
    // One cell in the last column of many rows, a tag without an end, a text that is too long.
    let rows = (1...600).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    #expect(flaw(sheet("<sheetData>\(rows)</sheetData>")) == .tooLarge(.cells))
    #expect(
      flaw(sheet("<sheetData a=\"\(String(repeating: "a", count: 1_300_000))"))
        == .damaged(part: "xl/worksheets/sheet0.xml"))
    let long = "<si><t>\(String(repeating: "b", count: 1_100_000))</t></si>"
    #expect(flaw(part("xl/sharedStrings.xml", "<sst>\(long)</sst>")) == .tooLarge(.text))
    // A long text that many cells share counts in each of them.
    var shared = WrittenWorkbook()
    shared.strings = "<si><t>\(String(repeating: "b", count: 1_000_000))</t></si>"
    let cells = (1...300).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c></row>" }.joined()
    shared.add("x", "<sheetData>\(cells)</sheetData>")
    #expect(flaw(shared.data) == .tooLarge(.text))
  }

  @Test func formattedRowsWithoutContentTakeNoRoom() throws {
    let blank = (2...100_000).map { "<row r=\"\($0)\" s=\"1\"><c r=\"A\($0)\" s=\"1\"/></row>" }.joined()
    let data = sheet("<sheetData>\(blank)<row r=\"1048576\"><c r=\"B1048576\"><v>7</v></c></row></sheetData>")
    let sheet = try #require(try WorkbookContent(Array(data)) { $0 == "x" }.sheets.last)
    #expect(sheet.rows.map(\.number) == [1_048_576] && sheet.cells.count == 2)
    let text = DelimitedText(sheet)
    #expect(text.record(atLine: 1_048_576) == 0 && text.record(atLine: 5) == nil && text.cell(0, 1) == "7")
  }

  @Test func mutatedWorkbooksNeverCrashTheReader() throws {
    var random = SplitMix64(state: 33)
    var book = WrittenWorkbook(lists: ["funds": "编号,金额,开始日期\nF,5,2026年\n"])
    book.strings = "<si><t>a</t></si>"
    book.formats = ["yyyy-mm-dd", "0\"万元\""]
    book.add("需求x", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"2\"><v>0</v></c></row></sheetData>")
    let zip = book.zip
    var refused = 0
    for round in 0..<400 {
      // The bytes of a part, so that its checksum is right; every fourth time those of the file.
      var changed = zip
      func mutate(_ data: inout Data) {
        for _ in 0..<Int.random(in: 1...4, using: &random) where !data.isEmpty {
          let at = data.startIndex + Int.random(in: 0..<data.count, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: data[at] = UInt8.random(in: 0...255, using: &random)
          case 1: data.remove(at: at)
          default: data.insert(contentsOf: Data("<c r=\"C2\" t=\"e\"><v>9</v></c>".utf8), at: at)
          }
        }
      }
      if round % 4 > 0 { mutate(&changed.parts[Int.random(in: 0..<zip.parts.count, using: &random)].data) }
      var data = changed.data
      if round % 4 == 0 { mutate(&data) }
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      try data.write(to: folder.appending(path: "b.xlsx"))
      do throws(Findings) {
        _ = try Instance(try readLists(folder.path).lists)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 100)
  }
}

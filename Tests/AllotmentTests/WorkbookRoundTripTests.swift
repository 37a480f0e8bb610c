import Allotment
import DefaultSolver
import Foundation
import Model
import Testing

@testable import Intake
@testable import SwiftSource

/// Lists in files and the same lists in a workbook are one township.
@Suite struct WorkbookRoundTripTests {
  /// The lists of a folder as the sheets of a workbook. The rows of some sheets stand lower, below a title.
  private func workbook(_ files: [String: String], shift: Int = 0) throws -> WrittenWorkbook {
    var book = WrittenWorkbook(but: Set(SmallTownship.lists.keys))
    for (name, text) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".csv") {
      let read = try DelimitedText(Array(text.utf8), delimiter: UInt8(ascii: ","))
      let rows = (0..<read.recordCount).map { record in
        (0..<read.cellCount(record)).map { read.text(record, $0) }
      }
      book.add(String(name.dropLast(4)), rows: [[String]](repeating: [], count: shift) + rows)
    }
    return book
  }

  private func written(_ files: [String: String], below folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func aWorkbookIsReadAsItsFiles(seed: UInt64) throws {
    var size = TownshipSize(places: 6, needs: 20, funds: 5, projects: 12, periods: seed % 3 == 0 ? 4 : 1)
    (size.joint, size.assets, size.volunteers) = (Int(seed % 2), Int(seed % 4), seed % 3 == 1 ? 8 : 0)
    size.hasProfiles = seed % 2 == 0
    let files = generateLists(size, seed: seed).files
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try written(files, below: folder.appending(path: "lists"))
    try workbook(files, shift: Int(seed % 3)).data.write(to: folder.appending(path: "b.xlsx"))
    let apart = try readLists(folder.path + "/lists"), together = try readLists(folder.path + "/b.xlsx")
    #expect(apart.canonicalTexts() == together.canonicalTexts() && apart.contentHash == together.contentHash)
    func codes(_ folder: ListsFolder) -> [String] {
      folder.warnings.map { "\($0.code) \($0.column) \($0.value)" }.sorted()
    }
    #expect(codes(apart) == codes(together))
    guard seed <= 2 else { return }
    guard case .planned(let plan, _, _) = try allocate(apart), case .planned(let other, _, _) = try allocate(together)
    else {
      Issue.record("no plan")
      return
    }
    #expect(try plan.json() == other.json())
  }

  @Test func aPlanOfAWorkbookIsReadAgainByEveryCommand() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: lists) where name.hasSuffix(".csv") {
      files[name] = try String(contentsOfFile: lists + "/" + name, encoding: .utf8)
    }
    let book = folder.path + "/小河镇.xlsx", data = try workbook(files).data
    try data.write(to: URL(filePath: book))
    let out = folder.path + "/out", other = folder.path + "/other"
    #expect(try run(["solve", book, "--out", out]).status == 0)
    #expect(try run(["solve", lists, "--out", other]).status == 0)
    #expect(
      try Data(contentsOf: URL(filePath: out + "/plan.json")) == Data(contentsOf: URL(filePath: other + "/plan.json")))
    #expect(try Data(contentsOf: URL(filePath: out + "/lists/private/originals/小河镇.xlsx")) == data)
    #expect(try run(["verify", out]).status == 0 && run(["verify", out, "--lists", book]).status == 0)
    #expect(try run(["diff", book, lists, "--lang", "en"]).status == 0)
    let explained = try run(["explain", out, "--lists", book, "--lang", "zh"]),
      same = try run(["explain", other, "--lang", "zh"])
    #expect(explained.status == 0 && explained.out == same.out)
    // A workbook among the copies would be read as lists.
    try data.write(to: URL(filePath: out + "/lists/mine.xlsx"))
    let again = try run(["solve", book, "--out", out, "--lang", "en"])
    #expect(again.status == 73 && again.error.contains("[output-foreign]") && again.error.contains("mine.xlsx"))
  }

  /// The ledger of an office: titles, a unit in a title, names of places, totals, blank rows.
  @Test func theLedgerOfATownshipComesToAPlan() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let head = ["编号", "项目", "地点", "类别", "负责人", "已立项", "总费用（万元）", "对应需求"]
    var book = WrittenWorkbook(but: Set(SmallTownship.lists.keys))
    book.add("地点", rows: [["行政区划"], ["编号", "名称", "上级"], ["L0", "柳河镇"], ["L1", "水磨村", "L0"]])
    book.add(
      "资金",
      rows: [["专项资金汇总表（单位：万元）"], ["编号", "名称", "金额", "可用地点"], ["Z1", "镇级统筹", "35", "柳河镇"], [], ["合计", "", "35"]])
    book.add("需求", rows: [["编号", "需求", "地点", "类别", "数量"], ["X1", "危桥", "水磨村", "基础设施", "1"]])
    book.add("项目", rows: [["项目申报表"], head, ["G1", "危桥重建", "水磨村", "基础设施", "李支书", "是", "22", "X1"]])
    book.add("志愿者", rows: [["编号", "姓名", "可用时长"], ["R1", "赵大妈", "半天"]])
    let file = folder.appending(path: "台账.xlsx")
    try book.data.write(to: file)
    let said = try run(["check", file.path, "--lang", "zh"])
    #expect(said.status == 0 && said.error.contains("台账.xlsx:志愿者!C2: 提醒 [days-as-hours] “半天”"))
    #expect(said.error.contains("台账.xlsx:项目!G2: 说明 [column-for-rows] “总费用（万元）”"))
    #expect(said.error.contains("台账.xlsx:项目!H2: 说明 [column-for-rows] “对应需求”"))
    let out = folder.path + "/out"
    let solved = try run(["solve", folder.path, "--out", out, "--lang", "zh"])
    #expect(solved.status == 0 && solved.out.contains("220,000.00"), "\(solved.error)")
    #expect(try run(["verify", out]).status == 0)
    // Names stand in the private part of the copy alone.
    #expect(try !String(contentsOfFile: out + "/lists/volunteers.csv", encoding: .utf8).contains("赵大妈"))
  }
}

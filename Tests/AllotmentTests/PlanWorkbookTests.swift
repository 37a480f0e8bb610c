import Foundation
import Intake
import Model
import Testing

@testable import Allotment
@testable import Reports
@testable import SwiftSource
@testable import Workbooks
@testable import allot

private let scenarios = repository.appending(path: "Scenarios")

/// A plan as a workbook, and the commands that write it.
@Suite struct PlanWorkbookTests {
  private func plan(of scenario: String) throws -> PlanWithLists {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = scenarios.appending(path: scenario + "/lists").path
    #expect(try run(["solve", lists, "--out", folder.path + "/o"]).status == 0)
    return try PlanWithLists(folder.path + "/o", lists: nil, .zh)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// The column of a sheet with this title, without header and sum.
  private func column(_ title: String, of sheet: Sheet) throws -> [Cell.Value] {
    let header = try #require(sheet.filtered).rows.lowerBound
    let index = try #require(sheet.rows[header].firstIndex { $0.value == .text(title) })
    return sheet.rows[(header + 1)...(try #require(sheet.filtered).rows.upperBound)].map { $0[index].value }
  }

  @Test func theSheetsHoldWhatThePlanHolds() throws {
    let read = try plan(of: "shimen")
    let book = read.workbook(.zh)
    #expect(book.sheets.map(\.name) == ["精准对接清单", "经费使用", "志愿者排班", "未安排事项及原因", "各村对照", "物资场地使用"])
    let english = read.workbook(.en)
    #expect(
      english.sheets.map(\.name) == [
        "Matching list", "Use of funds", "Roster", "Left out and why", "Villages compared", "Goods and venues",
      ])
    #expect(zip(book.sheets, english.sheets).allSatisfy { $0.rows.count == $1.rows.count })
    let paid = read.plan.allocation.moneyUsed
    let amounts = try column("金额", of: book.sheets[0])
    let sum = amounts.reduce(Int128(0)) { if case .decimal(let amount, 2) = $1 { $0 + amount } else { $0 } }
    #expect(amounts.count == read.plan.allocation.payments.count && sum == paid)
    // The list beside the plan has the same payments in the same order.
    let list = matchingList(read.plan, read.instance, .zh) { TableSchema.name(of: $0, .zh) }
    let place = try #require(list[0].firstIndex(of: "金额"))
    #expect(
      amounts.map { if case .decimal(let amount, _) = $0 { decimalText(amount, digits: 2) } else { "" } }
        == list.dropFirst().map { $0[place] }.filter { !$0.isEmpty })
    for (sheet, title) in [(0, "金额"), (1, "安排"), (4, "资金")] {
      let header = try #require(book.sheets[sheet].filtered).rows.lowerBound
      let index = try #require(book.sheets[sheet].rows[header].firstIndex { $0.value == .text(title) })
      let total = try #require(book.sheets[sheet].rows.last)[index].value
      #expect(
        total == .sum(of: (header + 1)...(book.sheets[sheet].rows.count - 2), .decimal(paid, digits: 2)), "\(title)")
    }
    let minutes = try column("时长", of: book.sheets[2]).reduce(Int128(0)) {
      if case .minutes(let minutes) = $1 { $0 + minutes } else { $0 }
    }
    #expect(minutes == read.plan.allocation.assignments.reduce(0) { $0 + Int128($1.minutes) })
    #expect(try column("日期", of: book.sheets[2]).contains { if case .day = $0 { true } else { false } })
    #expect(try column("开始日期", of: book.sheets[0]).contains { if case .day = $0 { true } else { false } })
    let left = LeftOut(of: read.plan, read.instance, .zh)
    let reasons = try column("原因（其余安排不变）", of: book.sheets[3])
    #expect(reasons == leftOutTable(left, read.instance, .zh).rows.map { .text($0.last!.plainText(Currency())) })
  }

  /// Each sheet says what it is from, and is laid out for the screen and for paper.
  @Test func eachSheetIsReadyToFilterAndPrint() throws {
    let read = try plan(of: "xiaohe")
    let data = try read.workbook(.zh).file(.zh).data
    let book = try UnpackedWorkbook(data)
    let strings = try book.strings()
    #expect(strings.contains { $0.contains("方案封签 \(read.plan.seal.prefix(12))") && $0.contains("金额单位：元") })
    #expect(strings[0] == read.plan.title + " · 精准对接清单")
    let names = try #require(book.parts["xl/workbook.xml"])
    for number in 1...5 {
      let sheet = try book.sheet(number)
      #expect(
        sheet.contains("<autoFilter ") && sheet.contains("state=\"frozen\"") && sheet.contains("fitToHeight=\"0\""))
      #expect(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""))
    }
    #expect(names.matches(of: /_xlnm\.Print_Area/).count == 5 && names.matches(of: /_xlnm\.Print_Titles/).count == 5)
    #expect(try book.numbers(1).contains(Double(decimalText(read.plan.allocation.moneyUsed, digits: 2))!))
  }

  /// In another locale and time zone the same plan has the same bytes.
  @Test func anotherLocaleGivesTheSameWorkbook() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = scenarios.appending(path: "xiaohe/lists").path
    let places = [("C", "UTC"), ("de_DE.UTF-8", "Asia/Shanghai"), ("zh_CN.UTF-8", "America/New_York")]
    let files = try places.map { locale, zone in
      let name = folder.path + "/\(zone.replacing("/", with: "-")).xlsx"
      let words = ["solve", lists, "--out", folder.path + "/o", "--workbook", name, "--lang", "zh"]
      #expect(try run(words, environment: ["LC_ALL": locale, "TZ": zone]).status == 0)
      return try Data(contentsOf: URL(filePath: name))
    }
    #expect(files[0] == files[1] && files[1] == files[2] && !files[0].isEmpty)
    #expect(names(in: folder.path)?.contains { $0.hasPrefix(".allot-") && !$0.hasSuffix(".lock") } == false)
    let again = try run(["export", "workbook", folder.path + "/o", "--out", folder.path + "/e.xlsx", "--lang", "zh"])
    #expect(again.status == 0 && fileContents(folder.path + "/e.xlsx") == files[0], "\(again)")
  }

  /// A workbook is replaced only as it was written; what somebody typed into it stays.
  @Test func onlyAnUnchangedWorkbookIsReplaced() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = scenarios.appending(path: "xiaohe/lists").path
    func solve(_ more: [String]) throws -> (status: Int32, out: String, error: String) {
      try run(["solve", lists, "--out", "o", "--workbook", "p.xlsx", "--lang", "en"] + more, in: folder)
    }
    #expect(try solve([]).status == 0)
    let first = fileContents(folder.path + "/p.xlsx")
    let second = try solve(["--objective", "money"])
    #expect(
      second.status == 0 && second.error.contains("the workbook that allot wrote there before was replaced"),
      "\(second)")
    #expect(fileContents(folder.path + "/p.xlsx") != first)
    let changed = Data("mine".utf8)
    try changed.write(to: folder.appending(path: "p.xlsx"))
    let plan = fileContents(folder.path + "/o/plan.json")
    let refused = try solve([])
    #expect(refused.status == 73 && refused.error.contains("p.xlsx: error [output-foreign]"), "\(refused)")
    #expect(fileContents(folder.path + "/p.xlsx") == changed && fileContents(folder.path + "/o/plan.json") == plan)
    for words in [["template", "--out", "p.xlsx"], ["export", "workbook", "o", "--out", "p.xlsx"]] {
      let refused = try run(words + ["--lang", "zh"], in: folder)
      #expect(refused.status == 73 && refused.error.contains("没有改动过的工作簿"), "\(refused)")
    }
    #expect(fileContents(folder.path + "/p.xlsx") == changed)
    for language in ["zh", "en"] {
      let made = try run(["template", "--out", "t.xlsx", "--lang", language], in: folder)
      #expect(made.status == 0 && made.error.contains("t.xlsx") == (language == "en"), "\(made)")
    }
  }

  @Test(arguments: [
    ["solve", "l", "--out", "o", "--workbook", "plan.xls"], ["solve", "l", "--out", "o", "--workbook", "l/plan.xlsx"],
    ["solve", "l", "--out", "o", "--workbook", "o/lists/plan.xlsx"], ["template", "--out", "lists"],
    ["template", "--out", ".xlsx"], ["export", "workbook", "o", "--out", "plan.csv"],
  ]) func aNameThatNoWorkbookMayHaveIsWrongUsage(words: [String]) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "l"), withIntermediateDirectories: true)
    let result = try run(words, in: folder)
    #expect(result.status == 64, "\(result)")
  }

  /// A full disk is said, and leaves neither a part of a workbook nor temporary files.
  @Test func aLimitOnTheSizeOfFilesLeavesNoWorkbook() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "ulimit -f 40; exec \"$0\" template --out t.xlsx", executable().path]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 73)
    #expect(names(in: folder.path) == [])
  }

  /// The workbook of a plan shows nobody's name and nothing that is personal.
  @Test func noNameStandsInTheWorkbook() throws {
    let read = try plan(of: "shimen")
    let people = read.instance.lists.volunteers
    try #require(people.allSatisfy { $0.name.count > 1 } && !people.isEmpty)
    for language in Language.allCases {
      let text = try UnpackedWorkbook(read.workbook(language).file(language).data).text
      for person in people { #expect(!text.contains(person.name), "\(person.id)") }
      #expect(read.plan.allocation.assignments.allSatisfy { text.contains($0.volunteer.text) })
    }
  }
}

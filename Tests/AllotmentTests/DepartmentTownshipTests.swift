import Foundation
import Model
import Testing

@testable import Intake
@testable import SwiftSource

private let raw = repository.deletingLastPathComponent().appending(
  path: "shared/cases/planner-workbook-and-title-row/raw_gbk")
private let gb = String.Encoding(rawValue: 0x8000_0632)

/// A township as its office keeps it: GBK files with titles, a unit in a title, names of places, totals and blank rows.
@Suite struct DepartmentTownshipTests {
  /// A copy of the township that may be changed.
  private func copied() throws -> URL {
    let folder = try temporaryFolder().appending(path: "lists")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: raw.path) {
      try Data(contentsOf: raw.appending(path: name)).write(to: folder.appending(path: name))
    }
    return folder
  }

  /// The rows of a file of the folder, cells by the names of its header.
  private func rows(_ file: URL) throws -> [[String: String]] {
    let text = try #require(String(data: Data(contentsOf: file), encoding: gb))
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let names = try #require(lines.dropFirst().first).map(String.init)
    return lines.dropFirst(2).filter { $0.first?.hasPrefix("G") ?? false }.map { cells in
      Dictionary(uniqueKeysWithValues: zip(names, cells.map(String.init)))
    }
  }

  /// The folder and the workbook are the same township, and give the same plan.
  @Test func theTownshipComesToAPlanAsItIs() throws {
    let folder = try copied()
    let place = folder.deletingLastPathComponent()
    defer { try? FileManager.default.removeItem(at: place) }
    let book = raw.deletingLastPathComponent().appending(path: "柳河镇台账.xlsx").path
    let (read, other) = (try readLists(folder.path), try readLists(book))
    #expect(read.lists.funds.map(\.amount.minorUnits).reduce(0, +) == 155 * 1_000_000)
    #expect(read.lists.funds.map(\.reserve.minorUnits).reduce(0, +) == 3 * 1_000_000)
    let costs = read.lists.projects.map { $0.variants[0].cost(at: .one) }
    #expect(costs.reduce(0, +) == 1801 * 100_000)
    let told = read.warnings.map { "\($0.file):\($0.line) \($0.code) \($0.value)" }
    for said in [
      "项目.csv:2 column-for-rows 总费用（万元）", "项目.csv:2 column-for-rows 对应需求", "志愿者.csv:11 days-as-hours 半天",
    ] { #expect(told.contains(said), "\(told)") }
    #expect(!read.warnings.contains { $0.code == "total-differs" })
    var matchings: Set<Data> = []
    for (name, path, lists) in [("folder", folder.path, read), ("workbook", book, other)] {
      let out = place.appending(path: name)
      let solved = try run(["solve", path, "--out", out.path, "--lang", "zh"])
      #expect(solved.status == 0, "\(solved.error)")
      let verified = try run(["verify", out.path, "--lang", "zh"])
      #expect(verified.status == 0, "\(verified.error)")
      matchings.insert(try Data(contentsOf: out.appending(path: "matching.csv")))
      // The copy beside the plan is a township of its own, with the same texts.
      #expect(try readLists(out.path + "/lists").canonicalTexts() == lists.canonicalTexts())
    }
    #expect(matchings.count == 1)
  }

  /// Rows of costs and services, once somebody writes them, count in place of the columns of projects.
  @Test func rowsOfCostsAndServicesCountOnceTheyAreWritten() throws {
    let folder = try copied()
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let projects = try rows(folder.appending(path: "项目.csv"))
    #expect(projects.count == 20)
    var written = ["费用": "项目,支出,固定费用（万元）\n", "服务": "项目,需求,每单位满足\n"]
    for project in projects {
      written["费用"]! += "\(project["编号"]!),工程,\(project["总费用（万元）"]!)\n"
      for need in project["对应需求"]!.split(separator: "、") { written["服务"]! += "\(project["编号"]!),\(need),1\n" }
    }
    for (name, text) in written { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    let read = try readLists(folder.path)
    let variants = read.lists.projects.flatMap(\.variants)
    #expect(variants.flatMap(\.costs).allSatisfy { $0.type == "工程" } && variants.flatMap(\.costs).count == 20)
    #expect(variants.flatMap(\.services).allSatisfy { $0.perUnit == .one })
    #expect(!read.warnings.contains { ["total-differs", "column-for-rows"].contains($0.code) })
  }

  @Test(arguments: ["台账.et", "台账.xls"]) func aWorkbookOfAnotherFormIsRefusedInWords(name: String) throws {
    let folder = try copied()
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let book = folder.appending(path: name)
    try Data([0xD0, 0xCF, 0x11, 0xE0]).write(to: book)
    for path in [book.path, folder.path] {
      let said = try run(["check", path, "--lang", "zh"])
      #expect(said.status == 65 && said.error.contains("[workbook-unread]") && said.error.contains("另存为 Excel 工作簿"))
    }
  }

  /// Everything at once: GBK, titles with a unit, a header of two rows with line breaks, a total, names of places.
  @Test func everyHabitInOneFile() throws {
    let text = """
      专项资金表,,,,\r
      ,,,,单位：万元\r
      编号,名称,"资金
      规模",,可用地点\r
      ,,金 额,预留（元）,\r
      F,"甲
      乙",18,5000,柳河镇\r
      G,丙,2千元,,水磨村\r
      \r
      合计,,18.2,5000,\r

      """
    let data = try #require(text.data(using: gb))
    let lists = try SmallTownship(data: ["funds": data])
    #expect(
      lists.findings
        == [
          "funds.csv:1:0 title-rows 专项资金表 / 单位：万元", "funds.csv:3:0 header-of-two-rows 编号 名称 资金·规模 可用地点",
          "funds.csv:5:4 units-differ 资金·规模/预留（元）", "funds.csv:6:5 name-for-id 柳河镇", "funds.csv:10:1 total-row 合计",
        ].map { $0.replacing("·", with: "\n") }, "\(lists.findings)")
    let read = try lists.read.get().lists
    #expect(read.funds.map(\.amount) == [Money(18_000_000), Money(200_000)])
    #expect(read.funds.map(\.reserve) == [Money(500_000), .zero] && read.funds.map(\.places) == [["L0"], ["L1"]])
    #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
  }
}

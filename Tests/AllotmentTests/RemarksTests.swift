import Foundation
import Model
import Reports
import Testing

@testable import Intake
@testable import SwiftSource

/// Columns for remarks are read by people alone, and stay in the copy of the lists.
@Suite struct RemarksTests {
  private let lists = [
    "funds": "id,amount,备注\nF,100,县民〔2026〕3号\n",
    "projects": "id,category,responsible,approved,status,Notes\nP,c,A,yes,committed,\"a, b\"\n",
    "costs": "project,cost_type,fixed\nP,t,10\n", "volunteers": "id,minutes,说明\nH1,2小时,腿脚不便\nH2,2小时,\n",
  ]

  private func read(_ lists: [String: String]) throws -> ListsFolder {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in lists {
      let file = folder.appending(path: name.hasSuffix(".csv") ? name : name + ".csv")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try readLists(folder.path)
  }

  @Test func aColumnForRemarksIsNoWarningAndStaysInTheCopy() throws {
    let read = try read(lists)
    #expect(read.warnings.isEmpty)
    let texts = read.canonicalTexts()
    #expect(texts["funds.csv"] == "id,amount,备注\nF,100,县民〔2026〕3号\n")
    #expect(texts["projects.csv"]?.contains("Notes\nP,c,A,yes,committed,\"a, b\"") ?? false)
    // What is said of a person stands with the personal columns.
    #expect(texts["volunteers.csv"] == "id,minutes\nH1,2小时\nH2,2小时\n")
    #expect(texts["private/volunteers.csv"] == "id,说明\nH1,腿脚不便\nH2,\n")
  }

  @Test func theCopyReadsBackAsItself() throws {
    let texts = try read(lists).canonicalTexts()
    let again = try read(texts)
    #expect(again.warnings.isEmpty)
    #expect(again.canonicalTexts() == texts)
  }

  @Test func twoColumnsForRemarksOfOneNameAreRefused() throws {
    var twice = lists
    twice["funds"] = "id,amount,备注,备注\nF,100,a,b\n"
    let refused = #expect(throws: Findings.self) { try read(twice) }
    #expect(refused?.errors.map { "\($0.code) \($0.line):\($0.column)" } == ["column-repeated 1:4"])
  }

  /// A title moves the header of the personal columns down.
  @Test func aColumnInTheListAndInItsPersonalColumnsIsNamedWhereItStands() throws {
    var apart = lists
    apart["private/volunteers"] = "志愿者名册,,\nid,name,说明\nH1,张,a\nH2,李,b\n"
    apart["volunteers"] = "id,minutes,name,说明\nH1,2小时,张,a\nH2,2小时,李,b\n"
    let refused = #expect(throws: Findings.self) { try read(apart) }
    let repeated = refused?.errors.filter { $0.code == "column-repeated" }
    #expect(
      repeated?.map { "\($0.file) \($0.line):\($0.column)" } == [
        "private/volunteers.csv 2:2", "private/volunteers.csv 2:3",
      ])
  }

  @Test func anotherUnknownColumnIsAWarningStill() throws {
    var other = lists
    other["funds"] = "id,amount,特长\nF,100,a\n"
    #expect(try read(other).warnings.map(\.code) == ["column-unknown"])
  }
}

/// The totals that `check` prints.
@Suite struct ListTotalsTests {
  @Test func shimenIsAddedUpAsItsListsSay() throws {
    let read = try readLists(repository.appending(path: "Scenarios/shimen/lists").path)
    let totals = ListTotals(try Instance(read.lists))
    #expect((totals.funds.count, totals.funds.amount, totals.funds.reserve) == (3, 25_000_000, 0))
    #expect(totals.departments.map(\.name) == ["民政局", "财政所"])
    #expect((totals.projects.leastCost, totals.projects.mostCost) == (10_730_000, 23_440_000))
    #expect((totals.needs.count, totals.needs.basic, totals.needs.featured) == (6, 1, 5))
    #expect((totals.people.volunteers, totals.people.minutesOffered) == (4, 162 * 60))
    #expect(totals.periods.count == 2)
  }

  @Test(arguments: ["qinghe", "shimen", "xiaohe"]) func theTableIsShortAndSaysTheUnits(name: String) throws {
    let read = try readLists(repository.appending(path: "Scenarios/\(name)/lists").path)
    let totals = ListTotals(try Instance(read.lists))
    let (zh, en) = (totals.text(.zh), totals.text(.en))
    #expect((10...17).contains(zh.split(separator: "\n").count))
    #expect(zh.split(separator: "\n").count == en.split(separator: "\n").count)
    #expect(zh.contains(" 元（") && zh.contains(" 万元）") && en.contains("CNY "))
  }
}

import Foundation
import Intake
import Model
import Testing

/// Departments' tables with titles, headers of two rows, units and totals, read through a profile.
@Suite struct DepartmentTableTests {
  private static let profile = """
    name = demo
    unit = 万元
    [costs]
    project = column 项目编号
    cost_type = column 资金来源
    fixed = sum 金额
    [projects]
    id = column 项目编号
    category = column 类别
    responsible = text x
    approved = text yes

    """
  private static let rows = "A1,养老,中央,12\nA1,养老,省级,3.5\nB2,道路,中央,200000元\n"

  /// The list of costs, with `code line` of each warning.
  private func costs(_ table: String, _ profile: String = profile) throws -> (text: String?, warnings: [String]) {
    let profile = try Profile(parsing: profile, file: "p.profile")
    let lists = try importTable(Data(table.utf8), file: "t.csv", profile: profile)
    return (lists.files["costs.csv"], lists.warnings.map { "\($0.code) \($0.line)" })
  }

  private static let expected = "project,cost_type,fixed\nA1,中央,120000\nB2,中央,200000\nA1,省级,35000\n"

  @Test(
    arguments: [
      ("项目编号,类别,资金来源,金额\n", []), ("分配表,,,\n,,,单位：万元\n项目编号,类别,资金来源,金额\n", ["title-rows 1"]),
      ("项目编号,类别,资金来源,\"金额\n（万元）\"\n", []), ("项目 编号,类别,资金来源,金额(万元)\n", []),
      ("项目编号,类别,资金来源,金额（亿元）\n", ["units-differ 1"]),
    ] as [(String, [String])])
  func theHeaderIsFoundWithItsUnit(header: String, warnings: [String]) throws {
    let read = try costs(
      header
        + (header.contains("亿元")
          ? Self.rows.replacing("12\n", with: "0.0012\n").replacing("3.5\n", with: "0.00035\n") : Self.rows))
    #expect(read.text == Self.expected && read.warnings == warnings, "\(read)")
  }

  @Test func aGroupAndItsColumnAreNamedTogether() throws {
    let table = "项目编号,类别,资金来源,金额,\n,,,中央,省级\nA1,养老,x,12,3\n"
    let read = try costs(table, Self.profile.replacing("sum 金额", with: "sum 金额/省级"))
    #expect(read.text == "project,cost_type,fixed\nA1,x,30000\n" && read.warnings == ["header-of-two-rows 1"])
    #expect(try costs(table, Self.profile.replacing("sum 金额", with: "sum 中央")).text?.contains("120000") == true)
  }

  @Test func theProfileMayNameTheLine() throws {
    let table = "项目编号,类别,资金来源,金额\n旧,旧,旧,旧\n项目编号,类别,资金来源,金额\n" + Self.rows
    #expect(throws: Findings.self) { try costs(table) }
    let read = try costs(table, Self.profile.replacing("unit", with: "header = 3\nunit"))
    #expect(read.text == Self.expected && read.warnings == ["title-rows 1"])
  }

  @Test func aRowWithOneFilledCellIsDoubted() throws {
    let header = "项目编号,类别,资金来源,金额\n"
    let profile = Self.profile.replacing(
      "[projects]\n", with: "only where = fixed\n[projects]\nonly in = costs.project\n")
    for row in ["填表人：张三,,,", ",,注：以上含税,", "二、道路类,,,"] {
      let read = try costs(header + Self.rows + row + "\n", profile)
      #expect(read.text == Self.expected && read.warnings == ["note-row 5"], "\(row)")
    }
  }

  @Test func totalsAreLeftOutAndCompared() throws {
    let header = "项目编号,类别,资金来源,金额\n"
    let read = try costs(header + Self.rows + "合计,,,35.5\n")
    #expect(read.text == Self.expected && read.warnings == ["total-row 5"])
    #expect(try costs(header + Self.rows + ",合计,,35\n").warnings == ["total-row 5", "total-differs 5"])
  }

  /// `column` takes the same unit as `sum`.
  @Test func aColumnOfMoneyHasItsUnit() throws {
    let profile = "name = f\nunit = 万元\n[funds]\nid = column 编号\namount = column 金额\n"
    let lists = try importTable(
      Data("编号,金额\nF,20\nG,5000元\n".utf8), file: "t.csv", profile: Profile(parsing: profile, file: "p"))
    #expect(lists.files["funds.csv"] == "id,amount\nF,20万元\nG,5000元\n")
  }

  @Test(
    arguments: [
      ("项目编号,类别,资金来源,金额,金额\n", "column-repeated"), ("名,称,数,额,度\n", "header-missing"),
      ("项目编号,类别,资金来源,金额（担）,x\n", "unit-unknown"), ("项目编号,类别,资金来源,数额,x\n", "column-missing"),
    ])
  func whatIsNotClearIsRefused(header: String, code: String) throws {
    do {
      _ = try costs(header + "A1,养老,中央,12,13\n")
      Issue.record("read")
    } catch let findings as Findings { #expect(findings.errors.map(\.code) == [code]) }
  }

  @Test func aColumnIsNamedByItsNumberBelowTitles() throws {
    let table = "分配表,,,,\n项目编号,类别,资金来源,金额（万元）,金额（元）\nA1,养老,中央,12,7\n"
    for (name, amount) in [("金额#1", "120000"), ("金额#2", "7"), ("#4", "120000"), ("金额(元)", "7")] {
      let read = try costs(
        table, Self.profile.replacing("sum 金额", with: "sum \(name)").replacing("unit = 万元\n", with: ""))
      #expect(read.text == "project,cost_type,fixed\nA1,中央,\(amount)\n" && read.warnings == ["title-rows 1"], "\(name)")
    }
    let positions = "name = p\n[funds]\nid = column #1\namount = sum #2\n"
    let titled = "分配表,\n资金,金额\nF,1\n"
    #expect(throws: Findings.self) { try costs(titled, positions) }
    let lists = try importTable(
      Data(titled.utf8), file: "t.csv",
      profile: Profile(parsing: positions.replacing("[funds]", with: "header = 2\n[funds]"), file: "p"))
    #expect(lists.files["funds.csv"] == "id,amount\nF,1\n")
  }

  /// A filter compares amounts in the unit of the header, and a total need not state what its rows are chosen by.
  @Test func filtersKnowUnitsAndTotals() throws {
    let table = "项目编号,类别,资金来源,金额（万元）,年度\nA1,养老,中央,12,2025\nB2,道路,中央,3,2026\n合计,,,15,\n"
    func filtered(_ filter: String) throws -> (text: String?, warnings: [String]) {
      try costs(table, Self.profile.replacing("unit = 万元\n", with: "filter \(filter)\n"))
    }
    let dear = "project,cost_type,fixed\nA1,中央,120000\n"
    #expect(try filtered("金额 > 10万元") == (dear, ["total-row 4"]))
    #expect(try filtered("年度 < 2026") == (dear, []))
    #expect(try filtered("年度 != 2026") == (dear, ["total-row 4"]))
  }
}

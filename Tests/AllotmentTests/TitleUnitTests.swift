import Foundation
import Model
import Testing

@testable import Intake

/// Units that titles state in words of their own, those that are refused, and titles that state none.
@Suite struct TitleUnitTests {
  private func funds(_ title: String) throws -> SmallTownship {
    try SmallTownship(["funds": title + "\n编号,名称,金额\nF,a,18\n"])
  }

  @Test(arguments: [
    "2026年资金表,,（万元）", "2026年资金表,,万元", "专项资金,单位:,万元", "资金表—单位：万元—,,", "金额：万元,,", "单位;万元,,", "资金表 单位 万元,,",
    "资金表 万元,,", "资金表（金额单位为万元）,,", "资金表（以万元为单位）,,", "单位：万元人民币,,", "资金表（单位∶万元）,,", "币种：人民币 单位：万元,,",
    "资金表（人民币：万元）,,", "表内金额均以万元为单位,,", "资金表｜万元,,", "资金表（单 位：万 元）,,", "资金表（金额单位均为万元）,,", "2026年,,\n,,万元",
    "Unit: 10000 yuan,,", "\"Funds (in 10,000 yuan)\",,", "资金表（按万元计）,,", "填报单位：柳河镇,,（万元）",
  ])
  func aUnitIsReadAsAWordOfItsOwn(title: String) throws {
    let lists = try funds(title)
    #expect(try lists.fund().amount == Money(18_000_000), "\(title) \(lists.findings)")
    #expect(lists.findings.allSatisfy { $0.contains("title-rows") }, "\(lists.findings)")
  }

  @Test(arguments: [
    "资金表（单位：万元/人）,,", "单位：元/万元,,", "Funds (unit: RMB 10k),,", "单位：万元,,\n（单位：元）,,", "2026年万元工程资金表,,",
    "百万元级项目资金表,,", "单位：K,,", "Unit: bags,,", "资金表（万）,,", "单位：,,", "Funds (in 10,000 yuan),", "资金合计300万元,,", "美元资金表,,",
    "2026年资金表（万元）,,2026年1月",
  ])
  func aUnitThatIsNotUnderstoodIsRefused(title: String) throws {
    let found = try funds(title).findings
    #expect(found.contains { $0.contains("unit-unknown") }, "\(title) \(found)")
  }

  @Test(arguments: [
    "2026年元月资金表,,", "三元镇单元资金表,,", "事业单位资金汇总表,,", "填报单位（盖章）：柳河镇,,", "单位（公章）：,,2026年1月", "单位名称：柳河镇,,", "主管单位：财政局,,",
    "单位：柳河镇人民政府,,", "千万工程资金表,,", "单位：元,,", "单位：人民币、元,,", "2026年资金表,,（元）", "资金表 2026,,",
  ])
  func aTitleWithoutAnotherUnitChangesNothing(title: String) throws {
    let lists = try funds(title)
    #expect(try lists.fund().amount == Money(1800), "\(title) \(lists.findings)")
  }

  @Test func aHeaderStatesItBesideAnUnknownTitle() throws {
    let lists = try SmallTownship(["funds": "2026年万元工程资金表,,\n编号,名称,金额（元）\nF,a,18\n"])
    #expect(try lists.fund().amount == Money(1800), "\(lists.findings)")
  }

  @Test(arguments: ["（$）", "（€）", "（万美元）", "（£）", "（HKD）"])
  func aUnitInAnotherCurrencyIsRefused(unit: String) throws {
    for table in ["资金表\(unit),,\n编号,名称,金额\nF,a,18\n", "编号,名称,金额\(unit)\nF,a,18\n"] {
      let found = try SmallTownship(["funds": table]).findings
      #expect(found.contains { $0.contains("unit-unknown") }, "\(table) \(found)")
    }
  }

  @Test(arguments: ["（¥）", "（￥，元）", "（人民币）"]) func aUnitInTheCurrencyOfTheListsIsRead(unit: String) throws {
    let lists = try SmallTownship(["funds": "资金表（单位：元）,,\n编号,名称,金额\(unit)\nF,a,18\n"])
    #expect(try lists.fund().amount == Money(1800), "\(lists.findings)")
  }

  @Test func twoUnitsAreNamed() throws {
    let lists = try funds("资金表（单位：万元）,,\n（单位：元）,,")
    guard case .failure(let found) = lists.read else {
      Issue.record("accepted")
      return
    }
    let refusal = try #require(found.errors.first { $0.code == "unit-unknown" })
    #expect(refusal.expected.zh.contains("万元、元"))
    #expect(!found.all.contains { $0.code == "title-rows" && $0.mend.zh.contains("读。") })
  }
}

/// The row below the header that numbers the columns.
@Suite struct NumberingRowTests {
  @Test(arguments: ["1,2,3", "栏次,1,2", "A,B,1", "甲,乙,1", "①,②,③", "（1）,（2）,（3）", "一,二,三"])
  func itIsLeftOut(row: String) throws {
    let lists = try SmallTownship(["funds": "编号,名称,金额\n\(row)\nF1,养老补助,10\nF2,公益金,20\n"])
    #expect(lists.findings.map { $0.contains("funds.csv:2:0 numbering-row") } == [true], "\(lists.findings)")
    #expect(try lists.read.get().lists.funds.map(\.id) == ["F1", "F2"])
  }

  @Test func anItemStaysOne() throws {
    // Numbers in every column, numbers that do not count on, and a row further down.
    for rows in ["1,2,3\n2,1,5", "1,b,10\n2,c,20", "1,3,4\nF,a,5", "F,a,5\n1,2,3", "1,2,3"] {
      let lists = try SmallTownship(["funds": "编号,名称,金额\n\(rows)\n"])
      #expect(try lists.read.get().lists.funds.count == rows.split(separator: "\n").count, "\(lists.findings)")
    }
  }
}

/// Rows of totals by other words and by their amounts, and what they are compared with.
@Suite struct RowLikeTotalTests {
  @Test(arguments: [
    "合计2笔", "总额", "汇总", "共2笔", "总数", "其中", "小计1", "合計", "TOTAL 2 funds", "总金额", "平均", "合计（2笔）", "其中：中央", "以上合计", "小计一",
  ])
  func aWordMakesARowOfTotals(word: String) throws {
    let lists = try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,20\n\(word),,30\n"])
    #expect(lists.findings == ["funds.csv:4:1 total-row \(word)"])
    #expect(try lists.read.get().lists.funds.count == 2)
  }

  @Test(arguments: ["统计员补助", "总工会", "会计服务", "共青团", "平均地权", "S1", "T1", "total1", "公共"])
  func anItemWithSuchCharactersStaysOne(name: String) throws {
    let lists = try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,25\n\(name),,30\n"])
    #expect(lists.findings.isEmpty, "\(lists.findings)")
    #expect(try lists.read.get().lists.funds.count == 3)
  }

  @Test func aRowThatEqualsTheSumIsToldOrRefused() throws {
    let rows = "id,name,amount\nF,a,10\nG,b,20\nH,c,5\n"
    #expect(try SmallTownship(["funds": rows + "I,d,35\n"]).findings == ["funds.csv:5:3 row-like-total 35"])
    #expect(try SmallTownship(["funds": rows + "I,d,36\n"]).findings == [])
    #expect(try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,20\nH,c,30\n"]).findings == [])
    #expect(try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,10\n"]).findings == [])
    #expect(try SmallTownship(["funds": rows + "I,镇级资金总计,35\n"]).findings.contains { $0.contains("row-is-total") })
  }

  @Test(
    arguments: [
      ("合计,,30\nF,a,10\nG,b,20", []), ("合计,,35\nF,a,10\nG,b,20", ["2:3"]),
      (",甲小计,30\nF,a,10\nG,b,20\n,乙小计,7\nH,c,7\n,总计,37", []),
      (",甲小计,30\nF,a,10\nG,b,20\n,乙小计,8\nH,c,7\n,总计,37", ["5:3"]),
      ("F,a,10\nG,b,20\n合计,,30\n本页小计,,30", []), ("F,a,10\nG,b,20\n合计,,30\n本页小计,,20", ["5:3"]),
      ("F,a,10\n合计（万元）,,0.001", []), ("F,a,10\n合计（万元）,,0.002", ["3:3"]),
      ("F,a,10\n小计,,10\nG,b,20\n小计,,20\n合计,,30\n其中：甲,,10", []),
      ("F,a,10\n合计,,10\nG,b,20\n合计,,20\n总计,,30", []),
    ] as [(String, [String])])
  func aTotalIsComparedWithItsRows(rows: String, wrong: [String]) throws {
    let lists = try SmallTownship(["funds": "id,name,amount\n\(rows)\n"])
    let found = lists.findings.filter { $0.contains("total-differs") }
    #expect(
      found.map { $0.hasPrefix("funds.csv:\(wrong.first ?? "") ") } == wrong.map { _ in true }, "\(lists.findings)")
  }
}

/// Headers with a stroke or two notes, serial numbers, filled groups and rows that are no items.
@Suite struct OfficialFormTests {
  @Test(arguments: ["金额/万元", "金额（万元）（含上年结转）", "金额（含上年结转）（万元）", "金额 / 万元"])
  func aHeaderStatesItsUnit(header: String) throws {
    let lists = try SmallTownship(["funds": "编号,\(header)\nF,18\n"])
    #expect(lists.findings == [])
    #expect(try lists.fund().amount == Money(18_000_000))
  }

  @Test func serialNumbersAreNoWarning() throws {
    #expect(try SmallTownship(["funds": "序号,编号,金额\n1,F,18\n2,G,20\n,合计,38\n"]).findings.count == 1)
    let other = try SmallTownship(["funds": "序号,编号,金额\n1,F,18\n3,G,20\n"])
    #expect(other.findings == ["funds.csv:1:1 column-unknown 序号"])
  }

  /// A merged cell is exported as blanks to its right, or as its text in each cell.
  @Test(arguments: ["", "2026年资金表,2026年资金表,2026年资金表\n", "资金表（单位：元）,资金表（单位：元）,资金表（单位：元）\n"])
  func groupsMayFillTheirCells(title: String) throws {
    let lists = try SmallTownship(["funds": title + "编号,资金（万元）,资金（万元）\n,金额,预留\nF,18,2\n"])
    #expect(try lists.fund().reserve == Money(2_000_000))
  }

  @Test(arguments: ["填表人：张三", "填表人 张三", "注：金额单位为万元", "例：F0", "审核人"])
  func aNoteAmongTheRowsIsRefusedAsOne(text: String) throws {
    let lists = try SmallTownship(["places": "id,name\nL0,柳河镇\nL1,水磨村\n\(text),\n"])
    #expect(lists.findings == ["places.csv:4:1 row-is-note \(text)"])
  }
}

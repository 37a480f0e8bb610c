import Foundation
import Model
import Testing

@testable import Intake

/// A folder of lists for the tests of tables as departments send them; the changed lists replace those of the same name.
struct SmallTownship {
  static let lists = [
    "places": "id,name\nL0,柳河镇\nL1,水磨村\n", "funds": "id,amount\nF,100000\n",
    "projects": "id,category,responsible,approved\nP,c,A,yes\n", "costs": "project,cost_type,fixed\nP,t,5000\n",
    "needs": "id,place,category,quantity\nN,L1,c,2\n", "serves": "project,need,per_unit\nP,N,1\n",
  ]
  let read: Result<ListsFolder, Findings>

  /// - Parameter absent: The lists that the folder does not hold.
  init(_ changed: [String: String], without absent: Set<String> = []) throws {
    try self.init(data: changed.mapValues { Data($0.utf8) }, without: absent)
  }

  init(data changed: [String: Data], without absent: Set<String> = []) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.lists where changed[name] == nil && !absent.contains(name) {
      try Data(text.utf8).write(to: folder.appending(path: name + ".csv"))
    }
    for (name, data) in changed { try data.write(to: folder.appending(path: name + ".csv")) }
    read = Result { () throws(Findings) in
      let read = try readLists(folder.path)
      _ = try Instance(read.lists)
      return read
    }
  }

  /// `file:line:column code value` of each finding, errors and warnings.
  var findings: [String] {
    let all = (try? read.get().warnings) ?? { if case .failure(let found) = read { found.all } else { [] } }()
    return all.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
  }

  func fund(_ id: FundID = "F") throws -> Fund { try #require(read.get().lists.funds.first { $0.id == id }) }

  /// What a second reading of the copy beside a plan gives.
  func copy() throws -> ListsFolder {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in try read.get().canonicalTexts() {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try readLists(folder.path)
  }
}

/// Titles above the header, headers of two rows, names with line breaks.
@Suite struct TableLayoutTests {
  @Test func titlesAboveTheHeaderAreFoundAndTold() throws {
    let lists = try SmallTownship(["funds": "专项资金汇总表,,\n\n,,单位：万元\n编号,名称,金额\nF,a,\"1,8.0\"\nG,b,12\n"])
    // The lines of findings are those of the file.
    #expect(lists.findings.contains("funds.csv:5:3 money-malformed 1,8.0"))
    let sound = try SmallTownship(["funds": "专项资金汇总表,,\n\n,,单位：万元\n编号,名称,金额\nF,a,18.0\nG,b,12\n"])
    #expect(sound.findings == ["funds.csv:1:0 title-rows 专项资金汇总表 / 单位：万元"])
    #expect(try sound.fund().amount == Money(18_000_000) && sound.fund("G").origin.line == 6)
  }

  @Test(arguments: [",", ";", "\t"]) func titlesStandInFilesOfEverySeparator(separator: String) throws {
    let text = "标题,,\n编号,名称,金额\nF,a,18\n".replacingOccurrences(of: ",", with: separator)
    for mark in ["", "sep=\(separator)\n"] {
      let lists = try SmallTownship(["funds": mark + text])
      #expect(lists.findings.map { $0.hasSuffix("title-rows 标题") } == [true], "\(lists.findings)")
      #expect(try lists.fund().amount == Money(1800))
    }
  }

  @Test func aHeaderIsNamedByItsLine() throws {
    // By itself, the second row is complete.
    let text = "编号,金额\nX,金额\n编号,金额\nF,5\n"
    #expect(try SmallTownship(["funds": text]).findings.contains("funds.csv:2:2 money-malformed 金额"))
    for line in ["header=4", "表头＝4,", "header = 4,,"] {
      let lists = try SmallTownship(["funds": line + "\n" + text])
      #expect(lists.findings == ["funds.csv:2:0 title-rows 编号 金额 / X 金额"])
      #expect(try lists.fund().amount == Money(500), "\(lists.findings)")
    }
    let missing = try SmallTownship(["funds": "header=9\n" + text])
    #expect(missing.findings.contains("funds.csv:0:0 header-missing 9"))
  }

  @Test func aHeaderThatIsNotFoundIsRefusedWithTheNearestRow() throws {
    let lists = try SmallTownship(["funds": "台账,,\n序,款项,数额\n1,a,5\n"])
    #expect(lists.findings.contains("funds.csv:2:0 header-missing 序 款项 数额"), "\(lists.findings)")
    // A header that lacks one column is found, and the column is named.
    let lacking = try SmallTownship(["funds": "台账,,\n编号,款项,数额\n1,a,5\n"])
    #expect(lacking.findings.contains("funds.csv:2:0 column-missing "), "\(lacking.findings)")
  }

  @Test func aHeaderOfTwoRowsIsOne() throws {
    let lists = try SmallTownship(["funds": "标题,,,,\n编号,名称,金额（万元）,,部门\n,,总额,预留,\nF,a,18,2,民政\n"])
    // 总额 is no column of the list, and a group is none.
    #expect(lists.findings.contains("funds.csv:3:0 column-missing "), "\(lists.findings)")
    let sound = try SmallTownship(["funds": "编号,名称,金额（万元）,,部门\n,,金额,预留,\nF,a,18,2,民政\n"])
    #expect(sound.findings == ["funds.csv:1:0 header-of-two-rows 编号 名称 金额（万元） 部门"])
    let fund = try sound.fund()
    #expect(fund.amount == Money(18_000_000) && fund.reserve == Money(2_000_000) && fund.department == "民政")
  }

  @Test func lineBreaksSpacesAndBracketsInNamesDoNotCount() throws {
    let name = "\"金 额\n（万元）\""
    for header in ["编号,\(name)", "编 号,金额 (万元)", "编号,金额【万元】", "\"编\r\n号\",金额（ 万元 ）"] {
      let lists = try SmallTownship(["funds": header + "\nF,18\nG,x\n"])
      let lines = header.count { $0.isNewline }
      #expect(lists.findings == ["funds.csv:\(3 + lines):2 money-malformed x"], "\(header) \(lists.findings)")
    }
  }

  /// Rows of data are never taken for a header, and a header in the first row stays it.
  @Test func aHeaderWithoutTitlesIsReadAsBefore() throws {
    for text in ["id,amount\nF,18\n", "amount,id\n18,F\n", "id,,amount,,\nF,,18,,\n"] {
      #expect(try SmallTownship(["funds": text]).findings == [], "\(text)")
    }
  }
}

/// The unit of an amount: the cell says it, else the header, else a title.
@Suite struct StatedUnitTests {
  @Test(
    arguments: [
      ("编号,金额（万元）", "F,18", 18_000_000), ("编号,金额（万元）", "F,180000元", 18_000_000), ("编号,金额(元)", "F,18万", 18_000_000),
      ("编号,金额（亿元）", "F,0.5", 5_000_000_000), ("编号,金额（千元）", "F,18", 1_800_000), ("编号,金额（百万元）", "F,1", 100_000_000),
      ("编号,金额（单位：万元）", "F,18", 18_000_000), ("编号,金额（人民币万元）", "F,18", 18_000_000), ("id,amount (CNY)", "F,18", 1800),
      ("id,amount (10000 yuan)", "F,18", 18_000_000), ("编号,金额（元）", "F,￥18", 1800),
    ] as [(String, String, Int64)])
  func theHeaderStatesIt(header: String, row: String, amount: Int64) throws {
    let lists = try SmallTownship(["funds": header + "\n" + row + "\n"])
    #expect(try lists.fund().amount == Money(amount), "\(lists.findings)")
    #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
    #expect(try lists.copy().lists.funds[0].amount == Money(amount))
  }

  @Test(
    arguments: [
      "资金表（单位：万元）,", "资金表(万元),", "资金表 单位：万元 2026年1月,", ",单位：万元", ",金额单位:人民币万元", "填报单位：柳河镇,单位：万元", "单位：万元、人,",
      "Unit: 万元,",
    ])
  func aTitleStatesIt(title: String) throws {
    let lists = try SmallTownship(["funds": title + "\n编号,金额\nF,18\nG,5000元\n"])
    #expect(try lists.fund().amount == Money(18_000_000) && lists.fund("G").amount == Money(500_000), "\(title)")
    #expect(lists.findings.map { $0.contains("title-rows") } == [true])
  }

  @Test(arguments: ["填报单位：柳河镇,", "单位：三元镇政府,", "资金表（试行）,", "2026年,"]) func anOfficeIsNoUnit(title: String) throws {
    #expect(try SmallTownship(["funds": title + "\n编号,金额\nF,1800\n"]).fund().amount == Money(180_000))
  }

  @Test func twoUnitsAreTold() throws {
    let lists = try SmallTownship(["funds": "资金表（单位：万元）,\n编号,金额（元）\nF,180000\n"])
    #expect(lists.findings == ["funds.csv:1:0 title-rows 资金表（单位：万元）", "funds.csv:2:2 units-differ 金额（元）"])
    #expect(try lists.fund().amount == Money(18_000_000))
    let titles = try SmallTownship(["funds": "资金表（单位：万元）,\n,单位：元\n编号,金额\nF,18\n"])
    #expect(titles.findings.contains("funds.csv:2:2 unit-unknown 单位：元"), "\(titles.findings)")
  }

  @Test(arguments: ["金额（担）", "金额（含税）", "金额（美元）", "金额（元/年）", "金额（USD）"]) func aUnitOfMoneyThatIsNotKnownIsRefused(
    header: String
  ) throws {
    let found = try SmallTownship(["funds": "编号,\(header)\nF,18\n"]).findings
    #expect(found.count == 1 && found[0].hasPrefix("funds.csv:1:2 unit-unknown"), "\(found)")
  }

  @Test func aSignBesideAnotherUnitIsRefused() throws {
    #expect(
      try SmallTownship(["funds": "编号,金额（万元）\nF,￥18\n"]).findings == ["funds.csv:2:2 money-malformed ￥18"])
  }

  @Test func durationsSharesAndQuantitiesHaveUnits() throws {
    let lists = try SmallTownship([
      "volunteers": "编号,可用时长（小时）,间隔（分钟）\nR,2,30\nS,90分钟,1小时\nT,1:30,\n",
      "funds": "编号,金额,占比上限（%）\nF,100000,50\nG,100000,50%\n",
      "needs": "编号,地点,类别,数量（人）,单位,单位价值\nN,L1,c,80人,,2\nM,L1,c,2.4公里,公里,\n",
      "costs": "项目,支出,固定费用(元),单位费用（元/次）\nP,t,5000,20\n",
    ])
    let read = try lists.read.get().lists
    #expect(read.volunteers.map(\.offer.minutes) == [120, 90, 90] && read.volunteers.map(\.offer.rest) == [30, 60, 0])
    #expect(read.funds.map(\.shareMax) == [Share(basisPoints: 5000), Share(basisPoints: 5000)])
    #expect(read.projects[0].variants[0].costs[0].perUnit == Money(2000))
    #expect(read.needs.map(\.quantity.milli) == [80_000, 2_400])
    #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
    for header in ["可用时长（天）", "可用时长（小时/周）"] {
      let found = try SmallTownship(["volunteers": "编号,\(header)\nR,2\n"]).findings
      #expect(found == ["volunteers.csv:1:2 unit-unknown \(header)"])
    }
    let found = try SmallTownship(["needs": "编号,地点,类别,数量（万人）\nN,L1,c,2\n"]).findings
    #expect(found == ["needs.csv:1:4 unit-unknown 数量（万人）"])
  }

  /// A title with the unit was deleted: bare amounts beside amounts in 万元.
  @Test func smallBareAmountsBesideLargeUnitsAreRefused() throws {
    let costs = "project,cost_type,fixed,per_unit\nP,t,6万元,30\n"
    let found = try SmallTownship(["funds": "编号,金额,预留\nF,18.0,1\nG,40,\n", "costs": costs]).findings
    #expect(found == ["funds.csv:1:2 unit-unstated 金额", "funds.csv:1:3 unit-unstated 预留"])
    for amounts in ["编号,金额（万元）,预留（元）\nF,18.0,1\n", "编号,金额,预留\nF,18.0万元,1万元\n", "编号,金额,预留\nF,180000,1\n"] {
      #expect(try SmallTownship(["funds": amounts, "costs": costs]).findings == [], "\(amounts)")
    }
    #expect(try SmallTownship(["funds": "编号,金额\nF,18\n"]).findings == [])
  }
}

/// Rows of totals, and names in place of ids.
@Suite struct TotalRowTests {
  @Test(arguments: ["合计", "总计：", "小 计", "Total", "Grand Total", "Sum", "合计（万元）", "养老类小计"])
  func aTotalIsLeftOutToldAndCompared(word: String) throws {
    for row in ["\(word),,30", ",\(word),30", "\(word),2笔,30"] {
      let lists = try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,20\n\(row)\n"])
      #expect(lists.findings.map { $0.contains("funds.csv:4:\(row.hasPrefix(",") ? 2 : 1) total-row") } == [true])
      #expect(try lists.read.get().lists.funds.count == 2)
      #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
      let wrong = try SmallTownship(["funds": "id,name,amount\nF,a,10\nG,b,25\n\(row)\n"])
      #expect(wrong.findings.contains("funds.csv:4:3 total-differs 30"), "\(wrong.findings)")
    }
  }

  @Test func subtotalsSumTheirOwnPart() throws {
    let lists = try SmallTownship([
      "funds": "id,name,amount\nF,a,10\nG,b,20\n小计,,30\nH,c,5\n小计,,5\n合计,,35\n"
    ])
    #expect(lists.findings.count == 3 && lists.findings.allSatisfy { $0.contains("total-row") })
  }

  @Test func unitsHoldForTotals() throws {
    let lists = try SmallTownship(["funds": "id,amount（万元）\nF,10\nG,20万元\n合计,30\n"])
    #expect(lists.findings == ["funds.csv:4:1 total-row 合计"])
  }

  /// Where an id or words stand beside the word, the row may be an item.
  @Test func aRowThatMayBeAnItemIsRefused() throws {
    for row in ["F9,合计,30", "合计,养老,30"] {
      let found = try SmallTownship(["funds": "id,name,amount\nF,a,10\n\(row)\n"]).findings
      #expect(found.count == 1 && found[0].contains("row-is-total"), "\(found)")
    }
    #expect(try SmallTownship(["limits": "kind,of,most_money\ntotal,,5\n"]).findings == [])
  }
}

@Suite struct ItemNameTests {
  @Test func aUniqueNameIsReadAsItsId() throws {
    let lists = try SmallTownship([
      "funds": "id,name,amount,places\nF,a,100000,柳河镇、L1\nG,b,100000,水磨村\n",
      "needs": "id,place,category,quantity\nN,水磨村,c,2\n",
      "limits": "kind,of,most_projects\nplace,水磨村,3\n", "fund_setasides": "fund,kind,of,share\nF,place,水磨村,10%\n",
      "travel": "from,to,minutes\n柳河镇,水磨村,20\n", "places": "id,name,parent\nL0,柳河镇,\nL1,水磨村,柳河镇\n",
      "volunteers": "id,home,minutes\nR,水磨村,60\n", "serves": "project,need,per_unit\nP,N,1\n",
      "place_indicators": "place,indicator,value\n水磨村,x,1\n",
    ])
    let read = try lists.read.get().lists
    #expect(read.funds.map(\.places) == [["L0", "L1"], ["L1"]] && read.needs[0].place == "L1")
    #expect(read.limits[0].of == "L1" && read.funds[0].setAsides[0].of == "L1" && read.travel[0].to == "L1")
    #expect(read.places[1].parent == "L0" && read.volunteers[0].offer.home == "L1")
    #expect(lists.findings.count == 8 && lists.findings.allSatisfy { $0.contains("name-for-id") })
    #expect(lists.findings.contains("funds.csv:2:4 name-for-id 柳河镇"))
    // The copy beside a plan holds the ids.
    #expect(try lists.copy().canonicalTexts() == lists.read.get().canonicalTexts())
    #expect(try lists.copy().warnings.isEmpty)
  }

  @Test func anIdBeatsAName() throws {
    let places = "id,name\nL1,L2\nL2,b\n"
    #expect(
      try SmallTownship(["places": places, "needs": "id,place,category,quantity\nN,L2,c,2\n"]).read.get().lists.needs[0]
        .place == "L2")
  }

  @Test func aNameOfTwoPlacesIsRefusedWithTheirIds() throws {
    let lists = try SmallTownship([
      "places": "id,name\nL1,水磨村\nL9,水磨村\n", "needs": "id,place,category,quantity\nN,水磨村,c,2\n",
    ])
    #expect(lists.findings == ["needs.csv:2:2 name-ambiguous 水磨村"])
    guard case .failure(let found) = lists.read else { return }
    #expect(found.all[0].mend.en.contains("L1, L9"))
  }

  @Test func aNameDoesNotHideARepeatedRow() throws {
    let found = try SmallTownship(["place_indicators": "place,indicator,value\nL1,x,1\n水磨村,x,2\n"]).findings
    #expect(found.contains("place_indicators.csv:3:2 id-repeated x"), "\(found)")
  }

  @Test func projectsFundsAndVolunteersHaveNames() throws {
    let lists = try SmallTownship([
      "projects": "id,title,category,responsible,approved\nP,路灯,c,A,yes\n",
      "costs": "project,cost_type,fixed\n路灯,t,5000\n",
      "funds": "id,name,amount\nF,奖补,100000\n", "pins": "kind,project,fund,reason,by\nmust_fund,路灯,奖补,r,b\n",
      "volunteers": "id,name,minutes\nR,赵大妈,60\n", "volunteer_skills": "volunteer,skill\n赵大妈,烹饪\n",
    ])
    let read = try lists.read.get()
    #expect(read.lists.volunteers[0].offer.skills == ["烹饪": 1] && read.lists.projects[0].variants[0].costs.count == 1)
    #expect(read.lists.pins[0].fund == "F" && read.lists.pins[0].project == "P")
    // Names of people do not come into the lists that are passed on.
    #expect(read.canonicalTexts().filter { !ListsFolder.isPersonal($0.key) }.allSatisfy { !$0.value.contains("赵大妈") })
  }
}

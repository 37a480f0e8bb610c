import Foundation
import Formulation
import Model
import Testing

@testable import Intake
@testable import SwiftSource

/// Doubts about lists that can be read: amounts, spellings, repeated needs, caps, people. Sound lists give none.
@Suite struct DoubtTests {
  private static let base = [
    "地点": "编号,名称,上级,层级\nT,青禾镇,,乡镇\nV1,石桥村,T,村\nV2,白云村,T,村\n",
    "需求": "编号,需求,地点,类别,人群,数量,单位\nN1,独居老人午餐,V1,养老助餐,老年人,80,人\nN2,路灯,V2,道路,,40,盏\n",
    "项目": "编号,项目,地点,类别,负责人,已立项\nP1,老年食堂,V1,养老助餐,张,是\nP2,路灯,V2,道路,张,是\n",
    "费用": "项目,支出,固定费用\nP1,服务,6万元\nP2,工程,5万元\n", "服务": "项目,需求,每单位满足\nP1,N1,80\nP2,N2,40\n",
    "资金": "编号,部门,金额\nF1,民政局,20万元\nF2,财政局,30万元\n",
  ]

  /// The warnings about lists, each with its code and value.
  private func warnings(of folder: ListsFolder) throws -> [String] {
    let instance = try Instance(folder.lists)
    return (folder.warnings + instance.warnings + Formulation(instance).warnings).inOrder.map {
      "\($0.code) \($0.value)"
    }
  }

  /// The columns that warnings of a code name.
  private func columns(_ code: WarningCode, _ changed: [String: String]) throws -> [Int] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.base.merging(changed, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: folder.appending(path: name + ".csv"))
    }
    let instance = try Instance(readLists(folder.path).lists)
    return Formulation(instance).warnings.filter { $0.code == code.rawValue }.map(\.column)
  }

  /// The category fits one project, and the type of cost none.
  @Test(arguments: [
    ("F1,20万元,养老助餐,设备", [4]), ("F1,20万元,应急,服务", [3]), ("F1,20万元,道路,服务", [3]), ("F1,20万元,养老助餐,服务", []),
  ]) func aFundWithoutUseNamesTheColumnThatExcludesMost(row: String, named: [Int]) throws {
    #expect(try columns(.fundUnusable, ["资金": "编号,金额,可用类别,可用支出\n\(row)\nF2,30万元,,\n"]) == named)
  }

  /// The warnings about the base lists with some of them replaced.
  private func warnings(_ changed: [String: String] = [:]) throws -> [String] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.base.merging(changed, uniquingKeysWith: { $1 }) {
      try Data(text.utf8).write(to: folder.appending(path: name + ".csv"))
    }
    return try warnings(of: readLists(folder.path))
  }

  private func funds(_ amounts: [String]) -> [String: String] {
    ["资金": "编号,金额\n" + amounts.enumerated().map { "F\($0.offset),\($0.element)\n" }.joined()]
  }

  @Test func soundListsGiveNoWarning() throws { #expect(try warnings() == []) }

  // MARK: amounts

  @Test func anAmountInAnotherUnitThanThoseBesideItIsDoubted() throws {
    let short = try warnings(funds(["18万元", "12万元", "40元", "35万元"]))
    #expect(short == ["amount-implausible 40.00"])
    let long = try warnings(funds(["18万元", "12万元", "400000万元", "35万元"]))
    #expect(long.filter { $0.hasSuffix("4,000,000,000.00") }.count == 1)
    // Of two amounts, the smaller.
    #expect(try warnings(funds(["18元", "35万元"])) == ["amount-implausible 18.00"])
    #expect(try warnings(funds(["500元", "35万元"])) == [])
    // The boundary is a factor of a thousand.
    #expect(try warnings(funds(["200000", "200000", "200"])) == ["amount-implausible 200.00"])
    #expect(try warnings(funds(["200000", "200000", "200.01"])) == [])
  }

  @Test func aWholeColumnInAnotherUnitIsDoubted() throws {
    // The heading of the sheet said 万元; the file does not.
    let inYuan = ["费用": "项目,支出,固定费用\nP1,服务,60000\nP2,工程,50000\n"]
    #expect(try warnings(funds(["18.0", "12", "40"]).merging(inYuan) { $1 }) == ["amount-implausible 40.00"])
    let costs = try warnings(
      funds(["200000", "300000"]).merging(["费用": "项目,支出,固定费用\nP1,服务,6\nP2,工程,5\n"]) { $1 })
    #expect(costs == ["amount-implausible 300,000.00"])
  }

  @Test func aLimitInAnotherUnitThanItsFundIsDoubted() throws {
    let found = try warnings(["资金": "编号,金额,单笔上限,单笔下限\nF1,20万元,6元,1元\nF2,30万元,6万元,1元\n"])
    #expect(found.contains("amount-implausible 6.00"))
    #expect(!found.contains("amount-implausible 1.00"))
  }

  // MARK: spellings

  @Test(arguments: [
    ("养老助餐服务", "养老助餐"), ("养老 助餐", "养老助餐"), ("养老助歺", "养老助餐"), ("养助老餐", "养老助餐"), ("老人", "老年人"), ("烹任", "烹饪"),
    ("护里", "护理"), ("Training", "Trainings"), ("ｗｏｒｋｓ", "works"), ("基础设施建", "基础设施"),
  ]) func aMisspellingIsNear(word: String, meant: String) {
    #expect(Spelling(word).isNear(Spelling(meant)) && Spelling(meant).isNear(Spelling(word)))
  }

  @Test(arguments: [
    ("民政局", "财政局"), ("电工", "电商"), ("救助", "助残"), ("一组", "二组"), ("东部片区建设", "西部片区建设"), ("1号专项资金", "2号专项资金"),
    ("zone A", "zone B"), ("养老", "教育"), ("文化体育", "医疗健康"), ("人", "人次"), ("men", "women"), ("项目2024", "项目2025"),
    ("妇女", "儿童"),
    ("护士", "护理"),
  ]) func otherWordsAreNotNear(word: String, other: String) {
    #expect(!Spelling(word).isNear(Spelling(other)) && !Spelling(other).isNear(Spelling(word)))
  }

  @Test func aCategoryThatOccursOnceAndIsNearlyAnotherIsDoubted() throws {
    let needs = Self.base["需求"]! + "N3,高龄老人送餐,V2,养老助餐,老年人,45,人\n"
    let projects = "编号,项目,地点,类别,负责人,已立项\nP1,食堂,V1,养老助餐服务,张,是\nP3,护理,V1,养老 助餐,张,是\nP2,路灯,V2,道路,张,是\n"
    let lists = [
      "需求": needs, "项目": projects, "服务": Self.base["服务"]! + "P3,N3,45\n", "费用": Self.base["费用"]! + "P3,服务,1万元\n",
    ]
    #expect(try warnings(lists) == ["spelling-near 养老助餐服务", "spelling-near 养老 助餐"])
    // Among the ids of a list of categories, a misspelling is an error.
    var declared = lists
    declared["类别"] = "编号,名称\n养老助餐,\n道路,\n"
    #expect(throws: Findings.self) { try warnings(declared) }
  }

  @Test func aCompoundGroupIsDoubted() throws {
    let found = try warnings(["需求": Self.base["需求"]!.replacingOccurrences(of: "老年人", with: "老年人、残疾人")])
    #expect(found == ["value-compound 老年人、残疾人"])
  }

  // MARK: needs, projects and funds

  @Test(arguments: [
    "独居老人午餐（重复上报）,V1,养老助餐,老年人,８０,人", "独居老人 午餐,V1,养老助餐,,80.0,", "“独居老人”午餐。,V1,道路,老年人,80,人",
  ]) func aNeedIsReportedTwice(row: String) throws {
    let lists = ["需求": Self.base["需求"]! + "N3,\(row)\n", "服务": Self.base["服务"]! + "P1,N3,80\n"]
    #expect(try warnings(lists).map { $0.split(separator: " ")[0] } == ["need-repeated"])
  }

  @Test(arguments: [
    "独居老人晚餐,V1,养老助餐,老年人,80,人", "独居老人午餐,V2,养老助餐,老年人,80,人", "独居老人午餐,V1,养老助餐,老年人,60,人", "独居老人午餐,V1,养老助餐,老年人,80,户",
  ]) func anotherNeedIsNoRepetition(row: String) throws {
    let lists = ["需求": Self.base["需求"]! + "N3,\(row)\n", "服务": Self.base["服务"]! + "P1,N3,80\n"]
    #expect(try warnings(lists) == [])
  }

  @Test func whatNobodyServesAndWhatServesNothingIsSaid() throws {
    let found = try warnings(["服务": "项目,需求,每单位满足\nP1,N1,80\n"])
    #expect(found == ["need-unserved N2", "project-serves-nothing P2"])
  }

  @Test func capsThatStayBelowTheCostAreSaid() throws {
    func capped(_ shares: [String]) throws -> [String] {
      try warnings(
        ["资金": "编号,金额,占比上限\n" + shares.enumerated().map { "F\($0.offset),20万元,\($0.element)\n" }.joined()])
    }
    #expect(try capped(["50%", "40%"]) == ["shares-below-whole P1", "shares-below-whole P2"])
    #expect(try capped(["50%", "50%"]) == [])
    #expect(try capped(["50%", ""]) == [])
    // A hundredth of a per cent of 60,000.00 is more than three caps round up.
    #expect(try capped(["33.33%", "33.33%", "33.33%"]) == ["shares-below-whole P1", "shares-below-whole P2"])
  }

  /// Caps beside a fund that has nothing, or gives no less than more than the cost, and most parts of the cost.
  @Test(arguments: [
    ("F1,20万元,90%,,\nF2,20万元,10%,,\nF3,0元,,,\n", ["shares-below-whole P1"]),
    ("F1,20万元,90%,,\nF2,20万元,10%,,\nF3,20万元,,10万元,\n", ["shares-below-whole P1"]),
    ("F1,20万元,90%,,\nF2,20万元,10%,,\nF3,20万元,,5元,\n", []),
    ("F1,20万元,,,费用的40%\nF2,20万元,,,费用的59%\n", ["shares-below-whole P1", "shares-below-whole P2"]),
    ("F1,20万元,,,费用的40%\nF2,20万元,,,费用的60%\n", []),
  ]) func whatFundsCanGiveTogetherIsCompared(funds: String, expected: [String]) throws {
    let found = try warnings([
      "资金": "编号,金额,占比上限,单笔下限,单笔上限\n\(funds)", "费用": "项目,支出,固定费用\nP1,服务,6.67元\nP2,工程,5万元\n",
    ])
    #expect(found.filter { $0.hasPrefix("shares") } == expected)
  }

  /// A third of 100.00 is 33.33 for each of three caps, of 100.01 a cap is rounded up.
  @Test func capsAreDoubtedAsTheyAreRounded() throws {
    let found = try warnings([
      "资金": "编号,金额,占比上限\nF1,200元,33.33%\nF2,200元,33.33%\nF3,200元,33.33%\n",
      "费用": "项目,支出,固定费用\nP1,服务,100元\nP2,工程,100.01元\n",
    ])
    #expect(found == ["shares-below-whole P1"])
  }

  @Test func namesWithoutEffectAndCostsThatNobodyPaysAreSaid() throws {
    let found = try warnings(["资金": "编号,金额,可用类别,可用支出\nF1,20万元,养老助餐；应急,服务；培训\nF2,30万元,,服务\n"])
    #expect(Set(found) == ["earmark-unmatched 培训", "earmark-unmatched 应急", "project-unpayable P2"])
  }

  // MARK: people

  @Test func peopleWhoseWayIsNotKnownAreSaid() throws {
    let people = [
      "志愿者": "编号,住地,可用时长\nR1,V1,20小时\nR2,V2,20小时\nR3,,8小时\n", "岗位": "项目,岗位,人数下限,总时长\nP1,帮厨,1,10小时\n",
    ]
    #expect(try warnings(people) == ["distance-unknown V2", "home-missing R3"])
    var known = people
    known["路程"] = "起点,终点,时长\nV1,V2,20分钟\n"
    #expect(try warnings(known) == ["home-missing R3"])
  }

  @Test func peopleWhomNoRoleCanUseAndRolesWithoutPeopleAreSaid() throws {
    let roles = "项目,岗位,技能,等级,人数下限,总时长\nP1,掌勺,烹饪,1,1,10小时\n"
    let lists = [
      "志愿者": "编号,住地,可用时长\nR1,V1,20小时\nR2,V1,20小时\n", "志愿者技能": "志愿者,技能,等级\nR1,烹饪,2\nR2,电工,2\n", "岗位": roles,
    ]
    #expect(try warnings(lists) == ["volunteer-unplaced R2"])
    var unwilling = lists
    unwilling["志愿者"] = "编号,住地,可用时长,愿意类别\nR1,V1,20小时,道路\nR2,V1,20小时,\n"
    #expect(
      Set(try warnings(unwilling)) == ["volunteer-unplaced R1", "volunteer-unplaced R2", "role-unheld 掌勺"])
    var without = lists
    without["岗位"] = nil
    #expect(try warnings(without.filter { $0.key != "志愿者技能" }) == ["volunteer-unplaced R1"])
  }

  // MARK: sound lists

  private static let doubts: Set = [
    "amount-implausible", "spelling-near", "value-compound", "need-repeated", "earmark-unmatched",
    "distance-unknown", "home-missing", "need-outside-periods", "column-unknown",
  ]

  @Test(arguments: ["qinghe", "shimen", "xiaohe"]) func theScenariosGiveNoDoubts(name: String) throws {
    let read = try readLists(repository.appending(path: "Scenarios/\(name)/lists").path)
    #expect(try warnings(of: read).filter { Self.doubts.contains(String($0.split(separator: " ")[0])) } == [])
  }

  @Test(arguments: 1...20) func generatedTownshipsGiveNoDoubts(seed: UInt64) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var size = TownshipSize.small
    (size.periods, size.assets, size.joint) = (seed % 2 == 0 ? 4 : 1, 10, Int(seed % 5))
    size.hasProfiles = seed % 3 == 0
    for (name, text) in generateLists(size, seed: seed).files {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    let found = try warnings(of: readLists(folder.path))
    #expect(found.filter { Self.doubts.contains(String($0.split(separator: " ")[0])) } == [])
  }
}

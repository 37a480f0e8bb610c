import Foundation
import Intake
import Model
import Testing

/// What the rows of a file of scenarios make of lists, and what is refused.
@Suite struct ScenarioReadingTests {
  private static let files = [
    "places": "id,level\nV,village\nW,village\n", "categories": "id\nc\nd\n",
    "funds": "id,name,department,amount,reserve,categories,projects\nF1,县级,民政局,100,20%,c,P1;P2\nF2,镇级,民政局,33.33,,,P1\n",
    "periods": "id,from,to\nq1,2026-01-01,2026-06-30\nq2,2026-07-01,2026-12-31\n",
    "fund_releases": "fund,period,amount\nF1,q1,60\nF1,q2,40\n",
    "needs": "id,place,category,quantity,tier,floor\nN1,V,c,10,basic,50%\n",
    "projects":
      "id,title,category,responsible,approved,requires,incompatible\nP1,桥,c,A,yes,,\nP2,路,d,A,yes,,P1\nP3,灯,c,A,yes,P2,\n",
    "costs": "project,cost_type,fixed\nP1,t,50\nP2,t,20\nP3,t,10\n",
    "serves": "project,need,per_unit\nP1,N1,5\nP2,N1,1\n",
  ]

  private func folder() throws -> URL {
    let folder = try temporaryFolder()
    for (name, text) in Self.files { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    return folder
  }

  private func read(_ rows: String, as name: String = "scenarios.csv") throws -> [Scenario] {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(rows.utf8).write(to: file)
    return try readScenarios(file.path, of: readLists(folder.path)).scenarios
  }

  private func lists(_ rows: String) throws -> Lists {
    try #require(try read("scenario,list,item,change,value,note\n" + rows).first).folder.lists
  }

  /// The codes and places of what is refused.
  private func refusals(_ rows: String) throws -> [String] {
    do {
      _ = try read("scenario,list,item,change,value,note\n" + rows)
      return []
    } catch let findings as Findings {
      return findings.errors.map { "\(URL(filePath: $0.file).lastPathComponent):\($0.line):\($0.column) \($0.code)" }
    }
  }

  @Test(arguments: [
    ("-10%", 90_00), ("+10%", 110_00), ("−12.5%", 87_50), ("-0.3元", 99_70), ("+1万元", 10_100_00), ("30", 30_00),
    ("=30元", 30_00), ("１２元", 12_00),
  ]) func anAmountIsChangedOrReplaced(value: String, minorUnits: Int64) throws {
    #expect(try lists("s,funds,F1,amount,\(value),\n").funds[0].amount == Money(minorUnits))
  }

  /// A part of a minor unit is dropped from the change, as in `what-if`.
  @Test func aPercentageOfAnOddAmountIsRoundedTowardsNoChange() throws {
    #expect(try lists("s,,F2,金额,-10%,\n").funds[1].amount == Money(3333 - 333))
  }

  @Test func whatFollowsFromAnAmountFollowsIt() throws {
    let fund = try lists("s,funds,F1,amount,-15%,\n").funds[0]
    #expect(fund.amount == Money(85_00) && fund.reserve == Money(17_00))
    #expect(fund.releases.map(\.amount) == [Money(51_00), Money(34_00)])
  }

  @Test(arguments: [
    ("全部", [90_00, 3000]), ("department=民政局", [90_00, 3000]), ("部门=民政局；名称=镇级", [100_00, 3000]),
    ("F1;F2", [90_00, 3000]), ("镇级", [100_00, 3000]), ("projects=P2", [90_00, 3333]),
  ]) func rowsAreNamedInSeveralWays(item: String, amounts: [Int64]) throws {
    let funds = try lists("s,资金,\(item),金额,-10%,\n").funds
    #expect(funds.map(\.amount.minorUnits) == amounts)
  }

  @Test func earmarksAreWaivedAndNarrowedAndFloorsRaised() throws {
    #expect(try lists("s,funds,F1,可用类别,空白,\n").funds[0].categories == [])
    #expect(try lists("s,funds,F2,categories,d、c,\n").funds[1].categories == ["c", "d"])
    #expect(try lists("s,需求,N1,保底比例,+10个百分点,\n").needs[0].floor == Share(basisPoints: 6000))
    #expect(try lists("s,needs,N1,floor,60%,\n").needs[0].floor == Share(basisPoints: 6000))
  }

  @Test func rowsOfLaterChangesSeeEarlierOnes() throws {
    let changed = try lists(
      "s,needs,N2,new,place=W；category=c；quantity=3,\ns,serves,P1,new,need=N2；per_unit=2,\ns,needs,N2,quantity,+1,\n")
    #expect(changed.needs.map(\.quantity) == [Quantity(milli: 10_000), Quantity(milli: 4000)])
    #expect(changed.projects[0].variants[0].services.count == 2)
  }

  /// What is said of the item alone goes with it; a prerequisite does not.
  @Test func aWithdrawnItemIsTakenOutOfOtherLists() throws {
    let changed = try lists("s,projects,P1,remove,,\ns,funds,F2,projects,blank,\n")
    #expect(changed.projects.map(\.id) == ["P2", "P3"] && changed.projects[0].incompatible == [])
    #expect(changed.funds[0].projects == ["P2"] && changed.funds[1].projects == [])
    // F2 would pay for anything if its only project were taken out, and P3 would lose what it requires.
    #expect(try refusals("s,projects,P1,remove,,\n") == ["scenarios.csv:2:1 scenario-malformed"])
    #expect(try refusals("s,projects,P2,remove,,\n") == ["scenarios.csv:2:1 scenario-malformed"])
  }

  @Test func aListIsReplacedByATable() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("地点,指标,数值\nV,老年人口占比,30\n".utf8).write(to: folder.appending(path: "place_indicators.csv"))
    let other = "version,kind,indicator,value\n2027,indicator,老年人口占比,2%\n"
    try Data(other.utf8).write(to: folder.appending(path: "权重2027.csv"))
    let rows = "情景,清单,改动,值\nw,权重公式,换表,权重2027.csv\n"
    try Data(rows.utf8).write(to: folder.appending(path: "情景.csv"))
    let read = try readScenarios(folder.path + "/情景.csv", of: readLists(folder.path))
    #expect(read.scenarios[0].folder.lists.weightFormula?.version == "2027")
    #expect(read.scenarios[0].folder.canonicalTexts()["weights.csv"]?.contains("2027") ?? false)
  }

  @Test func gridsMakeOneScenarioOfEachStep() throws {
    let steps = try read("scenario,list,item,change,value\ng,funds,F1,amount,-20%..+20% step 20%\n")
    #expect(steps.map(\.name) == ["g(-20)", "g(+0)", "g(+20)"])
    #expect(steps.map { $0.folder.lists.funds[0].amount.minorUnits } == [80_00, 100_00, 120_00])
    let two = try read(
      "情景,清单,对象,改动,值\ng,资金,F1,金额,100元至200元 步长 50元\ng,资金,F2,金额,-10%~0%每5%\n")
    #expect(two.count == 9 && two[1].name == "g(100元)(-5)" && two[8].name == "g(200元)(+0)")
  }

  @Test func objectivesAreReadInBothLanguages() throws {
    let found = try read("scenario,list,item,change,value\na,,,目标,项目数\nb,,,objective,Money\n").map(\.objective)
    #expect(found == ["count", "money"])
  }

  @Test func jsonStandsForTheSameRows() throws {
    let csv = "scenario,list,item,change,value,note\na,funds,F1,amount,-10%,why\nb,costs,P1,fixed,+5,\n"
    let json = """
      [{"scenario": "a", "list": "funds", "item": "F1", "change": "amount", "value": "-10%", "note": "why"},
       {"情景": "b", "清单": "costs", "对象": "P1", "改动": "fixed", "值": "+5"}]
      """
    // A file has its columns in one language.
    #expect(throws: Findings.self) { try read(json, as: "s.json") }
    let same = json.replacing("情景", with: "scenario").replacing("清单", with: "list").replacing("对象", with: "item")
      .replacing("改动", with: "change").replacing("值", with: "value")
    let (mine, theirs) = (try read(same, as: "s.json"), try read(csv))
    #expect(mine.map(\.name) == theirs.map(\.name) && mine.map(\.changes) == theirs.map(\.changes))
    #expect(mine.map { $0.folder.canonicalTexts() } == theirs.map { $0.folder.canonicalTexts() })
    let lines = same.replacing("\"fixed\"", with: "\"fixd\"")
    do {
      _ = try read(lines, as: "s.json")
      Issue.record("an unknown column was read")
    } catch let findings as Findings {
      #expect(findings.errors.map(\.line) == [2] && findings.errors.map(\.code) == ["choice-unknown"])
    }
  }

  /// Every row that is wrong is told at its place, all of them at once.
  @Test func everythingWrongIsToldAtOnce() throws {
    let rows = [
      "a/b,funds,F1,amount,-10%,", "b,fnds,F1,amount,-10%,", "c,funds,F9,amount,-10%,", "d,funds,F1,amout,-10%,",
      "e,funds,F1,amount,,", "f,funds,,amount,5,", "g,needs,N1,floor,+10%,", "h,funds,F1,amount,-110%,",
      "i,funds,F1,amount,-20%..5元 step 5%,", "j,,,objective,more,", "base,funds,F1,amount,5,",
      "k,funds,F2,reserve,-5%,",
      "l,funds,F1,amount,-200元,", "m,funds,colour=red,amount,5,", "n,needs,N1,place,X,", "o,,Q,amount,5,",
      "p,funds,F1,new,amount,", "q,weights,,table,none.csv,",
    ]
    let found = try refusals(rows.joined(separator: "\n") + "\n").filter { !$0.hasPrefix("none.csv") }
    let wanted = [
      "2:1 id-malformed", "3:2 choice-unknown", "4:3 id-unknown", "5:4 choice-unknown", "6:5 cell-missing",
      "7:3 cell-missing", "8:5 scenario-malformed", "9:5 scenario-malformed", "10:5 scenario-malformed",
      "11:5 choice-unknown", "12:1 scenario-malformed", "13:5 scenario-malformed", "14:5 scenario-malformed",
      "15:3 choice-unknown", "16:5 reference-dangling", "17:2 cell-missing", "18:5 choice-unknown",
    ]
    #expect(found == wanted.map { "scenarios.csv:" + $0 })
  }

  @Test func aScenarioIsOfOneFundOrRuleOrOfSeveral() throws {
    let rows = """
      scenario,list,item,change,value
      a,funds,F1,amount,-10%
      a,fund_releases,F1,amount,-10%
      b,needs,N1,floor,60%
      c,funds,全部,amount,-10%
      d,projects,P3,remove,
      e,,,objective,count
      f,funds,F1,amount,-10%
      f,needs,N1,floor,60%
      """
    let found = try read(rows).map(\.subject)
    #expect(found == [.fund("F1"), .column(.needs, "floor"), .column(.funds, "amount"), nil, nil, nil])
  }

  /// The comparison is shown to many, so nobody's name stands in it.
  @Test func peopleAreCalledByTheirIDs() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("id,name,minutes\nH1,王五,60\nH2,赵六,60\n".utf8).write(to: folder.appending(path: "volunteers.csv"))
    let rows = [
      "scenario,list,item,change,value", "a,volunteers,王五,minutes,-50%", "a,volunteers,H2,name,钱七",
      "a,volunteers,H3,new,name=孙八；minutes=30", "b,volunteers,王五,remove,", "c,volunteers,all,minutes,+10%",
      "d,pins,must_fund,new,project=P1；volunteer=王五；reason=r；by=b", "d,volunteers,姓名=赵六,minutes,10",
      "e,pins,must_fund,new,project=P1；volunteer=H1；reason=r；by=b",
    ]
    let file = folder.appending(path: "people.csv")
    try Data(rows.joined(separator: "\n").utf8).write(to: file)
    let found = try readScenarios(file.path, of: readLists(folder.path)).scenarios
    #expect(
      found.map { $0.changes.map(\.item) } == [
        ["H1", "H2", "H3"], ["H1"], ["all"], ["must_fund", "H2"], ["must_fund"],
      ])
    #expect(found[0].changes.map(\.value) == ["-50%", "***", "***"])
    #expect(found[3].changes[0].value == "***" && found[4].changes[0].value.contains("H1"))
    #expect(
      found.prefix(3).map { $0.folder.lists.volunteers.map(\.offer.minutes) } == [[30, 60, 30], [60], [66, 66]])
    #expect(found[0].folder.lists.volunteers.map(\.name) == ["王五", "钱七", "孙八"])
    #expect(found[1].folder.canonicalTexts()["private/volunteers.csv"] == "id,name\nH2,赵六\n")
  }

  @Test func scenariosBesideListsAreNoList() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try readLists(folder.path)
    for name in ["scenarios.csv", "情景.json"] { try Data("x".utf8).write(to: folder.appending(path: name)) }
    let after = try readLists(folder.path)
    #expect(after.warnings == before.warnings && after.canonicalTexts() == before.canonicalTexts())
  }
}

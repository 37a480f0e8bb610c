import Foundation
import Intake
import Model
import Testing

@testable import Allotment
@testable import ExhaustiveSearch
@testable import Reports
@testable import allot

/// What the joint meeting decides on a day, read from a table of its own and kept by the plan.
@Suite struct OverridesTests {
  private let lists = [
    "settings": "key,value\ntitle,小镇\n", "places": "id,name\nV,东村\n",
    "needs": "id,title,place,category,quantity,unit\nN,送餐,V,c,9,人\nM,照明,V,d,4,盏\n",
    "funds": "id,name,amount\nF,福彩,100\n",
    "projects":
      "id,title,place,category,responsible,approved\nP,食堂,V,c,王,yes\nQ,路灯,V,d,李,yes\nR,井,V,d,李,yes\n",
    "costs": "project,cost_type,fixed\nP,设备,80\nQ,施工,30\nR,施工,20\n",
    "serves": "project,need,per_unit\nP,N,9\nQ,M,2\nR,M,1\n",
    "pins": "决定,项目,理由,决定人\n不得安排,井,地下水不足,联席会议\n",
  ]
  private let overrides = """
    决定,项目,资金,金额,决定人,决定日期,理由,备注
    必须安排,路灯,,,张镇长,2026年3月2日,夜里出过事,议程第 1 项
    不得安排,P,,,联席会议,2026-03-02,“食堂”另有去处,议程第 2 项
    必须安排,R,,,,,,议程第 3 项

    """

  private func write(_ folder: URL, _ lists: [String: String], _ overrides: String) throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "l"), withIntermediateDirectories: true)
    for (name, text) in lists { try Data(text.utf8).write(to: folder.appending(path: "l/\(name).csv")) }
    try Data(overrides.utf8).write(to: folder.appending(path: "会议改动.csv"))
  }

  private func solve(_ folder: URL, out: String = "o", _ more: [String] = []) throws -> String {
    let solved = try run(
      ["solve", "l", "--overrides", "会议改动.csv", "--out", out, "--lang", "en"] + more, in: folder)
    #expect(solved.status == 0, "\(solved)")
    return solved.error + solved.out
  }

  private func plan(_ folder: URL, _ out: String = "o") throws -> Plan {
    try Plan(json: Data(contentsOf: folder.appending(path: out + "/plan.json")), file: "plan.json")
  }

  @Test func decidedRowsArePinsThatThePlanKeepsAndTells() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(folder, lists, overrides)
    let told = try solve(folder, ["--workbook", "w.xlsx"])
    #expect(told.contains("overrides: 2 decisions taken; 1 row without who, when and why changes nothing"), "\(told)")
    let plan = try plan(folder)
    #expect(plan.allocation.awards.map(\.project) == ["Q"])
    let kept = try #require(plan.overrides)
    #expect(kept.map(\.project) == ["P", "Q"] && kept.map(\.kind) == ["must_not", "must_fund"])
    #expect(kept.map(\.by) == ["联席会议", "张镇长"] && kept.map(\.reason) == ["“食堂”另有去处", "夜里出过事"])
    #expect(kept.allSatisfy { $0.on == Day(2026, 3, 2) })
    #expect(try run(["verify", "o"], in: folder).status == 0)
    for (id, who, why) in [("Q", "张镇长", "夜里出过事"), ("P", "联席会议", "“食堂”另有去处")] {
      let zh = try run(["explain", "o", id, "--lang", "zh"], in: folder).out
      #expect(zh.contains("会上改定") && zh.contains("\(who) 2026-03-02 决定，理由：\(why)"), "\(zh)")
      let en = try run(["explain", "o", id, "--lang", "en"], in: folder).out
      #expect(en.contains("Decided by \(who) on 2026-03-02; reason: \(why)."), "\(en)")
    }
    // A decision without a day is no override.
    let other = try run(["explain", "o", "R", "--lang", "en"], in: folder).out
    #expect(!other.contains("Overridden") && !other.contains("地下水不足"), "\(other)")
    for language in Language.allCases {
      let read = try PlanWithLists(folder.path + "/o", lists: nil, language)
      let sheets = read.workbook(language).sheets
      #expect(sheets.last?.name == (language == .zh ? "会上改定" : "Overrides") && sheets.last?.rows.count == 5)
      let page = PlanPages(of: read.plan, read.instance, language).report()
      #expect(page.contains("张镇长") && page.contains("夜里出过事") && page.contains("id=\"overrides\""))
    }
    #expect(told.contains("Overrides\n") && told.contains("张镇长"), "\(told)")
    // The copy of the lists is enough to make the same plan again, with its record.
    #expect(try run(["solve", "o/lists", "--out", "again"], in: folder).status == 0)
    #expect(try self.plan(folder, "again").overrides == kept)
  }

  @Test func theOrderOfRowsAndTheFormOfTheFileChangeNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(folder, lists, overrides)
    _ = try solve(folder)
    let rows = overrides.split(separator: "\n")
    let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\r\n")
    try write(folder, lists, turned.replacing("2026年3月2日", with: "2026/3/2"))
    _ = try solve(folder, out: "turned")
    let folders = try ["o", "turned"].map { try Data(contentsOf: folder.appending(path: $0 + "/plan.json")) }
    // Days are written as they were typed in the copy of the lists, so that only their hash may differ.
    var plans = try folders.map { try Plan(json: $0, file: "") }
    for index in plans.indices { (plans[index].lists["pins.csv"], plans[index].seal) = ("", "") }
    #expect(plans[0] == plans[1])
  }

  @Test func everythingThatIsWrongIsSaidAtOnceAtItsPlace() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let wrong = """
      决定,项目,决定人,决定日期,理由
      必须安排,Q,张三,,夜里出过事
      不得安排,P,,2026-03-02,
      不得安排,P,李四,2026-13-02,x
      ,P,李四,2026-03-02,x
      推迟,P,李四,2026-03-02,x
      不得安排,X9,李四,2026-03-02,x
      必须安排,Q,李四,2026-03-02,x,多出一格

      """
    try write(folder, lists, wrong)
    for command in [["solve", "l", "--out", "o"], ["check", "l"], ["conflicts", "l"]] {
      let refused = try run(
        command + ["--overrides", "会议改动.csv", "--json"], in: folder)
      #expect(refused.status == 65, "\(refused)")
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(refused.out.utf8)) as? [String: Any])
      let found = try #require(answer["findings"] as? [[String: Any]])
      let places = found.filter { $0["severity"] as? String == "error" }.map {
        "\($0["file"]!):\($0["line"]!):\($0["column"]!) \($0["code"]!)"
      }
      let expected = [
        "2:4 cell-missing", "3:3 cell-missing", "3:5 cell-missing", "4:4 date-malformed", "5:1 cell-missing",
        "6:1 choice-unknown", "7:2 reference-dangling", "8:6 row-ragged",
      ]
      #expect(places.sorted() == expected.map { "会议改动.csv:" + $0 }, "\(command): \(places)")
    }
    // With lists that are refused as well, the missing day is still said.
    try write(folder, lists.merging(["funds": "id,name,amount\nF,福彩,x\n"]) { $1 }, wrong)
    let both = try run(["check", "l", "--overrides", "会议改动.csv", "--lang", "en"], in: folder).error
    #expect(both.contains("funds.csv:2:3") && both.contains("会议改动.csv:2:4"), "\(both)")
    let none = try run(["check", "l", "--overrides", "none.csv", "--lang", "en"], in: folder)
    #expect(none.status == 65 && none.error.contains("file-unreadable"), "\(none)")
    try write(folder, lists, "决定,项目,决定人,理由\n必须安排,Q,张三,x\n")
    let dayless = try run(["check", "l", "--overrides", "会议改动.csv", "--lang", "en"], in: folder)
    #expect(dayless.status == 65 && dayless.error.contains("cell-missing"), "\(dayless)")
  }

  @Test func verifyFindsAnOverrideThatIsGoneChangedOrNotObeyed() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(folder, lists, overrides)
    _ = try solve(folder)
    let plan = try plan(folder), file = folder.appending(path: "o/plan.json")
    func breaches() throws -> [String] {
      let verdict = try run(["verify", "o", "--lang", "en"], in: folder)
      return verdict.status == 0 ? [] : [verdict.out]
    }
    #expect(try breaches().isEmpty)
    let changes: [(inout Plan) -> Void] = [
      { $0.overrides = nil }, { $0.overrides!.removeLast() }, { $0.overrides![0].by = "别人" },
      { $0.overrides![1].on = Day(2026, 3, 3)! }, { $0.overrides![0].reason += "。" }, { $0.overrides!.reverse() },
      { $0.overrides!.append($0.overrides![0]) }, { $0.overrides![0].kind = "keep" },
    ]
    for (number, change) in changes.enumerated() {
      var changed = plan
      change(&changed)
      // Even with a new seal.
      changed.seal = try changed.computedSeal()
      try changed.json().write(to: file)
      #expect(try breaches().contains { $0.contains("overrides") }, "\(number)")
    }
    var disobedient = plan
    disobedient.allocation.awards = []
    disobedient.allocation.payments = []
    disobedient.allocation.credits = []
    disobedient.seal = try disobedient.computedSeal()
    try disobedient.json().write(to: file)
    #expect(try breaches().contains { $0.contains("[pins]") && $0.contains("project Q") })
    try plan.json().write(to: file)
    let pins = folder.appending(path: "o/lists/pins.csv")
    let text = try String(contentsOf: pins, encoding: .utf8)
    for line in text.split(separator: "\n").dropFirst() {
      try Data(text.replacing(line + "\n", with: "").utf8).write(to: pins)
      #expect(try !breaches().isEmpty, "\(line)")
    }
    try Data(text.replacing("张镇长", with: "李镇长").utf8).write(to: pins)
    #expect(try breaches().contains { $0.contains("overrides") && $0.contains("pins.csv") })
    try Data(text.utf8).write(to: pins)
    #expect(try breaches().isEmpty)
  }

  @Test func lotsWithoutADecisionAreTheListsAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var bare = lists
    bare["pins"] = nil
    try write(folder, bare, "kind,project,by,on,reason\nmust_fund,R,,,\n")
    _ = try solve(folder)
    #expect(try run(["solve", "l", "--out", "plain"], in: folder).status == 0)
    #expect(try plan(folder) == plan(folder, "plain"))
  }
}

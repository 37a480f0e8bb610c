import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

private func findings(_ body: () throws(Findings) -> Void) -> [Finding] {
  do { try body() } catch { return error.all }
  return []
}

private func places(_ findings: [Finding]) -> [String] {
  findings.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
}

/// What a profile may say: each line once, columns by name or position, filters, and nothing without a word.
@Suite struct ProfileLanguageTests {
  private static let cases = repository.deletingLastPathComponent().appending(path: "shared/cases")

  /// A profile of funds with more lines before its section.
  private static func funds(_ lines: String, amount: String = "sum 金额") -> String {
    "name = p\n\(lines)\n[funds]\nid = column 资金\namount = \(amount)\n"
  }

  private func imported(
    _ profile: String, _ table: String, _ settings: [String: String] = [:]
  ) throws(Findings) -> WrittenLists {
    try importTable(
      Data(table.utf8), file: "t.csv", profile: Profile(parsing: profile, file: "p.profile"), settings: settings)
  }

  private func refusal(_ profile: String, _ table: String = "资金,金额\nF,1\n") -> [String] {
    places(findings { () throws(Findings) in _ = try imported(profile, table) })
  }

  // MARK: What stands twice

  @Test func aRepeatedLineOfAProfileIsRefused() {
    for (lines, found) in [
      ("unit = 元\nunit = 万元", "3:1 profile-repeated unit"), ("digits = 2\ndigits = 2", "3:1 profile-repeated digits"),
      ("missing = -\nmissing = -", "3:11 profile-repeated -"),
      ("parameter a = 1\nparameter a = 2\ntitle = {a}", "3:1 profile-repeated parameter a"),
      ("filter 资金 = F\nfilter 资金 = F", "3:1 profile-repeated 资金 = F"),
    ] { #expect(refusal(Self.funds(lines)) == ["p.profile:\(found)"]) }
    let twice = Self.funds("") + "amount = sum 金额\n[funds]\nid = column 资金\n"
    #expect(refusal(twice) == ["p.profile:6:1 profile-repeated amount", "p.profile:7:1 profile-repeated [funds]"])
    let codes = Self.funds("[codes k]\n1 = a\n1 = b\n[codes k]\n2 = c\n") + "categories = column 金额 via k\n"
    #expect(refusal(codes) == ["p.profile:4:1 profile-repeated 1", "p.profile:5:1 profile-repeated [codes k]"])
  }

  @Test func severalTextsMayCountAsBlank() throws {
    let folder = Self.cases.appending(path: "table-missing-repeated")
    let profile = try Profile(reading: Data(contentsOf: folder.appending(path: "p.profile")), file: "p.profile")
    let lists = try importTable(
      Data(contentsOf: folder.appending(path: "in.csv")), file: "in.csv", profile: profile)
    #expect(lists.files["funds.csv"] == "id,amount,cost_types\n中央,200000,中央\n省级,50000,省级\n")
    let table = "资金,金额\nF,NA\nF,-\nF,3\nG,无\n"
    #expect(
      try imported(Self.funds("missing = NA\nmissing = -\nmissing = 无"), table).files["funds.csv"]
        == "id,amount\nF,3\nG,0\n")
    #expect(refusal(Self.funds("missing = NA\nmissing = -"), table) == ["t.csv:5:2 money-malformed 无"])
  }

  @Test func twoColumnsOfOneNameAreRefused() throws {
    let folder = Self.cases.appending(path: "table-duplicate-header")
    let profile = try Profile(reading: Data(contentsOf: folder.appending(path: "p.profile")), file: "p.profile")
    let data = try Data(contentsOf: folder.appending(path: "in.csv"))
    let found = findings { () throws(Findings) in _ = try importTable(data, file: "in.csv", profile: profile) }
    #expect(places(found) == ["in.csv:1:6 column-repeated 金额"])
    #expect(found[0].expected.en.contains("1:5, 1:6") && found[0].expected.zh.contains("p.profile:9:9"))
    #expect(found[0].mend.en.contains("金额#2 or #6"))
    // Two columns of one name that no line names are only told.
    let lists = try imported(Self.funds(""), "资金,金额,备注,备注\nF,1,a,b\n")
    #expect(lists.understood.map(\.en).contains("  not read: column 3 ‘备注’, column 4 ‘备注’"))
  }

  // MARK: Columns

  @Test func aColumnIsNamedByItsPositionOrAmongOthersOfItsName() throws {
    let table = "资金,金额,金额,5,\"a via b\",金额#9\nF,1,2,3,4,6\n"
    for (name, amount) in [
      ("金额#1", "1"), ("金额#2", "2"), ("#2", "1"), ("#3", "2"), ("#4", "3"), ("5", "3"), ("\"a via b\"", "4"),
      ("＃5", "4"),
      ("金额#9", "6"), ("#6", "6"),
    ] {
      let text = try imported(Self.funds("", amount: "sum \(name)"), table).files["funds.csv"]
      #expect(text == "id,amount\nF,\(amount)\n", "\(name)")
    }
    for name in ["金额#3", "#7", "#0", "\"金额#2\"", "金額"] {
      #expect(refusal(Self.funds("", amount: "sum \(name)"), table).allSatisfy { $0.contains("column-missing") })
    }
    #expect(refusal(Self.funds("", amount: "sum 金额"), table) == ["t.csv:1:3 column-repeated 金额"])
    // The name of one column and the number of another.
    #expect(refusal(Self.funds("", amount: "sum #2"), "资金,金额,#2\nF,1,2\n") == ["t.csv:1:3 column-repeated #2"])
    #expect(
      try imported(Self.funds("", amount: "sum \"#2\""), "资金,金额,#2\nF,1,2\n").files["funds.csv"] == "id,amount\nF,2\n")
  }

  // MARK: What is not there, and what is not used

  @Test func whatDoesNotExistIsRefusedWithTheNearestName() {
    let found = findings { () throws(Findings) in
      _ = try imported(
        "name = p\n unitt = 元\ntitle = {yaer}\nparameter year = 1\nfilter 金额 = {year}\n[fund]\n[funds]\n  idd = column 资金\n"
          + "amount = sum 金额\nonly in = projects.id\nonly where = id\ncategories = column 金额 via k\nname = sum 金额\n", ""
      )
    }
    #expect(
      places(found) == [
        "p.profile:2:2 profile-malformed unitt", "p.profile:3:9 profile-parameter-unknown {yaer}",
        "p.profile:6:1 profile-malformed fund", "p.profile:7:1 profile-malformed [funds]",
        "p.profile:8:3 profile-malformed idd", "p.profile:10:11 profile-malformed projects.id",
        "p.profile:11:14 profile-malformed id", "p.profile:12:14 profile-malformed k",
        "p.profile:13:8 profile-malformed name",
      ])
    #expect(found.map(\.mend.en).filter { $0.contains("did you mean") }.count == 3)
    #expect(refusal(Self.funds("digits = 9")) == ["p.profile:2:10 profile-malformed 9"])
    #expect(refusal(Self.funds("separator = pipe")) == ["p.profile:2:13 profile-malformed pipe"])
    #expect(refusal(Self.funds("unit = 斤")) == ["p.profile:2:8 profile-malformed 斤"])
    #expect(refusal(Self.funds("") + "[settings]\nkey = text a\n") == ["p.profile:6:1 profile-malformed settings"])
  }

  @Test func whatIsNotUsedIsTold() throws {
    let profile = Self.funds("parameter a = 1\nparameter b = 2\ntitle = {b}") + "[codes k]\n1 = a\n"
    let lists = try imported(profile, "资金,金额\nF,1\n", ["b": "x{a}"])
    #expect(
      places(lists.warnings) == [
        "p.profile:2:15 profile-unused parameter a", "p.profile:8:1 profile-unused [codes k]",
      ])
    // The value of a parameter is not looked through for parameters.
    #expect(lists.files["settings.csv"]?.contains("title,x{a}\n") == true)
    let unknown = findings { () throws(Findings) in _ = try imported(profile, "资金,金额\nF,1\n", ["c": "1", "b": "\u{7}"])
    }
    #expect(
      places(unknown) == [
        "--set b:0:0 control-character U+0007", "p.profile:0:0 profile-parameter-unknown c",
      ])
  }

  @Test func anOptionThatIsGivenTwiceIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("资金,金额\nF,1\n".utf8).write(to: folder.appending(path: "t.csv"))
    try Data(Self.funds("parameter a = 1\ntitle = {a}").utf8).write(to: folder.appending(path: "p.profile"))
    let words = ["import", "table", "t.csv", "--profile", "p.profile", "--out", "o", "--lang", "en", "--set", "a=1"]
    let twice = try run(words + ["--set", "a=2"], in: folder)
    #expect(twice.status == 64 && twice.error.contains("--set a is given twice"))
    let once = try run(words, in: folder)
    #expect(once.status == 0 && once.error.isEmpty)
    #expect(once.out == "t.csv: read 1 row\nfunds: 1 item, sum of amount 1.00 CNY\n")
    let json = try run(words + ["--json"], in: folder)
    #expect(json.out.contains("\"understood\"") && json.out.contains("sum of amount 1.00 CNY"))
  }

  // MARK: Filters

  private static let table = """
    编号,金额,日期,占比,类 in use
    A,12,2026-03-05,50%,道路
    B,8万元,2026-04,20%,养老
    C,-3,2025-12-31,10%,道路
    D,,,,
    """

  private func kept(_ filters: String...) throws(Findings) -> String {
    let lines = ["filter 编号 != D"] + filters.map { "filter \($0)" }
    let profile =
      "name = p\nunit = 万元\n\(lines.joined(separator: "\n"))\n[places]\nid = column 编号\n"
    let text = try imported(profile, Self.table).files["places.csv"] ?? ""
    return text.split(separator: "\n").dropFirst().joined()
  }

  @Test(arguments: [
    ("编号 = A", "A"), ("编号=A", "A"), ("编号 != A", "BC"), ("编号 ≠ A", "BC"), ("编号 in A; C；X", "AC"),
    ("编号 not in A;C", "B"), ("金额 contains 万", "B"), ("日期 begins with 2026", "AB"), ("金额 is not blank", "ABC"),
    ("金额 > 8万元", "A"), ("金额 >= 80000元", "AB"), ("金额 ≥ 8万", "AB"), ("金额 < 0元", "C"), ("金额 <= 12万元", "ABC"),
    ("日期 > 2026-03", "B"), ("日期 >= 2026-03", "AB"), ("日期 < 2026年", "C"), ("日期 <= 2026年", "ABC"),
    ("日期 <= 2026-03-05", "AC"), ("日期 < 2026.4.1", "AC"), ("占比 > 10%", "AB"), ("占比 ≤ 20%", "BC"),
    ("\"类 in use\" = 道路", "AC"), ("\"类 in use\" in 道路", "AC"), ("#5 = 道路", "AC"),
  ]) func aFilterKeepsTheRowsThatMeetIt(filter: String, rows: String) throws {
    #expect(try kept(filter) == rows)
  }

  @Test func allFiltersHoldAndEachCountsWhatItLeavesOut() throws {
    #expect(try kept("金额 > 0元", "占比 < 50%") == "B")
    let profile = "name = p\nfilter 编号 is not blank\nfilter 日期 is blank\n[places]\nid = column 编号\n"
    let lists = try imported(profile, Self.table)
    #expect(
      lists.understood.map(\.en) == [
        "t.csv: read 4 rows", "  ‘filter 编号 is not blank’ (p.profile:2) leaves out 0 rows",
        "  ‘filter 日期 is blank’ (p.profile:3) leaves out 3 rows",
        "  not read: column 2 ‘金额’, column 4 ‘占比’, column 5 ‘类 in use’", "places: 1 item",
      ])
  }

  @Test func aCellThatCannotBeComparedIsAFinding() {
    func refused(_ filters: String...) -> [String] {
      let lines = filters.map { "filter \($0)\n" }.joined()
      return refusal("name = p\nunit = 万元\n\(lines)[places]\nid = column 编号\n", Self.table)
    }
    #expect(refused("金额 > 1") == ["t.csv:3:2 number-malformed 8万元", "t.csv:5:2 cell-missing "])
    #expect(refused("编号 != D", "日期 < 2026-04-10") == ["t.csv:3:3 date-malformed 2026-04"])
    #expect(refused("编号 in A; B", "编号 > 2026-01-01").count == 2)
    for limit in ["x", "2026.3", "2026-13-01"] {
      #expect(refused("金额 > \(limit)") == ["p.profile:3:1 profile-malformed \(limit)"])
    }
    for filter in ["金额", "金额 >", "类 in use = x", "= x", "\"类 = x", "编号 in ;"] {
      #expect(refused(filter) == ["p.profile:3:1 profile-malformed \(filter)"])
    }
  }

  // MARK: Items

  @Test func rowsOfOneItemMustAgreeUnlessTheFirstCounts() throws {
    let table = "资金,名称,金额\nF,a,1\nF,a,2\nF,b,4\nF,c,8\n"
    let profile = Self.funds("") + "name = column 名称\n"
    let found = findings { () throws(Findings) in _ = try imported(profile, table) }
    #expect(places(found) == ["t.csv:4:2 rows-differ b"] && found[0].expected.en.contains("line 2"))
    let first = profile.replacingOccurrences(of: "column 名称", with: "first 名称")
    #expect(try imported(first, table).files["funds.csv"] == "id,name,amount\nF,a,15\n")
    // In a list without ids the first text does not tell items apart.
    let costs = """
      name = p
      [projects]
      id = column 资金
      category = text c
      responsible = text r
      [costs]
      project = column 资金
      cost_type = first 名称
      fixed = sum 金额

      """
    #expect(try imported(costs, table).files["costs.csv"] == "project,cost_type,fixed\nF,a,15\n")
  }

  @Test func twoNamesThatBecomeOneIdAreRefused() throws {
    let profile = Self.funds("").replacingOccurrences(of: "column 资金", with: "column 资金 as id")
    #expect(refusal(profile, "资金,金额\n路#灯,1\n路/灯,2\n路/灯,3\n") == ["t.csv:3:1 id-repeated 路/灯"])
    #expect(refusal(profile, "资金,金额\n路#灯,1\n路-灯,2\n") == ["t.csv:3:1 id-repeated 路-灯"])
    let long = String(repeating: "长", count: 64)
    #expect(refusal(profile, "资金,金额\n\(long)一,1\n\(long)二,2\n") == ["t.csv:3:1 id-repeated \(long)二"])
    #expect(try imported(profile, "资金,金额\n路#灯,1\n路#灯,2\n").files["funds.csv"] == "id,amount\n路-灯,3\n")
  }
}

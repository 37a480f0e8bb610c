import Foundation
import Model
import Testing

@testable import Allotment
@testable import allot

/// Every command that uses a plan refuses it if it does not match its lists.
@Suite struct RefusedPlanTests {
  private let lists = [
    "places": "id\nV\n", "needs": "id,place,category,quantity\nN,V,c,5\n", "funds": "id,amount\nF,100\n",
    "projects": "id,place,category,responsible,approved\nP,V,c,A,yes\n", "costs": "project,cost_type,fixed\nP,t,10\n",
    "serves": "project,need,per_unit\nP,N,5\n", "volunteers": "id,name,minutes\nH1,甲,120\nH2,乙,120\n",
    "slots": "id,day,start,end\nS,2026-03-02,08:00,09:00\n",
    "project_roles": "project,role,slots,heads_min\nP,R,S,2\n", "assets": "id,kind,quantity\nK,consumable,9\n",
    "project_assets": "project,asset,fixed\nP,K,2\n",
  ]
  private let commands = [
    ["roster", "o", "--out", "r"], ["explain", "o"], ["explain", "o", "P"], ["why-not", "o", "P"],
    ["what-if", "o", "--forbid", "P"], ["next", "o"], ["alternatives", "o"], ["advise", "o"],
  ]

  private func planned(in folder: URL) throws -> URL {
    try FileManager.default.createDirectory(at: folder.appending(path: "l"), withIntermediateDirectories: true)
    for (name, text) in lists { try Data(text.utf8).write(to: folder.appending(path: "l/\(name).csv")) }
    let solved = try run(["solve", "l", "--out", "o"], in: folder)
    #expect(solved.status == 0, "\(solved)")
    return folder.appending(path: "o/plan.json")
  }

  /// A plan of the first schema had its timings in it.
  @Test func aPlanOfAnEarlierSchemaIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try planned(in: folder)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(Plan.currentSchema) && !text.contains("timings"))
    let older = text.replacingOccurrences(of: Plan.currentSchema, with: "allot-plan-1")
    for earlier in [older, older.replacingOccurrences(of: "  \"title\"", with: "  \"timings\" : {},\n  \"title\"")] {
      #expect(earlier != text)
      try Data(earlier.utf8).write(to: file)
      for command in commands + [["verify", "o"]] {
        let result = try run(command + ["--lang", "en"], in: folder)
        #expect(result.status == 65 && result.error.contains("[plan-malformed] ‘allot-plan-1’"), "\(result)")
        #expect(result.error.contains("use the version that wrote it"), "\(result)")
      }
    }
    // Under the new schema nothing may stand in it that allot does not write.
    let mixed = text.replacingOccurrences(of: "  \"title\"", with: "  \"timings\" : {},\n  \"title\"")
    try Data(mixed.utf8).write(to: file)
    #expect(try run(["verify", "o"], in: folder).status == 70)
  }

  @Test(
    arguments: ["fund", "project", "volunteer", "role", "need", "asset", "variant", "slots"])
  func anIDThatNoListHasIsRefused(key: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try planned(in: folder)
    var text = try String(contentsOf: file, encoding: .utf8)
    let whole = try #require(
      key == "slots"
        ? text.firstMatch(of: /"slots" : \[\s*"S"/).map { String($0.0) }
        : text.firstMatch(of: try Regex("\"\(key)\" : \"[^\"]+\"")).map { String(text[$0.range]) })
    let changed = key == "slots" ? whole.replacingOccurrences(of: "\"S\"", with: "\"X9\"") : "\"\(key)\" : \"X9\""
    text = text.replacingOccurrences(of: whole, with: changed)
    // A changed plan is refused even with a matching seal, because its contents are checked against the lists.
    var plan = try Plan(json: Data(text.utf8), file: "plan.json")
    plan.seal = try plan.computedSeal()
    try plan.json().write(to: file)
    for command in commands + [["roster", "o", "--lists", "l", "--out", "r"], ["explain", "o", "--lists", "l"]] {
      let result = try run(command + ["--lang", "en"], in: folder)
      #expect(result.status == 65 && result.error.contains("[plan-breaks-rules]"), "\(command): \(result)")
      #expect(result.error.contains(key == "slots" ? "the slots of volunteer" : "X9"), "\(command): \(result)")
    }
    #expect(try run(["verify", "o"], in: folder).status == 70)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  }

  @Test(
    arguments: [
      ("volunteers", "id,name,minutes\nH1,甲,120\n"), ("volunteers", "id,name,minutes\nH1,甲,120\nH2,乙,30\n"),
      ("slots", "id,day,start,end\nT,2026-03-02,08:00,09:00\n"), ("funds", "id,amount\nG,100\n"),
      ("funds", "id,amount\nF,5\n"), ("costs", "project,cost_type,fixed\nP,t,20\n"),
    ]) func aRosterHoldsWithTheListsThatAreNamed(list: String, text: String) throws
  {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try planned(in: folder)
    try Data(text.utf8).write(to: folder.appending(path: "l/\(list).csv"))
    if list == "slots" {
      try Data("project,role,slots,heads_min\nP,R,T,2\n".utf8).write(to: folder.appending(path: "l/project_roles.csv"))
    }
    for command in commands {
      let result = try run(command + ["--lists", "l"], in: folder)
      #expect(result.status == 65, "\(command): \(result)")
    }
    #expect(try run(["verify", "o", "--lists", "l"], in: folder).status == 70)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  }

  /// The finding is about the option, not about a list.
  @Test func aSuppositionThatNoListsCanMeetIsSaidOfTheOption() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try planned(in: folder)
    let result = try run(["what-if", "o", "--add", "fund:F=-999999", "--lang", "en"], in: folder)
    #expect(result.status == 65 && result.error.contains("[supposition-malformed] ‘fund:F=-999999’"), "\(result)")
    #expect(!result.error.contains(".csv:"))
  }

  /// A volunteer who joined or was renamed after the plan was made does not change who was asked.
  @Test func listsThatThePlanObeysWillDo() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try planned(in: folder)
    try Data("id,name,minutes\nH1,甲,120\nH2,改名,120\nH3,丙,120\n".utf8).write(
      to: folder.appending(path: "l/volunteers.csv"))
    let result = try run(["roster", "o", "--lists", "l", "--out", "r", "--lang", "en"], in: folder)
    #expect(
      result.status == 0 && result.error.contains("volunteers.csv is not what the plan was made from"), "\(result)")
    let roster = try String(contentsOf: folder.appending(path: "r/volunteers/H2.csv"), encoding: .utf8)
    #expect(roster.contains("改名"))
  }

  /// No roster is made of a plan that was edited without a new seal, whatever the lists are.
  @Test func aRosterOfAnEditedPlanIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try planned(in: folder)
    let text = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in [("\"minutes\" : 60", "\"minutes\" : 9990"), ("\"solver\" : \"", "\"solver\" : \"by hand, ")] {
      try text.replacingOccurrences(of: old, with: new).write(to: file, atomically: true, encoding: .utf8)
      for command in [["roster", "o", "--out", "r"], ["roster", "o", "--lists", "l", "--out", "r"]] {
        let result = try run(command + ["--lang", "en"], in: folder)
        #expect(result.status == 65 && result.error.contains("seal"), "\(command): \(result)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  }
}

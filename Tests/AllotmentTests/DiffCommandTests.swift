import Allotment
import Foundation
import Intake
import IntegerProgram
import Model
import Testing

@testable import SwiftSource

private let xiaohe = repository.appending(path: "Scenarios/xiaohe")

/// `allot diff` on plans of Xiaohe and its scenarios.
@Suite struct DiffCommandTests {
  /// The plans of some scenarios of Xiaohe, each in a folder of its name, and of the base.
  private func solve(_ names: [String], into folder: URL) throws {
    let text = try String(contentsOf: xiaohe.appending(path: "情景.csv"), encoding: .utf8)
    let rows = text.split(separator: "\n")
    let chosen = rows.prefix(1) + rows.filter { row in names.contains { row.hasPrefix($0 + ",") } }
    let file = folder.appending(path: "scenarios.csv")
    try Data((chosen.joined(separator: "\n") + "\n").utf8).write(to: file)
    let lists = xiaohe.appending(path: "lists").path
    let words = ["scenarios", lists, "--file", file.path, "--out", folder.path, "--gap", "0", "--no-regret"]
    let result = try run(words)
    try #require(result.status == 0, "\(result.error)")
  }

  private func diff(_ a: String, _ b: String, in folder: URL, _ more: [String] = []) throws -> (
    status: Int32, out: String, error: String
  ) { try run(["diff", folder.path + "/" + a, folder.path + "/" + b] + more) }

  @Test func theDifferenceReadsAsExpectedAndAsThePageShowsIt() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solve(["民政减一半"], into: folder)
    let page = try String(contentsOf: repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    for language in ["zh", "en"] {
      let result = try diff("base", "民政减一半", in: folder, ["--lang", language])
      #expect(result.status == 0, "\(result.error)")
      let file = xiaohe.appending(path: "expected/diff.\(language).txt")
      #expect(result.out == (try? String(contentsOf: file, encoding: .utf8)), "\(result.out)")
      if language == "zh" { #expect(page.contains(result.out)) }
      // The plan.json of a folder is its plan.
      #expect(try diff("base/plan.json", "民政减一半", in: folder, ["--lang", language]).out == result.out)
    }
    for json in [[], ["--json"]] {
      let outs = try ["1", "3"].map { try diff("base", "民政减一半", in: folder, ["--threads", $0] + json).out }
      #expect(outs[0] == outs[1])
    }
  }

  @Test func theJSONIsAsItsSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solve(["助浴点", "比项目数", "桥涨价"], into: folder)
    let asked: [(a: String, b: String, more: [String])] = [
      ("base", "助浴点", []), ("助浴点", "base", []), ("base", "比项目数", []), ("桥涨价", "助浴点", []), ("base", "base", []),
      ("base", "助浴点", ["--no-reasons"]), ("base", "助浴点/lists", []), ("base/lists", "助浴点/lists", []),
      ("base", "助浴点", ["--most", "1"]), ("base", "助浴点", ["--work-limit", "1"]),
    ]
    let documents = try asked.map { one in
      let result = try diff(one.a, one.b, in: folder, one.more + ["--json"])
      #expect(result.status == 0, "\(result.error)")
      return result.out
    }
    #expect(documents[0].contains("\"kind\":\"added\"") && documents[1].contains("\"kind\":\"removed\""))
    #expect(documents[2].contains("\"list\":\"options\"") && documents[5].contains("not_asked"))
    #expect(documents[4].contains("\"differences\":[]") && documents[7].contains("\"kind\":\"lists\""))
    #expect(documents[8].contains("\"unknown\""))
    #expect(try SchemaChecker().breaches(of: documents, schema: "diff") == asked.map { _ in "" })
  }

  /// A project and a need that it serves come together: undoing either undoes what follows from both.
  @Test func whatComesTogetherIsUndoneByEither() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solve(["助浴点"], into: folder)
    let text = try diff("base", "助浴点", in: folder, ["--lang", "en"]).out
    #expect(text.contains("needs N8 (added)") && text.contains("projects P9 河口助浴点 (added)"))
    #expect(text.contains("P9 河口助浴点: newly carried out (paid by F3 12,000.00) [by change 1 (proven) or 2 (proven)]"))
    #expect(text.contains("N8: served 0 人 → 20 人 [by change 1 or 2]"))
  }

  /// A plan that somebody changed by hand differs though the lists do not, and is told for what it is worth.
  @Test func aPlanMadeByHandIsToldForWhatItIsWorth() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solve(["财政减三成"], into: folder)
    let copy = folder.appending(path: "by-hand")
    try FileManager.default.copyItem(at: folder.appending(path: "base"), to: copy)
    let file = copy.appending(path: "plan.json")
    var plan = try Plan(json: Data(contentsOf: file), file: "plan.json")
    plan.allocation.awards.removeAll { $0.project == "P5" }
    plan.allocation.payments.removeAll { $0.project == "P5" }
    plan.allocation.credits.removeAll { $0.project == "P5" }
    plan.allocation.uses.removeAll { $0.project == "P5" }
    try plan.json().write(to: file)
    let result = try diff("base", "by-hand", in: folder, ["--lang", "zh"])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.out.contains("P5 下湾卫生室提升：不再安排") && result.out.contains("〔与清单无关〕"), "\(result.out)")
    #expect(result.out.contains("A 得分 22,500，至多 22,500；B 得分 18,000，至多 不知"), "\(result.out)")
    let json = try diff("base", "by-hand", in: folder, ["--json"]).out
    #expect(try SchemaChecker().breaches(of: [json], schema: "diff") == [""])
    #expect(json.contains("nothing_differs"))
  }

  /// Names and vetting are in the lists of people; they are compared and not shown.
  @Test func whoSomebodyIsIsNotShown() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (a, b) = (folder.appending(path: "a"), folder.appending(path: "b"))
    for place in [a, b] {
      try FileManager.default.copyItem(at: repository.appending(path: "Scenarios/shimen/lists"), to: place)
    }
    let file = b.appending(path: "志愿者.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let cells = rows[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var edited = rows
    edited[1] = ([cells[0], "某某某"] + cells.dropFirst(2)).joined(separator: ",")
    try #require(rows[0].hasPrefix("编号,姓名"))
    try edited.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    for more in [[], ["--json"]] {
      let result = try diff("a", "b", in: folder, ["--lang", "zh"] + more)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.out.contains(cells[0]) && result.out.contains("***"), "\(result.out)")
      #expect(!result.out.contains("某某某") && !result.out.contains(cells[1]), "\(result.out)")
    }
  }

  /// The same amount, day or word in another spelling is no change, nor is another order of the rows.
  @Test func otherSpellingsAreNoChanges() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: xiaohe.appending(path: "lists"), to: folder.appending(path: "a"))
    try FileManager.default.copyItem(at: xiaohe.appending(path: "lists"), to: folder.appending(path: "b"))
    let file = folder.appending(path: "b/资金.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains("20万元") && text.contains("2026-12-31"))
    var rows = text.replacing("20万元", with: "￥200000").replacing("2026-12-31", with: "2026年12月31日")
      .split(separator: "\n").map(String.init)
    rows.swapAt(1, 2)
    try (rows.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    let result = try diff("a", "b", in: folder, ["--lang", "en"])
    #expect(result.status == 0 && result.out.contains("The lists do not differ."), "\(result)")
  }

  @Test func whatCannotBeComparedIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: xiaohe.appending(path: "lists"), to: folder.appending(path: "lists"))
    try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
    for (other, code) in [
      ("none", "folder-missing"), ("notes.txt", "plan-malformed"), ("", "file-missing"),
    ] {
      for words in [["lists", other], [other, "lists"]] {
        let result = try diff(words[0], words[1], in: folder, ["--json"])
        #expect(result.status == 65 && result.out.contains(code), "\(result)")
        #expect(try SchemaChecker().breaches(of: [result.out], schema: "findings") == [""])
      }
    }
    #expect(try run(["diff", folder.path + "/lists"]).status == 64)
  }

  @Test func anInterruptedSearchFindsNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solve(["民政减一半"], into: folder)
    let plans = try ["base", "民政减一半"].map { name in
      let place = folder.path + "/" + name
      let lists = try readLists(place + "/lists")
      return PlanOfLists(
        plan: try Plan(json: Data(contentsOf: URL(filePath: place + "/plan.json")), file: name), folder: lists,
        instance: try Instance(lists.lists))
    }
    let interruption = Interruption()
    interruption.raise()
    var request = Request()
    request.interruption = interruption
    let search = ReasonSearch(plans[0], plans[1], ListsComparison(plans[0].folder, plans[1].folder), request)
    #expect(try search.reasons(threads: 1) { _, _ in } == nil && !search.differences.isEmpty)
  }
}

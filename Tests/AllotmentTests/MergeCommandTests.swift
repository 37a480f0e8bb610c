import Foundation
import Intake
import Testing

@testable import SwiftSource

private let shimen = repository.appending(path: "Scenarios/shimen")

/// `allot merge` as an office uses it, on two departments of Shimen.
@Suite struct MergeCommandTests {
  private func merge(
    _ more: [String], in folder: URL
  ) throws -> (status: Int32, out: String, error: String) {
    try run(["merge", "民政局", "农业农村局", "--out", "合并"] + more, in: folder)
  }

  private func departments() throws -> URL {
    let folder = try temporaryFolder()
    for name in ["民政局", "农业农村局"] {
      try FileManager.default.copyItem(
        at: shimen.appending(path: "departments/" + name), to: folder.appending(path: name))
    }
    return folder
  }

  /// Fills in the decisions of a sheet where it is, as a person would in a spreadsheet.
  /// - Parameter decisions: What each row is about, and the decision.
  private func fill(_ file: URL, _ decisions: [(about: String, decision: String)]) throws {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\r\n").map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "决定"))
    let filled = lines.map { line -> String in
      guard let found = decisions.first(where: { line.contains($0.about) }) else { return line }
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      (cells[place], cells[place + 1], cells[place + 2]) = (found.decision, "联席会议", "电话核对")
      return cells.joined(separator: ",")
    }
    try Data((filled.joined(separator: "\r\n") + "\r\n").utf8).write(to: file)
  }

  private func mode(_ file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
  }

  @Test func twoDepartmentsComeToOneSetOfLists() throws {
    let folder = try departments()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appending(path: "合并")
    let sheets = [out.appending(path: "冲突表.csv"), out.appending(path: "private/冲突表.csv")]
    let options = sheets.flatMap { ["--decisions", $0.path] }
    let first = try merge(["--lang", "zh"], in: folder)
    #expect(first.status == 2, "\(first)")
    #expect(
      try first.out == String(contentsOf: shimen.appending(path: "expected/merge.zh.txt"), encoding: .utf8),
      "\(first.out)")
    #expect(try mode(sheets[0]) != 0o600 && mode(sheets[1]) == 0o600)
    #expect(!FileManager.default.fileExists(atPath: out.path + "/需求.csv"))
    try fill(sheets[0], [("A7;N2", "同一=N2"), ("F1", "民政局")])
    try fill(sheets[1], [("H2", "农业农村局")])
    // A sheet that was filled in is not written over unless it was given.
    #expect(try merge(["--lang", "zh"], in: folder).status == 73)
    let second = try merge(["--lang", "zh"] + options, in: folder)
    #expect(second.status == 2 && second.out.contains("需求 N2 需求"), "\(second)")
    try fill(sheets[0], [("需求,N2,需求", "值=上洼助餐")])
    let third = try merge(["--lang", "zh"] + options, in: folder)
    #expect(third.status == 0, "\(third)")
    // The sheets that were filled in are not left where the lists are.
    #expect(!third.error.contains("提醒") && !sheets.contains { FileManager.default.fileExists(atPath: $0.path) })
    let needs = try String(contentsOf: out.appending(path: "需求.csv"), encoding: .utf8)
    #expect(needs.contains("N2,上洼助餐,V1,养老,老年人,40,人") && !needs.contains("A7"))
    let people = try String(contentsOf: out.appending(path: "private/志愿者.csv"), encoding: .utf8)
    #expect(people.contains("139-0000-5678") && !people.contains("138-0000-1234"))
    #expect(try mode(out.appending(path: "private/志愿者.csv")) == 0o600)
    #expect(try mode(out.appending(path: "merge/private/冲突表.csv")) == 0o600)
    let provenance = try String(contentsOf: out.appending(path: "merge/来源表.csv"), encoding: .utf8)
    #expect(provenance.contains("需求,N2,农业农村局,需求.csv,4,A7,,几个来源都有,"), "\(provenance)")
    for text in [first.out, second.out, third.out, provenance, needs] {
      #expect(!text.contains("钱师傅") && !text.contains("0000"))
    }
    let checked = try run(["check", out.path, "--lang", "zh"])
    #expect(checked.status == 0, "\(checked.error)")
  }

  /// With owners, only what is likely the same is left; the order of the sources makes no difference, nor does a workbook.
  @Test func ownersSettleWhatTheyCollect() throws {
    let folder = try departments()
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = ["--owner", "资金=民政局", "--owner", "volunteers=民政局", "--lang", "en", "--json"]
    let first = try merge(options, in: folder)
    let second = try run(["merge", "农业农村局", "民政局", "--out", "又"] + options, in: folder)
    #expect(first.status == 2 && second.status == 2 && first.out == second.out)
    #expect(first.out.contains("\"undecided\":1") && !first.out.contains("0000"))
    for name in ["conflicts.csv"] {
      #expect(
        try Data(contentsOf: folder.appending(path: "合并/" + name))
          == Data(contentsOf: folder.appending(path: "又/" + name)))
    }
  }

  @Test(arguments: [
    ["民政局"], ["民政局", "x/民政局"], ["民政局", "决定=农业农村局"], ["民政局", "农业农村局", "--owner", "资金"],
    ["民政局", "农业农村局", "--owner", "资金=财政所"], ["民政局", "农业农村局", "--owner", "资金.颜色=民政局"],
    ["民政局", "农业农村局", "--owner", "资金=民政局", "--owner", "funds=农业农村局"],
  ]) func wrongUsageIsRefused(words: [String]) throws {
    #expect(try run(["merge"] + words + ["--out", "o"]).status == 64)
  }

  @Test func whatIsPrintedIsAsItsSchemaSays() throws {
    let folder = try departments()
    defer { try? FileManager.default.removeItem(at: folder) }
    var documents = [try merge(["--json"], in: folder).out]
    documents.append(try merge(["--json", "--owner", "funds=民政局"], in: folder).out)
    let wrong = #"{"status":"merged"}"#
    let breaches = try SchemaChecker().breaches(of: documents + [wrong], schema: "merge")
    #expect(breaches[0] == "" && breaches[1] == "" && breaches[2] != "", "\(breaches)")
  }
}

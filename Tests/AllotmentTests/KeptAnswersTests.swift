import Foundation
import Testing

@testable import SwiftSource

/// Answers that `explain` keeps beside a plan are never shown with another plan.
@Suite struct KeptAnswersTests {
  private let lists = repository.appending(path: "Scenarios/xiaohe/lists")

  /// The answers of a plan worked out without kept ones.
  private func fresh(_ plan: String, _ more: [String] = []) throws -> String {
    let copy = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(atPath: plan, toPath: copy.path + "/p")
    try? FileManager.default.removeItem(atPath: copy.path + "/p/explanations.jsonl")
    return try run(["explain", copy.path + "/p", "--lang", "zh"] + more).out
  }

  /// A copy of the lists in which a file has other text.
  private func lists(in folder: URL, _ name: String, replacing old: String, by new: String) throws -> String {
    let copy = folder.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: lists, to: copy)
    let file = copy.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacingOccurrences(of: old, with: new).write(to: file, atomically: true, encoding: .utf8)
    return copy.path
  }

  @Test func answersOfAnOlderPlanAreNotShownWithANewerOne() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, kept) = (folder.path + "/p", folder.path + "/p/explanations.jsonl")
    #expect(try run(["solve", lists.path, "--out", plan, "--gap", "0"]).status == 0)
    let old = try run(["explain", plan, "--lang", "zh"]).out
    let oldAnswers = try String(contentsOfFile: kept, encoding: .utf8)
    // The same plan again keeps its answers; another gap, or other lists, makes another plan.
    #expect(try run(["solve", lists.path, "--out", plan, "--gap", "0"]).status == 0)
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == oldAnswers)
    #expect(try run(["solve", lists.path, "--out", plan, "--gap", "0.002"]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: kept))
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: lists.path).first { $0.hasPrefix("项目") && !$0.contains("地点") })
    let text = try String(contentsOf: lists.appending(path: name), encoding: .utf8)
    let title = try #require(text.split(separator: "\n").dropFirst().first?.split(separator: ",").dropFirst().first)
    let other = try lists(in: folder, name, replacing: String(title), by: "另一个名称")
    #expect(try run(["solve", other, "--out", plan, "--gap", "0"]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: kept))
    let new = try run(["explain", plan, "--lang", "zh"]).out
    #expect(new != old && new.contains("另一个名称") && !old.contains("另一个名称"))
    // Lines of the older plan, under the newer plan's first line and after its own answers.
    let newAnswers = try String(contentsOfFile: kept, encoding: .utf8)
    let head = try #require(newAnswers.split(separator: "\n").first)
    let oldLines = oldAnswers.split(separator: "\n").dropFirst()
    for lines in [[head] + oldLines, newAnswers.split(separator: "\n") + oldLines] {
      try lines.joined(separator: "\n").appending("\n").write(toFile: kept, atomically: true, encoding: .utf8)
      #expect(try run(["explain", plan, "--lang", "zh"]).out == new)
    }
    // The older plan copied over the newer one, with its lists, beside the newer one's answers.
    #expect(try run(["solve", lists.path, "--out", folder.path + "/q", "--gap", "0"]).status == 0)
    for part in ["plan.json", "matching.csv", "lists"] {
      try FileManager.default.removeItem(atPath: plan + "/" + part)
      try FileManager.default.copyItem(atPath: folder.path + "/q/" + part, toPath: plan + "/" + part)
    }
    #expect(try run(["explain", plan, "--lang", "zh"]).out == old)
  }

  /// The same lists in another file: cells stand on other lines, and answers that cite them are worked out again.
  @Test func answersCiteTheFilesThatTheyAreAskedAbout() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/p"
    #expect(try run(["solve", lists.path, "--out", plan, "--gap", "0"]).status == 0)
    let english = try run(["explain", plan, "--lang", "en", "--json"]).out
    let kept = try String(contentsOfFile: plan + "/explanations.jsonl", encoding: .utf8)
    #expect(
      try run(["explain", plan, "--lists", lists.path, "--lang", "zh"]).out == fresh(plan, ["--lists", lists.path]))
    let other = try String(contentsOfFile: plan + "/explanations.jsonl", encoding: .utf8)
    #expect(kept.split(separator: "\n").first != other.split(separator: "\n").first)
    // Both languages are kept together, so that one never stands for the other.
    #expect(try run(["explain", plan, "--lang", "zh"]).out == fresh(plan))
    #expect(try run(["explain", plan, "--lang", "en", "--json"]).out == english)
  }

  @Test func answersOfAnotherVersionAreNotShown() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, kept) = (folder.path + "/p", folder.path + "/p/explanations.jsonl")
    #expect(try run(["solve", lists.path, "--out", plan, "--gap", "0"]).status == 0)
    let answers = try run(["explain", plan, "--lang", "zh"]).out
    let text = try String(contentsOfFile: kept, encoding: .utf8)
    let version = try #require(text.firstMatch(of: /"version":"([^"]+)"/)).1
    try text.replacingOccurrences(of: "\"version\":\"\(version)\"", with: "\"version\":\"0.0.1\"").write(
      toFile: kept, atomically: true, encoding: .utf8)
    let log = folder.path + "/log"
    #expect(try run(["explain", plan, "--lang", "zh", "--log", log]).out == answers)
    let lines = try String(contentsOfFile: log, encoding: .utf8)
    #expect(!lines.contains("\"kept\":true") && lines.contains("\"kept\":false"))
    #expect(try run(["explain", plan, "--lang", "zh", "--log", log]).out == answers)
    #expect(try String(contentsOfFile: log, encoding: .utf8).contains("\"kept\":true"))
  }
}

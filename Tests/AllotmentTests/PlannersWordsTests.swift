import Foundation
import Testing

@testable import SwiftSource

private let scenarios = repository.appending(path: "Scenarios")

/// What a planner reads speaks of projects, money and people, and never of how a plan is found.
@Suite struct PlannersWordsTests {
  private static let words = [
    "目标", "上界", "下界", "整数规划", "求解", "最优", "节点", "松弛", "约束", "单纯形", "可行", "变量", "加权分",
  ]

  /// The words of a solver that a text uses.
  private func found(in text: String) -> [String] {
    Self.words.filter(text.contains)
      + text.lowercased().matches(
        of:
          /\b(objective|bounds?|gap|solver?s?|solved|(in)?feasible|optim(al|um)|nodes?|simplex|constraints?|relaxation|utilitarian|incumbent|weighted|minor units)\b/
      ).map { String($0.0) }
  }

  @Test(arguments: [("xiaohe", SnapshotTests.kinds), ("shimen", SnapshotTests.kindsWithPeople)])
  func noTextSpeaksLikeASolver(_ name: String, _ kinds: [(name: String, arguments: [String])]) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan", lists = scenarios.appending(path: "\(name)/lists").path
    for language in ["zh", "en"] {
      var commands = [
        ["solve", lists, "--out", plan], ["check", lists], ["roster", plan, "--out", folder.path + "/r"],
      ]
      commands += kinds.filter { $0.name != "json" }.map { $0.arguments.map { $0 == "PLAN" ? plan : $0 } }
      for command in commands {
        let said = try run(command + ["--lang", language])
        #expect(said.status == 0 || said.status == 1, "\(command)")
        #expect(!(said.out + said.error).isEmpty, "\(command)")
        #expect(found(in: said.out + said.error) == [], "\(command) \(language)")
      }
    }
  }

  @Test func theAppendixAloneSaysHowThePlanWasFound() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = [
      "solve", scenarios.appending(path: "shimen/lists").path, "--out", folder.path + "/plan", "--gap", "0",
    ]
    let (plain, method) = (
      try run(arguments + ["--lang", "zh"]).out, try run(arguments + ["--lang", "zh", "--method"]).out
    )
    let appendix = try #require(method.range(of: "\n\n附：求解各阶段\n"))
    #expect(method[..<appendix.lowerBound] + "\n" == plain)
    #expect(method[appendix.upperBound...].contains("已证明最优") && method.contains("综合得分："))
    // The sentence that takes its place states how good the plan is.
    let quality = try #require(plain.split(separator: "\n").first { $0.hasPrefix("综合得分 ") })
    #expect(quality.contains("别的安排都不会更好。"))
  }

  @Test func solvingSaysWhatIsNotCarriedOutAndWhichNeedsAreLeft() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let said = try run([
      "solve", scenarios.appending(path: "xiaohe/lists").path, "--out", folder.path + "/plan", "--gap", "0", "--lang",
      "zh",
    ]).out
    let sections = said.components(separatedBy: "\n\n")
    func rows(_ title: String) throws -> [Substring] {
      let section = try #require(sections.first { $0.hasPrefix(title + "\n") })
      return Array(section.split(separator: "\n").dropFirst(3))
    }
    // Eight projects; each of those that are not carried out has a line, and one more for each further reason.
    let (carriedOut, leftOut) = (try rows("安排的项目"), try rows("没有安排的项目"))
    #expect(carriedOut.count + leftOut.count { $0.hasPrefix("P") } == 8)
    #expect(said.hasPrefix("共 8 个项目，安排 \(carriedOut.count) 个。"))
    #expect(sections[0].contains("没有安排 \(8 - carriedOut.count) 个项目，按第一条原因统计（别的项目都不动）："))
    #expect(try !rows("没有全部满足的需求").isEmpty)
  }
}

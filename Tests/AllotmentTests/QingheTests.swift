import Allotment
import Audit
import DefaultSolver
@testable import ExactProgram
@testable import Formulation
@testable import SwiftSource
@testable import allot
import Foundation
import IntegerProgram
import Intake
import Model
import Reports
import Testing

private let scenario = repository.appending(path: "Scenarios/qinghe")

private func plan(_ folder: String) throws -> (plan: Plan, instance: Instance) {
  let read = try readLists(folder)
  guard case .planned(let plan, _, _) = try allocate(read, Request(), solver: defaultSolver) else {
    throw CocoaError(.featureUnsupported)
  }
  return (plan, try Instance(read.lists))
}

/// Whether a plan violates a side of a row.
private func isBroken(_ row: ExactProgram.Row, by formulation: Formulation) throws -> Bool {
  let sum = row.terms.reduce(Expression()) { $0 + Expression(column: $1.column, $1.coefficient) }
  return try [(row.upper.map { $0 + 1 }, nil), (nil, row.lower.map { $0 - 1 })].contains { (least, most) in
    if least == nil, most == nil { return false }
    var broken = formulation
    broken.exact.add(Meaning("broken"), sum, atLeast: least, atMost: most)
    var solve = StagedSolve(solver: defaultSolver)
    solve.workLimit = 20_000
    return try solve.isPossible(broken, subjectTo: []) == true
  }
}

/// Made once for all tests.
private let qinghe = Result { try plan(scenario.appending(path: "lists").path) }

@Suite struct QingheTests {
  @Test func thePlanIsTheOneThatTheScenarioShowsAndIsContested() throws {
    let (plan, instance) = try qinghe.get()
    let expected = try String(contentsOf: scenario.appending(path: "expected/plan.txt"), encoding: .utf8)
    let leftOut = LeftOut(of: plan, instance, .zh)
    #expect(planText(plan, instance, .zh, leftOut: leftOut, includesMethod: true) + "\n" == expected)
    #expect(plan.allocation.awards.count * 3 <= instance.lists.projects.count * 2)
    let sources = Dictionary(grouping: plan.allocation.payments, by: \.project).mapValues { Set($0.map(\.fund)).count }
    #expect(sources.values.filter { $0 > 1 }.count >= 5)
  }

  @Test func thePlanSaysWhatEachStageTookOverFromTheOneBefore() throws {
    let (plan, _) = try qinghe.get()
    #expect(plan.stages.first?.reused == nil)
    let order = try #require(plan.stages.first { $0.name == "order" }?.reused)
    #expect(order.plan && order.basis > 100 && order.cuts > 10)
    // The solve of the policy reuses the plan of the floor stages, but not their basis.
    let policy = try #require(plan.stages.first { $0.name == "utilitarian" }?.reused)
    #expect(policy == Plan.Stage.Reused(plan: true, basis: 0, cuts: 0))
    #expect(String(decoding: try plan.json(), as: UTF8.self).contains("\"reused\""))
  }

  /// A rule is idle if all its rows have slack, it removes no column, and no plan within half a percent of the best
  /// breaks it.
  @Test func noRuleIsIdle() throws {
    let (plan, instance) = try qinghe.get()
    let formulation = Formulation(instance)
    let point = try #require(formulation.point(of: plan.allocation))
    var busy: Set<String> = []
    for row in formulation.exact.rows {
      let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * point[$1.column] }
      if value == row.lower || value == row.upper { busy.insert(row.meaning.rule) }
    }
    for project in instance.lists.projects {
      for fund in instance.lists.funds {
        for type in Set(project.variants.flatMap { $0.costs.map(\.type) }) {
          busy.formUnion(instance.obstacles(fund, project, type).map(\.rule))
        }
      }
      for need in instance.needs(of: project) where !need.due.overlaps(project.period) { busy.insert(DuePeriod.name) }
    }
    // Shimen uses these rules; Qinghe has one period. The rule on usable assets removes columns and has no rows.
    let others: Set = ["plan-period", "fund-period", "payment-period", "fund-release", "asset-demand", "permitted-use"]
    for rule in Set(rules.map { $0.name } + ["scale-bounds"]).subtracting(others)
    where !busy.contains(rule) {
      let (own, others) = (formulation.exact.rows.indices).reduce(into: ([Int](), [Int]())) { parts, i in
        if formulation.exact.rows[i].meaning.rule == rule { parts.0.append(i) } else { parts.1.append(i) }
      }
      var free = formulation
      free.exact = free.exact.keeping(Set(others))
      let policy = free.policyStage(.value).objective
      free.exact.add(Meaning("as-good"), policy, atLeast: policy.value(at: point) / 1000 * 995)
      #expect(try own.contains { try isBroken(formulation.exact.rows[$0], by: free) }, "\(rule)")
    }
  }

  @Test(arguments: ["README.md", "README.zh.md"]) func theReadmeShowsLinesOfThatPlan(file: String) throws {
    let readme = try String(contentsOf: repository.appending(path: file), encoding: .utf8)
    let expected = try String(contentsOf: scenario.appending(path: "expected/plan.txt"), encoding: .utf8).split(
      separator: "\n")
    let block = try #require(
      readme.components(separatedBy: "```text\n").dropFirst().first?.components(separatedBy: "```").first)
    let lines = block.split(separator: "\n").filter { $0 != "…" }
    #expect(lines.count > 8)
    for line in lines { #expect(expected.contains(line), "\(line)") }
  }

  /// The order of rows and columns and the language of file names do not change the plan.
  @Test func shuffledRowsGiveTheSamePlan() throws {
    let small = generateLists(TownshipSize(places: 4, needs: 15, funds: 5, projects: 12), seed: 5)
    var texts: [String] = []
    for seed in 0..<3 as Range<UInt64> {
      var random = SplitMix64(state: seed)
      let folder = FileManager.default.temporaryDirectory.appending(path: "allot-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try OutputFolder(folder, for: .generate).write(
        small.files.mapValues { text in
          let lines = text.split(separator: "\n")
          let rows = seed == 0 ? Array(lines.dropFirst()) : lines.dropFirst().shuffled(using: &random)
          return OutputFile(Data(([lines[0]] + rows).joined(separator: "\r\n").utf8))
        })
      let (plan, _) = try plan(folder)
      texts.append(String(decoding: try plan.json(), as: UTF8.self))
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
  }
}

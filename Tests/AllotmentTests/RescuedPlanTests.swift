import Allotment
import BranchAndCut
import Foundation
import GLPKSolver
import Intake
import IntegerProgram
import Model
import Reports
import Testing

/// Engines that fail as soon as they are opened.
private struct LostEngines: LinearSolver {
  let name = "lost"
  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    throw EngineFault(isMemoryLimit: false, log: "lost")
  }
}

@Suite struct RescuedPlanTests {
  private let lists = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios/shimen/lists")

  private func plan(_ engine: any LinearSolver) throws -> (plan: Plan, text: (Language) throws -> String) {
    let read = try readLists(lists.path)
    let solver = BranchAndCut(engine: engine, fallback: GLPKSolver())
    guard case .planned(let plan, _, _, _) = try allocate(read, Request(), solver: solver) else {
      throw CocoaError(.featureUnsupported)
    }
    return (plan, { planText(plan, try Instance(read.lists), $0) })
  }

  @Test func aPlanFromAnotherWayIsAuditedAndSaysSo() throws {
    let (rescued, text) = try plan(LostEngines())
    let policy = try #require(rescued.stages.first { $0.name == "utilitarian" })
    #expect(policy.rescues ?? 0 > 0)
    #expect(String(decoding: try rescued.json(), as: UTF8.self).contains("\"rescues\""))
    #expect(try text(.zh).contains("已换法续算") && text(.en).contains("went on another way"))
    // What GLPK's own tree found is as good as what the stage promises.
    let (smooth, _) = try plan(GLPKSolver())
    let other = try #require(smooth.stages.first { $0.name == "utilitarian" })
    let (a, b) = (try #require(Double(policy.value)), try #require(Double(other.value)))
    #expect(abs(a - b) <= 0.001 * max(a, b))
  }

  @Test func aPlanWithoutAFailureSaysNothing() throws {
    let (smooth, text) = try plan(GLPKSolver())
    #expect(smooth.stages.allSatisfy { $0.rescues == nil })
    #expect(!String(decoding: try smooth.json(), as: UTF8.self).contains("\"rescues\""))
    #expect(try !text(.zh).contains("已换法续算"))
  }
}

import Allotment
import BranchAndCut
import Foundation
import GLPKSolver
import Intake
import Model
import Testing

@Suite struct ReuseTests {
  private func plan(_ scenario: String) throws -> Plan {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let read = try readLists(root.appending(path: "Scenarios/\(scenario)/lists").path)
    let solver = BranchAndCut(engine: GLPKSolver())
    guard case .planned(let plan, _, _, _) = try allocate(read, Request(), solver: solver) else {
      throw CocoaError(.featureUnsupported)
    }
    return plan
  }

  @Test func aPlanSaysWhatEachStageTookOverFromTheOneBefore() throws {
    let plan = try plan("qinghe")
    #expect(plan.stages.first?.reused == nil)
    let order = try #require(plan.stages.first { $0.name == "order" }?.reused)
    #expect(order.plan && order.basis > 100 && order.cuts > 10)
    // Floors that hold are no place to begin the policy from, but their plan is.
    let policy = try #require(plan.stages.first { $0.name == "utilitarian" }?.reused)
    #expect(policy == Plan.Stage.Reused(plan: true, basis: 0, cuts: 0))
    let text = String(decoding: try plan.json(), as: UTF8.self)
    #expect(text.contains("\"reused\""))
  }
}

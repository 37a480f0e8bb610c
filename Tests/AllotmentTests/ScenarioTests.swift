import Allotment
import DefaultSolver
import Foundation
import Intake
import Model
import Reports
import Testing

@testable import SwiftSource
@testable import allot

private let scenarios = repository.appending(path: "Scenarios")

@Suite struct ScenarioTests {
  @Test(arguments: ["shimen", "songgang"]) func thePlanIsTheOneThatTheScenarioShows(name: String) throws {
    let folder = scenarios.appending(path: name)
    let read = try readLists(folder.appending(path: "lists").path)
    #expect(read.warnings.isEmpty)
    guard case .planned(let plan, _, _) = try allocate(read, Request(), solver: defaultSolver) else {
      throw CocoaError(.featureUnsupported)
    }
    let expected = try String(contentsOf: folder.appending(path: "expected/plan.txt"), encoding: .utf8)
    let instance = try Instance(read.lists)
    let leftOut = LeftOut(of: plan, instance, .zh)
    #expect(planText(plan, instance, .zh, leftOut: leftOut, includesMethod: true) + "\n" == expected)
  }
}

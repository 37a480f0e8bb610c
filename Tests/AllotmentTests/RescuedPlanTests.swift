import Allotment
import BranchAndCut
import Foundation
import GLPKSolver
import Intake
import IntegerProgram
import Model
import Reports
import Testing

@testable import SwiftSource

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
  private let lists = repository.appending(path: "Scenarios/shimen/lists")

  private func plan(_ engine: any LinearSolver) throws -> (plan: Plan, text: (Language) throws -> String) {
    let read = try readLists(lists.path)
    let solver = BranchAndCut(engine: engine, fallback: GLPKSolver())
    guard case .planned(let plan, _, _) = try allocate(read, Request(), solver: solver) else {
      throw CocoaError(.featureUnsupported)
    }
    return (plan, { planText(plan, try Instance(read.lists), $0, includesMethod: true) })
  }

  @Test func aPlanFromAnotherWayIsAuditedAndSaysSo() throws {
    let (rescued, text) = try plan(LostEngines())
    let policy = try #require(rescued.stages.first { $0.name == "utilitarian" })
    #expect(policy.rescues ?? 0 > 0)
    #expect(String(decoding: try rescued.json(), as: UTF8.self).contains("\"rescues\""))
    #expect(try text(.zh).contains("已换法续算") && text(.en).contains("went on another way"))
    // The point that GLPK's own tree found is as good as the stage claims.
    let (smooth, _) = try plan(GLPKSolver())
    let other = try #require(smooth.stages.first { $0.name == "utilitarian" })
    let (a, b) = (try #require(Double(policy.value)), try #require(Double(other.value)))
    #expect(abs(a - b) <= 0.001 * max(a, b))
  }

  /// On these lists GLPK's simplex method cycles inside GLPK's tree, where only its messages can be observed.
  @Test func aSimplexThatCyclesInsideTheTreeIsGivenUp() throws {
    let texts = [
      "places": "id\nV\n", "costs": "project,cost_type,fixed\nP0,x,90000\nP1,x,80000.03\n",
      "fund_setasides": "fund,kind,of,share\nF0,category,c,25%\n",
      "funds": "id,amount,projects_max,tranche_max\nF0,90000,2,\nF1,80000.02,1,\nF2,89999.99,2,26666.68\n",
      "needs":
        "id,place,category,quantity,value,urgency,floor,tier\nN0,V,c,3,7.5,3,0.01%,\nN1,V,c,10,,5,66.67%,basic\nN2,V,c,1,,1,,\n",
      "projects":
        "id,category,place,responsible,approved,rank,status,from,to,sources_max\nP0,c,V,R,1,3,running,2026-01-01,2026-06-30,\nP1,c,,R,1,4,running,,,1\n",
      "serves":
        "project,need,per_unit,at_most\nP0,N0,0.500,\nP0,N1,1,7\nP0,N2,0.333,\nP1,N0,1000000000,1\nP1,N1,0.333,1\n",
    ]
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "l"), withIntermediateDirectories: true)
    for (name, text) in texts { try Data(text.utf8).write(to: folder.appending(path: "l/\(name).csv")) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "300", executable().path, "solve", "l", "--gap", "0", "--out", "o"]
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let plan = try Plan(json: Data(contentsOf: folder.appending(path: "o/plan.json")), file: "plan.json")
    #expect(plan.stages.first { $0.name == "utilitarian" }?.value == "40.748")
  }

  @Test func aPlanWithoutAFailureSaysNothing() throws {
    let (smooth, text) = try plan(GLPKSolver())
    #expect(smooth.stages.allSatisfy { $0.rescues == nil })
    #expect(!String(decoding: try smooth.json(), as: UTF8.self).contains("\"rescues\""))
    #expect(try !text(.zh).contains("已换法续算"))
  }
}

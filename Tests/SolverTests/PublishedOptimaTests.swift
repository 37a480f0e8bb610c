import Foundation
import BranchAndCut
import GLPKSolver
import IntegerProgram
import Testing

/// Reads a public instance from the folder beside the repository; a missing file is a failure, not a skip.
func sharedData(_ path: String) throws -> String {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: "../shared/data/\(path)"), encoding: .utf8)
}

@Suite(.serialized) struct PublishedOptimaTests {

  /// The first six are the published values of MIPLIB 3; the last three were computed with HiGHS 1.16 at gap 0.
  static let optima = [
    ("bell5", 8_966_406.49), ("egout", 568.1007), ("flugpl", 1_201_500), ("gesa2", 25_779_856.37), ("lseu", 1120),
    ("p0548", 8691), ("p01", 263), ("qap04", 32), ("small_mip", 3.236842105),
  ]

  @Test(arguments: optima, solvers)
  func miplibReachesItsPublishedOptimum(_ published: (String, Double), _ solver: any Solver) throws {
    let (name, optimum) = published
    let program = try Program(mps: sharedData("miplib/\(name).mps"))
    let found = try #require(try solver.solve(program, SolveRequest(relativeGap: 0)).solution)
    #expect(abs(found.objective - optimum) <= 1e-6 * abs(optimum), "\(found.objective)")
  }

  @Test func aFixedChargeNetworkIsProvenAtItsOptimum() throws {
    let program = try Program(mps: sharedData("miplib/sp150x300d.mps"))
    let request = SolveRequest(relativeGap: 0, workLimit: 20_000)
    guard case .optimal(let solution) = try branchAndCut.solve(program, request) else {
      Issue.record("expected a proof")
      return
    }
    #expect(solution.objective == 69)
  }

  @Test(arguments: solvers) func aWorkLimitOnAHardNetworkLeavesAValidBound(_ solver: any Solver) throws {
    let program = try Program(mps: sharedData("miplib/sp150x300d.mps"))
    let outcome = try solver.solve(program, SolveRequest(relativeGap: 0, workLimit: 300))
    if let solution = outcome.solution {
      #expect(solution.bound <= 69 + 1e-6)
      #expect(solution.objective >= 69 - 1e-6)
    } else {
      guard case .undecided(.work) = outcome else {
        Issue.record("expected a plan or the work limit")
        return
      }
    }
  }

  @Test(arguments: solvers) func theInfeasibleOneSaysInfeasible(_ solver: any Solver) throws {
    let program = try Program(mps: sharedData("miplib/infeasible-mip0.mps"))
    guard case .infeasible = try solver.solve(program, SolveRequest(relativeGap: 0)) else {
      Issue.record("expected infeasible")
      return
    }
  }
}

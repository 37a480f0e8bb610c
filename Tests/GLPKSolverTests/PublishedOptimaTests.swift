import Foundation
import GLPKSolver
import IntegerProgram
import Testing

/// The public instances beside the project; a missing one is a failure, not a skip.
func sharedData(_ path: String) throws -> String {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: "../shared/data/\(path)"), encoding: .utf8)
}

func numbers(_ path: String) throws -> [Double] {
  try sharedData(path).split { $0.isWhitespace }.compactMap { Double($0) }
}

@Suite(.serialized) struct PublishedOptimaTests {
  let solver = GLPKSolver()

  @Test(arguments: [
    ("bell5", 8_966_406.49), ("egout", 568.1007), ("flugpl", 1_201_500), ("gesa2", 25_779_856.37), ("lseu", 1120),
    ("p0548", 8691),
  ])
  func miplibReachesItsPublishedOptimum(_ name: String, _ optimum: Double) throws {
    let program = try Program(mps: sharedData("miplib/\(name).mps"))
    let found = try #require(try solver.solve(program, SolveRequest(relativeGap: 0)).solution)
    #expect(abs(found.objective - optimum) <= 1e-6 * abs(optimum), "\(found.objective)")
  }

  @Test func theInfeasibleOneSaysInfeasible() throws {
    let program = try Program(mps: sharedData("miplib/infeasible-mip0.mps"))
    guard case .infeasible = try solver.solve(program, SolveRequest(relativeGap: 0)) else {
      Issue.record("expected infeasible")
      return
    }
  }
}

import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct SafeInfeasibilityTests {
  private func program(_ random: inout SplitMix64) -> LinearProgram {
    let count = Int.random(in: 1...25, using: &random)
    let size = random.chance(20) ? 1e7 : 1
    func number(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &random)) * size }
    let lower = (0..<count).map { _ in random.chance(80) ? 0 : number(-3...2) }
    let rows = (0..<Int.random(in: 1...20, using: &random)).map { _ -> LinearRow in
      let columns = (0..<count).filter { _ in random.chance(40) }
      let least = number(-9...9)
      return LinearRow(
        columns: columns,
        values: columns.map { _ in (random.chance(30) ? -0.1 : 0.1) * Double(Int.random(in: 1...60, using: &random)) },
        lower: random.chance(60) ? -.infinity : least,
        upper: random.chance(60) ? .infinity : least + number(0...6))
    }
    return LinearProgram(
      objective: (0..<count).map { _ in number(-9...9) }, lower: lower, upper: lower.map { $0 + number(0...4) },
      rows: rows)
  }

  @Test(arguments: [SimplexMethod.dual, .primal], [Int.max, 0])
  func onlyInfeasibleProgramsAreProvenInfeasible(method: SimplexMethod, leastSifted: Int) throws {
    var random = SplitMix64(state: 71)
    var seen = [0, 0]
    for trial in 0..<1000 {
      let program = program(&random)
      let (hasPoint, isProven) = try Sifting(GLPKSolver(), leastColumns: leastSifted).withEngine(
        program, memoryLimitMiB: nil
      ) { (engine) throws(EngineFault) -> (Bool, Bool) in
        let status = try engine.optimize(method: method, iterationLimit: 100_000, cutoff: .infinity)
        let proof = SafeInfeasibility(
          engine: engine, rows: [program.rows], lower: program.lower, upper: program.upper)
        return (status == .optimal, try proof.isProven())
      }
      seen[hasPoint ? 1 : 0] += 1
      #expect(hasPoint != isProven, "trial \(trial)")
    }
    #expect(seen[0] > 200 && seen[1] > 200, "\(seen)")
  }
}

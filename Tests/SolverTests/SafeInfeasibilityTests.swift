import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

/// Now and then it finds no point where there is one.
private final class BlindEngine: AlteredEngine {
  private let oneIn: Int
  private var asked = 0
  init(_ engine: any LinearEngine, oneIn: Int) {
    self.oneIn = oneIn
    super.init(engine)
  }
  override func optimize(
    method: SimplexMethod, iterationLimit: Int, cutoff: Double
  ) throws(EngineFault) -> LinearStatus {
    let status = try super.optimize(method: method, iterationLimit: iterationLimit, cutoff: cutoff)
    asked += 1
    return status == .optimal && asked % oneIn == 0 ? .infeasible : status
  }
}

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
  func whatTheSimplexMethodFindsNoPointOfIsProvenAndNothingElse(method: SimplexMethod, leastSifted: Int) throws {
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

  @Test(arguments: [1, 2, 3, 5, 8, 13])
  func anEngineThatMissesPointsLosesNoOptimum(oneIn: Int) throws {
    var random = SplitMix64(state: UInt64(oneIn))
    for trial in 0..<40 {
      var program = Program()
      let columns = (0..<10).map {
        program.addColumn(
          Column(Meaning("x", ["\($0)"]), .integer, upper: Double(Int.random(in: 1...3, using: &random))))
      }
      for row in 0..<3 {
        program.addRow(
          Row(
            Meaning("row", ["\(row)"]), columns.map { Term($0, Double(Int.random(in: 3...40, using: &random))) },
            upper: 150))
      }
      program.objective.terms = columns.map { Term($0, Double(Int.random(in: 5...60, using: &random))) }
      let request = SolveRequest(relativeGap: 0)
      let engines = AlteredEngines(name: "blind") { BlindEngine($0, oneIn: oneIn) }
      guard
        case .optimal(let found) = try BranchAndCut(engine: engines, fallback: GLPKSolver()).solve(program, request),
        case .optimal(let right) = try GLPKSolver().solve(program, request)
      else {
        Issue.record("trial \(trial)")
        continue
      }
      #expect(found.objective == right.objective, "trial \(trial)")
    }
  }
}

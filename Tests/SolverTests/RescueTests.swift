import BranchAndCut
import GLPKSolver
import IntegerProgram
import Model
import Synchronization
import Testing

/// An engine that fails for good after some optimisations.
private final class FailingEngine: AlteredEngine {
  private var left: Int
  init(_ engine: any LinearEngine, _ optimisations: Int) {
    left = optimisations
    super.init(engine)
  }
  /// Pretends that the engine contained one failure.
  override var rescues: Int { 1 }
  override func optimize(
    method: SimplexMethod, iterationLimit: Int, cutoff: Double
  ) throws(EngineFault) -> LinearStatus {
    left -= 1
    if left < 0 { throw EngineFault(isMemoryLimit: false, log: "lost") }
    return try super.optimize(method: method, iterationLimit: iterationLimit, cutoff: cutoff)
  }
}

/// An engine that reports one in `oneIn` feasible programs as infeasible.
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

/// Engines that stop at the iteration limit every time.
private struct CyclingEngines: LinearSolver {
  let name = "cycling"

  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    try body(Cycling(columns: program.lower.count, rows: program.rows.count))
  }

  private final class Cycling: LinearEngine {
    var iterations = 0
    let rescues = 0
    var basis: LinearBasis
    init(columns: Int, rows: Int) {
      basis = LinearBasis(
        columns: [UInt8](repeating: LinearBasis.atLower, count: columns),
        rows: [UInt8](repeating: LinearBasis.basic, count: rows))
    }
    func isBasisIndependent() -> Bool { true }
    func setBounds(ofColumn column: Int, lower: Double, upper: Double) {}
    func setObjective(_ objective: [Double]) {}
    func append(_ rows: [LinearRow]) {}
    func remove(_ rows: [Int]) {}
    func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus {
      iterations += iterationLimit
      return .iterationLimit
    }
    func point() throws(EngineFault) -> LinearPoint { throw EngineFault(isMemoryLimit: false, log: "no point") }
    func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]? { nil }
    func infeasibilityProofs() -> [RowMultipliers] { [] }
  }
}

@Suite struct RescueTests {
  /// A random knapsack program with three rows.
  private func program(_ random: inout SplitMix64) -> Program {
    var program = Program()
    let columns = (0..<12).map {
      program.addColumn(Column(Meaning("x", ["\($0)"]), .integer, upper: Double(Int.random(in: 1...3, using: &random))))
    }
    for row in 0..<3 {
      program.addRow(
        Row(
          Meaning("row", ["\(row)"]),
          columns.map { Term($0, Double(Int.random(in: 3...40, using: &random))) }, upper: 150))
    }
    program.objective.terms = columns.map { Term($0, Double(Int.random(in: 5...60, using: &random))) }
    return program
  }

  private func best(_ outcome: Outcome) -> Double? {
    guard case .optimal(let solution) = outcome else { return nil }
    return solution.objective
  }

  @Test(arguments: [0, 1, 2, 3, 5, 8, 13])
  func whereverTheEngineFailsTheOptimumIsFoundAndTheFailuresAreCounted(optimisations: Int) throws {
    var random = SplitMix64(state: UInt64(optimisations))
    for trial in 0..<20 {
      let program = program(&random)
      let request = SolveRequest(relativeGap: 0)
      let right = best(try GLPKSolver().solve(program, request))
      let solver = WatchedSolver(
        BranchAndCut(
          engine: AlteredEngines(name: "failing") { FailingEngine($0, optimisations) }, fallback: GLPKSolver()))
      #expect(best(try solver.solve(program, request)) == right, "trial \(trial)")
      // One for each open engine, and one for the fallback.
      #expect(solver.rescues >= (optimisations == 0 ? 2 : 1), "trial \(trial)")
    }
  }

  /// The first engine belongs to the search itself, the others to searches within it.
  @Test func aPartWhoseEngineFailsIsLeftAndTheSearchAroundItGoesOn() throws {
    var random = SplitMix64(state: 9)
    var failed = 0
    for trial in 0..<40 {
      let program = program(&random)
      let request = SolveRequest(relativeGap: 0)
      let opened = Atomic(0)
      let engines = AlteredEngines(name: "failing within") { engine in
        let isFirst = opened.add(1, ordering: .relaxed).oldValue == 0
        return FailingEngine(engine, isFirst ? .max : 0)
      }
      // Without a fallback all depends on the first engine.
      let solver = WatchedSolver(BranchAndCut(engine: engines))
      #expect(
        best(try solver.solve(program, request)) == best(try GLPKSolver().solve(program, request)), "trial \(trial)")
      let others = opened.load(ordering: .relaxed) - 1
      // Each engine reports one contained failure, and each lost engine counts once more.
      #expect(solver.rescues == 1 + 2 * max(0, others), "trial \(trial)")
      failed += max(0, others)
    }
    #expect(failed > 10)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13])
  func anEngineThatMissesPointsLosesNoOptimum(oneIn: Int) throws {
    var random = SplitMix64(state: UInt64(oneIn))
    for trial in 0..<40 {
      let program = program(&random)
      let request = SolveRequest(relativeGap: 0)
      let right = try #require(best(try GLPKSolver().solve(program, request)))
      let engines = AlteredEngines(name: "blind") { BlindEngine($0, oneIn: oneIn) }
      let found = best(try BranchAndCut(engine: engines, fallback: GLPKSolver()).solve(program, request))
      #expect(found == right, "trial \(trial)")
    }
  }

  @Test func aSimplexMethodThatCyclesIsLeft() throws {
    var random = SplitMix64(state: 7)
    let program = program(&random)
    let request = SolveRequest(relativeGap: 0)
    let solver = WatchedSolver(BranchAndCut(engine: CyclingEngines(), fallback: GLPKSolver()))
    #expect(best(try solver.solve(program, request)) == best(try GLPKSolver().solve(program, request)))
    #expect(solver.rescues == 1)
    #expect(throws: SolverFault.self) { try BranchAndCut(engine: CyclingEngines()).solve(program, request) }
  }

  @Test func whereNothingFailsNothingIsCounted() throws {
    var random = SplitMix64(state: 8)
    let solver = WatchedSolver(BranchAndCut(engine: GLPKSolver(), fallback: GLPKSolver()))
    for _ in 0..<20 { _ = try solver.solve(program(&random), SolveRequest(relativeGap: 0)) }
    #expect(solver.rescues == 0)
  }
}

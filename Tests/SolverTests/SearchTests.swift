import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

/// A solver whose engines are lost from the beginning.
private struct LostEngine: LinearSolver {
  let name = "lost"
  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    throw EngineFault(isMemoryLimit: false, log: "lost")
  }
}

/// An engine whose points are off by as much as the simplex method's tolerances allow.
private final class NearEngine: AlteredEngine {
  override func point() throws(EngineFault) -> LinearPoint {
    var point = try super.point()
    for j in point.values.indices { point.values[j] += 1e-7 * (1 + 0.1 * abs(point.values[j])) }
    return point
  }
}

@Suite struct SearchTests {
  /// The feasibility tolerance of the simplex method grows with a bound; the integrality tolerance does not.
  @Test func aColumnFixedAtAThousandIsNotFractional() throws {
    let problem = Problem(
      objective: [-1, -1], constant: 0, lower: [979, 0], upper: [979, 1], isInteger: [true, true],
      rows: [LinearRow(columns: [0, 1], values: [1, 2], upper: 980)])
    let fractional = try AlteredEngines(name: "near", altered: NearEngine.init).withEngine(
      problem.relaxation, memoryLimitMiB: nil
    ) {
      (engine) throws(EngineFault) -> [Int] in
      let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
      return try relaxation.solve() == .optimal ? relaxation.fractionalColumns : []
    }
    #expect(fractional == [1])
  }

  @Test func aColumnAHairBeyondItsBoundIsNotTriedOut() throws {
    let problem = Problem(
      objective: [-1, -1], constant: 0, lower: [0, 0], upper: [979, 1], isInteger: [true, true],
      rows: [LinearRow(columns: [0, 1], values: [1, 2], upper: 980)])
    try AlteredEngines(name: "near", altered: NearEngine.init).withEngine(
      problem.relaxation, memoryLimitMiB: nil
    ) { (engine) throws(EngineFault) in
      let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
      #expect(try relaxation.solve() == .optimal && relaxation.fractionalColumns == [0, 1])
      var branching = Branching(columnCount: 2, mostTries: 10)
      var box = Domain(problem, Propagation(problem).index)
      _ = try branching.choose(relaxation, [0, 1], &box, cutoff: .infinity, iterations: 100)
      #expect(box.lower[0] <= box.upper[0] && box.upper[0] == 979)
      #expect(relaxation.lower == problem.lower && relaxation.upper == problem.upper)
    }
  }

  @Test func anUnboundedProgramIsNotCalledInfeasibleAtALimit() throws {
    var random = SplitMix64(state: 33)
    var undecided = 0
    for trial in 0..<20 {
      var program = Program()
      let free = program.addColumn(Column(Meaning("free", []), .continuous))
      let weights = (0..<14).map { _ in Double(Int.random(in: 100...999, using: &random)) }
      let columns = weights.indices.map { program.addColumn(Column(Meaning("x", ["\($0)"]), .integer, upper: 1)) }
      let sum = weights.reduce(0) { $0 + (Bool.random(using: &random) ? $1 : 0) }
      program.addRow(
        Row(Meaning("row", []), zip(columns, weights).map { Term($0, $1) }, lower: sum, upper: sum))
      program.objective.terms = [Term(free, 1)]
      for work in [1, 10, 100, 100_000] {
        let request = SolveRequest(relativeGap: 0, workLimit: work)
        switch try BranchAndCut(engine: GLPKSolver()).solve(program, request) {
        case .unbounded: break
        case .undecided: undecided += 1
        case let other: Issue.record("trial \(trial), \(work): \(other)")
        }
      }
    }
    #expect(undecided > 0)
  }

  /// A random problem in integer columns from 0 to 2, with its feasible points.
  private func program(_ random: inout SplitMix64) -> (Problem, points: [[Double]]) {
    let count = Int.random(in: 3...6, using: &random)
    var rows: [LinearRow] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let values = (0..<count).map { _ in Double(Int.random(in: -7...12, using: &random)) }
      rows.append(
        LinearRow(columns: Array(0..<count), values: values, upper: Double(Int.random(in: 0...25, using: &random))))
    }
    for i in rows.indices {
      let keep = rows[i].columns.filter { rows[i].values[$0] != 0 }
      rows[i] = LinearRow(columns: keep, values: keep.map { rows[i].values[$0] }, upper: rows[i].upper)
    }
    let upper = (0..<count).map { _ in Double(Int.random(in: 1...2, using: &random)) }
    let problem = Problem(
      objective: (0..<count).map { _ in Double(Int.random(in: -9...3, using: &random)) }, constant: 0,
      lower: [Double](repeating: 0, count: count), upper: upper, isInteger: [Bool](repeating: true, count: count),
      rows: rows)
    var points: [[Double]] = [[]]
    for j in 0..<count { points = points.flatMap { point in (0...Int(upper[j])).map { point + [Double($0)] } } }
    return (problem, points.filter(problem.isSatisfied))
  }

  @Test func twoNumbersAreRoundedAsEachAlone() {
    var random = SplitMix64(state: 14)
    for _ in 0..<10_000 {
      let rounding = Rounding(Double.random(in: -9...9, using: &random))
      // Integers up to rounding are included.
      let values = SIMD2(
        Double(Int.random(in: -1_000_000...1_000_000, using: &random))
          + Double.random(in: -1e-9...1e-9, using: &random),
        Double.random(in: -1e6...1e6, using: &random))
      #expect(rounding(values) == SIMD2(rounding(values.x), rounding(values.y)), "\(rounding) \(values)")
    }
  }

  @Test func noCutCutsOffAWholePointAndNoBoundIsTooHigh() throws {
    var random = SplitMix64(state: 3)
    var seen = 0
    for trial in 0..<400 {
      let (problem, points) = program(&random)
      let cuts = try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) {
        (engine) throws(EngineFault) -> [Cut] in
        let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
        guard try relaxation.solve() == .optimal else { return [] }
        #expect(relaxation.bound <= relaxation.point.objective + 1e-9, "trial \(trial)")
        for point in points { #expect(relaxation.bound <= problem.value(of: point), "trial \(trial)") }
        var separation = Separation(problem)
        return try separation.cuts(relaxation)
      }
      seen += cuts.count
      for cut in cuts {
        for point in points { #expect(cut.row.activity(at: point) <= cut.side + 1e-7, "trial \(trial): \(cut)") }
      }
    }
    #expect(seen > 500)
  }

  @Test func cutsOfANodeHoldOutsideItsBox() throws {
    var random = SplitMix64(state: 32)
    var (seen, outside) = (0, 0)
    for trial in 0..<600 {
      let (problem, points) = program(&random)
      let j = Int.random(in: 0..<problem.columnCount, using: &random)
      let value = Double(Int.random(in: 0...Int(problem.upper[j]), using: &random))
      let cuts = try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) {
        (engine) throws(EngineFault) -> [LinearRow] in
        let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
        var cuts = NodeCuts(relaxation, isWanted: true)
        relaxation.setBounds(j, value, value)
        guard try relaxation.solve() == .optimal else { return [] }
        let bound = relaxation.bound
        let isTightened = try cuts.tighten(relaxation, number: 1, cutoff: .infinity)
        #expect(isTightened != relaxation.cuts.isEmpty && relaxation.bound >= bound - 1e-9, "trial \(trial)")
        // After a round with too little gain the next node has none.
        #expect(try !cuts.tighten(relaxation, number: 2, cutoff: .infinity), "trial \(trial)")
        return relaxation.cuts
      }
      seen += cuts.count
      if !cuts.isEmpty { outside += points.count { $0[j] != value } }
      for cut in cuts {
        for point in points { #expect(cut.activity(at: point) <= cut.upper + 1e-7, "trial \(trial): \(cut)") }
      }
    }
    #expect(seen > 100 && outside > 100)
  }

  @Test func presolveKeepsABestPoint() throws {
    var random = SplitMix64(state: 4)
    for trial in 0..<1000 {
      let (problem, points) = program(&random)
      let best = points.map(problem.value).min()
      var presolve = Presolve(problem)
      guard presolve.run() == .reduced else {
        #expect(best == nil, "trial \(trial)")
        continue
      }
      let reduced = presolve.compacted()
      let left = Set(points.map { presolve.postsolve.reduced($0) }).filter(reduced.isSatisfied)
      let found = left.map { presolve.postsolve.restored($0) }.filter(problem.isSatisfied).map(problem.value).min()
      #expect(found == best, "trial \(trial)")
    }
  }

  @Test func aFirstBasisIsOptimalForTheWholeProgram() throws {
    var random = SplitMix64(state: 5)
    var seen = 0
    for trial in 0..<300 {
      let problem = payments(&random)
      guard let first = CrashBasis(problem, leastRows: 0) else { continue }
      let budget = Budget(SolveRequest())
      let solver = GLPKSolver()
      var settings = Search.Settings()
      if trial % 2 == 0 { settings.leastSiftedColumns = 0 }
      guard let basis = try first.basis(solver, budget, settings) else {
        Issue.record("trial \(trial)")
        continue
      }
      func solved(from basis: LinearBasis?) throws -> (bound: Double, iterations: Int) {
        try solver.withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
          let relaxation = Relaxation(problem, engine, budget)
          if let basis { relaxation.basis = basis }
          _ = try relaxation.solve(method: .primal)
          return (relaxation.bound, relaxation.iterations)
        }
      }
      let (warm, cold) = (try solved(from: basis), try solved(from: nil))
      #expect(abs(warm.bound - cold.bound) <= 1e-9 * max(1, abs(cold.bound)), "trial \(trial)")
      #expect(warm.iterations <= 1, "trial \(trial)")
      seen += 1
    }
    #expect(seen > 200)
  }

  @Test func whereTheEngineIsLostAnotherSolverTakesOver() throws {
    let program = knapsack(values: [5, 4, 3], weights: [2, 3, 1], capacity: 5)
    let solver = BranchAndCut(engine: LostEngine(), fallback: GLPKSolver())
    #expect(try solver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective == 9)
    #expect(throws: SolverFault.self) {
      try BranchAndCut(engine: LostEngine()).solve(program, SolveRequest(relativeGap: 0))
    }
  }
}

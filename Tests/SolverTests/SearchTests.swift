import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

/// Fails on the first optimisation, as an engine that is lost for good.
private struct LostEngine: LinearSolver {
  let name = "lost"
  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    throw EngineFault(isMemoryLimit: false, log: "lost")
  }
}

/// Its points are off by as much as the simplex method's tolerances allow.
private final class NearEngine: AlteredEngine {
  override func point() throws(EngineFault) -> LinearPoint {
    var point = try super.point()
    for j in point.values.indices { point.values[j] += 1e-7 * (1 + 0.1 * abs(point.values[j])) }
    return point
  }
}

@Suite struct SearchTests {
  /// The simplex method's tolerance grows with a bound, that of whole numbers does not.
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

  /// A random program in whole columns from 0 to 2, with the points that satisfy it.
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
      // Whole numbers, and such as are whole but for rounding, too.
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
      let left = Set(points.map { presolve.wayBack.reduced($0) }).filter(reduced.isSatisfied)
      let found = left.map { presolve.wayBack.restored($0) }.filter(problem.isSatisfied).map(problem.value).min()
      #expect(found == best, "trial \(trial)")
    }
  }

  /// Payments from funds to projects, each at least a tenth of a project if anything, from few funds.
  private func payments(
    _ random: inout SplitMix64, funds: ClosedRange<Int> = 2...4, projects: ClosedRange<Int> = 2...6
  ) -> Problem {
    let (funds, projects) = (Int.random(in: funds, using: &random), Int.random(in: projects, using: &random))
    var problem = Problem(objective: [], constant: 0, lower: [], upper: [], isInteger: [], rows: [])
    func column(_ cost: Double, isInteger: Bool = true, upper: Double = 1) -> Int {
      problem.objective.append(cost)
      problem.lower.append(0)
      problem.upper.append(upper)
      problem.isInteger.append(isInteger)
      return problem.columnCount - 1
    }
    var spent = [LinearRow](repeating: LinearRow(), count: funds)
    for f in spent.indices { spent[f].upper = Double(Int.random(in: 1...12, using: &random)) }
    for _ in 0..<projects {
      let cost = Double(Int.random(in: 1...9, using: &random))
      let y = column(-Double(Int.random(in: 1...9, using: &random)))
      var full = LinearRow(columns: [y], values: [-cost], lower: 0, upper: 0)
      var most = LinearRow(columns: [y], values: [-2], upper: 0)
      for f in 0..<funds where Bool.random(using: &random) {
        let x = column(0, isInteger: false, upper: cost)
        let z = column(0)
        problem.rows.append(LinearRow(columns: [x, z], values: [1, -cost], upper: 0))
        problem.rows.append(LinearRow(columns: [x, z], values: [1, -cost / 10], lower: 0))
        problem.rows.append(LinearRow(columns: [z, y], values: [1, -1], upper: 0))
        full.columns.append(x)
        full.values.append(1)
        most.columns.append(z)
        most.values.append(1)
        spent[f].columns.append(x)
        spent[f].values.append(1)
      }
      problem.rows += [full, most]
    }
    problem.rows += spent
    return problem
  }

  @Test func aFirstBasisIsOptimalForTheWholeProgram() throws {
    var random = SplitMix64(state: 5)
    var seen = 0
    for trial in 0..<300 {
      let problem = payments(&random)
      guard let first = FirstBasis(problem, leastRows: 0) else { continue }
      let budget = Budget(SolveRequest())
      let solver = GLPKSolver()
      guard let basis = try first.basis(solver, budget, memoryLimitMiB: nil) else {
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

  private func incumbent(of problem: Problem) -> Incumbent {
    Incumbent(problem, problem, WayBack(keepingAll: problem.columnCount), relativeGap: 0)
  }

  private func leading(in problem: Problem) -> (Leaders, Propagation) {
    var propagation = Propagation(problem)
    return (Leaders(problem, &propagation, Domain(problem, propagation.index)), propagation)
  }

  @Test func aFollowerIsNothingWhereItsLeaderIs() throws {
    var random = SplitMix64(state: 6)
    var seen = 0
    for _ in 0..<300 {
      let problem = payments(&random)
      var (leaders, propagation) = leading(in: problem)
      for z in 0..<problem.columnCount {
        guard let leader = leaders[z] else { continue }
        seen += 1
        // With the follower at one and its leader at nothing there is no point.
        var box = Domain(problem, propagation.index)
        #expect(propagation.fix(leader, at: 0, &box))
        #expect(!propagation.fix(z, at: 1, &box))
        #expect(!leaders.isFollower(leader) || leaders[leader] != z)
      }
    }
    #expect(seen > 500)
  }

  @Test func theFirstOfLeadersFollowsNoOther() throws {
    // A project, a way to carry it out, and two sources of which the second needs the first.
    let follows = [(1, 0), (2, 1), (3, 2)].map { LinearRow(columns: [$0.0, $0.1], values: [1, -1], upper: 0) }
    let problem = Problem(
      objective: [-9, 1, 1, 1], constant: 0, lower: [0, 0, 0, 0], upper: [1, 1, 1, 1],
      isInteger: [true, true, true, true], rows: follows)
    let (leaders, _) = leading(in: problem)
    #expect((0...3).map(leaders.first) == [0, 0, 0, 0])
    #expect((0...3).map(leaders.isFollower) == [false, true, true, true])
  }

  /// As many projects as can be done at all must be done: then a descent has to leave out what cannot be had with what was
  /// decided before, and decide as much of that again as it takes.
  @Test func aDiveEndsInAPointWhereFewProjectsCanBeLeftOut() throws {
    var random = SplitMix64(state: 15)
    var found = 0
    for _ in 0..<100 {
      var problem = payments(&random, funds: 4...6, projects: 16...24)
      let led = (0..<problem.columnCount).filter { problem.objective[$0] < 0 }
      var counted = problem
      for j in led { counted.objective[j] = -1 }
      let most = incumbent(of: counted)
      _ = try Search(counted, most, Budget(SolveRequest()), GLPKSolver(), Search.Settings()).run()
      problem.rows.append(LinearRow(columns: led, values: led.map { _ in 1 }, lower: -most.objective))
      let incumbent = self.incumbent(of: problem)
      var (leaders, propagation) = leading(in: problem)
      try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
        let budget = Budget(SolveRequest())
        try Dive(guide: .vertex, part: 0.5).run(
          Relaxation(problem, engine, budget), &propagation, from: Domain(problem, propagation.index), leaders,
          incumbent, budget, most: 10_000)
      }
      if let point = incumbent.point {
        found += 1
        #expect(problem.isSatisfied(by: point))
      }
    }
    #expect(found >= 98, "\(found)")
  }

  @Test func aKernelHoldsWhatTheVertexUsesAndAFewOfTheRest() throws {
    var random = SplitMix64(state: 16)
    var left = 0
    for trial in 0..<200 {
      let problem = payments(&random)
      let (leaders, _) = leading(in: problem)
      let known = (0..<problem.columnCount).map { _ in random.chance(20) ? 1.0 : 0 }
      try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
        let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
        guard try relaxation.solve(method: .primal) == .optimal else { return }
        let kernel = Kernel(relaxation, leaders, known: known, ofEachLeader: 1)
        for j in 0..<problem.columnCount where !kernel.holds[j] {
          #expect(relaxation.point.values[j] <= 1e-9 && known[j] == 0, "trial \(trial)")
        }
        for leader in 0..<problem.columnCount {
          let own = (0..<problem.columnCount).filter { leaders.isFollower($0) && leaders.first(of: $0) == leader }
          #expect(own.isEmpty || own.contains { kernel.holds[$0] }, "trial \(trial)")
        }
        left += problem.columnCount - kernel.size
      }
    }
    #expect(left > 100)
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

import BranchAndCut
import GLPKSolver
import IntegerProgram
import Model
import Testing

/// A knapsack program: maximise the value of the chosen columns within the capacity.
func knapsack(values: [Double], weights: [Double], capacity: Double) -> Program {
  var program = Program(sense: .maximize)
  let columns = values.indices.map {
    program.addColumn(Column(Meaning("take", ["\($0)"]), .integer, lower: 0, upper: 1))
  }
  program.objective.terms = zip(columns, values).map { Term($0, $1) }
  program.addRow(Row(Meaning("capacity"), zip(columns, weights).map { Term($0, $1) }, upper: capacity))
  return program
}

/// The solvers that must pass every conformance test.
let solvers: [any Solver] = [GLPKSolver(), branchAndCut, BranchAndCut(engine: GLPKSolver(), leastSifted: 0)]
let branchAndCut = BranchAndCut(engine: GLPKSolver())

@Suite struct ConformanceTests {

  @Test(arguments: solvers) func anEmptyProgramIsWorthItsConstant(_ solver: any Solver) throws {
    var program = Program(sense: .minimize)
    program.objective.constant = 7
    #expect(try solver.solve(program, SolveRequest()).solution?.objective == 7)
  }

  @Test(arguments: solvers) func crossedBoundsAreInfeasible(_ solver: any Solver) throws {
    var program = Program()
    program.addColumn(Column(Meaning("x"), lower: 2, upper: 1))
    guard case .infeasible = try solver.solve(program, SolveRequest()) else {
      Issue.record("expected infeasible")
      return
    }
  }

  @Test(arguments: solvers) func aProgramThatOnlyIntegralityForbidsIsInfeasible(_ solver: any Solver) throws {
    var program = Program()
    let x = program.addColumn(Column(Meaning("x"), .integer, upper: 10))
    program.addRow(Row(Meaning("half"), [Term(x, 2)], lower: 3, upper: 3))
    guard case .infeasible = try solver.solve(program, SolveRequest()) else {
      Issue.record("expected infeasible")
      return
    }
  }

  @Test(arguments: solvers) func nothingHoldsBackAnUnboundedProgram(_ solver: any Solver) throws {
    var program = Program()
    let x = program.addColumn(Column(Meaning("x")))
    let y = program.addColumn(Column(Meaning("y")))
    program.objective.terms = [Term(x, 1)]
    program.addRow(Row(Meaning("difference"), [Term(x, 1), Term(y, -1)], upper: 1))
    guard case .unbounded = try solver.solve(program, SolveRequest()) else {
      Issue.record("expected unbounded")
      return
    }
  }

  @Test(arguments: solvers) func notANumberIsRefusedBeforeTheEngineSeesIt(_ solver: any Solver) {
    var program = Program()
    program.addColumn(Column(Meaning("x"), upper: .nan))
    #expect(throws: SolverFault.self) { try solver.solve(program, SolveRequest()) }
  }

  @Test(arguments: solvers) func aColumnNamedTwiceInARowIsRefused(_ solver: any Solver) {
    var program = Program()
    let x = program.addColumn(Column(Meaning("x"), upper: 1))
    program.addRow(Row(Meaning("twice"), [Term(x, 1), Term(x, 1)], upper: 1))
    #expect(throws: SolverFault.self) { try solver.solve(program, SolveRequest()) }
  }

  @Test(arguments: solvers) func anInterruptionKeepsTheStart(_ solver: any Solver) throws {
    let program = knapsack(values: [5, 4, 3], weights: [2, 3, 1], capacity: 5)
    let interruption = Interruption()
    interruption.raise()
    let outcome = try solver.solve(
      program, SolveRequest(relativeGap: 0, start: [0, 1, 1], interruption: interruption))
    #expect((outcome.solution?.objective ?? 0) >= 7)
  }

  @Test(arguments: solvers) func theSameWorkLimitGivesTheSameAnswer(_ solver: any Solver) throws {
    var random = SplitMix64(state: 5)
    var program = Program(sense: .maximize)
    let columns = (0..<40).map {
      program.addColumn(Column(Meaning("take", ["\($0)"]), .integer, upper: 1))
    }
    program.objective.terms = columns.map { Term($0, Double.random(in: 10...99, using: &random)) }
    for row in 0..<10 {
      let weights = columns.map { Term($0, Double(Int.random(in: 5...99, using: &random))) }
      program.addRow(Row(Meaning("capacity", ["\(row)"]), weights, upper: 900))
    }
    let request = SolveRequest(relativeGap: 0, workLimit: 400)
    let once = try solver.solve(program, request).solution
    let again = try solver.solve(program, request).solution
    #expect(once?.values == again?.values)
    #expect(once?.bound == again?.bound)
  }

  @Test(arguments: solvers) func aMemoryLimitIsALimitNotAnAbort(_ solver: any Solver) throws {
    let program = knapsack(
      values: (0..<40_000).map { Double($0 % 97) }, weights: (0..<40_000).map { Double($0 % 89 + 1) }, capacity: 500)
    guard case .undecided(.memory) = try solver.solve(program, SolveRequest(memoryLimitMiB: 1)) else {
      Issue.record("expected the memory limit")
      return
    }
  }

  /// Three rows whose sides are half of the total weight: as capacities for a maximum, as demands for a minimum.
  private func budgets(_ count: Int, _ isMaximum: Bool, _ random: inout SplitMix64) -> Program {
    var program = Program(sense: isMaximum ? .maximize : .minimize)
    let columns = (0..<count).map { program.addColumn(Column(Meaning("x", ["\($0)"]), .integer, upper: 1)) }
    program.objective.terms = columns.map { Term($0, Double(Int.random(in: 20...99, using: &random))) }
    for row in 0..<3 {
      let terms = columns.map { Term($0, Double(Int.random(in: 5...40, using: &random))) }
      let half = terms.reduce(0) { $0 + $1.coefficient } / 2
      program.addRow(
        Row(
          Meaning("row", ["\(row)"]), terms, lower: isMaximum ? -.infinity : half.rounded(),
          upper: isMaximum ? half.rounded() : .infinity))
    }
    return program
  }

  /// Points within the gap are not searched, so the bound must not exclude them.
  @Test(arguments: solvers) func withAGapTheBoundStillHoldsTheOptimum(_ solver: any Solver) throws {
    var random = SplitMix64(state: 11)
    for trial in 0..<200 {
      let isMaximum = Bool.random(using: &random)
      let program = budgets(10, isMaximum, &random)
      let gap = [0.005, 0.02, 0.1, 0.3].randomElement(using: &random)!
      let solution = try #require(try solver.solve(program, SolveRequest(relativeGap: gap)).solution)
      let optimum = Double(try #require(exhaustiveOptimum(program)))
      let slack = 1e-6 * optimum
      #expect(isMaximum ? solution.bound >= optimum - slack : solution.bound <= optimum + slack, "trial \(trial)")
      #expect(abs(solution.bound - solution.objective) <= gap * solution.objective + slack, "trial \(trial)")
    }
  }

  /// Targets are worse than the optimum, equal to it or better: the answer shows which, and its bound is valid.
  @Test(arguments: solvers) func aTargetIsReachedExactlyWhereAPointReachesIt(_ solver: any Solver) throws {
    var random = SplitMix64(state: 12)
    var (reached, beyond) = (0, 0)
    for trial in 0..<400 {
      let isMaximum = Bool.random(using: &random)
      let program = budgets(8, isMaximum, &random)
      let optimum = Double(try #require(exhaustiveOptimum(program)))
      let target = optimum + Double(Int.random(in: -30...30, using: &random))
      let start = try solver.solve(program, SolveRequest(relativeGap: 0.5)).solution?.values
      // A solver without support for targets goes on to the optimum.
      let request = SolveRequest(
        relativeGap: solver is BranchAndCut ? 0.01 : 0, start: Bool.random(using: &random) ? start : nil, target: target
      )
      let outcome = try solver.solve(program, request)
      let isReachable = isMaximum ? optimum >= target : optimum <= target
      guard let solution = outcome.solution else {
        #expect(!isReachable, "trial \(trial)")
        continue
      }
      let isReached = isMaximum ? solution.objective >= target - 1e-6 : solution.objective <= target + 1e-6
      #expect(isReached == isReachable, "trial \(trial): target \(target), best \(optimum)")
      let slack = 1e-6 * optimum
      #expect(isMaximum ? solution.bound >= optimum - slack : solution.bound <= optimum + slack, "trial \(trial)")
      if isReached { reached += 1 } else { beyond += 1 }
    }
    #expect(reached > 50 && beyond > 50)
  }

  /// If a point reaches the cutoff, the optimum is found; if none does, the bound says so, and is valid.
  @Test(arguments: solvers) func onlyTheCutoffEndsTheSearchEarly(_ solver: any Solver) throws {
    var random = SplitMix64(state: 13)
    var (useful, useless) = (0, 0)
    for trial in 0..<400 {
      let isMaximum = Bool.random(using: &random)
      let program = budgets(8, isMaximum, &random)
      let optimum = Double(try #require(exhaustiveOptimum(program)))
      let least = optimum + Double(Int.random(in: -30...30, using: &random))
      let start = Bool.random(using: &random) ? try solver.solve(program, SolveRequest(relativeGap: 0.5)).solution : nil
      let outcome = try solver.solve(
        program, SolveRequest(relativeGap: 0, start: start?.values, objectiveCutoff: least))
      if isMaximum ? optimum >= least : optimum <= least {
        useful += 1
        #expect(outcome.solution.map { $0.objective.rounded() } == optimum, "trial \(trial)")
      } else {
        useless += 1
        guard let solution = outcome.solution else { continue }
        let slack = 1e-6 * optimum
        #expect(isMaximum ? solution.bound >= optimum - slack : solution.bound <= optimum + slack, "trial \(trial)")
        #expect(isMaximum ? solution.bound <= least + slack : solution.bound >= least - slack, "trial \(trial)")
        if let start {
          #expect(
            isMaximum ? solution.objective >= start.objective - slack : solution.objective <= start.objective + slack)
        }
      }
    }
    #expect(useful > 50 && useless > 50)
  }

  @Test(arguments: solvers) func onSmallProgramsTheOptimumIsTheExhaustiveOne(_ solver: any Solver) throws {
    var random = SplitMix64(state: 1)
    for trial in 0..<500 {
      let count = Int.random(in: 1...6, using: &random)
      var program = Program(sense: Bool.random(using: &random) ? .maximize : .minimize)
      let columns = (0..<count).map {
        program.addColumn(Column(Meaning("x", ["\($0)"]), .integer, lower: -1, upper: 2))
      }
      program.objective.terms = columns.map { Term($0, Double(Int.random(in: -9...9, using: &random))) }
      for row in 0..<Int.random(in: 0...4, using: &random) {
        let terms = columns.map { Term($0, Double(Int.random(in: -5...5, using: &random))) }
        let lower = Double(Int.random(in: -9...4, using: &random))
        let upper = lower + Double(Int.random(in: 0...9, using: &random))
        program.addRow(Row(Meaning("row", ["\(row)"]), terms, lower: lower, upper: upper))
      }
      let found = try solver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective
      #expect(found.map { Int($0.rounded()) } == exhaustiveOptimum(program), "trial \(trial)")
    }
  }
}

/// The best objective over every integer point within the bounds, or nil if none satisfies the rows.
func exhaustiveOptimum(_ program: Program) -> Int? {
  var best: Int?
  var point = program.columns.map(\.lower)
  func value(_ terms: [Term]) -> Double { terms.reduce(0) { $0 + $1.coefficient * point[$1.column.index] } }
  while true {
    if program.rows.allSatisfy({ $0.lower <= value($0.terms) && value($0.terms) <= $0.upper }) {
      let here = Int(value(program.objective.terms))
      best = best.map { program.objective.sense == .maximize ? max($0, here) : min($0, here) } ?? here
    }
    guard let turn = point.indices.first(where: { point[$0] < program.columns[$0].upper }) else { return best }
    for index in 0..<turn { point[index] = program.columns[index].lower }
    point[turn] += 1
  }
}

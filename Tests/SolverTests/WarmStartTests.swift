import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct WarmStartTests {
  private let solver = BranchAndCut(engine: GLPKSolver())

  /// Adds a row that is basic in the warm start, and sometimes changes the objective.
  private func withAnotherRow(_ program: Program, _ warmStart: WarmStart, _ random: inout SplitMix64) -> (
    Program, WarmStart
  ) {
    var (program, warmStart) = (program, warmStart)
    let terms = program.columns.indices.filter { _ in Bool.random(using: &random) }
      .map { Term(ColumnID($0), Double(Int.random(in: -3...3, using: &random))) }
    program.addRow(Row(Meaning("more"), terms, upper: Double(Int.random(in: -2...6, using: &random))))
    warmStart.basis.rows.append(LinearBasis.basic)
    if Bool.random(using: &random) {
      for k in program.objective.terms.indices {
        program.objective.terms[k].coefficient = Double(Int.random(in: -9...9, using: &random))
      }
      warmStart.isOfSameObjective = false
    }
    return (program, warmStart)
  }

  @Test func fromWhereverItBeginsTheOptimumIsTheExhaustiveOne() throws {
    var random = SplitMix64(state: 47)
    var begun = 0
    for trial in 0..<6000 {
      var odd = OddProgram(using: &random)
      guard case .optimal(let first) = try solver.solve(odd.program, SolveRequest(relativeGap: 0)),
        let known = first.warmStart
      else { continue }
      let (program, warmStart) = withAnotherRow(odd.program, known, &random)
      odd.program = program
      let outcome = try solver.solve(program, SolveRequest(relativeGap: 0, warmStart: warmStart))
      odd.judge(outcome, trial)
      begun += outcome.solution.map { $0.reuse.basics > 0 ? 1 : 0 } ?? 0
    }
    #expect(begun > 100)
  }

  @Test func aWarmStartOfAnotherProgramIsRefused() throws {
    let program = knapsack(values: [3, 4], weights: [2, 3], capacity: 4)
    let basis = LinearBasis(columns: [LinearBasis.atLower], rows: [LinearBasis.basic])
    let small = WarmStart(basis: basis, cuts: [], cutBasis: [])
    #expect(throws: SolverFault.self) { try solver.solve(program, SolveRequest(warmStart: small)) }
    var far = small
    far.basis.columns.append(LinearBasis.atLower)
    far.cuts = [LinearRow(columns: [7], values: [1], upper: 1)]
    far.cutBasis = [LinearBasis.basic]
    #expect(throws: SolverFault.self) { try solver.solve(program, SolveRequest(warmStart: far)) }
  }

  /// The payments problem as a program.
  private func township(_ random: inout SplitMix64) -> Program {
    let problem = payments(&random, funds: 3...4, projects: 6...9)
    var program = Program(sense: .minimize)
    for j in 0..<problem.columnCount {
      let column = program.addColumn(
        Column(
          Meaning("x", ["\(j)"]), problem.isInteger[j] ? .integer : .continuous, lower: problem.lower[j],
          upper: problem.upper[j]))
      program.objective.terms.append(Term(column, problem.objective[j]))
    }
    for row in problem.rows {
      program.addRow(
        Row(
          Meaning("row"), zip(row.columns, row.values).map { Term(ColumnID($0), $1) }, lower: row.lower,
          upper: row.upper))
    }
    return program
  }

  @Test func cutsOfARootHoldForEveryPointAndTheNextRootTakesLess() throws {
    var random = SplitMix64(state: 48)
    var (cuts, cold, warm) = (0, 0, 0)
    for trial in 0..<150 {
      var program = township(&random)
      guard case .optimal(let first) = try solver.solve(program, SolveRequest(relativeGap: 0)),
        var known = first.warmStart
      else { continue }
      // The optimum of any other objective satisfies the cuts, too.
      var other = program
      for k in other.objective.terms.indices {
        other.objective.terms[k].coefficient = Double(Int.random(in: -9...9, using: &random))
      }
      let far = try solver.solve(other, SolveRequest(relativeGap: 0)).solution!
      for cut in known.cuts {
        for point in [first.values, far.values] {
          let activity = cut.activity(at: point)
          let size = zip(cut.columns, cut.values).reduce(1) { max($0, abs($1.1 * point[$1.0])) }
          #expect(activity >= cut.lower - 1e-6 * size && activity <= cut.upper + 1e-6 * size, "trial \(trial)")
        }
      }
      // A row forbids the optimum, as a no-good cut of the roster does.
      let done = program.objective.terms.filter { $0.coefficient < 0 && first[$0.column] == 1 }
      guard done.count > 1 else { continue }
      program.addRow(
        Row(Meaning("staffing"), done.map { Term($0.column, 1) }, upper: Double(done.count - 1)))
      known.basis.rows.append(LinearBasis.basic)
      let one = try solver.solve(program, SolveRequest(relativeGap: 0)).solution!
      let two = try solver.solve(program, SolveRequest(relativeGap: 0, warmStart: known)).solution!
      #expect(abs(one.objective - two.objective) <= 1e-6 * max(1, abs(one.objective)), "trial \(trial)")
      cuts += two.reuse.cuts
      cold += one.work
      warm += two.work
    }
    #expect(cuts > 100)
    #expect(warm < cold)
  }
}

import CGLPK
import IntegerProgram

/// GLPK's simplex method and its own branch and cut.
///
/// A failure inside GLPK (an assertion, a numerical breakdown) is contained and tried again with another strategy; a
/// ``SolverFault`` is thrown only when every strategy fails. Every returned point is checked against every row.
public struct GLPKSolver: Solver {
  /// Makes a solver.
  public init() {}

  /// The greatest error of a bound: 5e-7 of the objective value.
  ///
  /// GLPK's tree prunes nodes that are better by less than a ten-millionth, and its bounds are the simplex method's
  /// own.
  public var boundTolerance: Double { 5e-7 }

  /// `GLPK` and the version of the library.
  public var name: String { "GLPK \(String(cString: cglpk_version()))" }

  /// Solves a program with GLPK's branch and cut. GLPK ignores targets, cutoffs and warm starts.
  ///
  /// - Throws: ``SolverFault`` if the program is malformed, if the start has another number of values than there are
  ///   columns, or if GLPK fails with every strategy.
  public func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome {
    let flat = try FlatProgram(program)
    if let start = request.start, start.count != program.columns.count {
      throw SolverFault("the start has \(start.count) values for \(program.columns.count) columns")
    }
    var start = request.start
    var log = ""
    let clock = ContinuousClock()
    let began = clock.now
    for (attempt, strategy) in GLPKStrategy.inOrder.enumerated() {
      if attempt > 0 { request.onRescue?() }
      var request = request
      // The time limit covers all strategies together.
      if let limit = request.timeLimit { request.timeLimit = max(.milliseconds(1), limit - (clock.now - began)) }
      var answer = flat.solved(request, start: start, strategy: strategy)
      log = answer.log
      if let point = answer.point, !flat.isSatisfied(by: point) {
        guard let mended = flat.mended(point) else {
          log += "\nthe point does not satisfy the program"
          continue
        }
        (answer.point, answer.objective) = (mended, flat.value(of: mended))
      }
      if answer.status == .failed {
        start = answer.point ?? start
        continue
      }
      if answer.status == .unbounded, flat.isInteger.contains(1) {
        // The relaxation is unbounded; without an objective the program shows whether any integral point exists.
        var plain = flat
        plain.objective = [Double](repeating: 0, count: flat.objective.count)
        if plain.solved(request, start: nil, strategy: strategy).status == .infeasible { return .infeasible }
      }
      flat.adopt(start, into: &answer)
      return answer.outcome
    }
    // A point that a strategy found before it failed is kept.
    if let start, flat.isSatisfied(by: start) {
      let value = flat.value(of: start)
      let bound = flat.maximize ? Double.infinity : -Double.infinity
      return .feasible(Solution(values: start, objective: value, bound: bound, work: 0), gap: .infinity, limit: .work)
    }
    throw SolverFault("GLPK failed in each of \(GLPKStrategy.inOrder.count) ways", log: log)
  }
}

extension FlatProgram {
  /// Takes the start if the tree ended with nothing as good, so that an answer is never worse than its start.
  func adopt(_ start: [Double]?, into answer: inout Answer) {
    guard let start, answer.status != .infeasible, answer.status != .unbounded, isSatisfied(by: start) else { return }
    let value = value(of: start)
    if answer.point != nil, maximize ? answer.objective >= value : answer.objective <= value { return }
    answer.objective = value
    if answer.status == .undecided { answer.status = .feasible }
    answer.point = start
  }
}

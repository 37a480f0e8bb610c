import ExactProgram
import IntegerProgram
import Model

/// Solves single stages over plans that can be staffed, for questions.
extension StagedSolve {
  /// Whether a roster exists for everything that an allocation carries out.
  /// - Returns: nil where a limit was reached first.
  /// - Throws: `SolverFault` where the solver fails.
  public func canStaff(_ awards: [Allocation.Award], _ formulation: Formulation) throws(SolverFault) -> Bool? {
    let variants = awards.map { award in
      let p = formulation.instance.index(of: award.project)
      return StartedVariant(
        project: p, variant: formulation.projects[p].variants.firstIndex { $0.id == award.variant }!,
        start: award.period.flatMap { formulation.instance.periodIndex[$0] })
    }
    switch try Staffing(formulation, self).roster(of: variants) {
    case .found: return true
    case .none(let isProven): return isProven ? false : nil
    }
  }

  /// Whether any plan satisfies the rules and the side constraints.
  /// - Returns: nil where a limit was reached first.
  /// - Throws: `SolverFault` where the solver fails.
  public func isPossible(_ formulation: Formulation, subjectTo constraints: [SideConstraint]) throws(SolverFault)
    -> Bool?
  {
    var exact = formulation.exact
    for constraint in constraints { constraint.add(to: &exact, formulation) }
    switch try staffed(.any, exact, formulation) {
    case .solved: return true
    case .infeasible: return false
    case .undecided: return nil
    }
  }

  /// Solves one stage over plans that can be staffed, adding Benders cuts until the roster exists.
  package func staffed(
    _ stage: Stage, _ exact: ExactProgram, _ formulation: Formulation, from start: [Int128]? = nil,
    reaching target: Int128? = nil, cutoff objectiveCutoff: Int128? = nil
  ) throws(SolverFault) -> StageSolve.Result {
    var solve = StageSolve(stage: stage, exact: exact, settings: self, workLimit: workLimit, timeLimit: timeLimit)
    (solve.target, solve.objectiveCutoff) = (target, objectiveCutoff)
    guard var staffing = formulation.staffing(by: self) else { return try solve.end(from: start) }
    for row in try staffing.rowsInAdvance() { solve.add(row) }
    for row in try staffing.rows(for: stage, in: exact) { solve.add(row) }
    var start = start
    while true {
      let result = try solve.end(from: start)
      guard case .solved(let end) = result, let bendersCut = try staffing.bendersCut(at: end.point) else {
        return result
      }
      guard bendersCut.isProven else { return .undecided(.work) }
      for row in bendersCut.rows { solve.add(row) }
      start = try staffing.start(near: end.point, bendersCut, &solve) ?? start
    }
  }

  /// Whether some plan that can be staffed reaches a value.
  package enum Reach {
    case reached([Int128], Reuse)
    case beyond
    /// A limit was reached first.
    case open
  }

  package func reach(
    _ value: Int128, _ stage: Stage, _ exact: ExactProgram, _ formulation: Formulation, from start: [Int128]?
  ) throws(SolverFault) -> Reach {
    switch try staffed(stage, exact, formulation, from: start, reaching: value) {
    case .solved(let end) where end.value >= value: .reached(end.point, end.reuse)
    case .solved(let end): end.bound < Double(value) ? .beyond : .open
    case .infeasible: .beyond
    case .undecided: .open
    }
  }
}

extension Staffing {
  /// A point that can be staffed, near one that was rejected; nil where none is found in three attempts.
  /// - Parameter solve: Receives the rows of every further point rejected on the way.
  mutating func start(
    near point: [Int128], _ bendersCut: BendersCut, _ solve: inout StageSolve
  ) throws(SolverFault) -> [Int128]? {
    var (point, rows) = (point, bendersCut.rows)
    for _ in 0..<3 {
      guard let near = solve.point(near: point, freedBy: rows) else { return nil }
      guard let next = try self.bendersCut(at: near) else { return near }
      guard next.isProven else { return nil }
      for row in next.rows { solve.add(row) }
      (point, rows) = (near, rows + next.rows)
    }
    return nil
  }
}

/// How a solve ended; a ``Solution`` is reachable only through a case that has one.
public enum Outcome: Sendable {
  /// A solution proven optimal within the requested gap.
  case optimal(Solution)
  /// A solution; a limit was met before the proof.
  case feasible(Solution, gap: Double, limit: Limit)
  /// No point satisfies the program.
  case infeasible
  /// The objective has no bound.
  case unbounded
  /// A limit was met before any solution was found.
  case undecided(Limit)

  /// The solution, if there is one.
  public var solution: Solution? {
    switch self {
    case .optimal(let solution), .feasible(let solution, _, _): solution
    case .infeasible, .unbounded, .undecided: nil
    }
  }
}

/// The limit that stopped a solve before its proof was done.
public enum Limit: String, Sendable {
  /// The limit on work, time or memory, or an interruption by the caller.
  case work, time, memory, interruption

  /// The more severe of two limits, for a report: an interruption first, then time, memory and work.
  public func moreSevere(_ other: Limit?) -> Limit {
    let order: [Limit] = [.work, .memory, .time, .interruption]
    guard let other else { return self }
    return order.firstIndex(of: other)! > order.firstIndex(of: self)! ? other : self
  }
}

/// A point that satisfies the program to the solver's tolerances.
public struct Solution: Sendable {
  /// One value for each column, in the program's units; integer columns are rounded to integers.
  public var values: [Double]
  /// The objective value, with the constant, in the program's units.
  public var objective: Double
  /// The proven bound: no point has a better objective value.
  public var bound: Double
  /// The work spent, in simplex iterations, the unit of ``SolveRequest/workLimit``.
  public var work: Int
  /// How much earlier knowledge the solve began with.
  public var reuse: Reuse
  /// The root's basis and cuts, for a solve of a similar program; nil where the root was not solved.
  public var warmStart: WarmStart?

  /// Makes a solution with its proof.
  public init(
    values: [Double], objective: Double, bound: Double, work: Int, reuse: Reuse = Reuse(), warmStart: WarmStart? = nil
  ) {
    self.values = values
    self.objective = objective
    self.bound = bound
    self.work = work
    self.reuse = reuse
    self.warmStart = warmStart
  }

  /// The value of a column.
  public subscript(column: ColumnID) -> Double { values[column.index] }

  /// The relative gap `|bound - objective| / max(1e-10, |objective|)`; 0 if bound and objective are equal.
  public var gap: Double {
    bound == objective ? 0 : abs(bound - objective) / max(1e-10, abs(objective))
  }
}

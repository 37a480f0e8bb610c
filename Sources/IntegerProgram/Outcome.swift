/// How a solve ended. A ``Solution`` is reachable only through a case that has one.
public enum Outcome: Sendable {
  /// Proven within the gap that was asked for.
  case optimal(Solution)
  /// A plan, but a limit came before the proof.
  case feasible(Solution, gap: Double, limit: Limit)
  case infeasible
  case unbounded
  /// A limit came before any plan.
  case undecided(Limit)

  /// The point found, if there is one.
  public var solution: Solution? {
    switch self {
    case .optimal(let solution), .feasible(let solution, _, _): solution
    case .infeasible, .unbounded, .undecided: nil
    }
  }
}

/// Why a solve stopped before its proof was done.
public enum Limit: String, Sendable {
  case work, time, memory, interruption

  /// The one of two that a person should hear of: an interruption before all, then the clock.
  public func orGraver(_ other: Limit?) -> Limit {
    let order: [Limit] = [.work, .memory, .time, .interruption]
    guard let other else { return self }
    return order.firstIndex(of: other)! > order.firstIndex(of: self)! ? other : self
  }
}

/// A point that satisfies the program to the solver's tolerances.
public struct Solution: Sendable {
  /// One value for each column, in the program's units; integer columns are rounded to whole numbers.
  public var values: [Double]
  public var objective: Double
  /// No point has a better objective than this.
  public var bound: Double
  /// Simplex iterations spent: the unit of ``SolveRequest/workLimit``.
  public var work: Int
  /// How much of what was known the solve began with.
  public var reuse: Reuse
  /// Where a solve of a program like it may begin; nil where the root was not solved.
  public var warmStart: WarmStart?

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

  public subscript(column: ColumnID) -> Double { values[column.index] }

  /// `|bound - objective| / max(1e-10, |objective|)`; 0 if they agree.
  public var gap: Double {
    bound == objective ? 0 : abs(bound - objective) / max(1e-10, abs(objective))
  }
}

import ExactProgram
import Formulation
import IntegerProgram
import Model

/// Minimises a change that is a column of the program, over plans that satisfy the condition and reach a threshold.
struct ColumnSearch {
  let open: Formulation
  let measure: Expression
  let stages: [Stage]
  /// The rules and the condition.
  private(set) var exact: ExactProgram
  let solve: StagedSolve
  let condition: [SideConstraint]
  var allowedEntrants: Set<ProjectID> = []
  /// The largest change considered.
  let cap: Int128?
  /// Start points, used where they satisfy the program.
  var starts: [[Int128]] = []

  init(
    _ open: Formulation, _ measure: Expression, _ stages: [Stage], _ condition: [SideConstraint], _ solve: StagedSolve,
    atMost cap: Int128? = nil
  ) {
    self.open = open
    self.measure = measure
    self.stages = stages
    self.solve = solve
    self.condition = condition
    exact = open.exact
    for constraint in condition { constraint.add(to: &exact, open) }
    self.cap = cap
    exact.add(Meaning("least-change"), measure, atMost: cap)
  }

  /// The least change with which any plan satisfies the condition, to the minor unit; an amount that is too little
  /// where a limit came first.
  func leastForFeasibility() throws(SolverFault) -> LeastChange {
    var whole = solve
    whole.gap = 0
    switch try whole.staffed(stage, exact, open) {
    case .infeasible: return .none(most: nil)
    case .undecided: return .undecided(tooLittle: nil)
    case .solved(let end): return .found(found(end))
    }
  }

  private func found(_ end: StageSolve.End) -> LeastChange.Found {
    var found = LeastChange.Found(
      changes: open.changes(at: end.point), amount: end.value, isLeast: end.isProven, without: nil,
      with: open.lexicographicValue(at: end.point, stages), plan: open.allocation(at: end.point), reuse: end.reuse)
    // A bound is accurate only within the solver's tolerance, so it is lowered by that before it is rounded.
    let least = Int128(saturating: (end.bound - solve.solver.boundTolerance * max(1, abs(end.bound))).rounded(.up))
    if !end.isProven, least > 0 { found.tooLittle = least - 1 }
    return found
  }

  /// The least change with which some plan that satisfies the condition is as good as the present one.
  func leastWithoutLoss(_ base: LexicographicValue) throws(SolverFault) -> LeastChange {
    var program = exact
    program.holdFloors(of: base, stages)
    let (policy, value) = (stages.last!, base.last.value)
    program.add(
      Meaning("least-change"), policy.objective, atLeast: policy.sense == .maximize ? value : nil,
      atMost: policy.sense == .maximize ? nil : value)
    let start = starts.filter(program.isSatisfied).min { measure.value(at: $0) < measure.value(at: $1) }
    switch try coarse.staffed(stage, program, open, from: start) {
    case .infeasible: return .none(most: nil)
    case .undecided: return .undecided(tooLittle: nil)
    case .solved(let end): return .found(found(end))
    }
  }

  var stage: Stage {
    Stage(.leastChange, measure)
  }

  /// Where the plan is known only within a gap, a change within a hundredth of the least is good enough.
  private var coarse: StagedSolve {
    var solve = solve
    if solve.gap > 0 { solve.gap = 0.01 }
    return solve
  }
}

extension ColumnSearch {
  /// Finds the least change by raising a threshold.
  ///
  /// The least change that reaches the threshold is found, then the value that plans that violate the condition reach
  /// on the lists so changed. If that is as good, it becomes the next threshold. Every change is a proven lower bound
  /// of the answer, so the first that holds is the least (a cutting scheme for a monotone bilevel program).
  mutating func exactLeast(
    _ base: LexicographicValue, isRivalUnaffected: Bool, _ rivals: ([Change]) throws -> ChangeSearch.Reach
  ) throws -> LeastChange {
    var threshold = base
    var low: Int128 = 0
    for _ in 0..<40 {
      guard let end = try least(beating: threshold, atLeast: low) else { return .none(most: nil) }
      guard let point = end.point else { break }
      low = end.isProven ? max(low, end.amount) : low
      let changes = open.changes(at: point)
      let with = open.lexicographicValue(at: point, stages)
      func found(_ without: LexicographicValue?, _ reused: Reused = Reused()) -> LeastChange {
        .found(
          .init(
            changes: changes, amount: end.amount, isLeast: end.isProven, without: without, with: with,
            plan: open.allocation(at: point), reuse: end.reuse, reusedWithout: reused))
      }
      switch isRivalUnaffected ? .some(base, Reused()) : try rivals(changes) {
      case .none: return found(nil)
      case .some(let without, let reused):
        if with.beats(without, stages) { return found(without, reused) }
        threshold = without
      case .unknown: return .undecided(tooLittle: low > 0 ? low - 1 : nil)
      }
    }
    return .undecided(tooLittle: low > 0 ? low - 1 : nil)
  }

  private typealias Least = (amount: Int128, isProven: Bool, point: [Int128]?, reuse: Reuse)

  /// The least change over all ways to beat a lexicographic value.
  /// - Parameter low: A proven lower bound of the change.
  /// - Returns: nil where no change is enough; a nil point where a limit was reached before any was found.
  private mutating func least(
    beating lexicographicValue: LexicographicValue, atLeast low: Int128
  ) throws(SolverFault) -> Least? {
    var best: Least?
    for way in open.waysToBeat(lexicographicValue, stages) {
      var program = exact
      program.add(Meaning("least-change"), measure, atLeast: low)
      way(&program)
      // A better way must be cheaper than the best so far.
      if let best, best.point != nil { program.add(Meaning("least-change"), measure, atMost: best.amount - 1) }
      let start = starts.filter(program.isSatisfied).min { measure.value(at: $0) < measure.value(at: $1) }
      switch try coarse.staffed(stage, program, open, from: start) {
      case .infeasible: continue
      case .undecided: best = (best?.amount ?? 0, false, best?.point, best?.reuse ?? Reuse())
      case .solved(let end):
        best = (end.value, end.isProven && best?.isProven ?? true, end.point, end.reuse)
        starts.append(end.point)
      }
    }
    return best
  }
}

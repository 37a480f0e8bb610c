import ExactProgram
import Formulation
import IntegerProgram
import Model

extension ColumnSearch {
  /// Finds an amount with which some plan that satisfies the condition provably beats every plan that violates it, then
  /// reduces that amount as far as possible.
  /// - Parameters:
  ///   - isRivalUnaffected: Whether the change does not affect plans that violate the condition.
  ///   - cost: The cost of what the condition requires. Where the change helps others too, three times the cost is
  ///     tried, then ten times; more is not considered.
  /// - Throws: `SolverFault` where the solver fails.
  mutating func narrowed(
    _ base: LexicographicValue, against rival: [SideConstraint], isRivalUnaffected: Bool, cost: Int128?,
    near plan: Allocation?
  ) throws(SolverFault) -> LeastChange {
    let most = min(exact.range(of: measure).most, cap ?? .max)
    var tries = [most]
    if !isRivalUnaffected, let cost { tries = cost * 3 < most ? [cost * 3, min(most, cost * 10)] : [most] }
    guard tries[0] > 0 else { return .none(most: nil) }
    var narrowing = Narrowing(self, base, rival, isRivalUnaffected: isRivalUnaffected, near: plan)
    var answer = LeastChange.none(most: nil)
    for amount in tries {
      switch try narrowing.verdict(of: amount) {
      case .enough(let found):
        var best = try narrowing.reduced(found, halvings: isRivalUnaffected ? 3 : 0)
        guard isRivalUnaffected else { return .found(best) }
        best.isLeast = try narrowing.refuteAmounts(below: best)
        best.tooLittle = narrowing.largestRefuted > 0 ? narrowing.largestRefuted : nil
        return .found(best)
      case .tooLittle: answer = .none(most: amount)
      case .unclear: answer = .unclear(most: amount)
      // An amount that a limit left open is not settled by a larger one.
      case .unknown: return .undecided(tooLittle: nil)
      }
    }
    return answer
  }
}

/// Decides one amount after another whether it is enough.
///
/// Each solve asks only whether a value is reached, by plans that satisfy the condition and by plans that violate it in
/// turn. It ends as soon as that is settled, while a search for the best plan would have to run to the end.
private struct Narrowing {
  private let search: ColumnSearch
  private let base: LexicographicValue
  private let with: ExactProgram
  private let without: ExactProgram
  private let plan: Allocation?
  private var starts: [[Int128]]
  /// The policy level of plans that violate the condition on the unchanged lists.
  private let below: LexicographicValue.Level
  private let isRivalUnaffected: Bool
  /// What all solves so far reused.
  private var reuse = Reuse()
  /// The largest amount shown not to be enough; nothing less is enough either.
  private(set) var largestRefuted: Int128 = 0
  private var policy: Stage { search.stages.last! }

  enum Verdict { case enough(LeastChange.Found), tooLittle, unclear, unknown }

  init(
    _ search: ColumnSearch, _ base: LexicographicValue, _ rival: [SideConstraint], isRivalUnaffected: Bool,
    near plan: Allocation?
  ) {
    self.search = search
    self.base = base
    self.plan = plan
    self.isRivalUnaffected = isRivalUnaffected
    starts = search.starts + [plan.flatMap { search.open.point(of: $0) }].compactMap(\.self)
    below = base.last
    var (with, without) = (search.exact, search.open.exact)
    for constraint in rival { constraint.add(to: &without, search.open) }
    with.holdFloors(of: base, search.stages)
    without.holdFloors(of: base, search.stages)
    (self.with, self.without) = (with, without)
  }

  mutating func verdict(of amount: Int128) throws(SolverFault) -> Verdict {
    if isRivalUnaffected { return try verdictAgainstBase(of: amount) }
    // First the best value of plans that satisfy the condition; then whether plans that violate it reach that value; if
    // so, whether they exceed its bound.
    let mine: StageSolve.End
    switch try best(with, amount, cutoff: reached(amount)) {
    case .infeasible: return .tooLittle
    case .undecided: return .unknown
    case .solved(let end): mine = end
    }
    let value = policy.objective.value(at: mine.point)
    if mine.bound < Double(reached(amount)) { return .tooLittle }
    switch try reach(without, amount, value) {
    case .open: return .unknown
    case .beyond: return .enough(found(mine.point, beating: rivalLevel(below: value, amount)))
    case .reached:
      if mine.bound < Double(reached(amount)) { return .tooLittle }
      // Only the wording of the answer depends on this.
      let farther = try reach(without, amount, Int128(saturating: mine.bound.rounded(.down)) + 1, work: 4)
      return if case .reached = farther { .tooLittle } else { .unclear }
    }
  }

  /// Where plans that violate the condition gain nothing, the bound on the unchanged lists must be exceeded.
  private mutating func verdictAgainstBase(of amount: Int128) throws(SolverFault) -> Verdict {
    switch try reach(with, amount, below.bound + 1) {
    case .open: return .unknown
    case .reached(let point, _): return .enough(found(point, beating: below))
    case .beyond:
      switch try reach(with, amount, below.value) {
      case .open: return .unknown
      case .reached: return .unclear
      case .beyond: return .tooLittle
      }
    }
  }

  /// The best policy value known for plans that violate the condition with at most this amount.
  private func reached(_ amount: Int128) -> Int128 {
    let known = starts.filter { search.measure.value(at: $0) <= amount && without.isSatisfied(by: $0) }
    return known.reduce(below.value) { max($0, policy.objective.value(at: $1)) }
  }

  /// Solves for the best plan with at most this amount, within the gap; the solve may stop where the result is below
  /// `value`.
  private mutating func best(
    _ rules: ExactProgram, _ amount: Int128, cutoff value: Int128
  ) throws(SolverFault) -> StageSolve.Result {
    let program = program(rules, atMost: amount)
    let result = try search.solve.staffed(
      policy, program, search.open, from: start(of: program), cutoff: value)
    if case .solved(let end) = result {
      reuse = reuse + end.reuse
      starts.append(end.point)
    }
    return result
  }

  private func start(of program: ExactProgram) -> [Int128]? {
    starts.filter(program.isSatisfied).max { policy.objective.value(at: $0) < policy.objective.value(at: $1) }
  }

  /// Whether some plan reaches a value with at most this amount.
  /// - Parameter part: The divisor of the work limit.
  private mutating func reach(
    _ rules: ExactProgram, _ amount: Int128, _ value: Int128, work part: Int = 1
  ) throws(SolverFault) -> StagedSolve.Reach {
    let program = program(rules, atMost: amount)
    let start = start(of: program)
    if let start, policy.objective.value(at: start) >= value {
      reuse.hasStart = true
      return .reached(start, Reuse(hasStart: true))
    }
    var solve = search.solve
    solve.workLimit = solve.workLimit.map { max(1, $0 / part) }
    let answer = try solve.reach(value, policy, program, search.open, from: start)
    if case .reached(let point, let more) = answer {
      reuse = reuse + more
      starts.append(point)
    }
    return answer
  }

  /// The level of plans that violate the condition, which are proven to stay below `value`.
  private func rivalLevel(below value: Int128, _ amount: Int128) -> LexicographicValue.Level {
    .init(stage: below.stage, value: min(reached(amount), value - 1), bound: value - 1, slack: below.slack)
  }

  private func found(_ point: [Int128], beating rivalLevel: LexicographicValue.Level) -> LeastChange.Found {
    .init(
      changes: search.open.changes(at: point), amount: search.measure.value(at: point),
      without: LexicographicValue(levels: base.floors + [rivalLevel]),
      with: search.open.lexicographicValue(at: point, search.stages),
      plan: search.open.allocation(at: point), reuse: reuse)
  }

  /// Reduces the amount, with the value that plans that violate the condition cannot reach as target, over plans that
  /// add no other new project. Where that does not prove the least, the range of the amount is bisected.
  mutating func reduced(_ found: LeastChange.Found, halvings: Int) throws(SolverFault) -> LeastChange.Found {
    guard let rivalLevel = found.without?.levels.last else { return found }
    let target = rivalLevel.bound + 1
    var best = found
    var small = program(with, atMost: found.amount, atLeast: target)
    if let plan {
      let allowedEntrants = search.allowedEntrants.union(found.plan.awards.map(\.project))
      search.open.forbidOthers(allBut: plan, search.condition, allowedEntrants, &small)
    }
    let start = starts.filter(small.isSatisfied).min { search.measure.value(at: $0) < search.measure.value(at: $1) }
    var isLeast = false
    if case .solved(let end) = try solve(toGap: 0.02).staffed(search.stage, small, search.open, from: start) {
      reuse = reuse + end.reuse
      if search.measure.value(at: end.point) < best.amount { best = self.found(end.point, beating: rivalLevel) }
      starts.append(end.point)
      isLeast = end.limit == nil
    }
    var less: Int128 = 0
    for _ in 0..<(isLeast ? 0 : halvings) {
      let middle = (less + best.amount) / 2
      guard middle > less else { break }
      switch try reach(with, middle, target) {
      case .reached(let point, _): best = self.found(point, beating: rivalLevel)
      case .beyond: less = middle
      case .open: return best
      }
    }
    return best
  }

  /// Shows that smaller amounts are not enough: an amount must at least let a plan that satisfies the condition exceed
  /// the value of plans that violate it. The linear relaxation bounds the least such amount; where that bound is
  /// weak, half of the amount found is tried.
  /// - Returns: Whether nothing less than the amount found is enough.
  mutating func refuteAmounts(below found: LeastChange.Found) throws(SolverFault) -> Bool {
    let asked = program(with, atMost: found.amount, atLeast: below.value + 1)
    let relaxed = ScaledProgram(asked, objective: search.measure, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: search.solve.workLimit, interruption: search.solve.interruption)
    if case .optimal(let solution) = try search.solve.solver.solve(relaxed.program, request) {
      let bound = Int128(saturating: (solution.bound * relaxed.objectiveUnit).rounded(.down)) + search.measure.constant
      largestRefuted = max(0, min(bound, found.amount) - 1)
    }
    if largestRefuted < found.amount / 2, case .beyond = try self.reach(with, found.amount / 2, below.value + 1) {
      largestRefuted = found.amount / 2
    }
    return largestRefuted == found.amount - 1
  }

  private func program(_ program: ExactProgram, atMost amount: Int128, atLeast value: Int128? = nil) -> ExactProgram {
    var program = program
    program.add(Meaning("least-change"), search.measure, atMost: amount)
    guard let value else { return program }
    program.add(Meaning("reach", [policy.name]), policy.objective, atLeast: value)
    return program
  }

  private func solve(toGap gap: Double) -> StagedSolve {
    var part = search.solve
    part.gap = gap
    return part
  }
}

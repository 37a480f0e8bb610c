import IntegerProgram
import Model

extension ColumnSearch {
  /// An amount that does, where some plan with the wish is proven to beat every plan without it; then, with that much to be
  /// beaten, as little of it as possible.
  /// - Parameters:
  ///   - isUntouched: The change is nothing to plans without the wish.
  ///   - cost: Of the wish. Where the change helps others, too, three times that is tried, then ten times; more is not asked
  ///     for.
  mutating func narrowed(
    _ base: LexicographicValue, against rival: [SideConstraint], isUntouched: Bool, cost: Int128?,
    near plan: Allocation?
  ) throws(SolverFault) -> LeastChange {
    let most = min(exact.range(of: measure).most, cap ?? .max)
    var tries = [most]
    if !isUntouched, let cost { tries = cost * 3 < most ? [cost * 3, min(most, cost * 10)] : [most] }
    guard tries[0] > 0 else { return .none(most: nil) }
    var narrowing = Narrowing(self, base, rival, isUntouched: isUntouched, near: plan)
    var answer = LeastChange.none(most: nil)
    for amount in tries {
      switch try narrowing.verdict(of: amount) {
      case .does(let found):
        var best = try narrowing.lessened(found, halvings: isUntouched ? 3 : 0)
        guard isUntouched else { return .found(best) }
        best.isLeast = try narrowing.showTooLittle(below: best)
        best.tooLittle = narrowing.shown > 0 ? narrowing.shown : nil
        return .found(best)
      case .tooLittle: answer = .none(most: amount)
      case .unclear: answer = .unclear(most: amount)
      // What a limit left open is no clearer with more.
      case .unknown: return .undecided(tooLittle: nil)
      }
    }
    return answer
  }
}

/// Judges one amount after another. What is asked is always whether so much is reached, by plans with the wish and by plans
/// without it in turn: that ends as soon as it is, or is seen not to be, while the best would have to be searched for to the
/// end.
private struct Narrowing {
  private let search: ColumnSearch
  private let base: LexicographicValue
  private let with: ExactProgram
  private let without: ExactProgram
  private let plan: Allocation?
  private var starts: [[Int128]]
  /// What plans without the wish reach as things are.
  private let below: LexicographicValue.Level
  private let isUntouched: Bool
  /// By all solves so far.
  private var reuse = Reuse()
  /// Neither this nor anything less is enough.
  private(set) var shown: Int128 = 0
  private var policy: Stage { search.stages.last! }

  enum Verdict { case does(LeastChange.Found), tooLittle, unclear, unknown }

  init(
    _ search: ColumnSearch, _ base: LexicographicValue, _ rival: [SideConstraint], isUntouched: Bool,
    near plan: Allocation?
  ) {
    self.search = search
    self.base = base
    self.plan = plan
    self.isUntouched = isUntouched
    starts = search.starts + [plan.flatMap { search.open.point(of: $0) }].compactMap(\.self)
    below = base.levels.last!
    var (with, without) = (search.exact, search.open.exact)
    for constraint in rival { constraint.add(to: &without, search.open) }
    with.holdFloors(of: base, search.stages)
    without.holdFloors(of: base, search.stages)
    (self.with, self.without) = (with, without)
  }

  mutating func verdict(of amount: Int128) throws(SolverFault) -> Verdict {
    if isUntouched { return try ownVerdict(of: amount) }
    // As far as it gets; then whether others get as far; if so, whether they get farther than is possible with it.
    let mine: StageSolve.End
    switch try best(with, amount, orUselessBelow: reached(amount)) {
    case .infeasible: return .tooLittle
    case .undecided: return .unknown
    case .solved(let end): mine = end
    }
    let value = policy.objective.value(at: mine.point)
    if mine.bound < Double(reached(amount)) { return .tooLittle }
    switch try asked(without, amount, value) {
    case .open: return .unknown
    case .beyond: return .does(found(mine.point, beating: theirs(below: value, amount)))
    case .reached:
      if mine.bound < Double(reached(amount)) { return .tooLittle }
      // Only how it is said rests on this.
      let farther = try asked(without, amount, Int128(saturating: mine.bound.rounded(.down)) + 1, work: 4)
      return if case .reached = farther { .tooLittle } else { .unclear }
    }
  }

  /// Where others gain nothing, the plan's own bound is what is to be passed.
  private mutating func ownVerdict(of amount: Int128) throws(SolverFault) -> Verdict {
    switch try asked(with, amount, below.bound + 1) {
    case .open: return .unknown
    case .reached(let point, _): return .does(found(point, beating: below))
    case .beyond:
      switch try asked(with, amount, below.value) {
      case .open: return .unknown
      case .reached: return .unclear
      case .beyond: return .tooLittle
      }
    }
  }

  /// What plans without the wish were seen to reach with an amount, or less of it.
  private func reached(_ amount: Int128) -> Int128 {
    let known = starts.filter { search.measure.value(at: $0) <= amount && without.isSatisfied(by: $0) }
    return known.reduce(below.value) { max($0, policy.objective.value(at: $1)) }
  }

  /// How far plans get with an amount, within the gap, if that is of use.
  private mutating func best(
    _ rules: ExactProgram, _ amount: Int128, orUselessBelow value: Int128
  ) throws(SolverFault) -> StageSolve.Result {
    let program = program(rules, atMost: amount)
    let result = try search.solve.staffed(
      policy, program, search.open, from: start(of: program), orUselessBelow: value)
    if case .solved(let end) = result {
      reuse = reuse + end.reuse
      starts.append(end.point)
    }
    return result
  }

  private func start(of program: ExactProgram) -> [Int128]? {
    starts.filter(program.isSatisfied).max { policy.objective.value(at: $0) < policy.objective.value(at: $1) }
  }

  /// Whether some plan reaches a value with an amount.
  /// - Parameter part: Of the work limit, one in so many.
  private mutating func asked(
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

  /// Plans without the wish do not reach so much.
  private func theirs(below value: Int128, _ amount: Int128) -> LexicographicValue.Level {
    .init(stage: below.stage, value: min(reached(amount), value - 1), bound: value - 1, slack: below.slack)
  }

  private func found(_ point: [Int128], beating theirs: LexicographicValue.Level) -> LeastChange.Found {
    .init(
      changes: search.open.changes(at: point), amount: search.measure.value(at: point),
      without: LexicographicValue(levels: base.floors + [theirs]),
      with: search.open.lexicographicValue(at: point, search.stages),
      plan: search.open.allocation(at: point), reuse: reuse)
  }

  /// As little as does it with what plans without the wish cannot reach, among plans that take in nothing else that is new;
  /// where the least is not found so, half of what is between is tried, and half of that.
  mutating func lessened(_ found: LeastChange.Found, halvings: Int) throws(SolverFault) -> LeastChange.Found {
    guard let theirs = found.without?.levels.last else { return found }
    let target = theirs.bound + 1
    var best = found
    var small = program(with, atMost: found.amount, atLeast: target)
    if let plan {
      let company = search.company.union(found.plan.awards.map(\.project))
      search.open.keepOut(allBut: plan, search.wish, company, &small)
    }
    let start = starts.filter(small.isSatisfied).min { search.measure.value(at: $0) < search.measure.value(at: $1) }
    var isLeast = false
    if case .solved(let end) = try solve(toGap: 0.02).staffed(search.stage, small, search.open, from: start) {
      reuse = reuse + end.reuse
      if search.measure.value(at: end.point) < best.amount { best = self.found(end.point, beating: theirs) }
      starts.append(end.point)
      isLeast = end.limit == nil
    }
    var less: Int128 = 0
    for _ in 0..<(isLeast ? 0 : halvings) {
      let middle = (less + best.amount) / 2
      guard middle > less else { break }
      switch try asked(with, middle, target) {
      case .reached(let point, _): best = self.found(point, beating: theirs)
      case .beyond: less = middle
      case .open: return best
      }
    }
    return best
  }

  /// Below the least with which the wish reaches what plans without it reach anyway, nothing does. That least is bounded by
  /// leaving out that decisions are whole; where that says nothing, half of what was found is tried.
  /// - Returns: whether nothing less than what was found does.
  mutating func showTooLittle(below found: LeastChange.Found) throws(SolverFault) -> Bool {
    let asked = program(with, atMost: found.amount, atLeast: below.value + 1)
    let relaxed = ScaledProgram(asked, objective: search.measure, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: search.solve.workLimit, interruption: search.solve.interruption)
    if case .optimal(let solution) = try search.solve.solver.solve(relaxed.program, request) {
      let bound = Int128(saturating: (solution.bound * relaxed.objectiveUnit).rounded(.down)) + search.measure.constant
      shown = max(0, min(bound, found.amount) - 1)
    }
    if shown < found.amount / 2, case .beyond = try self.asked(with, found.amount / 2, below.value + 1) {
      shown = found.amount / 2
    }
    return shown == found.amount - 1
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

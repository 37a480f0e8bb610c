import IntegerProgram
import Model

extension ColumnSearch {
  /// An amount that does, where some plan with the wish is proven to beat every plan without it; then, with that much to be
  /// beaten, as little of it as possible; and an amount that is proven to be too little.
  /// - Parameters:
  ///   - isUntouched: The change is nothing to plans without the wish.
  ///   - guess: What the wish costs: three times that is tried before the most that the change can be, since more helps others,
  ///     too.
  mutating func narrowed(
    _ base: Ladder, against rival: [Force], isUntouched: Bool, guess: Int128?, near plan: Allocation?
  ) throws(SolverFault) -> LeastChange {
    let most = min(exact.range(of: measure).most, cap ?? .max)
    guard most > 0 else { return .none(most: nil) }
    var narrowing = Narrowing(self, base, rival, isUntouched: isUntouched, near: plan)
    var amounts = [most]
    if !isUntouched, let guess, 3 * guess < most { amounts.insert(3 * guess, at: 0) }
    var best: LeastChange.Found?
    for amount in amounts where best == nil {
      switch try narrowing.verdict(of: amount) {
      case .does(let found): best = found
      case .tooLittle where amount == most: return .none(most: most)
      case .unclear where amount == most: return .unclear(most: most)
      case .unknown where amount == most: return .undecided(tooLittle: narrowing.tried)
      case .tooLittle, .unclear, .unknown: continue
      }
    }
    guard var best else { return .undecided(tooLittle: narrowing.tried) }
    best = try narrowing.lessened(best)
    // Plans without the wish gain less from less, which leaves less to be beaten.
    if !isUntouched, let found = try narrowing.beatingLess(best) { best = try narrowing.lessened(found) }
    best.isLeast = try narrowing.showTooLittle(below: best)
    best.tooLittle = narrowing.shown > 0 ? narrowing.shown : nil
    return .found(best)
  }
}

/// Judges one amount after another. What is asked is always whether so much is reached, by plans with the wish and by plans
/// without it in turn: that ends as soon as it is, or is seen not to be, while the best would have to be searched for to the
/// end.
private struct Narrowing {
  private let search: ColumnSearch
  private let base: Ladder
  private let with: ExactProgram
  private let without: ExactProgram
  private let plan: Allocation?
  private var starts: [[Int128]]
  /// What plans without the wish reach as things are.
  private let below: Ladder.Rung
  /// What they were seen to reach with the amounts so far: more money takes nothing away.
  private var reached: Int128
  private let isUntouched: Bool
  /// The most that was tried and is too little.
  private(set) var tried: Int128?
  /// Neither this nor anything less is enough.
  private(set) var shown: Int128 = 0
  private var policy: Stage { search.stages.last! }

  enum Verdict { case does(LeastChange.Found), tooLittle, unclear, unknown }

  init(_ search: ColumnSearch, _ base: Ladder, _ rival: [Force], isUntouched: Bool, near plan: Allocation?) {
    self.search = search
    self.base = base
    self.plan = plan
    self.isUntouched = isUntouched
    starts = search.starts
    below = base.rungs.last!
    reached = below.value
    var (with, without) = (search.exact, search.open.exact)
    for force in rival { force.add(to: &without, search.open) }
    for (floor, rung) in zip(search.stages.dropLast(), base.rungs) {
      with.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
      without.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
    }
    (self.with, self.without) = (with, without)
  }

  /// - Parameter amount: No less than those before.
  mutating func verdict(of amount: Int128) throws(SolverFault) -> Verdict {
    // To be told apart, it is farther ahead than what is known of the plan.
    let threshold = reached + below.bound - below.value + 1
    var known = best(atMost: amount, atLeast: threshold)
    if known == nil { known = try asked(with, amount, threshold) }
    guard let point = known else { return .unknown }
    if point.isEmpty { return try behindOrUnclear(amount) }
    starts.append(point)
    if isUntouched { return .does(found(point, beating: below)) }
    let value = policy.objective.value(at: point)
    let rivals = program(without, atMost: amount, atLeast: value)
    switch try solve(toGap: 10).staffed(policy, rivals, search.open) {
    case .undecided: return .unknown
    case .infeasible: return .does(found(point, beating: theirs(below: value)))
    case .solved(let end):
      // Their bound may yet be passed.
      reached = end.value
      let bound = policy.rung(end, rivals.range(of: policy.objective)).bound
      guard let point = try asked(with, amount, bound + 1), !point.isEmpty else { return .unknown }
      starts.append(point)
      return .does(found(point, beating: theirs(below: bound + 1)))
    }
  }

  /// No plan with the wish is clearly ahead: it is behind, or cannot be told from others.
  private mutating func behindOrUnclear(_ amount: Int128) throws(SolverFault) -> Verdict {
    guard let point = try asked(with, amount, reached) else { return .unknown }
    if !point.isEmpty { return .unclear }
    tried = max(tried ?? 0, amount)
    return .tooLittle
  }

  /// The same change with less to beat, where that can be shown.
  mutating func beatingLess(_ found: LeastChange.Found) throws(SolverFault) -> LeastChange.Found? {
    guard let bound = found.without?.rungs.last?.bound else { return nil }
    let middle = (below.bound + bound) / 2
    guard middle > reached, let rival = try asked(without, found.amount, middle), rival.isEmpty else { return nil }
    var found = found
    found.without = Ladder(rungs: base.floors + [theirs(below: middle)])
    return found
  }

  /// A plan that reaches a value with an amount; empty where there is none, nil where a limit came first.
  private func asked(
    _ rules: ExactProgram, _ amount: Int128, _ value: Int128
  ) throws(SolverFault) -> [Int128]? {
    switch try solve(toGap: 10).staffed(policy, program(rules, atMost: amount, atLeast: value), search.open) {
    case .solved(let end): end.point
    case .infeasible: []
    case .undecided: nil
    }
  }

  /// Plans without the wish do not reach so much.
  private func theirs(below value: Int128) -> Ladder.Rung {
    .init(stage: below.stage, value: min(reached, value - 1), bound: value - 1, slack: below.slack)
  }

  private func found(_ point: [Int128], beating theirs: Ladder.Rung) -> LeastChange.Found {
    .init(
      changes: search.open.changes(at: point), amount: search.measure.value(at: point),
      without: Ladder(rungs: base.floors + [theirs]), with: search.open.ladder(at: point, search.stages),
      plan: search.open.allocation(at: point))
  }

  /// As little as does it with what plans without the wish cannot reach, among plans that take in nothing else that is new.
  mutating func lessened(_ found: LeastChange.Found) throws(SolverFault) -> LeastChange.Found {
    guard let theirs = found.without?.rungs.last else { return found }
    var asked = program(with, atMost: found.amount, atLeast: theirs.bound + 1)
    if let plan { search.open.keepOut(allBut: plan, search.wish, search.company, &asked) }
    let start = starts.filter(asked.isSatisfied).min { search.measure.value(at: $0) < search.measure.value(at: $1) }
    guard case .solved(let end) = try solve(toGap: 0.02).staffed(search.stage, asked, search.open, from: start),
      search.measure.value(at: end.point) < found.amount
    else { return found }
    starts.append(end.point)
    return self.found(end.point, beating: theirs)
  }

  /// Below the least with which the wish reaches what plans without it reach anyway, nothing does. That least is bounded by
  /// leaving out that decisions are whole; where that says nothing, half of what was found is tried.
  /// - Returns: whether nothing less than what was found does.
  mutating func showTooLittle(below found: LeastChange.Found) throws(SolverFault) -> Bool {
    let asked = program(with, atMost: found.amount, atLeast: below.value + 1)
    let relaxed = ScaledProgram(asked, objective: search.measure, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: search.solve.workLimit, interruption: search.solve.interruption)
    if case .optimal(let solution) = try search.solve.solver.solve(relaxed.program, request) {
      let bound = Int128((solution.bound * relaxed.objectiveUnit).rounded(.down)) + search.measure.constant
      shown = max(0, min(bound, found.amount) - 1)
    }
    if shown < found.amount / 2, let point = try self.asked(with, found.amount / 2, below.value + 1), point.isEmpty {
      shown = found.amount / 2
    }
    return shown == found.amount - 1
  }

  private func program(_ program: ExactProgram, atMost amount: Int128, atLeast value: Int128) -> ExactProgram {
    var program = program
    program.add(Meaning("least-change"), search.measure, atMost: amount)
    program.add(Meaning("reach", [policy.name]), policy.objective, atLeast: value)
    return program
  }

  private func best(atMost amount: Int128, atLeast value: Int128) -> [Int128]? {
    starts.filter {
      with.isSatisfied(by: $0) && search.measure.value(at: $0) <= amount && policy.objective.value(at: $0) >= value
    }.max { policy.objective.value(at: $0) < policy.objective.value(at: $1) }
  }

  private func solve(toGap gap: Double) -> StagedSolve {
    var part = search.solve
    part.gap = gap
    return part
  }
}

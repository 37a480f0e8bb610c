import IntegerProgram
import Model

extension ColumnSearch {
  /// An amount that does, where some plan with the wish is proven to beat every plan without it; then, with that much to be
  /// beaten, as little of it as possible; and an amount that is proven to be too little.
  /// - Parameters:
  ///   - isUntouched: The change is nothing to plans without the wish.
  ///   - guess: What is tried before the most that the change can be, since the most helps others, too.
  mutating func narrowed(
    _ base: Ladder, against rival: [Force], isUntouched: Bool, guess: Int128?, near plan: Allocation?
  ) throws(SolverFault) -> LeastChange {
    let most = min(exact.range(of: measure).most, cap ?? .max)
    guard most > 0 else { return .none(most: nil) }
    var narrowing = Narrowing(self, base, rival, isUntouched: isUntouched, near: plan)
    var amounts = [most]
    if !isUntouched, let guess, guess < most { amounts.insert(guess, at: 0) }
    var best: LeastChange.Found?
    for amount in amounts where best == nil {
      switch try narrowing.verdict(of: amount) {
      case .does(let found): best = found
      case .tooLittle where amount == most: return .none(most: most)
      case .unclear where amount == most: return .unclear(most: most)
      case .unknown where amount == most: return .undecided(tooLittle: nil)
      case .tooLittle, .unclear, .unknown: continue
      }
    }
    guard var best else { return .undecided(tooLittle: nil) }
    best = try narrowing.lessened(best)
    best.isLeast = try narrowing.showTooLittle(below: best)
    // Plans without the wish gain less from less, which leaves less to be beaten.
    if !isUntouched, best.amount / 2 > max(1, narrowing.shown) {
      let middle = (Double(max(1, narrowing.shown)) * Double(best.amount)).squareRoot()
      if case .does(let found) = try narrowing.verdict(of: Int128(middle)) { best = try narrowing.lessened(found) }
    }
    best.tooLittle = narrowing.shown > 0 ? narrowing.shown : nil
    return .found(best)
  }
}

/// Judges one amount after another. Plans with and without the wish only gain from more, so what they reach with less or
/// with more bounds what they reach between. What is asked is always whether so much is reached: that ends as soon as it is,
/// or is seen not to be, while the best would have to be searched for to the end.
private struct Narrowing {
  private let search: ColumnSearch
  private let base: Ladder
  private let with: ExactProgram
  private let without: ExactProgram
  private let plan: Allocation?
  private var starts: [[Int128]]
  /// What plans without the wish reach with any amount.
  private var below: Ladder.Rung
  private let isUntouched: Bool
  /// The most that was shown to be too little.
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
    var (with, without) = (search.exact, search.open.exact)
    for force in rival { force.add(to: &without, search.open) }
    for (floor, rung) in zip(search.stages.dropLast(), base.rungs) {
      with.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
      without.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
    }
    (self.with, self.without) = (with, without)
  }

  mutating func verdict(of amount: Int128) throws(SolverFault) -> Verdict {
    // A plan at hand may be good enough.
    if let point = best(atMost: amount), let found = try found(point, of: amount) { return .does(found) }
    let asked = program(with, atMost: amount, atLeast: below.value)
    switch try solve(toGap: search.solve.gap / 10).staffed(policy, asked, search.open, from: best(atMost: amount)) {
    case .infeasible: return tooLittle(amount)
    case .undecided: return .unknown
    case .solved(let end):
      starts.append(end.point)
      if let found = try found(end.point, of: amount) { return .does(found) }
      let most = policy.rung(end, asked.range(of: policy.objective)).bound
      if most <= below.value { return tooLittle(amount) }
      if isUntouched { return .unclear }
      let rivals = program(without, atMost: amount, atLeast: most)
      if case .solved = try solve(toGap: 10).staffed(policy, rivals, search.open) { return tooLittle(amount) }
      return .unclear
    }
  }

  private mutating func tooLittle(_ amount: Int128) -> Verdict {
    shown = max(shown, amount)
    return .tooLittle
  }

  /// - Returns: nil where plans without the wish may reach as much as this point.
  private func found(_ point: [Int128], of amount: Int128) throws(SolverFault) -> LeastChange.Found? {
    let value = policy.objective.value(at: point)
    if value <= below.bound { return nil }
    if isUntouched { return found(point, beating: below.bound) }
    let rivals = program(without, atMost: amount, atLeast: value)
    guard case .infeasible = try solve(toGap: 10).staffed(policy, rivals, search.open) else { return nil }
    return found(point, beating: value - 1)
  }

  private func found(_ point: [Int128], beating bound: Int128) -> LeastChange.Found {
    let theirs = Ladder.Rung(stage: below.stage, value: below.value, bound: bound, slack: below.slack)
    return .init(
      changes: search.open.changes(at: point), amount: search.measure.value(at: point),
      without: Ladder(rungs: base.floors + [theirs]), with: search.open.ladder(at: point, search.stages),
      plan: search.open.allocation(at: point))
  }

  /// As little as does it with what plans without the wish cannot reach, among plans that take in nothing else that is new.
  mutating func lessened(_ found: LeastChange.Found) throws(SolverFault) -> LeastChange.Found {
    guard let bound = found.without?.rungs.last?.bound else { return found }
    var asked = program(with, atMost: found.amount, atLeast: bound + 1)
    if let plan { search.open.keepOut(allBut: plan, search.wish, search.company, &asked) }
    let start = starts.filter(asked.isSatisfied).min { search.measure.value(at: $0) < search.measure.value(at: $1) }
    guard case .solved(let end) = try solve(toGap: 0.02).staffed(search.stage, asked, search.open, from: start),
      search.measure.value(at: end.point) < found.amount
    else { return found }
    starts.append(end.point)
    return self.found(end.point, beating: bound)
  }

  /// Below the least with which the wish reaches what plans without it reach anyway, nothing does. That least is bounded by
  /// leaving out that decisions are whole.
  /// - Returns: whether nothing less than what was found does.
  mutating func showTooLittle(below found: LeastChange.Found) throws(SolverFault) -> Bool {
    let asked = program(with, atMost: found.amount, atLeast: below.value + 1)
    let relaxed = ScaledProgram(asked, objective: search.measure, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: search.solve.workLimit, interruption: search.solve.interruption)
    guard case .optimal(let solution) = try search.solve.solver.solve(relaxed.program, request) else { return false }
    let bound = Int128((solution.bound * relaxed.objectiveUnit).rounded(.down)) + search.measure.constant
    shown = max(shown, min(bound, found.amount) - 1)
    return bound >= found.amount
  }

  private func program(_ program: ExactProgram, atMost amount: Int128, atLeast value: Int128) -> ExactProgram {
    var program = program
    program.add(Meaning("least-change"), search.measure, atMost: amount)
    program.add(Meaning("reach", [policy.name]), policy.objective, atLeast: value)
    return program
  }

  private func best(atMost amount: Int128) -> [Int128]? {
    starts.filter { with.isSatisfied(by: $0) && search.measure.value(at: $0) <= amount }
      .max { policy.objective.value(at: $0) < policy.objective.value(at: $1) }
  }

  private func solve(toGap gap: Double) -> StagedSolve {
    var part = search.solve
    part.workLimit = part.workLimit.map { max(1, $0 / 2) }
    part.gap = gap
    return part
  }
}

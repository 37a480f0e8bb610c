import IntegerProgram
import Model

extension ColumnSearch {
  /// Tries the most that the change can be, then halves: an amount does where the best plan with the wish is proven to beat
  /// every plan without it, and is too little where it is proven not to.
  /// - Parameters:
  ///   - isUntouched: The change is nothing to plans without the wish.
  ///   - guess: What is tried second.
  mutating func narrowed(
    _ base: Ladder, against rival: [Force], isUntouched: Bool, guess: Int128?, near plan: Allocation?
  ) throws(SolverFault) -> LeastChange {
    let most = min(exact.range(of: measure).most, cap ?? .max)
    guard most > 0 else { return .none(most: nil) }
    var narrowing = Narrowing(self, base, rival, isUntouched: isUntouched, near: plan)
    var best: LeastChange.Found
    switch try narrowing.verdict(of: most) {
    case .does(let found): best = found
    case .tooLittle: return .none(most: most)
    case .unclear: return .unclear(most: most)
    case .unknown: return .undecided(tooLittle: nil)
    }
    // Where a verdict is open, what does lies above, though what is too little lies below.
    var low: Int128 = 0
    var next = guess.flatMap { $0 < best.amount ? $0 : nil }
    for _ in 0..<5 where (best.amount - low) * 10 > best.amount {
      let middle = low == 0 ? best.amount / 2 : Int128((Double(low) * Double(best.amount)).squareRoot())
      let amount = next ?? min(max(middle, low + 1), best.amount - 1)
      next = nil
      switch try narrowing.verdict(of: amount) {
      case .does(let found): best = found
      case .tooLittle, .unclear, .unknown: low = amount
      }
    }
    best.tooLittle = narrowing.shown > 0 ? narrowing.shown : nil
    return .found(best)
  }
}

/// Judges one amount after another. Plans with and without the wish only gain from more, so what they reach with less or
/// with more bounds what they reach between, and few amounts need both solved.
private struct Narrowing {
  private let search: ColumnSearch
  private let base: Ladder
  private let with: ExactProgram
  private let without: ExactProgram
  private let plan: [Int128]?
  private var starts: [[Int128]]
  /// What plans without the wish reach with no more than any amount that is still open, and with no less.
  private var below: Ladder.Rung
  private var above: Ladder.Rung?
  /// The most that was shown to be too little.
  private(set) var shown: Int128 = 0

  enum Verdict { case does(LeastChange.Found), tooLittle, unclear, unknown }

  init(_ search: ColumnSearch, _ base: Ladder, _ rival: [Force], isUntouched: Bool, near plan: Allocation?) {
    self.search = search
    self.base = base
    self.plan = plan.flatMap { search.open.point(of: $0) }
    starts = search.starts
    below = base.rungs.last!
    above = isUntouched ? below : nil
    var (with, without) = (search.exact, search.open.exact)
    for force in rival { force.add(to: &without, search.open) }
    for (floor, rung) in zip(search.stages.dropLast(), base.rungs) {
      with.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
      without.add(Meaning("stage", [floor.name]), floor.objective, atMost: rung.value + floor.slack)
    }
    (self.with, self.without) = (with, without)
  }

  mutating func verdict(of amount: Int128) throws(SolverFault) -> Verdict {
    func tooLittle() -> Verdict {
      shown = max(shown, amount)
      return .tooLittle
    }
    switch try reach(with, atMost: amount, atLeast: below.value, from: starts) {
    case .none: return tooLittle()
    case .unknown: return .unknown
    case .some(let mine, let point):
      starts.append(point)
      func found(_ theirs: Ladder.Rung) -> Verdict {
        above = theirs
        return .does(
          .init(
            changes: search.open.changes(at: point), amount: search.measure.value(at: point),
            without: Ladder(rungs: base.floors + [theirs]), with: Ladder(rungs: base.floors + [mine]),
            plan: search.open.allocation(at: point)))
      }
      if let above, mine.value > above.bound { return found(above) }
      if above == below { return .unclear }
      guard
        case .some(let theirs, _) = try reach(without, atMost: amount, atLeast: nil, from: plan.map { [$0] } ?? [])
      else { return .unknown }
      if mine.value > theirs.bound { return found(theirs) }
      guard mine.bound < theirs.value else { return .unclear }
      below = theirs
      return tooLittle()
    }
  }

  private enum Reach { case none, some(Ladder.Rung, [Int128]), unknown }

  /// The policy's best with so much of the change.
  private func reach(
    _ program: ExactProgram, atMost amount: Int128, atLeast least: Int128?, from starts: [[Int128]]
  ) throws(SolverFault) -> Reach {
    var program = program
    let stage = search.stages.last!
    program.add(Meaning("least-change"), search.measure, atMost: amount)
    program.add(Meaning("reach", [stage.name]), stage.objective, atLeast: least)
    let start = starts.filter(program.isSatisfied).max { stage.objective.value(at: $0) < stage.objective.value(at: $1) }
    var half = search.solve
    half.workLimit = half.workLimit.map { max(1, $0 / 2) }
    // Two values are compared, each with its gap: as much of it is closed as the work allows.
    half.gap /= 10
    switch try half.staffed(stage, program, search.open, from: start) {
    case .infeasible: return .none
    case .undecided: return .unknown
    case .solved(let end): return .some(stage.rung(end, program.range(of: stage.objective)), end.point)
    }
  }
}

import IntegerProgram
import Model

/// The least of one kind of change that brings something about.
public enum LeastChange: Sendable {
  /// - Parameters:
  ///   - amount: In minor units of money.
  ///   - bound: Nothing less will do.
  ///   - before: What the changed lists give without it, at best; nil where they give nothing.
  ///   - after: What they give with it.
  case found(changes: [Change], amount: Int128, bound: Int128, before: Ladder?, after: Ladder, plan: Allocation)
  /// No change of this kind does it.
  case none
  /// A limit came first; nothing less than the bound will do.
  case undecided(atLeast: Int128)
}

/// Asks for the least change that brings something about: a program in which the change itself is a column.
///
/// What is wished for must beat every plan without it *on the changed lists*, and these plans get better with the change
/// too. So the threshold is raised in rounds: the least change that beats the plans known so far is found; what the lists
/// so changed give without the wish is solved; if that is as good, it becomes the threshold. Each round's change is a lower
/// bound of the answer, so the first that holds is the least (a cutting scheme for a monotone bilevel program).
public struct ChangeSearch: Sendable {
  public var solve: StagedSolve
  public var rounds = 6
  let instance: Instance
  let objective: PolicyObjective

  public init(_ instance: Instance, _ objective: PolicyObjective, solve: StagedSolve) {
    self.instance = instance
    self.objective = objective
    self.solve = solve
  }

  /// - Parameters:
  ///   - base: How far plans without the wish get now; nil where only the rules forbid it and any plan with it will do.
  ///   - plan: A plan without the wish, to begin from with the wish besides.
  public func least(
    _ lever: Inquiry.Lever, bringing wish: [Force], against rival: [Force], base: Ladder?,
    near plan: Allocation? = nil
  ) throws -> LeastChange {
    let open = Formulation(instance, Inquiry(lever: lever))
    guard let measure = open.measure else { return .none }
    let stages = open.decidingStages(objective)
    var exact = open.exact
    for force in wish { force.add(to: &exact, open) }
    var start: [Int128]?
    if case .carriedOut(let id) = wish.first, let plan { start = open.adding(id, to: plan) }
    var threshold = base
    var bound: Int128 = 0
    for _ in 0..<rounds {
      let ways = threshold.map { open.waysToBeat($0, stages) } ?? [{ _ in }]
      guard let best = try least(measure, ways, exact, open, start, &bound) else { return .none }
      guard let point = best.point else { return .undecided(atLeast: bound) }
      let changes = open.changes(at: point)
      let after = open.ladder(at: point, stages)
      func found(_ before: Ladder?) -> LeastChange {
        .found(
          changes: changes, amount: best.amount, bound: bound, before: before, after: after,
          plan: open.allocation(at: point))
      }
      guard let known = threshold else { return found(nil) }
      // A project's cost is nothing to plans without it.
      if case .costCut(let id) = lever, rival == [.notCarriedOut(id)] { return found(known) }
      let changed = try Formulation(instance, changedBy: changes)
      switch try solve.run(changed, stages: changed.decidingStages(objective), forcing: rival) {
      case .infeasible: return found(nil)
      case .undecided: return .undecided(atLeast: bound)
      case .allocated(let solution) where solution.ladder.rungs.count < stages.count:
        return .undecided(atLeast: bound)
      case .allocated(let solution):
        if after.beats(solution.ladder, stages) { return found(solution.ladder) }
        threshold = solution.ladder
      }
      exact.add(Meaning("least-change"), measure, atLeast: bound)
    }
    return .undecided(atLeast: bound)
  }

  /// The least over all ways; raises the bound to what no way passes.
  /// - Returns: nil where no way is open; a nil point where a limit came first.
  private func least(
    _ measure: Expression, _ ways: [(inout ExactProgram) -> Void], _ exact: ExactProgram, _ open: Formulation,
    _ start: [Int128]?, _ bound: inout Int128
  ) throws(SolverFault) -> (amount: Int128, point: [Int128]?)? {
    let stage = Stage(name: "least-change", objective: measure, sense: .minimize, digits: 0, unit: "", isPolicy: false)
    var solve = solve
    // Where the plan itself is known within a gap, a hundredth of a change is as good as the least.
    if solve.gap > 0 { solve.gap = 0.01 }
    var best: (amount: Int128, point: [Int128]?)?
    var lowest: Int128?
    for way in ways {
      var program = exact
      way(&program)
      // A better way must be cheaper than the best so far.
      if let best, best.point != nil { program.add(Meaning("least-change"), measure, atMost: best.amount - 1) }
      switch try solve.staffed(stage, program, open, from: start) {
      case .infeasible: continue
      case .undecided:
        best = best ?? (0, nil)
        lowest = min(lowest ?? bound, bound)
      case .solved(let end):
        let proven =
          end.isProven ? end.value : abs(end.bound) < 1e37 ? min(end.value, Int128(end.bound.rounded(.down))) : 0
        lowest = min(lowest ?? proven, proven)
        best = (end.value, end.point)
      }
    }
    if let lowest { bound = max(bound, lowest) }
    return best
  }
}

extension Ladder {
  /// Whether this is better than anything within the other's bounds.
  public func beats(_ other: Ladder, _ stages: [Stage]) -> Bool {
    for (stage, (mine, theirs)) in zip(stages, zip(rungs, other.rungs)) {
      let gain = stage.sense == .maximize ? mine.value - theirs.bound : theirs.bound - mine.value
      if gain > stage.slack { return true }
      if gain < -stage.slack { return false }
    }
    return false
  }
}

extension ChangeSearch {
  /// A plan with what is wished for that beats a ladder on the lists so changed; nil where none was found.
  public func beating(
    _ ladder: Ladder, under changes: [Change], with wish: [Force]
  ) throws -> (ladder: Ladder, plan: Allocation)? {
    let changed = try Formulation(instance, changedBy: changes)
    let stages = changed.decidingStages(objective)
    for way in changed.waysToBeat(ladder, stages) {
      var exact = changed.exact
      for force in wish { force.add(to: &exact, changed) }
      way(&exact)
      var solve = solve
      solve.workLimit = solve.workLimit.map { max(1, $0 / 8) }
      if case .solved(let end) = try solve.staffed(.any, exact, changed) {
        return (changed.ladder(at: end.point, stages), changed.allocation(at: end.point))
      }
    }
    return nil
  }
}

extension Formulation {
  /// The rules whose rows touch a project, each once.
  public func decisions(about id: ProjectID) -> [Meaning] {
    var seen: Set<Meaning> = []
    return exact.rows.compactMap { row in
      guard let decision = row.decision, row.terms.contains(where: { exact.columns[$0.column].block == id.text }) else {
        return nil
      }
      return seen.insert(decision).inserted ? decision : nil
    }
  }
}

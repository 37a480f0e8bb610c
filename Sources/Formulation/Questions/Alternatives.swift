import IntegerProgram
import Model

extension StagedSolve {
  /// The most that a fund can pay by the rules, with what no plan passes.
  public func most(
    _ fund: FundID, _ formulation: Formulation
  ) throws(SolverFault) -> (value: Int128, bound: Int128, reuse: Reuse)? {
    let spending = formulation.spending(formulation.instance.fundIndex[fund]!).map(\.paid).sum()
    let stage = Stage(name: "most", objective: spending, sense: .maximize, digits: 0, unit: "", isPolicy: false)
    guard
      case .solved(let end) = try staffed(stage, formulation.exact, formulation)
    else { return nil }
    let level = stage.level(end, formulation.exact.range(of: spending))
    return (level.value, level.bound, end.reuse)
  }

  /// A plan nearly as good as the best that differs as much as it can: the least number of projects in which it differs
  /// from any of some plans is made largest.
  /// - Parameters:
  ///   - worst: The least that the policy may come to.
  ///   - seen: Plans that came up on the way to others.
  public func alternative(
    _ formulation: Formulation, _ stages: [Stage], holding base: LexicographicValue, worst: Int128,
    besides known: [Allocation],
    seen: inout [Allocation]
  ) throws(SolverFault) -> Alternative {
    var exact = formulation.exact
    exact.holdFloors(of: base, stages)
    let least = exact.addColumn(Meaning("difference"), .choice, upper: Int128(formulation.projects.count))
    let differences = known.map(formulation.difference)
    for (index, difference) in differences.enumerated() {
      exact.add(Meaning("difference", [String(index)]), difference - least, atLeast: 0)
    }
    let policy = stages.last!
    var good = exact
    good.add(Meaning("stage", [policy.name]), policy.objective, atLeast: worst)
    let stage = Stage(name: "difference", objective: least, sense: .maximize, digits: 0, unit: "", isPolicy: false)
    let starts = (known.prefix(1) + seen).compactMap { plan in
      formulation.point(of: plan).map { point in point + [differences.map { $0.value(at: point) }.min() ?? 0] }
    }
    let start = starts.filter(good.isSatisfied).max { $0.last! < $1.last! }
    guard case .solved(let end) = try staffed(stage, good, formulation, from: start) else { return .open }
    var bound = stage.level(end, good.range(of: least)).bound
    var (best, value, reuse) = (end.point, end.value, end.reuse)
    // What leads to good plans is the policy: difference is asked of it, half-way to what may be possible, as long as it
    // comes far enough.
    var most = bound
    while value < most {
      let middle = value + (most - value + 1) / 2
      var farther = exact
      farther.add(Meaning("difference"), least, atLeast: middle)
      switch try reach(worst, policy, farther, formulation, from: nil) {
      case .reached(let point, let more):
        reuse = reuse + more
        seen.append(formulation.allocation(at: point))
        best = point
        value = max(middle, differences.map { $0.value(at: point) }.min() ?? middle)
      case .beyond: (most, bound) = (middle - 1, middle - 1)
      case .open: most = middle - 1
      }
    }
    guard value > 0 else { return bound == 0 ? .none : .open }
    // Of all that differ as much, the best.
    good.add(Meaning("difference"), least, atLeast: value)
    if case .solved(let better) = try staffed(policy, good, formulation, from: best) {
      best = better.point
      reuse = reuse + better.reuse
    }
    return .found(
      formulation.allocation(at: best), formulation.lexicographicValue(at: best, stages), difference: value,
      bound: bound, reuse)
  }
}

/// What came of asking for another plan.
public enum Alternative: Sendable {
  /// - Parameter bound: No plan as good differs in more projects.
  case found(Allocation, LexicographicValue, difference: Int128, bound: Int128, Reuse)
  /// Nothing else is as good.
  case none
  /// A limit came before any.
  case open
}

extension Formulation {
  /// The number of projects that are carried out here or in a plan, but not in both.
  fileprivate func difference(from plan: Allocation) -> Expression {
    let carried = Set(plan.awards.map(\.project))
    return projects.indices.reduce(Expression.zero) { sum, p in
      sum + (carried.contains(projects[p].id) ? Expression(constant: 1) - self.carried(p) : self.carried(p))
    }
  }
}

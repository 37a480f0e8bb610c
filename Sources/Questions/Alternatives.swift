import ExactProgram
import Formulation
import IntegerProgram
import Model

extension StagedSolve {
  /// Finds the most that a fund can pay under the rules, in minor units, and a bound that no plan exceeds.
  /// - Returns: nil where no plan was found.
  /// - Throws: `SolverFault` where the solver fails.
  public func most(
    _ fund: FundID, _ formulation: Formulation
  ) throws(SolverFault) -> (value: Int128, bound: Int128, reuse: Reuse)? {
    let spending = formulation.spent(by: fund)
    let stage = Stage(.most, spending)
    guard
      case .solved(let end) = try staffed(stage, formulation.exact, formulation)
    else { return nil }
    let level = stage.level(end, formulation.exact.range(of: spending))
    return (level.value, level.bound, end.reuse)
  }

  /// Finds a plan nearly as good as the best that differs most from the known plans: the least number of projects in
  /// which it differs from any of them is maximised.
  /// - Parameters:
  ///   - worst: The least policy value accepted.
  ///   - known: The plans to differ from.
  ///   - seen: Plans found on the way to others; start points, and extended by this call.
  /// - Throws: `SolverFault` where the solver fails.
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
    let stage = Stage(.difference, least)
    let starts = (known.prefix(1) + seen).compactMap { plan in
      formulation.point(of: plan).map { point in point + [differences.map { $0.value(at: point) }.min() ?? 0] }
    }
    let start = starts.filter(good.isSatisfied).max { $0.last! < $1.last! }
    guard case .solved(let end) = try staffed(stage, good, formulation, from: start) else { return .open }
    var bound = stage.level(end, good.range(of: least)).bound
    var (best, value, reuse) = (end.point, end.value, end.reuse)
    // The policy as objective leads to good plans, so the difference becomes a row: halfway to the bound, as long as
    // the policy value is reached.
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
    // Among the plans that differ as much, the best.
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

/// The result of a search for an alternative plan.
public enum Alternative: Sendable {
  /// A plan, its value, and the number of projects in which it differs.
  /// - Parameter bound: No plan as good differs in more projects.
  case found(Allocation, LexicographicValue, difference: Int128, bound: Int128, Reuse)
  /// No other plan is as good.
  case none
  /// A limit was reached before any was found.
  case open
}

extension Formulation {
  /// The number of projects carried out here or in a plan, but not in both.
  fileprivate func difference(from plan: Allocation) -> Expression {
    let carried = Set(plan.awards.map(\.project))
    return projects.indices.reduce(Expression.zero) { sum, p in
      sum + (carried.contains(projects[p].id) ? Expression(constant: 1) - self.carried(p) : self.carried(p))
    }
  }
}

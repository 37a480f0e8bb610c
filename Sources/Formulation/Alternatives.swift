import IntegerProgram
import Model

extension StagedSolve {
  /// The most that a fund can pay by the rules, with what no plan passes.
  public func most(_ fund: FundID, _ formulation: Formulation) throws(SolverFault) -> (value: Int128, bound: Int128)? {
    let spending = formulation.spending(formulation.instance.fundIndex[fund]!).map(\.paid).sum()
    let stage = Stage(name: "most", objective: spending, sense: .maximize, digits: 0, unit: "", isPolicy: false)
    guard
      case .solved(let end) = try staffed(stage, formulation.exact, formulation)
    else { return nil }
    let rung = stage.rung(end, formulation.exact.range(of: spending))
    return (rung.value, rung.bound)
  }

  /// A plan nearly as good as the best that differs as much as it can: the least number of projects in which it differs
  /// from any of some plans is made largest.
  /// - Parameters:
  ///   - worst: The least that the policy may come to.
  /// - Returns: nil where nothing else is as good.
  public func alternative(
    _ formulation: Formulation, _ stages: [Stage], holding base: Ladder, worst: Int128, besides known: [Allocation]
  ) throws(SolverFault) -> (plan: Allocation, ladder: Ladder, difference: Int128, bound: Int128)? {
    var exact = formulation.exact
    for (stage, rung) in zip(stages, base.rungs) {
      if stage.isPolicy {
        exact.add(Meaning("stage", [stage.name]), stage.objective, atLeast: worst)
      } else {
        exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: rung.value + stage.slack)
      }
    }
    let least = exact.addColumn(Meaning("difference"), .choice, upper: Int128(formulation.projects.count))
    for (index, plan) in known.enumerated() {
      let carried = Set(plan.awards.map(\.project))
      let distance = formulation.projects.indices.reduce(Expression.zero) { sum, p in
        let y = formulation.carried(p)
        return sum + (carried.contains(formulation.projects[p].id) ? Expression(constant: 1) - y : y)
      }
      exact.add(Meaning("difference", [String(index)]), distance - least, atLeast: 0)
    }
    let stage = Stage(name: "difference", objective: least, sense: .maximize, digits: 0, unit: "", isPolicy: false)
    let start = known.first.flatMap { formulation.point(of: $0) }.map { $0 + [0] }
    guard case .solved(let end) = try staffed(stage, exact, formulation, from: start), end.value > 0 else { return nil }
    let rung = stage.rung(end, exact.range(of: least))
    // Of all that differ as much, the best.
    exact.add(Meaning("difference"), least, atLeast: end.value)
    var best = end.point
    if case .solved(let better) = try staffed(stages.last!, exact, formulation, from: best) { best = better.point }
    return (formulation.allocation(at: best), formulation.ladder(at: best, stages), rung.value, rung.bound)
  }
}

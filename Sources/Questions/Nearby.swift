import Formulation
import IntegerProgram
import Model

extension StagedSolve {
  /// A good plan near a known one that satisfies a side constraint, as a start for a solve.
  ///
  /// Where the constraint adds something, projects of the plan may leave and no others may enter. Where it takes
  /// something away, others may enter and none of the plan may leave. The projects of the constraint itself are free.
  /// No new fund pays for a project that stays.
  /// - Returns: nil where the neighbourhood contains no plan, or none was found with half of the work limit.
  /// - Throws: `SolverFault` where the solver fails.
  public func nearby(
    _ plan: Allocation, _ formulation: Formulation, _ stages: [Stage], subjectTo constraint: SideConstraint,
    holding base: LexicographicValue
  ) throws(SolverFault) -> Allocation? {
    guard let stage = stages.last else { return nil }
    var exact = formulation.exact
    constraint.add(to: &exact, formulation)
    exact.holdFloors(of: base, stages)
    let inside = Set(plan.awards.map(\.project))
    let instance = formulation.instance
    var free = Set(constraint.projects(instance))
    let addsSomething = !constraint.isProhibition
    if case .unused(let fund) = constraint { free = Set(plan.payments.filter { $0.fund == fund }.map(\.project)) }
    if case .spent(let fund, _) = constraint { free = Set(formulation.payable(by: fund)) }
    for (p, project) in formulation.projects.enumerated()
    where !free.contains(project.id) && inside.contains(project.id) != addsSomething {
      exact.add(
        Meaning("nearby", [project.id.text]), formulation.carried(p), atLeast: addsSomething ? nil : 1,
        atMost: addsSomething ? 0 : nil)
    }
    // The funds of a project that stays are fixed, but not their amounts.
    let paid = Set(plan.payments.map { SourceKey(fund: $0.fund, project: $0.project) })
    for (p, project) in formulation.projects.enumerated()
    where inside.contains(project.id) && !free.contains(project.id) {
      for (fund, source) in formulation.sources[p].sorted(by: { $0.key < $1.key })
      where !paid.contains(SourceKey(fund: formulation.funds[fund].id, project: project.id)) {
        exact.add(Meaning("nearby", [project.id.text]), source, atMost: 0)
      }
    }
    var half = self
    half.workLimit = workLimit.map { max(1, $0 / 2) }
    guard case .solved(let end) = try half.staffed(stage, exact, formulation) else { return nil }
    return formulation.allocation(at: end.point)
  }
}

extension Formulation {
  func payable(by fund: FundID) -> [ProjectID] { spending(instance.index(of: fund)).map { projects[$0.project].id } }
}

import IntegerProgram
import Model

extension StagedSolve {
  /// A good plan near a known one that obeys a force, to begin a solve from: who is in may leave where something must come
  /// in, and who is out may come where something must leave, but not both, and nobody new pays for what stays.
  /// - Returns: nil where the neighbourhood holds none, or none was found in half of the work.
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
    let addsSomething = !constraint.takesAway
    if case .unused(let fund) = constraint { free = Set(plan.payments.filter { $0.fund == fund }.map(\.project)) }
    if case .spent(let fund, _) = constraint { free = Set(formulation.payable(by: fund)) }
    for (p, project) in formulation.projects.enumerated()
    where !free.contains(project.id) && inside.contains(project.id) != addsSomething {
      exact.add(
        Meaning("nearby", [project.id.text]), formulation.carried(p), atLeast: addsSomething ? nil : 1,
        atMost: addsSomething ? 0 : nil)
    }
    // Who pays for what stays is held, but for how much.
    let paid = Set(plan.payments.map { [$0.fund.text, $0.project.text] })
    for (p, project) in formulation.projects.enumerated()
    where inside.contains(project.id) && !free.contains(project.id) {
      for (fund, source) in formulation.sources[p].sorted(by: { $0.key < $1.key })
      where !paid.contains([formulation.funds[fund].id.text, project.id.text]) {
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
  func payable(by fund: FundID) -> [ProjectID] { spending(instance.fundIndex[fund]!).map { projects[$0.project].id } }
}

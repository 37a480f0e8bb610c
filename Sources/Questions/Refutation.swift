import ExactProgram
import Formulation
import IntegerProgram

extension StagedSolve {
  /// Whether side constraints are infeasible even in the linear relaxation and without the need for people.
  /// - Throws: `SolverFault` where the solver fails.
  public func isRefuted(_ formulation: Formulation, subjectTo constraints: [SideConstraint]) throws(SolverFault) -> Bool
  {
    var exact = formulation.exact
    for constraint in constraints { constraint.add(to: &exact, formulation) }
    return try isRefuted(exact)
  }

  func isRefuted(_ exact: ExactProgram) throws(SolverFault) -> Bool {
    let relaxed = ScaledProgram(exact, objective: .zero, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: workLimit, interruption: interruption)
    if case .infeasible = try solver.solve(relaxed.program, request) { return true }
    return false
  }
}

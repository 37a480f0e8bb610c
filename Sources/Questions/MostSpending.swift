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
}

import Audit
import DefaultSolver
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model

extension Explainer {
  /// Creates an explainer of a plan, which cites cells by the names of the lists and their columns.
  ///
  /// - Parameters:
  ///   - folder: The lists that the plan was made from, or others that it obeys.
  ///   - solver: The solver that solves the program again for each question.
  /// - Throws: ``Findings`` for inconsistent lists, ``AuditFault`` if the plan does not obey them.
  public init(_ plan: Plan, of folder: ListsFolder, solver: any Solver = defaultSolver) throws {
    let instance = try Instance(folder.lists)
    let breaches = audit(plan.allocation, of: instance, shortfalls: plan.shortfalls) + auditWeights(plan, of: instance)
    guard breaches.isEmpty,
      let explainer = Explainer(
        plan, instance, solve: StagedSolve(solver: solver), cell: { TableSchema.name(of: $0, $1) })
    else { throw AuditFault(breaches: breaches) }
    self = explainer
  }
}

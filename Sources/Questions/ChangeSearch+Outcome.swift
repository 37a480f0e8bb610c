import Formulation
import Model

extension ChangeSearch {
  /// The best plan on changed lists. Where no floor has a shortfall, all floors are held, because only floors with a
  /// shortfall can improve.
  /// - Parameters:
  ///   - changes: The changes, of which none makes a floor harder to reach.
  ///   - constraints: What the plan must satisfy besides the rules.
  ///   - base: The value of the best plan on the lists as they are.
  ///   - plan: A plan from which the policy stage starts.
  /// - Returns: The changed formulation and what its solve came to.
  /// - Throws: `SolverFault` where the solver fails, `Findings` where the changed lists are invalid.
  package func outcome(
    under changes: [Change], _ constraints: [SideConstraint], _ base: LexicographicValue, from plan: Allocation?
  ) throws -> (changed: Formulation, outcome: StagedOutcome) {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    let held = base.floors.allSatisfy { $0.bound == 0 && $0.value == 0 } ? base.kept(stages) : nil
    return (
      changed, try solve.run(changed, stages: stages, subjectTo: constraints, holding: held, from: plan)
    )
  }
}

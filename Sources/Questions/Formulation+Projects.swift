import ExactProgram
import Formulation
import IntegerProgram
import Model

extension Formulation {
  /// Forbids every project except those of a plan, those of the condition and the allowed entrants. Payments and scales
  /// stay free.
  func forbidOthers(
    allBut plan: Allocation, _ condition: [SideConstraint], _ allowedEntrants: Set<ProjectID>,
    _ exact: inout ExactProgram
  ) {
    let kept = allowedEntrants.union(plan.awards.map(\.project)).union(condition.flatMap { $0.projects(instance) })
    for (p, project) in projects.enumerated() where !kept.contains(project.id) {
      exact.add(Meaning("nearby", [project.id.text]), carried(p), atMost: 0)
    }
  }

  /// Whether waiving a rule does not affect plans without a project: its rows contain columns of that project alone.
  func concernsOnly(_ id: ProjectID, _ decision: Meaning) -> Bool {
    exact.rows.allSatisfy { row in
      row.decision != decision || row.terms.allSatisfy { columnMap.key(of: $0.column)?.project == id }
    }
  }

  /// The rules whose rows contain a column of a project, each once, in the order of rows.
  /// - Complexity: O(terms of all rows).
  public func decisions(about id: ProjectID) -> [Meaning] {
    var seen: Set<Meaning> = []
    return exact.rows.compactMap { row in
      guard let decision = row.decision, row.terms.contains(where: { columnMap.key(of: $0.column)?.project == id })
      else {
        return nil
      }
      return seen.insert(decision).inserted ? decision : nil
    }
  }
}

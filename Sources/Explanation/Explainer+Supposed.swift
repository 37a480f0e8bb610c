import Formulation
import IntegerProgram
import Model
import Questions

/// The best plan under a supposition. Every question that supposes the same is answered by the same solve, alone or
/// among others, so that it gets the same value and interval.
extension Explainer {
  /// Solves a supposition once; questions that suppose the same share the solve.
  func end(of supposition: Supposition) throws -> StagedOutcome {
    if supposition.changes.isEmpty, supposition.constraints.count == 1 {
      switch try consequence(of: supposition.constraints[0]) {
      case .plan(let solution, _): return .allocated(solution)
      case .impossible: return .infeasible
      case .undecided: return .undecided(.work)
      }
    }
    let canonical = supposition.canonical
    if let known = known[canonical] { return known }
    let found = try solved(canonical)
    if solve.interruption?.isRaised != true { known[canonical] = found }
    return found
  }

  /// Solves a supposition. Where the plan meets every floor, the floors are held first; they are optimised again only
  /// where they cannot be held.
  private func solved(_ supposition: Supposition) throws -> StagedOutcome {
    let changed = try formulation.changed(by: supposition.changes)
    let stages = changed.decidingStages(objective)
    let start = try start(of: supposition, changed, stages)
    if base.hasNoShortfall {
      let outcome = try solve.run(
        changed, stages: stages, subjectTo: supposition.constraints, holding: base.kept(stages), from: start)
      switch outcome {
      case .infeasible where !base.floors.isEmpty: break
      case _ where outcome.isOpen(stages): break
      default: return outcome
      }
    }
    return try solve.run(changed, stages: stages, subjectTo: supposition.constraints, from: start)
  }

  /// A plan to start from. Without side constraints, it is the present plan or, where that is better, the plan with a
  /// project outside that a waived rule names: the rule may be what keeps it out.
  private func start(
    of supposition: Supposition, _ changed: Formulation, _ stages: [Stage]
  ) throws -> Allocation? {
    guard supposition.constraints.isEmpty else {
      guard supposition.constraints.count == 1 else { return nil }
      return try solve.nearby(
        plan.allocation, changed, stages, subjectTo: supposition.constraints[0], holding: base.kept(stages))
    }
    var best = plan.allocation
    var value = changed.reached(best, stages)
    for id in supposition.projectsNamedByWaivers(instance).filter({ !isCarriedOut($0) }).prefix(2) {
      var forced = supposition
      forced.constraints = [.carriedOut(id)]
      guard case .allocated(let solution) = try end(of: forced),
        solution.lexicographicValue.levels.count == stages.count
      else { continue }
      if value.map({ solution.lexicographicValue.isBetter(than: $0, stages) }) ?? true {
        (best, value) = (changed.allocation(of: solution), solution.lexicographicValue)
      }
    }
    return best
  }
}

extension Supposition {
  /// The same supposition with its parts in a fixed order.
  fileprivate var canonical: Supposition {
    var out = self
    out.changes.sort { $0.description < $1.description }
    out.constraints.sort { $0.description < $1.description }
    return out
  }

  /// The projects that the waived rules name, in the order of the rules.
  fileprivate func projectsNamedByWaivers(_ instance: Instance) -> [ProjectID] {
    var ids: [ProjectID] = []
    for case .waived(let decision) in changes {
      for id in decision.subjects.map({ ProjectID($0) }) where instance.projectIndex[id] != nil && !ids.contains(id) {
        ids.append(id)
      }
    }
    return ids
  }
}

extension LexicographicValue {
  /// Whether the value is better than another, in the first stage in which they differ.
  fileprivate func isBetter(than other: LexicographicValue, _ stages: [Stage]) -> Bool {
    for (stage, (mine, theirs)) in zip(stages, zip(levels, other.levels))
    where abs(mine.value - theirs.value) > stage.slack {
      return stage.isPolicy ? mine.value > theirs.value : mine.value < theirs.value
    }
    return false
  }
}

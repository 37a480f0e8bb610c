import Formulation
import IntegerProgram

/// Sets of rules whose waiver leaves some plan, smallest first.
public struct Repairs: Sendable, Equatable {
  /// The sets found, each waived as a whole.
  public let sets: [[Meaning]]
  /// Whether no set is smaller than the first or, where there is none, no waiver helps. False where a limit was
  /// reached first.
  public let isProven: Bool
  /// Whether there are no other sets of the size of the first.
  public let isComplete: Bool
  /// What all solves reused.
  public internal(set) var reuse = Reuse()
}

extension StagedSolve {
  /// Finds the smallest sets of rules whose waiver leaves some plan. Such a set must hit every conflict, so the
  /// smallest set that hits all known conflicts is tried; where it leaves no plan, a further conflict is found
  /// (implicit hitting sets, Moreno-Centeno & Karp 2013).
  /// - Parameters:
  ///   - first: A conflict that is known already.
  ///   - count: The largest number of sets to find.
  ///   - tries: The largest number of sets to try.
  /// - Throws: `SolverFault` where the solver fails.
  /// - Complexity: one feasibility solve for each set tried, and one conflict for each that fails.
  public func repairs(
    _ formulation: Formulation, subjectTo extra: [SideConstraint] = [], first: Conflict, count: Int = 3, tries: Int = 24
  ) throws(SolverFault) -> Repairs {
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    var asked = DeletionFilter(exact, staffedBy: formulation.staffing(by: self), self, knowing: first.points)
    var repairs = try repairs(in: &asked, first: first, count: count, tries: tries)
    repairs.reuse = asked.reuse
    return repairs
  }

  private func repairs(
    in asked: inout DeletionFilter, first: Conflict, count: Int, tries: Int
  ) throws(SolverFault) -> Repairs {
    var conflicts = [first.decisions.filter(isWaivable)]
    var sets: [[Meaning]] = []
    for _ in 0..<tries where sets.count < count {
      // A conflict without a rule that can be waived cannot be repaired.
      if conflicts.contains(where: \.isEmpty) { return Repairs(sets: sets, isProven: true, isComplete: true) }
      guard let set = Self.smallestHitting(conflicts, besides: sets) else {
        // Where there are few ways to hit all conflicts, all were tried.
        let ways = conflicts.reduce(1.0) { $0 * Double($1.count) }
        return Repairs(sets: sets, isProven: !sets.isEmpty, isComplete: ways < 10_000)
      }
      if let first = sets.first, set.count > first.count {
        return Repairs(sets: sets, isProven: true, isComplete: true)
      }
      switch try asked.find(without: Set(set)) {
      case .some: sets.append(set)
      case .unknown: return Repairs(sets: sets, isProven: !sets.isEmpty, isComplete: false)
      case .none:
        guard let next = try conflict(in: &asked, without: Set(set)) else {
          return Repairs(sets: sets, isProven: !sets.isEmpty, isComplete: false)
        }
        conflicts.append(next.decisions.filter(isWaivable))
      }
    }
    // Every repair hits all known conflicts, so if no other set of this size does, there is no other repair of this
    // size.
    let next = Self.smallestHitting(conflicts, besides: sets)
    let isLast = next.map { $0.count > (sets.first?.count ?? .max) } ?? false
    let ways = conflicts.reduce(1.0) { $0 * Double($1.count) }
    return Repairs(
      sets: sets, isProven: !sets.isEmpty, isComplete: !sets.isEmpty && (isLast || next == nil && ways < 10_000))
  }

  /// The smallest set with a member of each conflict that contains none of the known sets; the first in the order of
  /// the conflicts on ties. nil where there is none, or the search takes too many steps.
  static func smallestHitting(_ conflicts: [[Meaning]], besides known: [[Meaning]]) -> [Meaning]? {
    var steps = 0
    func extend(_ set: [Meaning], _ left: Int) -> [Meaning]? {
      steps += 1
      guard steps < 20_000 else { return nil }
      if known.contains(where: { $0.allSatisfy(set.contains) }) { return nil }
      guard let open = conflicts.first(where: { $0.allSatisfy { !set.contains($0) } }) else { return set }
      guard left > 0 else { return nil }
      for member in open {
        if let found = extend(set + [member], left - 1) { return found }
      }
      return nil
    }
    for size in 1...max(1, conflicts.count) where steps < 20_000 {
      if let found = extend([], size) { return found }
    }
    return nil
  }
}

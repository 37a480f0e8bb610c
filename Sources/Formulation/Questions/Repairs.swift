import IntegerProgram

/// Sets of rules whose giving up makes room, fewest first.
public struct Repairs: Sendable, Equatable {
  public let sets: [[Meaning]]
  /// No set is smaller than the first; where there is none, no waiver helps. False where a limit came first.
  public let isProven: Bool
  /// There are no others of the size of the first.
  public let isComplete: Bool
  /// By all solves.
  public internal(set) var reuse = Reuse()
}

extension StagedSolve {
  /// The smallest sets of rules whose giving up leaves some plan: a set must hit every conflict, so the smallest set that
  /// hits all conflicts known so far is tried; where there still is no plan, there is one conflict more (implicit hitting
  /// sets, Moreno-Centeno & Karp 2013).
  /// - Parameter first: A conflict that is known already.
  /// - Complexity: one feasibility solve for each set tried, and one conflict for each that fails.
  public func repairs(
    _ formulation: Formulation, subjectTo extra: [SideConstraint] = [], first: Conflict, count: Int = 3, tries: Int = 24
  ) throws(SolverFault) -> Repairs {
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    var asked = DeletionFilter(exact, formulation, self, knowing: first.points)
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
      // What no rule forbids that could be waived cannot be repaired.
      if conflicts.contains(where: \.isEmpty) { return Repairs(sets: sets, isProven: true, isComplete: true) }
      guard let set = Self.smallestHitting(conflicts, besides: sets) else {
        // Where there are few ways to hit all, all were tried.
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
    // Every repair hits all conflicts: where nothing else as small does, there is no other.
    let next = Self.smallestHitting(conflicts, besides: sets)
    let isLast = next.map { $0.count > (sets.first?.count ?? .max) } ?? false
    let ways = conflicts.reduce(1.0) { $0 * Double($1.count) }
    return Repairs(
      sets: sets, isProven: !sets.isEmpty, isComplete: !sets.isEmpty && (isLast || next == nil && ways < 10_000))
  }

  /// The smallest set with a member of each conflict that contains none of the sets known, the first in the conflicts'
  /// order where there are several; nil also where looking for it would take too many steps.
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

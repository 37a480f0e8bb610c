import Formulation
import IntegerProgram
import Model

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

/// Repairs by who may make them.
public struct RepairsByLevel: Sendable {
  /// What the planner's own level may waive.
  public let own: Repairs
  /// The least with which somebody else must be asked: the nearest level with whose consent there is a repair, and the
  /// repairs with what that level may waive. nil where there is none, or the planner's own repairs are as few.
  public internal(set) var asked: (level: Authority, repairs: Repairs)?
  /// Whether it is certain that there is no repair, where none was found at any level. False where a limit was reached
  /// first.
  public internal(set) var isProvenNone = false
  /// The law in a conflict that no level can resolve; empty where there is a repair, or the law is not to blame.
  public internal(set) var law: [Meaning] = []
  /// The facts in that conflict, such as that a project is done.
  public internal(set) var facts: [Meaning] = []
}

extension StagedSolve {
  /// Finds the smallest sets of rules whose waiver leaves some plan. Such a set must hit every conflict, so the
  /// smallest set that hits all known conflicts is tried; where it leaves no plan, a further conflict is found
  /// (implicit hitting sets, Moreno-Centeno & Karp 2013).
  ///
  /// What the planner's level may waive is searched first. Where that is not enough, or another repair would be smaller,
  /// the levels above are, the nearest first. Law and facts are in no repair.
  /// - Parameters:
  ///   - first: A conflict that is known already.
  ///   - count: The largest number of sets to find at each level.
  ///   - tries: The largest number of sets to try at each level.
  /// - Throws: `SolverFault` where the solver fails.
  /// - Complexity: one feasibility solve for each set tried, and one conflict for each that fails.
  public func repairs(
    _ formulation: Formulation, subjectTo extra: [SideConstraint] = [], first: Conflict, count: Int = 3, tries: Int = 24
  ) throws(SolverFault) -> RepairsByLevel {
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    let asked = DeletionFilter(exact, staffedBy: formulation.staffing(by: self), self, knowing: first.points)
    var search = RepairSearch(solve: self, filter: asked, conflicts: [first.decisions], count: count, tries: tries)
    let (instance, planner) = (formulation.instance, formulation.instance.lists.planner)
    func among(_ level: Authority) -> (Meaning) -> Bool { { instance.mayWaive($0, at: level) } }
    var found = RepairsByLevel(own: try search.repairs(among: among(planner)))
    let fewest = found.own.sets.first?.count ?? .max
    // No repair is smaller than one rule.
    var widest = found.own
    for level in planner.levelsToAsk where fewest > 1 && found.asked == nil {
      widest = try search.repairs(among: among(level), smallerThan: fewest)
      if !widest.sets.isEmpty { found.asked = (level, widest) }
    }
    if fewest == .max, found.asked == nil {
      found.isProvenNone = widest.isProven
      let blocking = search.conflicts.first { !$0.contains(where: among(.province)) }
      found.law = blocking?.filter { isWaivable($0) && instance.authority(of: $0) == .law } ?? []
      found.facts = blocking?.filter(instance.isFact) ?? []
    }
    return found
  }
}

/// The search for repairs of one program; what it learns of conflicts holds whoever waives rules.
private struct RepairSearch {
  let solve: StagedSolve
  var filter: DeletionFilter
  /// The conflicts found so far.
  var conflicts: [[Meaning]]
  let count: Int
  let tries: Int

  /// - Parameters:
  ///   - mayWaive: Whether a rule may be waived.
  ///   - limit: Sets of this size are not looked for.
  mutating func repairs(
    among mayWaive: (Meaning) -> Bool, smallerThan limit: Int = .max
  ) throws(SolverFault) -> Repairs {
    var sets: [[Meaning]] = []
    var hasTriedAll = false
    func ended(isProven: Bool, isComplete: Bool) -> Repairs {
      Repairs(sets: sets, isProven: isProven, isComplete: isComplete, reuse: filter.reuse)
    }
    for _ in 0..<tries where sets.count < count {
      let open = conflicts.map { $0.filter(mayWaive) }
      // A conflict without a rule that may be waived cannot be repaired.
      if open.contains(where: \.isEmpty) { return ended(isProven: true, isComplete: true) }
      guard let set = StagedSolve.smallestHitting(open, besides: sets) else {
        // Where there are few ways to hit all conflicts, all were tried.
        return ended(isProven: !sets.isEmpty, isComplete: hasFewWays(open))
      }
      if set.count >= limit || sets.first.map({ set.count > $0.count }) ?? false {
        return ended(isProven: true, isComplete: true)
      }
      switch try filter.find(without: Set(set)) {
      case .some: sets.append(set)
      case .unknown: return ended(isProven: !sets.isEmpty, isComplete: false)
      case .none:
        // Where not even all that may be waived is enough, one conflict of other rules proves it.
        if !hasTriedAll {
          hasTriedAll = true
          let all = Set(filter.decisions.filter(mayWaive))
          let isEverything = filter.decisions.allSatisfy { !isWaivable($0) || all.contains($0) }
          if !isEverything, let beyond = try solve.conflict(in: &filter, without: all) {
            conflicts.append(beyond.decisions)
            continue
          }
        }
        guard let next = try solve.conflict(in: &filter, without: Set(set)) else {
          return ended(isProven: !sets.isEmpty, isComplete: false)
        }
        conflicts.append(next.decisions)
      }
    }
    // Every repair hits all known conflicts, so if no other set of this size does, there is no other repair of this
    // size.
    let open = conflicts.map { $0.filter(mayWaive) }
    let next = StagedSolve.smallestHitting(open, besides: sets)
    let isLast = next.map { $0.count > (sets.first?.count ?? .max) } ?? false
    return ended(
      isProven: !sets.isEmpty, isComplete: !sets.isEmpty && (isLast || next == nil && hasFewWays(open)))
  }

  private func hasFewWays(_ conflicts: [[Meaning]]) -> Bool {
    conflicts.reduce(1.0) { $0 * Double($1.count) } < 10_000
  }
}

extension StagedSolve {
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

import IntegerProgram

/// The best feasible point so far, in the original program's columns, and the cutoff that follows from it.
final class Incumbent {
  /// The last accepted point of the presolved problem, for searches near it.
  private(set) var reduced: [Double]?
  private(set) var point: [Double]?
  /// The objective value to beat, minimised and with the problem's constant.
  private(set) var objective = Double.infinity
  private let program: Problem
  private let postsolve: Postsolve
  let relativeGap: Double
  /// The objective value that is good enough: the search ends there, and until then prunes nodes that cannot reach it.
  let objectiveTarget: Double?
  /// Nodes with a worse bound are pruned.
  let objectiveCutoff: Double
  /// The objective takes only the values `stepOffset` plus multiples of `step`; nil if no step is known.
  private let step: Double?
  private let stepOffset: Double
  var onImprovement: (() -> Void)?
  /// Optimises the original program with the integer columns fixed; nil if that fails.
  var repair: (([Double]) -> [Double]?)?
  private var repairs = 0
  /// Adds the columns that were projected out of the presolved problem; nil if that is infeasible.
  var completion: (([Double]) -> [Double]?)?

  /// - Parameter ceiling: A known objective value; only better points are accepted.
  init(
    _ program: Problem, _ presolved: Problem, _ postsolve: Postsolve, relativeGap: Double, ceiling: Double = .infinity,
    objectiveTarget: Double? = nil, objectiveCutoff: Double? = nil
  ) {
    objective = ceiling
    self.objectiveTarget = objectiveTarget
    self.objectiveCutoff = objectiveCutoff.map { $0 + 1e-9 * max(1, abs($0)) } ?? .infinity
    self.program = program
    self.postsolve = postsolve
    self.relativeGap = relativeGap
    step = presolved.objectiveStep
    var offset = presolved.constant
    for j in 0..<presolved.columnCount where presolved.lower[j] == presolved.upper[j] {
      offset += presolved.objective[j] * presolved.lower[j]
    }
    stepOffset = offset
  }

  /// What becomes of a point that is offered.
  enum Verdict { case accepted, noBetter, violatesRow }

  /// Accepts a point of the presolved problem if its postsolved point is better and satisfies the program to
  /// tolerances.
  @discardableResult
  func offer(_ reducedPoint: [Double]) -> Verdict {
    guard let whole = completion.map({ $0(reducedPoint) }) ?? reducedPoint else { return .violatesRow }
    var full = postsolve.restored(whole)
    for j in full.indices where program.isInteger[j] { full[j] = full[j].rounded() }
    if program.value(of: full) < objective, !program.isSatisfied(by: full) {
      // A point within tolerance of the presolved rows may violate a row of the original program.
      guard repairs < 20, let repaired = repair?(full) else { return .violatesRow }
      repairs += 1
      full = repaired
    }
    let verdict = offer(full: full)
    if verdict == .accepted { reduced = reducedPoint }
    return verdict
  }

  /// Accepts a better point of the original program, even one that presolve has cut off.
  @discardableResult
  func offer(full: [Double]) -> Verdict {
    var full = full
    // Tolerances apply to rows; bounds hold exactly.
    for j in full.indices { full[j] = min(max(full[j], program.lower[j]), program.upper[j]) }
    guard program.value(of: full) < objective else { return .noBetter }
    if !program.isSatisfied(by: full) {
      full = onNearBounds(full, lower: program.lower, upper: program.upper)
      guard program.isSatisfied(by: full) else { return .violatesRow }
    }
    point = full
    objective = program.value(of: full)
    onImprovement?()
    return .accepted
  }

  /// The bound from which a node is pruned: no point of it improves on the incumbent by more than the gap, or none
  /// reaches the target.
  var cutoff: Double {
    if let objectiveTarget {
      return isTargetReached ? -.infinity : objectiveTarget + 1e-9 * max(1, abs(objectiveTarget))
    }
    guard objective < .infinity else { return objectiveCutoff }
    let least = max(relativeGap * abs(objective), 1e-9 * max(1, abs(objective)))
    return min(objectiveCutoff, objective - max(least, (step ?? 0) * (1 - 1e-4)))
  }

  var isTargetReached: Bool { objectiveTarget.map { objective <= $0 } ?? false }

  /// The objective value that a heuristic must beat. It is looser than the cutoff: an improvement smaller than the gap
  /// still reduces the gap.
  var heuristicCutoff: Double {
    guard objective < .infinity else { return objectiveCutoff }
    return min(objectiveCutoff, max(cutoff, objective - 0.05 * relativeGap * abs(objective)))
  }

  /// Rounds a bound up to the next value that the objective can take.
  func strengthened(_ bound: Double) -> Double {
    guard let step, bound.isFinite else { return bound }
    let steps = (bound - stepOffset) / step
    guard abs(steps) < 1e9 else { return bound }
    return max(bound, (steps - 1e-6).rounded(.up) * step + stepOffset)
  }
}

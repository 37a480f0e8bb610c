import IntegerProgram

/// The best point so far, in terms of the program that was asked about, and what it takes to be better.
final class Incumbent {
  /// Points of the presolved problem, for searches near them.
  private(set) var reduced: [Double]?
  private(set) var point: [Double]?
  /// Minimised, with the problem's constant.
  private(set) var objective = Double.infinity
  private let program: Problem
  private let postsolve: Postsolve
  let relativeGap: Double
  /// An objective that is good enough: then nothing else is of interest, and before it nothing that cannot come to it.
  let objectiveTarget: Double?
  /// Nothing worse is of interest.
  let objectiveCutoff: Double
  /// Multiples of it, from `stepOffset`, are all that the objective can be.
  private let step: Double?
  private let stepOffset: Double
  var onImprovement: (() -> Void)?
  /// Finds the best point of the program itself with the whole columns as they are.
  var repair: (([Double]) -> [Double]?)?
  private var repairs = 0
  /// Puts in what was projected out of the presolved problem; nil where that is not possible.
  var completion: (([Double]) -> [Double]?)?

  /// - Parameter ceiling: an objective that is known from elsewhere; only better points are of interest.
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

  /// Takes a point of the presolved problem if it is better and satisfies the program, brought back, to tolerances.
  @discardableResult
  func offer(_ reducedPoint: [Double]) -> Bool {
    guard let whole = completion.map({ $0(reducedPoint) }) ?? reducedPoint else { return false }
    var full = postsolve.restored(whole)
    for j in full.indices where program.isInteger[j] { full[j] = full[j].rounded() }
    if program.value(of: full) < objective, !program.isSatisfied(by: full) {
      // What was within tolerance of presolved rows may be beyond it in the program's own.
      guard repairs < 20, let repaired = repair?(full) else { return false }
      repairs += 1
      full = repaired
    }
    guard offer(full: full) else { return false }
    reduced = reducedPoint
    return true
  }

  /// Takes a point of the program itself; it may be one that presolve has left out.
  @discardableResult
  func offer(full: [Double]) -> Bool {
    var full = full
    // Tolerances were for the rows; a bound is kept to the letter.
    for j in full.indices { full[j] = min(max(full[j], program.lower[j]), program.upper[j]) }
    let value = program.value(of: full)
    guard value < objective, program.isSatisfied(by: full) else { return false }
    point = full
    objective = value
    onImprovement?()
    return true
  }

  /// A node whose bound is no less is of no use: no point in it is better by more than the gap, or is good enough.
  var cutoff: Double {
    if let objectiveTarget {
      return isTargetReached ? -.infinity : objectiveTarget + 1e-9 * max(1, abs(objectiveTarget))
    }
    guard objective < .infinity else { return objectiveCutoff }
    let least = max(relativeGap * abs(objective), 1e-9 * max(1, abs(objective)))
    return min(objectiveCutoff, objective - max(least, (step ?? 0) * (1 - 1e-4)))
  }

  var isTargetReached: Bool { objectiveTarget.map { objective <= $0 } ?? false }

  /// What a heuristic aims below: a point that is better by less than the gap still brings the gap nearer.
  var target: Double {
    guard objective < .infinity else { return objectiveCutoff }
    return min(objectiveCutoff, max(cutoff, objective - 0.05 * relativeGap * abs(objective)))
  }

  /// A bound as strong as the objective's step makes it.
  func strengthened(_ bound: Double) -> Double {
    guard let step, bound.isFinite else { return bound }
    let steps = (bound - stepOffset) / step
    guard abs(steps) < 1e9 else { return bound }
    return max(bound, (steps - 1e-6).rounded(.up) * step + stepOffset)
  }
}

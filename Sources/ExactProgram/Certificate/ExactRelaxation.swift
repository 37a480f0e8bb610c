import IntegerProgram

/// The linear relaxation of a certificate in an engine whose results are never trusted: a box is closed only where
/// whole multipliers prove that none of its points reaches the target.
final class ExactRelaxation {
  private let tightened: ExactProgram
  private let limits: Certifier
  private(set) var relaxed: RelaxedProgram
  private var bound: DualBound
  /// The target minus the objective's constant.
  private let target: Int128
  /// The target in the engine's units, plus a relative tolerance of 1e-7.
  let cutoff: Double
  /// The engine; set only while it is open.
  var engine: (any LinearEngine)!

  /// Relaxes a tightened program.
  /// - Parameter target: The certificate claims that no point reaches it.
  init(_ tightened: ExactProgram, maximizing objective: Expression, target: Int128, _ limits: Certifier) {
    self.tightened = tightened
    self.limits = limits
    self.target = target - objective.constant
    relaxed = RelaxedProgram(tightened, maximizing: objective)
    var costs = [Int128](repeating: 0, count: tightened.columns.count)
    for term in objective.terms { costs[term.column] = term.coefficient }
    bound = DualBound(objective: costs, rows: tightened.rows)
    let aim = -self.target.rounded / relaxed.objectiveUnit
    cutoff = aim + 1e-7 * max(1, abs(aim))
  }

  var isSpent: Bool { engine.iterations >= limits.workLimit || limits.isStopped }

  /// The engine's vertex in whole units.
  func values() throws(EngineFault) -> [Double] { zip(try engine.point().values, relaxed.units).map { $0 * $1 } }

  func loadBounds(_ box: ColumnBounds) {
    for j in box.lower.indices { setBounds(j, box.lower[j], box.upper[j]) }
  }

  func setBounds(_ column: Int, _ lower: Int128, _ upper: Int128) {
    let unit = relaxed.units[column]
    engine.setBounds(ofColumn: column, lower: lower.rounded / unit, upper: upper.rounded / unit)
  }

  /// Runs the dual simplex in slices of at most 500 iterations, so that an interruption is noticed.
  /// - Returns: nil where a limit was reached first.
  func optimized(cutoff: Double) throws(EngineFault) -> LinearStatus? {
    while !isSpent {
      let slice = max(1, min(500, limits.workLimit - engine.iterations))
      let status = try engine.optimize(method: .dual, iterationLimit: slice, cutoff: cutoff)
      if status != .iterationLimit { return status }
    }
    return nil
  }

  enum Ending { case closed, open([Double]), spent }

  /// Solves the relaxation in a box: the box is closed, or its vertex in whole units, or a limit was reached.
  func solved(in box: ColumnBounds) throws(EngineFault) -> Ending {
    loadBounds(box)
    for cutoff in [cutoff, .infinity] {
      guard let status = try optimized(cutoff: cutoff) else { return .spent }
      if try status == .infeasible ? isContradiction(box) : isBelow(box) { return .closed }
    }
    return .open(try values())
  }

  /// Whether the vertex's multipliers prove that the objective stays below the target.
  private func isBelow(_ box: ColumnBounds) throws(EngineFault) -> Bool {
    guard let (multipliers, scale) = relaxed.whole(try engine.point().duals, isOfObjective: true) else { return false }
    return bound.isBelow(target, multipliers: multipliers, scale: scale, lower: box.lower, upper: box.upper)
  }

  /// Whether some combination of rows is proven infeasible in the box.
  private func isContradiction(_ box: ColumnBounds) throws(EngineFault) -> Bool {
    func holds(_ multipliers: [Double]) -> Bool {
      guard let (whole, scale) = relaxed.whole(multipliers, isOfObjective: false) else { return false }
      return [whole, whole.map { -$0 }].contains {
        bound.isBelow(0, multipliers: $0, scale: scale, lower: box.lower, upper: box.upper)
      }
    }
    for proof in try engine.infeasibilityProofs() {
      var multipliers = [Double](repeating: 0, count: bound.rows.count)
      for (row, multiplier) in proof { multipliers[row] = multiplier }
      if holds(multipliers) { return true }
    }
    for basic in try violated(box).prefix(20) {
      if let multipliers = try engine.tableauMultipliers(ofColumn: basic), holds(multipliers) { return true }
    }
    return false
  }

  /// Columns, and rows numbered after them, that violate their bounds; the most violated first.
  private func violated(_ box: ColumnBounds) throws(EngineFault) -> [Int] {
    let values = try engine.point().values
    var found: [(most: Double, basic: Int)] = []
    func look(_ basic: Int, _ value: Double, _ lower: Double, _ upper: Double) {
      let most = max(lower - value, value - upper)
      if most > 1e-9 { found.append((most, basic)) }
    }
    for j in values.indices {
      look(j, values[j], box.lower[j].rounded / relaxed.units[j], box.upper[j].rounded / relaxed.units[j])
    }
    for (i, row) in relaxed.linear.rows.enumerated() {
      look(values.count + i, row.activity(at: values), row.lower, row.upper)
    }
    return found.sorted { ($0.most, $1.basic) > ($1.most, $0.basic) }.map(\.basic)
  }

  /// Adds rounds of cuts at the root while they move the bound towards the target.
  func cut() throws(EngineFault) {
    guard try optimized(cutoff: .infinity) == .optimal else { return }
    let rounding = ExactRounding(tightened, units: relaxed.units)
    var stalled = 0
    for _ in 0..<Self.mostCutRounds where stalled < 3 {
      let before = try engine.point()
      guard before.objective < cutoff, !isSpent else { return }
      let cuts = rounding.cuts(at: try values(), most: 50 + tightened.columns.count / 10)
      if cuts.isEmpty { return }
      replace(before.isRowBasic, by: cuts.map(\.row))
      guard try optimized(cutoff: .infinity) == .optimal else { return }
      let gain = try engine.point().objective - before.objective
      stalled = gain < 0.01 * (cutoff - before.objective) ? stalled + 1 : 0
    }
  }

  private static let mostCutRounds = 30

  /// Removes the cuts that are not tight and appends new ones.
  private func replace(_ isRowBasic: [Bool], by cuts: [ExactProgram.Row]) {
    let slack = (tightened.rows.count..<isRowBasic.count).filter { isRowBasic[$0] }
    engine.remove(slack)
    relaxed.remove(slack)
    for row in slack.reversed() { bound.rows.remove(at: row) }
    engine.append(cuts.map { relaxed.append($0) })
    bound.rows += cuts
  }
}

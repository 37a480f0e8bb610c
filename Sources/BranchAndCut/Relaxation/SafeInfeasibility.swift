import IntegerProgram

/// A basic column or row beyond its bounds, after the simplex method found the program infeasible.
struct Violation {
  /// The number of the column, or of the row, counted after all columns.
  let basic: Int
  let isBelow: Bool

  /// All violations, the largest first.
  static func all(in values: [Double], _ bounds: (Int) -> (lower: Double, upper: Double), _ rows: [LinearRow])
    -> [Violation]
  {
    var found: [(most: Double, basic: Int, isBelow: Bool)] = []
    func look(_ basic: Int, _ value: Double, _ lower: Double, _ upper: Double) {
      let most = max(lower - value, value - upper)
      if most > Tolerance.zero * max(1, abs(value)) { found.append((most, basic, value < lower)) }
    }
    for j in values.indices { look(j, values[j], bounds(j).lower, bounds(j).upper) }
    for (i, row) in rows.enumerated() {
      look(values.count + i, row.activity(at: values), row.lower, row.upper)
    }
    return found.sorted { ($0.most, $1.basic) > ($1.most, $0.basic) }
      .map { Violation(basic: $0.basic, isBelow: $0.isBelow) }
  }
}

/// Proves in exact arithmetic that a linear program is infeasible, after the simplex method found it so.
///
/// The dual method ends at a basic column beyond its bounds that no nonbasic one can bring back. Its tableau row is a
/// sum of rows that no point within the bounds satisfies (Farkas 1902). The primal method ends where the sum of all
/// such rows is infeasible. Either sum is evaluated as a ``SafeBound``: with a zero objective, a positive bound proves
/// infeasibility.
struct SafeInfeasibility {
  /// On sizes S and M the first violation is a proof in nine of ten cases, and the eighth at worst; on larger sizes it
  /// comes later.
  private static let mostTries = 200

  let engine: any LinearEngine
  let rows: [[LinearRow]]
  let lower: [Double]
  let upper: [Double]

  /// Whether the proof succeeds.
  ///
  /// - Complexity: O(nonzeros) for each violation that is tried.
  func isProven() throws(EngineFault) -> Bool {
    let count = rows.reduce(0) { $0 + $1.count }
    for proof in try engine.infeasibilityProofs() {
      var duals = [Double](repeating: 0, count: count)
      for (row, multiplier) in proof { duals[row] = multiplier }
      if isContradiction(duals) || isContradiction(duals.map { -$0 }) { return true }
    }
    let violations = Violation.all(in: try engine.point().values, { (lower[$0], upper[$0]) }, rows.flatMap(\.self))
    var sum = [Double](repeating: 0, count: count)
    var tries = 0
    for violation in violations where tries < SafeInfeasibility.mostTries {
      // In a sifted program, rows that are not kept may be violated, too.
      guard var duals = try engine.tableauMultipliers(ofColumn: violation.basic) else { continue }
      tries += 1
      if !violation.isBelow { for i in duals.indices { duals[i] = -duals[i] } }
      if isContradiction(duals) { return true }
      for i in sum.indices { sum[i] += duals[i] }
    }
    return isContradiction(sum)
  }

  private func isContradiction(_ duals: [Double]) -> Bool {
    let nothing = [Double](repeating: 0, count: lower.count)
    return SafeBound(objective: nothing, rows: rows, duals: duals, lower: lower, upper: upper).value > 0
  }
}

extension EngineFault {
  /// The simplex method finds the program infeasible, but there is no proof.
  static let withoutProof = EngineFault(isMemoryLimit: false, log: "the simplex method finds no point, without a proof")
}

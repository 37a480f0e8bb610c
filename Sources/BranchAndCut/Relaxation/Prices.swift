import IntegerProgram

/// Multipliers of all rows of a sifted program, and the reduced costs that follow from them.
///
/// A tight row that is not kept gets a multiplier that removes improving reduced costs in it, as far as its other
/// columns allow. Otherwise a column whose cost appears only in such a row, as an indicator's does, would seem to be
/// free.
struct Prices {
  private(set) var duals: [Double]
  /// The rows that are not kept but have a multiplier.
  private(set) var raised: [Int] = []
  private var reducedCosts: [Double]

  /// - Complexity: O(nonzeros).
  init(_ restricted: RestrictedProgram, _ kept: LinearPoint) {
    duals = [Double](repeating: 0, count: restricted.program.rows.count)
    reducedCosts = restricted.program.objective
    for (k, i) in restricted.rows.enumerated() where kept.duals[k] != 0 { add(kept.duals[k], i, restricted) }
    for i in duals.indices where restricted.place[i] < 0 {
      let row = restricted.program.rows[i]
      guard row.isShort, row.columns.contains(where: { gain($0, restricted) > 0 }) else { continue }
      let activity = row.activity(at: kept.values)
      for (side, sign) in [(row.lower, 1.0), (row.upper, -1.0)]
      where side.isFinite && abs(activity - side) <= Tolerance.zero * max(1, abs(side)) {
        let multiplier = sign * bearable(row, sign, restricted, kept.values)
        guard multiplier != 0 else { continue }
        add(multiplier, i, restricted)
        raised.append(i)
        break
      }
    }
  }

  private mutating func add(_ multiplier: Double, _ i: Int, _ restricted: RestrictedProgram) {
    let row = restricted.program.rows[i]
    duals[i] = multiplier
    for k in row.columns.indices { reducedCosts[row.columns[k]] -= multiplier * row.values[k] }
  }

  /// The multiplier at which no column of the row has an improving reduced cost any more, or the largest at which the
  /// other columns still have none.
  private func bearable(_ row: LinearRow, _ sign: Double, _ restricted: RestrictedProgram, _ point: [Double]) -> Double
  {
    var needed = 0.0
    var most = Double.infinity
    for k in row.columns.indices {
      let j = row.columns[k]
      let (lower, upper) = (restricted.program.lower[j], restricted.program.upper[j])
      guard lower < upper else { continue }
      // The change of the reduced cost for each unit of the multiplier.
      let slope = -sign * row.values[k]
      let d = reducedCosts[j]
      if slope * d < 0, gain(j, restricted) > 0 {
        needed = max(needed, -d / slope)
      } else if slope < 0, point[j] < upper - Tolerance.zero {
        most = min(most, max(0, d) / -slope)
      } else if slope > 0, point[j] > lower + Tolerance.zero {
        most = min(most, max(0, -d) / slope)
      }
    }
    return min(needed, most)
  }

  /// The improvement of the objective for each unit of a column that is not kept and could move; 0 for other columns.
  private func gain(_ j: Int, _ restricted: RestrictedProgram) -> Double {
    guard restricted.stands(j) else { return 0 }
    return restricted.program.lower[j] > -.infinity ? -reducedCosts[j] : reducedCosts[j]
  }

  /// Columns with improving reduced cost: at most three of each kept row with a multiplier, or all of them if these
  /// rows have none.
  func attracted(_ restricted: RestrictedProgram) -> Set<Int> {
    func isDrawn(_ j: Int) -> Bool { gain(j, restricted) > 1e-7 * max(1, abs(restricted.program.objective[j])) }
    var chosen = Set<Int>()
    for i in restricted.rows where duals[i] != 0 {
      let drawn = restricted.program.rows[i].columns.filter(isDrawn)
        .sorted { (gain($0, restricted), $1) > (gain($1, restricted), $0) }
      chosen.formUnion(drawn.prefix(3))
    }
    return chosen.isEmpty ? Set(reducedCosts.indices.filter(isDrawn)) : chosen
  }
}

/// Analyses why the kept program is infeasible: what could bring each violated basic column or row back within its
/// bounds.
struct Infeasibility {
  private let restricted: RestrictedProgram
  private let engine: any LinearEngine
  /// Rows are numbered as in the engine.
  private let violations: [Violation]
  private let basis: LinearBasis

  init(_ restricted: RestrictedProgram, _ engine: any LinearEngine) throws(EngineFault) {
    self.restricted = restricted
    self.engine = engine
    violations = Violation.all(
      in: try engine.point().values, restricted.bounds, restricted.rows.map { restricted.program.rows[$0] })
    basis = engine.basis
  }

  /// The columns that may help; empty only if the whole program is infeasible.
  ///
  /// If nothing that is kept helps some violated basic, only those columns that would help it are returned.
  func helping() throws(EngineFault) -> [Int] {
    var slopes = Slopes(restricted, basis)
    var others = Set<Int>()
    for violation in violations {
      guard let multipliers = try engine.tableauMultipliers(ofColumn: violation.basic) else { continue }
      let (isHelped, waiting) = slopes.help(for: violation.basic, multipliers, violation.isBelow ? 1 : -1)
      let few = waiting.prefix(20)
      if !isHelped { return few.sorted() }
      if others.count < 200 { others.formUnion(few) }
    }
    // Without a proof, any column may help.
    return others.isEmpty ? restricted.isKept.indices.filter(restricted.stands) : others.sorted()
  }

  /// Proofs of infeasibility from kept rows: each violated basic that nothing can help gives one.
  func proofs(most: Int) throws(EngineFault) -> [RowMultipliers] {
    var slopes = Slopes(restricted, basis)
    var proofs: [RowMultipliers] = []
    for violation in violations where proofs.count < most {
      guard let multipliers = try engine.tableauMultipliers(ofColumn: violation.basic) else { continue }
      let (isHelped, waiting) = slopes.help(for: violation.basic, multipliers, violation.isBelow ? 1 : -1)
      if !isHelped, waiting.isEmpty { proofs.append(proof(by: violation.basic, multipliers)) }
    }
    return proofs
  }

  /// The multipliers of a proof. A basic row equals the sum of the other rows with their multipliers, and is
  /// subtracted.
  private func proof(by basic: Int, _ multipliers: [Double]) -> RowMultipliers {
    let noise = Tolerance.zero * multipliers.reduce(0) { max($0, abs($1)) }
    var proof = multipliers.indices.filter { abs(multipliers[$0]) > noise }
      .map { (row: restricted.rows[$0], multiplier: multipliers[$0]) }
    let own = basic - restricted.isKept.count
    if own >= 0, abs(multipliers[own]) <= noise { proof.append((restricted.rows[own], -1)) }
    return proof
  }
}

/// Computes tableau rows one after the other, in one buffer.
private struct Slopes {
  private let restricted: RestrictedProgram
  private let basis: LinearBasis
  private var slope: [Double]

  init(_ restricted: RestrictedProgram, _ basis: LinearBasis) {
    self.restricted = restricted
    self.basis = basis
    slope = [Double](repeating: 0, count: restricted.isKept.count)
  }

  /// Looks for columns and rows that move a violated basic towards its bounds.
  ///
  /// - Parameter sign: 1 if the basic has to rise, -1 if it has to fall.
  /// - Returns: Whether anything that is kept helps, and which columns that are not kept would, the steepest first.
  mutating func help(for basic: Int, _ multipliers: [Double], _ sign: Double) -> (isHelped: Bool, waiting: [Int]) {
    let program = restricted.program
    let noise = Tolerance.zero * multipliers.reduce(0) { max($0, abs($1)) }
    var isHelped = false
    var touched: [Int] = []
    for (k, y) in multipliers.enumerated() where abs(y) > noise {
      let row = program.rows[restricted.rows[k]]
      let stands = basis.rows[k]
      // A row's own slope is its negated multiplier.
      if stands != LinearBasis.basic, row.lower < row.upper, (-sign * y > 0) == (stands == LinearBasis.atLower) {
        isHelped = true
      }
      for at in row.columns.indices {
        let j = row.columns[at]
        if slope[j] == 0 { touched.append(j) }
        slope[j] += sign * y * row.values[at]
      }
    }
    var waiting: [(slope: Double, column: Int)] = []
    for j in touched {
      let a = slope[j]
      slope[j] = 0
      guard abs(a) > noise, program.lower[j] < program.upper[j], basis.columns[j] != LinearBasis.basic else { continue }
      let rises = restricted.isKept[j] ? basis.columns[j] != LinearBasis.atUpper : program.lower[j] > -.infinity
      guard (a > 0) == rises else { continue }
      if restricted.isKept[j] { isHelped = true } else { waiting.append((abs(a), j)) }
    }
    waiting.sort { ($0.slope, $1.column) > ($1.slope, $0.column) }
    return (isHelped, waiting.map(\.column))
  }
}

import IntegerProgram

/// Multipliers of all rows of a sifted program, and what they make of the columns' costs.
///
/// A row that is not kept but tight takes on as much of what draws a column as its other columns bear. So a column whose
/// cost stands in such a row alone, as that of being used at all does, is not taken for a gift.
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

  /// The multiplier at which nothing in the row is drawn any more, or the largest that the row's other columns bear.
  private func bearable(_ row: LinearRow, _ sign: Double, _ restricted: RestrictedProgram, _ point: [Double]) -> Double
  {
    var needed = 0.0
    var most = Double.infinity
    for k in row.columns.indices {
      let j = row.columns[k]
      let (lower, upper) = (restricted.program.lower[j], restricted.program.upper[j])
      guard lower < upper else { continue }
      // The reduced cost moves by so much for each unit.
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

  /// What a unit of a column that stands still would bring.
  private func gain(_ j: Int, _ restricted: RestrictedProgram) -> Double {
    guard restricted.stands(j) else { return 0 }
    return restricted.program.lower[j] > -.infinity ? -reducedCosts[j] : reducedCosts[j]
  }

  /// The columns that would rather move, of each kept row that has a multiplier no more than a few; of those in no such row, all.
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

/// Why what is kept has no point: what could bring each basic column and row back that is beyond its bounds.
struct Infeasibility {
  private let restricted: RestrictedProgram
  private let engine: any LinearEngine
  /// Rows as they stand in the engine.
  private let violations: [Violation]
  private let basis: LinearBasis

  init(_ restricted: RestrictedProgram, _ engine: any LinearEngine) throws(EngineFault) {
    self.restricted = restricted
    self.engine = engine
    violations = Violation.all(
      in: try engine.point().values, restricted.bounds, restricted.rows.map { restricted.program.rows[$0] })
    basis = engine.basis
  }

  /// Which columns may help; where there is none, the whole program has no point either. Where nothing that is kept could help
  /// some basic, what is not kept but could is all that can.
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
    // Without a proof anything may help.
    return others.isEmpty ? restricted.isKept.indices.filter(restricted.stands) : others.sorted()
  }

  /// Of kept rows: a basic that nothing helps is a proof.
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

  /// A row that is basic itself is the sum of the others with their multipliers.
  private func proof(by basic: Int, _ multipliers: [Double]) -> RowMultipliers {
    let noise = Tolerance.zero * multipliers.reduce(0) { max($0, abs($1)) }
    var proof = multipliers.indices.filter { abs(multipliers[$0]) > noise }
      .map { (row: restricted.rows[$0], multiplier: multipliers[$0]) }
    let own = basic - restricted.isKept.count
    if own >= 0, abs(multipliers[own]) <= noise { proof.append((restricted.rows[own], -1)) }
    return proof
  }
}

/// Tableau rows, one after the other, in one room.
private struct Slopes {
  private let restricted: RestrictedProgram
  private let basis: LinearBasis
  private var slope: [Double]

  init(_ restricted: RestrictedProgram, _ basis: LinearBasis) {
    self.restricted = restricted
    self.basis = basis
    slope = [Double](repeating: 0, count: restricted.isKept.count)
  }

  /// - Parameter sign: 1 where the basic column has to rise, -1 where it has to fall.
  /// - Returns: whether something that is kept moves it there, and which columns that are not kept would, the steepest first.
  mutating func help(for basic: Int, _ multipliers: [Double], _ sign: Double) -> (isHelped: Bool, waiting: [Int]) {
    let program = restricted.program
    let noise = Tolerance.zero * multipliers.reduce(0) { max($0, abs($1)) }
    var isHelped = false
    var touched: [Int] = []
    for (k, y) in multipliers.enumerated() where abs(y) > noise {
      let row = program.rows[restricted.rows[k]]
      let stands = basis.rows[k]
      // A row's own slope is the multiplier turned round.
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

import IntegerProgram

/// Analyses why the kept program is infeasible: what could bring each violated basic column or row back within its
/// bounds.
struct InfeasibilityAnalysis {
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
  func enteringColumns() throws(EngineFault) -> [Int] {
    var tableau = TableauRows(restricted, basis)
    var others = Set<Int>()
    for violation in violations {
      guard let multipliers = try engine.tableauMultipliers(ofColumn: violation.basic) else { continue }
      let (hasKept, excluded) = tableau.candidates(for: violation.basic, multipliers, violation.isBelow ? 1 : -1)
      let few = excluded.prefix(20)
      if !hasKept { return few.sorted() }
      if others.count < 200 { others.formUnion(few) }
    }
    // Without a proof, any column may help.
    return others.isEmpty ? restricted.isKept.indices.filter(restricted.canEnter) : others.sorted()
  }

  /// Proofs of infeasibility from kept rows: each violated basic that nothing can help gives one.
  func proofs(most: Int) throws(EngineFault) -> [RowMultipliers] {
    var tableau = TableauRows(restricted, basis)
    var proofs: [RowMultipliers] = []
    for violation in violations where proofs.count < most {
      guard let multipliers = try engine.tableauMultipliers(ofColumn: violation.basic) else { continue }
      let (hasKept, excluded) = tableau.candidates(for: violation.basic, multipliers, violation.isBelow ? 1 : -1)
      if !hasKept, excluded.isEmpty { proofs.append(proof(by: violation.basic, multipliers)) }
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
private struct TableauRows {
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
  /// - Returns: Whether anything that is kept does so, and which columns that are not kept would, the steepest first.
  mutating func candidates(for basic: Int, _ multipliers: [Double], _ sign: Double) -> (hasKept: Bool, excluded: [Int])
  {
    let program = restricted.program
    let noise = Tolerance.zero * multipliers.reduce(0) { max($0, abs($1)) }
    var hasKept = false
    var touched: [Int] = []
    for (k, y) in multipliers.enumerated() where abs(y) > noise {
      let row = program.rows[restricted.rows[k]]
      let status = basis.rows[k]
      // A row's own slope is its negated multiplier.
      if status != LinearBasis.basic, row.lower < row.upper, (-sign * y > 0) == (status == LinearBasis.atLower) {
        hasKept = true
      }
      for at in row.columns.indices {
        let j = row.columns[at]
        if slope[j] == 0 { touched.append(j) }
        slope[j] += sign * y * row.values[at]
      }
    }
    var excluded: [(slope: Double, column: Int)] = []
    for j in touched {
      let a = slope[j]
      slope[j] = 0
      guard abs(a) > noise, program.lower[j] < program.upper[j], basis.columns[j] != LinearBasis.basic else { continue }
      let rises = restricted.isKept[j] ? basis.columns[j] != LinearBasis.atUpper : program.lower[j] > -.infinity
      guard (a > 0) == rises else { continue }
      if restricted.isKept[j] { hasKept = true } else { excluded.append((abs(a), j)) }
    }
    excluded.sort { ($0.slope, $1.column) > ($1.slope, $0.column) }
    return (hasKept, excluded.map(\.column))
  }
}

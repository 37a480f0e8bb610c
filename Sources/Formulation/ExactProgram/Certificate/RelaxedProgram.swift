import IntegerProgram

/// The linear relaxation of an exact program in the units that an engine reads, and the way back from its multipliers to
/// whole ones.
struct RelaxedProgram {
  /// With the cuts, last.
  private(set) var linear: LinearProgram
  let units: [Double]
  /// What one unit of the engine's objective is; the engine minimises, so that it stands for `-objective`.
  let objectiveUnit: Double
  /// What one unit of each row is, cuts last.
  private var rowUnits: [Double]

  /// - Parameter objective: What is maximised.
  init(_ exact: ExactProgram, maximizing objective: Expression) {
    let scaled = ScaledProgram(exact, objective: objective, sense: .maximize, isRelaxed: true)
    units = scaled.units
    objectiveUnit = scaled.objectiveUnit
    let program = scaled.program
    var costs = [Double](repeating: 0, count: program.columns.count)
    for term in program.objective.terms { costs[term.column.index] -= term.coefficient }
    linear = LinearProgram(
      objective: costs, lower: program.columns.map(\.lower), upper: program.columns.map(\.upper),
      rows: program.rows.map { row in
        LinearRow(
          columns: row.terms.map(\.column.index), values: row.terms.map(\.coefficient), lower: row.lower,
          upper: row.upper)
      })
    rowUnits = zip(exact.rows, program.rows).map { row, scaledRow in
      guard let first = row.terms.first, let value = scaledRow.terms.first?.coefficient, value != 0 else { return 1 }
      return first.coefficient.rounded * scaled.units[first.column] / value
    }
  }

  /// A cut as the engine reads it; it then counts as the last row.
  mutating func append(_ cut: ExactProgram.Row) -> LinearRow {
    let values = cut.terms.map { $0.coefficient.rounded * units[$0.column] }
    let largest = values.reduce(0) { max($0, abs($1)) }
    let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    rowUnits.append(unit)
    let row = LinearRow(
      columns: cut.terms.map(\.column), values: values.map { $0 / unit },
      lower: cut.lower.map { $0.rounded / unit } ?? -.infinity, upper: cut.upper.map { $0.rounded / unit } ?? .infinity)
    linear.rows.append(row)
    return row
  }

  /// - Parameter rows: ascending.
  mutating func remove(_ rows: [Int]) {
    for row in rows.reversed() {
      rowUnits.remove(at: row)
      linear.rows.remove(at: row)
    }
  }

  /// Multipliers of the engine's rows as whole multipliers of the exact rows, all times one power of two.
  /// - Parameter isOfObjective: Whether they are an optimum's, which bound the objective; those of a contradiction bound nothing.
  func whole(_ multipliers: [Double], isOfObjective: Bool) -> (multipliers: [Int128], scale: Int128)? {
    let unit = isOfObjective ? -objectiveUnit : 1
    let real = zip(multipliers, rowUnits).map { $0 * unit / $1 }
    let largest = real.reduce(0) { max($0, abs($1)) }
    guard largest.isFinite, largest < 0x1p110 else { return nil }
    // As many digits as leave room for products with coefficients and sides.
    let digits = 90 - Int(max(largest, 0x1p-40).exponent)
    let shift = isOfObjective ? max(0, min(90, digits)) : digits
    let scale = Double(sign: .plus, exponent: shift, significand: 1)
    return (real.map { Int128(saturating: $0 * scale) }, isOfObjective ? Int128(1) << Int128(shift) : 0)
  }
}

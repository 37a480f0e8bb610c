import IntegerProgram

/// The linear relaxation of an exact program in an engine's units, and the conversion of the engine's multipliers to
/// whole ones.
struct RelaxedProgram {
  /// The program's rows, then the cuts.
  private(set) var linear: LinearProgram
  let units: [Double]
  /// The whole number that one unit of the engine's objective stands for. The engine minimises, so its objective is
  /// `-objective`.
  let objectiveUnit: Double
  /// The whole number that one unit of each row stands for, cuts last.
  private var rowUnits: [Double]

  /// Relaxes a program.
  /// - Parameter objective: The expression to maximise.
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

  /// Appends a cut as the last row and returns it in the engine's units.
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

  /// Removes rows.
  /// - Parameter rows: Row indices, ascending.
  mutating func remove(_ rows: [Int]) {
    for row in rows.reversed() {
      rowUnits.remove(at: row)
      linear.rows.remove(at: row)
    }
  }

  /// Converts multipliers of the engine's rows to whole multipliers of the exact rows, all times one power of two.
  /// - Parameter isOfObjective: Whether the multipliers come from an optimum and bound the objective; those of an
  ///   infeasibility proof do not, and their scale is 0.
  /// - Returns: nil where a multiplier is not finite or too large.
  func whole(_ multipliers: [Double], isOfObjective: Bool) -> (multipliers: [Int128], scale: Int128)? {
    let unit = isOfObjective ? -objectiveUnit : 1
    let real = zip(multipliers, rowUnits).map { $0 * unit / $1 }
    let largest = real.reduce(0) { max($0, abs($1)) }
    guard largest.isFinite, largest < 0x1p110 else { return nil }
    // As many binary digits as leave room for products with coefficients and sides.
    let digits = 90 - Int(max(largest, 0x1p-40).exponent)
    let shift = isOfObjective ? max(0, min(90, digits)) : digits
    let scale = Double(sign: .plus, exponent: shift, significand: 1)
    return (real.map { Int128(saturating: $0 * scale) }, isOfObjective ? Int128(1) << Int128(shift) : 0)
  }
}

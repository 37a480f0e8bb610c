import IntegerProgram

/// An ``ExactProgram`` scaled for a solver: every amount is at most about one, and so is every row's largest
/// coefficient. Units are powers of two, so that scaling itself rounds nothing.
package struct ScaledProgram: Sendable {
  /// The program in scaled units; its columns and rows have the indices that they have in the exact program.
  package private(set) var program: Program
  /// The whole number that one scaled unit of each column stands for.
  package let units: [Double]
  /// The whole number that one unit of the scaled objective stands for.
  package let objectiveUnit: Double

  /// Scales a program.
  /// - Parameters:
  ///   - wholeAmounts: Makes every amount an integer column: slow, and needed only where whole minor units decide.
  ///   - isRelaxed: Makes every column continuous.
  ///   - largest: The size to which a row's largest coefficient is scaled: a power of two, about one by default.
  package init(
    _ exact: ExactProgram, objective: Expression, sense: Objective.Sense, wholeAmounts: Bool = false,
    isRelaxed: Bool = false, largest: Double = 1
  ) {
    var program = Program(sense: sense)
    func isWhole(_ column: ExactProgram.Column) -> Bool {
      column.nature == .choice || (wholeAmounts && column.nature == .amount)
    }
    let units = Self.units(of: exact) { isWhole($0) }
    self.units = units
    var blocks: [String: BlockID] = [:]
    func block(_ name: String?) -> BlockID? {
      guard let name else { return nil }
      if let known = blocks[name] { return known }
      let new = program.addBlock(name)
      blocks[name] = new
      return new
    }
    for (column, unit) in zip(exact.columns, units) {
      program.addColumn(
        Column(
          column.meaning, isWhole(column) && !isRelaxed ? .integer : .continuous, lower: column.lower.rounded / unit,
          upper: column.upper.rounded / unit, block: block(column.block)))
    }
    for row in exact.rows {
      let terms = row.terms.map { (column: $0.column, value: $0.coefficient.rounded * units[$0.column]) }
      let unit = Self.power((terms.map { abs($0.value) }.max() ?? 1) / largest)
      program.addRow(
        Row(
          row.meaning, terms.map { Term(ColumnID($0.column), $0.value / unit) },
          lower: row.lower.map { $0.rounded / unit } ?? -.infinity,
          upper: row.upper.map { $0.rounded / unit } ?? .infinity, block: block(row.block)))
    }
    // Columns fixed at zero do not affect the objective's unit.
    let terms = objective.terms.filter { exact.columns[$0.column].lower != 0 || exact.columns[$0.column].upper != 0 }
    if terms.allSatisfy({ exact.columns[$0.column].nature == .choice }) {
      // Whole coefficients let the solver round its bound.
      let divisor = terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) }
      objectiveUnit = Double(max(1, divisor))
    } else {
      objectiveUnit = Self.power(terms.map { abs($0.coefficient.rounded * units[$0.column]) }.max() ?? 1) / 1024
    }
    for term in terms {
      program.objective.terms.append(
        Term(ColumnID(term.column), term.coefficient.rounded * units[term.column] / objectiveUnit))
    }
    self.program = program
  }

  /// A unit of about the size of each column, but large enough that its coefficient is at least a millionth of the
  /// largest in each of its rows. Simplex bases become unstable with smaller coefficients; ``SolutionRepair``
  /// restores the lost precision.
  private static func units(of exact: ExactProgram, isWhole: (ExactProgram.Column) -> Bool) -> [Double] {
    let sizes = exact.columns.map { isWhole($0) ? 1 : power(max($0.upper, -$0.lower, 1).rounded) }
    var units = sizes
    for row in exact.rows {
      let largest = row.terms.map { abs($0.coefficient.rounded) * sizes[$0.column] }.max() ?? 0
      for (column, coefficient) in row.terms where !isWhole(exact.columns[column]) {
        units[column] = max(units[column], power(largest / 1_048_576 / abs(coefficient.rounded)))
      }
    }
    return units
  }

  /// The largest power of two not above `value`.
  private static func power(_ value: Double) -> Double {
    value >= 1 ? Double(sign: .plus, exponent: value.exponent, significand: 1) : 1
  }

  /// A whole point in scaled units.
  package func start(_ point: [Int128]) -> [Double] { zip(point, units).map { $0.rounded / $1 } }

  /// The whole point nearest to a scaled one, within the bounds of the exact program.
  package func rounded(_ values: [Double], within exact: ExactProgram) -> [Int128] {
    zip(zip(values, units), exact.columns).map { pair, column in
      min(max(Int128(saturating: pair.0 * pair.1), column.lower), column.upper)
    }
  }
}

extension Int128 {
  /// The nearest double. Nearly all numbers fit into 64 bits, for which the processor has an instruction; the
  /// standard library's conversion from 128 bits takes sixty times as long.
  package var rounded: Double {
    let small = Int64(truncatingIfNeeded: self)
    return Int128(small) == self ? Double(small) : Double(self)
  }
}

/// The greatest common divisor of two absolute values; that of 0 and a number is the number.
package func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
  var (a, b) = (abs(a), abs(b))
  if a == 1 || b == 1 { return 1 }
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

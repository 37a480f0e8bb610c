/// A ``Program`` as arrays that C can read, validated first, because a solver may take a NaN for an answer.
package struct FlatProgram: Sendable {
  /// By column: 1 if it is integer, 0 if it is continuous.
  package var isInteger: [UInt8] = []
  /// By column: the lower bound; `-infinity` for none.
  package var lower: [Double] = []
  /// By column: the upper bound; `infinity` for none.
  package var upper: [Double] = []
  /// By column: its coefficient in the objective.
  package var objective: [Double]
  /// The constant of the objective.
  package var constant: Double
  /// Whether the objective is maximised.
  package var maximize: Bool
  /// By row: the lower side; `-infinity` for none.
  package var rowLower: [Double] = []
  /// By row: the upper side; `infinity` for none.
  package var rowUpper: [Double] = []
  /// By row: the index of its first term; the number of all terms at the end.
  package var rowStarts: [Int32] = [0]
  /// By term: its column.
  package var termColumns: [Int32] = []
  /// By term: its coefficient, which is not zero.
  package var termValues: [Double] = []

  /// Flattens and validates a program. The bounds of integer columns are rounded inwards.
  ///
  /// - Throws: ``SolverFault`` naming the first column or row with a bound that is not a number, a lower bound of
  ///   `infinity` or an upper bound of `-infinity`, the first row that names a column twice, or the first row or
  ///   objective with a term that has no column or no finite coefficient.
  /// - Complexity: O(columns + nonzeros).
  package init(_ program: Program) throws(SolverFault) {
    let count = program.columns.count
    objective = [Double](repeating: 0, count: count)
    constant = program.objective.constant
    maximize = program.objective.sense == .maximize
    for column in program.columns {
      try Self.check(column.lower, column.upper, column.meaning)
      let whole = column.kind == .integer
      isInteger.append(whole ? 1 : 0)
      lower.append(whole ? column.lower.rounded(.up) : column.lower)
      upper.append(whole ? column.upper.rounded(.down) : column.upper)
    }
    guard constant.isFinite else { throw SolverFault("the objective's constant is not finite") }
    for term in program.objective.terms {
      guard objective.indices.contains(term.column.index), term.coefficient.isFinite else {
        throw SolverFault("the objective has a term without a column or without a finite coefficient")
      }
      objective[term.column.index] += term.coefficient
    }
    var lastRow = [Int](repeating: -1, count: count)
    for (index, row) in program.rows.enumerated() {
      try Self.check(row.lower, row.upper, row.meaning)
      for term in row.terms {
        let column = term.column.index
        guard (0..<count).contains(column), term.coefficient.isFinite else {
          throw SolverFault("\(row.meaning) has a term without a column or without a finite coefficient")
        }
        guard lastRow[column] != index else {
          throw SolverFault("\(row.meaning) names \(program.columns[column].meaning) twice")
        }
        lastRow[column] = index
        guard term.coefficient != 0 else { continue }
        termColumns.append(Int32(column))
        termValues.append(term.coefficient)
      }
      rowLower.append(row.lower)
      rowUpper.append(row.upper)
      rowStarts.append(Int32(termColumns.count))
    }
  }

  private static func check(_ lower: Double, _ upper: Double, _ meaning: Meaning) throws(SolverFault) {
    guard !lower.isNaN, !upper.isNaN, lower < .infinity, upper > -.infinity else {
      throw SolverFault("\(meaning) has a bound that is not a number")
    }
  }

  /// Whether some column or row has crossed bounds. Such a program is infeasible and must not be given to GLPK.
  package var isEmpty: Bool {
    zip(lower, upper).contains { $0 > $1 } || zip(rowLower, rowUpper).contains { $0 > $1 }
  }

  /// Whether the objective is an integer at every integer point, so that a bound may be rounded.
  package var hasIntegralObjective: Bool {
    constant == constant.rounded()
      && zip(objective, isInteger).allSatisfy { $0 == 0 || ($1 == 1 && $0 == $0.rounded() && abs($0) < 1e9) }
  }

  /// Whether a point satisfies every bound, row and integrality to one part in a million of the numbers involved.
  package func isSatisfied(by point: [Double]) -> Bool {
    for (column, value) in point.enumerated() {
      let slack = 1e-6 * max(1, abs(value))
      guard value >= lower[column] - slack, value <= upper[column] + slack else { return false }
      if isInteger[column] == 1, abs(value - value.rounded()) > 1e-6 { return false }
    }
    for row in rowLower.indices {
      var sum = 0.0
      var size = 1.0
      for k in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
        let product = termValues[k] * point[Int(termColumns[k])]
        sum += product
        size = max(size, abs(product))
      }
      guard sum >= rowLower[row] - 1e-6 * size, sum <= rowUpper[row] + 1e-6 * size else { return false }
    }
    return true
  }

  /// The point, if it satisfies the program once values that miss a bound by a rounding error are put on it.
  package func mended(_ point: [Double]) -> [Double]? {
    let near = onNearBounds(point, lower: lower, upper: upper)
    return isSatisfied(by: near) ? near : nil
  }

  /// The objective value of a point, with the constant.
  package func value(of point: [Double]) -> Double {
    zip(objective, point).reduce(constant) { $0 + $1.0 * $1.1 }
  }
}

/// The values, those that miss a bound by no more than a rounding error put on it.
///
/// A large coefficient makes a violated row of what the simplex method leaves of a column at its bound.
package func onNearBounds(_ values: [Double], lower: [Double], upper: [Double]) -> [Double] {
  values.indices.map { j in
    [lower[j], upper[j]].first { abs(values[j] - $0) <= 1e-11 * max(1, abs($0)) } ?? values[j]
  }
}

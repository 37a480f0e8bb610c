import IntegerProgram

extension ExactProgram {
  /// Restates the program with coefficients of similar magnitude, keeping its columns and its whole feasible points.
  ///
  /// Propagation tightens bounds (Savelsbergh 1994), fixed columns are substituted, redundant sides are dropped,
  /// coefficients of binary columns are reduced, and rows are divided by the common divisor of their coefficients.
  ///
  /// A solver distinguishes numbers to about one in 10^7. In a row with a right-hand side of 1, it cannot handle a
  /// column with a coefficient of 10^13, which must be 0. Here that column is fixed and removed from the row first.
  /// - Returns: nil where the program is proven infeasible.
  /// - Complexity: At most `rounds` times O(terms).
  package func tightened(rounds: Int = 20) -> ExactProgram? {
    var tightening = Tightening(columns: columns, rows: rows)
    for _ in 0..<rounds {
      guard let hasChanged = tightening.propagateBounds() else { return nil }
      if !hasChanged { break }
    }
    return tightening.restateRows() ? ExactProgram(columns: tightening.columns, rows: tightening.rows) : nil
  }
}

/// A program's columns and rows during tightening.
private struct Tightening {
  var columns: [ExactProgram.Column]
  var rows: [ExactProgram.Row]

  /// Propagates every row once.
  /// - Returns: Whether some bound is tighter; nil where a row cannot hold.
  mutating func propagateBounds() -> Bool? {
    var hasChanged = false
    for row in rows {
      for inequality in ExactProgram.inequalities(row) {
        // The slack when every term is at its least.
        let left = inequality.terms.reduce(inequality.bound) { $0 - least($1) }
        if left < 0 { return nil }
        for term in inequality.terms {
          // Rounded inwards, because every column is whole.
          if term.coefficient > 0 {
            let upper = columns[term.column].lower + floorDivide(left, term.coefficient)
            if upper < columns[term.column].upper {
              columns[term.column].upper = upper
              hasChanged = true
            }
          } else {
            let lower = columns[term.column].upper - floorDivide(left, -term.coefficient)
            if lower > columns[term.column].lower {
              columns[term.column].lower = lower
              hasChanged = true
            }
          }
        }
      }
    }
    return hasChanged
  }

  private func least(_ term: (column: Int, coefficient: Int128)) -> Int128 {
    term.coefficient * (term.coefficient > 0 ? columns[term.column].lower : columns[term.column].upper)
  }

  private func most(_ term: (column: Int, coefficient: Int128)) -> Int128 {
    term.coefficient * (term.coefficient > 0 ? columns[term.column].upper : columns[term.column].lower)
  }

  /// - Returns: Whether every row can hold.
  mutating func restateRows() -> Bool {
    var restated: [ExactProgram.Row] = []
    for var row in rows {
      let decided = row.terms.filter { columns[$0.column].lower == columns[$0.column].upper }
      let constant = decided.reduce(Int128(0)) { $0 + least($1) }
      row.terms.removeAll { columns[$0.column].lower == columns[$0.column].upper }
      let range = (
        least: row.terms.reduce(Int128(0)) { $0 + least($1) }, most: row.terms.reduce(Int128(0)) { $0 + most($1) }
      )
      row.lower = row.lower.map { $0 - constant }.flatMap { range.least < $0 ? $0 : nil }
      row.upper = row.upper.map { $0 - constant }.flatMap { range.most > $0 ? $0 : nil }
      if range.most < row.lower ?? range.most || range.least > row.upper ?? range.least { return false }
      if row.lower == nil, row.upper == nil { continue }
      tightenCoefficients(of: &row, range.least, range.most)
      let divisor = row.terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) }
      row.terms = row.terms.map { ($0.column, $0.coefficient / divisor) }
      row.lower = row.lower.map { ceilDivide($0, divisor) }
      row.upper = row.upper.map { floorDivide($0, divisor) }
      restated.append(row)
    }
    return joinParallelRows(restated)
  }

  /// Rows with the same terms become one with the nearest sides.
  /// - Returns: Whether every row can hold.
  private mutating func joinParallelRows(_ given: [ExactProgram.Row]) -> Bool {
    var index: [[Int128]: Int] = [:]
    rows = []
    for var row in given {
      if let first = row.terms.first, first.coefficient < 0 {
        row.terms = row.terms.map { ($0.column, -$0.coefficient) }
        (row.lower, row.upper) = (row.upper.map { -$0 }, row.lower.map { -$0 })
      }
      let key = row.terms.flatMap { [Int128($0.column), $0.coefficient] }
      guard let known = index[key] else {
        index[key] = rows.count
        rows.append(row)
        continue
      }
      let sides = (
        lower: [rows[known].lower, row.lower].compactMap(\.self),
        upper: [rows[known].upper, row.upper].compactMap(\.self)
      )
      (rows[known].lower, rows[known].upper) = (sides.lower.max(), sides.upper.min())
      if let lower = rows[known].lower, let upper = rows[known].upper, lower > upper { return false }
    }
    return true
  }

  /// Reduces the coefficient of a binary column where it exceeds the amount that makes a one-sided row redundant.
  private func tightenCoefficients(of row: inout ExactProgram.Row, _ least: Int128, _ most: Int128) {
    guard row.lower == nil || row.upper == nil else { return }
    let sign: Int128 = row.upper == nil ? -1 : 1
    var bound = row.upper ?? -row.lower!
    var most = row.upper == nil ? -least : most
    for index in row.terms.indices {
      let column = columns[row.terms[index].column]
      guard column.lower == 0, column.upper == 1 else { continue }
      let coefficient = row.terms[index].coefficient * sign
      // The greatest activity of the other terms.
      let others = most - max(0, coefficient)
      if coefficient > 0, others < bound {
        row.terms[index].coefficient -= sign * (bound - others)
        bound = others
      } else if coefficient < 0, others < bound - coefficient {
        row.terms[index].coefficient = sign * (bound - others)
      }
      most = others + max(0, row.terms[index].coefficient * sign)
    }
    row.terms.removeAll { $0.coefficient == 0 }
    if row.upper == nil { row.lower = -bound } else { row.upper = bound }
  }
}

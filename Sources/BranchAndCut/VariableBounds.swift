import IntegerProgram

/// `x <= constant + slope * z` or `x >= constant + slope * z` with z whole.
struct VariableBound {
  let column: Int
  let slope: Double
  let constant: Double

  func value(at point: [Double]) -> Double { constant + slope * point[column] }
}

/// The bounds on continuous columns by whole ones, from rows of two entries.
struct VariableBounds {
  private(set) var upper: [[VariableBound]]
  private(set) var lower: [[VariableBound]]
  /// Rows that are such bounds; to aggregate them again brings nothing.
  private(set) var isBoundRow: [Bool]

  init(_ problem: Problem) {
    upper = [[VariableBound]](repeating: [], count: problem.columnCount)
    lower = upper
    isBoundRow = [Bool](repeating: false, count: problem.rows.count)
    for (i, row) in problem.rows.enumerated() where row.columns.count == 2 {
      let (first, second) = (row.columns[0], row.columns[1])
      guard problem.isInteger[first] != problem.isInteger[second] else { continue }
      let (x, z) = problem.isInteger[first] ? (1, 0) : (0, 1)
      let a = row.values[x]
      let slope = -row.values[z] / a
      guard abs(slope) < 1e7 else { continue }
      isBoundRow[i] = true
      for (side, isUpper) in [(row.upper, a > 0), (row.lower, a < 0)] where side.isFinite {
        let bound = VariableBound(column: row.columns[z], slope: slope, constant: side / a)
        if isUpper { upper[row.columns[x]].append(bound) } else { lower[row.columns[x]].append(bound) }
      }
    }
  }
}

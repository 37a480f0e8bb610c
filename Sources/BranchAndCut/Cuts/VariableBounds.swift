import IntegerProgram

/// A variable bound `x <= constant + slope * z` or `x >= constant + slope * z` with z an integer column.
struct VariableBound {
  let column: Int
  let slope: Double
  let constant: Double

  func value(at point: [Double]) -> Double { constant + slope * point[column] }
}

/// The variable bounds of continuous columns by integer columns, from rows with two entries.
struct VariableBounds {
  private(set) var upper: [[VariableBound]]
  private(set) var lower: [[VariableBound]]
  /// Whether each row is such a bound. Aggregating such a row gains nothing.
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

  /// For each continuous column, the bounds nearest to a vertex; an integer column keeps its own bounds.
  func nearest(_ problem: Problem, _ point: [Double]) -> [NearestBounds] {
    point.indices.map { j in
      var nearest = NearestBounds(value: point[j], low: problem.lower[j], high: problem.upper[j])
      if problem.isInteger[j] { return nearest }
      for bound in lower[j] where bound.value(at: point) >= nearest.low - Tolerance.zero {
        (nearest.low, nearest.lowBy) = (bound.value(at: point), bound)
      }
      for bound in upper[j] where bound.value(at: point) <= nearest.high + Tolerance.zero {
        (nearest.high, nearest.highBy) = (bound.value(at: point), bound)
      }
      return nearest
    }
  }
}

/// The bounds between which a column lies at a vertex; of equal bounds the variable one is taken.
struct NearestBounds {
  let value: Double
  var low: Double
  var lowBy: VariableBound?
  var high: Double
  var highBy: VariableBound?

  var fromLow: Double { value - low }
  var fromHigh: Double { high - value }
  var distance: Double { min(fromLow, fromHigh) }
  /// Whether the lower bound is the nearer one. A tight variable upper bound goes before a constant lower bound.
  var isNearLow: Bool { fromLow <= fromHigh && !(fromHigh <= 1e-7 && highBy != nil && lowBy == nil) }
}

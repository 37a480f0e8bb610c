import IntegerProgram

/// A sum of rows with their slacks, as an equation: dense weights by column, slacks by row, and a right-hand side.
struct RowAggregation {
  struct Slack {
    let row: Int
    let weight: Double
    /// Whether the slack is `upper - activity`; otherwise it is `activity - lower`.
    let isUpper: Bool
    /// The slack at the vertex.
    let value: Double
    /// Whether the slack is integral wherever the columns are.
    let isInteger: Bool
  }

  private(set) var support: [Int] = []
  private(set) var slacks: [Slack] = []
  private(set) var side = 0.0
  private var weights: [Double]
  private var isInSupport: [Bool]
  private let isIntegerRow: [Bool]

  init(_ problem: Problem) {
    isIntegerRow = problem.rows.map { row in
      row.columns.indices.allSatisfy {
        problem.isInteger[row.columns[$0]] && row.values[$0] == row.values[$0].rounded()
      }
    }
    weights = [Double](repeating: 0, count: problem.columnCount)
    isInSupport = [Bool](repeating: false, count: problem.columnCount)
  }

  subscript(column: Int) -> Double { weights[column] }

  mutating func clear() {
    for j in support {
      weights[j] = 0
      isInSupport[j] = false
    }
    support.removeAll(keepingCapacity: true)
    slacks.removeAll(keepingCapacity: true)
    side = 0
  }

  /// Adds a multiple of a row, with the slack of the side that is nearer to the vertex.
  mutating func add(_ row: LinearRow, _ index: Int, times factor: Double, activity: Double) {
    for k in row.columns.indices {
      let j = row.columns[k]
      if !isInSupport[j] {
        isInSupport[j] = true
        support.append(j)
      }
      let sum = weights[j] + factor * row.values[k]
      weights[j] = abs(sum) < 1e-11 * max(1, abs(factor * row.values[k])) ? 0 : sum
    }
    if row.lower == row.upper {
      side += factor * row.upper
      return
    }
    let isUpper = row.lower == -.infinity || (row.upper < .infinity && row.upper - activity <= activity - row.lower)
    let bound = isUpper ? row.upper : row.lower
    side += factor * bound
    slacks.append(
      Slack(
        row: index, weight: isUpper ? factor : -factor, isUpper: isUpper,
        value: max(0, isUpper ? row.upper - activity : activity - row.lower),
        isInteger: index < isIntegerRow.count && isIntegerRow[index] && bound == bound.rounded() && abs(bound) < 1e9))
  }

  /// Removes a column whose entries cancel up to rounding.
  mutating func eliminate(_ column: Int) { weights[column] = 0 }
}

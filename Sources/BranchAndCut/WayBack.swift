/// How a point of the presolved problem becomes one of the problem before.
struct WayBack: Sendable {
  enum Step: Sendable {
    case fixed(column: Int, value: Double)
    /// `pivot * column + sum of values * columns = side` gives the column, within its bounds.
    case solved(
      column: Int, pivot: Double, columns: [Int], values: [Double], side: ClosedRange<Double>, lower: Double,
      upper: Double)
  }

  private(set) var steps: [Step] = []
  /// The columns that are left, in their order.
  var kept: [Int] = []
  var columnCount: Int

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Nothing was changed.
  init(keepingAll columnCount: Int) {
    self.columnCount = columnCount
    kept = Array(0..<columnCount)
  }

  mutating func append(_ step: Step) { steps.append(step) }

  func restored(_ point: [Double]) -> [Double] {
    var full = [Double](repeating: 0, count: columnCount)
    for (k, column) in kept.enumerated() { full[column] = point[k] }
    for step in steps.reversed() {
      switch step {
      case .fixed(let column, let value): full[column] = value
      case .solved(let column, let pivot, let columns, let values, let side, let lower, let upper):
        var rest = 0.0
        for k in columns.indices { rest += values[k] * full[columns[k]] }
        // Of the values that satisfy the row the nearest to zero within the bounds.
        let ends = [(side.lowerBound - rest) / pivot, (side.upperBound - rest) / pivot].sorted()
        full[column] = min(max(min(max(0, ends[0]), ends[1]), lower), upper)
      }
    }
    return full
  }

  /// A point of the problem before, as it stands in the presolved one.
  func reduced(_ full: [Double]) -> [Double] { kept.map { full[$0] } }
}

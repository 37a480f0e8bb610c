/// Turns a point of the presolved problem into a point of the original problem.
struct Postsolve: Sendable {
  enum Step: Sendable {
    case fixed(column: Int, value: Double)
    /// The equation `pivot * column + sum of values * columns = side` gives the column, within its bounds.
    case solved(
      column: Int, pivot: Double, columns: [Int], values: [Double], side: ClosedRange<Double>, lower: Double,
      upper: Double)
    /// The first column stands for the sum of all parts, each multiplied by its `times`.
    case merged([Part])
  }

  /// A merged column with its bounds; its coefficients are `times` those of the first column of the merge.
  struct Part: Sendable {
    let column: Int
    let times: Double
    let bounds: ClosedRange<Double>
  }

  private(set) var steps: [Step] = []
  /// The remaining columns, in their order.
  var kept: [Int] = []
  /// The remaining rows, in their order.
  var keptRows: [Int] = []
  var columnCount: Int

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Creates the postsolve of an unchanged problem.
  init(keepingAll problem: Problem) {
    columnCount = problem.columnCount
    kept = Array(0..<problem.columnCount)
    keptRows = Array(problem.rows.indices)
  }

  mutating func append(_ step: Step) { steps.append(step) }

  /// The point of the original problem that belongs to a point of the presolved problem.
  func restored(_ point: [Double]) -> [Double] {
    var full = [Double](repeating: 0, count: columnCount)
    for (k, column) in kept.enumerated() { full[column] = point[k] }
    for step in steps.reversed() {
      switch step {
      case .fixed(let column, let value): full[column] = value
      case .solved(let column, let pivot, let columns, let values, let side, let lower, let upper):
        var rest = 0.0
        for k in columns.indices { rest += values[k] * full[columns[k]] }
        // The value nearest to zero that satisfies the row, within the column's bounds.
        let ends = [(side.lowerBound - rest) / pivot, (side.upperBound - rest) / pivot].sorted()
        full[column] = min(max(min(max(0, ends[0]), ends[1]), lower), upper)
      case .merged(let parts):
        // The largest part first: the remainder is then less than what the other parts add up to.
        var rest = parts.reduce(full[parts[0].column]) { $0 - $1.times * $1.bounds.lowerBound }
        for part in parts.reversed() {
          let most = part.bounds.upperBound - part.bounds.lowerBound
          let whole = part.times == 1 ? rest : (rest / part.times + Tolerance.integrality).rounded(.down)
          let taken = min(max(0, whole), most)
          full[part.column] = part.bounds.lowerBound + taken
          rest -= part.times * taken
        }
      }
    }
    return full
  }

  /// The point of the presolved problem that belongs to a point of the original problem.
  func reduced(_ full: [Double]) -> [Double] {
    var full = full
    for case .merged(let parts) in steps {
      full[parts[0].column] = parts.reduce(0) { $0 + $1.times * full[$1.column] }
    }
    return kept.map { full[$0] }
  }
}

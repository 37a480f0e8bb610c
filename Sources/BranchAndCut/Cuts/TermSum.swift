/// A sum of terms over few of many columns, in storage that is used again for the next sum.
struct TermSum {
  /// By column; NaN where the sum has no term.
  private var values: [Double]
  /// The columns with a term, in the order in which they were added.
  private var columns: [Int] = []

  init(columnCount: Int) { values = [Double](repeating: .nan, count: columnCount) }

  mutating func add(_ column: Int, _ value: Double) {
    if values[column].isNaN {
      columns.append(column)
      values[column] = 0
    }
    values[column] += value
  }

  /// The terms, one for each column.
  var list: [(column: Int, value: Double)] { columns.map { ($0, values[$0]) } }

  /// - Complexity: O(terms).
  mutating func clear() {
    for j in columns { values[j] = .nan }
    columns.removeAll(keepingCapacity: true)
  }
}

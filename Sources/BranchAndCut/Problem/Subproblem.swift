import IntegerProgram

extension Problem {
  /// The problem that is left when most columns are fixed.
  ///
  /// Presolve would find the same problem, but would look at every row and column.
  ///
  /// - Parameters:
  ///   - index: The column index of the problem's rows.
  ///   - value: The value of a fixed column; nil if the column is free.
  /// - Complexity: O(columns + nonzeros of the rows in which a free column appears).
  func subproblem(_ index: ColumnIndex, _ value: (Int) -> Double?) -> (problem: Problem, postsolve: Postsolve) {
    var postsolve = Postsolve(columnCount: columnCount)
    var position = [Int](repeating: -1, count: columnCount)
    var values = lower
    var isTouched = [Bool](repeating: false, count: rows.count)
    var constant = constant
    for j in 0..<columnCount {
      if let value = value(j) ?? (lower[j] == upper[j] ? lower[j] : nil) {
        values[j] = value
        constant += objective[j] * value
        postsolve.append(.fixed(column: j, value: value))
      } else {
        position[j] = postsolve.kept.count
        postsolve.kept.append(j)
        for at in index.entries(of: j) { isTouched[index.rows[at]] = true }
      }
    }
    let kept = postsolve.kept
    postsolve.keptRows = rows.indices.filter { isTouched[$0] }
    let own = postsolve.keptRows.map { i in
      var row = rows[i].without { position[$0] < 0 ? values[$0] : nil }
      for k in row.columns.indices { row.columns[k] = position[row.columns[k]] }
      return row
    }
    let problem = Problem(
      objective: kept.map { objective[$0] }, constant: constant, lower: kept.map { lower[$0] },
      upper: kept.map { upper[$0] }, isInteger: kept.map { isInteger[$0] }, rows: own)
    return (problem, postsolve)
  }
}

import IntegerProgram

extension Presolve {
  /// Fixes columns that no row holds back, and removes slack columns.
  mutating func reduceColumns() {
    for i in problem.rows.indices where isRowAlive[i] { removeFixedColumns(fromRow: i) }
    var up = [Int](repeating: 0, count: problem.columnCount)
    var down = up
    var count = up
    for i in problem.rows.indices where isRowAlive[i] {
      let row = problem.rows[i]
      for k in row.columns.indices {
        let j = row.columns[k]
        count[j] += 1
        let isPositive = row.values[k] > 0
        if row.upper < .infinity { if isPositive { up[j] += 1 } else { down[j] += 1 } }
        if row.lower > -.infinity { if isPositive { down[j] += 1 } else { up[j] += 1 } }
      }
    }
    for j in 0..<problem.columnCount where isColumnAlive[j] && !isFixed(j) && !isProtected(j) {
      let cost = problem.objective[j]
      // A column that no row holds back moves to its better bound. An infinite bound is left to the simplex method.
      if cost >= 0, down[j] == 0, problem.lower[j] > -.infinity {
        fix(j, at: problem.lower[j])
      } else if cost <= 0, up[j] == 0, problem.upper[j] < .infinity {
        fix(j, at: problem.upper[j])
      } else if count[j] == 1, !problem.isInteger[j] {
        absorbSlack(j)
      }
    }
  }

  /// Removes a continuous column that appears in one row only, and widens the sides of that row. The row is an
  /// equation, or the column has no cost.
  private mutating func absorbSlack(_ j: Int) {
    guard
      let i = columnRows[j].first(where: { isRowAlive[$0] && problem.rows[$0].columns.contains(j) }),
      let at = problem.rows[i].columns.firstIndex(of: j)
    else { return }
    let row = problem.rows[i]
    let pivot = row.values[at]
    guard problem.objective[j] == 0 || row.lower == row.upper, row.columns.count > 1 else { return }
    guard row.values.allSatisfy({ abs($0) < 1e4 * abs(pivot) }) else { return }
    let rest = row.columns.indices.filter { $0 != at }
    if problem.objective[j] != 0 {
      let factor = problem.objective[j] / pivot
      problem.constant += factor * row.upper
      for k in rest { problem.objective[row.columns[k]] -= factor * row.values[k] }
      problem.objective[j] = 0
    }
    postsolve.append(
      .solved(
        column: j, pivot: pivot, columns: rest.map { row.columns[$0] }, values: rest.map { row.values[$0] },
        side: row.lower...row.upper, lower: problem.lower[j], upper: problem.upper[j]))
    let (least, greatest) =
      pivot > 0
      ? (pivot * problem.lower[j], pivot * problem.upper[j]) : (pivot * problem.upper[j], pivot * problem.lower[j])
    problem.rows[i] = LinearRow(
      columns: rest.map { row.columns[$0] }, values: rest.map { row.values[$0] }, lower: row.lower - greatest,
      upper: row.upper - least)
    isColumnAlive[j] = false
    hasChanged = true
  }
}

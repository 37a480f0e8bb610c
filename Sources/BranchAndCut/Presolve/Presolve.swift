import IntegerProgram

/// Makes a problem smaller and tighter without losing an optimal point; ``Postsolve`` holds the inverse of each step.
///
/// Rows: it removes empty, singleton, doubleton, redundant and parallel rows, rounds the sides of rows of integer
/// columns and tightens coefficients. Columns: it tightens bounds, removes fixed, dominated and slack columns and
/// merges parallel integer columns.
/// - Source: Savelsbergh 1994; Achterberg, Bixby, Gu, Rothberg and Weninger 2020.
struct Presolve {
  enum Verdict { case reduced, infeasible }

  var problem: Problem
  var postsolve: Postsolve
  var isRowAlive: [Bool]
  var isColumnAlive: [Bool]
  /// By column: the rows in which it may appear; a superset, as rows change.
  var columnRows: [[Int]]
  var hasChanged = false
  var isInfeasible = false

  /// Columns that may appear in rows outside this problem; they are fixed only if the rows imply it.
  private let isProtected: [Bool]?

  init(_ problem: Problem, isProtected: [Bool]? = nil) {
    self.problem = problem
    self.isProtected = isProtected
    postsolve = Postsolve(columnCount: problem.columnCount)
    isRowAlive = [Bool](repeating: true, count: problem.rows.count)
    isColumnAlive = [Bool](repeating: true, count: problem.columnCount)
    columnRows = [[Int]](repeating: [], count: problem.columnCount)
    for (i, row) in problem.rows.enumerated() { for column in row.columns { columnRows[column].append(i) } }
  }

  mutating func run() -> Verdict {
    for _ in 0..<12 {
      hasChanged = false
      for i in problem.rows.indices where isRowAlive[i] {
        reduceRow(i)
        if isInfeasible { return .infeasible }
      }
      reduceColumns()
      if isInfeasible { return .infeasible }
      mergeParallelRows()
      if isInfeasible { return .infeasible }
      if !hasChanged { break }
    }
    for i in problem.rows.indices where isRowAlive[i] { removeFixedColumns(fromRow: i) }
    tightenSidesToReachableSums()
    mergeParallelColumns()
    removeFixedColumns()
    return isInfeasible ? .infeasible : .reduced
  }

  /// The remaining problem, with its columns and rows renumbered.
  mutating func compacted() -> Problem {
    var position = [Int](repeating: -1, count: problem.columnCount)
    var kept: [Int] = []
    for j in 0..<problem.columnCount where isColumnAlive[j] {
      position[j] = kept.count
      kept.append(j)
    }
    postsolve.kept = kept
    postsolve.keptRows = []
    var rows: [LinearRow] = []
    for i in problem.rows.indices where isRowAlive[i] {
      var row = problem.rows[i]
      if row.columns.isEmpty { continue }
      for k in row.columns.indices { row.columns[k] = position[row.columns[k]] }
      rows.append(scaled(row))
      postsolve.keptRows.append(i)
    }
    return Problem(
      objective: kept.map { problem.objective[$0] }, constant: problem.constant, lower: kept.map { problem.lower[$0] },
      upper: kept.map { problem.upper[$0] }, isInteger: kept.map { problem.isInteger[$0] }, rows: rows)
  }

  /// Scales a row by a power of two if its coefficients are far from one: the simplex method's tolerances are absolute.
  private func scaled(_ row: LinearRow) -> LinearRow {
    let sizes = row.values.map(abs)
    let middle = (sizes.min()! * sizes.max()!).squareRoot()
    guard middle > 1e4 || middle < 1e-2 else { return row }
    let factor = Double(sign: .plus, exponent: -middle.exponent, significand: 1)
    return LinearRow(
      columns: row.columns, values: row.values.map { $0 * factor }, lower: row.lower * factor,
      upper: row.upper * factor)
  }

  // MARK: Shared by the reductions

  func isProtected(_ column: Int) -> Bool { isProtected?[column] ?? false }

  func isFixed(_ column: Int) -> Bool { problem.lower[column] == problem.upper[column] }

  mutating func dropRow(_ row: Int) {
    isRowAlive[row] = false
    hasChanged = true
  }

  mutating func fix(_ column: Int, at value: Double) {
    problem.lower[column] = value
    problem.upper[column] = value
    hasChanged = true
  }

  /// Removes fixed columns from a row.
  mutating func removeFixedColumns(fromRow i: Int) {
    guard problem.rows[i].columns.contains(where: isFixed) else { return }
    problem.rows[i] = problem.rows[i].without { isFixed($0) ? problem.lower[$0] : nil }
  }

  /// Narrows the bounds of a column if the change is large enough.
  mutating func narrow(_ j: Int, lower: Double, upper: Double) {
    let isInteger = problem.isInteger[j]
    let width = problem.upper[j] - problem.lower[j]
    let least = isInteger ? 0.5 : max(1e-3 * min(width, 1e6), 1e-7)
    var (low, high) = (problem.lower[j], problem.upper[j])
    // Far bounds of continuous columns tell little and cost precision.
    let far = isInteger ? 1e9 : 1e7
    if lower > low + least || (low == -.infinity && lower > -far) { low = lower }
    if upper < high - least || (high == .infinity && upper < far) { high = upper }
    guard low != problem.lower[j] || high != problem.upper[j] else { return }
    if low > high {
      if low > high + Tolerance.feasibility * max(1, abs(high)) {
        isInfeasible = true
        return
      }
      low = high
    }
    // Fixed only at a whole number: elsewhere a small error may grow to a whole unit in another row.
    if !isInteger, high - low < 1e-8, low <= low.rounded(), low.rounded() <= high {
      (low, high) = (low.rounded(), low.rounded())
    }
    problem.lower[j] = low
    problem.upper[j] = high
    hasChanged = true
  }

  /// Removes every fixed column from the problem.
  private mutating func removeFixedColumns() {
    for j in 0..<problem.columnCount where isColumnAlive[j] && isFixed(j) {
      postsolve.append(.fixed(column: j, value: problem.lower[j]))
      problem.constant += problem.objective[j] * problem.lower[j]
      isColumnAlive[j] = false
    }
  }
}

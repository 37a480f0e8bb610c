import IntegerProgram

/// Makes a problem smaller and tighter without losing an optimal point; ``Postsolve`` holds the inverse of each step.
///
/// Rows: empty, singleton, doubleton, redundant and parallel ones go; sides of whole rows are rounded; coefficients are
/// tightened. Columns: bounds are tightened, fixed, dominated and slack ones go, parallel whole
/// ones become one.
/// - Source: Savelsbergh 1994; Achterberg, Bixby, Gu, Rothberg and Weninger 2020.
struct Presolve {
  enum Verdict { case reduced, infeasible }

  var problem: Problem
  var postsolve: Postsolve
  var isRowAlive: [Bool]
  var isColumnAlive: [Bool]
  /// Rows that a column may stand in; a superset, as rows change.
  var columnRows: [[Int]]
  var hasChanged = false
  var isInfeasible = false

  /// Columns that may stand in rows which are not here; they are fixed only where the rows say so.
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
    for i in problem.rows.indices where isRowAlive[i] { tidy(i) }
    moveSidesToSums()
    mergeParallelColumns()
    fixAll()
    return isInfeasible ? .infeasible : .reduced
  }

  /// The problem that is left, with its columns and rows counted anew.
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

  /// A row whose numbers are far from one, multiplied by a power of two: the simplex method's tolerances are absolute.
  private func scaled(_ row: LinearRow) -> LinearRow {
    let sizes = row.values.map(abs)
    let middle = (sizes.min()! * sizes.max()!).squareRoot()
    guard middle > 1e4 || middle < 1e-2 else { return row }
    let factor = Double(sign: .plus, exponent: -middle.exponent, significand: 1)
    return LinearRow(
      columns: row.columns, values: row.values.map { $0 * factor }, lower: row.lower * factor,
      upper: row.upper * factor)
  }

  // MARK: What the reductions share

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

  /// Takes fixed columns out of a row.
  mutating func tidy(_ i: Int) {
    guard problem.rows[i].columns.contains(where: isFixed) else { return }
    problem.rows[i] = problem.rows[i].without { isFixed($0) ? problem.lower[$0] : nil }
  }

  /// Narrows a column's bounds where that is worth while.
  mutating func narrow(_ j: Int, lower: Double, upper: Double) {
    let isInteger = problem.isInteger[j]
    let width = problem.upper[j] - problem.lower[j]
    let least = isInteger ? 0.5 : max(1e-3 * min(width, 1e6), 1e-7)
    var (low, high) = (problem.lower[j], problem.upper[j])
    // Far bounds on continuous columns say little and cost digits.
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
    // Fixed only at a whole number: a value between that is off by a hair may be a unit's worth in another row.
    if !isInteger, high - low < 1e-8, low <= low.rounded(), low.rounded() <= high {
      (low, high) = (low.rounded(), low.rounded())
    }
    problem.lower[j] = low
    problem.upper[j] = high
    hasChanged = true
  }

  /// Takes every fixed column out of the problem.
  private mutating func fixAll() {
    for j in 0..<problem.columnCount where isColumnAlive[j] && isFixed(j) {
      postsolve.append(.fixed(column: j, value: problem.lower[j]))
      problem.constant += problem.objective[j] * problem.lower[j]
      isColumnAlive[j] = false
    }
  }
}

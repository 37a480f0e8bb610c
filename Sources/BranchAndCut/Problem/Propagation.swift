import IntegerProgram

/// Bound propagation over a problem's rows.
struct Propagation {
  let problem: Problem
  let index: ColumnIndex
  private var isQueued: [Bool]
  private var queue: [Int] = []
  /// By row: the most that any one column can change its activity.
  private let reach: [Double]

  init(_ problem: Problem) {
    self.problem = problem
    index = ColumnIndex(problem.rows, columnCount: problem.columnCount)
    isQueued = [Bool](repeating: false, count: problem.rows.count)
    reach = problem.rows.map { row in
      row.columns.indices.reduce(0) { most, k in
        let j = row.columns[k]
        return max(most, abs(row.values[k]) * (problem.upper[j] - problem.lower[j]))
      }
    }
  }

  /// Narrows `domain` after the bounds of `changed` columns changed; visits all rows if `changed` is nil.
  ///
  /// - Returns: false if the box is infeasible.
  /// - Complexity: at most ten visits of a row on average.
  mutating func run(_ domain: inout Domain, changed: [Int]?) -> Bool {
    defer {
      for row in queue { isQueued[row] = false }
      queue.removeAll(keepingCapacity: true)
    }
    if let changed {
      changed.forEach { enqueueRows(of: $0) }
    } else {
      for row in problem.rows.indices {
        isQueued[row] = true
        queue.append(row)
      }
    }
    var head = 0
    let most = 10 * problem.rows.count + 100
    while head < queue.count, head < most {
      let row = queue[head]
      head += 1
      isQueued[row] = false
      if !visit(row, &domain) { return false }
    }
    return true
  }

  /// Fixes a column and propagates; if that is infeasible, leaves the box unchanged.
  ///
  /// - Returns: false if it is infeasible.
  mutating func fix(_ column: Int, at value: Double, _ domain: inout Domain) -> Bool {
    domain.beginStep()
    defer { domain.endStep() }
    domain.set(column, value, value)
    if run(&domain, changed: [column]) { return true }
    domain.undoStep()
    return false
  }

  /// Sets the bounds of columns and propagates.
  ///
  /// - Returns: false if the box is infeasible.
  mutating func set(_ bounds: [(column: Int, lower: Double, upper: Double)], _ domain: inout Domain) -> Bool {
    for (j, lower, upper) in bounds { domain.set(j, lower, upper) }
    return run(&domain, changed: bounds.map(\.column))
  }

  /// The bounds that would follow from fixing a column; nil if that is infeasible. The box stays unchanged.
  mutating func probe(_ column: Int, at value: Double, _ domain: inout Domain)
    -> [(column: Int, lower: Double, upper: Double)]?
  {
    guard fix(column, at: value, &domain) else { return nil }
    let moved = domain.changedColumns.map { ($0, domain.lower[$0], domain.upper[$0]) }
    domain.undoStep()
    return moved
  }

  private mutating func enqueueRows(of column: Int) {
    for at in index.entries(of: column) {
      let row = index.rows[at]
      if !isQueued[row] {
        isQueued[row] = true
        queue.append(row)
      }
    }
  }

  private mutating func visit(_ i: Int, _ domain: inout Domain) -> Bool {
    let row = problem.rows[i]
    let activity = domain.activities[i]
    if activity.minimum > row.upper + activity.slack(row.upper) { return false }
    if activity.maximum < row.lower - activity.slack(row.lower) { return false }
    if activity.maximum <= row.upper, activity.minimum >= row.lower { return true }
    if activity.infiniteBelow > 1, activity.infiniteAbove > 1 { return true }
    // A row with room for its widest column forces nothing.
    let isRoomyAbove = row.upper == .infinity || activity.infiniteBelow == 0 && row.upper - activity.least >= reach[i]
    let isRoomyBelow =
      row.lower == -.infinity || activity.infiniteAbove == 0 && activity.greatest - row.lower >= reach[i]
    if isRoomyAbove, isRoomyBelow { return true }
    for k in row.columns.indices {
      let j = row.columns[k]
      guard domain.lower[j] < domain.upper[j] else { continue }
      let isInteger = problem.isInteger[j]
      let (low, high) = impliedBounds(row, k, activity, domain.lower, domain.upper, isInteger: isInteger)
      guard low > domain.lower[j] || high < domain.upper[j] else { continue }
      if !narrow(j, low, high, isInteger, &domain) { return false }
    }
    return true
  }

  private mutating func narrow(_ j: Int, _ low: Double, _ high: Double, _ isInteger: Bool, _ domain: inout Domain)
    -> Bool
  {
    var (lower, upper) = (domain.lower[j], domain.upper[j])
    let width = upper - lower
    let least = isInteger ? 0.5 : max(1e-6, 0.05 * min(width, 1e6))
    let isHigher = low > lower + least || (lower == -.infinity && low > -1e7)
    let isLower = high < upper - least || (upper == .infinity && high < 1e7)
    guard isHigher || isLower else { return true }
    if isHigher { lower = low }
    if isLower { upper = high }
    if lower > upper {
      if lower > upper + Tolerance.feasibility * max(1, abs(upper)) { return false }
      lower = upper
    }
    domain.set(j, lower, upper)
    enqueueRows(of: j)
    return true
  }
}

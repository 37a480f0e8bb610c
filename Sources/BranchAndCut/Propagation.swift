import IntegerProgram

/// A box of bounds, narrowed by what the rows force.
struct Domain {
  var lower: [Double]
  var upper: [Double]

  init(_ problem: Problem) {
    lower = problem.lower
    upper = problem.upper
  }
}

/// Bound propagation over a problem's rows.
struct Propagation {
  let problem: Problem
  let index: ColumnIndex
  private var isQueued: [Bool]
  private var queue: [Int] = []
  /// Bounds as they were before they moved, while a step may have to be undone.
  private var trail: [(column: Int, lower: Double, upper: Double)] = []
  private var isRecording = false

  init(_ problem: Problem) {
    self.problem = problem
    index = ColumnIndex(problem.rows, columnCount: problem.columnCount)
    isQueued = [Bool](repeating: false, count: problem.rows.count)
  }

  /// Narrows `domain` after the bounds of `changed` columns moved; all rows are looked at where it is nil.
  ///
  /// - Returns: false if no point is left.
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

  /// Fixes a column and all that follows from it, or leaves the box as it was.
  ///
  /// - Returns: false if no point is left with it.
  mutating func fix(_ column: Int, at value: Double, _ domain: inout Domain) -> Bool {
    trail.removeAll(keepingCapacity: true)
    isRecording = true
    defer { isRecording = false }
    record(column, domain)
    domain.lower[column] = value
    domain.upper[column] = value
    if run(&domain, changed: [column]) { return true }
    undo(&domain)
    return false
  }

  /// What would follow if a column were fixed: bounds as they would be; nil where no point would be left.
  mutating func trial(_ column: Int, at value: Double, _ domain: inout Domain)
    -> [(column: Int, lower: Double, upper: Double)]?
  {
    guard fix(column, at: value, &domain) else { return nil }
    let moved = Set(trail.map(\.column)).sorted().map { ($0, domain.lower[$0], domain.upper[$0]) }
    undo(&domain)
    return moved
  }

  private func undo(_ domain: inout Domain) {
    for (j, lower, upper) in trail.reversed() {
      domain.lower[j] = lower
      domain.upper[j] = upper
    }
  }

  private mutating func record(_ column: Int, _ domain: Domain) {
    if isRecording { trail.append((column, domain.lower[column], domain.upper[column])) }
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
    let activity = Activity(row, domain.lower, domain.upper)
    if activity.minimum > row.upper + activity.slack(row.upper) { return false }
    if activity.maximum < row.lower - activity.slack(row.lower) { return false }
    if activity.maximum <= row.upper, activity.minimum >= row.lower { return true }
    if activity.infiniteBelow > 1, activity.infiniteAbove > 1 { return true }
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
    var hasMoved = false
    record(j, domain)
    let width = domain.upper[j] - domain.lower[j]
    let least = isInteger ? 0.5 : max(1e-6, 0.05 * min(width, 1e6))
    if low > domain.lower[j] + least || (domain.lower[j] == -.infinity && low > -1e7) {
      domain.lower[j] = low
      hasMoved = true
    }
    if high < domain.upper[j] - least || (domain.upper[j] == .infinity && high < 1e7) {
      domain.upper[j] = high
      hasMoved = true
    }
    guard hasMoved else { return true }
    if domain.lower[j] > domain.upper[j] {
      if domain.lower[j] > domain.upper[j] + Tolerance.feasibility * max(1, abs(domain.upper[j])) { return false }
      domain.lower[j] = domain.upper[j]
    }
    enqueueRows(of: j)
    return true
  }
}

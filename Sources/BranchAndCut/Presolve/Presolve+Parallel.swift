import IntegerProgram

extension Presolve {
  /// Merges parallel integer columns into one column, their sum.
  ///
  /// The cost and every coefficient of each are whole multiples of those of the least column. Columns merge if their
  /// sum can take every whole value; a tree would otherwise search each of the many points that differ only in how that
  /// sum is made up.
  ///
  /// In ascending order, a multiple is no greater than one plus the sum of those before it. The columns then reach
  /// every number up to their sum, as coins of 1, 2, 2 and 5 do.
  mutating func mergeParallelColumns() {
    var entries = [[(row: Int, value: Double)]](repeating: [], count: problem.columnCount)
    for i in problem.rows.indices where isRowAlive[i] {
      let row = problem.rows[i]
      for k in row.columns.indices { entries[row.columns[k]].append((i, row.values[k])) }
    }
    var standing: [[Int]: [Int]] = [:]
    for j in 0..<problem.columnCount
    where isColumnAlive[j] && problem.isInteger[j] && !isFixed(j) && !isProtected(j) && !entries[j].isEmpty
      && [problem.lower[j], problem.upper[j]].allSatisfy({ $0.isFinite && $0 == $0.rounded() })
    {
      standing[entries[j].map(\.row), default: []].append(j)
    }
    var hasMerged = false
    for group in standing.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      var left = group.map { (size: abs(entries[$0][0].value), column: $0) }.sorted { $0 < $1 }.map(\.column)
      // A group may hold unrelated columns, so the tries are limited.
      for _ in 0..<50 where left.count > 1 {
        let parts = self.parts(of: left, entries)
        if parts.count > 1 {
          merge(parts)
          hasMerged = true
        }
        let gone = Set(parts.map(\.column))
        left.removeAll { gone.contains($0) }
      }
    }
    guard hasMerged else { return }
    for i in problem.rows.indices where isRowAlive[i] {
      let row = problem.rows[i]
      let kept = row.columns.indices.filter { isColumnAlive[row.columns[$0]] }
      problem.rows[i].columns = kept.map { row.columns[$0] }
      problem.rows[i].values = kept.map { row.values[$0] }
    }
  }

  /// The first of some columns, in ascending order, and the columns that can merge with it.
  private func parts(of columns: [Int], _ entries: [[(row: Int, value: Double)]]) -> [Postsolve.Part] {
    let first = columns[0]
    var parts: [Postsolve.Part] = []
    var sum = 0.0
    for j in columns {
      let times = (entries[j][0].value / entries[first][0].value).rounded()
      guard times >= 1, times <= sum + 1, problem.objective[j] == times * problem.objective[first],
        zip(entries[j], entries[first]).allSatisfy({ $0.value == times * $1.value })
      else { continue }
      sum += times * (problem.upper[j] - problem.lower[j])
      parts.append(Postsolve.Part(column: j, times: times, bounds: problem.lower[j]...problem.upper[j]))
      if sum > 0x1p20 { break }
    }
    return parts
  }

  private mutating func merge(_ parts: [Postsolve.Part]) {
    postsolve.append(.merged(parts))
    let first = parts[0].column
    problem.lower[first] = parts.reduce(0) { $0 + $1.times * $1.bounds.lowerBound }
    problem.upper[first] = parts.reduce(0) { $0 + $1.times * $1.bounds.upperBound }
    for part in parts.dropFirst() { isColumnAlive[part.column] = false }
  }

  /// Merges rows that are multiples of each other.
  mutating func mergeParallelRows() {
    // Rows are first grouped by a hash of their columns, so that most are never compared.
    var marks: [(mark: UInt64, row: Int)] = []
    for i in problem.rows.indices where isRowAlive[i] {
      removeFixedColumns(fromRow: i)
      guard problem.rows[i].columns.count >= 2 else { continue }
      marks.append((problem.rows[i].columns.reduce(0) { $0 &+ mixed($1) }, i))
    }
    marks.sort { ($0.mark, $0.row) < ($1.mark, $1.row) }
    var first = 0
    while first < marks.count, !isInfeasible {
      let rows = marks[first...].prefix { $0.mark == marks[first].mark }.map(\.row)
      if rows.count > 1 { merge(rows) }
      first += rows.count
    }
  }

  /// Merges the rows of a group that are multiples of each other.
  private mutating func merge(_ rows: [Int]) {
    var known: [(row: Int, direction: Direction)] = []
    for i in rows {
      let row = problem.rows[i]
      guard let direction = Direction(row) else { continue }
      guard let other = known.first(where: { $0.direction == direction })?.row else {
        known.append((i, direction))
        continue
      }
      let pivot = row.values[row.columns.firstIndex(of: direction.columns[0])!]
      let at = problem.rows[other].columns.firstIndex(of: direction.columns[0])!
      let scale = problem.rows[other].values[at] / pivot
      let (low, high) = scale > 0 ? (row.lower * scale, row.upper * scale) : (row.upper * scale, row.lower * scale)
      problem.rows[other].lower = max(problem.rows[other].lower, low)
      problem.rows[other].upper = min(problem.rows[other].upper, high)
      let kept = problem.rows[other]
      if kept.lower > kept.upper {
        guard kept.lower <= kept.upper + Tolerance.feasibility * max(1, abs(kept.upper)) else {
          isInfeasible = true
          return
        }
        problem.rows[other].lower = kept.upper
      }
      dropRow(i)
    }
  }
}

/// The coefficients of a row up to scale, without its sides; nil if they differ too much in size to be compared.
private struct Direction: Equatable {
  let columns: [Int]
  private let ratios: [Int64]

  init?(_ row: LinearRow) {
    let order = row.columns.indices.sorted { row.columns[$0] < row.columns[$1] }
    let ratios = order.map { row.values[$0] / row.values[order[0]] }
    guard ratios.allSatisfy({ abs($0) < 1e8 }) else { return nil }
    columns = order.map { row.columns[$0] }
    self.ratios = ratios.map { Int64(($0 * 1e9).rounded()) }
  }
}

/// Hashes a column, so that neighbouring numbers end up far apart.
private func mixed(_ column: Int) -> UInt64 {
  let spread = UInt64(column + 1) &* 0x9E37_79B9_7F4A_7C15
  return (spread ^ spread >> 32) &* 0xD6E8_FEB8_6659_FD93
}

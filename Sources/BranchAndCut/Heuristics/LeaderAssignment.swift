import IntegerProgram

/// Assigns each column to a leader.
///
/// An integer column belongs to its first leader. A continuous column takes its leader from the shortest row that it
/// shares with integer columns of a single leader.
struct LeaderAssignment {
  private var leader: [Int?]

  /// - Complexity: O(nonzeros).
  init(_ problem: Problem, _ leaders: Leaders) {
    leader = problem.isInteger.indices.map { problem.isInteger[$0] ? leaders.first(of: $0) : nil }
    var length = [Int](repeating: .max, count: problem.columnCount)
    for row in problem.rows {
      let whole = row.columns.filter { problem.isInteger[$0] }
      guard let own = whole.first.flatMap({ leader[$0] }), whole.allSatisfy({ leader[$0] == own }) else { continue }
      for j in row.columns where !problem.isInteger[j] && row.columns.count < length[j] {
        (leader[j], length[j]) = (own, row.columns.count)
      }
    }
  }

  subscript(column: Int) -> Int? { leader[column] }

  /// Whether a row has columns of more than one leader.
  func isShared(_ row: LinearRow) -> Bool {
    let all = row.columns.compactMap { leader[$0] }
    return all.contains { $0 != all[0] }
  }
}

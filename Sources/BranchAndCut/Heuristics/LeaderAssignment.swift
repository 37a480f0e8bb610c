import IntegerProgram

/// Whose each column is: a whole one follows its first leader, and a continuous one is of the leader that all whole columns
/// have with which it shares the shortest row.
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

  /// Whether more than one leader has columns in a row.
  func isShared(_ row: LinearRow) -> Bool {
    let all = row.columns.compactMap { leader[$0] }
    return all.contains { $0 != all[0] }
  }
}

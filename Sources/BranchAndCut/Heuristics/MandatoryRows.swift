import IntegerProgram

/// The leaders that mandatory rows may need.
///
/// A mandatory row is violated when every column is at its lower bound, so some of its columns have to move. If all
/// other columns are decided first, the resources that the row needs may already be spent.
struct MandatoryRows {
  private var leaders: Set<Int> = []

  /// No row is mandatory.
  init() {}

  /// - Complexity: O(nonzeros).
  init(_ problem: Problem, _ leaders: Leaders) {
    let owners = LeaderAssignment(problem, leaders)
    for row in problem.rows {
      let least = row.activity(at: problem.lower)
      // An unbounded column may satisfy the row by itself.
      guard least.isFinite else { continue }
      for (side, sign) in [(row.lower, 1.0), (-row.upper, -1.0)] where side.isFinite {
        guard sign * least < side - Tolerance.feasibility * max(1, abs(side)) else { continue }
        for k in row.columns.indices where sign * row.values[k] > 0 {
          if let leader = owners[row.columns[k]] { self.leaders.insert(leader) }
        }
      }
    }
  }

  func mayNeed(_ leader: Int) -> Bool { leaders.contains(leader) }
}

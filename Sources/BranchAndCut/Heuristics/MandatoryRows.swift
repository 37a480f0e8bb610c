import IntegerProgram

/// What has to be, and the leaders that may be called for by it.
///
/// A row that is not satisfied where every column stands at its least has to be met by some of its columns. Where all else
/// was decided before, what it needs may be spent.
struct MandatoryRows {
  private var leaders: Set<Int> = []

  /// Nothing has to be.
  init() {}

  /// - Complexity: O(nonzeros).
  init(_ problem: Problem, _ leaders: Leaders) {
    let owners = LeaderAssignment(problem, leaders)
    for row in problem.rows {
      let least = row.activity(at: problem.lower)
      // Where a column has no least, it may come by anything.
      guard least.isFinite else { continue }
      for (side, sign) in [(row.lower, 1.0), (-row.upper, -1.0)] where side.isFinite {
        guard sign * least < side - Tolerance.feasibility * max(1, abs(side)) else { continue }
        for k in row.columns.indices where sign * row.values[k] > 0 {
          if let leader = owners[row.columns[k]] { self.leaders.insert(leader) }
        }
      }
    }
  }

  func calls(for leader: Int) -> Bool { leaders.contains(leader) }
}

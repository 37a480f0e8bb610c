/// A fractional column that a dive is about to fix, and the integer it goes to.
struct Candidate {
  let column: Int
  let value: Double
  /// The confidence in that value; 3 and more where no row prevents it.
  let confidence: Double

  /// Sorts candidates by decreasing confidence.
  static func ranked(_ candidates: [Candidate]) -> [Candidate] {
    candidates.sorted { ($0.confidence, $1.column) > ($1.confidence, $0.column) }
  }

  /// The other integer next to the vertex.
  func oppositeValue(from point: [Double]) -> Double { value > point[column] ? value - 1 : value + 1 }

  /// Rounds leaders first, then columns with more than two values, then all others. Each goes to the nearest integer,
  /// or to the next one above where the rows leave room for it.
  ///
  /// - Parameter few: leaders, or columns with more than two values, do not go first if there are no more of them than
  ///   this.
  static func nearest(
    _ relaxation: Relaxation, _ fractional: [Int], _ leaders: Leaders, _ index: ColumnIndex, few: Int = 0
  ) -> [Candidate] {
    let point = relaxation.point.values
    let problem = relaxation.problem
    var first = fractional.filter { !leaders.isFollower($0) }
    if first.count <= few { first = fractional.filter { problem.upper[$0] - problem.lower[$0] > 1 } }
    if first.count > few {
      return first.map { j in
        let fraction = point[j] - point[j].rounded(.down)
        // Rounding up decides more than rounding down.
        return Candidate(
          column: j, value: point[j].rounded(), confidence: fraction >= 0.5 ? 1 + fraction : 1 - fraction)
      }
    }
    var activities = [Int: Double]()
    return fractional.map { j in
      let reach = reach(of: j, point, problem, index, &activities)
      let fraction = min(reach, point[j].rounded(.up)) - point[j].rounded(.down)
      let isFree = reach >= point[j].rounded(.up) - 1e-9
      return Candidate(
        column: j, value: fraction >= 0.5 ? point[j].rounded(.up) : point[j].rounded(.down),
        confidence: isFree ? 3 + point[j] : fraction >= 0.5 ? 1 + fraction : 1 - fraction)
    }
  }

  /// The value to which a column can rise at the vertex before a row with continuous columns stops it.
  private static func reach(
    of j: Int, _ point: [Double], _ problem: Problem, _ index: ColumnIndex, _ activities: inout [Int: Double]
  ) -> Double {
    var reach = Double.infinity
    for at in index.entries(of: j) {
      let i = index.rows[at]
      let row = problem.rows[i]
      let a = index.values[at]
      let side = a > 0 ? row.upper : row.lower
      guard side.isFinite, row.columns.contains(where: { !problem.isInteger[$0] }) else { continue }
      let activity = activities[i] ?? row.activity(at: point)
      activities[i] = activity
      reach = min(reach, point[j] + max(0, (side - activity) / a))
    }
    return reach
  }
}

/// Which whole columns lead and which follow: a follower is nothing wherever some leader is nothing.
///
/// A dive decides leaders first, since they decide the more.
struct Leaders: Sendable {
  /// For each follower, the leader with the fewest followers.
  private var leader: [Int?]

  /// - Complexity: one propagation a whole column.
  init(_ problem: Problem, _ propagation: inout Propagation, _ root: Domain) {
    leader = [Int?](repeating: nil, count: problem.columnCount)
    var led = [[Int]](repeating: [], count: problem.columnCount)
    var box = root
    for j in leader.indices where problem.isInteger[j] && box.lower[j] == 0 && box.upper[j] > 0 {
      guard let moved = propagation.trial(j, at: 0, &box) else { continue }
      led[j] = moved.filter {
        $0.column != j && problem.isInteger[$0.column] && $0.upper == 0 && root.upper[$0.column] > 0
      }.map(\.column)
    }
    // Of two that follow each other the first leads.
    for j in leader.indices {
      for other in led[j] where j < other || !led[other].contains(j) {
        guard let known = leader[other], led[known].count <= led[j].count else {
          leader[other] = j
          continue
        }
      }
    }
  }

  func isFollower(_ column: Int) -> Bool { leader[column] != nil }
  subscript(column: Int) -> Int? { leader[column] }

  /// The leader that follows no other: a leader may follow, too.
  func first(of column: Int) -> Int {
    var first = column
    // Propagation that was broken off may leave a ring.
    for _ in 0..<8 {
      guard let next = leader[first] else { break }
      first = next
    }
    return first
  }
}

/// Assigns leaders to integer columns: a follower is zero wherever one of its leaders is zero.
///
/// A dive fixes leaders first, because they decide more.
struct Leaders: Sendable {
  /// By follower: the leader with the fewest followers.
  private var leader: [Int?]

  /// Finds the leaders by fixing each integer column at zero.
  ///
  /// - Parameter needed: Whether columns that cannot be zero have followers, too, as far as single rows imply them.
  /// - Complexity: One propagation for each integer column.
  init(_ problem: Problem, _ propagation: inout Propagation, _ root: Domain, needed: Bool = false) {
    leader = [Int?](repeating: nil, count: problem.columnCount)
    var led = [[Int]](repeating: [], count: problem.columnCount)
    var box = root
    for j in leader.indices where problem.isInteger[j] && box.lower[j] == 0 && box.upper[j] > 0 {
      guard let moved = propagation.probe(j, at: 0, &box) else {
        if needed { led[j] = forcedToZero(by: j, problem, propagation.index, root) }
        continue
      }
      led[j] = moved.filter {
        $0.column != j && problem.isInteger[$0.column] && $0.upper == 0 && root.upper[$0.column] > 0
      }.map(\.column)
    }
    // Of two columns that follow each other, the first leads.
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

  /// The topmost leader of a column: it follows no other, while a leader in between is a follower itself.
  func first(of column: Int) -> Int {
    var first = column
    // Propagation that stopped early may leave a cycle.
    for _ in 0..<8 {
      guard let next = leader[first] else { break }
      first = next
    }
    return first
  }
}

/// The integer columns that single rows force to zero when column `j` is zero, even if that is infeasible. In this way
/// columns that cannot be zero have followers, too.
private func forcedToZero(by j: Int, _ problem: Problem, _ index: ColumnIndex, _ root: Domain) -> [Int] {
  var held = Set<Int>()
  for at in index.entries(of: j) {
    let row = problem.rows[index.rows[at]]
    var activity = root.activities[index.rows[at]]
    activity.replace(index.values[at], (root.lower[j], root.upper[j]), by: (0, 0))
    guard activity.minimum <= row.upper, activity.maximum >= row.lower else { continue }
    for (k, other) in row.columns.enumerated()
    where other != j && problem.isInteger[other] && root.lower[other] == 0 && root.upper[other] > 0 {
      let most = impliedBounds(row, k, activity, root.lower, root.upper, isInteger: true).upper
      if most == 0 { held.insert(other) }
    }
  }
  return held.sorted()
}

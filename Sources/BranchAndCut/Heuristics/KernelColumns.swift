/// The columns that a good point is likely to need, for kernel search (Angelelli, Mansini and Speranza 2010).
///
/// A follower is considered together with the continuous columns that it bounds. The kernel holds the followers that
/// the vertex or the incumbent uses, and of each leader's other followers the few with the least reduced costs.
struct KernelColumns {
  /// Whether each column may move; the others are fixed at their lower bounds.
  private(set) var holds: [Bool]

  init(_ relaxation: Relaxation, _ leaders: Leaders, known: [Double]?, ofEachLeader few: Int) {
    let problem = relaxation.problem
    let (point, costs) = (relaxation.point.values, relaxation.reducedCosts)
    holds = [Bool](repeating: true, count: problem.columnCount)
    var bounded = [[(column: Int, most: Double)]](repeating: [], count: problem.columnCount)
    let bounds = VariableBounds(problem)
    for j in holds.indices where !problem.isInteger[j] {
      for bound in bounds.upper[j] where leaders.isFollower(bound.column) && bound.constant == 0 && bound.slope > 0 {
        bounded[bound.column].append((j, bound.slope))
      }
    }
    func isUsed(_ j: Int) -> Bool {
      point[j] > problem.lower[j] + Tolerance.zero || known.map { $0[j] > problem.lower[j] + Tolerance.zero } ?? false
    }
    var idle = [[(cost: Double, column: Int)]](repeating: [], count: problem.columnCount)
    for j in holds.indices where problem.lower[j] == 0 && leaders.isFollower(j) {
      if isUsed(j) || bounded[j].contains(where: { isUsed($0.column) }) { continue }
      let cost = bounded[j].reduce(abs(costs[j])) { $0 + abs(costs[$1.column]) * $1.most }
      idle[leaders.first(of: j)].append((cost, j))
    }
    for followers in idle where followers.count > few {
      for (_, j) in followers.sorted(by: <).dropFirst(few) {
        holds[j] = false
        for x in bounded[j] where problem.lower[x.column] == 0 { holds[x.column] = false }
      }
    }
  }
}

import IntegerProgram

extension Search {
  /// Of all whole columns about such a part is decided anew at once, and twice as much wherever that brings nothing.
  private static let parts = [30, 15, 7]
  /// Rows of fewer columns say how one leader is served, or two exclude each other.
  private static let leastColumns = 10

  /// Decides anew what shares rows, such as those of a few funds, all else as the best point has it; row after row, and again as
  /// long as that brings anything.
  ///
  /// A dive decides as the linear program would have it, which does not see what whole columns cost each other; a small
  /// problem near a point does.
  func improveRowByRow(_ vertex: [Double]) throws(EngineFault) {
    let leaders = self.leaders!
    let owners = Owners(problem, leaders)
    var size: [Int: Int] = [:]
    for j in vertex.indices where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      size[leaders.first(of: j), default: 0] += 1
    }
    let whole = size.values.reduce(0, +)
    let rows = problem.rows.filter { $0.columns.count >= Search.leastColumns && owners.isShared($0) }
    var parts = Search.parts[...]
    while let part = parts.first, var best = incumbent.reduced, !rows.isEmpty {
      let before = incumbent.objective
      var (open, count) = (Set<Int>(), 0)
      for (k, row) in rows.enumerated() {
        for j in row.columns where max(best[j], vertex[j]) > Tolerance.integrality {
          if let leader = owners[j], open.insert(leader).inserted { count += size[leader] ?? 0 }
        }
        guard part * count >= whole || k == rows.count - 1 else { continue }
        try neighbourhood(
          mostNodes: Search.mostCoreNodes, cutRounds: 2, mostWork: (problem.rows.count + problem.columnCount) / 5
        ) { j in open.contains(leaders.first(of: j)) ? nil : best[j].rounded() }
        if isOver || budget.isSpent || bound >= incumbent.cutoff { return }
        best = incumbent.reduced ?? best
        (open, count) = ([], 0)
      }
      if incumbent.objective >= before { parts.removeFirst() }
    }
  }
}

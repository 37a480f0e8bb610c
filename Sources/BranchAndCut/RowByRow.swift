import IntegerProgram

extension Search {
  /// Of all whole columns about such a part is decided anew at once, and twice as much wherever that brings nothing.
  private static let parts = [30, 15, 7]
  /// Before that rows alone, and then about such a part, with all amounts of others as they are.
  private static let smallPart = 100
  /// Rows of fewer columns say how one leader is served, or two exclude each other.
  private static let leastColumns = 10

  /// Decides anew what shares rows, such as those of a few funds, all else as the best point has it; row after row, and again as
  /// long as that brings anything.
  ///
  /// A dive decides as the linear program would have it, which does not see what whole columns cost each other; a small
  /// problem near a point does.
  func improveRowByRow(_ vertex: [Double]) throws(EngineFault) {
    let owners = Owners(problem, leaders!)
    let rows = problem.rows.filter { $0.columns.count >= Search.leastColumns && owners.isShared($0) }
    var parts = Search.parts[...]
    while let part = parts.first, !isSettled {
      try improve(rows, owners, vertex, part: nil, amountsStay: true)
      try improve(rows, owners, vertex, part: Search.smallPart, amountsStay: true)
      let before = incumbent.objective
      try improve(rows, owners, vertex, part: part, amountsStay: false)
      if incumbent.objective >= before { parts.removeFirst() }
    }
  }

  private var isSettled: Bool { isOver || budget.isSpent || bound >= incumbent.cutoff }

  /// One round over the rows.
  /// - Parameters:
  ///   - part: Nil for each row alone.
  ///   - amountsStay: whether the continuous columns of what does not share the rows stay as well: a fourth of all columns is
  ///     left, and nearly as much to gain.
  private func improve(
    _ rows: [LinearRow], _ owners: Owners, _ vertex: [Double], part: Int?, amountsStay: Bool
  ) throws(EngineFault) {
    let leaders = self.leaders!
    var size: [Int: Int] = [:]
    for j in vertex.indices where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      size[leaders.first(of: j), default: 0] += 1
    }
    let enough = part.map { size.values.reduce(0, +) / $0 } ?? 0
    var (open, count) = (Set<Int>(), 0)
    for (k, row) in rows.enumerated() {
      guard let best = incumbent.reduced, !isSettled else { return }
      for j in row.columns where max(best[j], vertex[j]) > Tolerance.integrality {
        if let leader = owners[j], open.insert(leader).inserted { count += size[leader] ?? 0 }
      }
      guard count >= enough || k == rows.count - 1 else { continue }
      let amount = { (j: Int) in owners[j].flatMap { open.contains($0) ? nil : best[j] } }
      try neighbourhood(
        mostNodes: Search.mostCoreNodes, cutRounds: amountsStay ? 10 : 2,
        mostWork: (problem.rows.count + problem.columnCount) / 5, isPart: true, amount: amountsStay ? amount : nil
      ) { j in open.contains(leaders.first(of: j)) ? nil : best[j].rounded() }
      (open, count) = ([], 0)
    }
  }
}

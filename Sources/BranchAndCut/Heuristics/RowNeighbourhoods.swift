import IntegerProgram

extension Search {
  /// About one in this many of all integer columns is decided anew at once. When that finds nothing better, the next
  /// entry doubles the part.
  private static let parts = [30, 15, 7]
  /// Before that, single rows are decided anew, and then about one in this many integer columns, with the continuous
  /// columns of all other leaders fixed.
  private static let smallPart = 100
  /// A leader in the vertex but not in the incumbent is opened with about one in this many integer columns, and with no
  /// fewer than `leastOpen`, which take no time.
  private static let vertexLeaderPart = 60
  private static let leastOpen = 100
  /// The quick steps are repeated while they gain this part of the gap.
  private static let leastGain = 0.02

  /// Improves the incumbent row by row: decides the leaders that share some rows anew, with all others fixed, for as
  /// long as that finds better points.
  ///
  /// A dive follows the linear program, which does not see how integer columns compete for a row. A small problem near
  /// a point does.
  func improveRowByRow(_ vertex: [Double]) throws(EngineFault) {
    let shared = SharedRows(problem, leaders!, vertex)
    var parts = Search.parts[...]
    while let part = parts.first, !isSettled {
      var before: Double
      repeat {
        before = incumbent.objective
        try improve(shared, part: nil, fixesContinuous: true)
        try improveByVertexLeaders(shared)
        try improve(shared, part: Search.smallPart, fixesContinuous: true)
      } while !isSettled && before - incumbent.objective > Search.leastGain * incumbent.relativeGap * abs(before)
      before = incumbent.objective
      try improve(shared, part: part, fixesContinuous: false)
      if incumbent.objective >= before { parts.removeFirst() }
    }
  }

  private var isSettled: Bool { isOver || budget.isSpent || bound >= incumbent.cutoff }

  /// Runs one round over the rows.
  /// - Parameters:
  ///   - part: one in this many integer columns is opened at once; nil for each row alone.
  ///   - fixesContinuous: whether the continuous columns of leaders that do not share the rows are fixed as well. A
  ///     quarter of all columns is then left, and nearly as much to gain.
  private func improve(_ shared: SharedRows, part: Int?, fixesContinuous: Bool) throws(EngineFault) {
    let fewestOpen = part.map { shared.integerColumns / $0 } ?? 0
    var opening = SharedRows.OpenLeaders()
    for i in shared.rows.indices {
      guard let best = incumbent.reduced, !isSettled else { return }
      shared.open(row: i, best, &opening)
      guard opening.count >= fewestOpen || i == shared.rows.count - 1 else { continue }
      try reoptimise(opening.leaders, best, shared.owners, fixesContinuous: fixesContinuous)
      opening = SharedRows.OpenLeaders()
    }
  }

  /// Opens each leader that the vertex uses more than the incumbent does, the greatest gain first, together with the
  /// leaders that share its rows.
  ///
  /// The shortest rows come first, until enough columns are open. One row alone has no room for a leader that takes
  /// from several rows.
  private func improveByVertexLeaders(_ shared: SharedRows) throws(EngineFault) {
    guard let first = incumbent.reduced else { return }
    let fewestOpen = max(Search.leastOpen, shared.integerColumns / Search.vertexLeaderPart)
    let missing = shared.missing(in: first, problem.objective)
    let rows = shared.rows(of: Set(missing), first)
    for leader in missing {
      guard let best = incumbent.reduced, !isSettled else { return }
      var opening = SharedRows.OpenLeaders()
      shared.open(leader, &opening)
      for i in rows[leader] ?? [] where opening.count < fewestOpen {
        shared.open(row: i, best, &opening, most: 2 * fewestOpen)
      }
      try reoptimise(opening.leaders, best, shared.owners, fixesContinuous: true)
    }
  }

  /// Searches the neighbourhood of the incumbent in which some leaders are open.
  private func reoptimise(
    _ open: Set<Int>, _ best: [Double], _ owners: LeaderAssignment, fixesContinuous: Bool
  ) throws(EngineFault) {
    let leaders = self.leaders!
    let continuous = { (j: Int) in owners[j].flatMap { open.contains($0) ? nil : best[j] } }
    try neighbourhood(
      mostNodes: Search.mostCoreNodes, cutRounds: fixesContinuous ? 10 : 2,
      mostWork: (problem.rows.count + problem.columnCount) / 5, isPart: true,
      continuous: fixesContinuous ? continuous : nil
    ) { j in open.contains(leaders.first(of: j)) ? nil : best[j].rounded() }
  }
}

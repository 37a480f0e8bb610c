import IntegerProgram

extension Search {
  /// Of all whole columns about such a part is decided anew at once, and twice as much wherever that brings nothing.
  private static let parts = [30, 15, 7]
  /// Before that rows alone, and then about such a part, with all amounts of others as they are.
  private static let smallPart = 100
  /// What the vertex has and the best point has not comes in with about such a part, or as many columns as take no time.
  private static let missingPart = 60
  private static let leastAround = 100
  /// What is quick is done again where it brought such a part of the gap.
  private static let leastGain = 0.02

  /// Decides anew what shares rows, such as those of a few funds, all else as the best point has it; row after row, and again as
  /// long as that brings anything.
  ///
  /// A dive decides as the linear program would have it, which does not see what whole columns cost each other; a small
  /// problem near a point does.
  func improveRowByRow(_ vertex: [Double]) throws(EngineFault) {
    let shared = SharedRows(problem, leaders!, vertex)
    var parts = Search.parts[...]
    while let part = parts.first, !isSettled {
      var before: Double
      repeat {
        before = incumbent.objective
        try improve(shared, part: nil, amountsStay: true)
        try improveByMissing(shared)
        try improve(shared, part: Search.smallPart, amountsStay: true)
      } while !isSettled && before - incumbent.objective > Search.leastGain * incumbent.relativeGap * abs(before)
      before = incumbent.objective
      try improve(shared, part: part, amountsStay: false)
      if incumbent.objective >= before { parts.removeFirst() }
    }
  }

  private var isSettled: Bool { isOver || budget.isSpent || bound >= incumbent.cutoff }

  /// One round over the rows.
  /// - Parameters:
  ///   - part: Nil for each row alone.
  ///   - amountsStay: whether the continuous columns of what does not share the rows stay as well: a fourth of all columns is
  ///     left, and nearly as much to gain.
  private func improve(_ shared: SharedRows, part: Int?, amountsStay: Bool) throws(EngineFault) {
    let fewestOpen = part.map { shared.wholeColumns / $0 } ?? 0
    var opening = SharedRows.Opening()
    for i in shared.rows.indices {
      guard let best = incumbent.reduced, !isSettled else { return }
      shared.open(row: i, best, &opening)
      guard opening.count >= fewestOpen || i == shared.rows.count - 1 else { continue }
      try decideAnew(opening.leaders, best, shared.owners, amountsStay: amountsStay)
      opening = SharedRows.Opening()
    }
  }

  /// Of each leader of which the vertex has more than the best point, what would bring most first: it and what shares its rows,
  /// the shortest first, until that is enough. One row alone has no room for what takes from several.
  private func improveByMissing(_ shared: SharedRows) throws(EngineFault) {
    guard let first = incumbent.reduced else { return }
    let fewestOpen = max(Search.leastAround, shared.wholeColumns / Search.missingPart)
    let missing = shared.missing(in: first, problem.objective)
    let rows = shared.rows(of: Set(missing), first)
    for leader in missing {
      guard let best = incumbent.reduced, !isSettled else { return }
      var opening = SharedRows.Opening()
      shared.open(leader, &opening)
      for i in rows[leader] ?? [] where opening.count < fewestOpen {
        shared.open(row: i, best, &opening, most: 2 * fewestOpen)
      }
      try decideAnew(opening.leaders, best, shared.owners, amountsStay: true)
    }
  }

  /// Searches the best point's neighbourhood in which some leaders are open.
  private func decideAnew(
    _ open: Set<Int>, _ best: [Double], _ owners: LeaderAssignment, amountsStay: Bool
  ) throws(EngineFault) {
    let leaders = self.leaders!
    let amount = { (j: Int) in owners[j].flatMap { open.contains($0) ? nil : best[j] } }
    try neighbourhood(
      mostNodes: Search.mostCoreNodes, cutRounds: amountsStay ? 10 : 2,
      mostWork: (problem.rows.count + problem.columnCount) / 5, isPart: true, amount: amountsStay ? amount : nil
    ) { j in open.contains(leaders.first(of: j)) ? nil : best[j].rounded() }
  }
}

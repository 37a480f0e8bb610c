import IntegerProgram

extension Search {
  /// Of all whole columns about such a part is decided anew at once, and twice as much wherever that brings nothing.
  private static let parts = [30, 15, 7]
  /// Before that rows alone, and then about such a part, with all amounts of others as they are.
  private static let smallPart = 100
  /// Rows of fewer columns say how one leader is served, or two exclude each other.
  private static let leastColumns = 10

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
    let owners = Owners(problem, leaders!)
    let rows = problem.rows.filter { $0.columns.count >= Search.leastColumns && owners.isShared($0) }
    var size: [Int: Int] = [:]
    for j in vertex.indices where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      size[leaders!.first(of: j), default: 0] += 1
    }
    var parts = Search.parts[...]
    while let part = parts.first, !isSettled {
      var before: Double
      repeat {
        before = incumbent.objective
        try improve(rows, owners, size, vertex, part: nil, amountsStay: true)
        try improveByMissing(rows, owners, size, vertex)
        try improve(rows, owners, size, vertex, part: Search.smallPart, amountsStay: true)
      } while !isSettled && before - incumbent.objective > Search.leastGain * incumbent.relativeGap * abs(before)
      before = incumbent.objective
      try improve(rows, owners, size, vertex, part: part, amountsStay: false)
      if incumbent.objective >= before { parts.removeFirst() }
    }
  }

  private var isSettled: Bool { isOver || budget.isSpent || bound >= incumbent.cutoff }

  /// One round over the rows.
  /// - Parameters:
  ///   - size: By leader, how many whole columns it leads.
  ///   - part: Nil for each row alone.
  ///   - amountsStay: whether the continuous columns of what does not share the rows stay as well: a fourth of all columns is
  ///     left, and nearly as much to gain.
  private func improve(
    _ rows: [LinearRow], _ owners: Owners, _ size: [Int: Int], _ vertex: [Double], part: Int?, amountsStay: Bool
  ) throws(EngineFault) {
    let enough = part.map { size.values.reduce(0, +) / $0 } ?? 0
    var (open, count) = (Set<Int>(), 0)
    for (k, row) in rows.enumerated() {
      guard let best = incumbent.reduced, !isSettled else { return }
      for j in row.columns where max(best[j], vertex[j]) > Tolerance.integrality {
        if let leader = owners[j], open.insert(leader).inserted { count += size[leader] ?? 0 }
      }
      guard count >= enough || k == rows.count - 1 else { continue }
      try decideAnew(open, best, owners, amountsStay: amountsStay)
      (open, count) = ([], 0)
    }
  }

  /// Of each leader of which the vertex has more than the best point, what would bring most first: it and what shares its rows,
  /// the shortest first, until that is enough. One row alone has no room for what takes from several.
  private func improveByMissing(
    _ rows: [LinearRow], _ owners: Owners, _ size: [Int: Int], _ vertex: [Double]
  ) throws(EngineFault) {
    guard let first = incumbent.reduced else { return }
    let enough = max(Search.leastAround, size.values.reduce(0, +) / Search.missingPart)
    var worth: [Int: Double] = [:]
    for j in vertex.indices where problem.objective[j] != 0 {
      if let leader = owners[j] { worth[leader, default: 0] += problem.objective[j] * (first[j] - vertex[j]) }
    }
    let missing = worth.filter { $0.value > Tolerance.integrality }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    var shared: [Int: [Int]] = [:]
    for i in rows.indices.sorted(by: { (rows[$0].columns.count, $0) < (rows[$1].columns.count, $1) }) {
      for j in rows[i].columns where max(first[j], vertex[j]) > Tolerance.integrality {
        if let leader = owners[j], worth[leader] ?? 0 > Tolerance.integrality, shared[leader]?.last != i {
          shared[leader, default: []].append(i)
        }
      }
    }
    for (leader, _) in missing {
      guard let best = incumbent.reduced, !isSettled else { return }
      var (open, count) = (Set([leader]), size[leader] ?? 0)
      for i in shared[leader] ?? [] where count < enough {
        for j in rows[i].columns where count < 2 * enough && max(best[j], vertex[j]) > Tolerance.integrality {
          if let other = owners[j], open.insert(other).inserted { count += size[other] ?? 0 }
        }
      }
      try decideAnew(open, best, owners, amountsStay: true)
    }
  }

  /// Searches the best point's neighbourhood in which some leaders are open.
  private func decideAnew(
    _ open: Set<Int>, _ best: [Double], _ owners: Owners, amountsStay: Bool
  ) throws(EngineFault) {
    let leaders = self.leaders!
    let amount = { (j: Int) in owners[j].flatMap { open.contains($0) ? nil : best[j] } }
    try neighbourhood(
      mostNodes: Search.mostCoreNodes, cutRounds: amountsStay ? 10 : 2,
      mostWork: (problem.rows.count + problem.columnCount) / 5, isPart: true, amount: amountsStay ? amount : nil
    ) { j in open.contains(leaders.first(of: j)) ? nil : best[j].rounded() }
  }
}

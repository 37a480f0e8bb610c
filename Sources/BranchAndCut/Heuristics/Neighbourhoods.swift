import IntegerProgram

/// Neighbourhood searches: smaller problems near the vertex or the incumbent.
extension Search {
  /// Relaxation enforced neighbourhood search (Berthold 2014): columns that are integral in the vertex stay fixed.
  /// - Returns: whether a better point was found.
  @discardableResult
  func searchRENS(_ vertex: [Double]) throws(EngineFault) -> Bool {
    try neighbourhood(of: vertex) { j in abs(vertex[j] - vertex[j].rounded()) > Tolerance.integrality }
  }

  /// A core problem needs few nodes: where its dives find nothing, its tree seldom does.
  static let mostCoreNodes = 50
  /// In a kernel, the number of each leader's followers that may be used though neither the vertex nor the incumbent
  /// uses them.
  private static let idleFollowers = 3

  /// Searches a core problem (Balas and Zemel 1980) around the vertex and the incumbent.
  ///
  /// The core holds the leaders of fractional columns, `more` times as many other leaders with the least absolute
  /// reduced costs, the leaders that the incumbent uses, and the followers of all these.
  ///
  /// On a large problem the core holds few followers of each leader, and columns in use may be dropped: otherwise the
  /// core of an XL instance may be infeasible.
  func searchCoreProblem(_ relaxation: Relaxation, more: Int) throws(EngineFault) {
    let leaders = self.leaders!
    let costs = relaxation.reducedCosts
    var core = Set(relaxation.fractionalColumns.map(leaders.first))
    let others = problem.isInteger.indices.filter { j in
      problem.isInteger[j] && !leaders.isFollower(j) && !core.contains(j) && problem.lower[j] < problem.upper[j]
    }.sorted { (abs(costs[$0]), $0) < (abs(costs[$1]), $1) }
    core.formUnion(others.prefix(more * core.count))
    // The incumbent shows how to satisfy the mandatory rows.
    let known = incumbent.reduced ?? enclosingPoint
    if let known { core.formUnion(others.filter { known[$0] > 0.5 }) }
    let vertex = relaxation.point.values
    let kernel =
      isLarge ? KernelColumns(relaxation, leaders, known: known, ofEachLeader: Search.idleFollowers * (more + 1)) : nil
    let mayDrop = isLarge && !hasOnlyCosts
    try neighbourhood(mostNodes: Search.mostCoreNodes) { j in
      let had = known?[j] ?? 0
      if mayDrop, max(had, vertex[j]) > 0.5 { return nil }
      return core.contains(leaders.first(of: j)) && kernel?.holds[j] ?? true ? nil : vertex[j].rounded()
    }
  }

  /// Whether the objective has only costs, so that no column improves it by itself.
  private var hasOnlyCosts: Bool { problem.objective.allSatisfy { $0 >= 0 } }

  /// Relaxation induced neighbourhood search (Danna, Rothberg and Le Pape 2005): columns on which a point and the
  /// vertex agree stay fixed.
  /// - Returns: whether a better point was found.
  @discardableResult
  func searchRINS(_ known: [Double], _ vertex: [Double]) throws(EngineFault) -> Bool {
    try neighbourhood(of: known) { j in abs(vertex[j] - known[j]) > Tolerance.integrality }
  }

  /// Fixes the columns that tie rows together near the vertex, or near a new incumbent. Each row is then a knapsack of
  /// its own, which presolve solves.
  /// - Returns: whether a better point was found.
  @discardableResult
  func packRows(near vertex: [Double]) throws(EngineFault) -> Bool {
    let before = incumbent.objective
    try packRows(like: vertex)
    if let known = incumbent.reduced, incumbent.objective < packed { try packRows(like: known) }
    packed = incumbent.objective
    return packed < before
  }

  private func packRows(like point: [Double]) throws(EngineFault) {
    guard let tiedRows, let better = tiedRows.improved(point), better.objective < incumbent.heuristicCutoff else {
      return
    }
    try neighbourhood(leastFixed: 0) { j in tiedRows.isAlone[j] ? nil : better.point[j] }
  }

  /// Searches near the vertex, then between the vertex and the incumbent for as long as that finds better points.
  func searchAround(_ vertex: [Double]) throws(EngineFault) {
    try searchRENS(vertex)
    var tries = 0
    while tries < 3, !budget.isSpent, bound < incumbent.cutoff, let known = incumbent.reduced {
      guard try searchRINS(known, vertex) else { break }
      tries += 1
    }
    if bound < incumbent.cutoff { try packRows(near: vertex) }
  }

  /// Searches the problem with all integer columns fixed except the open ones, their leaders and the followers of
  /// these.
  /// - Returns: whether a better point was found.
  private func neighbourhood(of point: [Double], isOpen: (Int) -> Bool) throws(EngineFault) -> Bool {
    let leaders = self.leaders!
    var opens = [Bool](repeating: false, count: problem.columnCount)
    for j in opens.indices where problem.isInteger[j] && isOpen(j) { opens[leaders.first(of: j)] = true }
    let before = incumbent.objective
    let isPossible = try neighbourhood { j in opens[leaders.first(of: j)] ? nil : point[j].rounded() }
    if !isPossible {
      // Some of the used leaders are infeasible together: free all of them, so that each may be dropped.
      try neighbourhood { j in point[leaders.first(of: j)] > 0.5 ? nil : point[j].rounded() }
    }
    return incumbent.objective < before
  }

  /// Searches the problem with some integer columns fixed, if these are enough to make it small, on a part of the
  /// budget.
  /// - Parameters:
  ///   - leastFixed: the part of the integer columns that is enough.
  ///   - isPart: whether this is one of many parts of a large problem near the incumbent.
  ///   - continuous: the value at which a continuous column is fixed, or nil to leave it free; nil to leave all of them
  ///     free.
  ///   - fixed: the value at which an integer column is fixed, or nil to leave it free.
  /// - Returns: false where the smaller problem is infeasible.
  @discardableResult
  func neighbourhood(
    mostNodes: Int = 2000, leastFixed: Double = 0.3, cutRounds: Int = 10, mostWork: Int? = nil,
    isPart: Bool = false, continuous: ((Int) -> Double?)? = nil, _ fixed: (Int) -> Double?
  ) throws(EngineFault) -> Bool {
    var values = [Double?](repeating: nil, count: problem.columnCount)
    var count = 0
    var whole = 0
    for j in 0..<problem.columnCount where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      whole += 1
      values[j] = fixed(j)
      if values[j] != nil { count += 1 }
    }
    if let continuous {
      for j in 0..<problem.columnCount where !problem.isInteger[j] {
        values[j] = continuous(j).map { min(max($0, problem.lower[j]), problem.upper[j]) }
      }
    }
    guard count < whole, Double(count) >= leastFixed * Double(whole) else { return true }
    var settings = Settings()
    // Many quick nodes find more than few well-chosen ones.
    settings.mostNodes = mostNodes
    settings.mostBranchingTries = 0
    settings.mostWork = budget.work + (mostWork ?? 3 * (problem.rows.count + problem.columnCount) / 2)
    settings.cutRounds = cutRounds
    settings.isNested = true
    settings.isPart = isPart
    settings.isOfLarge = isLarge || self.settings.isOfLarge
    settings.usesConflictDrivenDives = isPart || self.settings.usesConflictDrivenDives
    settings.leastCoreColumns = self.settings.leastCoreColumns
    settings.leastSiftedColumns =
      isLarge ? self.settings.leastCoreColumns / (self.settings.isNested ? 4 : 1) : self.settings.leastSiftedColumns
    if isPart {
      let part = problem.subproblem(propagation!.index) { values[$0] }
      return try search(part.problem, part.postsolve, settings)
    }
    var small = problem
    // Cut rounds on a large problem take long, and the cuts of its root are valid here too.
    if isLarge, let root { small.rows += root.cuts }
    for (j, value) in values.enumerated() {
      if let value { (small.lower[j], small.upper[j]) = (value, value) }
    }
    return try search(small, Postsolve(keepingAll: problem), settings)
  }

  /// Dives with few of the columns, the others fixed at their lower bounds (kernel search).
  ///
  /// Where the objective has only costs, the first dive keeps all columns of the incumbent as well: the integer columns
  /// that mandatory rows need are then chosen already, and the dive need not find them.
  /// - Returns: whether the budget is spent. The relaxation is left as it was except for its vertex.
  func kernelSearch(_ relaxation: Relaxation, _ propagation: inout Propagation, _ root: Domain) throws(EngineFault)
    -> Bool
  {
    // A part of a larger problem has few columns already.
    if settings.isNested { return try diveWithConflicts(relaxation, propagation, root, from: root) }
    let kernel = KernelColumns(relaxation, leaders!, known: incumbent.reduced, ofEachLeader: Search.idleFollowers)
    var small = root
    let idle = kernel.holds.indices.filter { j in
      !kernel.holds[j] && problem.isInteger[j] && root.upper[j] > root.lower[j]
    }
    guard propagation.set(idle.map { ($0, root.lower[$0], root.lower[$0]) }, &small) else { return false }
    if hasOnlyCosts, let known = incumbent.reduced {
      var more = small
      let had = known.indices.filter { problem.isInteger[$0] && known[$0].rounded() > small.lower[$0] }
      if propagation.set(had.map { ($0, known[$0].rounded(), small.upper[$0]) }, &more),
        try diveWithConflicts(relaxation, propagation, root, from: more)
      {
        return true
      }
      if bound >= incumbent.cutoff { return false }
    }
    return try diveWithConflicts(relaxation, propagation, root, from: small)
  }

  /// Runs a conflict-driven dive from a domain.
  /// - Returns: whether the budget is spent. The relaxation is left as it was except for its vertex.
  private func diveWithConflicts(
    _ relaxation: Relaxation, _ propagation: Propagation, _ root: Domain, from box: Domain
  ) throws(EngineFault) -> Bool {
    // With only costs in the objective, every used column serves a mandatory row, so none of them goes first.
    let mandatory = hasOnlyCosts ? MandatoryRows() : MandatoryRows(problem, leaders!)
    var dive = ConflictDrivenDive(relaxation, propagation, from: box, leaders!, mandatory, incumbent)
    let finishesSoon = settings.isNested && problem.columnCount >= settings.leastCoreColumns
    return try restoring(relaxation, to: root) { (most) throws(EngineFault) in
      try dive.run(budget, most: isLarge ? 5 * most : most, finishesSoon: finishesSoon) {
        (vertex) throws(EngineFault) in isLarge ? try searchRENS(vertex) : false
      }
    }
  }

  /// Searches a problem with narrower bounds or fewer columns than this one.
  /// - Parameter outside: maps its points back to this problem.
  /// - Returns: false where it is infeasible.
  @discardableResult
  private func search(_ small: Problem, _ outside: Postsolve, _ settings: Settings) throws(EngineFault) -> Bool {
    let isProtected = isProtected.map { isProtected in outside.kept.map { isProtected[$0] } }
    var presolve = Presolve(small, isProtected: isProtected)
    guard presolve.run() == .reduced else { return false }
    let reduced = presolve.compacted()
    let inner = Incumbent(
      small, reduced, presolve.postsolve, relativeGap: (settings.isPart ? 0.05 : 0.2) * incumbent.relativeGap,
      ceiling: incumbent.heuristicCutoff)
    let postsolve = presolve.postsolve
    inner.onImprovement = { [unowned inner] in self.incumbent.offer(outside.restored(inner.point!)) }
    if reduced.columnCount == 0 {
      inner.offer([])
      return true
    }
    var settings = settings
    settings.objectiveTarget = max(
      bound + incumbent.relativeGap * abs(bound), incumbent.objectiveTarget ?? -.infinity, self.settings.objectiveTarget
    )
    settings.memoryLimitMiB = self.settings.memoryLimitMiB
    let search = Search(
      reduced, inner, budget, solver, settings,
      lazyRows.map { PresolvedLazyRows(PresolvedLazyRows($0, outside), postsolve) },
      isProtected: isProtected.map { isProtected in postsolve.kept.map { isProtected[$0] } })
    search.enclosingPoint = (incumbent.reduced ?? enclosingPoint).map { postsolve.reduced(outside.reduced($0)) }
    search.onRescue = onRescue
    do throws(EngineFault) {
      return try search.run() == .spent || inner.point != nil
    } catch {
      if error.isMemoryLimit { throw error }
      // The outer search has its own engine and goes on; nothing is known about this part.
      onRescue()
      return true
    }
  }
}

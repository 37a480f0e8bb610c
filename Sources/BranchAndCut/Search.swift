import IntegerProgram

/// One search over a presolved problem: root, cuts, dives, neighbourhoods, tree.
final class Search {
  enum Ending { case proven, spent, infeasible, unbounded }

  let problem: Problem
  let incumbent: Incumbent
  let budget: Budget
  let solver: any LinearSolver
  var settings: Settings
  let lazyRows: (any LazyRows)?
  let isProtected: [Bool]?
  /// The best lower bound proven so far.
  private(set) var bound = -Double.infinity
  private(set) var nodes = 0
  private(set) var leaders: Leaders?
  private(set) var propagation: Propagation?
  /// The node number at which the next neighbourhood search is due, and the number of nodes until the one after it.
  private var nextNeighbourhood = 50
  private var neighbourhoodInterval = 50
  private(set) lazy var tiedRows = TiedRows(problem)
  /// The incumbent's objective value when rows were last packed.
  var packed = Double.infinity
  /// Called when the engine of a nested search fails for good.
  var onRescue: () -> Void = {}
  var onProgress: () -> Void = {}
  /// The incumbent of the enclosing search; it may be infeasible for this problem.
  var enclosingPoint: [Double]?
  /// The root to begin with, if one is known.
  var warmRoot: Root?
  /// The root's last vertex and its cuts.
  private(set) var root: Root?
  private(set) var reuse = Reuse()

  init(
    _ problem: Problem, _ incumbent: Incumbent, _ budget: Budget, _ solver: any LinearSolver, _ settings: Settings,
    _ lazyRows: (any LazyRows)? = nil, isProtected: [Bool]? = nil
  ) {
    self.lazyRows = lazyRows
    self.isProtected = isProtected
    self.problem = problem
    self.incumbent = incumbent
    self.budget = budget
    self.solver = solver
    self.settings = settings
  }

  /// Whether the linear programs are sifted. Each of them then takes long, so dives must solve few.
  var isLarge: Bool { problem.columnCount >= settings.leastSiftedColumns }

  func run() throws(EngineFault) -> Ending {
    let engines = Sifting(solver, leastColumns: settings.leastSiftedColumns)
    return try engines.withEngine(problem.relaxation, memoryLimitMiB: settings.memoryLimitMiB) {
      (engine) throws(EngineFault) -> Ending in
      return try run(Relaxation(problem, engine, budget, lazyRows))
    }
  }

  private func run(_ relaxation: Relaxation) throws(EngineFault) -> Ending {
    var propagation = Propagation(problem)
    var root = Domain(problem, propagation.index)
    guard propagation.run(&root, changed: nil) else { return settled(.infeasible) }
    leaders = Leaders(problem, &propagation, root, needed: isLarge || settings.isOfLarge)
    self.propagation = propagation
    relaxation.apply(root)
    let first = try relaxation.solve(method: try setFirstBasis(relaxation))
    if let ending = try ending(of: relaxation, first) { return ending }
    recordRoot(relaxation)
    if relaxation.fractionalColumns.isEmpty { try polish(relaxation, incumbent) }
    if bound >= incumbent.cutoff { return settledWithinGap() }
    if settings.isAnyPointEnough {
      if try dive(relaxation, propagation, root, guide: .vertex, part: 0.5) { return .spent }
      if bound >= incumbent.cutoff { return settledWithinGap() }
    }
    let status = try tightenByCuts(
      relaxation, incumbent, budget, mostRounds: settings.cutRounds,
      ending: isLarge && !settings.isNested ? .soon(least: 3 * incumbent.relativeGap) : .late
    ) {
      () throws(EngineFault) in recordRoot(relaxation)
    }
    if let ending = try ending(of: relaxation, status) { return ending }
    recordRoot(relaxation)
    if bound >= incumbent.cutoff { return settledWithinGap() }
    if let ending = try lookForPoints(relaxation, &propagation, root) { return ending }
    relaxation.apply(root)
    if let ending = try ending(of: relaxation, try relaxation.solve(cutoff: incumbent.cutoff)) { return ending }
    return try searchTree(relaxation, propagation, root)
  }

  /// Searches the tree below the root.
  private func searchTree(
    _ relaxation: Relaxation, _ propagation: Propagation, _ root: Domain
  ) throws(EngineFault) -> Ending {
    let callbacks = TreeCallbacks(
      isOver: { nodes in nodes >= self.settings.mostNodes || self.isOver },
      onNode: { bound, nodes in
        self.nodes = nodes
        self.raise(min(bound, self.incumbent.objective))
      },
      search: { (number, relaxation, domain) throws(EngineFault) in
        try self.searchNear(relaxation, domain, number)
      })
    var tree = Tree(
      relaxation, incumbent, budget, propagation, root: root, mostTries: settings.mostBranchingTries,
      callbacks: callbacks)
    switch try tree.run(bound: bound) {
    case .exhausted: return settled(.proven, least: tree.leastClosedBound)
    case .spent, .nodeLimit:
      raise(min(tree.bound, incumbent.objective))
      return .spent
    }
  }

  /// Looks for feasible points from the root's last vertex: core problems, kernel search, dives and neighbourhoods.
  ///
  /// - Returns: How the search ends, if it ends before the tree.
  private func lookForPoints(
    _ relaxation: Relaxation, _ propagation: inout Propagation, _ root: Domain
  ) throws(EngineFault) -> Ending? {
    if isOver || budget.isSpent { return .spent }
    if settings.isPart, let enclosingPoint {
      try searchRINS(enclosingPoint, relaxation.point.values)
      if bound >= incumbent.cutoff { return settledWithinGap() }
      if isOver { return .spent }
    }
    let known = incumbent.objective
    for (more, part) in [0.5, 0.2, 0.05].enumerated() {
      let hasCore = problem.columnCount >= settings.leastCoreColumns && (more == 0 || !settings.isNested)
      if hasCore, incumbent.objective == known {
        try searchCoreProblem(relaxation, more: more)
        if bound >= incumbent.cutoff { return settledWithinGap() }
        if isOver || budget.isSpent { return .spent }
      }
      if isLarge || settings.usesConflictDrivenDives, more == 0 {
        if try kernelSearch(relaxation, &propagation, root) { return .spent }
        if bound >= incumbent.cutoff { return settledWithinGap() }
        if settings.isNested, isLarge || hasCore, incumbent.reduced != nil {
          // A nested core search stops here, because the search of the enclosing core continues from its point.
          if hasCore { try improveRowByRow(relaxation.point.values) }
          return bound >= incumbent.cutoff ? settledWithinGap() : .spent
        }
        if isOver { return .spent }
        if !isLarge { continue }
      }
      if try dive(relaxation, propagation, root, guide: part == 0.2 ? .ceiling : .vertex, part: part) {
        return .spent
      }
      if bound >= incumbent.cutoff { return settledWithinGap() }
      if isOver { return .spent }
    }
    if !settings.isNested { try searchAround(relaxation.point.values) }
    return bound >= incumbent.cutoff ? settledWithinGap() : nil
  }

  /// Sets the root's first basis: that of an earlier root, or of a smaller program.
  ///
  /// - Returns: The simplex method that continues from it.
  private func setFirstBasis(_ relaxation: Relaxation) throws(EngineFault) -> SimplexMethod {
    // In a large problem the crash basis is nearer to the optimum than a vertex of another objective.
    if let warmRoot, warmRoot.isOfSameObjective || !isLarge,
      try relaxation.begin(at: warmRoot)
    {
      reuse.basics = (warmRoot.basis.columns + warmRoot.basis.rows.prefix(problem.rows.count))
        .count { $0 == LinearBasis.basic }
      reuse.cuts = warmRoot.cuts.count
      return warmRoot.isOfSameObjective ? .dual : .primal
    }
    if !settings.isNested || isLarge, let first = CrashBasis(problem),
      let basis = try first.basis(solver, budget, settings)
    {
      relaxation.basis = basis
    }
    return .primal
  }

  /// Records a vertex of the root: its bound holds for every feasible point, and another search may begin there.
  private func recordRoot(_ relaxation: Relaxation) {
    if !settings.isNested { root = Root(basis: relaxation.basis, cuts: relaxation.cuts) }
    raise(relaxation.bound)
  }

  private func raise(_ value: Double) {
    bound = max(bound, incumbent.strengthened(value))
    onProgress()
  }

  /// How the search ends if the root has no vertex within the cutoff; nil if it has one.
  private func ending(of relaxation: Relaxation, _ status: Relaxation.Status) throws(EngineFault) -> Ending? {
    switch status {
    case .optimal: return nil
    case .spent: return .spent
    case .unbounded: return try endingWithoutBound()
    case .beyondCutoff: return settled(.proven, least: incumbent.strengthened(relaxation.bound))
    case .infeasible:
      guard try relaxation.isProvenInfeasible() else { throw .withoutProof }
      return settled(.infeasible)
    }
  }

  /// Ends a finished search: nothing beats the incumbent, except within the gap.
  ///
  /// - Parameter least: The least bound among the nodes that were closed within the gap.
  private func settled(_ ending: Ending, least: Double = .infinity) -> Ending {
    bound = max(bound, min(least, incumbent.objective))
    return ending
  }

  /// Ends a search whose bound has reached the cutoff: a point may beat the incumbent, but by no more than the gap.
  private func settledWithinGap() -> Ending {
    settled(.proven, least: incumbent.strengthened(incumbent.cutoff))
  }

  /// Whether a nested search has reached its work limit or its target.
  var isOver: Bool { budget.work >= settings.mostWork || incumbent.objective <= settings.objectiveTarget }

  private func dive(
    _ relaxation: Relaxation, _ propagation: Propagation, _ domain: Domain, guide: Dive.Guide, part: Double
  ) throws(EngineFault) -> Bool {
    var dive = Dive(relaxation, propagation, from: domain, leaders!, incumbent, guide: guide, part: part)
    return try restoring(relaxation, to: domain) { (most) throws(EngineFault) in
      try dive.run(
        budget, most: most,
        finish: settings.isNested ? nil : { (point) throws(EngineFault) in try self.searchRENS(point) })
    }
  }

  /// Runs a dive, then restores the bounds and the basis of the relaxation; its vertex may differ.
  ///
  /// - Parameter dive: Takes the work after which it must stop.
  /// - Returns: Whether the budget is spent.
  func restoring(
    _ relaxation: Relaxation, to domain: Domain, _ dive: (Int) throws(EngineFault) -> Void
  ) throws(EngineFault) -> Bool {
    let basis = relaxation.basis
    try dive(500 + 2 * (problem.rows.count + problem.columnCount))
    relaxation.apply(domain)
    relaxation.basis = basis
    return try relaxation.solve() == .spent
  }

  private func searchNear(_ relaxation: Relaxation, _ domain: Domain, _ number: Int) throws(EngineFault) {
    guard number > 1 else { return }
    let guide: Dive.Guide = incumbent.reduced.map { .incumbent($0) } ?? .vertex
    let size = problem.rows.count + problem.columnCount
    let vertex = relaxation.point.values
    var dive = Dive(
      relaxation, propagation!, from: domain, leaders!, incumbent, guide: number % 100 == 0 ? .vertex : guide,
      part: number % 150 == 0 ? 0.3 : 0.1)
    try dive.run(budget, most: 100 + size / 2)
    guard !settings.isNested, number >= nextNeighbourhood else { return }
    // Neighbourhoods that find nothing are searched less and less often.
    var hasImproved = try packRows(near: vertex)
    guard let known = incumbent.reduced else { return }
    if try searchRINS(known, vertex) { hasImproved = true }
    neighbourhoodInterval = hasImproved ? 50 : min(2 * neighbourhoodInterval, 10_000)
    nextNeighbourhood = number + neighbourhoodInterval
  }

  /// How a search ends if the relaxation is unbounded: the problem is unbounded, too, if it has a feasible point.
  private func endingWithoutBound() throws(EngineFault) -> Ending {
    guard problem.isInteger.contains(true) else { return .unbounded }
    var plain = problem
    plain.objective = [Double](repeating: 0, count: plain.columnCount)
    let any = Incumbent(plain, plain, Postsolve(keepingAll: plain), relativeGap: 0)
    let search = Search(plain, any, budget, solver, settings, lazyRows, isProtected: isProtected)
    search.onRescue = onRescue
    let ending = try search.run()
    if any.point != nil { return .unbounded }
    return ending == .spent ? .spent : settled(.infeasible)
  }
}

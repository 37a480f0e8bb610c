import IntegerProgram

/// One search over a presolved problem: root, cuts, dives, neighbourhoods, tree.
final class Search {
  enum Ending { case proven, spent, infeasible, unbounded }

  let problem: Problem
  let incumbent: Incumbent
  let budget: Budget
  let solver: any LinearSolver
  let settings: Settings
  private let lazyRows: (any LazyRows)?
  private let isProtected: [Bool]?
  /// No point is better; as strong as what was proven so far.
  private(set) var bound = -Double.infinity
  private(set) var nodes = 0
  private var leaders: Leaders?
  private var propagation: Propagation?
  /// The node at which a neighbourhood is searched next, and how many nodes go by before the one after it.
  private var nextNeighbourhood = 50
  private var restBetween = 50
  private(set) var rescues = 0
  var onProgress: () -> Void = {}

  struct Settings {
    var mostNodes = Int.max
    var cutRounds = 40
    /// Columns tried out before one is branched on.
    var mostTries = 10
    /// A search within a search has no neighbourhoods of its own.
    var isNested = false
    /// Work after which the search leaves off, as the budget counts it.
    var mostWork = Int.max
    /// An objective that is good enough for the search around this one.
    var enough = -Double.infinity
    var memoryLimitMiB: Int?
    /// The first point will do, so that one is looked for before the bound is raised.
    var isAnyEnough = false
  }

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

  func run() throws(EngineFault) -> Ending {
    try solver.withEngine(problem.relaxation, memoryLimitMiB: settings.memoryLimitMiB) {
      (engine) throws(EngineFault) -> Ending in
      defer { rescues += engine.rescues }
      return try run(Relaxation(problem, engine, budget, lazyRows))
    }
  }

  private func run(_ relaxation: Relaxation) throws(EngineFault) -> Ending {
    var propagation = Propagation(problem)
    var root = Domain(problem, propagation.index)
    guard propagation.run(&root, changed: nil) else { return settled(.infeasible) }
    leaders = Leaders(problem, &propagation, root)
    self.propagation = propagation
    relaxation.apply(root)
    if !settings.isNested, let first = FirstBasis(problem),
      let basis = try first.basis(solver, budget, memoryLimitMiB: settings.memoryLimitMiB)
    {
      relaxation.basis = basis
    }
    switch try relaxation.solve(method: .primal) {
    case .infeasible: return settled(.infeasible)
    case .beyondCutoff: return settled(.proven)
    case .spent: return .spent
    case .unbounded: return try isFeasible(relaxation) ? .unbounded : settled(.infeasible)
    case .optimal: break
    }
    raise(relaxation.bound)
    if relaxation.fractionalColumns.isEmpty { try polish(relaxation, incumbent) }
    if bound >= incumbent.cutoff { return settledWithinGap() }
    if settings.isAnyEnough {
      if try dive(relaxation, &propagation, root, Dive(guide: .vertex, part: 0.5)) { return .spent }
      if bound >= incumbent.cutoff { return settledWithinGap() }
    }
    let status = try tightenByCuts(relaxation, incumbent, budget, mostRounds: settings.cutRounds) {
      () throws(EngineFault) in raise(relaxation.bound)
    }
    if status == .spent { return .spent }
    if status == .infeasible || status == .beyondCutoff { return settledWithinGap() }
    raise(relaxation.bound)
    if bound >= incumbent.cutoff { return settledWithinGap() }
    for part in [0.5, 0.2, 0.05] {
      if try dive(relaxation, &propagation, root, Dive(guide: part == 0.2 ? .ceiling : .vertex, part: part)) {
        return .spent
      }
      if bound >= incumbent.cutoff { return settledWithinGap() }
      if isOver { return .spent }
    }
    if !settings.isNested { try searchAround(relaxation.point.values) }
    if bound >= incumbent.cutoff { return settledWithinGap() }
    relaxation.apply(root)
    guard try relaxation.solve(cutoff: incumbent.cutoff) == .optimal else {
      return budget.isSpent ? .spent : settledWithinGap()
    }
    var tree = Tree(
      relaxation, incumbent, budget, propagation, root: root, mostTries: settings.mostTries,
      isOver: { nodes in nodes >= self.settings.mostNodes || self.isOver },
      onNode: { bound, nodes in
        self.nodes = nodes
        self.raise(min(bound, self.incumbent.objective))
      },
      search: { (number, relaxation, domain) throws(EngineFault) in
        try self.searchNear(relaxation, domain, number)
      })
    let ending = try tree.run(bound: bound)
    switch ending {
    case .exhausted: return settled(.proven, least: tree.closed)
    case .spent, .nodeLimit:
      raise(min(tree.bound, incumbent.objective))
      return .spent
    }
  }

  private func raise(_ value: Double) {
    bound = max(bound, incumbent.strengthened(value))
    onProgress()
  }

  /// All was searched: nothing is better than the incumbent, but for what lay within the gap.
  private func settled(_ ending: Ending, least: Double = .infinity) -> Ending {
    bound = max(bound, min(least, incumbent.objective))
    return ending
  }

  /// Nothing is better than the incumbent by more than the gap; by less, something may be.
  private func settledWithinGap() -> Ending {
    settled(.proven, least: incumbent.strengthened(incumbent.cutoff))
  }

  /// Whether a search within a search has done its part.
  private var isOver: Bool { budget.work >= settings.mostWork || incumbent.objective <= settings.enough }

  /// - Returns: whether the budget is spent. The relaxation is left as it was but for its vertex.
  private func dive(
    _ relaxation: Relaxation, _ propagation: inout Propagation, _ domain: Domain, _ dive: Dive
  ) throws(EngineFault) -> Bool {
    let basis = relaxation.basis
    let size = problem.rows.count + problem.columnCount
    try dive.run(
      relaxation, &propagation, from: domain, leaders!, incumbent, budget, most: 500 + 2 * size,
      finish: settings.isNested ? nil : { (point) throws(EngineFault) in try self.roundNear(point) })
    relaxation.apply(domain)
    relaxation.basis = basis
    let status = try relaxation.solve()
    return status == .spent
  }

  private func searchNear(_ relaxation: Relaxation, _ domain: Domain, _ number: Int) throws(EngineFault) {
    guard number > 1 else { return }
    var propagation = propagation!
    let guide: Dive.Guide = incumbent.reduced.map { .incumbent($0) } ?? .vertex
    let size = problem.rows.count + problem.columnCount
    let vertex = relaxation.point.values
    let dive = Dive(guide: number % 100 == 0 ? .vertex : guide, part: number % 150 == 0 ? 0.3 : 0.1)
    try dive.run(relaxation, &propagation, from: domain, leaders!, incumbent, budget, most: 100 + size / 2)
    guard !settings.isNested, number >= nextNeighbourhood, let known = incumbent.reduced else { return }
    // What brings nothing is tried ever more seldom.
    let hasImproved = try searchBetween(known, vertex)
    restBetween = hasImproved ? 50 : min(2 * restBetween, 10_000)
    nextNeighbourhood = number + restBetween
  }

  /// What is whole in the vertex stays (relaxation enforced neighbourhood search, Berthold 2014).
  /// - Returns: whether a better point was found.
  @discardableResult
  private func roundNear(_ vertex: [Double]) throws(EngineFault) -> Bool {
    try neighbourhood(of: vertex) { j in abs(vertex[j] - vertex[j].rounded()) > Tolerance.integrality }
  }

  /// What a point and the vertex agree on stays (relaxation induced neighbourhood search, Danna, Rothberg and Le Pape 2005).
  /// - Returns: whether a better point was found.
  private func searchBetween(_ known: [Double], _ vertex: [Double]) throws(EngineFault) -> Bool {
    try neighbourhood(of: known) { j in abs(vertex[j] - known[j]) > Tolerance.integrality }
  }

  /// Near the vertex, then, as long as that brings anything, between it and the best point.
  private func searchAround(_ vertex: [Double]) throws(EngineFault) {
    try roundNear(vertex)
    var tries = 0
    while tries < 3, !budget.isSpent, bound < incumbent.cutoff, let known = incumbent.reduced {
      guard try searchBetween(known, vertex) else { break }
      tries += 1
    }
  }

  /// Searches the problem with all whole columns fixed but those that are open, their leaders and what follows these.
  /// - Returns: whether a better point was found.
  private func neighbourhood(of point: [Double], isOpen: (Int) -> Bool) throws(EngineFault) -> Bool {
    let leaders = self.leaders!
    var opens = [Bool](repeating: false, count: problem.columnCount)
    for j in opens.indices where problem.isInteger[j] && isOpen(j) { opens[leaders[j] ?? j] = true }
    let before = incumbent.objective
    let isPossible = try neighbourhood { j in
      opens[j] || leaders[j].map { opens[$0] } ?? false ? nil : point[j].rounded()
    }
    if !isPossible {
      // Some leader cannot be had with the others: each of them may be left out.
      try neighbourhood { j in point[leaders[j] ?? j] > 0.5 ? nil : point[j].rounded() }
    }
    return incumbent.objective < before
  }

  /// Searches the problem with some whole columns fixed, if they are enough to make it small, on a part of the budget.
  /// - Returns: false where there is no point at all.
  @discardableResult
  private func neighbourhood(_ fixed: (Int) -> Double?) throws(EngineFault) -> Bool {
    var small = problem
    var count = 0
    var whole = 0
    for j in 0..<problem.columnCount where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      whole += 1
      guard let value = fixed(j) else { continue }
      small.lower[j] = value
      small.upper[j] = value
      count += 1
    }
    guard count < whole, 10 * count >= 3 * whole else { return true }
    var presolve = Presolve(small, isProtected: isProtected)
    guard presolve.run() == .reduced else { return false }
    let reduced = presolve.compacted()
    let inner = Incumbent(
      small, reduced, presolve.wayBack, relativeGap: 0.2 * incumbent.relativeGap, ceiling: incumbent.target)
    let wayBack = presolve.wayBack
    inner.onImprovement = { [unowned inner] in self.incumbent.offer(inner.point!) }
    if reduced.columnCount == 0 {
      inner.offer([])
      return true
    }
    var settings = Settings()
    // Many quick nodes find more than few well-chosen ones.
    settings.mostNodes = 2000
    settings.mostTries = 0
    settings.mostWork = budget.work + 3 * (problem.rows.count + problem.columnCount) / 2
    settings.enough = max(bound + incumbent.relativeGap * abs(bound), incumbent.enough ?? -.infinity)
    settings.cutRounds = 10
    settings.isNested = true
    settings.memoryLimitMiB = self.settings.memoryLimitMiB
    let search = Search(
      reduced, inner, budget, solver, settings, lazyRows.map { PresolvedLazyRows($0, wayBack) },
      isProtected: isProtected.map { isProtected in wayBack.kept.map { isProtected[$0] } })
    let ending = try search.run()
    rescues += search.rescues
    return ending == .spent || inner.point != nil
  }

  /// Whether an unbounded problem has any point at all.
  private func isFeasible(_ relaxation: Relaxation) throws(EngineFault) -> Bool {
    guard problem.isInteger.contains(true) else { return true }
    var plain = problem
    plain.objective = [Double](repeating: 0, count: plain.columnCount)
    let any = Incumbent(plain, plain, WayBack(keepingAll: plain.columnCount), relativeGap: 0)
    let search = Search(plain, any, budget, solver, settings, lazyRows, isProtected: isProtected)
    _ = try search.run()
    return any.point != nil
  }
}

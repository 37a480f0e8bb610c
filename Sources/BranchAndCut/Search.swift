import IntegerProgram

/// One search over a presolved problem: root, cuts, dives, neighbourhoods, tree.
final class Search {
  enum Ending { case proven, spent, infeasible, unbounded }

  let problem: Problem
  let incumbent: Incumbent
  let budget: Budget
  let solver: any LinearSolver
  let settings: Settings
  /// No point is better; as strong as what was proven so far.
  private(set) var bound = -Double.infinity
  private(set) var nodes = 0
  private(set) var rescues = 0
  var onProgress: () -> Void = {}

  struct Settings {
    var mostNodes = Int.max
    var cutRounds = 40
    /// A search within a search has no neighbourhoods of its own.
    var isNested = false
    var memoryLimitMiB: Int?
  }

  init(
    _ problem: Problem, _ incumbent: Incumbent, _ budget: Budget, _ solver: any LinearSolver, _ settings: Settings
  ) {
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
      return try run(Relaxation(problem, engine, budget))
    }
  }

  private func run(_ relaxation: Relaxation) throws(EngineFault) -> Ending {
    var propagation = Propagation(problem)
    var root = Domain(problem)
    guard propagation.run(&root, changed: nil) else { return settled(.infeasible) }
    relaxation.apply(root)
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
    if try dive(relaxation, &propagation, root, Dive(guide: .vertex, part: 0.25)) { return .spent }
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
    }
    if !settings.isNested { try enforceRelaxation(relaxation, root) }
    if bound >= incumbent.cutoff { return settledWithinGap() }
    relaxation.apply(root)
    guard try relaxation.solve(cutoff: incumbent.cutoff) == .optimal else {
      return budget.isSpent ? .spent : settledWithinGap()
    }
    var tree = Tree(
      relaxation, incumbent, budget, propagation, root: root, mostNodes: settings.mostNodes,
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

  /// - Returns: whether the budget is spent. The relaxation is left as it was but for its vertex.
  private func dive(
    _ relaxation: Relaxation, _ propagation: inout Propagation, _ domain: Domain, _ dive: Dive
  ) throws(EngineFault) -> Bool {
    let basis = relaxation.basis
    let size = problem.rows.count + problem.columnCount
    try dive.run(relaxation, &propagation, from: domain, incumbent, budget, most: 500 + 2 * size)
    relaxation.apply(domain)
    relaxation.basis = basis
    let status = try relaxation.solve()
    return status == .spent
  }

  private func searchNear(_ relaxation: Relaxation, _ domain: Domain, _ number: Int) throws(EngineFault) {
    guard number > 1 else { return }
    var propagation = Propagation(problem)
    let guide: Dive.Guide = incumbent.reduced.map { .incumbent($0) } ?? .vertex
    let size = problem.rows.count + problem.columnCount
    let vertex = relaxation.point.values
    let dive = Dive(guide: number % 100 == 0 ? .vertex : guide, part: number % 150 == 0 ? 0.3 : 0.1)
    try dive.run(relaxation, &propagation, from: domain, incumbent, budget, most: 100 + size / 2)
    guard !settings.isNested, number % 200 == 0, let known = incumbent.reduced else { return }
    try neighbourhood { j in abs(vertex[j] - known[j]) < 1e-6 ? known[j].rounded() : nil }
  }

  /// Relaxation enforced neighbourhood search: what is whole in the vertex stays.
  /// - Source: Berthold 2014.
  private func enforceRelaxation(_ relaxation: Relaxation, _ domain: Domain) throws(EngineFault) {
    let vertex = relaxation.point.values
    try neighbourhood { j in abs(vertex[j] - vertex[j].rounded()) < 1e-6 ? vertex[j].rounded() : nil }
  }

  /// Searches the problem with some whole columns fixed, if they are enough to make it small, on a part of the budget.
  private func neighbourhood(_ fixed: (Int) -> Double?) throws(EngineFault) {
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
    guard count < whole, 10 * count >= 3 * whole else { return }
    var presolve = Presolve(small)
    guard presolve.run() == .reduced else { return }
    let reduced = presolve.compacted()
    let inner = Incumbent(small, reduced, presolve.wayBack, relativeGap: 1e-4, ceiling: incumbent.cutoff)
    inner.onImprovement = { [unowned inner] in self.incumbent.offer(inner.point!) }
    if reduced.columnCount == 0 {
      inner.offer([])
      return
    }
    var settings = Settings()
    settings.mostNodes = 200
    settings.cutRounds = 10
    settings.isNested = true
    settings.memoryLimitMiB = self.settings.memoryLimitMiB
    let search = Search(reduced, inner, budget, solver, settings)
    _ = try search.run()
    rescues += search.rescues
  }

  /// Whether an unbounded problem has any point at all.
  private func isFeasible(_ relaxation: Relaxation) throws(EngineFault) -> Bool {
    guard problem.isInteger.contains(true) else { return true }
    var plain = problem
    plain.objective = [Double](repeating: 0, count: plain.columnCount)
    let any = Incumbent(plain, plain, WayBack(keepingAll: plain.columnCount), relativeGap: 0)
    let search = Search(plain, any, budget, solver, settings)
    _ = try search.run()
    return any.point != nil
  }
}

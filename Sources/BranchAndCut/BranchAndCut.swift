import IntegerProgram

/// Branch and cut over any simplex engine: presolve, cuts at the root, dives, neighbourhoods and a tree of its own.
///
/// The bound that it reports follows from multipliers that were evaluated with their rounding errors taken off, and the
/// point from every row of the program as it was given. Where the engine fails in a way that it cannot mend, the fallback
/// goes on from the best point.
public struct BranchAndCut: Solver {
  /// Smaller linear programs are solved as they are, and smaller problems searched with all their columns at once.
  public static let leastSiftedColumns = 100_000

  private let engine: any LinearSolver
  private let fallback: (any Solver)?
  private let columnsPerTie: Int
  private let leastSifted: Int

  /// - Parameters:
  ///   - columnsPerTie: A part of the program that only has to be possible is projected out where it has so many columns for
  ///     each whole column that ties it to the rest.
  ///   - leastSifted: Linear programs of so many columns are sifted, and their problems searched with few columns first;
  ///     problems of a fifth as many are searched near their vertex first, and sifted where they are part of a larger one.
  public init(
    engine: any LinearSolver, fallback: (any Solver)? = nil, columnsPerTie: Int = 10,
    leastSifted: Int = BranchAndCut.leastSiftedColumns
  ) {
    self.engine = engine
    self.fallback = fallback
    self.columnsPerTie = columnsPerTie
    self.leastSifted = leastSifted
  }

  /// What is within rounding of the objective is given as the objective.
  public var boundTolerance: Double { 4e-9 }

  public var name: String { "branch and cut on \(engine.name)" }

  public var linear: (any LinearSolver)? { engine }

  public func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome {
    let flat = try FlatProgram(program)
    if let start = request.start, start.count != program.columns.count {
      throw SolverFault("the start has \(start.count) values for \(program.columns.count) columns")
    }
    if let warmStart = request.warmStart, !warmStart.isOf(program) {
      throw SolverFault("the warm start is of another program")
    }
    if flat.isEmpty { return .infeasible }
    let run = Run(flat, request, WatchedEngines(engine, request.onRescue), columnsPerTie, leastSifted)
    do throws(EngineFault) {
      return try run.outcome()
    } catch {
      if error.isMemoryLimit {
        run.budget.stop(.memory)
        return run.stopped()
      }
      guard let fallback else { throw SolverFault("\(engine.name) failed in every way", log: error.log) }
      request.onRescue?()
      return try run.handedOver(program, request, to: fallback)
    }
  }
}

/// Tells of each failure that an engine contained.
private struct WatchedEngines: LinearSolver {
  private let engines: any LinearSolver
  private let onRescue: (@Sendable () -> Void)?

  init(_ engines: any LinearSolver, _ onRescue: (@Sendable () -> Void)?) {
    self.engines = engines
    self.onRescue = onRescue
  }

  var name: String { engines.name }

  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    try engines.withEngine(program, memoryLimitMiB: memoryLimitMiB) { (engine) throws(EngineFault) -> Result in
      defer { for _ in 0..<engine.rescues { onRescue?() } }
      return try body(engine)
    }
  }
}

/// One solve from the program to its outcome.
private final class Run {
  let flat: FlatProgram
  let request: SolveRequest
  let engine: any LinearSolver
  /// For programs that are solved once.
  let sifting: Sifting
  let columnsPerTie: Int
  let leastSifted: Int
  let budget: Budget
  let problem: Problem
  private var incumbent: Incumbent
  private var search: Search?
  private var translation: RootTranslation?
  private var bound = -Double.infinity
  private var sign: Double { flat.maximize ? -1 : 1 }
  private let objectiveTarget: Double?
  private let objectiveCutoff: Double?
  private var hasStart = false

  init(
    _ flat: FlatProgram, _ request: SolveRequest, _ engine: any LinearSolver, _ columnsPerTie: Int, _ leastSifted: Int
  ) {
    self.columnsPerTie = columnsPerTie
    self.leastSifted = leastSifted
    self.flat = flat
    self.request = request
    self.engine = engine
    sifting = Sifting(engine, leastColumns: leastSifted)
    budget = Budget(request)
    problem = Problem(flat)
    objectiveTarget = request.target.map { flat.maximize ? -$0 : $0 }
    objectiveCutoff = request.objectiveCutoff.map { flat.maximize ? -$0 : $0 }
    incumbent = Incumbent(
      problem, problem, Postsolve(keepingAll: problem), relativeGap: request.relativeGap,
      objectiveTarget: objectiveTarget,
      objectiveCutoff: objectiveCutoff)
    if let start = request.start { hasStart = incumbent.offer(full: start) }
  }

  func outcome() throws(EngineFault) -> Outcome {
    if budget.isSpent { return stopped() }
    var presolve = Presolve(problem)
    let isReduced = presolve.run() == .reduced
    if !isReduced, incumbent.point == nil { return .infeasible }
    // A start that satisfies the program shows that presolve was led astray by tolerances: then there is none.
    let reduced = isReduced ? presolve.compacted() : problem
    let postsolve = isReduced ? presolve.postsolve : Postsolve(keepingAll: problem)
    guard let projection = Projection(reduced, columnsPerTie: columnsPerTie) else {
      return try searched(reduced, postsolve, nil)
    }
    return try sifting.withEngine(projection.part.relaxation, memoryLimitMiB: request.memoryLimitMiB) {
      (engine) throws(EngineFault) -> Outcome in
      try searched(reduced, postsolve, (projection, ProjectedPart(projection, engine, budget)))
    }
  }

  private func searched(
    _ reduced: Problem, _ postsolve: Postsolve, _ projected: (projection: Projection, part: ProjectedPart)?
  ) throws(EngineFault) -> Outcome {
    let start = incumbent.point
    let core = projected?.projection.core ?? reduced
    incumbent = Incumbent(
      problem, core, postsolve, relativeGap: request.relativeGap, objectiveTarget: objectiveTarget,
      objectiveCutoff: objectiveCutoff)
    if let part = projected?.part { incumbent.completion = { point in try? part.completed(point) } }
    if let start {
      // Presolve may have left the start out; then it stands for its objective alone.
      let kept = postsolve.reduced(start)
      let own = projected.map { $0.projection.kept.map { kept[$0] } } ?? kept
      if !reduced.isSatisfied(by: kept) || !incumbent.offer(own) { incumbent.offer(full: start) }
    }
    var settings = Search.Settings()
    settings.memoryLimitMiB = request.memoryLimitMiB
    settings.isAnyEnough = request.relativeGap >= 1
    settings.leastSiftedColumns = leastSifted
    settings.leastCoreColumns = leastSifted / 5
    let search = Search(
      core, incumbent, budget, engine, settings, projected?.part, isProtected: projected?.projection.isTie)
    self.search = search
    let translation = RootTranslation(problem, postsolve, projected?.projection)
    self.translation = translation
    search.firstRoot = request.warmStart.map(translation.root)
    search.onRescue = { [request] in request.onRescue?() }
    search.onProgress = { [unowned self] in report() }
    incumbent.onImprovement = { [unowned self] in report() }
    incumbent.repair = { [unowned self] in repaired($0) }
    switch try search.run() {
    case .infeasible: return incumbent.point == nil ? .infeasible : proven()
    case .unbounded: return .unbounded
    case .proven: return incumbent.point == nil ? .infeasible : proven()
    case .spent: return stopped()
    }
  }

  /// The program as it was given, with the whole columns fixed, as a linear program.
  private func repaired(_ point: [Double]) -> [Double]? {
    var fixed = problem
    for j in point.indices where fixed.isInteger[j] {
      fixed.lower[j] = point[j]
      fixed.upper[j] = point[j]
    }
    return try? sifting.withEngine(fixed.relaxation, memoryLimitMiB: request.memoryLimitMiB) {
      (engine) throws(EngineFault) -> [Double]? in
      let relaxation = Relaxation(fixed, engine, budget)
      return try relaxation.solve() == .optimal ? relaxation.point.values : nil
    }
  }

  private func report() {
    request.progress?(
      Progress(
        objective: incumbent.point.map { _ in sign * incumbent.objective },
        bound: search.flatMap { $0.bound > -.infinity ? sign * $0.bound : nil }, nodes: search?.nodes ?? 0,
        work: budget.work))
  }

  private func solution() -> Solution {
    let point = incumbent.point!
    var bound = max(self.bound, search?.bound ?? -.infinity)
    // What is within rounding of the objective is the objective.
    if bound >= incumbent.objective - 2e-9 * max(1, abs(incumbent.objective)) { bound = incumbent.objective }
    var reuse = search?.reuse ?? Reuse()
    reuse.hasStart = hasStart
    return Solution(
      values: point, objective: flat.value(of: point), bound: sign * bound, work: budget.work, reuse: reuse,
      warmStart: search?.root.flatMap { translation?.warmStart($0) })
  }

  private func proven() -> Outcome { .optimal(solution()) }

  /// A limit was met.
  func stopped() -> Outcome {
    guard incumbent.point != nil else { return .undecided(budget.limit ?? .work) }
    let solution = solution()
    if solution.gap <= request.relativeGap { return .optimal(solution) }
    return .feasible(solution, gap: solution.gap, limit: budget.limit ?? .work)
  }

  /// The engine failed: another solver goes on from the best point, and the better bound counts.
  func handedOver(_ program: Program, _ request: SolveRequest, to other: any Solver) throws(SolverFault) -> Outcome {
    var request = request
    request.start = incumbent.point
    request.workLimit = request.workLimit.map { max(1, $0 - budget.work) }
    return try other.solve(program, request)
  }
}

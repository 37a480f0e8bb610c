import IntegerProgram

/// A branch-and-cut solver over any simplex engine, with presolve, root cuts, dives, neighbourhoods and its own tree.
///
/// The reported bound is computed from dual multipliers, with the rounding errors subtracted. A reported point
/// satisfies every row of the original program. If the engine fails beyond recovery, the fallback solver continues from
/// the incumbent.
public struct BranchAndCut: Solver {
  /// The default number of columns from which a linear program is sifted.
  ///
  /// Smaller linear programs are solved whole, and smaller problems are searched with all columns at once.
  public static let leastSiftedColumns = 100_000

  private let engine: any LinearSolver
  private let fallback: (any Solver)?
  private let columnsPerTie: Int
  private let leastSifted: Int

  /// Creates a solver on an engine.
  ///
  /// - Parameters:
  ///   - engine: The simplex engine.
  ///   - fallback: The solver that continues when the engine fails; without one, the failure is thrown.
  ///   - columnsPerTie: A part of the program that only has to be feasible is projected out if it has at least this
  ///     many columns for each integer column that ties it to the rest.
  ///   - leastSifted: Linear programs of at least this many columns are sifted, and their problems are searched with
  ///     few columns first. Problems of a fifth as many columns are searched near their LP solution first, and are
  ///     sifted if they are part of a larger one.
  public init(
    engine: any LinearSolver, fallback: (any Solver)? = nil, columnsPerTie: Int = 10,
    leastSifted: Int = BranchAndCut.leastSiftedColumns
  ) {
    self.engine = engine
    self.fallback = fallback
    self.columnsPerTie = columnsPerTie
    self.leastSifted = leastSifted
  }

  /// The relative error of a reported bound: a bound within rounding of the objective value is reported as that value.
  public var boundTolerance: Double { 4e-9 }

  /// The solver's name, with the name of the engine.
  public var name: String { "branch and cut on \(engine.name)" }

  /// The engine, for linear programs alone.
  public var linear: (any LinearSolver)? { engine }

  /// Solves a program within the limits of a request.
  ///
  /// - Throws: ``SolverFault`` if the program is malformed, if the start or the warm start does not fit the program, or
  ///   if the engine and the fallback fail.
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

/// Wraps an engine and reports each failure that it recovered from.
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

/// One solve, from the program to its outcome.
private final class Run {
  let flat: FlatProgram
  let request: SolveRequest
  let engine: any LinearSolver
  /// Sifts the linear programs that the search does not own: the projected part and the repair of a point.
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
    if let start = request.start { hasStart = incumbent.offer(full: start) == .accepted }
  }

  func outcome() throws(EngineFault) -> Outcome {
    if budget.isSpent { return stopped() }
    var presolve = Presolve(problem)
    let isReduced = presolve.run() == .reduced
    if !isReduced, incumbent.point == nil { return .infeasible }
    // A feasible start contradicts the verdict: tolerances misled presolve, so its result is not used.
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
      // Presolve may have cut off the start. It then counts as the incumbent, but no search starts near it.
      let kept = postsolve.reduced(start)
      let own = projected.map { $0.projection.kept.map { kept[$0] } } ?? kept
      if !reduced.isSatisfied(by: kept) || incumbent.offer(own) != .accepted { incumbent.offer(full: start) }
    }
    var settings = Search.Settings()
    settings.memoryLimitMiB = request.memoryLimitMiB
    settings.isAnyPointEnough = request.relativeGap >= 1
    settings.leastSiftedColumns = leastSifted
    settings.leastCoreColumns = leastSifted / 5
    let search = Search(
      core, incumbent, budget, engine, settings, projected?.part, isProtected: projected?.projection.isTie)
    self.search = search
    let translation = RootTranslation(problem, postsolve, projected?.projection)
    self.translation = translation
    search.warmRoot = request.warmStart.map(translation.root)
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

  /// Solves the original program with the integer columns fixed, as a linear program.
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
    // A bound within rounding of the objective value is reported as that value.
    if bound >= incumbent.objective - 2e-9 * max(1, abs(incumbent.objective)) { bound = incumbent.objective }
    var reuse = search?.reuse ?? Reuse()
    reuse.hasStart = hasStart
    return Solution(
      values: point, objective: flat.value(of: point), bound: sign * bound, work: budget.work, reuse: reuse,
      warmStart: search?.root.flatMap { translation?.warmStart($0) })
  }

  private func proven() -> Outcome { .optimal(solution()) }

  /// The outcome after a limit was reached.
  func stopped() -> Outcome {
    guard incumbent.point != nil else { return .undecided(budget.limit ?? .work) }
    let solution = solution()
    if solution.gap <= request.relativeGap { return .optimal(solution) }
    return .feasible(solution, gap: solution.gap, limit: budget.limit ?? .work)
  }

  /// Continues with another solver from the incumbent, after the engine failed.
  func handedOver(_ program: Program, _ request: SolveRequest, to other: any Solver) throws(SolverFault) -> Outcome {
    var request = request
    request.start = incumbent.point
    request.workLimit = request.workLimit.map { max(1, $0 - budget.work) }
    return try other.solve(program, request)
  }
}

import ExactProgram
import IntegerProgram
import Model

/// One run of a lexicographic solve: the program, which grows with each stage, the point reached, and what is proven.
struct StagedRun<P: StagedProgram> {
  private let program: P
  private let settings: StagedSolve
  private let began = ContinuousClock().now
  /// The program with all cuts found so far, and a row for the result of each stage.
  private var exact: ExactProgram
  /// The point of the last stage that was solved; nil before the first, unless the run starts from one.
  private var point: [Int128]?
  /// A point from which the policy stage starts, if it obeys every row by then.
  private var policyStart: [Int128]?
  /// Finds a roster for each point that decides what is carried out; nil where none is needed.
  private var staffing: Staffing?
  private var warmStarts = WarmStartCache()
  private var ended: [EndedStage] = []
  private var levels: [LexicographicValue.Level] = []
  /// The most severe limit so far; nil while every stage is proven.
  private var limit: Limit?
  private var work = 0
  private var durations: [String: Duration] = [:]
  private var reused = Reused()
  /// A plan of similar lists; nil where none is known.
  var known: KnownPlan?

  /// Prepares a run; its time limit begins now.
  /// - Parameters:
  ///   - exact: The rows of the program, with those of side constraints.
  ///   - point: A feasible point from which the first stage starts.
  init(_ program: P, _ exact: ExactProgram, _ settings: StagedSolve, from point: [Int128]? = nil) {
    self.program = program
    self.exact = exact
    self.settings = settings
    self.point = point
    staffing = program.staffing(by: settings)
    let deadline = settings.timeLimit.map { began + $0 }
    staffing?.deadline = deadline
  }

  /// Solves the stages in order.
  /// - Parameters:
  ///   - floors: Floor values that are known to be optimal: they are fixed by rows, and their stages are not solved.
  ///   - policyStart: A point from which the policy stage starts, if it obeys every row by then and can be staffed.
  /// - Throws: ``SolverFault`` if the solver fails, or if its decisions admit no whole amounts.
  mutating func outcome(
    of stages: [Stage], holding floors: LexicographicValue? = nil, policyStart: [Int128]? = nil
  ) throws(SolverFault) -> StagedOutcome {
    for row in try staffing?.rowsInAdvance() ?? [] { exact.add(row) }
    let open = hold(floors, of: stages)
    let decisive = (open.firstIndex { $0.isPolicy } ?? open.count - 1) + 1 + levels.count
    try startPolicy(from: policyStart)
    for stage in open {
      settings.staged?(.begun(stage.id))
      if let outcome = try solve(stage) { return outcome }
      if let last = ended.last { settings.staged?(.ended(last.record(at: nil))) }
    }
    guard let point else { return .undecided(limit ?? .work) }
    return .allocated(try solution(at: point, after: open, decisive: decisive))
  }

  /// The time left for the run; nil without a time limit.
  private var timeLeft: Duration? {
    settings.timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) }
  }

  // MARK: - Before the first stage

  /// Fixes the floor stages at known values.
  /// - Returns: The stages that are left to be solved.
  private mutating func hold(_ floors: LexicographicValue?, of stages: [Stage]) -> [Stage] {
    guard let floors else { return stages }
    let held = stages.prefix { !$0.isPolicy }
    exact.holdFloors(of: floors, Array(held))
    for (stage, level) in zip(held, floors.levels) {
      ended.append(EndedStage(stage: stage, value: level.value, bound: Double(level.bound), isProven: level.isExact))
      levels.append(level)
    }
    reused.floors = levels.count
    return Array(stages.dropFirst(held.count))
  }

  /// Keeps a start if it can be staffed, for the stages before the policy, too; otherwise adds the cut that says why not.
  private mutating func startPolicy(from start: [Int128]?) throws(SolverFault) {
    guard let start else { return }
    policyStart = start
    if let bendersCut = try staffing?.bendersCut(at: start) {
      for row in bendersCut.rows { exact.add(row) }
      policyStart = nil
    } else if point == nil, exact.isSatisfied(by: start) {
      point = start
    }
  }

  // MARK: - One stage

  /// Solves one stage and fixes its result.
  /// - Returns: The outcome of the run, where no further stage can be solved.
  private mutating func solve(_ stage: Stage) throws(SolverFault) -> StagedOutcome? {
    let stage = try begun(stage)
    if point != nil { program.settle(&point!) }
    if let point, let end = trivialEnd(stage, at: point) {
      ended.append(end)
      levels.append(stage.level(at: point))
      program.hold(stage, in: &exact)
      return nil
    }
    if let point, let limit, limit == .interruption || limit == .time {
      leaveOpen(stage, at: point, limit)
      return nil
    }
    let (before, rescuesBefore) = (ContinuousClock().now, settings.rescues)
    let result = try result(of: stage)
    durations[stage.name] = ContinuousClock().now - before
    let rescues = settings.rescues - rescuesBefore
    switch result {
    case .infeasible: return .infeasible
    case .undecided(let reason):
      guard let point else { return .undecided(reason) }
      limit = reason.moreSevere(limit)
      leaveOpen(stage, at: point, reason, rescues: rescues)
    case .solved(let end): fix(stage, at: end, rescues: rescues)
    }
    return nil
  }

  /// The stage as it is solved. That of the wishes brings columns of its own, which the program and its point then have.
  private mutating func begun(_ stage: Stage) throws(SolverFault) -> Stage {
    guard stage.id == .wishes, let point, let begun = try staffing?.beginWishes(exact, at: point) else { return stage }
    exact = begun.exact
    self.point = begun.point
    var own = Stage(.wishes, begun.objective)
    own.share = stage.share
    return own
  }

  /// The result of a stage that needs no solve: a minimum of zero that the point already attains, or an objective
  /// without columns. The policy stage is always solved.
  private func trivialEnd(_ stage: Stage, at point: [Int128]) -> EndedStage? {
    let value = stage.objective.value(at: point)
    let terms = stage.objective.terms
    guard
      terms.isEmpty
        || (stage.sense == .minimize && value == 0
          && terms.allSatisfy { $0.coefficient > 0 && exact.columns[$0.column].lower == 0 })
    else { return nil }
    if stage.isPolicy { return nil }
    return EndedStage(stage: stage, value: value, bound: Double(value), isProven: true, certifiedBound: value)
  }

  /// Records a stage that a limit left unsolved: its value at the point reached, and the bound of the columns alone.
  private mutating func leaveOpen(_ stage: Stage, at point: [Int128], _ limit: Limit, rescues: Int = 0) {
    ended.append(
      EndedStage(
        stage: stage, value: stage.objective.value(at: point), bound: stage.trivialBound(in: exact), limit: limit,
        rescues: rescues))
  }

  /// Records a stage that was solved, and adds the row that keeps its value.
  private mutating func fix(_ stage: Stage, at end: StageSolve.End, rescues: Int) {
    point = end.point
    work += end.work
    reused.stages = reused.stages + end.reuse
    limit = end.limit?.moreSevere(limit) ?? limit
    ended.append(
      EndedStage(
        stage: stage, value: end.value, bound: end.bound, isProven: end.isProven, limit: end.limit, rescues: rescues,
        reuse: end.reuse, certifiedBound: end.certifiedBound))
    levels.append(stage.level(end, exact.range(of: stage.objective)))
    exact.add(
      Meaning("stage", [stage.name]), stage.objective, atLeast: stage.sense == .maximize ? end.value : nil,
      atMost: stage.sense == .minimize ? end.value + stage.slack : nil)
  }

  /// Solves one stage as the program allows, and keeps the cuts and warm starts that later stages can use.
  private mutating func result(of stage: Stage) throws(SolverFault) -> StageSolve.Result {
    if let staffing, !stage.holdsAwards {
      for row in try staffing.rows(for: stage, in: exact) { exact.add(row) }
    }
    var solve = StageSolve(
      stage: stage, exact: point.map { program.restricted(exact, to: stage, at: $0) } ?? exact, settings: settings,
      workLimit: settings.workLimit.map { max(1, Int(Double($0) * stage.share)) }, timeLimit: timeLeft)
    // The policy stage takes no warm start from the floor stages: its optimum is closer to its own initial basis.
    if !stage.isPolicy { solve.warmStarts = warmStarts }
    var start: [Int128]?
    if let known, let point, !stage.id.isFloor, !stage.isPolicy { start = known.prepare(&solve, from: point) }
    defer { warmStarts = solve.warmStarts }
    if let point, let own = try program.specializedEnd(of: &solve, from: point) {
      exact = own.exact
      return .solved(own.end)
    }
    if stage.isPolicy { start = policyStart.flatMap { solve.exact.isSatisfied(by: $0) ? $0 : nil } }
    let result = try certifiedResult(of: &solve, from: start ?? point.map { program.start(of: solve, from: $0) })
    if case .solved = result { for row in solve.learned { exact.add(row) } }
    return result
  }

  /// Solves a stage until its point can be staffed and, if claims are to be certified, no certificate finds a better
  /// point.
  private mutating func certifiedResult(
    of solve: inout StageSolve, from start: [Int128]?
  ) throws(SolverFault) -> StageSolve.Result {
    var result = try solve.end(from: start)
    while true {
      result = try staffedResult(result, of: &solve, from: start)
      guard solve.isCertifiable else { return result }
      if case .infeasible = result { result = solve.certifiedInfeasible() }
      guard case .solved(let end) = result else { return result }
      // What a limit left open is not worth a proof of its own.
      if solve.isBrief, end.limit != nil, !solve.given.isSmall { return result }
      let certified = solve.certified(end)
      result = .solved(certified.end)
      if !certified.isBetter { return result }
    }
  }

  /// Adds Benders cuts and solves again until there is a roster for the point. Stages that hold awards and starts keep
  /// the roster that there is.
  private mutating func staffedResult(
    _ first: StageSolve.Result, of solve: inout StageSolve, from start: [Int128]?
  ) throws(SolverFault) -> StageSolve.Result {
    var (result, start, rounds) = (first, start, 0)
    guard !solve.stage.holdsAwards || solve.stage.freesStarts else { return result }
    while case .solved(let end) = result, let bendersCut = try staffing?.bendersCut(at: end.point) {
      for row in bendersCut.rows {
        exact.add(row)
        solve.add(row)
      }
      if !bendersCut.isProven { limit = limit ?? .work }
      if let granted = bendersCut.granted, let wishes = staffing?.wishColumns, let known = start {
        rounds += 1
        if solve.stage.id == .wishes {
          // The rejected point, with the wishes that its roster grants, may be the best so far.
          start = [known, wishes.extended(end.point, with: granted)].max {
            solve.stage.objective.value(at: $0) < solve.stage.objective.value(at: $1)
          }
        }
        if end.limit != nil || rounds == Self.mostWishRounds {
          let left = try ended(end, of: solve, at: start ?? known)
          return .solved(left)
        }
      }
      result = try solve.end(from: start)
    }
    return result
  }

  /// The number of points with wishes that no roster grants, after which a stage keeps the best point that it has.
  private static var mostWishRounds: Int { 100 }

  /// The end of a stage at a point that can be staffed, before the search for a better one is over.
  private mutating func ended(
    _ end: StageSolve.End, of solve: StageSolve, at point: [Int128]
  ) throws(SolverFault) -> StageSolve.End {
    _ = try staffing?.bendersCut(at: point)
    return StageSolve.End(
      point: point, value: solve.stage.objective.value(at: point), bound: end.bound, isProven: false,
      limit: end.limit ?? .work, work: end.work)
  }

  // MARK: - After the last stage

  /// The solution at the last point, with the best roster of what it carries out, as far as time is left.
  /// - Parameter decisive: The number of levels that decide which of two plans is better.
  private func solution(
    at point: [Int128], after stages: [Stage], decisive: Int
  ) throws(SolverFault) -> StagedSolution {
    var point = point
    if limit == nil, stages.contains(where: \.holdsAwards) { program.settleEquals(&point, in: exact) }
    let roster = stages.contains(where: \.holdsAwards) ? try bestRoster(at: point) : nil
    let assignments = roster?.assignments ?? staffing?.assignments ?? []
    let wishes = staffing?.wishColumns
    // Later stages may have improved an earlier stage's value within its gap, so values are recomputed.
    let last = program.restated(point, after: stages, assignments).map { wishes?.extended($0, with: assignments) ?? $0 }
    var solution = StagedSolution(
      point: wishes?.shortened(point) ?? point, stages: ended.map { $0.record(at: last) },
      lexicographicValue: LexicographicValue(levels: Array(levels.prefix(decisive))), limit: limit, work: work,
      durations: durations)
    solution.reused = reused
    solution.assignments = assignments
    solution.cuts = staffing?.cutRounds ?? 0
    if let roster {
      solution.stages += roster.stages
      solution.limit = solution.limit ?? roster.limit
      solution.durations.merge(roster.durations) { $1 }
    }
    return solution
  }

  /// The best roster of the decided projects that is found within the remaining time; nil where nobody is needed or no
  /// time is left.
  private func bestRoster(at point: [Int128]) throws(SolverFault) -> StagedSolution? {
    if limit == .interruption || limit == .time { return nil }
    var solve = settings
    solve.timeLimit = timeLeft
    return try staffing?.best(at: point, solve)
  }
}

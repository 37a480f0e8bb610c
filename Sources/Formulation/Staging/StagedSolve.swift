import ExactProgram
import IntegerProgram
import Model

/// The outcome of a lexicographic solve.
public enum StagedOutcome: Sendable {
  /// A feasible point was found; limits may have ended stages before their proof.
  case allocated(StagedSolution)
  /// No point obeys every row.
  case infeasible
  /// A limit ended the solve before it found a point.
  case undecided(Limit)
}

/// A point in exact integers, with the result of each stage.
public struct StagedSolution: Sendable {
  package let point: [Int128]
  /// The record of each stage, as a plan writes it.
  public fileprivate(set) var stages: [Plan.Stage]
  /// Values and bounds of the floor stages and the policy stage, in whole units.
  public var lexicographicValue: LexicographicValue
  /// The value of the policy stage, in its whole units.
  public let policyValue: Int128
  /// The bound of the policy stage, in its whole units.
  public let policyBound: Double
  /// The most severe limit that ended a stage before its proof; nil if every stage is proven.
  public fileprivate(set) var limit: Limit?
  /// The solver's work, summed over the stages, in simplex iterations.
  public let work: Int
  /// Wall-clock time of each stage that was solved, by stage name.
  public fileprivate(set) var durations: [String: Duration]
  /// The roster: which volunteer holds which role.
  public var assignments: [Allocation.Assignment] = []
  /// The number of Benders cut rounds: how often a decision of a stage could not be staffed.
  public var cuts = 0
  /// How much of earlier solves this solve reused.
  public fileprivate(set) var reused = Reused()
}

/// The progress of a lexicographic solve at one moment, in whole units of the stage.
public struct StageProgress: Sendable {
  /// The name of the stage being solved.
  public var stage: String
  /// The objective value of the incumbent; nil if there is none yet.
  public var value: Double?
  /// The best bound; nil if there is none yet.
  public var bound: Double?
}

/// Solves the stages of a lexicographic program in order; each result is fixed by a row before the next stage begins.
public struct StagedSolve: Sendable {
  /// The solver of every stage.
  public var solver: any Solver { watched }
  private let watched: WatchedSolver
  /// The relative gap at which a stage stops: `|bound - value| <= gap * |value|`.
  public var gap = 0.001
  /// The work limit of a stage, in simplex iterations; nil for none. It is clamped to 1...2^48, and some stages get a
  /// share.
  public var workLimit: Int? = 3_000_000 {
    // The clamp leaves room for the multiples and the shares, computed in doubles, that parts of a solve take.
    didSet { workLimit = workLimit.map { min(max(1, $0), Self.mostWork) } }
  }
  private static let mostWork = 1 << 48
  /// The wall-clock limit of a whole run; nil for none.
  public var timeLimit: Duration?
  /// The interruption that ends a run early, if one is set.
  public var interruption: Interruption?
  /// Receives the progress of each stage.
  public var progress: (@Sendable (StageProgress) -> Void)?
  /// Whether every claim of a stage is certified in exact integers, as before a plan is written.
  public var certifies = false

  /// Makes a lexicographic solve with default limits.
  public init(solver: any Solver) { watched = WatchedSolver(solver) }

  /// Solves the stages in order.
  /// - Parameters:
  ///   - extra: Side constraints besides the rules, such as a project that must be carried out.
  ///   - floors: Floor values that are known to be optimal: they are fixed by rows, and their stages are not solved.
  ///   - start: A plan from which the policy stage starts; the answer is never worse.
  /// - Throws: ``SolverFault`` if the solver fails, or if its decisions admit no whole amounts.
  public func run(
    _ formulation: Formulation, stages: [Stage], subjectTo extra: [SideConstraint] = [],
    holding floors: LexicographicValue? = nil,
    from start: Allocation? = nil
  ) throws(SolverFault) -> StagedOutcome {
    try run(
      formulation, stages: stages, subjectTo: extra, holding: floors,
      beginning: start.flatMap { formulation.point(of: $0) },
      from: nil)
  }

  /// Solves the stages in order, from points instead of a plan.
  /// - Parameters:
  ///   - start: A feasible point from which the first stage starts.
  ///   - beginning: A point from which the policy stage starts, if it obeys every row by then and can be staffed.
  package func run(
    _ formulation: Formulation, stages: [Stage], subjectTo extra: [SideConstraint] = [],
    holding floors: LexicographicValue? = nil,
    beginning: [Int128]? = nil, from start: [Int128]?
  ) throws(SolverFault) -> StagedOutcome {
    let clock = ContinuousClock()
    let began = clock.now
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    var point = start
    var staffing = formulation.people.isRoster ? nil : Staffing(formulation, self)
    staffing?.deadline = timeLimit.map { began + $0 }
    for cut in try staffing?.unstaffableInAdvance() ?? [] { exact.add(formulation.row(of: cut)) }
    var ended: [Ended] = []
    var levels: [LexicographicValue.Level] = []
    var reused = Reused()
    var stages = stages
    if let floors {
      let held = stages.prefix { !$0.isPolicy }
      for (stage, level) in zip(held, floors.levels) {
        exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: level.value + stage.slack)
        ended.append(Ended(stage: stage, value: level.value, bound: Double(level.bound), isProven: level.isExact))
        levels.append(level)
      }
      stages.removeFirst(held.count)
      reused.floors = levels.count
    }
    let decisive = (stages.firstIndex { $0.isPolicy } ?? stages.count - 1) + 1 + levels.count
    var begin = beginning
    if begin != nil, let bendersCut = try staffing?.bendersCut(at: begin!) {
      for row in bendersCut.rows { exact.add(row) }
      begin = nil
    }
    var policy: (value: Int128, bound: Double) = (0, 0)
    var limit: Limit?
    var work = 0
    var durations: [String: Duration] = [:]
    var warmStarts = WarmStartCache()
    for stage in stages {
      // A load column may exceed the actual load; it is reset to the actual load.
      if formulation.people.isRoster, point != nil { formulation.setLoads(&point!) }
      if let point, let best = trivialEnd(stage, point, exact) {
        ended.append(best)
        levels.append(stage.level(at: point))
        // Floors without a shortfall stay so, since the worst shortfall is fixed; a roster's zero is fixed here.
        if formulation.people.isRoster { exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: 0) }
        continue
      }
      let left = timeLimit.map { max(.milliseconds(1), $0 - (clock.now - began)) }
      if let reached = point, let limit, limit == .interruption || limit == .time {
        let end = unsolved(stage, at: reached, of: exact)
        if stage.isPolicy { policy = end }
        ended.append(Ended(stage: stage, value: end.value, bound: end.bound, limit: limit))
        continue
      }
      let share = workLimit.map { max(1, Int(Double($0) * stage.share)) }
      let before = clock.now
      let rescuesBefore = watched.rescues
      if let staffing, !stage.holdsAwards {
        for row in try staffing.rows(for: stage, in: exact) { exact.add(row) }
      }
      let program =
        point.map {
          stage.holdsAwards ? formulation.holdingAwards(of: exact, at: $0, freesStarts: stage.freesStarts) : exact
        } ?? exact
      var learned: [ExactProgram.Row] = []
      let result: StageSolve.Result
      if stage.isLeastLoad, let point {
        let least = try leastLoad(
          stage, program, formulation, from: point, &warmStarts, workLimit: share, timeLimit: left)
        exact = least.capped
        result = .solved(least.end)
      } else {
        var solve = StageSolve(stage: stage, exact: program, settings: self, workLimit: share, timeLimit: left)
        // The policy stage takes no warm start from the floor stages: its optimum is closer to its own initial basis.
        if !stage.isPolicy { solve.warmStarts = warmStarts }
        let usable = stage.isPolicy ? begin.flatMap { program.isSatisfied(by: $0) ? $0 : nil } : nil
        var ended = try solve.end(from: usable ?? point)
        while true {
          if !stage.holdsAwards || stage.freesStarts {
            while case .solved(let end) = ended, let bendersCut = try staffing?.bendersCut(at: end.point) {
              for row in bendersCut.rows {
                exact.add(row)
                solve.add(row)
              }
              ended = try solve.end(from: usable ?? point)
              if !bendersCut.isProven { limit = limit ?? .work }
            }
          }
          guard solve.isCertifiable else { break }
          if case .infeasible = ended { ended = solve.certifiedInfeasible() }
          guard case .solved(let end) = ended else { break }
          let certified = solve.certified(end)
          ended = .solved(certified.end)
          if !certified.isBetter { break }
        }
        result = ended
        learned = solve.learned
        warmStarts = solve.warmStarts
      }
      durations[stage.name] = clock.now - before
      let rescues = watched.rescues - rescuesBefore
      switch result {
      case .infeasible: return .infeasible
      case .undecided(let reason):
        guard let reached = point else { return .undecided(reason) }
        limit = reason.moreSevere(limit)
        let end = unsolved(stage, at: reached, of: exact)
        if stage.isPolicy { policy = end }
        ended.append(Ended(stage: stage, value: end.value, bound: end.bound, limit: reason, rescues: rescues))
      case .solved(let end):
        point = end.point
        work += end.work
        reused.stages = reused.stages + end.reuse
        limit = end.limit?.moreSevere(limit) ?? limit
        for row in learned { exact.add(row) }
        let value = end.value
        if stage.isPolicy { policy = (value, end.isProven ? Double(value) : end.bound) }
        ended.append(
          Ended(
            stage: stage, value: value, bound: end.bound, isProven: end.isProven, limit: end.limit, rescues: rescues,
            reuse: end.reuse, certifiedBound: end.certifiedBound))
        levels.append(stage.level(end, exact.range(of: stage.objective)))
        let fixed = stage.objective - Expression()
        exact.add(
          Meaning("stage", [stage.name]), fixed, atLeast: stage.sense == .maximize ? value : nil,
          atMost: stage.sense == .minimize ? value + stage.slack : nil)
      }
    }
    guard let point else { return .undecided(limit ?? .work) }
    // Later stages may have improved an earlier stage's value within its gap, so values are recomputed.
    let isPlan = stages.contains(where: \.holdsAwards) || formulation.people.isRoster && ended.count > 1
    let last = isPlan ? formulation.restated(point, staffing?.assignments ?? []) : nil
    var solution = StagedSolution(
      point: point, stages: ended.map { $0.record(at: last) },
      lexicographicValue: LexicographicValue(levels: Array(levels.prefix(decisive))),
      policyValue: policy.value,
      policyBound: policy.bound, limit: limit, work: work,
      durations: durations)
    solution.reused = reused
    if let staffing {
      solution.assignments = staffing.assignments
      solution.cuts = staffing.cutRounds
      if stages.contains(where: \.holdsAwards) { try improveRoster(&solution, staffing, began) }
    }
    return .allocated(solution)
  }

  /// Solves for the best roster of the decided projects within the remaining time, and adds it to the solution.
  private func improveRoster(
    _ solution: inout StagedSolution, _ staffing: Staffing, _ began: ContinuousClock.Instant
  ) throws(SolverFault) {
    if solution.limit == .interruption || solution.limit == .time { return }
    var solve = self
    solve.timeLimit = timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) }
    guard let best = try staffing.best(at: solution.point, solve) else { return }
    solution.assignments = best.assignments
    solution.stages += best.stages
    solution.limit = solution.limit ?? best.limit
    solution.durations.merge(best.durations) { $1 }
  }

  /// The result of a stage that needs no solve: a minimum of zero that the point already attains, or an objective
  /// without columns. The policy stage is always solved.
  private func trivialEnd(_ stage: Stage, _ point: [Int128], _ exact: ExactProgram) -> Ended? {
    let value = stage.objective.value(at: point)
    let terms = stage.objective.terms
    guard
      terms.isEmpty
        || (stage.sense == .minimize && value == 0
          && terms.allSatisfy { $0.coefficient > 0 && exact.columns[$0.column].lower == 0 })
    else { return nil }
    if stage.isPolicy { return nil }
    return Ended(stage: stage, value: value, bound: Double(value), isProven: true, certifiedBound: value)
  }

  /// The value and bound of a stage that was not solved for lack of time; the bound follows from the columns' bounds.
  private func unsolved(_ stage: Stage, at point: [Int128], of exact: ExactProgram) -> (value: Int128, bound: Double) {
    (stage.objective.value(at: point), stage.trivialBound(in: exact))
  }
}

/// The result of one stage of a run.
private struct Ended {
  let stage: Stage
  /// The value at the end of the stage; later stages may improve it within the gap.
  let value: Int128
  let bound: Double
  var isProven = false
  var limit: Limit?
  var rescues = 0
  var reuse = Reuse()
  var certifiedBound: Int128?

  /// The stage's record for the plan, with its objective evaluated at the final point if there is one.
  func record(at point: [Int128]?) -> Plan.Stage {
    stage.record(
      value: point.map { stage.objective.value(at: $0) } ?? value, bound: bound, isProven: isProven, limit: limit,
      rescues: rescues, reuse: reuse, certifiedBound: certifiedBound)
  }
}

extension Formulation {
  /// Recomputes every column that follows from the decisions, so that none is larger than necessary.
  /// - Returns: nil if the recomputed point does not obey the formulation's rows.
  fileprivate func restated(_ point: [Int128], _ assignments: [Allocation.Assignment]) -> [Int128]? {
    if people.isRoster { return self.point(ofRoster: self.assignments(at: point)) }
    var allocation = allocation(at: point)
    allocation.assignments = assignments
    return self.point(of: allocation)
  }
}

extension Stage {
  /// The best value that the columns' bounds alone allow.
  func trivialBound(in exact: ExactProgram) -> Double {
    let range = exact.range(of: objective)
    return Double(sense == .maximize ? range.most : range.least)
  }

  func text(_ value: Int128) -> String { decimalText(value, digits: digits, trimmed: true) }

  /// Rounds a bound to a whole number. A bound that is not beyond the value becomes the value.
  /// - Parameter isProven: Whether the value is proven optimal; the bound is then the value, whatever its last digits.
  func wholeBound(value: Int128, bound: Double, isProven: Bool) -> Int128 {
    let isBeyond = sense == .maximize ? bound > Double(value) : bound < Double(value)
    return isProven || !isBeyond || abs(bound) > 1e37 ? value : Int128(saturating: bound)
  }

  func record(
    value: Int128, bound: Double, isProven: Bool, limit: Limit?, rescues: Int = 0, reuse: Reuse = Reuse(),
    certifiedBound: Int128? = nil
  ) -> Plan.Stage {
    let whole = certifiedBound ?? wholeBound(value: value, bound: bound, isProven: isProven)
    let gap = whole == value ? 0 : abs(Double(whole - value)) / max(1, abs(Double(value)))
    return Plan.Stage(
      name: name, value: text(value), bound: text(whole), gap: (gap * 1e9).rounded(.up) / 1e9, unit: unit,
      limit: limit?.rawValue, rescues: rescues > 0 ? rescues : nil,
      reused: reuse == Reuse()
        ? nil : Plan.Stage.Reused(plan: reuse.hasStart, basis: reuse.basics, cuts: reuse.cuts),
      certificate: certifiedBound == nil ? "numeric" : "exact")
  }
}

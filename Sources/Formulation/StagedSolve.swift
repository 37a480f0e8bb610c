import IntegerProgram
import Model

/// How a lexicographic solve ended.
public enum StagedOutcome: Sendable {
  case allocated(StagedSolution)
  case infeasible
  case undecided(Limit)
}

/// An exact point, and how each stage ended.
public struct StagedSolution: Sendable {
  let point: [Int128]
  public let stages: [Plan.Stage]
  /// The floors and the policy, in whole units.
  public var ladder: Ladder
  /// Value and bound of the policy stage, in its whole units.
  public let policyValue: Int128
  public let policyBound: Double
  /// The first limit that ended a stage before its proof.
  public let limit: Limit?
  public let work: Int
  /// Wall-clock time of each stage that was solved.
  public let durations: [String: Duration]
}

extension StagedSolution {
  /// With the policy's bound no better than another ladder's, where the floors are the same.
  public func bounded(by base: Ladder) -> StagedSolution {
    var out = self
    guard let mine = ladder.rungs.last, let theirs = base.rungs.last,
      zip(ladder.floors, base.floors).allSatisfy({ $0.value == $1.value }), theirs.bound >= mine.value
    else { return out }
    out.ladder.rungs[ladder.rungs.count - 1] = Ladder.Rung(
      stage: mine.stage, value: mine.value, bound: min(mine.bound, theirs.bound))
    return out
  }
}

extension Formulation {
  /// An allocation as the answer of a solve that proved nothing but the bounds given.
  /// - Returns: nil where it breaks a rule or a force, or has worse floors than the bounds.
  public func solution(
    _ allocation: Allocation, forcing forces: [Force], _ stages: [Stage], bounds: Ladder
  ) -> StagedSolution? {
    var exact = exact
    for force in forces { force.add(to: &exact, self) }
    guard let point = point(of: allocation), exact.isSatisfied(by: point) else { return nil }
    let ladder = ladder(at: point, stages)
    guard zip(ladder.floors, bounds.floors).allSatisfy({ $0.value <= $1.value }) else { return nil }
    return StagedSolution(
      point: point, stages: [],
      ladder: Ladder(
        rungs: zip(ladder.rungs, bounds.rungs).map {
          Ladder.Rung(stage: $0.stage, value: $0.value, bound: $1.bound)
        }), policyValue: ladder.rungs.last!.value, policyBound: Double(bounds.rungs.last!.bound), limit: .work, work: 0,
      durations: [:])
  }
}

/// A moment in a lexicographic solve, in the stage's own unit.
public struct StageProgress: Sendable {
  public var stage: String
  public var value: Double?
  public var bound: Double?
}

/// Solves the stages in turn; each fixes what it won before the next begins.
public struct StagedSolve: Sendable {
  public var solver: any Solver
  public var gap = 0.001
  public var workLimit: Int? = 3_000_000
  public var timeLimit: Duration?
  public var interruption: Interruption?
  public var progress: (@Sendable (StageProgress) -> Void)?

  public init(solver: any Solver) { self.solver = solver }

  /// - Parameters:
  ///   - extra: rows that hold besides the rules, such as a project forced in.
  ///   - floors: floors that are reached already and cannot be passed: they are held, and their stages need no solving.
  ///   - start: a plan to begin the policy stage from; the answer is never worse.
  /// - Throws: ``SolverFault`` where the solver fails, or no whole amounts can be found for its decisions.
  public func run(
    _ formulation: Formulation, stages: [Stage], forcing extra: [Force] = [], holding floors: Ladder? = nil,
    from start: Allocation? = nil
  ) throws(SolverFault) -> StagedOutcome {
    var exact = formulation.exact
    for force in extra { force.add(to: &exact, formulation) }
    var point: [Int128]?
    var ended: [Plan.Stage] = []
    var rungs: [Ladder.Rung] = []
    var stages = stages
    if let floors {
      let held = stages.prefix { !$0.isPolicy }
      for (stage, rung) in zip(held, floors.rungs) {
        exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: rung.value)
        ended.append(stage.record(value: rung.value, bound: Double(rung.bound), limit: nil))
        rungs.append(rung)
      }
      stages.removeFirst(held.count)
    }
    let decisive = (stages.firstIndex { $0.isPolicy } ?? stages.count - 1) + 1 + rungs.count
    let begin = start.flatMap { formulation.point(of: $0) }
    var policy: (value: Int128, bound: Double) = (0, 0)
    var limit: Limit?
    var work = 0
    var durations: [String: Duration] = [:]
    let clock = ContinuousClock()
    let start = clock.now
    for stage in stages {
      if let point, let best = try trivialEnd(stage, point, exact) {
        ended.append(best)
        let value = stage.objective.value(at: point)
        rungs.append(Ladder.Rung(stage: stage.name, value: value, bound: value))
        continue
      }
      let left = timeLimit.map { max(.milliseconds(1), $0 - (clock.now - start)) }
      if limit == .interruption || limit == .time, point != nil { break }
      let share = workLimit.map { max(1, Int(Double($0) * stage.share)) }
      let program = point.map { stage.holdsAwards ? formulation.holdingAwards(of: exact, at: $0) : exact } ?? exact
      let before = clock.now
      let usable = stage.isPolicy ? begin.flatMap { program.isSatisfied(by: $0) ? $0 : nil } : nil
      let result = try solve(
        stage, program, from: usable ?? point, workLimit: share, timeLimit: left, isStart: usable != nil)
      durations[stage.name] = clock.now - before
      switch result {
      case .infeasible: return .infeasible
      case .undecided(let reason):
        guard point != nil else { return .undecided(reason) }
        limit = limit ?? reason
        continue
      case .solved(let value, let bound, let reason, let best, let effort):
        point = best
        work += effort
        limit = limit ?? reason
        if stage.isPolicy { policy = (value, bound) }
        ended.append(stage.record(value: value, bound: bound, limit: reason))
        let range = exact.range(stage.objective)
        let proven =
          abs(bound) < 1e37
          ? stage.wholeBound(value: value, bound: bound, limit: reason)
          : stage.sense == .maximize ? range.upperBound : range.lowerBound
        rungs.append(Ladder.Rung(stage: stage.name, value: value, bound: proven))
        let fixed = stage.objective - Expression()
        exact.add(
          Meaning("stage", [stage.name]), fixed, atLeast: stage.sense == .maximize ? value : nil,
          atMost: stage.sense == .minimize ? value : nil)
      }
    }
    guard let point else { return .undecided(limit ?? .work) }
    return .allocated(
      StagedSolution(
        point: point, stages: ended, ladder: Ladder(rungs: Array(rungs.prefix(decisive))), policyValue: policy.value,
        policyBound: policy.bound, limit: limit, work: work,
        durations: durations))
  }

  /// A minimum of zero that is reached already needs no solving; nor does an objective without columns.
  private func trivialEnd(_ stage: Stage, _ point: [Int128], _ exact: ExactProgram) throws(SolverFault) -> Plan.Stage? {
    let value = stage.objective.value(at: point)
    let terms = stage.objective.terms
    guard
      terms.isEmpty
        || (stage.sense == .minimize && value == 0
          && terms.allSatisfy { $0.coefficient > 0 && exact.columns[$0.column].lower == 0 })
    else { return nil }
    if stage.isPolicy { return nil }
    return stage.record(value: value, bound: Double(value), limit: nil)
  }

  enum StageResult {
    case infeasible
    case undecided(Limit)
    case solved(value: Int128, bound: Double, limit: Limit?, point: [Int128], work: Int)
  }

  /// - Parameter isStart: The policy, too, is to begin from the start.
  func solve(
    _ stage: Stage, _ exact: ExactProgram, from start: [Int128]?, workLimit: Int?, timeLimit: Duration?,
    isStart: Bool = false
  ) throws(SolverFault) -> StageResult {
    let began = ContinuousClock().now
    var kept: StageResult?
    // The second time, what the decisions cost in whole minor units is part of the search.
    for wholeAmounts in [false, true] {
      let scaled = ScaledProgram(exact, objective: stage.objective, sense: stage.sense, wholeAmounts: wholeAmounts)
      let unit = scaled.objectiveUnit
      let constant = Double(stage.objective.constant)
      let report = progress
      let timeLimit = timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) }
      var request = SolveRequest(
        relativeGap: gap, workLimit: workLimit, timeLimit: timeLimit, start: start.map(scaled.start),
        interruption: interruption,
        progress: { moment in
          report?(
            StageProgress(
              stage: stage.name, value: moment.objective.map { $0 * unit + constant },
              bound: moment.bound.map { $0 * unit + constant }))
        })
      if stage.isPolicy, !isStart {
        // The floors' plan was made without a thought of the policy; GLPK's presolve, which a start forbids, is worth more.
        let began = ContinuousClock().now
        request.start = try RelaxationNeighbourhood(solver: solver).point(scaled.program, request)
        request.timeLimit = timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) }
      }
      let outcome = try solver.solve(scaled.program, request)
      var reason: Limit?
      switch outcome {
      case .infeasible: return kept ?? .infeasible
      case .unbounded: throw SolverFault("stage \(stage.name) has no bound")
      case .undecided(let limit): return kept ?? .undecided(limit)
      case .optimal: break
      case .feasible(_, _, let limit): reason = limit
      }
      let solution = outcome.solution!
      if let start, exact.isSatisfied(by: start) {
        // Nothing better than the start was found: it stays, and needs no bringing home.
        let before = stage.objective.value(at: start)
        let promised = solution.objective * unit + constant
        let gain = stage.sense == .maximize ? promised - Double(before) : Double(before) - promised
        if gain <= 1e-9 * max(1, abs(promised)) {
          return .solved(
            value: before, bound: solution.bound * unit + constant, limit: reason, point: start, work: solution.work)
        }
      }
      guard solution.bound.isFinite || reason != nil else { throw SolverFault("stage \(stage.name) has no bound") }
      let rounded = scaled.rounded(solution.values, within: exact)
      let home = Homecoming(exact: exact, objective: stage.objective, sense: stage.sense, solver: solver)
      if let point = home.point(near: rounded) {
        let value = stage.objective.value(at: point)
        // Whole minor units may cost more than the gap allows: then they are part of the search.
        let promised = solution.objective * unit + constant
        let loss = stage.sense == .maximize ? promised - Double(value) : Double(value) - promised
        if !wholeAmounts, reason == nil, loss > max(gap, 1e-9) * abs(promised) + 0.5 {
          kept = .solved(
            value: value, bound: solution.bound * unit + constant, limit: nil, point: point, work: solution.work)
          continue
        }
        // A start that was better stays.
        if let start, exact.isSatisfied(by: start) {
          let before = stage.objective.value(at: start)
          if stage.sense == .maximize ? before > value : before < value {
            return .solved(
              value: before, bound: solution.bound * unit + constant, limit: reason, point: start, work: solution.work)
          }
        }
        return .solved(
          value: value, bound: solution.bound * unit + constant, limit: reason, point: point, work: solution.work)
      }
    }
    if let kept { return kept }
    throw SolverFault("stage \(stage.name): no whole amounts obey every rule with the decisions found")
  }
}

extension Stage {
  func text(_ value: Int128) -> String { decimalText(value, digits: digits, trimmed: true) }

  /// A bound within rounding of the value, or on its wrong side by it, is the value.
  func wholeBound(value: Int128, bound: Double, limit: Limit?) -> Int128 {
    let isProven = limit == nil && abs(bound - Double(value)) <= 1e-7 * max(1, abs(Double(value)))
    let isBeyond = sense == .maximize ? bound > Double(value) : bound < Double(value)
    return isProven || !isBeyond || abs(bound) > 1e37 ? value : Int128(bound.rounded())
  }

  func record(value: Int128, bound: Double, limit: Limit?) -> Plan.Stage {
    let whole = wholeBound(value: value, bound: bound, limit: limit)
    let gap = whole == value ? 0 : abs(Double(whole - value)) / max(1, abs(Double(value)))
    return Plan.Stage(
      name: name, value: text(value), bound: text(whole), gap: (gap * 1e9).rounded() / 1e9, unit: unit,
      limit: limit?.rawValue)
  }
}

import ExactProgram
import IntegerProgram

/// Solves one stage of a lexicographic solve.
///
/// It searches in doubles and repairs the point found to whole numbers. If the repair fails, it adds a no-good cut and
/// searches again.
package struct StageSolve {
  package enum Result {
    case infeasible
    case undecided(Limit)
    case solved(End)

    var point: [Int128]? { if case .solved(let end) = self { end.point } else { nil } }
  }

  package struct End {
    package var point: [Int128]
    package var value: Int128
    /// The solver's bound, in whole units.
    package var bound: Double
    /// Whether no better value exists.
    package var isProven: Bool
    /// Whether the point is the start, since the search found no point of its own.
    var isUnimproved = false
    package var limit: Limit?
    var work: Int
    package var reuse = Reuse()
    /// The end of a program without rows, whose every point is feasible.
    package static func unconstrained(at point: [Int128]) -> End {
      End(point: point, value: 0, bound: 0, isProven: true, work: 0)
    }

    /// A bound certified in exact integers, independent of the search; nil if it was not certified.
    var certifiedBound: Int128?
  }

  let stage: Stage
  var exact: ExactProgram
  /// The program without the no-good cuts that the search added.
  private(set) var given: ExactProgram
  /// The no-good cuts of the search, which are valid for all later stages.
  private(set) var learned: [ExactProgram.Row] = []
  let settings: StagedSolve
  var workLimit: Int?
  let timeLimit: Duration?
  /// Whether little is spent on a certificate, unless the program is small.
  var isBrief: Bool
  /// An objective value that is good enough: the search only determines whether it can be reached.
  var target: Int128?
  /// The worst objective value of use: if no point reaches it, the bound says so, or without a start the result is
  /// infeasible.
  var objectiveCutoff: Int128?
  private let began = ContinuousClock().now
  /// The instant at which the time limit ends the stage; nil without a time limit.
  var deadline: ContinuousClock.Instant? { timeLimit.map { began + $0 } }
  /// The time left for the stage; nil without a time limit.
  var timeLeft: Duration? { timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) } }
  /// The best bound of the searches so far. Rows are only ever added, so the bound of an earlier search remains valid.
  private var bound: Double?
  /// The warm starts of earlier searches, and of this one once it has run.
  var warmStarts = WarmStartCache()
  /// How much of earlier solves the searches reused.
  private(set) var reuse = Reuse()
  /// The number of failed repairs, each answered by a no-good cut, after which the stage gives up.
  var noGoodCuts = 200
  /// How often a counterexample may still replace the stage's point, over all certifications of the stage.
  var refutationsLeft = 1000

  package init(stage: Stage, exact: ExactProgram, settings: StagedSolve, workLimit: Int?, timeLimit: Duration?) {
    self.stage = stage
    self.exact = exact
    given = exact
    self.settings = settings
    self.workLimit = workLimit
    self.timeLimit = timeLimit
    isBrief = stage.isPolicy && settings.certifiesPolicyBriefly
  }

  /// Adds a row of a Benders cut, which the roster found to be necessary.
  mutating func add(_ row: Staffing.BendersCut.Row) {
    exact.add(row)
    given.add(row)
  }

  /// Solves the stage.
  /// - Parameter start: The point of the previous stage.
  /// - Throws: ``SolverFault`` if the solver fails, or if no decisions that it finds admit whole amounts.
  package mutating func end(from start: [Int128]?) throws(SolverFault) -> Result {
    let result: Result
    do { result = try search(from: start) } catch {
      guard let decided = enumerated(from: start) else { throw error }
      return decided
    }
    if isInDoubt(result), let decided = enumerated(from: result.point ?? start) { return decided }
    guard case .solved(var end) = result else { return result }
    if let bound { end.bound = stage.sense == .maximize ? min(end.bound, bound) : max(end.bound, bound) }
    bound = end.bound
    end.reuse = reuse
    guard settings.gap == 0, end.limit == nil, !end.isProven else { return .solved(end) }
    // Doubles cannot separate values this close, so a row demands a better value in exact integers until none exists.
    var better = self
    better.noGoodCuts = 40
    better.workLimit = workLimit.map { max(1, $0 / 20) }
    for _ in 0..<20 {
      demandBetter(than: end.value, in: &better.exact)
      guard let next = try? better.search(from: nil) else { break }
      if case .infeasible = next { end.isProven = true }
      guard case .solved(let improved) = next else { break }
      end.point = improved.point
      end.value = improved.value
      end.work += improved.work
      end.reuse = better.reuse
    }
    return .solved(end)
  }

  /// Adds a row that demands an objective value better than the given one.
  func demandBetter(than value: Int128, in exact: inout ExactProgram) {
    let next = next(after: value)
    exact.add(
      Meaning("better", [stage.name]), stage.objective, atLeast: stage.sense == .maximize ? next : nil,
      atMost: stage.sense == .minimize ? next : nil)
  }

  /// Finds the best point in the neighbourhood of a point that new rows forbid, as the start of the next search.
  ///
  /// The decisions of the projects in the new rows are free; those of all other projects are fixed at the given point.
  func point(near point: [Int128], freedBy rows: [Staffing.BendersCut.Row]) -> [Int128]? {
    let free = Set(rows.flatMap { $0.expression.terms.compactMap { exact.columns[$0.column].block } })
    var small = self
    small.workLimit = workLimit.map { max(1, $0 / 10) }
    for (j, column) in exact.columns.enumerated() where column.nature == .choice {
      if let block = column.block, !free.contains(block) { small.exact.fix(j, at: point[j]) }
    }
    guard case .solved(let end)? = try? small.search(from: nil) else { return nil }
    return end.point
  }

  /// The closest attainable value that is better than the given one, which may be a bound and need not be attainable.
  ///
  /// A point may credit less than its decisions serve, so its value may lie between two multiples of ``step``. The
  /// value of a plan is always a multiple, so such a point can be improved to the next one.
  func next(after value: Int128) -> Int128 {
    let offset = stage.granularity == nil ? stage.objective.constant : 0
    return stage.sense == .maximize
      ? (floorDivide(value - offset, step) + 1) * step + offset : (ceilDivide(value - offset, step) - 1) * step + offset
  }

  /// The granularity of the objective: the values of two plans differ by a multiple of it.
  var step: Int128 {
    max(
      1, stage.granularity ?? stage.objective.terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) })
  }

  /// The bound that the columns' bounds alone imply, used if a limit ends the search before it has a better bound.
  private var trivialBound: Double { stage.trivialBound(in: exact) }

  private func isBetter(_ a: Int128, _ b: Int128) -> Bool { stage.sense == .maximize ? a > b : a < b }

  private func end(_ point: [Int128], _ solution: Solution, _ scaled: ScaledProgram, _ limit: Limit?) -> End {
    let value = stage.objective.value(at: point)
    let claimed = solution.bound * scaled.objectiveUnit + Double(stage.objective.constant)
    let bound = claimed.isFinite ? claimed : trivialBound
    // Within the solver's tolerance of the next better value, the bound proves nothing.
    let distance = abs(bound - Double(value)) + settings.solver.boundTolerance * max(1, abs(Double(value)))
    return End(
      point: point, value: value, bound: bound,
      isProven: limit == nil && distance < abs(Double(next(after: value) - value)), limit: limit,
      work: solution.work)
  }

  mutating func search(from start: [Int128]?) throws(SolverFault) -> Result {
    let start = start.flatMap { self.exact.isSatisfied(by: $0) ? $0 : nil }
    var kept: End?
    // The second pass requires whole minor units in the search itself. It is skipped if the amounts are so large that a
    // double does not resolve one minor unit.
    var exact = exact
    if !exact.resolvesMinorUnits || exact.isIllScaled {
      guard let tightened = exact.tightened() else { return unimproved(start).map { .solved($0) } ?? .infeasible }
      exact = tightened
    }
    for wholeAmounts in exact.resolvesMinorUnits ? [false, true] : [false] {
      learning: while true {
        let scaled = ScaledProgram(exact, objective: stage.objective, sense: stage.sense, wholeAmounts: wholeAmounts)
        var request = request(scaled, start)
        request.warmStart = warmStarts.warmStart(for: exact, scaled, stage: stage.name)
        let outcome = try settings.solver.solve(scaled.program, request)
        var limit: Limit?
        switch outcome {
        case .infeasible: return (kept ?? unimproved(start)).map { .solved($0) } ?? .infeasible
        case .unbounded: throw SolverFault("stage \(stage.name) has no bound")
        case .undecided(let reason): return kept.map { .solved($0) } ?? .undecided(reason)
        case .optimal: break
        case .feasible(_, _, let reason): limit = reason
        }
        let solution = outcome.solution!
        reuse = reuse + solution.reuse
        if !wholeAmounts, let root = solution.warmStart { warmStarts.keep(root, of: exact, scaled, stage: stage.name) }
        guard solution.bound.isFinite || limit != nil else { throw SolverFault("stage \(stage.name) has no bound") }
        let claimed = solution.objective * scaled.objectiveUnit + Double(stage.objective.constant)
        if let start {
          // The search did not improve on the start, which is already in whole numbers and needs no repair.
          let before = Double(stage.objective.value(at: start))
          let gain = stage.sense == .maximize ? claimed - before : before - claimed
          if gain <= 1e-9 * max(1, abs(claimed)) { return .solved(end(start, solution, scaled, limit)) }
        }
        let repair = SolutionRepair(
          exact: exact, objective: stage.objective, sense: stage.sense, solver: settings.solver)
        let arrival = repair.repairedPoint(from: scaled.rounded(solution.values, within: exact))
        guard arrival.isFeasible else {
          noGoodCuts -= 1
          guard noGoodCuts > 0, limit == nil, let row = exact.noGoodCut(of: arrival.point, solver: settings.solver)
          else {
            break learning
          }
          exact.add(row)
          self.exact.add(row)
          learned.append(row)
          continue learning
        }
        let found = end(arrival.point, solution, scaled, limit)
        // If rounding to whole minor units costs more than the gap allows, the second pass requires them.
        let loss = abs(claimed - Double(found.value))
        if !wholeAmounts, limit == nil, loss > max(settings.gap, 1e-6) * abs(claimed) + 0.5 {
          kept = found
          break learning
        }
        // A better start is kept.
        if let start, isBetter(stage.objective.value(at: start), found.value) {
          return .solved(end(start, solution, scaled, limit))
        }
        return .solved(found)
      }
    }
    if let end = kept ?? unimproved(start) { return .solved(end) }
    throw SolverFault("stage \(stage.name): no whole amounts obey every rule with the decisions found")
  }

  /// The start as the stage's result, for a search that found no point; nil without a start.
  private func unimproved(_ start: [Int128]?) -> End? {
    start.map { start in
      End(
        point: start, value: stage.objective.value(at: start),
        bound: trivialBound, isProven: false, isUnimproved: true, limit: .work, work: 0)
    }
  }

  private func request(_ scaled: ScaledProgram, _ start: [Int128]?) -> SolveRequest {
    let (unit, constant) = (scaled.objectiveUnit, Double(stage.objective.constant))
    let (report, name) = (settings.progress, stage.name)
    // Values are whole, so the target and the cutoff are relaxed by half a unit.
    let half = stage.sense == .maximize ? -0.5 : 0.5
    func inUnits(_ value: Int128) -> Double { (Double(value) + half - constant) / unit }
    // A fifth of the gap, but at most 0.0002, is reserved for the loss from rounding to whole minor units.
    return SolveRequest(
      relativeGap: max(settings.gap * 0.8, settings.gap - 0.0002), workLimit: workLimit,
      timeLimit: timeLeft,
      start: start.map(scaled.start), target: target.map(inUnits), objectiveCutoff: objectiveCutoff.map(inUnits),
      interruption: settings.interruption,
      progress: { moment in
        report?(
          StageProgress(
            stage: name, value: moment.objective.map { $0 * unit + constant },
            bound: moment.bound.map { $0 * unit + constant }))
      })
  }
}

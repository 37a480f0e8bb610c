import IntegerProgram

/// One stage of a lexicographic solve: search in doubles, bring the point home to whole numbers, learn from a point that has
/// no home, and search again.
struct StageSolve {
  enum Result {
    case infeasible
    case undecided(Limit)
    case solved(End)

    var point: [Int128]? { if case .solved(let end) = self { end.point } else { nil } }
  }

  struct End {
    var point: [Int128]
    var value: Int128
    /// As the solver gave it, in whole units.
    var bound: Double
    /// No better value exists.
    var isProven: Bool
    /// The point is where the search began, as it came to nothing of its own.
    var isUnimproved = false
    var limit: Limit?
    var work: Int
    var reuse = Reuse()
    /// No point is better, decided in exact integers apart from the search; nil where that was not done or not possible.
    var certifiedBound: Int128?
  }

  let stage: Stage
  var exact: ExactProgram
  /// The program without what the search learned.
  private(set) var given: ExactProgram
  /// Rows that hold for every stage to come.
  private(set) var learned: [ExactProgram.Row] = []
  let settings: StagedSolve
  var workLimit: Int?
  let timeLimit: Duration?
  /// A value that is far enough: only whether it is reached is asked.
  var target: Int128?
  /// Nothing worse is of use: that there is nothing better is seen from the bound, or is infeasible where there is no start.
  var objectiveCutoff: Int128?
  private let began = ContinuousClock().now
  /// When a time limit ends the stage.
  var deadline: ContinuousClock.Instant? { timeLimit.map { began + $0 } }
  /// Of the searches so far: rows only come, so what bounds every point with fewer bounds it with more.
  private var bound: Double?
  /// Of searches before, and then of this one.
  var warmStarts = WarmStartCache()
  /// How much of what was known the searches began with.
  private(set) var reuse = Reuse()
  /// Points without a home that are learned from before the stage gives up.
  var noGoodCuts = 200

  init(stage: Stage, exact: ExactProgram, settings: StagedSolve, workLimit: Int?, timeLimit: Duration?) {
    self.stage = stage
    self.exact = exact
    given = exact
    self.settings = settings
    self.workLimit = workLimit
    self.timeLimit = timeLimit
  }

  /// A row that a roster taught.
  mutating func add(_ row: Staffing.BendersCut.Row) {
    exact.add(row)
    given.add(row)
  }

  /// - Parameter start: The point of the stage before.
  /// - Throws: ``SolverFault`` where the solver fails, or no whole amounts go with any decisions that it finds.
  mutating func end(from start: [Int128]?) throws(SolverFault) -> Result {
    let result: Result
    do { result = try search(from: start) } catch {
      guard let decided = decided(knowing: start) else { throw error }
      return decided
    }
    if isInDoubt(result), let decided = decided(knowing: result.point ?? start) { return decided }
    guard case .solved(var end) = result else { return result }
    if let bound { end.bound = stage.sense == .maximize ? min(end.bound, bound) : max(end.bound, bound) }
    bound = end.bound
    end.reuse = reuse
    guard settings.gap == 0, end.limit == nil, !end.isProven else { return .solved(end) }
    // Values this close are one and the same in doubles: a better one is asked for, exactly, until there is none.
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

  /// Adds that the objective is to be better than a value.
  func demandBetter(than value: Int128, in exact: inout ExactProgram) {
    let next = next(after: value)
    exact.add(
      Meaning("better", [stage.name]), stage.objective, atLeast: stage.sense == .maximize ? next : nil,
      atMost: stage.sense == .minimize ? next : nil)
  }

  /// The best point near one that new rows forbid, to begin the next search from: what is decided about the projects that
  /// the rows are about is open, what is decided about others stays.
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

  /// The least value that is better than another, or better than a bound, which need not be a value.
  ///
  /// The credits of a point may be less than what its decisions serve; the value of a plan is a whole number of steps all the same,
  /// so that a point between two of them can be bettered to the next.
  func next(after value: Int128) -> Int128 {
    let offset = stage.granularity == nil ? stage.objective.constant : 0
    return stage.sense == .maximize
      ? (floorDivide(value - offset, step) + 1) * step + offset : (ceilDivide(value - offset, step) - 1) * step + offset
  }

  /// Two values differ by a multiple of this.
  var step: Int128 {
    max(
      1, stage.granularity ?? stage.objective.terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) })
  }

  /// What the columns' bounds alone leave, where a limit came before any other bound.
  private var farthest: Double { stage.farthest(in: exact) }

  private func isBetter(_ a: Int128, _ b: Int128) -> Bool { stage.sense == .maximize ? a > b : a < b }

  private func end(_ point: [Int128], _ solution: Solution, _ scaled: ScaledProgram, _ limit: Limit?) -> End {
    let value = stage.objective.value(at: point)
    let promised = solution.bound * scaled.objectiveUnit + Double(stage.objective.constant)
    let bound = promised.isFinite ? promised : farthest
    // So near to the next value that the solver may take them for equal, nothing is proven.
    let distance = abs(bound - Double(value)) + settings.solver.boundTolerance * max(1, abs(Double(value)))
    return End(
      point: point, value: value, bound: bound,
      isProven: limit == nil && distance < abs(Double(next(after: value) - value)), limit: limit,
      work: solution.work)
  }

  mutating func search(from start: [Int128]?) throws(SolverFault) -> Result {
    let start = start.flatMap { self.exact.isSatisfied(by: $0) ? $0 : nil }
    var kept: End?
    // The second time, what the decisions cost in whole minor units is part of the search; among amounts so large that a
    // double does not tell one unit from the next, that means nothing.
    var exact = exact
    if !exact.isTellable || exact.isUneven {
      guard let tightened = exact.tightened() else { return unimproved(start).map { .solved($0) } ?? .infeasible }
      exact = tightened
    }
    for wholeAmounts in exact.isTellable ? [false, true] : [false] {
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
        let promised = solution.objective * scaled.objectiveUnit + Double(stage.objective.constant)
        if let start {
          // Nothing better than the start was found: it stays, and needs no bringing home.
          let before = Double(stage.objective.value(at: start))
          let gain = stage.sense == .maximize ? promised - before : before - promised
          if gain <= 1e-9 * max(1, abs(promised)) { return .solved(end(start, solution, scaled, limit)) }
        }
        let home = SolutionRepair(
          exact: exact, objective: stage.objective, sense: stage.sense, solver: settings.solver)
        let arrival = home.arrival(from: scaled.rounded(solution.values, within: exact))
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
        // Whole minor units may cost more than the gap allows: then they are part of the search.
        let loss = abs(promised - Double(found.value))
        if !wholeAmounts, limit == nil, loss > max(settings.gap, 1e-6) * abs(promised) + 0.5 {
          kept = found
          break learning
        }
        // A start that was better stays.
        if let start, isBetter(stage.objective.value(at: start), found.value) {
          return .solved(end(start, solution, scaled, limit))
        }
        return .solved(found)
      }
    }
    if let end = kept ?? unimproved(start) { return .solved(end) }
    throw SolverFault("stage \(stage.name): no whole amounts obey every rule with the decisions found")
  }

  /// The start, where the search brought nothing.
  private func unimproved(_ start: [Int128]?) -> End? {
    start.map { start in
      End(
        point: start, value: stage.objective.value(at: start),
        bound: farthest, isProven: false, isUnimproved: true, limit: .work, work: 0)
    }
  }

  private func request(_ scaled: ScaledProgram, _ start: [Int128]?) -> SolveRequest {
    let (unit, constant) = (scaled.objectiveUnit, Double(stage.objective.constant))
    let (report, name) = (settings.progress, stage.name)
    // Half a unit short, as the values themselves are whole.
    let half = stage.sense == .maximize ? -0.5 : 0.5
    func inUnits(_ value: Int128) -> Double { (Double(value) + half - constant) / unit }
    // A fifth of the gap is left for what whole minor units cost, and of a wide gap no more than of a tenth of a percent.
    return SolveRequest(
      relativeGap: max(settings.gap * 0.8, settings.gap - 0.0002), workLimit: workLimit,
      timeLimit: timeLimit.map { max(.milliseconds(1), $0 - (ContinuousClock().now - began)) },
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

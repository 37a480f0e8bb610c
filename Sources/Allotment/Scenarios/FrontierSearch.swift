import Audit
import DefaultSolver
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model

/// Solves a frontier: both ends and the lists as they are, then in each interval whose ends differ a place between them,
/// round by round (`FrontierStep`).
///
/// A solve starts from plans of earlier rounds only, never of its own round. So the result does not depend on the threads.
public struct FrontierSearch: Sendable {
  /// The places between which the frontier is solved.
  public var range: ClosedRange<Int64>
  /// The least distance of two points of which neither lies exactly where plans begin.
  public var step: Int64
  /// The most points.
  public var most = 25
  let axis: FrontierAxis
  let request: Request
  private let folder: ListsFolder
  private let solve: StagedSolve

  /// - Parameters:
  ///   - folder: The lists as they are.
  ///   - axis: What changes; by default a fifth of it to both sides.
  ///   - request: The options of each solve.
  public init(
    _ folder: ListsFolder, _ axis: FrontierAxis, _ request: Request, solver: any Solver = defaultSolver
  ) {
    (self.folder, self.axis, self.request) = (folder, axis, request)
    range = -(axis.whole / 5)...axis.whole / 5
    step = axis.whole / 500
    var solve = StagedSolve(withinLimitsOf: request, solver)
    // The other half is for the distance of two points between which the value is known within the gap.
    solve.gap /= 2
    solve.certifies = true
    self.solve = solve
  }

  /// Solves the points.
  /// - Parameters:
  ///   - threads: The most points that are solved at the same time.
  ///   - progress: Called after each round with the number of points so far.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `Findings` if the lists of a point do not hold together, `SolverFault` if the solver fails, ``AuditFault``
  ///   if a plan fails the audit.
  /// - Complexity: at most ``most`` solves of the floors and the policy, and as many of the policy alone.
  public func frontier(threads: Int, progress: (Int) -> Void) throws -> Frontier? {
    var frontier = Frontier(axis: axis, points: [], gap: request.gapBillionths)
    // The plan for most may fit less, and that for least is where the others start.
    let ends = [range.upperBound, range.lowerBound] + (range.contains(0) ? [0] : [])
    var given = ends.indices.filter { ends.firstIndex(of: ends[$0]) == $0 }.map { ends[$0] }
    var round = 0
    while true {
      let steps =
        given.isEmpty ? frontier.steps(atMost: most - frontier.points.count, step) : [.at(given.removeFirst(), .given)]
      if steps.isEmpty { break }
      round += 1
      let (before, number) = (frontier, round)
      let found = try concurrentMap(steps.count, threads: threads, unless: { isInterrupted }) { index in
        try point(of: steps[index], in: number, beside: before.points)
      }.compactMap { $0 }
      if isInterrupted || found.count < steps.count { return nil }
      frontier.points = (frontier.points + found).sorted { $0.place < $1.place }
      frontier.tighten()
      progress(frontier.points.count)
    }
    for point in frontier.points { try check(point) }
    return frontier
  }

  private var isInterrupted: Bool { request.interruption?.isRaised ?? false }

  // MARK: - One point

  private func point(of step: FrontierStep, in round: Int, beside known: [Frontier.Point]) throws -> Frontier.Point {
    switch step {
    case .at(let place, let kind): try solved(site(at: place, kind, round), beside: known)
    case .nearest(let less, let more, let value):
      try nearest(known[less], known[more], value, in: round, beside: known)
    }
  }

  /// A point without a result.
  private func site(at place: Int64, _ kind: Frontier.Point.Origin.Kind, _ round: Int) throws -> Frontier.Point {
    let formulation = try formulation(at: place)
    return Frontier.Point(
      place: place, status: .undecided, isSolved: false, origin: Frontier.Point.Origin(kind, round),
      stages: formulation.decidingStages(request.objective), formulation: formulation)
  }

  private func formulation(at place: Int64) throws -> Formulation {
    Formulation(try Instance(axis.lists(folder, at: place).lists))
  }

  /// The point where the plans begin that are demanded: the least place at which a plan is one that needs as little as
  /// possible. Where none is found, the middle; where it is that of the end with more, the place below that.
  private func nearest(
    _ less: Frontier.Point, _ more: Frontier.Point, _ value: Int128?, in round: Int, beside known: [Frontier.Point]
  ) throws -> Frontier.Point {
    let demand = Demand(floors: less.status == .infeasible ? nil : more.value, value: value)
    let plan = try more.allocation.flatMap {
      try solve.plan(of: more.formulation, nearest: less.formulation, more.stages, reaching: demand, from: $0)
    }
    guard let plan, let place = try leastPlace(of: plan, demand, between: less, more) else {
      let middle = less.place + (more.place - less.place) / 2
      return try solved(site(at: middle, .below, round), beside: known)
    }
    if place == more.place {
      return try solved(site(at: place - 1, .below, round), beside: known)
    }
    let site = try site(at: place, .nearest(value), round)
    return try solved(site, beside: known, from: plan)
  }

  /// The least place above one point, up to the other, at which a plan obeys the lists and meets the demand; nil if there is
  /// no such place.
  /// - Complexity: O(log width) formulations, mostly two.
  private func leastPlace(
    of plan: Allocation, _ demand: Demand, between less: Frontier.Point, _ more: Frontier.Point
  ) throws -> Int64? {
    func isPlan(at place: Int64) throws -> Bool {
      let formulation = place == more.place ? more.formulation : try formulation(at: place)
      guard let reached = formulation.reached(plan, formulation.decidingStages(request.objective)) else { return false }
      let hasFloors = demand.floors.map { !reached.fallsBelow($0) } ?? true
      return hasFloors && demand.value.map { reached.last.value >= $0 } ?? true
    }
    guard try isPlan(at: more.place) else { return nil }
    // The plan obeys and reaches at `high`, and not at `low`, which is not tried at first.
    var (low, high) = (less.place, more.place)
    // Ever longer strides from the guess, until the other side is found; then halves.
    var (stride, goesDown): (Int64, Bool?) = (1, nil)
    if let guess = axis.guess(plan, folder.lists, between: less, more), guess < high {
      goesDown = try isPlan(at: guess)
      if goesDown! { high = guess } else { low = guess }
    }
    while high - low > 1 {
      let next =
        goesDown.map { $0 ? max(low + 1, high - stride) : min(high - 1, low + stride) } ?? low + (high - low) / 2
      let holds = try isPlan(at: next)
      if holds { high = next } else { low = next }
      if goesDown == !holds { goesDown = nil }
      stride *= 2
    }
    return high
  }

  /// Solves a point, or takes what a neighbour's solve proves of it.
  /// - Parameter plan: A plan of the point; nil to start from that of a neighbour.
  private func solved(
    _ site: Frontier.Point, beside known: [Frontier.Point], from plan: Allocation? = nil
  ) throws -> Frontier.Point {
    var point = site
    let less = known.last { $0.place < site.place }
    let more = known.first { $0.place > site.place }
    let frontier = Frontier(axis: axis, points: [], gap: request.gapBillionths)
    if let more, frontier.contains(more, site) {
      for plan in [more.allocation, plan] where point.takeResult(of: more, plan, frontier) { return point }
    }
    point.isSolved = true
    switch try solve.run(site.formulation, stages: site.stages, from: plan ?? less?.allocation ?? more?.allocation) {
    case .infeasible: point.status = .infeasible
    case .undecided(let limit): point.limit = limit.rawValue
    case .allocated(let solution):
      var plan = Plan()
      plan.stages = solution.stages
      plan.allocation = site.formulation.allocation(of: solution)
      guard let value = site.formulation.lexicographicValue(of: plan, request.objective) else {
        throw AuditFault(breaches: breaches(of: plan.allocation, site.formulation))
      }
      (point.status, point.value, point.allocation) = (.planned, value, plan.allocation)
      point.certificate = plan.stage(.utilitarian)?.certificate
      point.limit = solution.limit?.rawValue
    }
    return point
  }

  private func breaches(of allocation: Allocation, _ formulation: Formulation) -> [Breach] {
    audit(allocation, of: formulation.instance, shortfalls: formulation.shortfalls(of: allocation))
  }

  private func check(_ point: Frontier.Point) throws {
    guard let allocation = point.allocation else { return }
    let breaches = breaches(of: allocation, point.formulation)
    guard breaches.isEmpty else { throw AuditFault(breaches: breaches) }
  }
}

extension Frontier.Point {
  /// Takes the result of a point with more, all of whose plans that serve the floors here are known to be plans there.
  /// - Parameter plan: A plan of that point, or one that is as good within half the gap.
  /// - Returns: false if it proves nothing here: the plan does not fit, or is worse.
  fileprivate mutating func takeResult(of more: Frontier.Point, _ plan: Allocation?, _ frontier: Frontier) -> Bool {
    switch more.status {
    case .infeasible: status = .infeasible
    case .undecided: return false
    case .planned:
      guard let plan, let theirs = more.value, let reached = formulation.reached(plan, stages),
        reached.hasFloors(of: theirs),
        reached.last.value == theirs.last.value
          || frontier.isWithinGap(reached.last.value, theirs.last.bound, parts: 2)
      else { return false }
      let hasBounds = reached.levels.count == theirs.levels.count
      let floors = zip(reached.floors.indices, reached.floors).map { index, mine in
        LexicographicValue.Level(
          stage: mine.stage, value: mine.value, bound: hasBounds ? min(mine.value, theirs.levels[index].bound) : 0,
          slack: mine.slack)
      }
      let last = LexicographicValue.Level(
        stage: reached.last.stage, value: reached.last.value, bound: max(reached.last.value, theirs.last.bound),
        slack: reached.last.slack)
      (status, allocation, value) = (.planned, plan, LexicographicValue(levels: floors + [last]))
      (certificate, limit) = (more.certificate, more.limit)
      boundFrom = more.boundFrom ?? more.place
    }
    return true
  }
}

import Audit
import DefaultSolver
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model

/// Solves a frontier: both ends and the lists as they are, then the middle of each interval whose ends differ, round by
/// round.
///
/// A solve starts from plans of earlier rounds only, never of its own round. So the result does not depend on the threads.
public struct FrontierSearch: Sendable {
  /// The changes of the amounts between which the frontier is solved, in hundredths of a per cent.
  public var range: ClosedRange<Int64> = -2000...2000
  /// The least distance of two points, in hundredths of a per cent.
  public var step: Int64 = 20
  /// The most points.
  public var most = 25
  private let folder: ListsFolder
  private let funds: Set<FundID>
  private let request: Request
  private let solve: StagedSolve

  /// - Parameters:
  ///   - folder: The lists as they are.
  ///   - funds: The funds whose amounts change alike.
  ///   - request: The options of each solve.
  public init(
    _ folder: ListsFolder, _ funds: Set<FundID>, _ request: Request, solver: any Solver = defaultSolver
  ) {
    (self.folder, self.funds, self.request) = (folder, funds, request)
    var solve = StagedSolve(solver: solver)
    solve.gap = request.gap
    solve.workLimit = request.workLimit
    solve.interruption = request.interruption
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
  /// - Complexity: at most ``most`` solves of the floors and the policy.
  public func frontier(threads: Int, progress: (Int) -> Void) throws -> Frontier? {
    var frontier = Frontier(points: [], gap: request.gapBillionths)
    // The plan for most money may fit less, and that for least is where the others start.
    var round = [range.upperBound]
    var later = [[range.lowerBound], range.contains(0) ? [0] : []].map { $0.filter { $0 != range.upperBound } }
    repeat {
      round.removeAll { change in frontier.points.contains { $0.change == change } }
      let before = frontier
      let sites = try round.map { try site(at: $0) }
      let found = try concurrentMap(sites.count, threads: threads, unless: { isInterrupted }) { index in
        try solved(sites[index], beside: before.points)
      }.compactMap { $0 }
      if isInterrupted || found.count < round.count { return nil }
      frontier.points = (frontier.points + found).sorted { $0.change < $1.change }
      frontier.tighten()
      progress(frontier.points.count)
      round = later.isEmpty ? middles(of: frontier) : later.removeFirst()
    } while !round.isEmpty || !later.isEmpty
    for point in frontier.points { try check(point) }
    return frontier
  }

  private var isInterrupted: Bool { request.interruption?.isRaised ?? false }

  /// A point without a result.
  private func site(at change: Int64) throws -> Frontier.Point {
    let instance = try Instance(folder.withFunds(funds, changedBy: change).lists)
    let formulation = Formulation(instance)
    return Frontier.Point(
      change: change,
      amount: instance.lists.funds.reduce(0) { $0 + (funds.contains($1.id) ? Int128($1.amount.minorUnits) : 0) },
      status: .undecided, isSolved: false, stages: formulation.decidingStages(request.objective),
      formulation: formulation)
  }

  /// Solves a point, or takes what a neighbour's solve proves of it.
  private func solved(_ site: Frontier.Point, beside known: [Frontier.Point]) throws -> Frontier.Point {
    var point = site
    let less = known.last { $0.change < site.change }
    let more = known.first { $0.change > site.change }
    if let more, more.contains(site), point.takeResult(of: more) { return point }
    point.isSolved = true
    let start = less?.allocation ?? more?.allocation
    switch try solve.run(site.formulation, stages: site.stages, from: start) {
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

  /// The middles of the intervals that are worth a solve, those with the most unknown first, as far as points are left.
  private func middles(of frontier: Frontier) -> [Int64] {
    let open = zip(frontier.points, frontier.points.dropFirst()).compactMap { less, more in
      frontier.unknown(between: less, more).flatMap { unknown in
        more.change - less.change >= 2 * step
          ? (unknown: unknown, middle: less.change + (more.change - less.change) / 2) : nil
      }
    }
    let first = open.sorted { ($1.unknown, $0.middle) < ($0.unknown, $1.middle) }
    return first.prefix(max(0, most - frontier.points.count)).map(\.middle).sorted()
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

extension Frontier {
  /// How much another point between two points could tell: what their values differ by, beyond every value where one
  /// has no plan or other floors; nil if they agree within the gap.
  fileprivate func unknown(between less: Point, _ more: Point) -> Int128? {
    switch (less.status, more.status) {
    case (.planned, .planned):
      let (mine, theirs) = (less.value!, more.value!)
      guard mine.hasFloors(of: theirs) else { return .max }
      let difference = abs(theirs.last.value - mine.last.value)
      return isWithinGap(mine.last.value, theirs.last.value) ? nil : difference
    case (.infeasible, .planned), (.planned, .infeasible): return .max
    default: return nil
    }
  }
}

extension Frontier.Point {
  /// Takes the result of a point with more money, all of whose plans for this one's money are known to be plans there.
  /// - Returns: false if it proves nothing here: its plan does not fit.
  fileprivate mutating func takeResult(of more: Frontier.Point) -> Bool {
    switch more.status {
    case .infeasible: status = .infeasible
    case .undecided: return false
    case .planned:
      guard let other = more.allocation, formulation.reached(other, stages) != nil else { return false }
      (status, value, allocation) = (.planned, more.value, other)
      (certificate, limit) = (more.certificate, more.limit)
      boundFrom = more.boundFrom ?? more.change
    }
    return true
  }
}

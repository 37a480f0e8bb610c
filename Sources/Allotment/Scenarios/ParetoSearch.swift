import Audit
import DefaultSolver
import Explanation
import Formulation
import IntegerProgram
import Model

/// Finds the plans of a ``ParetoFront`` by the augmented epsilon-constraint method (Mavrotas and Florios 2013), in whole
/// numbers: the most of the first aim with at least so much of the second, and then the most of the second with that much of
/// the first.
///
/// A solve starts from plans of earlier rounds only. So the result does not depend on the threads.
public struct ParetoSearch: Sendable {
  /// The most points.
  public var most = 25
  private let formulation: Formulation
  private let aims: (x: Aim, y: Aim)
  private let request: Request
  private let solve: StagedSolve

  /// - Parameters:
  ///   - aims: The two aims, which differ.
  ///   - request: The options of each solve; its objective does not count.
  public init(
    _ instance: Instance, _ aims: (x: Aim, y: Aim), _ request: Request, solver: any Solver = defaultSolver
  ) {
    (formulation, self.aims, self.request) = (Formulation(instance), aims, request)
    var solve = StagedSolve(withinLimitsOf: request, solver)
    solve.certifies = true
    self.solve = solve
  }

  /// Solves the points: first the two ends, then round by round the gaps between neighbours, the widest first.
  /// - Parameters:
  ///   - threads: The most gaps that are searched at the same time.
  ///   - progress: Called after each round with the number of points so far.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `SolverFault` if the solver fails, ``AuditFault`` if a plan fails the audit.
  /// - Complexity: at most two solves for each point, and as many for each two neighbours.
  public func front(threads: Int, progress: (Int) -> Void) throws -> ParetoFront? {
    var front = ParetoFront(
      aims: aims, formulation: formulation, gap: request.gapBillionths,
      granularity: (formulation.granularity(of: aims.x), formulation.granularity(of: aims.y)))
    guard let first = try floors(&front), let floors = front.floors else { return isInterrupted ? nil : front }
    let ends = try concurrentMap(2, threads: threads, unless: { isInterrupted }) { end in
      try self.end(isOfX: end == 0, first, floors)
    }
    if isInterrupted || ends.count < 2 { return nil }
    for case .some(.some(let point)) in ends { front.insert(point) }
    front.lacksEnd = ends.contains { ($0 ?? nil) == nil }
    if front.points.isEmpty { front.status = .undecided }
    progress(front.points.count)
    while case let gaps = widest(of: front), !gaps.isEmpty {
      let before = front
      let found = try concurrentMap(gaps.count, threads: threads, unless: { isInterrupted }) { index in
        try point(in: gaps[index], of: before)
      }
      if isInterrupted || found.count < gaps.count { return nil }
      for case (let gap, .some(let search)) in zip(gaps, found) { take(search, in: gap, before, &front) }
      progress(front.points.count)
    }
    for point in front.points { try check(point.allocation) }
    return front
  }

  private var isInterrupted: Bool { request.interruption?.isRaised ?? false }

  // MARK: - The ends

  /// Solves the floors, with one of the aims where a policy seeks it.
  private func floors(_ front: inout ParetoFront) throws -> Allocation? {
    let policy = aims.x.policy ?? aims.y.policy ?? .value
    switch try solve.run(formulation, stages: formulation.decidingStages(policy)) {
    case .infeasible: front.status = .infeasible
    case .undecided: front.status = .undecided
    case .allocated(let solution):
      front.floors = solution.lexicographicValue
      return formulation.allocation(of: solution)
    }
    return nil
  }

  /// The plan with most of one aim, and of those the one with most of the other.
  private func end(isOfX: Bool, _ start: Allocation, _ floors: LexicographicValue) throws -> ParetoFront.Point? {
    let (own, other) = isOfX ? (aims.x, aims.y) : (aims.y, aims.x)
    guard let most = try solve.best(of: own, holding: nil, floors, formulation, from: start) else { return nil }
    return try point(most, of: own, other, floors)
  }

  /// The point of a plan with most of one aim under some demand: most of the other that leaves as much of the one.
  private func point(
    _ most: AimedPlan, of own: Aim, _ other: Aim, _ floors: LexicographicValue
  ) throws -> ParetoFront.Point? {
    guard
      let both = try solve.best(of: other, holding: (own, most.value), floors, formulation, from: most.allocation),
      let value = formulation.worth(of: both.allocation, own)
    else { return nil }
    let isOfX = own == aims.x
    let bound = max(value, most.bound)
    return ParetoFront.Point(
      allocation: both.allocation, x: isOfX ? value : both.value, y: isOfX ? both.value : value,
      xBound: isOfX ? bound : both.bound, yBound: isOfX ? both.bound : bound,
      certificate: most.certificate == "exact" && both.certificate == "exact" ? "exact" : "numeric",
      limit: (most.limit ?? both.limit)?.rawValue)
  }

  // MARK: - The gaps

  /// A gap between a point and the next one, and how much of the second aim is demanded in it.
  private struct Gap {
    let index: Int
    let atLeast: Int128
  }

  /// The gaps that are searched next, the widest first, as far as points are left.
  ///
  /// The first demand in a gap is halfway. If it finds nothing, the next is the least that the gap allows, which finds the
  /// next point or closes the gap.
  private func widest(of front: ParetoFront) -> [Gap] {
    let open = front.points.indices.dropLast().filter { !front.isClosed($0) && !front.points[$0].isGivenUp }.map {
      index in
      let (one, next) = (front.points[index], front.points[index + 1])
      let top = one.searchedFrom ?? next.y
      let least = front.next(above: one)
      let atLeast = one.searchedFrom == nil ? max(least, one.y + (next.y - one.y) / 2) : least
      let area = (one.x - next.x).multipliedReportingOverflow(by: top - one.y)
      return (area: area.overflow ? Int128.max : area.partialValue, gap: Gap(index: index, atLeast: atLeast))
    }
    let first = open.sorted { ($1.area, $0.gap.index) < ($0.area, $1.gap.index) }
    return first.prefix(max(0, most - front.points.count)).map(\.gap).sorted { $0.index < $1.index }
  }

  /// What a search in a gap found.
  private enum Found {
    case point(ParetoFront.Point)
    /// No plan with as much of the second aim as demanded has more of the first than the next point, beyond the gap.
    case nothing
    /// A limit came first, perhaps after a plan.
    case undecided(ParetoFront.Point?)
  }

  private func point(in gap: Gap, of front: ParetoFront) throws -> Found {
    let next = front.points[gap.index + 1]
    guard let floors = front.floors,
      let best = try solve.best(
        of: aims.x, holding: (aims.y, gap.atLeast), floors, formulation, from: next.allocation)
    else { return .undecided(nil) }
    let isProven = front.isWithinGap(max(best.value, next.x), best.bound)
    guard best.value > next.x else { return isProven ? .nothing : .undecided(nil) }
    guard let found = try point(best, of: aims.x, aims.y, floors) else { return .undecided(nil) }
    return isProven ? .point(found) : .undecided(found)
  }

  /// Notes what a search found in a gap.
  private func take(_ found: Found, in gap: Gap, _ before: ParetoFront, _ front: inout ParetoFront) {
    let index = front.points.firstIndex { $0.y == before.points[gap.index].y }
    if let index {
      if case .undecided = found {
        front.points[index].isGivenUp = true
      } else {
        front.points[index].searchedFrom = gap.atLeast
      }
    }
    switch found {
    case .point(let point): front.insert(point)
    case .undecided(let point?): front.insert(point)
    case .nothing, .undecided(nil): break
    }
  }

  private func check(_ allocation: Allocation) throws {
    let breaches = audit(allocation, of: formulation.instance, shortfalls: formulation.shortfalls(of: allocation))
    guard breaches.isEmpty else { throw AuditFault(breaches: breaches) }
  }
}

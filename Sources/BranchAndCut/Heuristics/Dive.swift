import IntegerProgram

/// A dive from a vertex to an integral point: fix, propagate, reoptimise; on failure, undo and try the other side.
///
/// A large part of the fractional columns is fixed at once, each only as far as propagation allows. If the linear
/// program is then infeasible, a smaller part is tried, at last a single column, and then its other side. If both sides
/// fail, an earlier step is undone.
struct Dive {
  enum Guide { case vertex, incumbent([Double]), ceiling }

  /// On L instances, dives with a higher limit found no point and took most of the time.
  private static let mostFailures = 40

  /// A fixed batch: the domain and the number of fixed columns before it, its size, and whether its columns went to
  /// their other side.
  private struct Step {
    let box: Domain
    let fixed: Int
    let count: Int
    let isFlipped: Bool
  }

  private let relaxation: Relaxation
  private let leaders: Leaders
  private let incumbent: Incumbent
  private let guide: Guide
  /// The part of the fractional columns that is fixed at once.
  private let part: Double
  /// The domain before any decision.
  private let start: Domain
  private var propagation: Propagation
  private var box: Domain
  private var path: [Step] = []
  private var fixed: [(column: Int, value: Double)] = []
  /// The leaders that are fixed at zero, because they are infeasible with earlier decisions.
  private var dropped: [Int] = []
  /// After a failure: the size of the next batch, and whether its columns go to their other side.
  private var retry: (size: Int?, isFlipped: Bool) = (nil, false)

  init(
    _ relaxation: Relaxation, _ propagation: Propagation, from start: Domain, _ leaders: Leaders,
    _ incumbent: Incumbent, guide: Guide, part: Double
  ) {
    self.relaxation = relaxation
    self.propagation = propagation
    self.start = start
    self.leaders = leaders
    self.incumbent = incumbent
    self.guide = guide
    self.part = part
    box = start
  }

  /// Runs the dive; the relaxation is left with other bounds and another basis.
  ///
  /// - Parameters:
  ///   - most: the work after which the dive stops.
  ///   - finish: searches near a vertex in which all leaders are integral, and returns whether the dive may end.
  mutating func run(
    _ budget: Budget, most: Int, finish: (([Double]) throws(EngineFault) -> Bool)? = nil
  ) throws(EngineFault) {
    let limit = budget.work + most
    var failures = 0
    var isFinishing = false
    relaxation.apply(box)
    guard try relaxation.solve(cutoff: incumbent.heuristicCutoff) == .optimal else { return }
    while budget.work < limit {
      let fractional = relaxation.fractionalColumns
      if fractional.isEmpty {
        try polish(relaxation, incumbent)
        return
      }
      if let finish, !isFinishing, fractional.allSatisfy(leaders.isFollower) {
        isFinishing = true
        if try finish(relaxation.point.values) { return }
      }
      let ranked = Candidate.ranked(candidates(fractional))
      let size = retry.size ?? max(1, Int(part * Double(ranked.count)), ranked.count { $0.confidence >= 3 })
      switch try fixBatch(of: size, ranked, mostIterations: max(200, most / 4)) {
      case .optimal: continue
      case .spent: return
      case .infeasible, .unbounded, .beyondCutoff: failures += 1
      }
      if failures > Dive.mostFailures || budget.isSpent { return }
      guard try retreat(size, from: ranked[0].column) else { return }
    }
  }

  /// Fixes the first candidates and solves; the batch is kept if that has an optimum.
  ///
  /// - Returns: How the linear program ended; `infeasible`, too, where a column is infeasible on both sides.
  private mutating func fixBatch(
    of size: Int, _ ranked: [Candidate], mostIterations: Int
  ) throws(EngineFault) -> Relaxation.Status {
    let batch = ranked.prefix(size)
    var next = box
    guard fix(batch, relaxation.point.values, &next) else { return .infeasible }
    relaxation.apply(next)
    let status = try relaxation.solve(cutoff: incumbent.heuristicCutoff, most: mostIterations)
    guard status == .optimal else { return status }
    path.append(Step(box: box, fixed: fixed.count, count: size, isFlipped: retry.isFlipped))
    // A failure undoes one step and those that earlier failures flipped, so no more steps than this are ever undone.
    if path.count > 2 * Dive.mostFailures { path.removeFirst() }
    fixed += batch.map { ($0.column, next.lower[$0.column]) }
    box = next
    retry = (nil, false)
    return .optimal
  }

  /// Chooses what to try after a failed batch: a smaller batch, the other side of its only column, that column without
  /// its leader, or an earlier step anew.
  ///
  /// - Returns: false where the dive cannot go on.
  private mutating func retreat(_ size: Int, from column: Int) throws(EngineFault) -> Bool {
    if size > 1 {
      retry.size = max(1, size / 4)
    } else if !retry.isFlipped {
      retry.isFlipped = true
    } else if let leader = leaders[column], !dropped.contains(leader), start.lower[leader] == 0 {
      return try drop(leader)
    } else if !undoStep() {
      return false
    }
    relaxation.apply(box)
    return try relaxation.solve(cutoff: incumbent.heuristicCutoff) == .optimal
  }

  /// Drops a leader that is infeasible with the earlier decisions, and decides the rest again.
  ///
  /// - Returns: false where the dive cannot go on.
  private mutating func drop(_ leader: Int) throws(EngineFault) -> Bool {
    dropped.append(leader)
    fixed.removeAll { $0.column == leader || leaders[$0.column] == leader }
    path = []
    retry = (nil, false)
    guard let again = try relaxation.repeatFixings(&fixed, without: dropped, &propagation, start, incumbent) else {
      return false
    }
    box = again
    return true
  }

  /// Undoes the last step that leaves something to try: a smaller batch, or the other side of a single column.
  ///
  /// - Returns: false where there is none.
  private mutating func undoStep() -> Bool {
    var failed: Step?
    repeat { failed = path.popLast() } while failed.map { $0.count == 1 && $0.isFlipped } ?? false
    guard let failed else { return false }
    box = failed.box
    fixed.removeSubrange(failed.fixed...)
    retry = failed.count > 1 ? (max(1, failed.count / 4), false) : (1, true)
    return true
  }

  /// Fixes columns near their values in the vertex, one after the other. A column that propagation rejects there goes
  /// to its other side.
  ///
  /// - Returns: false where a column is infeasible on both sides.
  private mutating func fix(_ candidates: ArraySlice<Candidate>, _ point: [Double], _ box: inout Domain) -> Bool {
    for candidate in candidates {
      let j = candidate.column
      var value = candidate.value
      let other = candidate.oppositeValue(from: point)
      if retry.isFlipped { value = other }
      // An earlier fixing may have decided this column already.
      value = min(max(value, box.lower[j]), box.upper[j])
      if propagation.fix(j, at: value, &box) { continue }
      if retry.isFlipped || other < box.lower[j] || other > box.upper[j] || !propagation.fix(j, at: other, &box) {
        return false
      }
    }
    return true
  }

  /// The fractional columns to be fixed next, with the integers they go to.
  private func candidates(_ fractional: [Int]) -> [Candidate] {
    let point = relaxation.point.values
    switch guide {
    case .incumbent(let known):
      return fractional.map { j in
        Candidate(
          column: j, value: known[j] > point[j] ? point[j].rounded(.up) : point[j].rounded(.down),
          confidence: -abs(known[j] - point[j]))
      }
    case .ceiling:
      return fractional.map { j in
        Candidate(column: j, value: point[j].rounded(.up), confidence: point[j] - point[j].rounded(.down))
      }
    case .vertex:
      return Candidate.nearest(relaxation, fractional, leaders, propagation.index)
    }
  }
}

extension Relaxation {
  /// Drops leaders and repeats the earlier fixings. While the linear program is infeasible, the later half of the
  /// fixings is released.
  ///
  /// - Returns: the domain, solved; nil where no point is feasible without the leaders, or where a limit was met.
  func repeatFixings(
    _ fixed: inout [(column: Int, value: Double)], without dropped: [Int], _ propagation: inout Propagation,
    _ start: Domain, _ incumbent: Incumbent
  ) throws(EngineFault) -> Domain? {
    while true {
      var box = start
      for leader in dropped where !propagation.fix(leader, at: 0, &box) { return nil }
      fixed = fixed.filter { item in
        let value = min(max(item.value, box.lower[item.column]), box.upper[item.column])
        return propagation.fix(item.column, at: value, &box)
      }
      apply(box)
      let status = try solve(cutoff: incumbent.heuristicCutoff)
      if status == .optimal { return box }
      guard status == .infeasible || status == .beyondCutoff, !fixed.isEmpty else { return nil }
      fixed.removeLast((fixed.count + 1) / 2)
    }
  }
}

/// Offers a vertex whose integer columns are integral to tolerance.
///
/// With the integer columns fixed at integers the rest is a linear program, and its vertex does not depend on the
/// integrality tolerance.
/// - Returns: What becomes of the point that was offered last.
@discardableResult
func polish(_ relaxation: Relaxation, _ incumbent: Incumbent) throws(EngineFault) -> Incumbent.Verdict {
  let problem = relaxation.problem
  var point = relaxation.point.values
  var isExact = true
  for j in point.indices where problem.isInteger[j] {
    let whole = point[j].rounded()
    if abs(whole - point[j]) > 1e-11 { isExact = false }
    point[j] = whole
  }
  if isExact || !problem.isInteger.contains(false) {
    let verdict = incumbent.offer(point)
    if isExact || verdict == .accepted { return verdict }
  }
  let (lower, upper) = (relaxation.lower, relaxation.upper)
  let basis = relaxation.basis
  for j in point.indices where problem.isInteger[j] { relaxation.setBounds(j, point[j], point[j]) }
  var verdict = Incumbent.Verdict.violatesRow
  if try relaxation.solve() == .optimal {
    var fixed = relaxation.point.values
    for j in fixed.indices where problem.isInteger[j] { fixed[j] = fixed[j].rounded() }
    verdict = incumbent.offer(fixed)
  }
  for j in lower.indices { relaxation.setBounds(j, lower[j], upper[j]) }
  relaxation.basis = basis
  return verdict
}

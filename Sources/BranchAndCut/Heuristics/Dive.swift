import IntegerProgram

/// A dive from a vertex to an integral point: fix, propagate, reoptimise; on failure, undo and try the other side.
///
/// A large part of the fractional columns is fixed at once, each only as far as propagation allows. If the linear
/// program is then infeasible, a smaller part is tried, at last a single column, and then its other side. If both sides
/// fail, an earlier step is undone.
struct Dive {
  enum Guide { case vertex, incumbent([Double]), ceiling }

  let guide: Guide
  /// The part of the fractional columns that is fixed at once.
  let part: Double

  /// On L instances, dives with a higher limit found no point and took most of the time.
  private static let mostFailures = 40

  /// A fixed batch: the domain and the number of fixed columns before it, its size, and whether its columns went to
  /// their other side.
  private struct Step {
    let box: Domain
    let fixed: Int
    let count: Int
    let isTurned: Bool
  }

  /// Runs the dive; the relaxation is left with other bounds and another basis.
  func run(
    _ relaxation: Relaxation, _ propagation: inout Propagation, from start: Domain, _ leaders: Leaders,
    _ incumbent: Incumbent, _ budget: Budget, most: Int,
    finish: (([Double]) throws(EngineFault) -> Bool)? = nil
  ) throws(EngineFault) {
    let limit = budget.work + most
    var box = start
    var path: [Step] = []
    var fixed: [(column: Int, value: Double)] = []
    var dropped: [Int] = []
    var failures = 0
    var count: Int?
    var isTurned = false
    var isFinishing = false
    relaxation.apply(box)
    guard try relaxation.solve(cutoff: incumbent.target) == .optimal else { return }
    while budget.work < limit {
      let point = relaxation.point.values
      let fractional = relaxation.fractionalColumns
      if fractional.isEmpty { return try polish(relaxation, incumbent) }
      if let finish, !isFinishing, fractional.allSatisfy(leaders.isFollower) {
        isFinishing = true
        if try finish(point) { return }
      }
      let ranked = Candidate.ranked(candidates(relaxation, fractional, leaders, propagation.index))
      let size = count ?? max(1, Int(part * Double(ranked.count)), ranked.count { $0.merit >= 3 })
      var next = box
      if fix(ranked.prefix(size), point, isTurned, &next, &propagation) {
        relaxation.apply(next)
        let status = try relaxation.solve(cutoff: incumbent.target, most: max(200, most / 4))
        if status == .spent { return }
        if status == .optimal {
          path.append(Step(box: box, fixed: fixed.count, count: size, isTurned: isTurned))
          // A failure undoes one step and those that earlier failures turned, so no more steps than this are ever
          // undone.
          if path.count > 2 * Dive.mostFailures { path.removeFirst() }
          fixed += ranked.prefix(size).map { ($0.column, next.lower[$0.column]) }
          box = next
          (count, isTurned) = (nil, false)
          continue
        }
      }
      failures += 1
      if failures > Dive.mostFailures || budget.isSpent { return }
      if size > 1 {
        count = max(1, size / 4)
      } else if !isTurned {
        isTurned = true
      } else if let leader = leaders[ranked[0].column], !dropped.contains(leader), start.lower[leader] == 0 {
        // The leader is infeasible with the earlier decisions: drop it, and decide the rest again.
        dropped.append(leader)
        fixed.removeAll { $0.column == leader || leaders[$0.column] == leader }
        path = []
        (count, isTurned) = (nil, false)
        guard let again = try relaxation.fixAgain(&fixed, without: dropped, &propagation, start, incumbent) else {
          return
        }
        box = again
        continue
      } else {
        var failed: Step?
        repeat { failed = path.popLast() } while failed.map { $0.count == 1 && $0.isTurned } ?? false
        guard let failed else { return }
        box = failed.box
        fixed.removeSubrange(failed.fixed...)
        (count, isTurned) = failed.count > 1 ? (max(1, failed.count / 4), false) : (1, true)
      }
      relaxation.apply(box)
      guard try relaxation.solve(cutoff: incumbent.target) == .optimal else { return }
    }
  }

  /// Fixes columns near their values in the vertex, one after the other. A column that propagation rejects there goes
  /// to its other side.
  ///
  /// - Returns: false where a column is infeasible on both sides.
  private func fix(
    _ candidates: ArraySlice<Candidate>, _ point: [Double], _ isTurned: Bool, _ box: inout Domain,
    _ propagation: inout Propagation
  ) -> Bool {
    for candidate in candidates {
      let j = candidate.column
      var value = candidate.value
      let other = candidate.turned(from: point)
      if isTurned { value = other }
      // An earlier fixing may have decided this column already.
      value = min(max(value, box.lower[j]), box.upper[j])
      if propagation.fix(j, at: value, &box) { continue }
      if isTurned || other < box.lower[j] || other > box.upper[j] || !propagation.fix(j, at: other, &box) {
        return false
      }
    }
    return true
  }

  /// The fractional columns to be fixed next, with the integers they go to.
  private func candidates(_ relaxation: Relaxation, _ fractional: [Int], _ leaders: Leaders, _ index: ColumnIndex)
    -> [Candidate]
  {
    let point = relaxation.point.values
    switch guide {
    case .incumbent(let known):
      return fractional.map { j in
        Candidate(
          column: j, value: known[j] > point[j] ? point[j].rounded(.up) : point[j].rounded(.down),
          merit: -abs(known[j] - point[j]))
      }
    case .ceiling:
      return fractional.map { j in
        Candidate(column: j, value: point[j].rounded(.up), merit: point[j] - point[j].rounded(.down))
      }
    case .vertex:
      return Candidate.nearest(relaxation, fractional, leaders, index)
    }
  }
}

extension Relaxation {
  /// Drops leaders and repeats the earlier fixings. While the linear program is infeasible, the later half of the
  /// fixings is released.
  ///
  /// - Returns: the domain, solved; nil where no point is feasible without the leaders, or where a limit was met.
  func fixAgain(
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
      let status = try solve(cutoff: incumbent.target)
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
func polish(_ relaxation: Relaxation, _ incumbent: Incumbent) throws(EngineFault) {
  let problem = relaxation.problem
  var point = relaxation.point.values
  var isExact = true
  for j in point.indices where problem.isInteger[j] {
    let whole = point[j].rounded()
    if abs(whole - point[j]) > 1e-11 { isExact = false }
    point[j] = whole
  }
  if isExact || !problem.isInteger.contains(false) {
    if incumbent.offer(point) { return }
    if isExact { return }
  }
  let (lower, upper) = (relaxation.lower, relaxation.upper)
  let basis = relaxation.basis
  for j in point.indices where problem.isInteger[j] { relaxation.setBounds(j, point[j], point[j]) }
  if try relaxation.solve() == .optimal {
    var fixed = relaxation.point.values
    for j in fixed.indices where problem.isInteger[j] { fixed[j] = fixed[j].rounded() }
    incumbent.offer(fixed)
  }
  for j in lower.indices { relaxation.setBounds(j, lower[j], upper[j]) }
  relaxation.basis = basis
}

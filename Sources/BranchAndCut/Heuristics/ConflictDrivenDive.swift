import IntegerProgram

/// A dive for problems with slow linear programs: it fixes the fractional columns in batches, and repairs an infeasible
/// batch by the columns that the infeasibility proofs name.
///
/// The columns that mandatory rows need are decided first, while all others can still make room for them. A column that
/// a proof names goes to its other side, the least certain one first; named again, it is left open. When few columns
/// are left, or most of these are open, a separate search may finish the dive. If it does not, the followers of the
/// open columns' leaders are decided anew; if that fails again, leaders are dropped. Mandatory columns that were left
/// open are decided anew at once, before all others, together with the leaders that the proofs blame.
/// - Source: after Witzig and Gleixner 2021, whose conflicts are permanent constraints.
struct ConflictDrivenDive {
  /// Leaders, or columns with more than two values, that are at most this part of the fractional columns are decided
  /// with the others: decided alone, they would each wait for a linear program.
  private static let fewLeaders = 0.1
  /// The part of the fractional columns that is decided at once.
  private static let batchPart = 0.2
  /// The most rounds of flipping columns of a batch; after that only half of the batch is decided.
  private static let mostFlips = 40
  /// How often the followers of a leader are decided anew before the leader may be dropped.
  static let mostRestarts = 1
  /// One in this many of the leaders that may be dropped is dropped at once.
  static let dropDivisor = 4
  /// How often the followers of a leader are decided anew where no leader can be dropped.
  static let mostRestartsOfNeeded = 20
  /// The most rounds of flipping columns of a batch because they cost too much.
  private static let mostFlipsForCost = 10
  /// How often mandatory columns that were left open are decided anew before all others.
  private static let mostTimesStuck = 20
  /// Once all mandatory columns are decided, a search may finish when one in this many of the initial fractional
  /// columns is left.
  private static let finishDivisor = 3
  /// When only one in this many of the initial fractional columns is left, integral columns may rise no more: first the
  /// leaders, then all columns whose leader has no fractional column.
  private static let closingDivisors = [4, 20]

  let relaxation: Relaxation
  let leaders: Leaders
  private let mandatory: MandatoryRows
  let incumbent: Incumbent
  let root: Domain
  /// The domain before any decision, except that closed columns rise no more.
  var start: Domain
  var propagation: Propagation
  var box: Domain
  var fixed: [(column: Int, value: Double)] = []
  /// Columns that proofs forbid on both sides.
  var open = Set<Int>()
  /// The leaders of fixed columns that the proofs against open columns name.
  var blamed = Set<Int>()
  /// For each column that a proof flipped, the integer columns that the proof names.
  var reasons: [Int: [Int]] = [:]
  /// The leaders of mandatory columns that were infeasible on both sides; these are decided first.
  private var urgent = Set<Int>()
  /// By leader, how often its followers were decided anew.
  var restarts: [Int: Int] = [:]
  var dropped: [Int] = []
  /// Leaders that cannot be dropped: no point is feasible without them.
  var needed = Set<Int>()
  /// The bound of the relaxation before any decision.
  private var least = 0.0

  init(
    _ relaxation: Relaxation, _ propagation: Propagation, from start: Domain, _ leaders: Leaders,
    _ mandatory: MandatoryRows,
    _ incumbent: Incumbent
  ) {
    self.relaxation = relaxation
    self.propagation = propagation
    root = start
    self.start = start
    self.leaders = leaders
    self.mandatory = mandatory
    self.incumbent = incumbent
    box = start
  }

  /// Runs the dive; the relaxation is left with other bounds and another basis.
  ///
  /// - Parameters:
  ///   - most: the work after which the dive stops.
  ///   - finishesSoon: whether the dive may finish as soon as all mandatory columns are decided and few others are
  ///     left.
  ///   - finish: searches near a vertex with few fractional columns, and returns whether it found a better point.
  mutating func run(
    _ budget: Budget, most: Int, finishesSoon: Bool, finish: ([Double]) throws(EngineFault) -> Bool
  ) throws(EngineFault) {
    let limit = budget.work + most
    relaxation.apply(box)
    guard try relaxation.solve(cutoff: incumbent.heuristicCutoff) == .optimal else { return }
    least = relaxation.bound
    let first = relaxation.fractionalColumns.count
    var closings = ConflictDrivenDive.closingDivisors
    var (isSoon, isLate) = (finishesSoon, false)
    var timesStuck = 0
    while budget.work < limit, !budget.isSpent {
      let fractional = relaxation.fractionalColumns
      if fractional.isEmpty {
        try polish(relaxation, incumbent)
        return
      }
      var mayFinish = false
      if let divisor = closings.first, divisor * fractional.count <= first {
        closings.removeFirst()
        closeLeaders(fractional, withFollowers: closings.isEmpty)
        mayFinish = closings.isEmpty
      }
      let left = fractional.filter { !open.contains($0) }
      let needed = left.filter { mandatory.mayNeed(leaders.first(of: $0)) }
      // A mandatory column that is infeasible on both sides would make all later decisions infeasible.
      let stuck = open.filter { mandatory.mayNeed(leaders.first(of: $0)) && relaxation.isFractional($0) }
      if needed.isEmpty, !stuck.isEmpty, timesStuck < ConflictDrivenDive.mostTimesStuck {
        timesStuck += 1
        urgent.formUnion(stuck.map(leaders.first))
        guard try restart(stuck.sorted(), withBlamed: true) else { return }
        continue
      }
      if isSoon, needed.isEmpty, ConflictDrivenDive.finishDivisor * fractional.count <= first {
        (isSoon, mayFinish) = (false, true)
      }
      if !isLate, 2 * left.count < fractional.count { (isLate, mayFinish) = (true, true) }
      if mayFinish || left.isEmpty, try finish(relaxation.point.values) { return }
      if left.isEmpty {
        guard try restart(fractional) else { return }
        continue
      }
      guard try decide(nextBatch(of: left, needed)) else { return }
    }
  }

  /// The columns to decide next, the most certain first: urgent ones, then those that mandatory rows need, then others.
  private func nextBatch(of left: [Int], _ needed: [Int]) -> [Candidate] {
    let pressing = left.filter { urgent.contains(leaders.first(of: $0)) }
    let next = !pressing.isEmpty ? pressing : needed.isEmpty ? left : needed
    let ranked = Candidate.ranked(
      Candidate.nearest(
        relaxation, next, leaders, propagation.index,
        few: max(5, Int(ConflictDrivenDive.fewLeaders * Double(left.count)))))
    let size = max(
      1, Int(ConflictDrivenDive.batchPart * Double(ranked.count + 1)), ranked.count { $0.confidence >= 3 })
    return Array(ranked.prefix(size))
  }

  /// Closes all leaders, and with `withFollowers` all columns whose leader has no fractional column, too.
  private mutating func closeLeaders(_ fractional: [Int], withFollowers: Bool) {
    let partly = Set(fractional.map(leaders.first))
    close(
      relaxation.problem.isInteger.indices.filter { j in
        relaxation.problem.isInteger[j]
          && (!leaders.isFollower(j) || withFollowers && !partly.contains(leaders.first(of: j)))
      })
  }

  /// Lets columns rise no further than the next integer: otherwise what is left over would go to one column after the
  /// other, a fraction to each.
  private mutating func close(_ columns: [Int]) {
    let point = relaxation.point.values
    let most = columns.map { (column: $0, value: (point[$0] - Tolerance.integrality).rounded(.up)) }
    for path in [\Self.start, \Self.box] {
      var box = self[keyPath: path]
      let moved = most.filter { $0.value < box.upper[$0.column] && $0.value >= box.lower[$0.column] }
      if propagation.set(moved.map { ($0.column, box.lower[$0.column], $0.value) }, &box) { self[keyPath: path] = box }
    }
    relaxation.apply(box)
  }

  /// Fixes columns near the vertex and solves.
  ///
  /// - Returns: false where the dive cannot go on. Otherwise each column of the batch, or of its first part, is fixed
  ///   or open.
  private mutating func decide(_ batch: [Candidate]) throws(EngineFault) -> Bool {
    let point = relaxation.point.values
    var batch = batch
    var flipped = Set<Int>()
    // All batches share one gap. With a gap of 0 a dive's point will not be the optimum anyway, so cost does not count.
    let gap = incumbent.relativeGap > 0 ? incumbent.relativeGap * abs(least) : .infinity
    let most = max(least + 0.6 * gap, relaxation.bound + 0.1 * gap)
    for flips in 0..<ConflictDrivenDive.mostFlips {
      let (next, owners) = fix(batch, flipped, point)
      relaxation.apply(next)
      let status = try relaxation.solve(cutoff: incumbent.heuristicCutoff)
      if status == .optimal {
        if flips < ConflictDrivenDive.mostFlipsForCost, relaxation.bound > most,
          let expensive = mostExpensive(owners, point)
        {
          flip([expensive: []], &flipped, &batch)
          continue
        }
        fixed += batch.filter { !open.contains($0.column) }.map { ($0.column, next.lower[$0.column]) }
        box = next
        return true
      }
      guard status == .infeasible else { return false }
      let named = try named(owners)
      if named.isEmpty { break }
      flip(named, &flipped, &batch)
    }
    if batch.count <= 1 {
      open.formUnion(batch.map(\.column))
      relaxation.apply(box)
      return try relaxation.solve(cutoff: incumbent.heuristicCutoff) == .optimal
    }
    return try decide(Array(batch.prefix(batch.count / 2)))
  }

  /// Flips columns of a batch to their other side, or leaves them open if they are there already, and records the other
  /// columns that their proofs name.
  private mutating func flip(_ named: [Int: [Int]], _ flipped: inout Set<Int>, _ batch: inout [Candidate]) {
    for (k, columns) in named.sorted(by: { $0.key > $1.key }) {
      let j = batch[k].column
      reasons[j, default: []] += columns
      guard !flipped.insert(j).inserted else { continue }
      batch.remove(at: k)
      leaveOpen(j)
    }
  }

  /// Leaves open a column that is infeasible on both sides, and blames the fixed columns that the proofs against it
  /// name.
  private mutating func leaveOpen(_ column: Int) {
    open.insert(column)
    for j in reasons[column] ?? [] where box.lower[j] == box.upper[j] && start.lower[j] < start.upper[j] {
      blamed.insert(leaders.first(of: j))
    }
  }

  /// The most expensive column of a batch, by the reduced costs of the columns that it moved; nil where none has a
  /// cost.
  private func mostExpensive(_ owners: [Int: Int], _ point: [Double]) -> Int? {
    var costs: [Int: Double] = [:]
    for (j, k) in owners.sorted(by: <) where relaxation.problem.isInteger[j] {
      costs[k, default: 0] += max(0, relaxation.reducedCosts[j] * (relaxation.point.values[j] - point[j]))
    }
    return costs.filter { $0.value > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Fixes the columns of a batch; those that are infeasible on both sides are left open.
  ///
  /// - Returns: the new domain, and for each column that moved, the position in the batch of the column that moved it
  ///   first.
  private mutating func fix(_ batch: [Candidate], _ flipped: Set<Int>, _ point: [Double]) -> (Domain, [Int: Int]) {
    var next = box
    var owners: [Int: Int] = [:]
    for (k, candidate) in batch.enumerated() {
      let j = candidate.column
      let sides = [candidate.value, candidate.oppositeValue(from: point)]
      // An earlier fixing may have decided this column already.
      let isFixed = (flipped.contains(j) ? [sides[1]] : sides).contains { side in
        propagation.fix(j, at: min(max(side, next.lower[j]), next.upper[j]), &next)
      }
      guard isFixed else {
        leaveOpen(j)
        continue
      }
      for moved in next.changedColumns where owners[moved] == nil { owners[moved] = k }
    }
    return (next, owners)
  }

  /// For each infeasibility proof, the least certain column that it names, by its position in the batch, with all
  /// integer columns that the proof names.
  private func named(_ owners: [Int: Int]) throws(EngineFault) -> [Int: [Int]] {
    var named: [Int: [Int]] = [:]
    for rows in try relaxation.infeasibleRowSets() {
      let columns = rows.flatMap { relaxation.row($0).columns }.filter { relaxation.problem.isInteger[$0] }
      guard let least = columns.compactMap({ owners[$0] }).max() else { continue }
      named[least, default: []] += columns
    }
    return named
  }
}

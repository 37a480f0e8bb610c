import IntegerProgram

/// A dive for problems whose linear programs take long: of the fractional columns one part after the other is decided, and
/// where that leaves no point, the proof of it says which of them to decide otherwise.
///
/// What has to be is decided first, while all else can still make room for it. What a proof names goes to its other side, the
/// least certain first, and is left open where it is named again. Where few columns are left, or most of them open, a search
/// of its own may finish; where it does not, all that the open ones' leaders lead is decided anew, and where that comes to
/// the same, leaders are left out. What has to be and was left open is decided anew at once, with all that the proofs named, and
/// first.
/// - Source: after Witzig and Gleixner 2021, whose conflicts are constraints that stay.
struct ConflictDrivenDive {
  /// Leaders, and columns of more than two values, that are no more than this part of the fractional columns are decided
  /// with the others: one after the other they would each wait for a linear program.
  private static let late = 0.1
  /// Of the fractional columns such a part is decided at once.
  private static let part = 0.2
  /// So many columns of a part are decided otherwise; then half of it is decided at first.
  private static let mostTurns = 40
  /// So often what a leader leads is decided anew before it may be left out.
  static let mostTries = 1
  /// Of the leaders that may be left out such a part is left out at once.
  static let leftOut = 4
  /// So often what a leader leads is decided anew where none can be left out.
  static let mostTriesInAll = 20
  /// So many are decided otherwise as they cost too much.
  private static let mostTurnsForWorth = 10
  /// So often what has to be but was left open is decided anew before all else.
  private static let mostTimesStuck = 20
  /// Once all that has to be is decided, a search may finish where this part of the fractional columns at first is left.
  private static let soon = 3
  /// Where the fractional columns are such a part of those at first, what is whole rises no more: first of the leaders, then of
  /// all that does not belong to a fractional column.
  private static let closings = [4, 20]

  let relaxation: Relaxation
  let leaders: Leaders
  private let mandatory: MandatoryRows
  let incumbent: Incumbent
  let root: Domain
  /// The box before anything was decided, but for what rises no more.
  var start: Domain
  var propagation: Propagation
  var box: Domain
  var fixed: [(column: Int, value: Double)] = []
  /// Columns that proofs forbade on both sides.
  var open = Set<Int>()
  /// The leaders of what was fixed before and stood in the proofs that forbade open columns.
  var blamed = Set<Int>()
  /// By column that a proof turned, the whole columns that the proof names.
  var reasons: [Int: [Int]] = [:]
  /// Leaders of what has to be and did not fit on any side: they come first.
  private var urgent = Set<Int>()
  /// By leader, how often what it leads was decided anew.
  var tries: [Int: Int] = [:]
  var dropped: [Int] = []
  /// Leaders without which no point is left.
  var needed = Set<Int>()
  /// What the relaxation came to before anything was decided.
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

  /// Leaves the relaxation with other bounds and another basis.
  ///
  /// - Parameters:
  ///   - most: Work after which it leaves off.
  ///   - finishesSoon: Whether what is left once all that has to be is decided may be little enough to finish.
  ///   - finish: Takes a vertex of which few columns are not whole, and says whether it came to a better point.
  mutating func run(
    _ budget: Budget, most: Int, finishesSoon: Bool, finish: ([Double]) throws(EngineFault) -> Bool
  ) throws(EngineFault) {
    let limit = budget.work + most
    relaxation.apply(box)
    guard try relaxation.solve(cutoff: incumbent.target) == .optimal else { return }
    least = relaxation.bound
    let first = relaxation.fractionalColumns.count
    var closings = ConflictDrivenDive.closings
    var (isSoon, isLate) = (finishesSoon, false)
    var timesStuck = 0
    while budget.work < limit, !budget.isSpent {
      let fractional = relaxation.fractionalColumns
      if fractional.isEmpty { return try polish(relaxation, incumbent) }
      var mayFinish = false
      if let part = closings.first, part * fractional.count <= first {
        closings.removeFirst()
        let partly = Set(fractional.map(leaders.first))
        close(
          relaxation.problem.isInteger.indices.filter { j in
            relaxation.problem.isInteger[j]
              && (!leaders.isFollower(j) || closings.isEmpty && !partly.contains(leaders.first(of: j)))
          })
        mayFinish = closings.isEmpty
      }
      let left = fractional.filter { !open.contains($0) }
      let needed = left.filter { mandatory.calls(for: leaders.first(of: $0)) }
      // What has to be and fits on no side would leave all that is decided later without a point.
      let stuck = open.filter { mandatory.calls(for: leaders.first(of: $0)) && relaxation.isFractional($0) }
      if needed.isEmpty, !stuck.isEmpty, timesStuck < ConflictDrivenDive.mostTimesStuck {
        timesStuck += 1
        urgent.formUnion(stuck.map(leaders.first))
        guard try decideAnew(stuck.sorted(), withBlamed: true) else { return }
        continue
      }
      if isSoon, needed.isEmpty, ConflictDrivenDive.soon * fractional.count <= first {
        (isSoon, mayFinish) = (false, true)
      }
      if !isLate, 2 * left.count < fractional.count { (isLate, mayFinish) = (true, true) }
      if mayFinish || left.isEmpty, try finish(relaxation.point.values) { return }
      if left.isEmpty {
        guard try decideAnew(fractional) else { return }
        continue
      }
      let pressing = left.filter { urgent.contains(leaders.first(of: $0)) }
      let next = !pressing.isEmpty ? pressing : needed.isEmpty ? left : needed
      let ranked = Candidate.ranked(
        Candidate.nearest(
          relaxation, next, leaders, propagation.index, few: max(5, Int(ConflictDrivenDive.late * Double(left.count)))))
      let size = max(1, Int(ConflictDrivenDive.part * Double(ranked.count + 1)), ranked.count { $0.merit >= 3 })
      guard try decide(Array(ranked.prefix(size))) else { return }
    }
  }

  /// Some columns rise no more: what is left over would go to one after the other, a part of a whole to each.
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
  /// - Returns: false where the dive cannot go on. Otherwise each of some columns is fixed, or open.
  private mutating func decide(_ batch: [Candidate]) throws(EngineFault) -> Bool {
    let point = relaxation.point.values
    var batch = batch
    var turned = Set<Int>()
    // One gap has to do for all batches; where none is allowed, a dive's point will not be the best in any case.
    let gap = incumbent.relativeGap > 0 ? incumbent.relativeGap * abs(least) : .infinity
    let most = max(least + 0.6 * gap, relaxation.bound + 0.1 * gap)
    for turns in 0..<ConflictDrivenDive.mostTurns {
      let (next, owners) = fix(batch, turned, point)
      relaxation.apply(next)
      let status = try relaxation.solve(cutoff: incumbent.target)
      if status == .optimal {
        if turns < ConflictDrivenDive.mostTurnsForWorth, relaxation.bound > most, let dear = dearest(owners, point) {
          turn([dear: []], &turned, &batch)
          continue
        }
        fixed += batch.filter { !open.contains($0.column) }.map { ($0.column, next.lower[$0.column]) }
        box = next
        return true
      }
      guard status == .infeasible else { return false }
      let named = try named(owners)
      if named.isEmpty { break }
      turn(named, &turned, &batch)
    }
    if batch.count <= 1 {
      open.formUnion(batch.map(\.column))
      relaxation.apply(box)
      return try relaxation.solve(cutoff: incumbent.target) == .optimal
    }
    return try decide(Array(batch.prefix(batch.count / 2)))
  }

  /// Some of a batch go to their other side, or are left open where they were there, with what else their proofs name.
  private mutating func turn(_ named: [Int: [Int]], _ turned: inout Set<Int>, _ batch: inout [Candidate]) {
    for (k, columns) in named.sorted(by: { $0.key > $1.key }) {
      let j = batch[k].column
      reasons[j, default: []] += columns
      guard !turned.insert(j).inserted else { continue }
      batch.remove(at: k)
      leaveOpen(j)
    }
  }

  /// A column fits on no side; what was fixed before and stood in a proof against it is to blame.
  private mutating func leaveOpen(_ column: Int) {
    open.insert(column)
    for j in reasons[column] ?? [] where box.lower[j] == box.upper[j] && start.lower[j] < start.upper[j] {
      blamed.insert(leaders.first(of: j))
    }
  }

  /// What costs the most of a batch, by the reduced costs of the columns that it moved; nil where nothing does.
  private func dearest(_ owners: [Int: Int], _ point: [Double]) -> Int? {
    var costs: [Int: Double] = [:]
    for (j, k) in owners.sorted(by: <) where relaxation.problem.isInteger[j] {
      costs[k, default: 0] += max(0, relaxation.reducedCosts[j] * (relaxation.point.values[j] - point[j]))
    }
    return costs.filter { $0.value > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The box with the columns fixed, those that fit nowhere left open, and for each column that moved, the place in the batch
  /// of what moved it first.
  private mutating func fix(_ batch: [Candidate], _ turned: Set<Int>, _ point: [Double]) -> (Domain, [Int: Int]) {
    var next = box
    var owners: [Int: Int] = [:]
    for (k, candidate) in batch.enumerated() {
      let j = candidate.column
      let sides = [candidate.value, candidate.turned(from: point)]
      // What was fixed before may have decided this column already.
      let isFixed = (turned.contains(j) ? [sides[1]] : sides).contains { side in
        propagation.fix(j, at: min(max(side, next.lower[j]), next.upper[j]), &next)
      }
      guard isFixed else {
        leaveOpen(j)
        continue
      }
      for moved in next.moved where owners[moved] == nil { owners[moved] = k }
    }
    return (next, owners)
  }

  /// Of each proof that no point is left the least certain that it names, by its place in the batch, with all whole columns
  /// that the proof names.
  private func named(_ owners: [Int: Int]) throws(EngineFault) -> [Int: [Int]] {
    var named: [Int: [Int]] = [:]
    for rows in try relaxation.contradictions() {
      let columns = rows.flatMap { relaxation.row($0).columns }.filter { relaxation.problem.isInteger[$0] }
      guard let least = columns.compactMap({ owners[$0] }).max() else { continue }
      named[least, default: []] += columns
    }
    return named
  }
}

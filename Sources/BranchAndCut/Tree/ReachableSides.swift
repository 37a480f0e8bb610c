import IntegerProgram

/// The distance from each side of a row of integer columns to the nearest activity that is reachable in a node's box.
///
/// Presolve moves a side to an activity that is reachable with all columns. The more columns a node fixes, the fewer
/// activities remain reachable: once the few columns with odd coefficients are fixed, the others may reach only
/// multiples of fifty.
struct ReachableSides {
  /// One side of a row, in steps of its coefficients' common divisor, as an upper limit on the row's activity.
  fileprivate struct Side {
    let row: Int
    let isUpper: Bool
    let columns: [Int]
    let weights: [Int]
    let limit: Int
    let divisor: Double
    /// The largest difference between the row's activity and its steps in the root's box.
    let noise: Double
    /// The arguments of the last computation of `loss`.
    var lastArguments: (room: Int, items: [Item])?
    var loss = 0
  }

  fileprivate struct Item: Equatable {
    let weight: Int
    let times: Int
  }

  /// If steps × additions exceeds this, computing the sums takes longer than a node's linear program.
  fileprivate static let mostSteps = 1 << 22
  /// If a row's activity exceeds this many steps, doubles do not resolve a millionth of one.
  private static let mostActivity = 0x1p31
  private var sides: [Side] = []

  init(_ problem: Problem, _ root: Domain) {
    for (i, row) in problem.rows.enumerated() {
      guard row.columns.count > 2, row.columns.allSatisfy({ problem.isInteger[$0] }), let divisor = row.divisor
      else { continue }
      let steps = row.values.map { ($0 / divisor).rounded() }
      let sizes = row.columns.map { max(abs(root.lower[$0]), abs(root.upper[$0])) }
      // Steps of one reach every number.
      guard steps.allSatisfy({ abs($0) < ReachableSides.mostActivity }), steps.contains(where: { abs($0) != 1 }),
        zip(steps, sizes).reduce(0, { $0 + abs($1.0) * $1.1 }) < ReachableSides.mostActivity
      else { continue }
      let noise = row.columns.indices.reduce(0) { $0 + abs(row.values[$1] - steps[$1] * divisor) * sizes[$1] }
      // A row whose coefficients are multiples of the divisor only roughly is skipped: an error in the last digits
      // could cost a whole step.
      guard noise < 1e-7 * divisor else { continue }
      for sign in [1.0, -1.0] {
        let limit = ((sign > 0 ? row.upper : -row.lower) / divisor + 1e-6).rounded(.down)
        guard abs(limit) < ReachableSides.mostActivity else { continue }
        sides.append(
          Side(
            row: i, isUpper: sign > 0, columns: row.columns, weights: steps.map { Int(sign * $0) }, limit: Int(limit),
            divisor: divisor, noise: noise + 1e-15 * abs(limit) * divisor))
      }
    }
  }

  /// Tighter sides for the rows that have a multiplier and cannot reach their side in the box.
  mutating func nearer(_ duals: [Double], _ box: Domain) -> [(row: Int, side: Double)] {
    var out: [(row: Int, side: Double)] = []
    for k in sides.indices where sides[k].isUpper ? duals[sides[k].row] < 0 : duals[sides[k].row] > 0 {
      let loss = sides[k].loss(in: box)
      guard loss > 0 else { continue }
      let side = Double(sides[k].limit - loss) * sides[k].divisor + sides[k].noise
      out.append((sides[k].row, sides[k].isUpper ? side : -side))
    }
    return out
  }
}

extension ReachableSides.Side {
  /// The steps between the side and the greatest activity that the row can reach.
  fileprivate mutating func loss(in box: Domain) -> Int {
    var room = limit
    var items: [ReachableSides.Item] = []
    for (j, weight) in zip(columns, weights) {
      let (low, high) = (Int(box.lower[j]), Int(box.upper[j]))
      room -= weight * (weight > 0 ? low : high)
      if low < high { items.append(ReachableSides.Item(weight: abs(weight), times: high - low)) }
    }
    // Most nodes leave most rows unchanged.
    if let last = lastArguments, last.room == room, last.items == items { return loss }
    lastArguments = (room, items)
    loss = Self.loss(room, items)
    return loss
  }

  private static func loss(_ room: Int, _ items: [ReachableSides.Item]) -> Int {
    let all = items.reduce(0) { $0 + $1.weight * $1.times }
    // An infeasible row, or one that always stays below its side, is left to other checks.
    guard room >= 0, all > room else { return 0 }
    let divisor = items.reduce(0) { Self.commonDivisor($0, $1.weight) }
    // To take the most that fits is to leave out the least that exceeds the room; the smaller problem is solved.
    let (steps, rest) = (room / divisor, (all - room + divisor - 1) / divisor)
    let farthest = rest + items.reduce(0) { max($0, $1.weight / divisor) }
    let additions = items.reduce(0) { $0 + $1.times.bitWidth - $1.times.leadingZeroBitCount }
    guard steps > 0, min(steps, farthest) < ReachableSides.mostSteps / max(1, additions) else {
      return room - steps * divisor
    }
    var sums = ReachableSums(upTo: min(steps, farthest))
    for item in items.sorted(by: { $0.weight < $1.weight }) { sums.add(item.weight / divisor, times: item.times) }
    return steps <= farthest ? room - sums.greatest * divisor : sums.least(from: rest)! * divisor - (all - room)
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }
}

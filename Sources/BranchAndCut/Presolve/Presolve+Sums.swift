import IntegerProgram

extension Presolve {
  /// Moves the sides of each row of integer columns to the nearest activity that it can reach.
  ///
  /// The activity of such a row is a sum of its coefficients, which seldom meets a side exactly. Without this step the
  /// bound stays at the unreachable side, however large the tree grows. A row whose columns appear in no other row is
  /// an independent knapsack, and is solved here.
  ///
  /// - Complexity: O(columns × range / 64) for each row, where range is counted in the coefficients' common divisor.
  mutating func tightenSidesToReachableSums() {
    var count = [Int](repeating: 0, count: problem.columnCount)
    for i in problem.rows.indices where isRowAlive[i] { for j in problem.rows[i].columns { count[j] += 1 } }
    for i in problem.rows.indices where isRowAlive[i] {
      let row = problem.rows[i]
      guard row.columns.count > 2, row.columns.allSatisfy({ problem.isInteger[$0] }), let divisor = row.divisor,
        row.values.contains(where: { abs(abs($0) - abs(row.values[0])) > Tolerance.zero * divisor })
      else { continue }
      let isAlone = row.columns.allSatisfy { count[$0] == 1 && !isProtected($0) }
      for sign in [1.0, -1.0] {
        let side = sign > 0 ? row.upper : -row.lower
        guard side < .infinity, let steps = RowSteps(problem, row, sign: sign, side: side, divisor) else { continue }
        let nearest = steps.nearest
        if nearest < steps.room {
          let sum = steps.least + Double(nearest) * divisor
          if sign > 0 { problem.rows[i].upper = sum } else { problem.rows[i].lower = -sum }
        }
        if problem.rows[i].lower > problem.rows[i].upper + Tolerance.feasibility * divisor {
          isInfeasible = true
        } else if isAlone, (sign > 0 ? row.lower : -row.upper) == -.infinity,
          let values = steps.knapsackOptimum(problem, row)
        {
          for (j, value) in zip(row.columns, values) { fix(j, at: value) }
          dropRow(i)
          break
        }
      }
    }
  }
}

/// The activity of a row of integer columns, counted from its least in steps of the coefficients' common divisor.
private struct RowSteps {
  let least: Double
  /// The steps from the least activity to the side.
  let room: Int
  private var steps: [(weight: Int, count: Int)] = []
  /// The value of each column at the least activity, and the direction of a step.
  private var start: [(value: Double, direction: Double)] = []

  /// - Returns: nil if the row always stays below its side, or if it takes too much work.
  init?(_ problem: Problem, _ row: LinearRow, sign: Double, side: Double, _ divisor: Double) {
    var least = 0.0
    for k in row.columns.indices {
      let (a, j) = (sign * row.values[k], row.columns[k])
      let low = a > 0 ? problem.lower[j] : problem.upper[j]
      let count = problem.upper[j] - problem.lower[j]
      guard low.isFinite, count < 0x1p20 else { return nil }
      least += a * low
      steps.append((Int((abs(a) / divisor).rounded()), Int(count)))
      start.append((low, a > 0 ? 1 : -1))
    }
    let room = ((side - least) / divisor + 1e-6).rounded(.down)
    let additions = steps.reduce(0) { $0 + $1.count.bitWidth - $1.count.leadingZeroBitCount }
    guard room > 0, room < 0x1p22, room * Double(additions) < 0x1p30,
      steps.reduce(0, { $0 + Double($1.weight) * Double($1.count) }) > room
    else { return nil }
    self.least = least
    self.room = Int(room)
  }

  /// The greatest number of steps, up to the side, that the columns can reach.
  var nearest: Int {
    var sums = ReachableSums(upTo: room)
    for step in steps { sums.add(step.weight, times: step.count) }
    return sums.greatest
  }

  /// The optimal values of the columns within the room; nil if they take too much work.
  /// - Complexity: O(columns × room).
  func knapsackOptimum(_ problem: Problem, _ row: LinearRow) -> [Double]? {
    let items = steps.indices.flatMap { k in binaryParts(of: steps[k].count).map { (k: k, times: $0) } }
    guard room * items.count < 1 << 24 else { return nil }
    var best = [Double](repeating: 0, count: room + 1)
    var takes = [Bool](repeating: false, count: items.count * (room + 1))
    for (n, item) in items.enumerated() {
      let weight = item.times * steps[item.k].weight
      let gain = -problem.objective[row.columns[item.k]] * start[item.k].direction * Double(item.times)
      for at in stride(from: room, through: weight, by: -1) where best[at - weight] + gain > best[at] {
        best[at] = best[at - weight] + gain
        takes[n * (room + 1) + at] = true
      }
    }
    var values = start.map(\.value)
    var left = room
    for (n, item) in items.enumerated().reversed() where takes[n * (room + 1) + left] {
      values[item.k] += start[item.k].direction * Double(item.times)
      left -= item.times * steps[item.k].weight
    }
    return values
  }
}

/// Powers of two and a remainder, whose subsets add up to every number up to `count`.
func binaryParts(of count: Int) -> [Int] {
  var (left, part) = (count, 1)
  var parts: [Int] = []
  while left > 0 {
    parts.append(min(part, left))
    left -= parts.last!
    part *= 2
  }
  return parts
}

extension LinearRow {
  /// The greatest common divisor of the coefficients; nil if there is none above noise.
  var divisor: Double? {
    var divisor = 0.0
    for value in values {
      guard let common = commonDivisor(divisor, abs(value)) else { return nil }
      divisor = common
    }
    return divisor > 0 ? divisor : nil
  }
}

/// The subset sums, up to a limit, of the numbers added so far, as a bit set.
struct ReachableSums {
  private var words: [UInt64]
  private let limit: Int
  /// The greatest possible sum so far.
  private var top = 0

  init(upTo limit: Int) {
    self.limit = limit
    words = [UInt64](repeating: 0, count: limit / 64 + 1)
    words[0] = 1
  }

  /// Adds a number that sums may contain up to `times` times.
  mutating func add(_ weight: Int, times: Int) {
    for part in binaryParts(of: times) { add(weight * part) }
  }

  private mutating func add(_ weight: Int) {
    guard weight > 0, weight <= limit else { return }
    let (skip, shift) = (weight / 64, UInt64(weight % 64))
    top = min(limit, top + weight)
    for at in stride(from: top / 64, through: skip, by: -1) {
      var moved = words[at - skip] << shift
      if shift > 0, at > skip { moved |= words[at - skip - 1] >> (64 - shift) }
      words[at] |= moved
    }
  }

  /// The greatest reachable sum.
  var greatest: Int {
    for at in stride(from: limit / 64, through: 0, by: -1) {
      let word = at == limit / 64 ? words[at] & (~0 >> UInt64(63 - limit % 64)) : words[at]
      if word != 0 { return at * 64 + 63 - word.leadingZeroBitCount }
    }
    return 0
  }

  /// The least reachable sum that is no less than `start`.
  func least(from start: Int) -> Int? {
    guard start <= limit else { return nil }
    for at in start / 64...limit / 64 {
      let word = at == start / 64 ? words[at] & (~0 << UInt64(start % 64)) : words[at]
      if word != 0 {
        let sum = at * 64 + word.trailingZeroBitCount
        return sum <= limit ? sum : nil
      }
    }
    return nil
  }
}

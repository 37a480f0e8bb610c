import IntegerProgram

extension Presolve {
  /// A row of whole columns comes only to sums of its coefficients: its sides move to the nearest that it can come to.
  ///
  /// Amounts are whole numbers, so that a budget is seldom spent to the last cent; without this a bound stays there, however
  /// long the tree. A row that is all that its columns stand in is a knapsack of its own, and is packed here.
  /// - Complexity: O(columns × range / 64) for each row, where range is counted in the coefficients' common divisor.
  mutating func moveSidesToSums() {
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
        } else if isAlone, (sign > 0 ? row.lower : -row.upper) == -.infinity, let values = steps.packed(problem, row) {
          for (j, value) in zip(row.columns, values) { fix(j, at: value) }
          dropRow(i)
          break
        }
      }
    }
  }
}

/// What a row of whole columns comes to, counted from the least upwards in steps of the coefficients' common divisor.
private struct RowSteps {
  let least: Double
  /// Steps from the least up to the side.
  let room: Int
  private var steps: [(weight: Int, count: Int)] = []
  /// Where each column stands at the least, and which way a step takes it.
  private var start: [(value: Double, way: Double)] = []

  /// - Returns: nil where the row always stays below its side, or where it is too much work.
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

  /// The most steps, up to the side, that the columns can come to.
  var nearest: Int {
    var sums = ReachableSums(upTo: room)
    for step in steps { sums.add(step.weight, times: step.count) }
    return sums.greatest
  }

  /// The columns' best values within the room; nil where that is too much work.
  /// - Complexity: O(columns × room).
  func packed(_ problem: Problem, _ row: LinearRow) -> [Double]? {
    let items = steps.indices.flatMap { k in binaryParts(of: steps[k].count).map { (k: k, times: $0) } }
    guard room * items.count < 1 << 24 else { return nil }
    var best = [Double](repeating: 0, count: room + 1)
    var takes = [Bool](repeating: false, count: items.count * (room + 1))
    for (n, item) in items.enumerated() {
      let weight = item.times * steps[item.k].weight
      let gain = -problem.objective[row.columns[item.k]] * start[item.k].way * Double(item.times)
      for at in stride(from: room, through: weight, by: -1) where best[at - weight] + gain > best[at] {
        best[at] = best[at - weight] + gain
        takes[n * (room + 1) + at] = true
      }
    }
    var values = start.map(\.value)
    var left = room
    for (n, item) in items.enumerated().reversed() where takes[n * (room + 1) + left] {
      values[item.k] += start[item.k].way * Double(item.times)
      left -= item.times * steps[item.k].weight
    }
    return values
  }
}

/// Powers of two and a rest, of which some come to every number up to a count.
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
  /// The greatest number that goes into every coefficient, nil where there is none to speak of.
  var divisor: Double? {
    var divisor = 0.0
    for value in values {
      guard let common = commonDivisor(divisor, abs(value)) else { return nil }
      divisor = common
    }
    return divisor > 0 ? divisor : nil
  }
}

/// Which numbers up to a limit are sums of some of the numbers that were added, a bit for each.
struct ReachableSums {
  private var words: [UInt64]
  private let limit: Int
  /// No sum is greater.
  private var top = 0

  init(upTo limit: Int) {
    self.limit = limit
    words = [UInt64](repeating: 0, count: limit / 64 + 1)
    words[0] = 1
  }

  /// Up to so many times.
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

  var greatest: Int {
    for at in stride(from: limit / 64, through: 0, by: -1) {
      let word = at == limit / 64 ? words[at] & (~0 >> UInt64(63 - limit % 64)) : words[at]
      if word != 0 { return at * 64 + 63 - word.leadingZeroBitCount }
    }
    return 0
  }

  /// The least that is no less than a number.
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

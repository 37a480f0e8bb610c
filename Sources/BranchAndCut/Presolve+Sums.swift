import IntegerProgram

extension Presolve {
  /// A row of whole columns comes only to sums of its coefficients: its sides move to the nearest that it can come to.
  ///
  /// Amounts are whole numbers, so that a budget is seldom spent to the last cent; without this a bound stays there, however
  /// long the tree.
  /// - Complexity: O(columns × range / 64) for each row, where range is counted in the coefficients' common divisor.
  mutating func moveSidesToSums() {
    for i in problem.rows.indices where isRowAlive[i] {
      let row = problem.rows[i]
      guard row.columns.count > 2, row.columns.allSatisfy({ problem.isInteger[$0] }),
        let divisor = row.values.dropFirst().reduce(
          abs(row.values[0]),
          { known, value in
            known.flatMap { commonDivisor($0, abs(value)) }
          }), row.values.contains(where: { abs(abs($0) - abs(row.values[0])) > Tolerance.zero * divisor })
      else { continue }
      if row.upper < .infinity, let sum = nearestSum(row, sign: 1, divisor) { problem.rows[i].upper = sum }
      if row.lower > -.infinity, let sum = nearestSum(row, sign: -1, divisor) { problem.rows[i].lower = -sum }
      if problem.rows[i].lower > problem.rows[i].upper + Tolerance.feasibility * divisor { isInfeasible = true }
    }
  }

  /// The greatest that `sign` times the row can come to within its side; nil where that is the side itself, or too much work.
  private func nearestSum(_ row: LinearRow, sign: Double, _ divisor: Double) -> Double? {
    let side = sign > 0 ? row.upper : -row.lower
    // From the least that the row can come to upwards, every column adds so many equal steps.
    var least = 0.0
    var steps: [(weight: Int, count: Int)] = []
    for k in row.columns.indices {
      let (a, j) = (sign * row.values[k], row.columns[k])
      let low = a > 0 ? problem.lower[j] : problem.upper[j]
      let count = problem.upper[j] - problem.lower[j]
      guard low.isFinite, count <= 64 else { return nil }
      least += a * low
      steps.append((Int((abs(a) / divisor).rounded()), Int(count)))
    }
    let room = ((side - least) / divisor + 1e-6).rounded(.down)
    guard room > 0, room < 0x1p22, room * Double(steps.reduce(0) { $0 + $1.count }) < 0x1p30 else { return nil }
    guard steps.reduce(0, { $0 + Double($1.weight * $1.count) }) > room else { return nil }
    var sums = ReachableSums(upTo: Int(room))
    for step in steps { for _ in 0..<step.count { sums.add(step.weight) } }
    return sums.greatest < Int(room) ? least + Double(sums.greatest) * divisor : nil
  }
}

/// Which numbers up to a limit are sums of some of the numbers that were added, a bit for each.
struct ReachableSums {
  private var words: [UInt64]
  private let limit: Int

  init(upTo limit: Int) {
    self.limit = limit
    words = [UInt64](repeating: 0, count: limit / 64 + 1)
    words[0] = 1
  }

  mutating func add(_ weight: Int) {
    guard weight > 0, weight <= limit else { return }
    let (skip, shift) = (weight / 64, UInt64(weight % 64))
    for at in stride(from: words.count - 1, through: skip, by: -1) {
      var moved = words[at - skip] << shift
      if shift > 0, at > skip { moved |= words[at - skip - 1] >> (64 - shift) }
      words[at] |= moved
    }
  }

  var greatest: Int {
    for n in stride(from: limit, through: 0, by: -1) where words[n / 64] >> UInt64(n % 64) & 1 == 1 { return n }
    return 0
  }
}

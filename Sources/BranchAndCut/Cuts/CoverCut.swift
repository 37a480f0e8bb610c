import IntegerProgram

/// A lifted cover cut from one side of a row, or nil.
///
/// A cover is a set of binary columns that do not fit together, so at most all but one of them are 1. The other columns
/// are lifted by a superadditive function, so their order does not matter.
/// - Source: Letchford and Souli 2019.
func coverCut(_ row: LinearRow, sign: Double, _ problem: Problem, _ point: [Double]) -> Cut? {
  guard let knapsack = BinaryKnapsack(row, sign: sign, problem) else { return nil }
  let capacity = knapsack.capacity
  guard capacity > Tolerance.zero, knapsack.items.count >= 2 else { return nil }
  let noise = Tolerance.feasibility * max(1, capacity)
  let items = knapsack.items.filter { $0.weight > noise }
  let values = items.map { $0.value(at: point) }
  // The cover is built greedily: the columns nearest to 1 first, and of equal ones the heaviest.
  let order = items.indices.sorted {
    (values[$0], items[$0].weight, $1) > (values[$1], items[$1].weight, $0)
  }
  var cover: [Int] = []
  var sum = 0.0
  for i in order where values[i] > 0 {
    cover.append(i)
    sum += items[i].weight
    if sum > capacity + noise { break }
  }
  guard sum > capacity + noise else { return nil }
  // A smaller cover gives a stronger cut: leave out the columns it does not need, those nearest to 1 last.
  for i in cover.reversed() where sum - items[i].weight > capacity + noise {
    sum -= items[i].weight
    cover.removeAll { $0 == i }
  }
  guard cover.count >= 2 else { return nil }
  let lift = CoverLifting(weights: cover.map { items[$0].weight }, capacity: capacity)
  let isInCover = Set(cover)
  let coefficients = items.indices.map { i in
    isInCover.contains(i) && !lift.isHeavy(items[i].weight) ? 1 : lift.value(items[i].weight)
  }
  var side = Double(cover.count - 1)
  var terms: [(column: Int, value: Double)] = []
  for (i, item) in items.enumerated() {
    let g = coefficients[i]
    if g == 0 { continue }
    if item.isComplemented { side -= g }
    terms.append((item.column, item.isComplemented ? -g : g))
  }
  return Cut(terms, side: side, problem: problem, point: point)
}

/// The superadditive lifting function of a minimal cover.
struct CoverLifting {
  /// The common weight to which the heavy columns of the cover are reduced, so that the cover just fits.
  private let level: Double
  /// Prefix sums of the reduced weights, the largest first.
  private let sums: [Double]
  private let heavier: Int
  private let noise: Double

  init(weights: [Double], capacity: Double) {
    let sorted = weights.sorted(by: >)
    noise = 1e-9 * max(1, capacity)
    var excess = sorted.reduce(0, +) - capacity
    var level = sorted[0]
    for i in 1..<max(1, sorted.count) {
      let step = Double(i) * (level - sorted[i])
      if step < excess {
        level = sorted[i]
        excess -= step
      } else {
        level -= excess / Double(i)
        excess = 0
        break
      }
    }
    if excess > 0 { level = capacity / Double(sorted.count) }
    self.level = level
    var sums: [Double] = []
    var sum = 0.0
    for weight in sorted {
      sum += min(level, weight)
      sums.append(sum)
    }
    self.sums = sums
    let bar = level + noise
    heavier = sorted.count { $0 > bar }
  }

  func isHeavy(_ weight: Double) -> Bool { weight > level + noise }

  func value(_ weight: Double) -> Double {
    let ratio = weight / level
    // An item this heavy never fits, so any coefficient is valid.
    var start = Int((min(ratio, 1e9) + 0.5).rounded(.down))
    var half = 0.0
    if start != 0, abs(ratio - Double(start)) * max(1, level) <= noise, start <= heavier - 1 { half = 0.5 }
    start = max(start - 1, 0)
    while start < sums.count, weight > sums[start] + noise { start += 1 }
    return Double(start) + half
  }
}

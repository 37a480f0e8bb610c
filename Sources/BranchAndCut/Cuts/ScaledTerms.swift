/// Integer columns and slacks as measured from their bounds, with the cost of all other terms. This is enough to
/// compute the depth of the cut for a divisor.
struct ScaledTerms {
  private var weights: [SIMD2<Double>] = []
  private var distances: [SIMD2<Double>] = []
  /// Integer slacks, which do not count in the norm of the cut.
  private var slacks: [(weight: Double, distance: Double)] = []
  /// What continuous columns and slacks of negative weight take from the left side before division.
  var negative = 0.0
  /// The sum of the squares of the continuous columns' negative weights.
  var square = 0.0

  mutating func fill(_ count: Int, _ item: (Int) -> (weight: Double, distance: Double)) {
    slacks.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    distances.removeAll(keepingCapacity: true)
    for i in stride(from: 0, to: count, by: 2) {
      let first = item(i)
      let second = i + 1 < count ? item(i + 1) : (weight: 0, distance: 0)
      weights.append(SIMD2(first.weight, second.weight))
      distances.append(SIMD2(first.distance, second.distance))
    }
  }

  mutating func set(_ i: Int, _ weight: Double, _ distance: Double) {
    weights[i / 2][i % 2] = weight
    distances[i / 2][i % 2] = distance
  }

  /// Adds an integer slack.
  mutating func add(_ weight: Double, _ distance: Double) { slacks.append((weight, distance)) }

  /// The depth at which the vertex violates the cut from division by `delta`; -1 where it does not violate the cut, or
  /// where the cut would be numerically unsafe.
  func depth(_ delta: Double, _ right: Double, _ mostFraction: Double) -> Double {
    let scaled = right / delta
    guard abs(scaled) < 1e6 else { return -1 }
    let rounding = Rounding(scaled)
    guard rounding.fraction > 0.005, rounding.fraction < mostFraction else { return -1 }
    var lefts = SIMD2<Double>.zero
    var norms = SIMD2<Double>.zero
    for k in weights.indices {
      let g = rounding(weights[k] / delta)
      lefts += g * distances[k]
      norms += g * g
    }
    let ratio = rounding.slope / delta
    var left = lefts.sum() - rounding.floor - negative * ratio
    for slack in slacks { left += rounding(slack.weight / delta) * slack.distance }
    let norm = norms.sum() + square * ratio * ratio
    return left > 1e-7 && norm > 1e-12 ? left / norm.squareRoot() : -1
  }
}

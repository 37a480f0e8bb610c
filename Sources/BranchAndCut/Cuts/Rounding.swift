/// The rounding function of a right-hand side `b`: `F(d) = floor(d) + max(0, frac(d) - f0) / (1 - f0)`, `f0 = frac(b)`.
struct Rounding {
  let floor: Double
  let fraction: Double
  let slope: Double

  init(_ right: Double) {
    floor = right.rounded(.down)
    fraction = right - floor
    slope = 1 / (1 - fraction)
  }

  /// A value that is an integer up to rounding counts as that integer.
  @inline(__always)
  func callAsFunction(_ value: Double) -> Double {
    let whole = (value + 1e-9).rounded(.down)
    let rest = value - whole
    return whole + (rest > fraction ? (rest - fraction) * slope : 0)
  }

  /// Rounds two values at once, as separation spends most of its time here.
  ///
  /// `rounded(.down)` would call the C library, since the processor may be an old one. A number added to 1.5 × 2^52
  /// loses its fractional part.
  @inline(__always)
  func callAsFunction(_ values: SIMD2<Double>) -> SIMD2<Double> {
    let shift = SIMD2<Double>(repeating: 0x1.8p52)
    let raised = values + 1e-9
    let nearest = (raised + shift) - shift
    let whole = nearest - SIMD2<Double>.zero.replacing(with: 1, where: nearest .> raised)
    let rest = (values - whole) - fraction
    return whole + rest.replacing(with: 0, where: rest .<= 0) * slope
  }
}

/// Integer columns and slacks as measured from their bounds, with the cost of all other terms. This is enough to
/// compute the depth of the cut for a divisor.
struct Measured {
  private var weights: [SIMD2<Double>] = []
  private var distances: [SIMD2<Double>] = []
  private var columns = 0
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

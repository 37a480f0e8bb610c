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

/// A signed integer of 256 bits, for sums of products of 128-bit numbers.
///
/// Every operation that could overflow returns nil instead of wrapping or trapping.
struct Int256: Sendable, Equatable {
  private var high: Int128
  private var low: UInt128

  static let zero = Int256(0)

  init(_ value: Int128) {
    high = value < 0 ? -1 : 0
    low = UInt128(truncatingIfNeeded: value)
  }

  private init(high: Int128, low: UInt128) {
    self.high = high
    self.low = low
  }

  var isNegative: Bool { high < 0 }
  var isZero: Bool { high == 0 && low == 0 }

  /// The product of two 128-bit numbers always fits.
  static func product(_ a: Int128, _ b: Int128) -> Int256 {
    let product = a.multipliedFullWidth(by: b)
    return Int256(high: product.high, low: product.low)
  }

  /// - Returns: nil where the sum leaves 256 bits.
  func adding(_ other: Int256) -> Int256? {
    let (low, carries) = low.addingReportingOverflow(other.low)
    let (sum, isBeyond) = high.addingReportingOverflow(other.high)
    let (high, carriesBeyond) = sum.addingReportingOverflow(carries ? 1 : 0)
    // A carry can bring a sum that left the range back into it: -2^255 and -1, say, with a carry of 1.
    return isBeyond != carriesBeyond ? nil : Int256(high: high, low: low)
  }

  /// - Returns: nil where the product leaves 256 bits.
  func multiplied(by factor: Int128) -> Int256? {
    guard !isZero, factor != 0 else { return .zero }
    let (a, b) = (magnitude, factor.magnitude)
    let lower = a.low.multipliedFullWidth(by: b)
    let upper = a.high.multipliedFullWidth(by: b)
    let (high, isBeyond) = upper.low.addingReportingOverflow(lower.high)
    guard upper.high == 0, !isBeyond, let signed = Int128(exactly: high) else { return nil }
    let product = Int256(high: signed, low: lower.low)
    return isNegative != (factor < 0) ? product.negated : product
  }

  private var magnitude: (high: UInt128, low: UInt128) {
    let absolute = isNegative ? negated : self
    return (UInt128(bitPattern: absolute.high), absolute.low)
  }

  /// The least number is its own negation; its magnitude above is right as an unsigned number.
  private var negated: Int256 {
    let (low, carries) = (~low).addingReportingOverflow(1)
    return Int256(high: ~high &+ (carries ? 1 : 0), low: low)
  }
}

/// Arithmetic that stays at the ends of the range instead of leaving it, for numbers that only say how far to look.
extension Int128 {
  /// The nearest integer to a double; the ends of a range of 126 bits for what lies beyond it, 0 for what is no number.
  init(saturating value: Double) {
    self = value.isNaN ? 0 : Int128(Swift.min(Swift.max(value, -0x1p126), 0x1p126).rounded())
  }

  func saturatingProduct(_ other: Int128) -> Int128 {
    let (product, isBeyond) = multipliedReportingOverflow(by: other)
    return isBeyond ? ((self < 0) == (other < 0) ? .max : -.max) : product
  }

  func saturatingSum(_ other: Int128) -> Int128 {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other > 0 ? .max : -.max) : sum
  }
}

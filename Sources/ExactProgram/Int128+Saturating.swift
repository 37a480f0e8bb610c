/// Saturating arithmetic, for numbers that only limit how far to search.
extension Int128 {
  /// The integer nearest to a double, clamped to ±2^126; 0 for NaN.
  package init(saturating value: Double) {
    self = value.isNaN ? 0 : Int128(Swift.min(Swift.max(value, -0x1p126), 0x1p126).rounded())
  }

  package func saturatingProduct(_ other: Int128) -> Int128 {
    let (product, isBeyond) = multipliedReportingOverflow(by: other)
    return isBeyond ? ((self < 0) == (other < 0) ? .max : -.max) : product
  }

  package func saturatingSum(_ other: Int128) -> Int128 {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other > 0 ? .max : -.max) : sum
  }
}

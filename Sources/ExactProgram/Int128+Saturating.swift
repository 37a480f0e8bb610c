/// Saturating arithmetic, for numbers that only limit how far to search.
extension Int128 {
  /// The integer nearest to a double, clamped to ±2^126; 0 for NaN.
  package init(saturating value: Double) {
    self = value.isNaN ? 0 : Int128(Swift.min(Swift.max(value, -0x1p126), 0x1p126).rounded())
  }

  /// The product, or the largest number of its sign if that is out of range.
  package func saturatingProduct(_ other: Int128) -> Int128 {
    let (product, isBeyond) = multipliedReportingOverflow(by: other)
    return isBeyond ? ((self < 0) == (other < 0) ? .max : -.max) : product
  }

  /// The sum, or the largest number of its sign if that is out of range.
  package func saturatingSum(_ other: Int128) -> Int128 {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? (other > 0 ? .max : -.max) : sum
  }
}

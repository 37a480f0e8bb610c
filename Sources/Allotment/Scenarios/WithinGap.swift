/// Whether two values differ by no more than a relative gap allows, measured on the first.
/// - Parameters:
///   - gap: The gap in 10^-9.
///   - parts: By how much the gap is divided.
func isWithin(gap: Int128, _ value: Int128, _ other: Int128, parts: Int128 = 1) -> Bool {
  // A bound that a limit left far away may be too large for the product.
  let difference = abs(other - value).multipliedReportingOverflow(by: 1_000_000_000 * parts)
  let allowed = abs(value).multipliedReportingOverflow(by: gap)
  return !difference.overflow && (allowed.overflow || difference.partialValue <= allowed.partialValue)
}

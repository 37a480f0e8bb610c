import Model

/// An axis of a drawing with its numbers as text; large ones are told in 万 in Chinese and in thousands in English.
struct DrawnAxis {
  /// Where numbers stand.
  let scale: Scale
  private let zh: Bool
  private let digits: Int
  /// Whether its numbers are told in 万 or thousands.
  let isLarge: Bool

  /// - Parameters:
  ///   - numbers: What the axis has room for, in 10^-digits.
  ///   - large: From which whole number on the axis is told in 万 or thousands.
  ///   - place: Where the axis begins and ends.
  ///   - isTight: Whether it begins and ends at the least and the greatest number, and not at round ones.
  /// - Returns: nil if there are no numbers.
  init?(
    _ numbers: [Int128], digits: Int, large: Int128, zh: Bool, place: (from: Int128, to: Int128), isTight: Bool
  ) {
    guard let scale = Scale(numbers, unit: tenTo(digits), from: place.from, to: place.to, isTight: isTight) else {
      return nil
    }
    isLarge = (scale.ticks.last ?? 0) / tenTo(digits) >= large
    (self.scale, self.zh) = (scale, zh)
    self.digits = digits + (isLarge ? zh ? 4 : 3 : 0)
  }

  /// A number of the axis as text.
  func text(_ tick: Int128) -> String { decimalText(tick, digits: digits, grouped: true, trimmed: true) }
}

/// A unit in brackets, as it follows the name of an axis.
/// - Parameter axis: The axis; nil if it has no numbers.
func unitWords(_ zhUnit: String, _ enUnit: String, of axis: DrawnAxis?, zh: Bool) -> String {
  let isLarge = axis?.isLarge ?? false
  return zh ? "（\(isLarge ? "万" : "")\(zhUnit)）" : " (\(isLarge ? "thousand " : "")\(enUnit))"
}

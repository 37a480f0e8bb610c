/// An axis of a drawing: which numbers stand where on it, in whole units of both.
struct Scale {
  /// Round numbers on the axis, a few.
  let ticks: [Int128]
  private let least: Int128, most: Int128
  private let start: Int128, end: Int128

  /// - Parameters:
  ///   - numbers: What the axis has room for.
  ///   - unit: The least distance of two ticks, a power of ten.
  ///   - start: The place of the least number.
  ///   - end: The place of the greatest.
  ///   - isTight: Whether the axis begins and ends at the least and the greatest number, and not at round ones.
  /// - Returns: nil if there are no numbers.
  init?(_ numbers: [Int128], unit: Int128, from start: Int128, to end: Int128, isTight: Bool) {
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let step = Self.roundStep((high - low + 4) / 5, unit)
    let first = Self.multiple(of: step, notBelow: low)
    if isTight {
      (least, most) = (low, max(high, low + 1))
      ticks = Self.multiples(of: step, from: first, to: high)
    } else {
      // Room below the least value and above the greatest, so that no dot lies on the frame.
      (least, most) = (max(0, first - step), Self.multiple(of: step, notBelow: high + step / 5))
      ticks = Self.multiples(of: step, from: least, to: most)
    }
    (self.start, self.end) = (start, end)
  }

  /// The place of a number.
  func place(_ number: Int128) -> Int128 { start + (number - least) * (end - start) / (most - least) }

  /// The least of 1, 2, 5, 10, 20, 50 … units that is not below a number.
  private static func roundStep(_ number: Int128, _ unit: Int128) -> Int128 {
    var step = unit
    while true {
      for factor in [1, 2, 5] as [Int128] where step * factor >= number { return step * factor }
      step *= 10
    }
  }

  private static func multiple(of step: Int128, notBelow number: Int128) -> Int128 {
    let down = number / step * step
    return down >= number ? down : down + step
  }

  private static func multiples(of step: Int128, from first: Int128, to last: Int128) -> [Int128] {
    var (out, number) = ([Int128](), first)
    while number <= last {
      out.append(number)
      number += step
    }
    return out
  }
}

import IntegerProgram

/// The least and the greatest activity of a row between its columns' bounds.
///
/// Infinite terms are counted apart, so that one column can be taken out again.
struct Activity {
  var least = 0.0
  var greatest = 0.0
  var infiniteBelow = 0
  var infiniteAbove = 0
  /// The largest finite term, which scales the allowance for rounding.
  var size = 0.0

  init(_ row: LinearRow, _ lower: [Double], _ upper: [Double]) {
    for k in row.columns.indices { add(row.values[k], lower[row.columns[k]], upper[row.columns[k]]) }
  }

  private mutating func add(_ a: Double, _ lower: Double, _ upper: Double) {
    let (low, high) = ends(a, lower, upper)
    if low > -.infinity {
      least += low
      size = max(size, abs(low))
    } else {
      infiniteBelow += 1
    }
    if high < .infinity {
      greatest += high
      size = max(size, abs(high))
    } else {
      infiniteAbove += 1
    }
  }

  /// Updates the activity for new bounds of a column. `size` keeps the old term, as its rounding error remains.
  mutating func replace(_ a: Double, _ before: (lower: Double, upper: Double), by now: (lower: Double, upper: Double)) {
    let (low, high) = ends(a, before.lower, before.upper)
    if low > -.infinity { least -= low } else { infiniteBelow -= 1 }
    if high < .infinity { greatest -= high } else { infiniteAbove -= 1 }
    add(a, now.lower, now.upper)
  }

  var minimum: Double { infiniteBelow > 0 ? -.infinity : least }
  var maximum: Double { infiniteAbove > 0 ? .infinity : greatest }

  /// The minimum over all columns but one, whose own least term is `part`.
  func minimum(without part: Double) -> Double {
    part == -.infinity ? (infiniteBelow == 1 ? least : -.infinity) : (infiniteBelow > 0 ? -.infinity : least - part)
  }

  /// The maximum over all columns but one, whose own greatest term is `part`.
  func maximum(without part: Double) -> Double {
    part == .infinity ? (infiniteAbove == 1 ? greatest : .infinity) : (infiniteAbove > 0 ? .infinity : greatest - part)
  }

  func slack(_ side: Double) -> Double { Tolerance.feasibility * max(1, abs(side)) + 1e-12 * size }
}

/// The least and the greatest term of a column with coefficient `a` between its bounds.
@inline(__always)
private func ends(_ a: Double, _ lower: Double, _ upper: Double) -> (least: Double, greatest: Double) {
  a > 0 ? (a * lower, a * upper) : (a * upper, a * lower)
}

/// The bounds that a row implies for one of its columns, given the bounds of the others.
///
/// From `sum <= upper`: `a x <= upper - (least of the rest)`, and likewise from below. Bounds of integer columns are
/// rounded inwards. Other bounds are loosened a little, so that rounding cuts off nothing, unless a whole number is
/// that close.
@inline(__always)
func impliedBounds(
  _ row: LinearRow, _ k: Int, _ activity: Activity, _ lower: [Double], _ upper: [Double], isInteger: Bool
) -> (lower: Double, upper: Double) {
  let a = row.values[k]
  let j = row.columns[k]
  var low = -Double.infinity
  var high = Double.infinity
  let (leastPart, greatestPart) = ends(a, lower[j], upper[j])
  if row.upper < .infinity {
    let rest = activity.minimum(without: leastPart)
    if rest > -.infinity {
      if a > 0 { high = (row.upper - rest) / a } else { low = (row.upper - rest) / a }
    }
  }
  if row.lower > -.infinity {
    let rest = activity.maximum(without: greatestPart)
    if rest < .infinity {
      if a > 0 { low = (row.lower - rest) / a } else { high = (row.lower - rest) / a }
    }
  }
  let noise = 1e-12 * activity.size / abs(a)
  if isInteger {
    low = (low - 1e-6 - noise).rounded(.up)
    high = (high + 1e-6 + noise).rounded(.down)
  } else {
    low = loosened(low, by: -1e-9 * abs(low) - noise)
    high = loosened(high, by: 1e-9 * abs(high) + noise)
  }
  return (low, high)
}

private func loosened(_ value: Double, by hair: Double) -> Double {
  let whole = value.rounded()
  return abs(value - whole) <= abs(hair) + 1e-12 ? whole : value + hair
}

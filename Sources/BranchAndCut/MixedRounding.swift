import IntegerProgram

/// Complemented mixed integer rounding on a sum of rows.
///
/// A sum of rows with their slacks is an equation. Continuous columns are measured from their nearest bound, which may be a
/// variable one, whole columns from either bound; divided by some delta and rounded,
/// `sum of F(a_j / delta) x_j + sum of min(0, a_s / delta) / (1 - f0) s <= floor(b / delta)` is valid, where
/// `f0 = frac(b / delta)` and `F(d) = floor(d) + max(0, frac(d) - f0) / (1 - f0)`.
/// - Source: Marchand and Wolsey 2001; flow covers and Gomory's mixed integer cuts come out of it.
struct MixedRounding {
  let problem: Problem
  let bounds: VariableBounds
  private let isWholeRow: [Bool]
  // The sum of rows: dense weights over columns, slacks by row, and the right-hand side.
  private var weights: [Double]
  private var isInSupport: [Bool]
  private(set) var support: [Int] = []
  private var slacks: [(row: Int, weight: Double, isUpper: Bool)] = []
  private var side = 0.0
  // Room for one try.
  private var whole: [Double]
  private var isWholeListed: [Bool]
  /// Of the cut that is being made, by column; no number where it has none.
  private var terms: [Double]

  init(_ problem: Problem) {
    self.problem = problem
    bounds = VariableBounds(problem)
    isWholeRow = problem.rows.map { row in
      row.columns.indices.allSatisfy {
        problem.isInteger[row.columns[$0]] && row.values[$0] == row.values[$0].rounded()
      }
    }
    weights = [Double](repeating: 0, count: problem.columnCount)
    isInSupport = [Bool](repeating: false, count: problem.columnCount)
    whole = weights
    isWholeListed = isInSupport
    terms = [Double](repeating: .nan, count: problem.columnCount)
  }

  // MARK: The sum of rows

  mutating func clear() {
    for j in support {
      weights[j] = 0
      isInSupport[j] = false
    }
    support.removeAll(keepingCapacity: true)
    slacks.removeAll(keepingCapacity: true)
    side = 0
  }

  /// Adds a multiple of a row, at the side that the vertex is nearer to.
  mutating func add(_ row: LinearRow, _ index: Int, times factor: Double, activity: Double) {
    for k in row.columns.indices {
      let j = row.columns[k]
      if !isInSupport[j] {
        isInSupport[j] = true
        support.append(j)
      }
      let sum = weights[j] + factor * row.values[k]
      weights[j] = abs(sum) < 1e-11 * max(1, abs(factor * row.values[k])) ? 0 : sum
    }
    if row.lower == row.upper {
      side += factor * row.upper
    } else {
      let isUpper = row.lower == -.infinity || (row.upper < .infinity && row.upper - activity <= activity - row.lower)
      side += factor * (isUpper ? row.upper : row.lower)
      slacks.append((index, isUpper ? factor : -factor, isUpper))
    }
  }

  func weight(_ column: Int) -> Double { weights[column] }
  mutating func strike(_ column: Int) { weights[column] = 0 }

  /// How far a continuous column is from its nearest bound.
  func distance(_ j: Int, _ point: [Double]) -> Double {
    var low = problem.lower[j]
    var high = problem.upper[j]
    for bound in bounds.lower[j] { low = max(low, bound.value(at: point)) }
    for bound in bounds.upper[j] { high = min(high, bound.value(at: point)) }
    return min(point[j] - low, high - point[j])
  }

  // MARK: Rounding

  private struct Continuous {
    enum Place { case lower, upper, variableLower(VariableBound), variableUpper(VariableBound) }
    let column: Int
    let weight: Double
    let place: Place
  }
  private struct Whole {
    let column: Int
    let weight: Double
    let value: Double
    let lower: Double
    let upper: Double
    /// Measured from its upper bound.
    private(set) var isComplemented: Bool
    /// Its weight and its distance, as it is measured.
    private(set) var measured: Double
    private(set) var distance: Double

    init(column: Int, weight: Double, value: Double, lower: Double, upper: Double) {
      (self.column, self.weight, self.value, self.lower, self.upper) = (column, weight, value, lower, upper)
      isComplemented = lower == -.infinity || (upper < .infinity && value - lower > upper - value)
      measured = isComplemented ? -weight : weight
      distance = isComplemented ? upper - value : value - lower
    }

    mutating func toggle() {
      isComplemented.toggle()
      measured = -measured
      distance = isComplemented ? upper - value : value - lower
    }
  }

  /// Where continuous columns are measured from.
  enum Measure {
    /// The nearest bound; what lies between costs depth.
    case nearest
    /// A bound on the side that the sum may lose without a cost: an equation becomes an inequality in whole columns alone.
    case free
  }

  /// The deepest cut from `sign` times the sum, or nil.
  mutating func cut(
    sign: Double, measure: Measure = .nearest, point: [Double], row: (Int) -> LinearRow, activities: [Double],
    deltas: Int = 8
  ) -> Cut? {
    var right = sign * side
    var listed: [Int] = []
    var continuous: [Continuous] = []
    var negative = 0.0
    defer {
      for j in listed {
        whole[j] = 0
        isWholeListed[j] = false
      }
    }
    func list(_ j: Int, _ value: Double, _ whole: inout [Double], _ isListed: inout [Bool], _ listed: inout [Int]) {
      if !isListed[j] {
        isListed[j] = true
        listed.append(j)
      }
      whole[j] += value
    }
    for j in support {
      let a = sign * weights[j]
      if abs(a) < Tolerance.zero { continue }
      if problem.isInteger[j] {
        list(j, a, &whole, &isWholeListed, &listed)
        continue
      }
      // The nearest bound; among equals a variable one.
      var low = problem.lower[j]
      var lowBy: VariableBound?
      for bound in bounds.lower[j] where bound.value(at: point) >= low - Tolerance.zero {
        (low, lowBy) = (bound.value(at: point), bound)
      }
      var high = problem.upper[j]
      var highBy: VariableBound?
      for bound in bounds.upper[j] where bound.value(at: point) <= high + Tolerance.zero {
        (high, highBy) = (bound.value(at: point), bound)
      }
      let fromLow = point[j] - low
      let fromHigh = high - point[j]
      if fromLow.isInfinite, fromHigh.isInfinite { return nil }
      let isNearLow = fromLow <= fromHigh && !(fromHigh <= 1e-7 && highBy != nil && lowBy == nil)
      let takesLow = measure == .nearest || !(a > 0 ? low : high).isFinite ? isNearLow : a > 0
      if takesLow {
        if a < 0 { negative -= a * max(0, fromLow) }
        if let lowBy {
          right -= a * lowBy.constant
          list(lowBy.column, a * lowBy.slope, &whole, &isWholeListed, &listed)
          continuous.append(Continuous(column: j, weight: a, place: .variableLower(lowBy)))
        } else {
          right -= a * low
          continuous.append(Continuous(column: j, weight: a, place: .lower))
        }
      } else {
        if a > 0 { negative += a * max(0, fromHigh) }
        if let highBy {
          right -= a * highBy.constant
          list(highBy.column, a * highBy.slope, &whole, &isWholeListed, &listed)
          continuous.append(Continuous(column: j, weight: -a, place: .variableUpper(highBy)))
        } else {
          right -= a * high
          continuous.append(Continuous(column: j, weight: -a, place: .upper))
        }
      }
    }
    var wholes: [Whole] = []
    for j in listed where abs(whole[j]) > Tolerance.zero {
      let low = problem.lower[j]
      let high = problem.upper[j]
      if low == -.infinity, high == .infinity { return nil }
      wholes.append(Whole(column: j, weight: whole[j], value: point[j], lower: low, upper: high))
    }
    if wholes.isEmpty { return nil }
    // Slacks: whole ones are rounded like columns, others count where their weight is negative.
    var wholeSlacks: [(weight: Double, value: Double)] = []
    for slack in slacks {
      let value = slackValue(slack, row, activities)
      let weight = sign * slack.weight
      if slack.row < isWholeRow.count, isWholeRow[slack.row], isWholeSide(row(slack.row), slack.isUpper) {
        wholeSlacks.append((weight, value))
      } else if weight < 0 {
        negative -= weight * value
      }
    }
    func rightSide(_ wholes: [Whole]) -> Double {
      var sum = right
      for item in wholes { sum -= item.weight * (item.isComplemented ? item.upper : item.lower) }
      return sum
    }
    func depth(_ delta: Double, _ right: Double, _ wholes: [Whole]) -> Double {
      let scaled = right / delta
      let floor = scaled.rounded(.down)
      let f0 = scaled - floor
      guard f0 > 0.005, f0 < (measure == .free ? 0.9999 : 0.995), abs(scaled) < 1e6 else { return -1 }
      let slope = 1 / (1 - f0)
      var left = -floor - negative * slope / delta
      var norm = 0.0
      for item in wholes {
        let g = roundedDown(item.measured / delta, f0, slope)
        left += g * item.distance
        norm += g * g
      }
      for item in wholeSlacks { left += roundedDown(item.weight / delta, f0, slope) * item.value }
      for item in continuous where item.weight < 0 {
        let g = item.weight * slope / delta
        norm += g * g
      }
      return left > 1e-7 && norm > 1e-12 ? left / norm.squareRoot() : -1
    }
    var base = rightSide(wholes)
    var best = (depth: -1.0, delta: 0.0)
    var tried: [Double] = []
    for item in wholes where item.value > item.lower + 1e-6 && item.value < item.upper - 1e-6 {
      let delta = abs(item.weight)
      if delta < 1e-6 || tried.contains(where: { abs($0 - delta) <= 1e-6 * delta }) { continue }
      if tried.count >= deltas { break }
      tried.append(delta)
      let depth = depth(delta, base, wholes)
      if depth > best.depth { best = (depth, delta) }
    }
    if deltas == 1, best.depth < 0 { best = (depth(1, base, wholes), 1) }
    guard best.depth > 0 else { return nil }
    for divisor in [2.0, 4.0, 8.0] where deltas > 1 {
      let delta = best.delta / divisor
      let depth = depth(delta, base, wholes)
      if depth > best.depth { best = (depth, delta) }
    }
    // The other bound for those in the middle, one at a time.
    let middle = wholes.indices.filter {
      let item = wholes[$0]
      return item.value > item.lower + 1e-6 && item.value < item.upper - 1e-6 && item.lower.isFinite
        && item.upper.isFinite
    }.sorted {
      let a = abs(wholes[$0].value - (wholes[$0].lower + wholes[$0].upper) / 2)
      let b = abs(wholes[$1].value - (wholes[$1].lower + wholes[$1].upper) / 2)
      return (a, $0) < (b, $1)
    }
    for i in middle.prefix(deltas > 1 ? 10 : 0) {
      wholes[i].toggle()
      let other = rightSide(wholes)
      let depth = depth(best.delta, other, wholes)
      if depth > best.depth + 1e-9 {
        best.depth = depth
        base = other
      } else {
        wholes[i].toggle()
      }
    }
    return made(wholes, continuous, sign, best.delta, base, point, row)
  }

  /// `F`, with what is a whole number but for rounding taken for one.
  @inline(__always)
  private func roundedDown(_ value: Double, _ f0: Double, _ slope: Double) -> Double {
    let floor = floor(value + 1e-9)
    let fraction = value - floor
    return floor + (fraction > f0 ? (fraction - f0) * slope : 0)
  }

  /// As `rounded(.down)`, which is a call into the C library where the processor may be an old one.
  @inline(__always)
  private func floor(_ value: Double) -> Double {
    guard abs(value) < 0x1p52 else { return value }
    let truncated = Double(Int64(value))
    return truncated > value ? truncated - 1 : truncated
  }

  private func isWholeSide(_ row: LinearRow, _ isUpper: Bool) -> Bool {
    let side = isUpper ? row.upper : row.lower
    return side == side.rounded() && abs(side) < 1e9
  }

  private func slackValue(
    _ slack: (row: Int, weight: Double, isUpper: Bool), _ row: (Int) -> LinearRow, _ activities: [Double]
  ) -> Double {
    max(0, slack.isUpper ? row(slack.row).upper - activities[slack.row] : activities[slack.row] - row(slack.row).lower)
  }

  /// The cut in terms of the columns alone.
  private mutating func made(
    _ wholes: [Whole], _ continuous: [Continuous], _ sign: Double, _ delta: Double, _ right: Double, _ point: [Double],
    _ row: (Int) -> LinearRow
  ) -> Cut? {
    var dense = [Double]()
    var order: [Int] = []
    swap(&dense, &terms)
    defer {
      for j in order { dense[j] = .nan }
      swap(&dense, &terms)
    }
    func add(_ j: Int, _ value: Double) {
      if dense[j].isNaN {
        order.append(j)
        dense[j] = 0
      }
      dense[j] += value
    }
    let floor = (right / delta).rounded(.down)
    let f0 = right / delta - floor
    let slope = 1 / (1 - f0)
    var side = floor
    for item in wholes {
      let g = roundedDown(item.measured / delta, f0, slope)
      if g == 0 { continue }
      if item.isComplemented {
        add(item.column, -g)
        side -= g * item.upper
      } else {
        add(item.column, g)
        side += g * item.lower
      }
    }
    for item in continuous where item.weight < 0 {
      let g = item.weight * slope / delta
      switch item.place {
      case .lower:
        add(item.column, g)
        side += g * problem.lower[item.column]
      case .upper:
        add(item.column, -g)
        side -= g * problem.upper[item.column]
      case .variableLower(let bound):
        add(item.column, g)
        add(bound.column, -g * bound.slope)
        side += g * bound.constant
      case .variableUpper(let bound):
        add(item.column, -g)
        add(bound.column, g * bound.slope)
        side -= g * bound.constant
      }
    }
    for slack in slacks {
      let weight = sign * slack.weight / delta
      let row = row(slack.row)
      let isWhole = slack.row < isWholeRow.count && isWholeRow[slack.row] && isWholeSide(row, slack.isUpper)
      let g = isWhole ? roundedDown(weight, f0, slope) : min(0, weight) * slope
      if g == 0 { continue }
      // The slack is `upper - activity` or `activity - lower`.
      for k in row.columns.indices { add(row.columns[k], slack.isUpper ? -g * row.values[k] : g * row.values[k]) }
      side -= slack.isUpper ? g * row.upper : -g * row.lower
    }
    return Cut(order.map { ($0, dense[$0]) }, side: side, problem: problem, point: point)
  }
}

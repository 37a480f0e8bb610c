import IntegerProgram

/// Complemented mixed integer rounding on a sum of rows.
///
/// A sum of rows with their slacks is an equation. Continuous columns are measured from their nearest bound, which may
/// be a variable bound; integer columns are measured from either bound. After division by some delta and rounding,
/// `sum of F(a_j / delta) x_j + sum of min(0, a_s / delta) / (1 - f0) s <= floor(b / delta)` is valid, where
/// `f0 = frac(b / delta)` and `F(d) = floor(d) + max(0, frac(d) - f0) / (1 - f0)`.
/// - Source: Marchand and Wolsey 2001; flow covers and Gomory's mixed integer cuts follow from it.
struct MixedRounding {
  let problem: Problem
  let bounds: VariableBounds
  var aggregation: RowAggregation
  /// The nearest bounds of each column at the vertex to be cut off.
  var nearest: [NearestBounds] = []
  // Scratch storage of one attempt: the weights of integer columns, and the columns listed of each kind.
  private var weights: [Double]
  private var isListed: [Bool]
  private var listed: [Int] = []
  private var continuousTerms: [ContinuousTerm] = []
  private var integerTerms: [IntegerTerm] = []
  private var scaled = ScaledTerms()
  /// The terms of the cut under construction.
  private var terms: TermSum

  init(_ problem: Problem) {
    self.problem = problem
    bounds = VariableBounds(problem)
    aggregation = RowAggregation(problem)
    weights = [Double](repeating: 0, count: problem.columnCount)
    isListed = [Bool](repeating: false, count: problem.columnCount)
    terms = TermSum(columnCount: problem.columnCount)
  }

  private struct ContinuousTerm {
    enum Place { case lower, upper, variableLower(VariableBound), variableUpper(VariableBound) }
    let column: Int
    let weight: Double
    let place: Place
  }
  private struct IntegerTerm {
    let column: Int
    let weight: Double
    let value: Double
    let lower: Double
    let upper: Double
    /// Whether the column is measured from its upper bound.
    var isComplemented: Bool

    init(column: Int, weight: Double, value: Double, lower: Double, upper: Double) {
      (self.column, self.weight, self.value, self.lower, self.upper) = (column, weight, value, lower, upper)
      isComplemented = lower == -.infinity || (upper < .infinity && value - lower > upper - value)
    }

    /// The weight and the distance, relative to the bound that the column is measured from.
    var substitutedWeight: Double { isComplemented ? -weight : weight }
    var distance: Double { isComplemented ? upper - value : value - lower }
    /// The amount that measuring from a bound takes from the right-hand side.
    var shift: Double { weight * (isComplemented ? upper : lower) }
    var isInside: Bool { value > lower + 1e-6 && value < upper - 1e-6 }
  }

  /// The bound that continuous columns are measured from.
  enum BoundSubstitution {
    /// The nearest bound; the distance from it reduces the depth of the cut.
    case nearest
    /// The bound whose term the sum may drop at no cost: the equation becomes an inequality in integer columns alone.
    case free
  }

  /// The deepest cut from `sign` times the sum, or nil.
  mutating func cut(
    sign: Double, substitution: BoundSubstitution = .nearest, point: [Double], row: (Int) -> LinearRow, deltas: Int = 8
  ) -> Cut? {
    guard let right = substituteBounds(sign, substitution, point) else { return nil }
    if integerTerms.isEmpty || deltas > 1 && !integerTerms.contains(where: \.isInside) { return nil }
    scaled.fill(integerTerms.count) { (integerTerms[$0].substitutedWeight, integerTerms[$0].distance) }
    // Integer slacks are rounded like columns; other slacks count where their weight is negative.
    for slack in aggregation.slacks {
      let weight = sign * slack.weight
      if slack.isInteger {
        scaled.add(weight, slack.value)
      } else if weight < 0 {
        scaled.negative -= weight * slack.value
      }
    }
    let mostFraction = substitution == .free ? 0.9999 : 0.995
    var base = integerTerms.reduce(right) { $0 - $1.shift }
    var best = (depth: -1.0, delta: 0.0)
    var tried: [Double] = []
    for item in integerTerms where item.isInside {
      let delta = abs(item.weight)
      if delta < 1e-6 || tried.contains(where: { abs($0 - delta) <= 1e-6 * delta }) { continue }
      if tried.count >= deltas { break }
      tried.append(delta)
      let depth = scaled.depth(delta, base, mostFraction)
      if depth > best.depth { best = (depth, delta) }
    }
    if deltas == 1, best.depth < 0 { best = (scaled.depth(1, base, mostFraction), 1) }
    guard best.depth > 0 else { return nil }
    if deltas > 1 {
      for divisor in [2.0, 4.0, 8.0] {
        let delta = best.delta / divisor
        let depth = scaled.depth(delta, base, mostFraction)
        if depth > best.depth { best = (depth, delta) }
      }
      base = complemented(&best.depth, best.delta, base, right, mostFraction)
    }
    return cut(sign, best.delta, base, point, row)
  }

  /// Lists the columns of the sum, and measures each continuous one from a bound.
  /// - Returns: the right-hand side that this leaves; nil where some column has no bound.
  private mutating func substituteBounds(_ sign: Double, _ substitution: BoundSubstitution, _ point: [Double])
    -> Double?
  {
    var right = sign * aggregation.side
    var negative = 0.0
    listed.removeAll(keepingCapacity: true)
    continuousTerms.removeAll(keepingCapacity: true)
    integerTerms.removeAll(keepingCapacity: true)
    defer {
      for j in listed {
        weights[j] = 0
        isListed[j] = false
      }
    }
    for j in aggregation.support {
      let a = sign * aggregation[j]
      if abs(a) < Tolerance.zero { continue }
      if problem.isInteger[j] {
        list(j, a)
        continue
      }
      let place = nearest[j]
      if place.fromLow.isInfinite, place.fromHigh.isInfinite { return nil }
      let takesLow =
        substitution == .nearest || !(a > 0 ? place.low : place.high).isFinite ? place.isNearLow : a > 0
      if takesLow {
        substituteLower(place, of: j, a, &right, &negative)
      } else {
        substituteUpper(place, of: j, a, &right, &negative)
      }
    }
    for j in listed where abs(weights[j]) > Tolerance.zero {
      let (low, high) = (problem.lower[j], problem.upper[j])
      if low == -.infinity, high == .infinity { return nil }
      integerTerms.append(IntegerTerm(column: j, weight: weights[j], value: point[j], lower: low, upper: high))
    }
    scaled.negative = negative
    scaled.square = continuousTerms.reduce(0) { $0 + $1.weight * $1.weight }
    return right
  }

  /// Measures a continuous column of weight `a` from its lower bound.
  private mutating func substituteLower(
    _ nearest: NearestBounds, of j: Int, _ a: Double, _ right: inout Double, _ negative: inout Double
  ) {
    if a < 0 { negative -= a * max(0, nearest.fromLow) }
    if let bound = nearest.lowBy {
      right -= a * bound.constant
      list(bound.column, a * bound.slope)
      if a < 0 { continuousTerms.append(ContinuousTerm(column: j, weight: a, place: .variableLower(bound))) }
    } else {
      right -= a * nearest.low
      if a < 0 { continuousTerms.append(ContinuousTerm(column: j, weight: a, place: .lower)) }
    }
  }

  /// Measures a continuous column of weight `a` from its upper bound.
  private mutating func substituteUpper(
    _ nearest: NearestBounds, of j: Int, _ a: Double, _ right: inout Double, _ negative: inout Double
  ) {
    if a > 0 { negative += a * max(0, nearest.fromHigh) }
    if let bound = nearest.highBy {
      right -= a * bound.constant
      list(bound.column, a * bound.slope)
      if a > 0 { continuousTerms.append(ContinuousTerm(column: j, weight: -a, place: .variableUpper(bound))) }
    } else {
      right -= a * nearest.high
      if a > 0 { continuousTerms.append(ContinuousTerm(column: j, weight: -a, place: .upper)) }
    }
  }

  /// Adds to the weight of an integer column.
  private mutating func list(_ j: Int, _ weight: Double) {
    if !isListed[j] {
      isListed[j] = true
      listed.append(j)
    }
    weights[j] += weight
  }

  /// Tries the other bound for the columns nearest to the middle of their range, one at a time.
  /// - Returns: the right-hand side with the columns measured as chosen.
  private mutating func complemented(
    _ best: inout Double, _ delta: Double, _ base: Double, _ right: Double, _ mostFraction: Double
  ) -> Double {
    let middle = integerTerms.indices.filter {
      integerTerms[$0].isInside && integerTerms[$0].lower.isFinite && integerTerms[$0].upper.isFinite
    }.sorted {
      let a = abs(integerTerms[$0].value - (integerTerms[$0].lower + integerTerms[$0].upper) / 2)
      let b = abs(integerTerms[$1].value - (integerTerms[$1].lower + integerTerms[$1].upper) / 2)
      return (a, $0) < (b, $1)
    }
    var base = base
    for i in middle.prefix(10) {
      let before = integerTerms[i]
      integerTerms[i].isComplemented.toggle()
      let other = base + before.shift - integerTerms[i].shift
      scaled.set(i, integerTerms[i].substitutedWeight, integerTerms[i].distance)
      let depth = scaled.depth(delta, other, mostFraction)
      if depth > best + 1e-9 {
        (best, base) = (depth, other)
      } else {
        integerTerms[i] = before
        scaled.set(i, before.substitutedWeight, before.distance)
      }
    }
    return integerTerms.reduce(right) { $0 - $1.shift }
  }

  /// The cut in terms of the columns alone: measured columns and slacks are substituted back.
  private mutating func cut(
    _ sign: Double, _ delta: Double, _ right: Double, _ point: [Double], _ row: (Int) -> LinearRow
  ) -> Cut? {
    defer { terms.clear() }
    let rounding = Rounding(right / delta)
    var side = rounding.floor
    addIntegerTerms(rounding, delta, &side)
    addContinuousTerms(rounding, delta, &side)
    for slack in aggregation.slacks {
      let weight = sign * slack.weight / delta
      let g = slack.isInteger ? rounding(weight) : min(0, weight) * rounding.slope
      if g == 0 { continue }
      let row = row(slack.row)
      for k in row.columns.indices { terms.add(row.columns[k], slack.isUpper ? -g * row.values[k] : g * row.values[k]) }
      side -= slack.isUpper ? g * row.upper : -g * row.lower
    }
    return Cut(terms.list, side: side, problem: problem, point: point)
  }

  /// Adds the rounded integer columns to the cut's terms and side.
  private mutating func addIntegerTerms(_ rounding: Rounding, _ delta: Double, _ side: inout Double) {
    for item in integerTerms {
      let g = rounding(item.substitutedWeight / delta)
      if g == 0 { continue }
      if item.isComplemented {
        terms.add(item.column, -g)
        side -= g * item.upper
      } else {
        terms.add(item.column, g)
        side += g * item.lower
      }
    }
  }

  /// Adds the continuous columns of negative weight to the cut's terms and side.
  private mutating func addContinuousTerms(_ rounding: Rounding, _ delta: Double, _ side: inout Double) {
    for item in continuousTerms {
      let g = item.weight * rounding.slope / delta
      switch item.place {
      case .lower:
        terms.add(item.column, g)
        side += g * problem.lower[item.column]
      case .upper:
        terms.add(item.column, -g)
        side -= g * problem.upper[item.column]
      case .variableLower(let bound):
        terms.add(item.column, g)
        terms.add(bound.column, -g * bound.slope)
        side += g * bound.constant
      case .variableUpper(let bound):
        terms.add(item.column, -g)
        terms.add(bound.column, g * bound.slope)
        side -= g * bound.constant
      }
    }
  }
}

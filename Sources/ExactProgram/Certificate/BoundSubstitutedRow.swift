import IntegerProgram

/// A sum of rows with every column measured from its bound nearest to a vertex, ready for rounding.
struct BoundSubstitutedRow {
  /// `sign × (column - from)`, which is never negative.
  private struct Whole {
    let column: Int
    let coefficient: Int128
    let from: Int128
    let sign: Int128
  }

  /// `constant + Σ terms`, which is never negative, and its coefficient.
  private struct Part {
    let coefficient: Int128
    let terms: [(column: Int, coefficient: Int128)]
    let constant: Int128
  }

  private var wholes: [Whole] = []
  /// The amounts with a negative coefficient; the rounding drops the others.
  private var parts: [Part] = []
  private var bound: Int128
  /// The absolute coefficients of decisions that are fractional at the vertex.
  private(set) var inside: [Int128] = []

  /// Measures a sum of rows at a vertex; nil where no decision in it is fractional.
  /// - Parameter variableBounds: The inequalities that bound an amount by one decision, with their slacks at the
  ///   vertex.
  init?(
    _ sum: RowAggregation, _ program: ExactProgram, _ values: [Double],
    _ variableBounds: (Int, [Double]) -> [(inequality: Inequality, distance: Double)]
  ) {
    bound = sum.bound
    var decisions = Expression()
    for (column, coefficient) in sum.terms {
      let item = program.columns[column]
      if item.lower == item.upper {
        bound -= coefficient * item.lower
      } else if item.nature == .choice {
        decisions += Expression(column: column, coefficient)
      } else {
        substituteBound(of: column, coefficient, item, values[column], variableBounds(column, values), &decisions)
      }
    }
    for (column, coefficient) in decisions.terms {
      let (item, value) = (program.columns[column], values[column])
      let isFromUpper = item.upper.rounded - value < value - item.lower.rounded
      let whole = Whole(
        column: column, coefficient: isFromUpper ? -coefficient : coefficient,
        from: isFromUpper ? item.upper : item.lower,
        sign: isFromUpper ? -1 : 1)
      bound -= coefficient * whole.from
      wholes.append(whole)
      if abs(value - value.rounded()) > 1e-6 { inside.append(abs(coefficient)) }
    }
    if inside.isEmpty { return nil }
  }

  /// Replaces an amount by its distance from the bound nearest to the vertex, which may be a variable bound.
  private mutating func substituteBound(
    of column: Int, _ coefficient: Int128, _ item: ExactProgram.Column, _ value: Double,
    _ bounds: [(inequality: Inequality, distance: Double)], _ decisions: inout Expression
  ) {
    let (fromLower, fromUpper) = (value - item.lower.rounded, item.upper.rounded - value)
    let nearest = bounds.min { $0.distance < $1.distance }
    if let nearest, nearest.distance <= min(fromLower, fromUpper) + 1e-9 {
      // The slack of `own x + other z <= side` replaces the amount, because `own` is 1 or -1.
      let own = nearest.inequality.terms.first { $0.column == column }!.coefficient
      let other = nearest.inequality.terms.first { $0.column != column }!
      let side = nearest.inequality.bound
      bound -= coefficient * own * side
      decisions += Expression(column: other.column, -coefficient * own * other.coefficient)
      keep(
        -coefficient * own, nearest.inequality.terms.map { ($0.column, -$0.coefficient) }, constant: side)
    } else if fromLower <= fromUpper {
      bound -= coefficient * item.lower
      keep(coefficient, [(column, 1)], constant: -item.lower)
    } else {
      bound -= coefficient * item.upper
      keep(-coefficient, [(column, -1)], constant: item.upper)
    }
  }

  private mutating func keep(_ coefficient: Int128, _ terms: [(column: Int, coefficient: Int128)], constant: Int128) {
    if coefficient < 0 { parts.append(Part(coefficient: coefficient, terms: terms, constant: constant)) }
  }

  /// The rounding cut for a divisor; nil where the divisor divides the bound or numbers grow too large.
  func rounded(by divisor: Int128) -> ExactProgram.Row? {
    let quotient = floorDivide(bound, divisor)
    let rest = bound - quotient * divisor
    guard rest > 0, largestNumber / divisor.rounded < 0x1p60 else { return nil }
    var terms: [(column: Int, coefficient: Int128)] = []
    var side = (divisor - rest) * quotient
    for whole in wholes {
      let floor = floorDivide(whole.coefficient, divisor)
      let weight = (divisor - rest) * floor + max(0, whole.coefficient - floor * divisor - rest)
      terms.append((whole.column, weight * whole.sign))
      side += weight * whole.sign * whole.from
    }
    for part in parts {
      terms += part.terms.map { ($0.column, part.coefficient * $0.coefficient) }
      side -= part.coefficient * part.constant
    }
    let sum = terms.map { Expression(column: $0.column, $0.coefficient) }.sum()
    let common = sum.terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) }
    guard common > 0 else { return nil }
    return ExactProgram.Row(
      meaning: Meaning("rounding"), terms: sum.terms.map { ($0.column, $0.coefficient / common) }, lower: nil,
      upper: floorDivide(side, common))
  }

  private var largestNumber: Double {
    max(
      abs(bound.rounded), wholes.reduce(0) { max($0, abs($1.coefficient.rounded)) },
      parts.reduce(0) { max($0, abs($1.coefficient.rounded)) })
  }
}

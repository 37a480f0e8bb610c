import IntegerProgram

/// A sum of inequalities, each with a positive whole multiplier.
struct RowAggregation {
  private(set) var terms: [(column: Int, coefficient: Int128)]
  private(set) var bound: Int128

  init(_ inequality: Inequality) {
    terms = inequality.terms.sorted { $0.column < $1.column }
    bound = inequality.bound
  }

  /// Eliminates a column by adding an inequality in which its coefficient has the other sign.
  /// - Returns: false where the numbers grow too large to be useful.
  mutating func eliminate(_ column: Int, with other: Inequality) -> Bool {
    let own = terms.first { $0.column == column }!.coefficient
    let others = other.terms.first { $0.column == column }!.coefficient
    let divisor = greatestCommonDivisor(own, others)
    let (times, otherTimes) = (abs(others) / divisor, abs(own) / divisor)
    let largest = max(
      largestNumber(terms, bound) * times.rounded, largestNumber(other.terms, other.bound) * otherTimes.rounded)
    guard largest < 0x1p90 else { return false }
    var sum = Expression()
    for term in terms { sum += Expression(column: term.column, term.coefficient * times) }
    for term in other.terms.sorted(by: { $0.column < $1.column }) {
      sum += Expression(column: term.column, term.coefficient * otherTimes)
    }
    terms = sum.terms
    bound = bound * times + other.bound * otherTimes
    return true
  }

  private func largestNumber(_ terms: [(column: Int, coefficient: Int128)], _ bound: Int128) -> Double {
    terms.reduce(abs(bound.rounded)) { max($0, abs($1.coefficient.rounded)) }
  }
}

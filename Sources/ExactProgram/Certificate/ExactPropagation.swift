/// Tightens bounds by exact propagation: a row bounds each column by the slack that remains with its other terms at
/// their least.
///
/// Where a number leaves 128 bits, the row is skipped, so that no bound is tightened wrongly.
/// - Source: Savelsbergh 1994.
struct ExactPropagation {
  private let inequalities: [Inequality]
  /// The inequalities that contain each column.
  private let places: [[Int]]

  init(_ rows: [ExactProgram.Row], columnCount: Int) {
    inequalities = rows.flatMap(ExactProgram.inequalities)
    var places = [[Int]](repeating: [], count: columnCount)
    for (place, inequality) in inequalities.enumerated() {
      for term in inequality.terms { places[term.column].append(place) }
    }
    self.places = places
  }

  /// Propagates until nothing changes or `most` inequalities are processed.
  /// - Parameters:
  ///   - changed: Columns whose bounds are tighter than at the last run; nil for all.
  ///   - most: The largest number of inequalities processed, because bounds can converge slowly.
  /// - Returns: false where the box is infeasible.
  /// - Complexity: O(terms of the inequalities processed).
  func run(_ box: inout ColumnBounds, changed: [Int]?, most: Int) -> Bool {
    var isWaiting = [Bool](repeating: changed == nil, count: inequalities.count)
    var waiting = changed == nil ? Array(inequalities.indices) : []
    func wake(_ column: Int) {
      for place in places[column] where !isWaiting[place] {
        isWaiting[place] = true
        waiting.append(place)
      }
    }
    for column in changed ?? [] { wake(column) }
    var next = 0
    while next < waiting.count, next < most {
      let place = waiting[next]
      next += 1
      isWaiting[place] = false
      guard let nearer = tighten(inequalities[place], &box) else { return false }
      for column in nearer { wake(column) }
    }
    return true
  }

  /// Tightens the bounds of an inequality's columns.
  /// - Returns: The columns whose bounds are tighter; nil where the inequality cannot hold.
  private func tighten(_ inequality: Inequality, _ box: inout ColumnBounds) -> [Int]? {
    // The slack when every term is at its least.
    var left = inequality.bound
    for (column, coefficient) in inequality.terms {
      let bound = coefficient > 0 ? box.lower[column] : box.upper[column]
      let (least, isBeyond) = coefficient.multipliedReportingOverflow(by: bound)
      let (rest, isFurther) = left.subtractingReportingOverflow(least)
      if isBeyond || isFurther { return [] }
      left = rest
    }
    if left < 0 { return nil }
    var nearer: [Int] = []
    for (column, coefficient) in inequality.terms where box.isOpen(column) {
      let steps = left / coefficient.magnitudeAsSigned
      guard steps < box.width(column) else { continue }
      if coefficient > 0 {
        box.upper[column] = box.lower[column] + steps
      } else {
        box.lower[column] = box.upper[column] - steps
      }
      nearer.append(column)
    }
    return nearer
  }
}

extension Int128 {
  /// The absolute value. Coefficients never come near `Int128.min`, which has none.
  fileprivate var magnitudeAsSigned: Int128 { self < 0 ? -self : self }
}

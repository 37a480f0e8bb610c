/// An exact upper bound on a linear objective over a program's feasible points, from whole row multipliers.
///
/// For any multipliers `y` and any scale `k`, `k c x = y A x + (k c - y A) x`. Each `y_i (A x)_i` is at most `y_i`
/// times the row's upper side where `y_i` is positive, and its lower side where `y_i` is negative. Each `(k c - y
/// A)_j x_j` is at most what the bounds of column `j` allow. All of it is computed in integers, so that the bound
/// holds whatever the multipliers are.
/// - Source: weak duality, as used for safe bounds by Neumaier and Shcherbina 2004 and by Steffy and Wolter 2013.
struct DualBound {
  /// The objective's coefficient of each column.
  let objective: [Int128]
  var rows: [ExactProgram.Row]

  /// Whether the multipliers prove that no point within the bounds has an objective value of `target` or more.
  /// - Parameters:
  ///   - multipliers: One for each row, `scale` times the real ones; positive where the upper side counts.
  /// - Returns: false where they do not prove it, or where a number leaves 256 bits.
  /// - Complexity: O(nonzeros of the rows with a multiplier + columns).
  func isBelow(_ target: Int128, multipliers: [Int128], scale: Int128, lower: [Int128], upper: [Int128]) -> Bool {
    guard var left = Int256.product(scale, target).adding(Int256(-1)) else { return false }
    var reduced = objective.map { Int256.product(scale, $0) }
    for (row, multiplier) in zip(rows, multipliers) where multiplier != 0 {
      guard let side = multiplier > 0 ? row.upper : row.lower else { continue }
      guard let rest = left.adding(.product(-multiplier, side)) else { return false }
      left = rest
      for term in row.terms {
        guard let sum = reduced[term.column].adding(.product(-multiplier, term.coefficient)) else { return false }
        reduced[term.column] = sum
      }
    }
    for (column, cost) in reduced.enumerated() where !cost.isZero {
      let bound = cost.isNegative ? lower[column] : upper[column]
      guard bound != 0 else { continue }
      guard let most = cost.multiplied(by: -bound), let rest = left.adding(most) else { return false }
      left = rest
    }
    // What is left is `k target - 1` minus the bound.
    return !left.isNegative
  }
}

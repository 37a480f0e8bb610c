import IntegerProgram

/// One side of a row as a knapsack of its binary columns, from which covers and cliques are separated.
///
/// Columns of negative weight are complemented. All other columns count with the least that they can add.
struct BinaryKnapsack {
  struct Item {
    let column: Int
    let weight: Double
    let isComplemented: Bool

    func value(at point: [Double]) -> Double { isComplemented ? 1 - point[column] : point[column] }
  }

  private(set) var items: [Item] = []
  /// The capacity: the most that the items may weigh together.
  private(set) var capacity: Double

  /// Nil where the side is infinite, or where another column has no bound on its least contribution.
  /// - Parameter sign: 1 for the upper side, -1 for the lower.
  init?(_ row: LinearRow, sign: Double, _ problem: Problem) {
    capacity = sign > 0 ? row.upper : -row.lower
    guard capacity < .infinity else { return nil }
    for (j, value) in zip(row.columns, row.values) {
      let a = sign * value
      if problem.isInteger[j], problem.lower[j] == 0, problem.upper[j] == 1 {
        if a < 0 { capacity -= a }
        items.append(Item(column: j, weight: abs(a), isComplemented: a < 0))
      } else {
        let least = a > 0 ? a * problem.lower[j] : a * problem.upper[j]
        guard least > -.infinity else { return nil }
        capacity -= least
      }
    }
  }
}

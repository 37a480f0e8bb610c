import IntegerProgram

/// The cut `sum of values * columns <= side`, valid for every feasible point of the problem.
struct Cut {
  var columns: [Int]
  var values: [Double]
  var side: Double
  /// The distance by which the vertex violates the cut.
  var efficacy: Double

  /// Limits against numerical harm. A coefficient below this part of the largest is small; `init` removes its term. Cuts
  /// with a wider range of coefficients or a smaller efficacy are rejected.
  static let leastCoefficient = 1e-7
  static let mostDynamism = 1e6
  static let leastEfficacy = 1e-4

  /// Makes a cut with one term per column, or nil where it would be too weak or numerically unsafe.
  ///
  /// A small term, or one of a fixed column, is replaced by its bound; without a bound the cut is rejected, unless the
  /// term is negligible (then dropped). The side is relaxed by a small margin.
  init?(_ terms: [(column: Int, value: Double)], side: Double, problem: Problem, point: [Double]) {
    var largest = 0.0
    for term in terms { largest = max(largest, abs(term.value)) }
    guard largest > 1e-9, largest < 1e9, side.isFinite else { return nil }
    var side = side
    columns = []
    values = []
    var smallest = Double.infinity
    var norm = 0.0
    var activity = 0.0
    for (j, a) in terms {
      if a == 0 { continue }
      if abs(a) < Cut.leastCoefficient * largest || problem.lower[j] == problem.upper[j] {
        let bound = a > 0 ? problem.lower[j] : problem.upper[j]
        guard bound.isFinite else {
          if abs(a) < 1e-14 * largest { continue }
          return nil
        }
        side -= a * bound
        continue
      }
      columns.append(j)
      values.append(a)
      smallest = min(smallest, abs(a))
      norm += a * a
      activity += a * point[j]
    }
    guard !columns.isEmpty, largest <= Cut.mostDynamism * smallest else { return nil }
    side += 1e-9 * max(abs(side), largest)
    efficacy = (activity - side) / norm.squareRoot()
    guard efficacy > Cut.leastEfficacy else { return nil }
    // Scaling by a power of two causes no rounding.
    let scale = Double(sign: .plus, exponent: -largest.exponent, significand: 1)
    for k in values.indices { values[k] *= scale }
    self.side = side * scale
  }

  var row: LinearRow { LinearRow(columns: columns, values: values, upper: side) }
}

/// Selects the deepest cuts, and of nearly parallel cuts only the deepest.
///
/// - Complexity: O(cuts taken × nonzeros of all cuts).
func selected(_ cuts: [Cut], most: Int, columnCount: Int, parallelism: Double = 0.9) -> [Cut] {
  // Cuts of equal depth keep the order in which they were found.
  let order = cuts.indices.sorted { (cuts[$0].efficacy, $1) > (cuts[$1].efficacy, $0) }
  var chosen: [(cut: Int, norm: Double)] = []
  var byColumn = [[(slot: Int, value: Double)]](repeating: [], count: columnCount)
  var products: [Double] = []
  for i in order where chosen.count < most {
    let cut = cuts[i]
    products = [Double](repeating: 0, count: chosen.count)
    var norm = 0.0
    for k in cut.columns.indices {
      norm += cut.values[k] * cut.values[k]
      for entry in byColumn[cut.columns[k]] { products[entry.slot] += entry.value * cut.values[k] }
    }
    norm = norm.squareRoot()
    if chosen.indices.contains(where: { products[$0] > parallelism * norm * chosen[$0].norm }) { continue }
    for k in cut.columns.indices { byColumn[cut.columns[k]].append((chosen.count, cut.values[k])) }
    chosen.append((i, norm))
  }
  return chosen.map { cuts[$0.cut] }
}

import IntegerProgram

/// A lower bound on a linear program that holds in exact arithmetic, from multipliers that need not be exact.
///
/// For any multipliers y, `c x = y (A x) + (c - y A) x` is at least the sum of each term's least value between the
/// bounds of its row or column. That sum is computed in floating point together with a bound on its rounding errors,
/// which is subtracted. If a column has no bound on the side that its reduced cost calls for, there is no bound.
/// A multiplier that calls for an infinite side of its row counts as zero, which is as valid.
/// - Source: Neumaier and Shcherbina 2004; the bound on rounding as in Higham 2002, chapter 3.
struct SafeBound {
  /// The bound; `-infinity` if there is none.
  let value: Double
  let reducedCosts: [Double]

  /// - Complexity: O(nonzeros).
  init(objective: [Double], rows: [[LinearRow]], duals: [Double], lower: [Double], upper: [Double]) {
    let unit = 0x1p-53
    var reduced = objective
    var size = objective.map(abs)
    var additions = [Int](repeating: 2, count: objective.count)
    var sum = 0.0
    var total = 0.0
    var i = 0
    for part in rows {
      for row in part {
        defer { i += 1 }
        let y = duals[i]
        let side = y > 0 ? row.lower : row.upper
        guard y != 0, side.isFinite else { continue }
        sum += y * side
        total += abs(y * side)
        for k in row.columns.indices {
          let product = y * row.values[k]
          let j = row.columns[k]
          reduced[j] -= product
          size[j] += abs(product)
          additions[j] += 2
        }
      }
    }
    var error = 0.0
    for j in reduced.indices where size[j] > 0 {
      let d = reduced[j]
      let doubt = size[j] * unit * Double(additions[j])
      let bound = d > 0 ? lower[j] : upper[j]
      if bound.isFinite {
        sum += d * bound
        total += abs(d * bound)
        let far = max(abs(lower[j]), abs(upper[j]))
        // A reduced cost within its rounding error may call for the other bound.
        error += far.isFinite ? doubt * far : doubt < abs(d) ? doubt * abs(bound) : doubt == 0 ? 0 : .infinity
      } else if d != 0 || doubt != 0 {
        error = .infinity
      }
    }
    error += total * unit * Double(2 * (reduced.count + i) + 4)
    value = error < .infinity ? (sum - 2 * error).nextDown : -.infinity
    reducedCosts = reduced
  }
}

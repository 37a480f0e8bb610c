import IntegerProgram

/// The dual prices of a sifted program: multipliers of all its rows, and the reduced costs that follow from them.
///
/// A tight row that is not kept gets a multiplier that removes improving reduced costs in it, as far as its other
/// columns allow. Otherwise a column whose cost appears only in such a row, as an indicator's does, would seem to be
/// free.
struct Prices {
  private(set) var duals: [Double]
  /// The rows that are not kept but have a multiplier.
  private(set) var pricedRows: [Int] = []
  private var reducedCosts: [Double]

  /// - Complexity: O(nonzeros).
  init(_ restricted: RestrictedProgram, _ kept: LinearPoint) {
    duals = [Double](repeating: 0, count: restricted.program.rows.count)
    reducedCosts = restricted.program.objective
    for (k, i) in restricted.rows.enumerated() where kept.duals[k] != 0 { add(kept.duals[k], i, restricted) }
    for i in duals.indices where restricted.engineIndex[i] < 0 {
      let row = restricted.program.rows[i]
      guard row.isShort, row.columns.contains(where: { gain($0, restricted) > 0 }) else { continue }
      let activity = row.activity(at: kept.values)
      for (side, sign) in [(row.lower, 1.0), (row.upper, -1.0)]
      where side.isFinite && abs(activity - side) <= Tolerance.zero * max(1, abs(side)) {
        let multiplier = sign * dualFeasibleMultiplier(row, sign, restricted, kept.values)
        guard multiplier != 0 else { continue }
        add(multiplier, i, restricted)
        pricedRows.append(i)
        break
      }
    }
  }

  private mutating func add(_ multiplier: Double, _ i: Int, _ restricted: RestrictedProgram) {
    let row = restricted.program.rows[i]
    duals[i] = multiplier
    for k in row.columns.indices { reducedCosts[row.columns[k]] -= multiplier * row.values[k] }
  }

  /// The least multiplier that makes every column of the row dual feasible, but no larger than one that keeps the
  /// dual feasible columns so.
  private func dualFeasibleMultiplier(
    _ row: LinearRow, _ sign: Double, _ restricted: RestrictedProgram, _ point: [Double]
  ) -> Double {
    var needed = 0.0
    var most = Double.infinity
    for k in row.columns.indices {
      let j = row.columns[k]
      let (lower, upper) = (restricted.program.lower[j], restricted.program.upper[j])
      guard lower < upper else { continue }
      // The change of the reduced cost for each unit of the multiplier.
      let slope = -sign * row.values[k]
      let d = reducedCosts[j]
      if slope * d < 0, gain(j, restricted) > 0 {
        needed = max(needed, -d / slope)
      } else if slope < 0, point[j] < upper - Tolerance.zero {
        most = min(most, max(0, d) / -slope)
      } else if slope > 0, point[j] > lower + Tolerance.zero {
        most = min(most, max(0, -d) / slope)
      }
    }
    return min(needed, most)
  }

  /// The improvement of the objective for each unit of a column that is not kept and could move; 0 for other columns.
  private func gain(_ j: Int, _ restricted: RestrictedProgram) -> Double {
    guard restricted.canEnter(j) else { return 0 }
    return restricted.program.lower[j] > -.infinity ? -reducedCosts[j] : reducedCosts[j]
  }

  /// Columns with improving reduced cost: at most three of each kept row with a multiplier, or all of them if these
  /// rows have none.
  func improvingColumns(_ restricted: RestrictedProgram) -> Set<Int> {
    func isImproving(_ j: Int) -> Bool { gain(j, restricted) > 1e-7 * max(1, abs(restricted.program.objective[j])) }
    var chosen = Set<Int>()
    for i in restricted.rows where duals[i] != 0 {
      let improving = restricted.program.rows[i].columns.filter(isImproving)
        .sorted { (gain($0, restricted), $1) > (gain($1, restricted), $0) }
      chosen.formUnion(improving.prefix(3))
    }
    return chosen.isEmpty ? Set(reducedCosts.indices.filter(isImproving)) : chosen
  }
}

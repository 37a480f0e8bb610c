import IntegerProgram

/// Finds cuts that the current vertex violates.
struct Separation {
  let problem: Problem
  private var rounding: MixedRounding
  private let index: ColumnIndex
  private let cliques: Cliques

  init(_ problem: Problem) {
    self.problem = problem
    rounding = MixedRounding(problem)
    index = ColumnIndex(problem.rows, columnCount: problem.columnCount)
    cliques = Cliques(problem)
  }

  mutating func cuts(_ relaxation: Relaxation) throws(EngineFault) -> [Cut] {
    let point = relaxation.point.values
    let activities = (0..<relaxation.rowCount).map { relaxation.row($0).activity(at: point) }
    rounding.nearest = rounding.bounds.nearest(problem, point)
    var found = aggregated(relaxation, point, activities)
    found += try gomory(relaxation, point, activities)
    for i in problem.rows.indices {
      let row = problem.rows[i]
      if row.upper < .infinity, activities[i] > row.upper - 0.5 * abs(row.upper) - 1,
        let cut = coverCut(row, sign: 1, problem, point)
      {
        found.append(cut)
      }
      if row.lower > -.infinity, activities[i] < row.lower + 0.5 * abs(row.lower) + 1,
        let cut = coverCut(row, sign: -1, problem, point)
      {
        found.append(cut)
      }
    }
    return found + cliques.cuts(point)
  }

  private func deeper(_ a: Cut?, _ b: Cut?) -> Cut? {
    guard let a, let b else { return a ?? b }
    return b.efficacy > a.efficacy ? b : a
  }

  /// Sums rows so that continuous columns away from their bounds cancel, and rounds each partial sum.
  private mutating func aggregated(_ relaxation: Relaxation, _ point: [Double], _ activities: [Double]) -> [Cut] {
    var found: [Cut] = []
    // The distance of each row from its nearer side, relative to that side.
    let slack = activities.indices.map { i in
      let row = relaxation.row(i)
      if i < problem.rows.count, rounding.bounds.isBoundRow[i] { return Double.infinity }
      let slack = row.lower == row.upper ? 0 : max(0, min(row.upper - activities[i], activities[i] - row.lower))
      return slack / max(1, abs(row.upper.isFinite ? row.upper : row.lower) * 0.1)
    }
    let most = 6
    // On a network the sums of the rows upstream and of the rows downstream differ.
    for i in 0..<relaxation.rowCount where slack[i] <= 1e-4 && relaxation.row(i).columns.count >= 2 {
      for direction in [1.0, -1.0] {
        rounding.aggregation.clear()
        rounding.aggregation.add(relaxation.row(i), i, times: 1, activity: activities[i])
        var used = [i]
        for step in 0..<most {
          if step > 0 || direction > 0 {
            for substitution in [MixedRounding.BoundSubstitution.nearest, .free] {
              let plus = rounding.cut(sign: 1, substitution: substitution, point: point, row: relaxation.row)
              let minus = rounding.cut(sign: -1, substitution: substitution, point: point, row: relaxation.row)
              if let best = deeper(plus, minus) { found.append(best) }
            }
          }
          guard step + 1 < most, rounding.aggregation.support.count <= 250,
            let next = partner(point, used, direction, slack)
          else { break }
          let row = relaxation.row(next.row)
          rounding.aggregation.add(
            row, next.row, times: -rounding.aggregation[next.column] / next.value, activity: activities[next.row])
          rounding.aggregation.eliminate(next.column)
          used.append(next.row)
        }
      }
    }
    rounding.aggregation.clear()
    return found
  }

  /// The continuous column furthest from its bounds that another tight row can cancel, and the shortest such row.
  private func partner(
    _ point: [Double], _ used: [Int], _ direction: Double, _ slack: [Double]
  ) -> (row: Int, column: Int, value: Double)? {
    var candidates: [(distance: Double, column: Int)] = []
    for j in rounding.aggregation.support
    where !problem.isInteger[j] && direction * rounding.aggregation[j] > Tolerance.zero {
      let width = problem.upper[j] - problem.lower[j]
      let distance = rounding.nearest[j].distance
      if distance > 1e-4 * min(max(width, 1e-6), 1) {
        candidates.append((width < .infinity ? distance / width : distance, j))
      }
    }
    candidates.sort { ($0.distance, $1.column) > ($1.distance, $0.column) }
    // On a network every flow may be at its variable bound; then the flows between their own bounds connect the rows.
    if candidates.isEmpty {
      for j in rounding.aggregation.support
      where !problem.isInteger[j] && direction * rounding.aggregation[j] > Tolerance.zero {
        let distance = min(point[j] - problem.lower[j], problem.upper[j] - point[j])
        if distance > 1e-6 { candidates.append((distance, j)) }
      }
      candidates.sort { ($0.distance, $1.column) > ($1.distance, $0.column) }
    }
    for candidate in candidates.prefix(8) {
      var best: (row: Int, column: Int, value: Double)?
      for at in index.entries(of: candidate.column) {
        let row = index.rows[at]
        guard slack[row] <= 1e-3, !used.contains(row) else { continue }
        if best.map({ problem.rows[row].columns.count < problem.rows[$0.row].columns.count }) ?? true {
          best = (row, candidate.column, index.values[at])
        }
      }
      if let best { return best }
    }
    return nil
  }

  /// Gomory's mixed integer cuts: rounds the tableau rows of fractional integer columns.
  private mutating func gomory(
    _ relaxation: Relaxation, _ point: [Double], _ activities: [Double]
  ) throws(EngineFault) -> [Cut] {
    var found: [Cut] = []
    let fractional = relaxation.fractionalColumns.filter { abs(point[$0] - point[$0].rounded()) > 0.01 }
      .sorted { (abs(point[$0] - point[$0].rounded()), $1) > (abs(point[$1] - point[$1].rounded()), $0) }
    let densest = 100 + problem.columnCount / 5
    for j in fractional.prefix(100) {
      guard let multipliers = try relaxation.tableauMultipliers(j) else { continue }
      let largest = multipliers.reduce(0) { max($0, abs($1)) }
      rounding.aggregation.clear()
      for (i, y) in multipliers.enumerated() where abs(y) > 1e-9 * largest {
        rounding.aggregation.add(relaxation.row(i), i, times: y, activity: activities[i])
        if rounding.aggregation.support.count > 2 * densest { break }
      }
      if rounding.aggregation.support.count > 2 * densest { continue }
      for sign in [1.0, -1.0] {
        if let cut = rounding.cut(sign: sign, point: point, row: relaxation.row, deltas: 1),
          cut.columns.count <= densest
        {
          found.append(cut)
        }
      }
    }
    rounding.aggregation.clear()
    return found
  }
}

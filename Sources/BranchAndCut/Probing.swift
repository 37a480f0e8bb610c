import IntegerProgram

/// What follows from setting each binary column to 0 and to 1, by propagation.
///
/// A side from which nothing is left fixes the column; a bound that follows from both sides holds at large; one that
/// follows from one side is a variable bound, `x <= constant + slope * z`.
/// - Source: Savelsbergh 1994.
struct Probing {
  private(set) var upper: [(column: Int, bound: VariableBound)] = []
  private(set) var lower: [(column: Int, bound: VariableBound)] = []
  private(set) var isInfeasible = false
  /// Entries of all domains that were compared; the end of probing in large problems.
  static let mostWork = 20_000_000
  static let mostBounds = 200_000

  init(_ propagation: inout Propagation, _ domain: inout Domain) {
    let problem = propagation.problem
    var work = 0
    for z in 0..<problem.columnCount
    where problem.isInteger[z] && domain.lower[z] == 0 && domain.upper[z] == 1 {
      work += 2 * (problem.columnCount + problem.rows.count)
      if work > Probing.mostWork || upper.count + lower.count > Probing.mostBounds { return }
      var at: [Domain?] = [nil, nil]
      for value in [0, 1] {
        var trial = domain
        trial.lower[z] = Double(value)
        trial.upper[z] = Double(value)
        if propagation.run(&trial, changed: [z]) { at[value] = trial }
      }
      guard let zero = at[0], let one = at[1] else {
        guard let left = at[0] ?? at[1] else {
          isInfeasible = true
          return
        }
        domain = left
        continue
      }
      for x in 0..<problem.columnCount where x != z && domain.lower[x] < domain.upper[x] {
        let (low, high) = (domain.lower[x], domain.upper[x])
        if zero.upper[x] < high || one.upper[x] < high {
          domain.upper[x] = max(zero.upper[x], one.upper[x])
          let slope = one.upper[x] - zero.upper[x]
          if abs(slope) > 1e-6 * max(1, abs(high)), slope.isFinite {
            upper.append((x, VariableBound(column: z, slope: slope, constant: zero.upper[x])))
          }
        }
        if zero.lower[x] > low || one.lower[x] > low {
          domain.lower[x] = min(zero.lower[x], one.lower[x])
          let slope = one.lower[x] - zero.lower[x]
          if abs(slope) > 1e-6 * max(1, abs(low)), slope.isFinite {
            lower.append((x, VariableBound(column: z, slope: slope, constant: zero.lower[x])))
          }
        }
      }
    }
  }

  /// The variable bounds that a vertex violates, as cuts.
  func cuts(_ problem: Problem, _ point: [Double]) -> [Cut] {
    var found: [Cut] = []
    for (x, bound) in upper where point[x] > bound.value(at: point) + 1e-6 {
      let terms = [(column: x, value: 1.0), (column: bound.column, value: -bound.slope)]
      if let cut = Cut(terms, side: bound.constant, problem: problem, point: point) { found.append(cut) }
    }
    for (x, bound) in lower where point[x] < bound.value(at: point) - 1e-6 {
      let terms = [(column: x, value: -1.0), (column: bound.column, value: bound.slope)]
      if let cut = Cut(terms, side: -bound.constant, problem: problem, point: point) { found.append(cut) }
    }
    return found
  }
}

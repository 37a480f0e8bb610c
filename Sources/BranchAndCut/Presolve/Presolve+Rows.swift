import IntegerProgram

extension Presolve {
  /// Applies all reductions that need only one row.
  mutating func reduceRow(_ i: Int) {
    removeFixedColumns(fromRow: i)
    let count = problem.rows[i].columns.count
    if count == 0 {
      let row = problem.rows[i]
      if row.lower > Tolerance.feasibility * max(1, abs(row.lower))
        || row.upper < -Tolerance.feasibility * max(1, abs(row.upper))
      {
        isInfeasible = true
      }
      dropRow(i)
      return
    }
    if count == 1 {
      absorbSingleton(i)
      return
    }
    roundSides(i)
    let activity = Activity(problem.rows[i], problem.lower, problem.upper)
    let row = problem.rows[i]
    if activity.minimum > row.upper + activity.slack(row.upper)
      || activity.maximum < row.lower - activity.slack(row.lower)
      || row.lower > row.upper + activity.slack(row.upper)
    {
      isInfeasible = true
      return
    }
    // A side that no point can reach is redundant.
    if row.upper < .infinity, activity.maximum <= row.upper + Tolerance.zero * max(1, abs(row.upper)) {
      problem.rows[i].upper = .infinity
    }
    if row.lower > -.infinity, activity.minimum >= row.lower - Tolerance.zero * max(1, abs(row.lower)) {
      problem.rows[i].lower = -.infinity
    }
    if problem.rows[i].lower == -.infinity, problem.rows[i].upper == .infinity {
      dropRow(i)
      return
    }
    markImpliedInteger(i)
    if isInfeasible { return }
    tightenBounds(i, Activity(problem.rows[i], problem.lower, problem.upper))
    if isInfeasible { return }
    tightenCoefficients(i)
    if count == 2, problem.rows[i].lower == problem.rows[i].upper { substituteDoubleton(i) }
  }

  /// Turns the row `lower <= a x <= upper` into bounds of x.
  private mutating func absorbSingleton(_ i: Int) {
    let row = problem.rows[i]
    let j = row.columns[0]
    let a = row.values[0]
    var low = a > 0 ? row.lower / a : row.upper / a
    var high = a > 0 ? row.upper / a : row.lower / a
    if problem.isInteger[j] {
      low = (low - Tolerance.integrality).rounded(.up)
      high = (high + Tolerance.integrality).rounded(.down)
    }
    low = max(low, problem.lower[j])
    high = min(high, problem.upper[j])
    if low > high {
      guard !problem.isInteger[j], low <= high + Tolerance.feasibility * max(1, abs(high)) else {
        isInfeasible = true
        return
      }
      low = high
    }
    problem.lower[j] = low
    problem.upper[j] = high
    dropRow(i)
  }

  /// Rounds the sides of a row of integer columns to multiples of its coefficients' common divisor.
  private mutating func roundSides(_ i: Int) {
    let row = problem.rows[i]
    guard row.columns.allSatisfy({ problem.isInteger[$0] }), let divisor = row.divisor else { return }
    // A divisor that is small beside the coefficients may be their rounding noise.
    let isPlain = row.values.allSatisfy { value in
      let quotient = value / divisor
      return abs(quotient) < 1e4 && abs(quotient - quotient.rounded()) < 1e-10
    }
    guard isPlain else { return }
    let low = (row.lower / divisor - Tolerance.integrality).rounded(.up)
    let high = (row.upper / divisor + Tolerance.integrality).rounded(.down)
    guard abs(low) < 1e9 || low.isInfinite, abs(high) < 1e9 || high.isInfinite else { return }
    if low > high {
      isInfeasible = true
      return
    }
    if divisor != 1 { for k in row.values.indices { problem.rows[i].values[k] = (row.values[k] / divisor).rounded() } }
    problem.rows[i].lower = low
    problem.rows[i].upper = high
  }

  /// Marks the one continuous column of an equation as integer if its coefficient divides all others and the side.
  private mutating func markImpliedInteger(_ i: Int) {
    let row = problem.rows[i]
    guard row.lower == row.upper else { return }
    var odd: Int?
    for k in row.columns.indices where !problem.isInteger[row.columns[k]] {
      if odd != nil { return }
      odd = k
    }
    guard let odd else { return }
    let pivot = row.values[odd]
    func isMultiple(_ value: Double) -> Bool {
      let ratio = value / pivot
      return abs(ratio) < 1e6 && abs(ratio - ratio.rounded()) < 1e-11 * max(1, abs(ratio))
    }
    guard isMultiple(row.lower), row.values.allSatisfy(isMultiple) else { return }
    let j = row.columns[odd]
    problem.isInteger[j] = true
    problem.lower[j] = (problem.lower[j] - Tolerance.integrality).rounded(.up)
    problem.upper[j] = (problem.upper[j] + Tolerance.integrality).rounded(.down)
    if problem.lower[j] > problem.upper[j] { isInfeasible = true }
    hasChanged = true
  }

  private mutating func tightenBounds(_ i: Int, _ activity: Activity) {
    let row = problem.rows[i]
    // All are computed from the bounds before this row, which remain valid. Copying the bounds for each row would cost
    // more than everything else.
    let implied = row.columns.indices.map { k in
      impliedBounds(row, k, activity, problem.lower, problem.upper, isInteger: problem.isInteger[row.columns[k]])
    }
    for (j, (low, high)) in zip(row.columns, implied) where low > problem.lower[j] || high < problem.upper[j] {
      narrow(j, lower: low, upper: high)
      if isInfeasible { return }
    }
  }

  /// Tightens the coefficients of integer columns in a row with one side.
  ///
  /// If the row can bind only with the column at one of its bounds, its coefficient shrinks to the value that binds
  /// there. For `a x + rest <= b`, `a > 0`, let `d = b - (greatest of all - a) > 0`. With x one step below its upper
  /// bound `u` the row is slack by at least `d`. So `(a - d) x + rest <= b - d u` cuts off no integer point and is
  /// tighter in between.
  private mutating func tightenCoefficients(_ i: Int) {
    let isAbove = problem.rows[i].upper < .infinity
    guard isAbove != (problem.rows[i].lower > -.infinity) else { return }
    let sign: Double = isAbove ? 1 : -1
    let activity = Activity(problem.rows[i], problem.lower, problem.upper)
    var greatest = isAbove ? activity.maximum : -activity.minimum
    guard greatest < .infinity else { return }
    for k in problem.rows[i].columns.indices {
      let j = problem.rows[i].columns[k]
      guard problem.isInteger[j], !isFixed(j) else { continue }
      let side = isAbove ? problem.rows[i].upper : -problem.rows[i].lower
      let a = sign * problem.rows[i].values[k]
      let d = side - (greatest - abs(a))
      let noise = 1e-9 * max(1, max(abs(side), abs(a)))
      guard d > max(noise, 1e-3 * abs(a)), greatest > side + noise, abs(a) >= d else { continue }
      var tightened = a > 0 ? a - d : a + d
      if abs(tightened) < Tolerance.zero * abs(a) { tightened = 0 }
      let bound = a > 0 ? problem.upper[j] : problem.lower[j]
      let newSide = a > 0 ? side - d * bound : side + d * bound
      problem.rows[i].values[k] = sign * tightened
      if isAbove { problem.rows[i].upper = newSide } else { problem.rows[i].lower = -newSide }
      greatest += (tightened - a) * bound
      hasChanged = true
    }
    if problem.rows[i].values.contains(0) {
      let row = problem.rows[i]
      let keep = row.values.indices.filter { row.values[$0] != 0 }
      problem.rows[i].columns = keep.map { row.columns[$0] }
      problem.rows[i].values = keep.map { row.values[$0] }
    }
  }

  /// Substitutes x from `a x + b y = c` if x is continuous, or whole whenever y is.
  private mutating func substituteDoubleton(_ i: Int) {
    let row = problem.rows[i]
    for (gone, stays) in [(0, 1), (1, 0)] {
      let (x, y) = (row.columns[gone], row.columns[stays])
      let (a, b) = (row.values[gone], row.values[stays])
      let ratio = b / a
      if problem.isInteger[x] {
        let offset = row.upper / a
        guard problem.isInteger[y], ratio == ratio.rounded(), abs(ratio) < 1e3, offset == offset.rounded() else {
          continue
        }
      } else if problem.isInteger[y], columnRows[x].count > 8 {
        continue
      }
      guard abs(ratio) < 1e4, abs(ratio) > 1e-4, columnRows[x].count <= 20 else { continue }
      // The bounds of x imply these bounds of y.
      let ends = [(row.upper - a * problem.lower[x]) / b, (row.upper - a * problem.upper[x]) / b].sorted()
      let low = problem.isInteger[y] ? (ends[0] - Tolerance.integrality).rounded(.up) : ends[0]
      let high = problem.isInteger[y] ? (ends[1] + Tolerance.integrality).rounded(.down) : ends[1]
      problem.lower[y] = max(problem.lower[y], low)
      problem.upper[y] = min(problem.upper[y], high)
      if problem.lower[y] > problem.upper[y] {
        guard problem.lower[y] <= problem.upper[y] + Tolerance.feasibility * max(1, abs(problem.upper[y])) else {
          isInfeasible = true
          return
        }
        problem.lower[y] = problem.upper[y]
      }
      eliminate(x, by: i, pivot: a)
      return
    }
  }

  /// Substitutes `x = (side - the rest of row i) / pivot` in the objective and every other row, and drops x and row i.
  mutating func eliminate(_ x: Int, by i: Int, pivot: Double) {
    let row = problem.rows[i]
    var rest = LinearRow()
    for k in row.columns.indices where row.columns[k] != x {
      rest.columns.append(row.columns[k])
      rest.values.append(row.values[k])
    }
    let factor = problem.objective[x] / pivot
    if factor != 0 {
      problem.constant += factor * row.upper
      for k in rest.columns.indices {
        let j = rest.columns[k]
        let old = problem.objective[j]
        problem.objective[j] -= factor * rest.values[k]
        if abs(problem.objective[j]) < 1e-13 * abs(old) { problem.objective[j] = 0 }
      }
      problem.objective[x] = 0
    }
    for r in columnRows[x] where r != i && isRowAlive[r] {
      guard let at = problem.rows[r].columns.firstIndex(of: x) else { continue }
      let scale = problem.rows[r].values[at] / pivot
      problem.rows[r].columns.remove(at: at)
      problem.rows[r].values.remove(at: at)
      problem.rows[r].lower -= scale * row.upper
      problem.rows[r].upper -= scale * row.upper
      for k in rest.columns.indices {
        let j = rest.columns[k]
        let change = -scale * rest.values[k]
        if let known = problem.rows[r].columns.firstIndex(of: j) {
          let sum = problem.rows[r].values[known] + change
          if abs(sum) <= 1e-12 * abs(change) {
            problem.rows[r].columns.remove(at: known)
            problem.rows[r].values.remove(at: known)
          } else {
            problem.rows[r].values[known] = sum
          }
        } else {
          problem.rows[r].columns.append(j)
          problem.rows[r].values.append(change)
          columnRows[j].append(r)
        }
      }
    }
    postsolve.append(
      .solved(
        column: x, pivot: pivot, columns: rest.columns, values: rest.values, side: row.upper...row.upper,
        lower: problem.lower[x], upper: problem.upper[x]))
    isColumnAlive[x] = false
    dropRow(i)
  }
}

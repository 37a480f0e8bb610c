import IntegerProgram

/// Finds a first basis for the root, from its linear program without the indicator columns.
///
/// Let z be an integer column without a cost that only `a x <= M z` pushes up, with x continuous. At a vertex of least
/// cost, z is `a x / M`. Substituting that everywhere removes z and rows such as `a x >= m z`. The basis of the smaller
/// program becomes one of the whole program, with z basic and its row tight. The smaller program has a fraction of the
/// rows.
struct CrashBasis {
  /// `z = sum of values * columns`, from a row of the problem.
  private struct Envelope {
    let column: Int
    let row: Int
    let columns: [Int]
    let values: [Double]
  }

  private let problem: Problem
  private let envelopes: [Envelope]
  private let small: LinearProgram
  private let keptColumns: [Int]
  private let keptRows: [Int]

  /// Builds the smaller program; nil if there are too few such columns or rows to be worth while.
  init?(_ problem: Problem, leastRows: Int = 1000) {
    self.problem = problem
    let index = ColumnIndex(problem.rows, columnCount: problem.columnCount)
    envelopes = (0..<problem.columnCount).compactMap { CrashBasis.envelope($0, problem, index) }
    guard 10 * envelopes.count > problem.columnCount, problem.rows.count > leastRows else { return nil }
    var byColumn = [Int: Int](), byRow = [Int: Int]()
    for (k, envelope) in envelopes.enumerated() {
      byColumn[envelope.column] = k
      byRow[envelope.row] = k
    }
    let kept = (0..<problem.columnCount).filter { byColumn[$0] == nil }
    var position = [Int](repeating: -1, count: problem.columnCount)
    for (k, j) in kept.enumerated() { position[j] = k }
    let (lower, upper) = (kept.map { problem.lower[$0] }, kept.map { problem.upper[$0] })
    var rows: [LinearRow] = []
    var keptRows: [Int] = []
    for (i, row) in problem.rows.enumerated() {
      var out = LinearRow(lower: row.lower, upper: row.upper)
      if let k = byRow[i] {
        // The row that defines z reduces to the upper bound of z.
        out = LinearRow(
          columns: envelopes[k].columns, values: envelopes[k].values, upper: problem.upper[envelopes[k].column])
        for at in out.columns.indices { out.columns[at] = position[out.columns[at]] }
      } else {
        var sums: [Int: Double] = [:]
        for k in row.columns.indices {
          guard let known = byColumn[row.columns[k]] else {
            sums[position[row.columns[k]], default: 0] += row.values[k]
            continue
          }
          let envelope = envelopes[known]
          for at in envelope.columns.indices {
            sums[position[envelope.columns[at]], default: 0] += row.values[k] * envelope.values[at]
          }
        }
        let noise = 1e-12 * (row.values.map(abs).max() ?? 0)
        out.columns = sums.keys.filter { abs(sums[$0]!) > noise }.sorted()
        out.values = out.columns.map { sums[$0]! }
      }
      let activity = Activity(out, lower, upper)
      if activity.minimum >= out.lower, activity.maximum <= out.upper { continue }
      rows.append(out)
      keptRows.append(i)
    }
    keptColumns = kept
    self.keptRows = keptRows
    small = LinearProgram(objective: kept.map { problem.objective[$0] }, lower: lower, upper: upper, rows: rows)
  }

  /// The envelope of z, from the one row that pushes it up; nil if there is another such row, or if that row holds
  /// other integer columns.
  private static func envelope(_ z: Int, _ problem: Problem, _ index: ColumnIndex) -> Envelope? {
    guard problem.isInteger[z], problem.objective[z] == 0, problem.lower[z] == 0, problem.upper[z] > 0 else {
      return nil
    }
    var found: Envelope?
    for at in index.entries(of: z) {
      let (i, a) = (index.rows[at], index.values[at])
      let row = problem.rows[i]
      guard a < 0 ? row.upper < .infinity : row.lower > -.infinity else { continue }
      guard found == nil, a < 0 ? row.lower == -.infinity : row.upper == .infinity,
        (a < 0 ? row.upper : row.lower) == 0
      else { return nil }
      let others = row.columns.indices.filter { row.columns[$0] != z }
      guard
        others.allSatisfy({ k in
          !problem.isInteger[row.columns[k]] && problem.lower[row.columns[k]] >= 0 && a * row.values[k] < 0
        })
      else { return nil }
      found = Envelope(
        column: z, row: i, columns: others.map { row.columns[$0] }, values: others.map { -row.values[$0] / a })
    }
    return found
  }

  /// How far a point violates a row of the small program, relative to the row's largest coefficient; nil if it does
  /// not.
  private func violation(of i: Int, at point: [Double]) -> (most: Double, row: Int)? {
    let row = small.rows[i]
    let activity = row.activity(at: point)
    let most = max(row.lower - activity, activity - row.upper)
    guard most > Tolerance.zero * max(1, abs(activity)) else { return nil }
    return (most / row.values.reduce(0) { max($0, abs($1)) }, i)
  }

  /// An optimal basis of the whole linear program; nil if the small one has no optimum or a limit was reached.
  func basis(_ solver: any LinearSolver, _ budget: Budget, _ settings: Search.Settings) throws(EngineFault)
    -> LinearBasis?
  {
    // Short rows are many and few of them are tight, so only those that a vertex violates are added, in rounds.
    // If the program is sifted, the sifting engine does that, for columns as well.
    let isSifted = small.lower.count >= settings.leastSiftedColumns
    var order = small.rows.indices.filter { isSifted || !small.rows[$0].isShort(atMost: 3) }
    var waiting = isSifted ? [] : small.rows.indices.filter { small.rows[$0].isShort(atMost: 3) }
    let part = Problem(
      objective: small.objective, constant: 0, lower: small.lower, upper: small.upper,
      isInteger: [Bool](repeating: false, count: small.lower.count), rows: order.map { small.rows[$0] })
    let engines = Sifting(solver, leastColumns: settings.leastSiftedColumns)
    let found = try engines.withEngine(part.relaxation, memoryLimitMiB: settings.memoryLimitMiB) {
      (engine) throws(EngineFault) -> LinearBasis? in
      let relaxation = Relaxation(part, engine, budget)
      var status = try relaxation.solve(method: .primal)
      while status == .optimal {
        let point = relaxation.point.values
        let violated = waiting.compactMap { violation(of: $0, at: point) }
        if violated.isEmpty { return engine.basis }
        // With too many new rows at once, the dual method strays far from the final vertex.
        let coming = violated.sorted { ($0.most, $1.row) > ($1.most, $0.row) }
          .prefix(1 + order.count / 4).map(\.row).sorted()
        waiting.removeAll(where: Set(coming).contains)
        order += coming
        relaxation.append(coming.map { small.rows[$0] })
        status = try relaxation.solve()
      }
      return nil
    }
    guard let found else { return nil }
    var basis = LinearBasis(
      columns: [UInt8](repeating: LinearBasis.basic, count: problem.columnCount),
      rows: [UInt8](repeating: LinearBasis.basic, count: problem.rows.count))
    for (k, j) in keptColumns.enumerated() { basis.columns[j] = found.columns[k] }
    for (k, i) in order.enumerated() { basis.rows[keptRows[i]] = found.rows[k] }
    for envelope in envelopes {
      let row = problem.rows[envelope.row]
      // If z is at its upper bound, both z and its row are nonbasic.
      if basis.rows[envelope.row] != LinearBasis.basic { basis.columns[envelope.column] = LinearBasis.atUpper }
      basis.rows[envelope.row] = row.upper < .infinity ? LinearBasis.atUpper : LinearBasis.atLower
    }
    return basis
  }
}

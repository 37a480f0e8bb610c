import IntegerProgram

extension LinearRow {
  /// Whether the row is short. Short rows are many and few of them are tight; each one that is kept slows every
  /// iteration.
  var isShort: Bool { isShort(atMost: 100) }

  /// Whether the row is no equation and has at most `most` columns.
  func isShort(atMost most: Int) -> Bool { columns.count <= most && lower < upper }

  /// Whether the row limits a column in the direction that improves the objective.
  func limitsImprovement(of objective: [Double]) -> Bool {
    columns.indices.contains { k in
      let gain = -objective[columns[k]] * values[k]
      return gain > 0 && upper < .infinity || gain < 0 && lower > -.infinity
    }
  }
}

/// A linear program, with the columns and rows that are kept in the engine.
struct RestrictedProgram {
  var program: LinearProgram
  private(set) var isKept: [Bool]
  /// The kept rows, in the engine's order.
  private(set) var rows: [Int]
  /// By row: its number in the engine, or -1 if it is not kept.
  private(set) var engineIndex: [Int]

  /// Keeps the long rows, the rows that limit improving columns, and the free columns.
  ///
  /// Without these rows the first vertex is far from the optimum. Free columns have no bound to be fixed at.
  init(_ program: LinearProgram) {
    self.program = program
    isKept = program.lower.indices.map { program.lower[$0] == -.infinity && program.upper[$0] == .infinity }
    rows = program.rows.indices.filter {
      !program.rows[$0].isShort || program.rows[$0].limitsImprovement(of: program.objective)
    }
    engineIndex = []
    renumber()
  }

  /// The program in the engine: every column, and the kept rows.
  var keptProgram: LinearProgram {
    var kept = program
    for j in isKept.indices { (kept.lower[j], kept.upper[j]) = bounds(j) }
    kept.rows = rows.map { program.rows[$0] }
    return kept
  }

  /// The bound at which a column is fixed while it is not kept.
  func fixedValue(_ j: Int) -> Double { program.lower[j] > -.infinity ? program.lower[j] : program.upper[j] }

  /// The bounds of a column in the engine.
  func bounds(_ j: Int) -> (lower: Double, upper: Double) {
    isKept[j] ? (program.lower[j], program.upper[j]) : (fixedValue(j), fixedValue(j))
  }

  /// Whether a column may enter the kept program: it is not kept, and its bounds let it move.
  func canEnter(_ j: Int) -> Bool { !isKept[j] && program.lower[j] < program.upper[j] }

  /// The columns for the first vertex: those with a cost, and a few of each kept row.
  func startingColumns(ofEachRow few: Int) -> Set<Int> {
    var found = Set(isKept.indices.filter { program.objective[$0] != 0 })
    for i in rows {
      let columns = program.rows[i].columns
      let count = min(few, columns.count)
      // The choice differs from row to row, so that not all rows depend on the same columns.
      for k in 0..<count { found.insert(columns[(k * columns.count / count + i) % columns.count]) }
    }
    return found
  }

  mutating func keep(column j: Int) { isKept[j] = true }

  mutating func keep(rows new: [Int]) {
    for i in new {
      engineIndex[i] = rows.count
      rows.append(i)
    }
  }

  mutating func append(_ new: [LinearRow]) {
    program.rows += new
    engineIndex += [Int](repeating: -1, count: new.count)
  }

  mutating func remove(_ gone: [Int]) {
    let isGone = Set(gone)
    let left = program.rows.indices.filter { !isGone.contains($0) }
    var next = [Int](repeating: -1, count: program.rows.count)
    for (k, i) in left.enumerated() { next[i] = k }
    rows = rows.filter { !isGone.contains($0) }.map { next[$0] }
    program.rows = left.map { program.rows[$0] }
    renumber()
  }

  private mutating func renumber() {
    engineIndex = [Int](repeating: -1, count: program.rows.count)
    for (k, i) in rows.enumerated() { engineIndex[i] = k }
  }

  /// The rows that are not kept and that a point violates.
  func violated(by point: [Double]) -> [Int] {
    engineIndex.indices.filter { i in
      guard engineIndex[i] < 0 else { return false }
      let row = program.rows[i]
      let activity = row.activity(at: point)
      let noise = 1e-7 * max(1, abs(activity))
      return activity < row.lower - noise || activity > row.upper + noise
    }
  }

  /// The basis with degenerate basic columns, those at their bounds, made nonbasic if that saves keeping them and
  /// their rows.
  ///
  /// A short row may be tight and not kept, and its only basic column may be at its bound. The two then change places:
  /// the vertex is the same, and neither has to be kept. A column that another kept row brings in stays basic, because
  /// as a nonbasic column it would have an improving reduced cost.
  func withoutDegenerateBasics(_ basis: LinearBasis) -> LinearBasis {
    var basis = basis
    let tight = engineIndex.indices.filter { basis.rows[$0] != LinearBasis.basic && program.rows[$0].isShort }
    var degenerate: [Int: Int] = [:]
    for i in tight where engineIndex[i] < 0 { degenerate[i] = degenerateBasic(of: i, basis) }
    while true {
      let held = Set(tight.filter { degenerate[$0] == nil }.flatMap { program.rows[$0].columns })
      let left = degenerate.filter { !held.contains($0.value) }
      if left.count == degenerate.count { break }
      degenerate = left
    }
    for (i, j) in degenerate {
      basis.columns[j] = program.lower[j] > -.infinity ? LinearBasis.atLower : LinearBasis.atUpper
      basis.rows[i] = LinearBasis.basic
    }
    return basis
  }

  /// The only basic column of a tight row, if it is degenerate (at its bound) and not kept.
  private func degenerateBasic(of i: Int, _ basis: LinearBasis) -> Int? {
    let row = program.rows[i]
    let basic = row.columns.indices.filter { basis.columns[row.columns[$0]] == LinearBasis.basic }
    guard basic.count == 1, !isKept[row.columns[basic[0]]] else { return nil }
    var rest = basis.rows[i] == LinearBasis.atUpper ? row.upper : row.lower
    for k in row.columns.indices where k != basic[0] {
      let j = row.columns[k]
      rest -= row.values[k] * (basis.columns[j] == LinearBasis.atUpper ? program.upper[j] : fixedValue(j))
    }
    let j = row.columns[basic[0]]
    return rest / row.values[basic[0]] == fixedValue(j) ? j : nil
  }
}

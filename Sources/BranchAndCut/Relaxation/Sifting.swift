import IntegerProgram

/// A simplex solver for programs far larger than their bases: the engine holds only few of the columns and rows.
///
/// All other columns are fixed at a bound, and all other rows are left out. A column with improving reduced cost is
/// added, and so is a row that the vertex violates. The answers hold for the whole program.
/// - Source: Bixby, Gregory, Lustig, Marsten and Shanno 1992.
struct Sifting: LinearSolver {
  private let engines: any LinearSolver
  private let leastColumns: Int

  /// - Parameter leastColumns: Programs with fewer columns go to the engine unchanged.
  init(_ engines: any LinearSolver, leastColumns: Int) {
    self.engines = engines
    self.leastColumns = leastColumns
  }

  var name: String { engines.name }

  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    guard program.lower.count >= leastColumns else {
      return try engines.withEngine(program, memoryLimitMiB: memoryLimitMiB, body)
    }
    let restricted = RestrictedProgram(program)
    return try engines.withEngine(restricted.keptProgram, memoryLimitMiB: memoryLimitMiB) {
      (engine) throws(EngineFault) -> Result in
      try body(SiftingEngine(restricted, engine))
    }
  }
}

extension LinearRow {
  /// Whether the row is short. Short rows are many and few of them are tight; each one that is kept slows every
  /// iteration.
  var isShort: Bool { isShort(of: 100) }

  /// Whether the row is no equation and has at most `most` columns.
  func isShort(of most: Int) -> Bool { columns.count <= most && lower < upper }

  /// Whether the row limits a column in the direction that improves the objective.
  func bounds(whatPaysBy objective: [Double]) -> Bool {
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
  private(set) var place: [Int]

  /// Keeps the long rows, the rows that limit improving columns, and the free columns.
  ///
  /// Without these rows the first vertex is far from the optimum. Free columns have no bound to be fixed at.
  init(_ program: LinearProgram) {
    self.program = program
    isKept = program.lower.indices.map { program.lower[$0] == -.infinity && program.upper[$0] == .infinity }
    rows = program.rows.indices.filter {
      !program.rows[$0].isShort || program.rows[$0].bounds(whatPaysBy: program.objective)
    }
    place = []
    renumber()
  }

  /// The program in the engine: every column, and the kept rows.
  var keptProgram: LinearProgram {
    var kept = program
    for j in isKept.indices { (kept.lower[j], kept.upper[j]) = bounds(j) }
    kept.rows = rows.map { program.rows[$0] }
    return kept
  }

  /// The value of a column that is not kept.
  func home(_ j: Int) -> Double { program.lower[j] > -.infinity ? program.lower[j] : program.upper[j] }

  /// The bounds of a column in the engine.
  func bounds(_ j: Int) -> (lower: Double, upper: Double) {
    isKept[j] ? (program.lower[j], program.upper[j]) : (home(j), home(j))
  }

  /// Whether a column is not kept although its bounds let it move.
  func stands(_ j: Int) -> Bool { !isKept[j] && program.lower[j] < program.upper[j] }

  /// The columns for the first vertex: those with a cost, and a few of each kept row.
  func first(ofEachRow few: Int) -> Set<Int> {
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
      place[i] = rows.count
      rows.append(i)
    }
  }

  mutating func append(_ new: [LinearRow]) {
    program.rows += new
    place += [Int](repeating: -1, count: new.count)
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
    place = [Int](repeating: -1, count: program.rows.count)
    for (k, i) in rows.enumerated() { place[i] = k }
  }

  /// The rows that are not kept and that a point violates.
  func violated(by point: [Double]) -> [Int] {
    place.indices.filter { i in
      guard place[i] < 0 else { return false }
      let row = program.rows[i]
      let activity = row.activity(at: point)
      let noise = 1e-7 * max(1, abs(activity))
      return activity < row.lower - noise || activity > row.upper + noise
    }
  }

  /// The basis with basic columns that are at their bounds made nonbasic, if that saves keeping them and their rows.
  ///
  /// A short row may be tight and not kept, and its only basic column may be at its bound. The two then change places:
  /// the vertex is the same, and neither has to be kept. A column that another kept row brings in stays basic, because
  /// as a nonbasic column it would have an improving reduced cost.
  func withoutIdle(_ basis: LinearBasis) -> LinearBasis {
    var basis = basis
    let tight = place.indices.filter { basis.rows[$0] != LinearBasis.basic && program.rows[$0].isShort }
    var idle: [Int: Int] = [:]
    for i in tight where place[i] < 0 { idle[i] = idleColumn(of: i, basis) }
    while true {
      let held = Set(tight.filter { idle[$0] == nil }.flatMap { program.rows[$0].columns })
      let left = idle.filter { !held.contains($0.value) }
      if left.count == idle.count { break }
      idle = left
    }
    for (i, j) in idle {
      basis.columns[j] = program.lower[j] > -.infinity ? LinearBasis.atLower : LinearBasis.atUpper
      basis.rows[i] = LinearBasis.basic
    }
    return basis
  }

  /// The only basic column of a tight row, if it is at its bound and not kept.
  private func idleColumn(of i: Int, _ basis: LinearBasis) -> Int? {
    let row = program.rows[i]
    let basic = row.columns.indices.filter { basis.columns[row.columns[$0]] == LinearBasis.basic }
    guard basic.count == 1, !isKept[row.columns[basic[0]]] else { return nil }
    var rest = basis.rows[i] == LinearBasis.atUpper ? row.upper : row.lower
    for k in row.columns.indices where k != basic[0] {
      let j = row.columns[k]
      rest -= row.values[k] * (basis.columns[j] == LinearBasis.atUpper ? program.upper[j] : home(j))
    }
    let j = row.columns[basic[0]]
    return rest / row.values[basic[0]] == home(j) ? j : nil
  }
}

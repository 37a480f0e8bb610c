import IntegerProgram

/// A vertex of a problem's relaxation and its cuts.
struct Root {
  /// The basis of the problem's columns, and of its rows followed by the cuts.
  var basis: LinearBasis
  var cuts: [LinearRow]
  /// Whether the vertex was optimal for the objective of this solve.
  var isOfSameObjective = true
}

/// Translates roots between the problem that is searched and the original program.
struct RootTranslation {
  private let program: Problem
  private let removed: RemovedColumns
  /// By column and row that is searched: its number in the program.
  private let columns: [Int]
  private let rows: [Int]

  init(_ program: Problem, _ postsolve: Postsolve, _ projection: Projection?) {
    self.program = program
    removed = RemovedColumns(postsolve)
    columns = projection.map { $0.kept.map { postsolve.kept[$0] } } ?? postsolve.kept
    rows = projection.map { $0.keptRows.map { postsolve.keptRows[$0] } } ?? postsolve.keptRows
  }

  /// A root in terms of the program.
  func warmStart(_ root: Root) -> WarmStart {
    var basis = LinearBasis(
      columns: [UInt8](repeating: LinearBasis.atLower, count: program.columnCount),
      rows: [UInt8](repeating: LinearBasis.basic, count: program.rows.count))
    for (k, j) in columns.enumerated() { basis.columns[j] = root.basis.columns[k] }
    for (k, i) in rows.enumerated() { basis.rows[i] = root.basis.rows[k] }
    let cuts = root.cuts.map { cut in
      var cut = cut
      cut.columns = cut.columns.map { columns[$0] }
      return removed.restored(cut)
    }
    return WarmStart(basis: basis, cuts: cuts, cutBasis: Array(root.basis.rows[rows.count...]))
  }

  /// A warm start in terms of the problem that is searched, without the cuts that cannot be translated.
  func root(_ warmStart: WarmStart) -> Root {
    var position = [Int](repeating: -1, count: program.columnCount)
    for (k, j) in columns.enumerated() { position[j] = k }
    var basis = LinearBasis(
      columns: columns.map { warmStart.basis.columns[$0] }, rows: rows.map { warmStart.basis.rows[$0] })
    var cuts: [LinearRow] = []
    for (cut, status) in zip(warmStart.cuts, warmStart.cutBasis) {
      guard var own = removed.reduced(cut), own.columns.allSatisfy({ position[$0] >= 0 }) else { continue }
      own.columns = own.columns.map { position[$0] }
      cuts.append(own)
      basis.rows.append(status)
    }
    return Root(basis: basis, cuts: cuts, isOfSameObjective: warmStart.isOfSameObjective)
  }
}

/// By column: how presolve removed it.
private struct RemovedColumns {
  private var fixed: [Int: Double] = [:]
  private var solved: Set<Int> = []
  /// By the first of merged columns: all of them.
  private var parts: [Int: [Postsolve.Part]] = [:]
  /// By merged column: the first of them.
  private var first: [Int: Int] = [:]

  init(_ postsolve: Postsolve) {
    for step in postsolve.steps {
      switch step {
      case .fixed(let column, let value): fixed[column] = value
      case .solved(let column, _, _, _, _, _, _): solved.insert(column)
      case .merged(let merged):
        parts[merged[0].column] = merged
        for part in merged { first[part.column] = merged[0].column }
      }
    }
  }

  /// Translates a row over remaining columns to the columns of the original problem. Fixed and substituted columns do
  /// not appear in it.
  func restored(_ row: LinearRow) -> LinearRow {
    var out = LinearRow(lower: row.lower, upper: row.upper)
    for (j, value) in zip(row.columns, row.values) {
      for part in parts[j] ?? [Postsolve.Part(column: j, times: 1, bounds: 0...0)] {
        out.columns.append(part.column)
        out.values.append(value * part.times)
      }
    }
    return out
  }

  /// Translates a row of the original problem to the remaining columns; nil if a removed column cannot be taken out of
  /// it.
  func reduced(_ row: LinearRow) -> LinearRow? {
    var values = Dictionary(uniqueKeysWithValues: zip(row.columns, row.values))
    for j in Set(row.columns.compactMap { first[$0] }).sorted() {
      // The first of merged columns is itself a part, with `times` 1.
      guard let scale = values[j], parts[j]!.allSatisfy({ values[$0.column] == scale * $0.times }) else { return nil }
      for part in parts[j]!.dropFirst() { values[part.column] = nil }
    }
    var out = LinearRow(lower: row.lower, upper: row.upper)
    for j in values.keys.sorted() {
      if solved.contains(j) { return nil }
      guard let value = fixed[j] else {
        out.columns.append(j)
        out.values.append(values[j]!)
        continue
      }
      let (sum, noise) = (values[j]! * value, 1e-12 * abs(values[j]! * value))
      out.lower -= sum + noise
      out.upper -= sum - noise
    }
    return out.columns.isEmpty ? nil : out
  }
}

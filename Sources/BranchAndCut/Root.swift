import IntegerProgram

/// A vertex of a problem's relaxation and the cuts that it stands on.
struct Root {
  /// Of the problem's columns, and of its rows and then the cuts.
  var basis: LinearBasis
  var cuts: [LinearRow]
  /// Columns and rows that were basic in the root it comes from, too.
  var basics = 0
  var isOfSameObjective = true

  init(_ relaxation: Relaxation) {
    basis = relaxation.basis
    cuts = relaxation.cuts
  }

  init(basis: LinearBasis, cuts: [LinearRow], basics: Int, isOfSameObjective: Bool) {
    self.basis = basis
    self.cuts = cuts
    self.basics = basics
    self.isOfSameObjective = isOfSameObjective
  }
}

/// The way from the problem that is searched to the program that was asked about, for roots.
struct RootTranslation {
  private let program: Problem
  private let wayBack: WayBack
  /// For each column and row that is searched, where it stands in the program.
  private let columns: [Int]
  private let rows: [Int]

  init(_ program: Problem, _ wayBack: WayBack, _ projection: Projection?) {
    self.program = program
    self.wayBack = wayBack
    columns = projection.map { $0.kept.map { wayBack.kept[$0] } } ?? wayBack.kept
    rows = projection.map { $0.keptRows.map { wayBack.keptRows[$0] } } ?? wayBack.keptRows
  }

  func warmStart(_ root: Root) -> WarmStart {
    var basis = LinearBasis(
      columns: [UInt8](repeating: LinearBasis.atLower, count: program.columnCount),
      rows: [UInt8](repeating: LinearBasis.basic, count: program.rows.count))
    for (k, j) in columns.enumerated() { basis.columns[j] = root.basis.columns[k] }
    for (k, i) in rows.enumerated() { basis.rows[i] = root.basis.rows[k] }
    let cuts = root.cuts.map { cut in
      var cut = cut
      cut.columns = cut.columns.map { columns[$0] }
      return wayBack.restored(cut)
    }
    return WarmStart(basis: basis, cuts: cuts, cutBasis: Array(root.basis.rows[rows.count...]))
  }

  func root(_ warmStart: WarmStart) -> Root {
    var position = [Int](repeating: -1, count: program.columnCount)
    for (k, j) in columns.enumerated() { position[j] = k }
    var basis = LinearBasis(
      columns: columns.map { warmStart.basis.columns[$0] }, rows: rows.map { warmStart.basis.rows[$0] })
    let basics = basis.columns.count { $0 == LinearBasis.basic } + basis.rows.count { $0 == LinearBasis.basic }
    var cuts: [LinearRow] = []
    for (cut, status) in zip(warmStart.cuts, warmStart.cutBasis) {
      guard var own = wayBack.reduced(cut), own.columns.allSatisfy({ position[$0] >= 0 }) else { continue }
      own.columns = own.columns.map { position[$0] }
      cuts.append(own)
      basis.rows.append(status)
    }
    return Root(basis: basis, cuts: cuts, basics: basics, isOfSameObjective: warmStart.isOfSameObjective)
  }
}

extension WayBack {
  /// A row over columns that are left, over all columns of the problem before; what was taken out is in none.
  fileprivate func restored(_ row: LinearRow) -> LinearRow {
    let merged = mergedParts
    guard row.columns.contains(where: { merged[$0] != nil }) else { return row }
    var out = LinearRow(lower: row.lower, upper: row.upper)
    for (j, value) in zip(row.columns, row.values) {
      for part in merged[j] ?? [Part(column: j, times: 1, bounds: 0...0)] {
        out.columns.append(part.column)
        out.values.append(value * part.times)
      }
    }
    return out
  }

  /// A row of the problem before over columns that are left; nil where what was taken out has no place in it.
  fileprivate func reduced(_ row: LinearRow) -> LinearRow? {
    var values = Dictionary(uniqueKeysWithValues: zip(row.columns, row.values))
    var out = LinearRow(lower: row.lower, upper: row.upper)
    for step in steps {
      switch step {
      case .fixed(let column, let value):
        guard let a = values.removeValue(forKey: column), value != 0 else { continue }
        let noise = 1e-12 * abs(a * value)
        out.lower -= a * value + noise
        out.upper -= a * value - noise
      case .solved(let column, _, _, _, _, _, _):
        if values[column] != nil { return nil }
      case .merged(let parts):
        guard let first = parts.first(where: { values[$0.column] != nil }) else { continue }
        let scale = values[first.column]! / first.times
        for part in parts where values[part.column] != scale * part.times { return nil }
        for part in parts { values[part.column] = nil }
        values[parts[0].column] = scale
      }
    }
    out.columns = values.keys.sorted()
    out.values = out.columns.map { values[$0]! }
    return out.columns.isEmpty ? nil : out
  }

  private var mergedParts: [Int: [Part]] {
    var out: [Int: [Part]] = [:]
    for case .merged(let parts) in steps { out[parts[0].column] = parts }
    return out
  }
}

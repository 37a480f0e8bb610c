import IntegerProgram

/// Rows that hold for every feasible point and are separated only where a point may violate them.
protocol LazyRows: AnyObject {
  /// Valid rows that the point violates; empty if none is found.
  func violated(by point: [Double]) throws(EngineFault) -> [LinearRow]
}

/// The lazy rows of a problem, translated to its presolved problem. Presolve has kept or fixed the columns that may
/// appear in them.
final class PresolvedLazyRows: LazyRows {
  private let rows: any LazyRows
  private let postsolve: Postsolve
  private var position: [Int: Int] = [:]

  init(_ rows: any LazyRows, _ postsolve: Postsolve) {
    self.rows = rows
    self.postsolve = postsolve
    for (k, column) in postsolve.kept.enumerated() { position[column] = k }
  }

  func violated(by point: [Double]) throws(EngineFault) -> [LinearRow] {
    let full = postsolve.restored(point)
    return try rows.violated(by: full).map { row in
      var out = LinearRow(lower: row.lower, upper: row.upper)
      for k in row.columns.indices {
        if let column = position[row.columns[k]] {
          out.columns.append(column)
          out.values.append(row.values[k])
        } else {
          out.lower -= row.values[k] * full[row.columns[k]]
          out.upper -= row.values[k] * full[row.columns[k]]
        }
      }
      return out
    }
  }
}

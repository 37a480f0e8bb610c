import IntegerProgram

/// A linear program in an engine that holds only few of its columns and rows.
final class SiftingEngine: LinearEngine {
  private var restricted: RestrictedProgram {
    didSet {
      vertex = nil
      isInfeasible = false
    }
  }
  private let engine: any LinearEngine
  private var isStarted = false
  /// The method that the iteration limit interrupted.
  private var interruptedMethod: SimplexMethod?
  /// Whether the last solve proved the whole program infeasible, until something changes.
  private var isInfeasible = false
  /// The last vertex of the whole program, until something changes.
  private var vertex: LinearPoint?

  init(_ restricted: RestrictedProgram, _ engine: any LinearEngine) {
    self.restricted = restricted
    self.engine = engine
  }

  var iterations: Int { engine.iterations }
  var rescues: Int { engine.rescues }

  var basis: LinearBasis {
    get {
      let kept = engine.basis
      var rows = [UInt8](repeating: LinearBasis.basic, count: restricted.program.rows.count)
      for (k, i) in restricted.rows.enumerated() { rows[i] = kept.rows[k] }
      return LinearBasis(columns: kept.columns, rows: rows)
    }
    set {
      isStarted = true
      vertex = nil
      isInfeasible = false
      var whole = newValue
      // Rows that were added after the basis was taken are basic.
      while whole.rows.count < restricted.program.rows.count { whole.rows.append(LinearBasis.basic) }
      whole = restricted.withoutDegenerateBasics(whole)
      for j in whole.columns.indices {
        let isAway = whole.columns[j] == LinearBasis.atUpper && restricted.program.lower[j] > -.infinity
        if isAway || whole.columns[j] == LinearBasis.basic { keep(column: j) }
      }
      keep(rows: whole.rows.indices.filter { whole.rows[$0] != LinearBasis.basic })
      engine.basis = LinearBasis(columns: whole.columns, rows: restricted.rows.map { whole.rows[$0] })
    }
  }

  func isBasisIndependent() throws(EngineFault) -> Bool { try engine.isBasisIndependent() }

  func setBounds(ofColumn column: Int, lower: Double, upper: Double) {
    (restricted.program.lower[column], restricted.program.upper[column]) = (lower, upper)
    if lower == -.infinity, upper == .infinity { restricted.keep(column: column) }
    loadBounds(of: column)
  }

  func setObjective(_ objective: [Double]) {
    restricted.program.objective = objective
    engine.setObjective(objective)
  }

  /// Appends cuts without their columns. Most of these columns stay at their bounds; those with improving reduced cost
  /// are added later.
  func append(_ rows: [LinearRow]) {
    let first = restricted.program.rows.count
    restricted.append(rows)
    keepAlone(rows: Array(first..<first + rows.count))
  }

  func remove(_ rows: [Int]) {
    engine.remove(rows.map { restricted.engineIndex[$0] }.filter { $0 >= 0 }.sorted())
    restricted.remove(rows)
  }

  private func loadBounds(of column: Int) {
    let bounds = restricted.bounds(column)
    engine.setBounds(ofColumn: column, lower: bounds.lower, upper: bounds.upper)
  }

  private func keep(column: Int) {
    guard !restricted.isKept[column] else { return }
    restricted.keep(column: column)
    loadBounds(of: column)
  }

  /// Keeps rows, and all columns of the short ones: a column that has to move together with another would be missing in
  /// the next solve.
  private func keep(rows: [Int]) {
    for i in rows where restricted.engineIndex[i] < 0 && restricted.program.rows[i].isShort {
      for j in restricted.program.rows[i].columns { keep(column: j) }
    }
    keepAlone(rows: rows)
  }

  private func keepAlone(rows: [Int]) {
    let new = rows.filter { restricted.engineIndex[$0] < 0 }
    restricted.keep(rows: new)
    engine.append(new.map { restricted.program.rows[$0] })
  }

  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus {
    if !isStarted { for j in restricted.startingColumns(ofEachRow: 4).sorted() { keep(column: j) } }
    isStarted = true
    let first = engine.iterations
    var method = interruptedMethod ?? method
    interruptedMethod = nil
    vertex = nil
    isInfeasible = false
    while true {
      let left = iterationLimit - (engine.iterations - first)
      let status: LinearStatus =
        left <= 0
        ? .iterationLimit : try engine.optimize(method: method, iterationLimit: left, cutoff: cutoff)
      switch status {
      case .iterationLimit:
        interruptedMethod = method
        return status
      case .infeasible:
        let entering = try InfeasibilityAnalysis(restricted, engine).enteringColumns()
        if entering.isEmpty {
          isInfeasible = true
          return status
        }
        for j in entering { keep(column: j) }
        method = .dual
      case .unbounded:
        guard restricted.rows.count < restricted.program.rows.count else { return status }
        keep(rows: Array(restricted.program.rows.indices))
      case .optimal, .beyondCutoff:
        let point = try engine.point()
        let prices = Prices(restricted, point)
        let improving = prices.improvingColumns(restricted)
        // One kind at a time, so that the next solve begins primal or dual feasible.
        let violated = status == .optimal && improving.isEmpty ? restricted.violated(by: point.values) : []
        if improving.isEmpty, violated.isEmpty {
          vertex = whole(point, prices)
          return status
        }
        for j in improving.sorted() { keep(column: j) }
        keep(rows: prices.pricedRows.filter { restricted.program.rows[$0].columns.contains(where: improving.contains) })
        keep(rows: violated)
        method = violated.isEmpty ? .primal : .dual
      }
    }
  }

  func point() throws(EngineFault) -> LinearPoint {
    if let vertex { return vertex }
    let point = try engine.point()
    return whole(point, Prices(restricted, point))
  }

  private func whole(_ kept: LinearPoint, _ prices: Prices) -> LinearPoint {
    var isRowBasic = [Bool](repeating: true, count: prices.duals.count)
    for (k, i) in restricted.rows.enumerated() { isRowBasic[i] = kept.isRowBasic[k] }
    return LinearPoint(
      values: kept.values, duals: prices.duals, objective: kept.objective, isRowBasic: isRowBasic)
  }

  func infeasibilityProofs() throws(EngineFault) -> [RowMultipliers] {
    isInfeasible ? try InfeasibilityAnalysis(restricted, engine).proofs(most: 50) : []
  }

  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]? {
    let first = restricted.isKept.count
    var own = column
    if column >= first {
      // A row that is not kept is basic, but has no tableau row in the engine; it appears in no other tableau row.
      guard restricted.engineIndex[column - first] >= 0 else { return nil }
      own = first + restricted.engineIndex[column - first]
    }
    guard let kept = try engine.tableauMultipliers(ofColumn: own) else { return nil }
    var multipliers = [Double](repeating: 0, count: restricted.program.rows.count)
    for (k, i) in restricted.rows.enumerated() { multipliers[i] = kept[k] }
    return multipliers
  }
}

import IntegerProgram

/// A linear program in an engine that holds few of its columns and rows.
final class SiftingEngine: LinearEngine {
  private var sieve: Sieve {
    didSet {
      vertex = nil
      isInfeasible = false
    }
  }
  private let engine: any LinearEngine
  private var isStarted = false
  /// The method that the iteration limit broke off.
  private var underway: SimplexMethod?
  /// As the engine was left, until something changes.
  private var isInfeasible = false
  /// As the whole program has it, until something changes.
  private var vertex: LinearPoint?

  init(_ sieve: Sieve, _ engine: any LinearEngine) {
    self.sieve = sieve
    self.engine = engine
  }

  var iterations: Int { engine.iterations }
  var rescues: Int { engine.rescues }

  var basis: LinearBasis {
    get {
      let kept = engine.basis
      var rows = [UInt8](repeating: LinearBasis.basic, count: sieve.program.rows.count)
      for (k, i) in sieve.rows.enumerated() { rows[i] = kept.rows[k] }
      return LinearBasis(columns: kept.columns, rows: rows)
    }
    set {
      isStarted = true
      vertex = nil
      isInfeasible = false
      var whole = newValue
      // Rows that came after the basis was taken hold nothing.
      while whole.rows.count < sieve.program.rows.count { whole.rows.append(LinearBasis.basic) }
      whole = sieve.withoutIdle(whole)
      for j in whole.columns.indices {
        let isAway = whole.columns[j] == LinearBasis.atUpper && sieve.program.lower[j] > -.infinity
        if isAway || whole.columns[j] == LinearBasis.basic { keep(column: j) }
      }
      keep(rows: whole.rows.indices.filter { whole.rows[$0] != LinearBasis.basic })
      engine.basis = LinearBasis(columns: whole.columns, rows: sieve.rows.map { whole.rows[$0] })
    }
  }

  func isBasisIndependent() throws(EngineFault) -> Bool { try engine.isBasisIndependent() }

  func setBounds(ofColumn column: Int, lower: Double, upper: Double) {
    (sieve.program.lower[column], sieve.program.upper[column]) = (lower, upper)
    if lower == -.infinity, upper == .infinity { sieve.keep(column: column) }
    tellBounds(of: column)
  }

  func setObjective(_ objective: [Double]) {
    sieve.program.objective = objective
    engine.setObjective(objective)
  }

  /// Cuts are many, and most of their columns stay where they stand: what would rather move comes in later.
  func append(_ rows: [LinearRow]) {
    let first = sieve.program.rows.count
    sieve.append(rows)
    keepAlone(rows: Array(first..<first + rows.count))
  }

  func remove(_ rows: [Int]) {
    engine.remove(rows.map { sieve.place[$0] }.filter { $0 >= 0 }.sorted())
    sieve.remove(rows)
  }

  private func tellBounds(of column: Int) {
    let bounds = sieve.bounds(column)
    engine.setBounds(ofColumn: column, lower: bounds.lower, upper: bounds.upper)
  }

  private func keep(column: Int) {
    guard !sieve.isKept[column] else { return }
    sieve.keep(column: column)
    tellBounds(of: column)
  }

  /// Rows come with all their columns where they are short: a column that has to move with another would be missed next.
  private func keep(rows: [Int]) {
    for i in rows where sieve.place[i] < 0 && sieve.program.rows[i].isShort {
      for j in sieve.program.rows[i].columns { keep(column: j) }
    }
    keepAlone(rows: rows)
  }

  private func keepAlone(rows: [Int]) {
    let new = rows.filter { sieve.place[$0] < 0 }
    sieve.keep(rows: new)
    engine.append(new.map { sieve.program.rows[$0] })
  }

  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus {
    if !isStarted { for j in sieve.first(ofEachRow: 4).sorted() { keep(column: j) } }
    isStarted = true
    let first = engine.iterations
    var method = underway ?? method
    underway = nil
    vertex = nil
    isInfeasible = false
    while true {
      let left = iterationLimit - (engine.iterations - first)
      let status: LinearStatus =
        left <= 0
        ? .iterationLimit : try engine.optimize(method: method, iterationLimit: left, cutoff: cutoff)
      switch status {
      case .iterationLimit:
        underway = method
        return status
      case .infeasible:
        let helping = try Infeasibility(sieve, engine).helping()
        if helping.isEmpty {
          isInfeasible = true
          return status
        }
        for j in helping { keep(column: j) }
        method = .dual
      case .unbounded:
        guard sieve.rows.count < sieve.program.rows.count else { return status }
        keep(rows: Array(sieve.program.rows.indices))
      case .optimal, .beyondCutoff:
        let point = try engine.point()
        let prices = Prices(sieve, point)
        let attracted = prices.attracted(sieve)
        // One kind at a time, so that the next vertex is primal or dual feasible to begin with.
        let violated = status == .optimal && attracted.isEmpty ? sieve.violated(by: point.values) : []
        if attracted.isEmpty, violated.isEmpty {
          vertex = whole(point, prices)
          return status
        }
        for j in attracted.sorted() { keep(column: j) }
        keep(rows: prices.raised.filter { sieve.program.rows[$0].columns.contains(where: attracted.contains) })
        keep(rows: violated)
        method = violated.isEmpty ? .primal : .dual
      }
    }
  }

  func point() throws(EngineFault) -> LinearPoint {
    if let vertex { return vertex }
    let point = try engine.point()
    return whole(point, Prices(sieve, point))
  }

  private func whole(_ kept: LinearPoint, _ prices: Prices) -> LinearPoint {
    var isRowBasic = [Bool](repeating: true, count: prices.duals.count)
    for (k, i) in sieve.rows.enumerated() { isRowBasic[i] = kept.isRowBasic[k] }
    return LinearPoint(
      values: kept.values, duals: prices.duals, objective: kept.objective, isRowBasic: isRowBasic)
  }

  func infeasibilityProofs() throws(EngineFault) -> [RowMultipliers] {
    isInfeasible ? try Infeasibility(sieve, engine).proofs(most: 50) : []
  }

  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]? {
    let first = sieve.isKept.count
    var own = column
    if column >= first {
      // A row that is not kept is basic, and in no other's way.
      guard sieve.place[column - first] >= 0 else { return nil }
      own = first + sieve.place[column - first]
    }
    guard let kept = try engine.tableauMultipliers(ofColumn: own) else { return nil }
    var multipliers = [Double](repeating: 0, count: sieve.program.rows.count)
    for (k, i) in sieve.rows.enumerated() { multipliers[i] = kept[k] }
    return multipliers
  }
}

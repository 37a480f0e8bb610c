import CGLPK
import IntegerProgram

/// GLPK's simplex method as a ``LinearEngine``.
///
/// The engine keeps its own copy of everything that GLPK holds: after a failure GLPK's environment is gone, and the
/// copy is loaded anew.
final class GLPKEngine: LinearEngine {
  private var program: LinearProgram
  private let raw: OpaquePointer
  private var copiedBasis: LinearBasis
  /// Whether GLPK's basis has changed since `copiedBasis` was read.
  private var isBasisStale = false
  /// The columns with bounds that GLPK does not have yet.
  private var pending: [Int] = []
  private var isPending: [Bool]
  private(set) var iterations = 0
  private(set) var rescues = 0

  init(_ program: LinearProgram, memoryLimitMiB: Int?) throws(EngineFault) {
    self.program = program
    isPending = [Bool](repeating: false, count: program.lower.count)
    raw = cglpk_engine_open(Int32(clamping: memoryLimitMiB ?? 0))
    copiedBasis = LinearBasis(columns: [], rows: [])
    try load()
    try check(cglpk_engine_crash(raw))
    isBasisStale = true
  }

  deinit { cglpk_engine_close(raw) }

  var basis: LinearBasis {
    get {
      readBasis()
      return copiedBasis
    }
    set {
      copiedBasis = newValue
      // Rows that were added after the basis was taken are basic.
      while copiedBasis.rows.count < program.rows.count { copiedBasis.rows.append(UInt8(CGLPK_BASIC)) }
      isBasisStale = false
      // A column that is still fixed in GLPK cannot be nonbasic at its upper bound, so GLPK gets the new bounds first.
      guard (try? loadBounds()) != nil else { return }
      if cglpk_engine_set_basis(raw, copiedBasis.columns, copiedBasis.rows) != CGLPK_ALIVE { isLost = true }
    }
  }

  func isBasisIndependent() throws(EngineFault) -> Bool {
    var isIndependent: Int32 = 0
    try check(cglpk_engine_factorize(raw, &isIndependent))
    return isIndependent == 1
  }

  /// Whether GLPK's environment is gone. A call that cannot throw sets this too; the next optimisation reloads the
  /// program.
  private var isLost = false

  func setBounds(ofColumn column: Int, lower: Double, upper: Double) {
    program.lower[column] = lower
    program.upper[column] = upper
    if !isPending[column] {
      isPending[column] = true
      pending.append(column)
    }
  }

  func setObjective(_ objective: [Double]) {
    program.objective = objective
    if cglpk_engine_set_objective(raw, objective) != CGLPK_ALIVE { isLost = true }
  }

  func append(_ rows: [LinearRow]) {
    readBasis()
    program.rows += rows
    copiedBasis.rows += [UInt8](repeating: UInt8(CGLPK_BASIC), count: rows.count)
    withRows(rows) { if cglpk_engine_append(raw, &$0) != CGLPK_ALIVE { isLost = true } }
  }

  func remove(_ rows: [Int]) {
    guard !rows.isEmpty else { return }
    readBasis()
    for row in rows.reversed() {
      program.rows.remove(at: row)
      copiedBasis.rows.remove(at: row)
    }
    if cglpk_engine_remove(raw, Int32(rows.count), rows.map(Int32.init)) != CGLPK_ALIVE { isLost = true }
  }

  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus {
    let other: SimplexMethod = method == .primal ? .dual : .primal
    // The requested method, then the other one, then both again on a reloaded program from an advanced basis.
    for (attempt, method) in [method, other, other, method].enumerated() {
      if attempt > 0 || isLost { rescues += 1 }
      if attempt >= 2 || isLost {
        try load()
        if attempt >= 2 { try check(cglpk_engine_crash(raw)) }
      }
      do throws(EngineFault) {
        try loadBounds()
        var status: Int32 = 0
        var spent: Int32 = 0
        isBasisStale = true
        let code = cglpk_engine_optimize(
          raw, method == .primal ? 1 : 0, Int32(clamping: iterationLimit), cutoff, &status, &spent)
        iterations += Int(spent)
        try check(code)
        switch UInt32(status) {
        case CGLPK_LP_OPTIMAL.rawValue: return .optimal
        case CGLPK_LP_INFEASIBLE.rawValue: return .infeasible
        case CGLPK_LP_UNBOUNDED.rawValue: return .unbounded
        case CGLPK_LP_CUTOFF.rawValue: return .beyondCutoff
        case CGLPK_LP_ITERATIONS.rawValue: return .iterationLimit
        default: continue
        }
      } catch {
        if error.isMemoryLimit { throw error }
        isLost = true
      }
    }
    throw EngineFault(isMemoryLimit: false, log: log)
  }

  func point() throws(EngineFault) -> LinearPoint {
    var point = LinearPoint(
      values: [Double](repeating: 0, count: program.lower.count),
      duals: [Double](repeating: 0, count: program.rows.count), objective: 0,
      isRowBasic: [])
    var basic = [UInt8](repeating: 0, count: program.rows.count)
    try check(cglpk_engine_point(raw, &point.values, &point.duals, &basic, &point.objective))
    point.isRowBasic = basic.map { $0 != 0 }
    return point
  }

  /// None: GLPK reports no proofs.
  func infeasibilityProofs() -> [RowMultipliers] { [] }

  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]? {
    var multipliers = [Double](repeating: 0, count: program.rows.count)
    var isBasic: Int32 = 0
    try check(cglpk_engine_tableau(raw, Int32(column), &multipliers, &isBasic))
    return isBasic == 1 ? multipliers : nil
  }

  private var log: String { String(cString: cglpk_engine_log(raw)) }

  private func check(_ code: Int32) throws(EngineFault) {
    guard code != CGLPK_ALIVE else { return }
    isLost = true
    throw EngineFault(isMemoryLimit: code == CGLPK_NO_MEMORY, log: log)
  }

  private func readBasis() {
    guard isBasisStale, !isLost else { return }
    var columns = [UInt8](repeating: 0, count: program.lower.count)
    var rows = [UInt8](repeating: 0, count: program.rows.count)
    guard cglpk_engine_basis(raw, &columns, &rows) == CGLPK_ALIVE else {
      isLost = true
      return
    }
    copiedBasis = LinearBasis(columns: columns, rows: rows)
    isBasisStale = false
  }

  private func loadBounds() throws(EngineFault) {
    guard !pending.isEmpty else { return }
    let columns = pending
    for column in columns { isPending[column] = false }
    pending.removeAll(keepingCapacity: true)
    try check(
      cglpk_engine_set_bounds(
        raw, Int32(columns.count), columns.map(Int32.init), columns.map { program.lower[$0] },
        columns.map { program.upper[$0] }))
  }

  private func load() throws(EngineFault) {
    let wasLost = isLost
    isLost = false
    for column in pending { isPending[column] = false }
    pending.removeAll()
    var code: Int32 = 0
    withRows(program.rows) {
      code = cglpk_engine_load(
        raw, Int32(program.lower.count), program.objective, program.lower, program.upper, &$0)
    }
    try check(code)
    guard wasLost, copiedBasis.columns.count == program.lower.count, copiedBasis.rows.count == program.rows.count else {
      return
    }
    try check(cglpk_engine_set_basis(raw, copiedBasis.columns, copiedBasis.rows))
  }

  private func withRows(_ rows: [LinearRow], _ body: (inout cglpk_rows) -> Void) {
    var starts: [Int32] = [0]
    starts.reserveCapacity(rows.count + 1)
    var columns: [Int32] = []
    var values: [Double] = []
    for row in rows {
      for column in row.columns { columns.append(Int32(column)) }
      values += row.values
      starts.append(Int32(columns.count))
    }
    let lower = rows.map(\.lower)
    let upper = rows.map(\.upper)
    starts.withUnsafeBufferPointer { starts in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          lower.withUnsafeBufferPointer { lower in
            upper.withUnsafeBufferPointer { upper in
              var raw = cglpk_rows(
                count: Int32(rows.count), starts: starts.baseAddress, columns: columns.baseAddress,
                values: values.baseAddress, lower: lower.baseAddress, upper: upper.baseAddress)
              body(&raw)
            }
          }
        }
      }
    }
  }
}

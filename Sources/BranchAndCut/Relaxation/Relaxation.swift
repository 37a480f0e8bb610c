import IntegerProgram

/// A problem's linear relaxation with its cuts, loaded into an engine.
final class Relaxation {
  enum Status { case optimal, infeasible, unbounded, beyondCutoff, spent }

  let problem: Problem
  private let engine: any LinearEngine
  private let budget: Budget
  private(set) var cuts: [LinearRow] = []
  /// The bounds as set in the engine.
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private(set) var point: LinearPoint
  private(set) var reducedCosts: [Double]
  /// A lower bound for every point of the box that was solved; includes the problem's constant.
  private(set) var bound = -Double.infinity
  private let lazyRows: (any LazyRows)?
  /// The most iterations of a slice. Each slice begins with a new factorization and new weights, which take longer in
  /// larger programs.
  private let longestSlice: Int

  init(_ problem: Problem, _ engine: any LinearEngine, _ budget: Budget, _ lazyRows: (any LazyRows)? = nil) {
    self.problem = problem
    self.lazyRows = lazyRows
    longestSlice = engine is SiftingEngine ? 2000 : 500
    self.engine = engine
    self.budget = budget
    lower = problem.lower
    upper = problem.upper
    point = LinearPoint(values: [], duals: [], objective: 0, isRowBasic: [])
    reducedCosts = problem.objective
  }

  var iterations: Int { engine.iterations }
  var basis: LinearBasis {
    get { engine.basis }
    set { engine.basis = newValue }
  }

  /// Takes over the cuts and the basis of a root.
  ///
  /// - Returns: false if the basis is not valid for this problem; then nothing is changed.
  func begin(at root: Root) throws(EngineFault) -> Bool {
    let before = basis
    append(root.cuts)
    basis = root.basis
    if try engine.isBasisIndependent() { return true }
    let first = problem.rows.count
    engine.remove(Array(first..<first + cuts.count))
    cuts = []
    basis = before
    return false
  }

  /// Sets the bounds of integer columns. Continuous columns keep the problem's bounds, because bounds propagated to
  /// them follow from the rows anyway.
  func apply(_ domain: Domain) {
    for j in lower.indices where problem.isInteger[j] {
      setBounds(j, domain.lower[j], domain.upper[j])
    }
  }

  func setBounds(_ j: Int, _ low: Double, _ high: Double) {
    guard lower[j] != low || upper[j] != high else { return }
    lower[j] = low
    upper[j] = high
    engine.setBounds(ofColumn: j, lower: low, upper: high)
  }

  /// Solves the relaxation; while the vertex is integral, adds the lazy rows that it violates and solves again.
  ///
  /// - Parameter most: The iterations after which it returns `spent` although the budget is not; nil for no such limit.
  func solve(
    method: SimplexMethod = .dual, cutoff: Double = .infinity, most: Int? = nil
  ) throws(EngineFault) -> Status {
    var method = method
    while true {
      let status = try solveOnce(method: method, cutoff: cutoff, most: most)
      guard status == .optimal, lazyRows != nil, fractionalColumns.isEmpty, try addLazyRows() else { return status }
      method = .dual
    }
  }

  /// Adds the lazy rows that the vertex violates.
  ///
  /// - Returns: Whether there were any.
  func addLazyRows() throws(EngineFault) -> Bool {
    guard let lazyRows else { return false }
    let rows = try lazyRows.violated(by: point.values)
    append(rows)
    return !rows.isEmpty
  }

  private func solveOnce(method: SimplexMethod, cutoff: Double, most: Int?) throws(EngineFault) -> Status {
    var left = most ?? 50 * (problem.rows.count + cuts.count + problem.columnCount) + 20_000
    while true {
      if budget.isSpent { return .spent }
      // Slices of a fixed size, so that a time limit or an interruption takes effect within a long solve.
      let slice = min(left, longestSlice, max(1, budget.workLimit - budget.work))
      let before = engine.iterations
      let status = try engine.optimize(
        method: method, iterationLimit: slice, cutoff: cutoff < .infinity ? cutoff - problem.constant : .infinity)
      budget.spend(engine.iterations - before)
      switch status {
      case .iterationLimit:
        left -= slice
        if left > 0 { continue }
        guard most == nil else {
          try read()
          return .spent
        }
        throw EngineFault(isMemoryLimit: false, log: "the simplex method does not end")
      case .infeasible: return .infeasible
      case .unbounded: return .unbounded
      case .optimal, .beyondCutoff:
        try read()
        return status == .optimal ? .optimal : .beyondCutoff
      }
    }
  }

  /// The bound that the vertex's multipliers give with tighter sides of some rows.
  func bound(withSides sides: [(row: Int, side: Double)]) -> Double {
    var rows = problem.rows
    for (i, side) in sides {
      if point.duals[i] > 0 { rows[i].lower = side } else { rows[i].upper = side }
    }
    let safe = SafeBound(
      objective: problem.objective, rows: [rows, cuts], duals: point.duals, lower: lower, upper: upper)
    return max(bound, safe.value + problem.constant)
  }

  private func read() throws(EngineFault) {
    point = try engine.point()
    // The simplex method's tolerance grows with a bound: a column fixed at a thousand would stay fractional.
    for j in lower.indices where problem.isInteger[j] && lower[j] == upper[j] { point.values[j] = lower[j] }
    let safe = SafeBound(
      objective: problem.objective, rows: [problem.rows, cuts], duals: point.duals, lower: lower, upper: upper)
    reducedCosts = safe.reducedCosts
    // If columns without bounds leave no safe bound, the simplex method's value is used, less a tolerance.
    let claimed = point.objective - 1e-9 * max(1, abs(point.objective))
    bound = (safe.value > -.infinity ? safe.value : claimed) + problem.constant
  }

  func append(_ rows: [LinearRow]) {
    guard !rows.isEmpty else { return }
    engine.append(rows)
    cuts += rows
  }

  /// Removes the cuts that are slack at the last vertex.
  func removeSlackCuts() {
    let first = problem.rows.count
    let slack = cuts.indices.filter { first + $0 < point.isRowBasic.count && point.isRowBasic[first + $0] }
    guard !slack.isEmpty else { return }
    engine.remove(slack.map { first + $0 })
    let gone = Set(slack)
    cuts = cuts.indices.filter { !gone.contains($0) }.map { cuts[$0] }
  }

  func tableauMultipliers(_ column: Int) throws(EngineFault) -> [Double]? {
    try engine.tableauMultipliers(ofColumn: column)
  }

  /// Whether infeasibility holds in exact arithmetic, too; to be called after ``Status/infeasible``, before anything
  /// changes.
  func isProvenInfeasible() throws(EngineFault) -> Bool {
    try SafeInfeasibility(engine: engine, rows: [problem.rows, cuts], lower: lower, upper: upper).isProven()
  }

  /// Sets of rows that each prove the box infeasible, as far as the engine knows any.
  func infeasibleRowSets() throws(EngineFault) -> [[Int]] { try engine.infeasibilityProofs().map { $0.map(\.row) } }

  func row(_ i: Int) -> LinearRow { i < problem.rows.count ? problem.rows[i] : cuts[i - problem.rows.count] }
  var rowCount: Int { problem.rows.count + cuts.count }

  func isFractional(_ j: Int) -> Bool {
    problem.isInteger[j] && abs(point.values[j] - point.values[j].rounded()) > Tolerance.integrality
  }

  var fractionalColumns: [Int] { problem.isInteger.indices.filter(isFractional) }
}

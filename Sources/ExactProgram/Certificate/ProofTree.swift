import IntegerProgram

/// The branching tree of one certificate, searched depth first.
final class ProofTree {
  /// The program with the row that demands the target.
  private let goal: ExactProgram
  private let tightened: ExactProgram
  private let objective: Expression
  private let relaxation: ExactRelaxation
  private let limits: Certifier
  private let propagation: ExactPropagation
  private var repairs = 0

  private enum Step { case closed, spent, found([Int128]), branch(column: Int, at: Int128) }

  /// Prepares the tree.
  /// - Parameter objective: The expression to maximise.
  init(
    goal: ExactProgram, tightened: ExactProgram, objective: Expression, _ relaxation: ExactRelaxation,
    _ limits: Certifier
  ) {
    self.goal = goal
    self.tightened = tightened
    self.objective = objective
    self.relaxation = relaxation
    self.limits = limits
    propagation = ExactPropagation(tightened.rows, columnCount: tightened.columns.count)
  }

  func verdict() throws(EngineFault) -> Certifier.Verdict {
    try relaxation.cut()
    var waiting: [(box: ColumnBounds, changed: [Int]?)] = [(ColumnBounds(of: tightened), nil)]
    while let (start, changed) = waiting.popLast() {
      guard limits.nodes.spend(), !limits.isStopped else { return .open }
      var box = start
      switch try step(&box, changed) {
      case .closed: continue
      case .spent: return .open
      case .found(let point): return .refuted(point)
      case .branch(let column, let value):
        var (below, above) = (box, box)
        below.upper[column] = value
        above.lower[column] = value + 1
        waiting.append((below, [column]))
        waiting.append((above, [column]))
      }
    }
    return .confirmed
  }

  private func step(_ box: inout ColumnBounds, _ changed: [Int]?) throws(EngineFault) -> Step {
    guard propagation.run(&box, changed: changed, most: 2 * tightened.rows.count + 2000) else { return .closed }
    let values: [Double]
    switch try relaxation.solved(in: box) {
    case .closed: return .closed
    case .spent: return .spent
    case .open(let vertex): values = vertex
    }
    func branch(_ column: Int) -> Step { .branch(column: column, at: branchingValue(values[column], box, column)) }
    let open = tightened.columns.indices.filter { tightened.columns[$0].nature == .choice && box.isOpen($0) }
    let fractional = open.filter { abs(values[$0] - values[$0].rounded()) > 1e-6 }
    if let column = try strongBranchingColumn(fractional, values, box) { return branch(column) }
    if let point = repaired(values, box) { return .found(point) }
    if let column = open.first { return branch(column) }
    // Every decision is fixed, so the tree branches on whole amounts.
    let wide = tightened.columns.indices.filter(box.isOpen)
    if let column = wide.min(by: { (box.width($0), $0) < (box.width($1), $1) }) { return branch(column) }
    return goal.isSatisfied(by: box.lower) ? .found(box.lower) : .closed
  }

  /// The upper bound of a column in the lower branch.
  private func branchingValue(_ value: Double, _ box: ColumnBounds, _ column: Int) -> Int128 {
    min(max(Int128(saturating: value.rounded(.down)), box.lower[column]), box.upper[column] - 1)
  }

  /// The fractional column with the best strong branching score among at most eight candidates.
  private func strongBranchingColumn(_ fractional: [Int], _ values: [Double], _ box: ColumnBounds) throws(EngineFault)
    -> Int?
  {
    func distance(_ j: Int) -> Double { abs(values[j] - values[j].rounded()) }
    let candidates = fractional.sorted { (distance($0), $1) > (distance($1), $0) }.prefix(8)
    guard candidates.count > 1, let engine = relaxation.engine else { return candidates.first }
    let (basis, base) = (engine.basis, try engine.point().objective)
    let most = max(relaxation.cutoff - base, 1)
    var best: (score: Double, column: Int)?
    for column in candidates {
      let split = branchingValue(values[column], box, column)
      var score = 1.0
      for (lower, upper) in [(box.lower[column], split), (split + 1, box.upper[column])] {
        relaxation.setBounds(column, lower, upper)
        let status = try engine.optimize(method: .dual, iterationLimit: 30, cutoff: relaxation.cutoff)
        let gain = status == .infeasible ? most : min(try engine.point().objective - base, most)
        score *= max(gain, 1e-6 * max(1, abs(base)))
        relaxation.setBounds(column, box.lower[column], box.upper[column])
        engine.basis = basis
      }
      if best.map({ score > $0.score }) ?? true { best = (score, column) }
    }
    return best?.column
  }

  /// A feasible point that reaches the target, near a vertex with whole decisions; nil where none is found.
  private func repaired(_ values: [Double], _ box: ColumnBounds) -> [Int128]? {
    guard repairs < Self.mostRepairs else { return nil }
    repairs += 1
    let start = values.indices.map { min(max(Int128(saturating: values[$0]), box.lower[$0]), box.upper[$0]) }
    let repair = SolutionRepair(exact: goal, objective: objective, sense: .maximize, solver: limits.solver)
    let result = repair.repairedPoint(from: start)
    return result.isFeasible ? result.point : nil
  }

  private static let mostRepairs = 20
}

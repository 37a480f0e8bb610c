import IntegerProgram

/// A part of a problem that only has to be feasible: continuous columns without a cost, tied to the rest by few integer
/// columns.
///
/// The part is removed from the problem. For given values of the ties, a separate linear program minimises the sum of
/// the part's slacks. If the minimum is positive, its multipliers give a Benders cut: a row in the ties alone that
/// every feasible point satisfies and this point violates. On a bipartite flow these cuts are Hall's conditions.
///
/// - Source: Benders 1962; Hall 1935.
struct Projection {
  /// The problem that remains.
  let core: Problem
  /// The part, with slack columns after its own; its objective is the sum of the slacks.
  let part: Problem
  /// By column of the core: its column in the problem.
  let kept: [Int]
  /// By row of the core: its row in the problem.
  let keptRows: [Int]
  /// By column of the part, without the slacks: its column in the problem.
  let members: [Int]
  /// The ties: columns of the core, and their columns in the part.
  let ties: [(core: Int, part: Int)]
  /// By column of the core: whether it is a tie.
  let isTie: [Bool]

  /// Splits a problem; nil if no component is large enough beside its ties.
  ///
  /// - Parameter columnsPerTie: The least number of columns for each tie of a component, which counts as having at
  ///   least 20 ties.
  init?(_ problem: Problem, columnsPerTie: Int) {
    let parts = Projection.parts(problem, columnsPerTie: columnsPerTie)
    guard parts.contains(true) else { return nil }
    var isPartRow = [Bool](repeating: false, count: problem.rows.count)
    var isInPart = parts
    for (i, row) in problem.rows.enumerated() where row.columns.contains(where: { parts[$0] }) {
      isPartRow[i] = true
      for j in row.columns { isInPart[j] = true }
    }
    kept = parts.indices.filter { !parts[$0] }
    keptRows = problem.rows.indices.filter { !isPartRow[$0] }
    members = parts.indices.filter { isInPart[$0] }
    var inCore = [Int](repeating: -1, count: parts.count)
    for (k, j) in kept.enumerated() { inCore[j] = k }
    var inPart = [Int](repeating: -1, count: parts.count)
    for (k, j) in members.enumerated() { inPart[j] = k }
    ties = members.filter { !parts[$0] }.map { (inCore[$0], inPart[$0]) }
    var isTie = [Bool](repeating: false, count: kept.count)
    for tie in ties { isTie[tie.core] = true }
    self.isTie = isTie
    core = Problem(
      objective: kept.map { problem.objective[$0] }, constant: problem.constant, lower: kept.map { problem.lower[$0] },
      upper: kept.map { problem.upper[$0] }, isInteger: kept.map { problem.isInteger[$0] },
      rows: keptRows.map { i in
        var row = problem.rows[i]
        for k in row.columns.indices { row.columns[k] = inCore[row.columns[k]] }
        return row
      })
    var part = Problem(
      objective: [Double](repeating: 0, count: members.count), constant: 0, lower: members.map { problem.lower[$0] },
      upper: members.map { problem.upper[$0] }, isInteger: [Bool](repeating: false, count: members.count), rows: [])
    for i in problem.rows.indices where isPartRow[i] {
      var row = problem.rows[i]
      let isTied = row.columns.contains { !parts[$0] }
      for k in row.columns.indices { row.columns[k] = inPart[row.columns[k]] }
      let isPossible =
        row.lower <= 0 && 0 <= row.upper && row.columns.allSatisfy { part.lower[$0] <= 0 && 0 <= part.upper[$0] }
      if isTied || !isPossible {
        for (side, sign) in [(row.lower, 1.0), (row.upper, -1.0)] where side.isFinite {
          row.columns.append(part.columnCount)
          row.values.append(sign)
          part.objective.append(1)
          part.lower.append(0)
          part.upper.append(.infinity)
          part.isInteger.append(false)
        }
      }
      part.rows.append(row)
    }
    self.part = part
  }

  /// Marks the columns of components that only have to be feasible and are large beside their ties.
  private static func parts(_ problem: Problem, columnsPerTie: Int) -> [Bool] {
    func isFree(_ j: Int) -> Bool { !problem.isInteger[j] && problem.objective[j] == 0 }
    var sets = DisjointSets(count: problem.columnCount)
    for row in problem.rows {
      let free = row.columns.filter(isFree)
      for j in free.dropFirst() { sets.join(j, with: free[0]) }
    }
    var size = [Int](repeating: 0, count: problem.columnCount)
    for j in size.indices where isFree(j) { size[sets.root(of: j)] += 1 }
    var ties = [Set<Int>](repeating: [], count: problem.columnCount)
    for row in problem.rows {
      guard let free = row.columns.first(where: isFree) else { continue }
      for j in row.columns where !isFree(j) { ties[sets.root(of: free)].insert(j) }
    }
    return size.indices.map { j in
      guard isFree(j) else { return false }
      let component = sets.root(of: j)
      return size[component] >= columnsPerTie * max(20, ties[component].count)
        && ties[component].allSatisfy { problem.isInteger[$0] }
    }
  }
}

/// The projected part, loaded into an engine.
final class ProjectedPart: LazyRows {
  private let projection: Projection
  private let relaxation: Relaxation

  init(_ projection: Projection, _ engine: any LinearEngine, _ budget: Budget) {
    self.projection = projection
    relaxation = Relaxation(projection.part, engine, budget)
  }

  func violated(by point: [Double]) throws(EngineFault) -> [LinearRow] {
    guard try solve(point), relaxation.bound > Tolerance.feasibility else { return [] }
    // The bound is linear in the ties, so the multipliers prove it for all values of the ties.
    var row = LinearRow()
    var constant = relaxation.bound
    for tie in projection.ties {
      let d = relaxation.reducedCosts[tie.part]
      guard d != 0 else { continue }
      row.columns.append(tie.core)
      row.values.append(d)
      constant -= d * relaxation.lower[tie.part]
    }
    row.upper = -constant + 1e-9 * max(1, abs(constant))
    return [row]
  }

  /// The point with the part's columns added, in the problem's order; nil if the part is infeasible.
  func completed(_ point: [Double]) throws(EngineFault) -> [Double]? {
    guard try solve(point), relaxation.point.objective <= Tolerance.feasibility else { return nil }
    var full = [Double](repeating: 0, count: projection.kept.count + projection.members.count - projection.ties.count)
    for (k, j) in projection.members.enumerated() { full[j] = relaxation.point.values[k] }
    for (k, j) in projection.kept.enumerated() { full[j] = point[k] }
    return full
  }

  /// - Returns: false if no optimum was found, as when a limit was reached.
  private func solve(_ point: [Double]) throws(EngineFault) -> Bool {
    for tie in projection.ties {
      let value = min(max(point[tie.core], projection.core.lower[tie.core]), projection.core.upper[tie.core])
      let whole = value.rounded()
      let exact = abs(value - whole) <= Tolerance.integrality ? whole : value
      relaxation.setBounds(tie.part, exact, exact)
    }
    return try relaxation.solve() == .optimal
  }
}

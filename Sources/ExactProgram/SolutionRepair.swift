import IntegerProgram

/// Converts a solver's point to whole numbers that satisfy every row exactly.
///
/// Decisions are rounded. Amounts are rounded too, and the violations that this leaves are repaired. The residuals of
/// all rows are computed exactly, and a small program in the deviations, scaled to the largest residual, is solved.
/// Two or three such steps shrink a residual of any size to minor units; then the deviations are integer columns
/// (iterative refinement as in Gleixner, Steffy & Wolter 2016, ended by an integer program).
package struct SolutionRepair {
  let exact: ExactProgram
  let objective: Expression
  let sense: Objective.Sense
  let solver: any Solver

  /// Makes a repair that prefers points of a better objective value.
  /// - Parameter solver: Solves the programs in the deviations.
  package init(exact: ExactProgram, objective: Expression, sense: Objective.Sense, solver: any Solver) {
    (self.exact, self.objective, self.sense, self.solver) = (exact, objective, sense, solver)
  }

  /// The repaired point. Where `isFeasible`, it satisfies every row; otherwise it is the closest that was found.
  package func arrival(from start: [Int128]) -> (point: [Int128], isFeasible: Bool) {
    var point = start
    var last = Int128.max
    for _ in 0..<8 {
      let largest = exact.rows.map { exact.violation($0, at: point) }.max() ?? 0
      if largest == 0 { return (point, true) }
      let isFine = largest <= 4096 || largest >= last
      last = largest
      if let next = step(from: point, reach: isFine ? 64 : largest.saturatingProduct(16), isWhole: isFine) {
        point = next
        continue
      }
      guard let wide = step(from: point, reach: max(4096, largest.saturatingProduct(64)), isWhole: true) else {
        return (point, false)
      }
      return exact.isSatisfied(by: wide) ? (wide, true) : (point, false)
    }
    return (point, exact.isSatisfied(by: point))
  }

  /// The point after the best deviations that repair every row, none larger than `reach`; nil where there are none.
  private func step(from point: [Int128], reach: Int128, isWhole: Bool) -> [Int128]? {
    var program = Program(sense: sense)
    // Each deviation is scaled by its range, because amounts and credits differ by many powers of ten.
    var units = [Double](repeating: 1, count: point.count)
    var index = [ColumnID?](repeating: nil, count: point.count)
    for (column, (old, value)) in zip(exact.columns, point).enumerated()
    where old.nature == .amount || old.nature == .credit {
      let lower = max(old.lower - value, -reach)
      let upper = min(old.upper - value, reach)
      let unit = isWhole ? 1 : max(1, (upper - lower).rounded)
      units[column] = unit
      index[column] = program.addColumn(
        Column(
          old.meaning, isWhole ? .integer : .continuous, lower: lower.rounded / unit,
          upper: upper.rounded / unit))
    }
    for row in exact.rows {
      let terms = row.terms.filter { index[$0.column] != nil }
      if terms.isEmpty {
        if exact.violation(row, at: point) != 0 { return nil }
        continue
      }
      let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * point[$1.column] }
      let reachable = terms.reduce(Int128(0)) { $0.saturatingSum(abs($1.coefficient)) }.saturatingProduct(reach)
      // A side that no deviation can reach is dropped; the remaining sides are small enough to be exact in a double.
      let lower = row.lower.map { $0 - value }.flatMap { $0 <= -reachable ? nil : $0 }
      let upper = row.upper.map { $0 - value }.flatMap { $0 >= reachable ? nil : $0 }
      guard lower != nil || upper != nil else { continue }
      let divisor = terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) }
      let scaled = terms.map { Term(index[$0.column]!, ($0.coefficient / divisor).rounded * units[$0.column]) }
      let size = isWhole ? 1 : scaled.map { abs($0.coefficient) }.max()!
      // Deviations are whole, so bounds divided by the coefficients' common divisor may be rounded inwards.
      let below = lower.map {
        isWhole ? ceilDivide($0, divisor).rounded : $0.rounded / divisor.rounded / size
      }
      let above = upper.map {
        isWhole ? floorDivide($0, divisor).rounded : $0.rounded / divisor.rounded / size
      }
      program.addRow(
        Row(
          row.meaning, scaled.map { Term($0.column, $0.coefficient / size) }, lower: below ?? -.infinity,
          upper: above ?? .infinity))
    }
    for term in objective.terms {
      if let column = index[term.column] {
        program.objective.terms.append(Term(column, term.coefficient.rounded * units[term.column]))
      }
    }
    let size = program.objective.terms.map { abs($0.coefficient) }.max() ?? 1
    for i in program.objective.terms.indices { program.objective.terms[i].coefficient /= size }
    // A failure here is not fatal: the caller has a fallback.
    guard let outcome = try? solver.solve(program, SolveRequest(relativeGap: 0, workLimit: 10_000)),
      let solution = outcome.solution
    else { return nil }
    var next = point
    for (column, id) in index.enumerated() {
      guard let id else { continue }
      next[column] = min(
        max(point[column] + Int128(saturating: solution[id] * units[column]), exact.columns[column].lower),
        exact.columns[column].upper)
    }
    return next
  }
}

/// The quotient rounded down; `b` is positive.
package func floorDivide(_ a: Int128, _ b: Int128) -> Int128 { a >= 0 ? a / b : -((-a + b - 1) / b) }
/// The quotient rounded up; `b` is positive.
package func ceilDivide(_ a: Int128, _ b: Int128) -> Int128 { -floorDivide(-a, b) }

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
  package func repairedPoint(from start: [Int128]) -> (point: [Int128], isFeasible: Bool) {
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
    guard
      let deviations = DeviationProgram(
        exact, objective: objective, sense: sense, from: point, reach: reach, isWhole: isWhole),
      // A failure here is not fatal: the caller has a fallback.
      let outcome = try? solver.solve(deviations.program, SolveRequest(relativeGap: 0, workLimit: 10_000)),
      let solution = outcome.solution
    else { return nil }
    return deviations.point(after: solution)
  }
}

/// The quotient rounded down; `b` is positive.
package func floorDivide(_ a: Int128, _ b: Int128) -> Int128 { a >= 0 ? a / b : -((-a + b - 1) / b) }
/// The quotient rounded up; `b` is positive.
package func ceilDivide(_ a: Int128, _ b: Int128) -> Int128 { -floorDivide(-a, b) }

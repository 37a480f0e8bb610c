import ExactProgram
import IntegerProgram
import Model

extension Staffing {
  /// A roster with the greatest sum of wishes that was found, in thousandths.
  struct WishRoster: Sendable {
    var assignments: [Allocation.Assignment]
    var value: Int128
    /// No roster of the same variants has more.
    var bound: Int128
  }

  /// Adds the columns of the volunteers' wishes to a program, and the wishes of the best roster to its point.
  /// - Returns: The program, the point and the sum of wishes, in thousandths.
  mutating func beginWishes(
    _ exact: ExactProgram, at point: [Int128]
  ) throws(SolverFault) -> (exact: ExactProgram, point: [Int128], objective: Expression) {
    let columns = WishColumns(formulation, addingTo: exact)
    wishColumns = columns
    let variants = Self.variantsWithRoles(of: formulation, at: point)
    if let best = try wishRoster(of: variants) {
      assignments = best.assignments
    } else if case .found(let any) = try roster(of: variants) {
      assignments = any
    }
    return (columns.exact, columns.extended(point, with: assignments), columns.objective)
  }

  /// The row that forbids a point to claim more wishes than a roster of what it carries out can grant.
  ///
  /// A roster of more variants is a roster of fewer of them, too. So the wishes on the posts of some variants are at most
  /// what their best roster grants, wherever all of them are carried out.
  /// - Returns: nil where wishes do not decide, or where a roster grants what is claimed; ``assignments`` is the best one.
  mutating func wishCut(at point: [Int128]) throws(SolverFault) -> BendersCut? {
    guard let wishColumns else { return nil }
    let variants = Self.variantsWithRoles(of: formulation, at: point)
    func claim(_ some: [StartedVariant]) -> Int128 {
      some.reduce(0) { $0 + wishColumns.wishes(of: $1).value(at: point) }
    }
    guard claim(variants) > 0, var best = try wishRoster(of: variants) else { return nil }
    guard best.value < claim(variants) else {
      assignments = best.assignments
      return nil
    }
    let granted = best.assignments
    cutRounds += 1
    guard best.bound < claim(variants) else {
      return BendersCut(rows: [row(of: variants, best.value)], isProven: false, granted: granted)
    }
    // Fewer variants make a stronger cut. Halves are left out first, then quarters, and so on.
    var minimal = variants, size = max(1, variants.count / 2)
    while true {
      var index = 0
      while index < minimal.count {
        let fewer = Array(minimal[..<index] + minimal[min(index + size, minimal.count)...])
        if claim(fewer) > 0, let roster = try wishRoster(of: fewer), roster.bound < claim(fewer) {
          (minimal, best) = (fewer, roster)
        } else {
          index += size
        }
      }
      if size == 1 { break }
      size /= 2
    }
    return BendersCut(rows: [row(of: minimal, best.bound)], isProven: true, granted: granted)
  }

  /// The best roster of these variants by the sum of wishes; nil where none was found at all.
  mutating func wishRoster(of variants: [StartedVariant]) throws(SolverFault) -> WishRoster? {
    if let known = wishRosters[Set(variants)] { return known }
    guard case .found(let any) = try roster(of: variants) else { return nil }
    let roster = program(variants), stage = Stage(.rosterWishes, roster.people.wishes)
    var solve = solve
    (solve.gap, solve.timeLimit) = (0, left ?? solve.timeLimit)
    guard !stage.objective.terms.isEmpty else { return WishRoster(assignments: any, value: 0, bound: 0) }
    let start = roster.point(of: any)
    guard case .allocated(let solution) = try solve.run(roster, stages: [stage], from: start),
      let level = solution.lexicographicValue.levels.first
    else {
      let wishes = start.map { stage.objective.value(at: $0) } ?? 0
      return WishRoster(assignments: any, value: wishes, bound: roster.exact.range(of: stage.objective).most)
    }
    let best = WishRoster(
      assignments: roster.people.assignments(at: solution.point), value: level.value,
      bound: level.isExact ? level.value : level.bound + 1)
    if level.isExact { wishRosters[Set(variants)] = best }
    return best
  }

  /// `Σ wishes ≤ most + Σ M × (1 − y)` on the posts of some variants, where `M` is what a variant that is not carried out
  /// leaves to the others.
  private func row(of variants: [StartedVariant], _ most: Int128) -> BendersCut.Row {
    let columns = wishColumns!
    let wishes = variants.map(columns.wishes)
    let greatest = wishes.map { columns.exact.range(of: $0).most }, all = greatest.reduce(0, +)
    var (left, right) = (wishes.sum(), most)
    for (item, own) in zip(variants, greatest) {
      // A variant that starts in another period keeps its own wishes.
      let slack = max(0, all - most - (item.start == nil ? own : 0))
      let y =
        item.start.map { start in formulation.started(item.project, item.variant) { $0 == start } }
        ?? formulation.chosen[item.project][item.variant]
      left += y * slack
      right += slack
    }
    return (Meaning("wishes", variants.map { formulation.projects[$0.project].id.text }), left, right)
  }
}

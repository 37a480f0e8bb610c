import IntegerProgram

extension StagedSolve {
  /// Rules that together forbid every plan, none of which can be left out: rows are taken away one rule and subject at a
  /// time, and stay away where the rest is still infeasible (deletion filter, Chinneck & Dravnieks 1991).
  /// - Complexity: one feasibility solve for each group of rows that could take part.
  public func conflict(_ formulation: Formulation, forcing extra: [Force] = []) throws(SolverFault) -> [Meaning] {
    var exact = formulation.exact
    for force in extra { force.add(to: &exact, formulation) }
    let cuts = try learnCuts(&exact, formulation)
    // Definitions are never at fault; only what somebody decided is.
    let definitions: Set = [
      "line-cost", "scale-bounds", "full-funding", "one-variant", "served-at-most", "worst-shortfall", "basic-floor",
      "must-serve", "start", "begun", "use", "occupied",
    ]
    var kept = Set(exact.rows.indices)
    func isInfeasible(_ rows: Set<Int>) throws(SolverFault) -> Bool {
      let scaled = ScaledProgram(exact.keeping(rows), objective: .zero, sense: .minimize)
      if case .infeasible = try solver.solve(scaled.program, SolveRequest(relativeGap: 0, workLimit: 20_000)) {
        return true
      }
      return false
    }
    var groups: [Meaning: [Int]] = [:]
    var order: [Meaning] = []
    for (index, row) in exact.rows.enumerated() where !definitions.contains(row.meaning.rule) {
      if groups[row.meaning] == nil { order.append(row.meaning) }
      groups[row.meaning, default: []].append(index)
    }
    // Halving first: most rows have nothing to do with it.
    func filter(_ candidates: ArraySlice<Meaning>) throws(SolverFault) {
      guard !candidates.isEmpty else { return }
      let without = kept.subtracting(candidates.flatMap { groups[$0]! })
      if try isInfeasible(without) {
        kept = without
      } else if candidates.count > 1 {
        let middle = candidates.startIndex + candidates.count / 2
        try filter(candidates[..<middle])
        try filter(candidates[middle...])
      }
    }
    try filter(order[...])
    var found = order.filter { !kept.isDisjoint(with: groups[$0]!) }
    // Where people cannot be in two projects at once, their own rules say why.
    for cut in cuts where found.contains(exact.meaning(of: cut, formulation)) {
      found += try conflict(Staffing(formulation, self).program(cut.variants))
    }
    return found
  }

  /// Adds the cuts that rosters give until no plan is left, or one can be staffed.
  private func learnCuts(_ exact: inout ExactProgram, _ formulation: Formulation) throws(SolverFault) -> [Staffing.Cut]
  {
    guard !formulation.people.isRoster, formulation.hasRoles else { return [] }
    var staffing = Staffing(formulation, self)
    while true {
      let scaled = ScaledProgram(exact, objective: .zero, sense: .minimize)
      let outcome = try solver.solve(scaled.program, SolveRequest(relativeGap: 0, workLimit: 20_000))
      guard let solution = outcome.solution,
        let cut = try staffing.cut(at: scaled.rounded(solution.values, within: exact))
      else { return staffing.cuts }
      exact.add(cut, formulation)
    }
  }
}

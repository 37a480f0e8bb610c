import IntegerProgram

/// Rules that together forbid something.
public struct Conflict: Sendable, Equatable {
  /// Each by its name and subjects, as the audit names them; empty where what is asked contradicts itself.
  public let decisions: [Meaning]
  /// No member can be left out: without it a plan was found. False where a limit came before the proof.
  public let isMinimal: Bool
}

extension StagedSolve {
  /// Rules that together forbid every plan, none of which can be left out: halves of the rules are taken away and stay
  /// away where the rest still has no plan (QuickXplain, Junker 2004, as a deletion filter; Chinneck & Dravnieks 1991).
  /// - Returns: nil where some plan obeys all, or a limit came before that was settled.
  /// - Complexity: about `k × log(n / k)` feasibility solves for a conflict of *k* of *n* rules.
  public func conflict(_ formulation: Formulation, forcing extra: [Force] = []) throws(SolverFault) -> Conflict? {
    var exact = formulation.exact
    for force in extra { force.add(to: &exact, formulation) }
    return try conflict(in: exact)
  }

  func conflict(in exact: ExactProgram) throws(SolverFault) -> Conflict? {
    guard try find(in: exact) == .none else { return nil }
    var rows: [Meaning: [Int]] = [:]
    var order: [Meaning] = []
    for (index, row) in exact.rows.enumerated() {
      guard let decision = row.decision else { continue }
      if rows[decision] == nil { order.append(decision) }
      rows[decision, default: []].append(index)
    }
    var kept = Set(exact.rows.indices)
    var isMinimal = true
    func filter(_ candidates: ArraySlice<Meaning>) throws(SolverFault) {
      guard !candidates.isEmpty else { return }
      let without = kept.subtracting(candidates.flatMap { rows[$0]! })
      switch try find(in: exact.keeping(without)) {
      case .none: kept = without
      case let existence where candidates.count == 1:
        if existence == .unknown { isMinimal = false }
      default:
        let middle = candidates.startIndex + candidates.count / 2
        try filter(candidates[..<middle])
        try filter(candidates[middle...])
      }
    }
    try filter(order[...])
    return Conflict(decisions: order.filter { !kept.isDisjoint(with: rows[$0]!) }, isMinimal: isMinimal)
  }

  enum Existence { case some, none, unknown }

  /// Whether any whole point obeys all rows.
  func find(in exact: ExactProgram) throws(SolverFault) -> Existence {
    // A row without columns that does not hold is an answer already.
    if exact.rows.contains(where: { $0.terms.isEmpty && exact.violation($0, at: []) > 0 }) { return .none }
    let exact = exact.withoutIdleParts()
    if exact.rows.isEmpty { return .some }
    let any = Stage(name: "any", objective: .zero, sense: .minimize, digits: 0, unit: "", isPolicy: false)
    switch try solve(any, exact, from: nil, workLimit: workLimit, timeLimit: nil) {
    case .infeasible: return .none
    case .undecided: return .unknown
    case .solved: return .some
    }
  }
}

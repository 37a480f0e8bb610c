import IntegerProgram

/// When doubles are not to be believed, and what is asked instead. docs/decisions/0008 says what this was measured on.
extension StageSolve {
  /// Whether doubles may have misjudged the program: they found nothing, or numbers are too far apart for them. A limit is no
  /// judgement.
  func isInDoubt(_ result: Result) -> Bool {
    switch result {
    case .infeasible: return true
    case .undecided: return false
    case .solved(let end):
      if end.isUnimproved { return true }
      guard end.limit == nil, !exact.isTellable || exact.isUneven, let tightened = exact.tightened() else {
        return false
      }
      return !tightened.isTellable || tightened.isUneven
    }
  }

  /// What trying every decision comes to.
  /// - Returns: nil where that is too much.
  func decided(knowing point: [Int128]?) -> Result? {
    let known = point.flatMap { exact.isSatisfied(by: $0) ? $0 : nil }
    var search = DecisionSearch(self, knowing: known.map { ($0, stage.objective.value(at: $0)) })
    guard search.run(exact) else { return nil }
    guard let best = search.best else { return .infeasible }
    return .solved(
      End(point: best.point, value: best.value, bound: Double(best.value), isProven: true, limit: nil, work: 0))
  }

  /// The best whole amounts that doubles find where every decision is made.
  /// - Returns: nil where none are found that obey every row.
  func amounts(in decided: ExactProgram) throws(SolverFault) -> (point: [Int128], value: Int128)? {
    var own = self
    own.exact = decided
    own.noGoodCuts = 3
    guard case .solved(let end) = try own.search(from: nil) else { return nil }
    return (end.point, end.value)
  }
}

extension ExactProgram {
  /// Whether a double tells one minor unit of each amount from the next.
  var isTellable: Bool {
    columns.allSatisfy { $0.nature != .amount || $0.upper - $0.lower < 1_000_000_000 }
  }

  /// Whether some row about decisions and money has a coefficient beside which a double loses another.
  var isUneven: Bool {
    rows.contains { row in
      let sizes = row.terms.map { abs($0.coefficient) }
      return (sizes.max() ?? 0) / 1_000_000_000 >= sizes.min() ?? 1
        && row.terms.allSatisfy { columns[$0.column].nature != .credit }
    }
  }
}

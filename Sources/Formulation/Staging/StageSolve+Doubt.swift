import ExactProgram
import IntegerProgram

/// Detects results that double arithmetic may have got wrong, and decides such stages by enumeration in exact integers.
///
/// docs/decisions/0008 records the measurements.
extension StageSolve {
  /// Whether double arithmetic may have misjudged the program: it found no point or no improvement, or the magnitudes
  /// differ too much. A result that a limit cut short is not in doubt.
  func isInDoubt(_ result: Result) -> Bool {
    switch result {
    case .infeasible: return true
    case .undecided: return false
    case .solved(let end):
      if end.isUnimproved { return true }
      guard end.limit == nil, !exact.resolvesMinorUnits || exact.isIllScaled, let tightened = exact.tightened() else {
        return false
      }
      return !tightened.resolvesMinorUnits || tightened.isIllScaled
    }
  }

  /// Solves the stage by enumerating every decision in exact integers.
  /// - Parameter point: A known point; it is ignored unless it is feasible.
  /// - Returns: nil if the enumeration exceeds its limit.
  func enumerated(from point: [Int128]?) -> Result? {
    let known = point.flatMap { exact.isSatisfied(by: $0) ? $0 : nil }
    var search = DecisionSearch(self, knowing: known.map { ($0, stage.objective.value(at: $0)) })
    guard search.run(exact) else { return nil }
    guard let best = search.best else { return .infeasible }
    return .solved(
      End(point: best.point, value: best.value, bound: Double(best.value), isProven: true, limit: nil, work: 0))
  }

  /// Searches in doubles for the best whole amounts of a program in which every decision is fixed.
  /// - Returns: nil if no feasible point is found.
  func amounts(in decided: ExactProgram) throws(SolverFault) -> (point: [Int128], value: Int128)? {
    var own = self
    own.exact = decided
    own.noGoodCuts = 3
    guard case .solved(let end) = try own.search(from: nil) else { return nil }
    return (end.point, end.value)
  }
}

extension ExactProgram {
  /// Whether a double resolves one minor unit in each amount column: every range is below 1,000,000,000.
  var resolvesMinorUnits: Bool {
    columns.allSatisfy { $0.nature != .amount || $0.upper - $0.lower < 1_000_000_000 }
  }

  /// Whether some row without credit columns has coefficients that differ by a factor of 1,000,000,000 or more.
  var isIllScaled: Bool {
    rows.contains { row in
      let sizes = row.terms.map { abs($0.coefficient) }
      return (sizes.max() ?? 0) / 1_000_000_000 >= sizes.min() ?? 1
        && row.terms.allSatisfy { columns[$0.column].nature != .credit }
    }
  }
}

import ExactProgram
import IntegerProgram

/// Certification of a stage's claim of optimality or infeasibility, independent of the search.
extension StageSolve {
  /// Certifies the bound of a stage's result in exact integers, as far as the certifier's limits allow.
  ///
  /// If the claim is false, the counterexample replaces the result's point, and its own claim is certified in turn.
  /// - Returns: The result, and whether its point was replaced.
  mutating func certified(_ end: End) -> (end: End, isBetter: Bool) {
    var end = end
    let left = refutationsLeft
    // One for all rounds, which share its nodes.
    let certifier = certifier
    rounds: while true {
      guard refutationsLeft > 0 else {
        // Better points may follow one another for ever, a unit apart. Nothing is claimed then.
        end.limit = end.limit ?? .work
        end.bound = stage.trivialBound(in: given)
        break
      }
      let claim = end.claim(in: stage)
      switch certifier.verdict(on: given, stage.goal, reaching: next(after: claim)) {
      case .open: break rounds
      case .refuted(let point):
        improve(&end, by: point)
        continue
      case .confirmed: end.certifiedBound = claim
      }
      guard end.limit == nil, isBeyondGap(end.value, claim) else { break }
      // The search found a better LP objective, but its repair to whole amounts lost it.
      switch certifier.verdict(on: given, stage.goal, reaching: next(after: end.value)) {
      case .confirmed: end.certifiedBound = end.value
      case .refuted(let point):
        improve(&end, by: point)
        continue
      case .open: end.limit = .work
      }
      break
    }
    end.isProven = end.certifiedBound == end.value
    return (end, refutationsLeft < left)
  }

  /// Certifies a search's claim of infeasibility; a feasible point that refutes it becomes the stage's result.
  func certifiedInfeasible() -> Result {
    guard case .refuted(let point) = certifier.verdict(on: given, .any, reaching: 0) else { return .infeasible }
    let value = stage.objective.value(at: point)
    return .solved(
      End(
        point: point, value: value, bound: stage.trivialBound(in: given), isProven: false, isUnimproved: true,
        limit: nil, work: 0))
  }

  /// Whether the claim is to be certified: only if the settings ask for it, as before a plan is written, and only for
  /// programs whose single LP takes no longer than the search.
  var isCertifiable: Bool { settings.certifies && given.columns.count <= 20_000 }

  private var certifier: Certifier {
    let usual = 1000 + 2 * given.rows.count
    return Certifier(
      solver: settings.solver, workLimit: given.isSmall ? 200_000 : isBrief ? usual / 10 : usual, mostNodes: 5000,
      deadline: deadline, interruption: settings.interruption)
  }

  private mutating func improve(_ end: inout End, by point: [Int128]) {
    refutationsLeft -= 1
    end.point = point
    end.value = stage.objective.value(at: point)
    end.certifiedBound = nil
    end.isUnimproved = false
  }

  private func isBeyondGap(_ value: Int128, _ bound: Int128) -> Bool {
    Double((bound - value).magnitude) > settings.gap * max(1, Double(value.magnitude))
  }
}

extension StageSolve.End {
  /// The bound that the search claims, in whole units; the value itself if the search claims optimality.
  fileprivate func claim(in stage: Stage) -> Int128 {
    let isMaximised = stage.sense == .maximize
    guard !isProven, abs(bound) < 1e37 else { return value }
    // A bound is accurate only to the last digits of a double, so it is rounded outwards.
    let outward = Int128(saturating: isMaximised ? bound.rounded(.up) : bound.rounded(.down))
    return isMaximised ? max(value, outward) : min(value, outward)
  }
}

extension ExactProgram {
  /// Whether the program is small enough to enumerate its decisions, so that every claim about it is decided.
  var isSmall: Bool { columns.count <= 300 && columns.count { $0.nature == .choice && $0.lower < $0.upper } <= 60 }
}

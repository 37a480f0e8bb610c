import IntegerProgram

/// How a stage's claim stands after it was decided anew, apart from the search.
extension StageSolve {
  /// The end with a bound that holds in exact integers, where the certifier gets so far.
  ///
  /// Where the claim is false, the point that shows it takes the place of the end's, and its own claim is decided in turn.
  /// - Returns: the end, and whether its point is another one.
  func certified(_ end: End) -> (end: End, isBetter: Bool) {
    var end = end
    var isBetter = false
    rounds: for _ in 0..<Self.mostRounds {
      let claim = end.claim(in: stage)
      switch certifier.verdict(on: given, stage, reaching: next(after: claim)) {
      case .open: break rounds
      case .refuted(let point):
        improve(&end, by: point)
        isBetter = true
        continue
      case .confirmed: end.certifiedBound = claim
      }
      guard end.limit == nil, isBeyondGap(end.value, claim) else { break }
      // The search promised a better point and lost it on the way to whole amounts.
      switch certifier.verdict(on: given, stage, reaching: next(after: end.value)) {
      case .confirmed: end.certifiedBound = end.value
      case .refuted(let point):
        improve(&end, by: point)
        isBetter = true
        continue
      case .open: end.limit = .work
      }
      break
    }
    end.isProven = end.certifiedBound == end.value
    return (end, isBetter)
  }

  /// What a search says has no point at all, decided anew: a point that shows otherwise is where the stage goes on.
  func certifiedInfeasible() -> Result {
    guard case .refuted(let point) = certifier.verdict(on: given, .any, reaching: 0) else { return .infeasible }
    let value = stage.objective.value(at: point)
    return .solved(
      End(
        point: point, value: value, bound: stage.farthest(in: given), isProven: false, isUnimproved: true, limit: nil,
        work: 0))
  }

  /// A false claim is followed by the next one; so many in a row come only of values that lie a unit apart.
  private static var mostRounds: Int { 200 }

  /// Whether the certifier goes to work: where a plan is to be written, on programs of which one linear program does not take
  /// longer than the search.
  var isCertifiable: Bool { settings.certifies && given.columns.count <= 20_000 }

  private var certifier: Certifier {
    Certifier(
      solver: settings.solver, workLimit: given.isSmall ? 200_000 : 1000 + 2 * given.rows.count, mostNodes: 20_000,
      deadline: deadline, interruption: settings.interruption)
  }

  private func improve(_ end: inout End, by point: [Int128]) {
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
  /// The bound that the search claims, in whole units: the value itself where it says that nothing is better.
  fileprivate func claim(in stage: Stage) -> Int128 {
    let isMaximised = stage.sense == .maximize
    guard !isProven, abs(bound) < 1e37 else { return value }
    // A bound holds to the last digits of a double; rounded outwards it holds as it stands.
    let outward = Int128(saturating: isMaximised ? bound.rounded(.up) : bound.rounded(.down))
    return isMaximised ? max(value, outward) : min(value, outward)
  }
}

extension ExactProgram {
  /// Whether every decision can be tried, so that a claim about it is always decided.
  var isSmall: Bool { columns.count <= 300 && columns.count { $0.nature == .choice && $0.lower < $0.upper } <= 60 }
}

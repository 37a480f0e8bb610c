import Model

/// How much is proven of a plan's floors and its policy value.
public enum PlanProof: String, Sendable, Codable, CaseIterable {
  /// Exact integer arithmetic shows that no plan has better floors or a better policy value.
  case optimal
  /// The search excludes plans better by more than the requested gap.
  case withinGap = "within_gap"
  /// A limit came before either was shown.
  case feasible
}

extension Plan {
  /// How much is proven over all stages up to the policy. Floors precede the policy, so an open floor stage leaves the
  /// whole plan open.
  public var proof: PlanProof {
    guard let policy = stages.firstIndex(where: { $0.stageName == .utilitarian }) else { return .feasible }
    let decisive = stages[...policy]
    if decisive.contains(where: { $0.limit != nil || $0.gap > requestedGap }) { return .feasible }
    return decisive.allSatisfy { $0.gap == 0 && $0.certificate == "exact" } ? .optimal : .withinGap
  }
}

import Synchronization

/// Keeps the answers about rosters by the variants that they staff: they depend on nothing else.
package final class RosterCache: Sendable {
  private let found = Mutex<[Set<StartedVariant>: Staffing.Answer]>([:])
  private let foundCuts = Mutex<[[StartedVariant]: [UnstaffableVariants]]>([:])

  subscript(variants: Set<StartedVariant>) -> Staffing.Answer? {
    get { found.withLock { $0[variants] } }
    set { found.withLock { $0[variants] = newValue } }
  }

  /// The known single variants and pairs among these that have no roster; nil where they were not determined yet.
  func cuts(of variants: [StartedVariant]) -> [UnstaffableVariants]? { foundCuts.withLock { $0[variants] } }
  func learn(_ cuts: [UnstaffableVariants], of variants: [StartedVariant]) {
    foundCuts.withLock { $0[variants] = cuts }
  }
}

import Formulation
import Model

extension LexicographicValue {
  var isExact: Bool { levels.allSatisfy(\.isExact) }
  /// Whether every floor's shortfall is zero.
  public var hasNoShortfall: Bool { floors.allSatisfy { $0.value == 0 } }

  /// The levels of these stages alone; where all floors are waived, their levels are dropped.
  public func kept(_ stages: [Stage]) -> LexicographicValue {
    LexicographicValue(levels: stages.compactMap { self[$0.id] })
  }

  /// Whether this is better than any value within the other's bounds.
  /// - Complexity: O(stages).
  public func beats(_ other: LexicographicValue, _ stages: [Stage]) -> Bool {
    for (stage, (mine, theirs)) in zip(stages, zip(levels, other.levels)) {
      let gain = stage.sense == .maximize ? mine.value - theirs.bound : theirs.bound - mine.value
      if gain > stage.slack { return true }
      if gain < -stage.slack { return false }
    }
    return false
  }
}

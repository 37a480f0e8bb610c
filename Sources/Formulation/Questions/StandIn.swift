import Model

/// One more volunteer with whom what is carried out can be staffed.
public struct StandIn: Sendable, Equatable {
  public let kind: Newcomer
  /// What they must offer in each period, in minutes.
  public let minutes: Int64
}

extension StagedSolve {
  /// The newcomer who must offer least time so that the same is staffed from lists that lack somebody.
  ///
  /// Who has more time can do all that somebody with less can, so the range is halved.
  /// - Parameters:
  ///   - kinds: What they may be able to do; of those that ask for as little time, the first.
  ///   - most: Minutes in each period; more are not asked for.
  /// - Returns: The least that was found, nil where none will do; and whether a limit left nothing open.
  /// - Complexity: About log2(`most`) rosters for each kind.
  public func leastStandIn(
    _ kinds: [Newcomer], upTo most: Int64, for awards: [Allocation.Award], in instance: Instance
  ) throws -> (least: StandIn?, isProven: Bool) {
    var (least, isProven): (StandIn?, Bool) = (nil, true)
    for kind in kinds {
      func isEnough(_ minutes: Int64) throws -> Bool {
        let lists = try instance.changed(by: [.newcomers(1, kind, minutes: minutes)])
        let answer = try canStaff(awards, Formulation(lists))
        if answer == nil { isProven = false }
        return answer ?? false
      }
      var (low, high) = (Int64(0), least.map { $0.minutes - 1 } ?? most)
      guard high > 0, try isEnough(high) else { continue }
      while high - low > 1 {
        let middle = (low + high) / 2
        if try isEnough(middle) { high = middle } else { low = middle }
      }
      least = StandIn(kind: kind, minutes: high)
    }
    return (least, isProven)
  }
}

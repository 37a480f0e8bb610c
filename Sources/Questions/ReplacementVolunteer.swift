import Formulation
import Model

/// One additional volunteer with whom the awards can be staffed.
public struct ReplacementVolunteer: Sendable, Equatable {
  /// What they are able to do.
  public let kind: Newcomer
  /// The time that they must offer in each period, in minutes.
  public let minutes: Int64
}

extension StagedSolve {
  /// Finds the newcomer with the least time who makes the awards feasible to staff from lists that lack somebody.
  ///
  /// A volunteer with more time can do all that one with less can, so the range is bisected.
  /// - Parameters:
  ///   - kinds: The kinds of newcomer to try; on ties the first is kept.
  ///   - most: The largest time considered, in minutes in each period.
  /// - Returns: The least found, nil where none is enough; and whether no limit left anything open.
  /// - Throws: `SolverFault` where the solver fails, `Findings` where the changed lists are invalid.
  /// - Complexity: About log2(`most`) rosters for each kind.
  public func leastReplacement(
    _ kinds: [Newcomer], upTo most: Int64, for awards: [Allocation.Award], in instance: Instance
  ) throws -> (least: ReplacementVolunteer?, isProven: Bool) {
    var (least, isProven): (ReplacementVolunteer?, Bool) = (nil, true)
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
      least = ReplacementVolunteer(kind: kind, minutes: high)
    }
    return (least, isProven)
  }
}

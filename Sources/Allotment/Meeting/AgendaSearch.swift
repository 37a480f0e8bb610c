import Explanation
import Formulation
import IntegerProgram
import Model

/// 议程. Prices the other decision about each project that no decision of the meeting settles.
public struct AgendaSearch: Sendable {
  /// The projects that are priced, in the order of the lists.
  public let projects: [ProjectID]
  /// How many projects are settled, or are done already.
  public let settled: Int
  private let explainer: Explainer

  /// Chooses the projects.
  /// - Complexity: O(projects × pins).
  public init(_ explainer: Explainer, _ lists: Lists) {
    self.explainer = explainer
    projects = lists.projects.filter { $0.status != .done && !explainer.isSettled($0.id) }.map(\.id)
    settled = lists.projects.count - projects.count
  }

  /// Solves for each of them.
  /// - Parameters:
  ///   - threads: The most solves at the same time.
  ///   - known: What an earlier run found.
  ///   - keep: Keeps what this run finds.
  ///   - progress: Called for each, with whether this run solved it.
  /// - Returns: The decisions in the order of ``projects``; nil if the run was interrupted.
  /// - Throws: `SolverFault` where the solver fails, the error of `keep`.
  /// - Complexity: one solve of the policy for each project, work-limited.
  public func decisions(
    threads: Int, known: @Sendable (ProjectID) -> ContestedDecision?,
    keep: @Sendable (ProjectID, ContestedDecision) throws -> Void, progress: @Sendable (Bool) -> Void
  ) throws -> [ContestedDecision]? {
    let found = try concurrentMap(projects.count, threads: threads, unless: { isInterrupted }) {
      index -> ContestedDecision? in
      let id = projects[index]
      if let found = known(id) {
        progress(false)
        return found
      }
      let found = try explainer.contested(id)
      guard !isInterrupted else { return nil }
      try keep(id, found)
      progress(true)
      return found
    }
    if isInterrupted { return nil }
    return found.compactMap { $0 ?? nil }
  }

  private var isInterrupted: Bool { explainer.solve.interruption?.isRaised ?? false }
}

extension [ContestedDecision] {
  /// The decisions whose other plan serves the guaranteed needs as well, the smallest price first. They are sorted by the most that
  /// they cost, then by the least, then by id.
  public var bySmallestPrice: [ContestedDecision] {
    filter { $0.end == .plan }.sorted { one, other in
      let (mine, theirs) = ((one.price, one.project), (other.price, other.project))
      return (mine.0.most, mine.0.least, mine.1) < (theirs.0.most, theirs.0.least, theirs.1)
    }
  }
}

extension ContestedDecision {
  /// The least and the most that it costs.
  public var price: (least: Int128, most: Int128) { (Int128(least) ?? 0, Int128(most) ?? 0) }
}

import IntegerProgram

/// Rounds of cuts at nodes of the tree. They use the rows and bounds of the whole problem, so that the cuts are
/// globally valid.
///
/// A round takes as long as several nodes, and each cut slows all later nodes. Rounds that gain little therefore become
/// rarer.
struct NodeCuts {
  private lazy var separation = Separation(problem)
  /// The number of cuts before the tree.
  private let before: Int
  private let problem: Problem
  /// The node number at which the next round is due, and the number of nodes until the one after it.
  private var next = 1
  private var rest = 1

  /// The part of the distance to the cutoff that a round must close for the next one to follow sooner.
  private static let leastGain = 0.05
  /// The most cuts of a round.
  private static let mostOfRound = 20

  /// - Parameter isWanted: Whether to add cuts at all; few quick nodes are faster without them.
  init(_ relaxation: Relaxation, isWanted: Bool) {
    problem = relaxation.problem
    before = relaxation.cuts.count
    if !isWanted { next = .max }
  }

  /// Cuts off a node's vertex if a round is due, and solves again.
  ///
  /// - Returns: Whether cuts were added; the relaxation then has its new vertex, if there is one.
  mutating func tighten(_ relaxation: Relaxation, number: Int, cutoff: Double) throws(EngineFault) -> Bool {
    guard number >= next, relaxation.cuts.count - before < problem.rows.count / 2 else { return false }
    let bound = relaxation.bound
    let chosen = selected(
      try separation.cuts(relaxation), most: NodeCuts.mostOfRound, columnCount: problem.columnCount)
    relaxation.append(chosen.map(\.row))
    if !chosen.isEmpty { _ = try relaxation.solve(cutoff: cutoff) }
    rest = relaxation.bound - bound > NodeCuts.leastGain * (cutoff - bound) ? max(1, rest / 2) : 2 * rest
    next = number + rest
    return !chosen.isEmpty
  }
}

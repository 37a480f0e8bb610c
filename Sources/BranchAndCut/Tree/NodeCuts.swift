import IntegerProgram

/// Rounds of cuts at nodes of the tree: made from the rows and bounds of the whole problem, so that they hold everywhere.
///
/// A round takes as long as some nodes, and each cut makes all that follow longer: rounds that bring little become rarer.
struct NodeCuts {
  private lazy var separation = Separation(problem)
  /// Cuts before the tree.
  private let before: Int
  private let problem: Problem
  /// The node at which the next round is due, and how many nodes go by before the one after it.
  private var next = 1
  private var rest = 1

  /// What a round has to close of the way to the cutoff for the next to follow sooner.
  private static let leastGain = 0.05
  private static let mostOfRound = 20

  /// - Parameter isWanted: whether there are to be any; few quick nodes are better off without.
  init(_ relaxation: Relaxation, isWanted: Bool) {
    problem = relaxation.problem
    before = relaxation.cuts.count
    if !isWanted { next = .max }
  }

  /// Cuts a node's vertex off if that is due, and solves again.
  /// - Returns: whether cuts were added; the relaxation then stands at its new vertex, if it has one.
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

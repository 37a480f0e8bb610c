import IntegerProgram

/// When rounds of cuts end: after so many, one after the other, that brought less than such a part of the bound.
struct CutEnding {
  let mostStalled: Int
  let leastGain: Double

  static let late = CutEnding(mostStalled: 4, leastGain: 1e-6)

  /// Of a large program a round takes long, and brings a tenth of what the one before it brought.
  static func soon(least: Double) -> CutEnding { CutEnding(mostStalled: 1, leastGain: max(1e-6, least)) }
}

/// Rounds of cuts at the root: separate, take the deepest, reoptimise by the dual method, drop what is slack.
///
/// - Returns: how the last linear program ended; the relaxation then holds only cuts that its vertex needs.
func tightenByCuts(
  _ relaxation: Relaxation, _ incumbent: Incumbent, _ budget: Budget, mostRounds: Int, ending: CutEnding,
  onRound: () throws(EngineFault) -> Void
) throws(EngineFault) -> Relaxation.Status {
  var separation = Separation(relaxation.problem)
  let problem = relaxation.problem
  var stalled = 0
  var rounds = 0
  // What only has to be possible is asked first: without it the vertex is not worth cutting.
  for _ in 0..<mostRounds {
    guard try relaxation.addLazyRows() else { break }
    let status = try relaxation.solve(cutoff: incumbent.cutoff)
    guard status == .optimal else { return status }
    try onRound()
  }
  while rounds < mostRounds, stalled < ending.mostStalled, !relaxation.fractionalColumns.isEmpty, !budget.isSpent {
    rounds += 1
    let before = relaxation.bound
    let found = try separation.cuts(relaxation)
    let chosen = selected(found, most: 150 + problem.columnCount / 10, columnCount: problem.columnCount)
    if chosen.isEmpty { break }
    relaxation.removeSlackCuts()
    relaxation.append(chosen.map(\.row))
    _ = try relaxation.addLazyRows()
    let status = try relaxation.solve(cutoff: incumbent.cutoff)
    guard status == .optimal else { return status }
    try onRound()
    let gain = relaxation.bound - before
    let open = incumbent.objective < .infinity ? incumbent.objective - before : abs(before)
    stalled = gain < max(1e-3 * open, ending.leastGain * abs(before)) ? stalled + 1 : 0
  }
  relaxation.removeSlackCuts()
  return try relaxation.solve(cutoff: incumbent.cutoff)
}

import IntegerProgram

/// When the cut loop ends: after `mostStalled` consecutive rounds that each raise the bound by less than the part
/// `leastGain` of it.
struct CutEnding {
  let mostStalled: Int
  let leastGain: Double

  static let late = CutEnding(mostStalled: 4, leastGain: 1e-6)

  /// For a large program, where a round takes long and gains a tenth of what the round before it gained.
  static func soon(least: Double) -> CutEnding { CutEnding(mostStalled: 1, leastGain: max(1e-6, least)) }
}

/// Runs rounds of cuts at the root: separate, select the deepest, reoptimise with the dual method, drop slack cuts.
///
/// - Returns: the status of the last linear program. The relaxation then holds only cuts that its vertex needs.
func tightenByCuts(
  _ relaxation: Relaxation, _ incumbent: Incumbent, _ budget: Budget, mostRounds: Int, ending: CutEnding,
  onRound: () throws(EngineFault) -> Void
) throws(EngineFault) -> Relaxation.Status {
  var separation = Separation(relaxation.problem)
  let problem = relaxation.problem
  var stalled = 0
  var rounds = 0
  // Lazy rows come first: a vertex that violates them is not worth cutting.
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

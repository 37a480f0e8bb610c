import ExactProgram
import IntegerProgram
import Model

/// Minimises the heaviest load: first as one program, then by bisection.
///
/// As one program it often has a very weak bound: fractions of volunteers, each with a fraction of their minutes,
/// look as good as whole ones. With a cap on every load, a volunteer gives no more than the cap, and too low a cap is
/// soon shown to be infeasible.
extension StagedSolve {
  /// Solves the stage of the heaviest load.
  /// - Returns: The end of the stage, and the program with the cap that was reached.
  /// - Throws: `SolverFault` where the solver fails or finds no roster.
  func leastLoad(
    _ stage: Stage, _ exact: ExactProgram, _ f: Formulation, from start: [Int128], _ warmStarts: inout WarmStartCache,
    workLimit: Int?, timeLimit: Duration?
  ) throws(SolverFault) -> (end: StageSolve.End, capped: ExactProgram) {
    let clock = ContinuousClock(), began = ContinuousClock().now
    func left() -> Duration? { timeLimit.map { max(.milliseconds(1), $0 - (clock.now - began)) } }
    var solve = StageSolve(
      stage: stage, exact: exact, settings: self, workLimit: workLimit.map { max(1, $0 / 2) }, timeLimit: left())
    solve.warmStarts = warmStarts
    let first = try solve.end(from: start)
    warmStarts = solve.warmStarts
    guard case .solved(var end) = first else {
      throw SolverFault("stage \(stage.name): a roster was lost")
    }
    func certified(_ end: StageSolve.End) -> (end: StageSolve.End, capped: ExactProgram) {
      let end = solve.isCertifiable ? solve.certified(end).end : end
      return (end, f.capped(exact, at: end.value))
    }
    guard end.limit != nil else { return certified(end) }
    var proven = max(0, Int128(saturating: (end.bound - 1e-6).rounded(.up)))
    end.limit = nil
    var (low, tries) = (proven, 0)
    while low < end.value, Double(end.value - low) > gap * Double(end.value) {
      let cap = (low + end.value) / 2
      var solve = StageSolve(
        stage: f.anyRoster, exact: f.capped(exact, at: cap), settings: self,
        workLimit: workLimit.map { max(1, $0 / 8) },
        timeLimit: left())
      solve.warmStarts = warmStarts
      switch try solve.end(from: nil) {
      case .solved(let found):
        end.reuse = end.reuse + found.reuse
        end.point = found.point
        end.work += found.work
        f.setLoads(&end.point)
        end.value = stage.objective.value(at: end.point)
      case .infeasible:
        low = cap + 1
        proven = low
      case .undecided(let limit):
        low = cap + 1
        end.limit = limit
        tries += 1
      }
      if tries == 3 || end.limit == .time || end.limit == .interruption { break }
    }
    end.bound = Double(proven)
    end.isProven = proven == end.value
    // The proven bound may lie within the gap even where a limit left a cap open.
    if Double(end.value - proven) <= gap * Double(end.value) { end.limit = nil }
    return certified(end)
  }
}

extension Formulation {
  /// A roster's program in which nobody's load in a period exceeds the cap, in minutes.
  fileprivate func capped(_ exact: ExactProgram, at cap: Int128) -> ExactProgram {
    var out = exact
    out.limit(people.heaviest!.terms[0].column, to: cap)
    for duty in people.duties where Int128(volunteers[duty.volunteer].offer.minutes) > cap {
      guard let minutes = duty.inEachPeriod else { continue }
      let subjects = subjects(people.posts[duty.post]) + [subject(duty.volunteer)]
      out.add(Meaning("heaviest-load", subjects), minutes - duty.heads * cap, atMost: 0)
    }
    return out
  }
}

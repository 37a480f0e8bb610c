import ExactProgram
import IntegerProgram
import Model

/// Minimises the heaviest load: first as one program, then by bisection.
///
/// As one program it often has a very weak bound: fractions of volunteers, each with a fraction of their minutes,
/// look as good as whole ones. With a cap on every load, a volunteer gives no more than the cap, and too low a cap is
/// soon shown to be infeasible.
extension RosterProgram {
  /// Solves the stage of the heaviest load.
  /// - Parameter solve: The stage as one program. It gets half of its work limit, and each cap an eighth.
  /// - Returns: The end of the stage, and the program with the cap that was reached.
  /// - Throws: `SolverFault` where the solver fails or finds no roster.
  func leastLoad(
    _ solve: inout StageSolve, from start: [Int128]
  ) throws(SolverFault) -> (end: StageSolve.End, exact: ExactProgram) {
    let workLimit = solve.workLimit
    solve.workLimit = workLimit.map { max(1, $0 / 2) }
    guard case .solved(var end) = try solve.end(from: start) else {
      throw SolverFault("stage \(solve.stage.name): a roster was lost")
    }
    if end.limit != nil { try bisectCap(of: &end, solve, workLimit: workLimit.map { max(1, $0 / 8) }) }
    if solve.isCertifiable { end = solve.certified(end).end }
    return (end, capped(solve.given, at: end.value))
  }

  /// Bisects the cap on every load, between the proven bound and the best load found.
  private func bisectCap(
    of end: inout StageSolve.End, _ first: StageSolve, workLimit: Int?
  ) throws(SolverFault) {
    let gap = first.settings.gap
    var proven = max(0, Int128(saturating: (end.bound - 1e-6).rounded(.up)))
    end.limit = nil
    var (low, tries) = (proven, 0)
    while low < end.value, Double(end.value - low) > gap * Double(end.value) {
      let cap = (low + end.value) / 2
      var solve = StageSolve(
        stage: anyRoster, exact: capped(first.given, at: cap), settings: first.settings, workLimit: workLimit,
        timeLimit: first.timeLeft)
      solve.warmStarts = first.warmStarts
      switch try solve.end(from: nil) {
      case .solved(let found):
        end.reuse = end.reuse + found.reuse
        end.point = found.point
        end.work += found.work
        setLoads(&end.point)
        end.value = first.stage.objective.value(at: end.point)
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
  }

  /// A roster's program in which nobody's load in a period exceeds the cap, in minutes.
  private func capped(_ exact: ExactProgram, at cap: Int128) -> ExactProgram {
    var out = exact
    out.limit(heaviest!.terms[0].column, to: cap)
    for duty in people.duties where Int128(volunteers[duty.volunteer].offer.minutes) > cap {
      guard let minutes = duty.inEachPeriod else { continue }
      let subjects = people.subjects(people.posts[duty.post]) + [people.subject(duty.volunteer)]
      out.add(Meaning("heaviest-load", subjects), minutes - duty.heads * cap, atMost: 0)
    }
    for (index, post) in people.posts.enumerated() {
      guard let heads = leastHeads(of: index, under: cap) else { continue }
      let meaning = Meaning("heaviest-load", people.subjects(post) + ["heads"])
      out.add(meaning, people.ofPost[index].map { people.duties[$0].heads }.sum(), atLeast: heads)
    }
    return out
  }

  /// The least people who can give a post without slots the time that it asks for, if nobody gives more than the cap in a
  /// period: one more than there are where all of them cannot. Nil for a post that asks for no time, or has slots.
  ///
  /// It is a row of the program rounded up, which relaxations do not know: of 10 hours under a cap of 9, they ask for 1.1
  /// people.
  private func leastHeads(of index: Int, under cap: Int128) -> Int128? {
    let post = people.posts[index], asked = Int128(post.role.minutes)
    guard post.slots.isEmpty, asked > 0 else { return nil }
    let most = people.ofPost[index].map { duty in
      min(cap, Int128(volunteers[people.duties[duty].volunteer].offer.minutes)) * Int128(post.lasts)
    }.sorted(by: >)
    var (sum, heads) = (Int128(0), 0)
    while sum < asked, heads < most.count {
      sum += most[heads]
      heads += 1
    }
    return Int128(sum < asked ? most.count + 1 : heads)
  }

  /// A bound that the heaviest load of no roster is below, in minutes: somebody takes each slot, or all slots of a role
  /// that asks for the same people throughout; and the holders of a role without slots share its time.
  var leastHeaviest: Int128 {
    people.posts.enumerated().map { index, post in
      if post.slots.isEmpty {
        let holders = people.ofPost[index].count, heads = min(holders, post.role.headsMax ?? holders)
        return heads == 0 ? 0 : ceilDivide(Int128(post.role.minutes), Int128(post.lasts * heads))
      }
      guard post.role.headsMin > 0 else { return 0 }
      if !post.isWhole { return Int128(post.slots.map(\.minutes).max()!) }
      let inPeriods = Dictionary(grouping: post.slots, by: instance.period).values
      return Int128(inPeriods.map { $0.reduce(0) { $0 + $1.minutes } }.max()!)
    }.max() ?? 0
  }
}

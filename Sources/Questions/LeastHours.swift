import ExactProgram
import Formulation
import IntegerProgram
import Model

extension ChangeSearch {
  /// Finds the least time of newcomers of one kind that gets a project chosen: one newcomer if that is enough,
  /// otherwise two with equal minutes, and so on up to the most heads that one of its roles with their skill asks
  /// for.
  ///
  /// A newcomer with more minutes can do all that one with fewer can, so the least is approached from above. The
  /// newcomers' heaviest load in the roster that minimises it is enough for a plan that is good enough; then one
  /// minute less is tried.
  /// - Returns: The minutes of all newcomers together.
  /// - Throws: `SolverFault` where the solver fails, `Findings` where the changed lists are invalid.
  public func leastHours(
    _ kind: Newcomer, of id: ProjectID, base: LexicographicValue?, near plan: Allocation? = nil
  ) throws -> LeastChange {
    let condition = [SideConstraint.carriedOut(id)], rival = [SideConstraint.notCarriedOut(id)]
    let roles = instance.project(id).variants.flatMap(\.roles).filter { $0.skill == kind.skill }
    let most = Int64(clamping: mostMinutes)
    guard most > 0 else { return .none(most: nil) }
    if let base, formulation.hasRoles {
      let isRefuted = try isRefutedWithoutPeople(base, with: condition)
      if isRefuted == true { return .none(most: nil) }
      if isRefuted == nil, solve.gap > 0 { return .undecided(tooLittle: nil) }
    }
    for count in 1...max(1, roles.map(\.headsMin).max() ?? 1) {
      var threshold = base
      // The least minutes that a proven threshold requires.
      var low: Int64 = 0
      rounds: for _ in 0..<(solve.gap == 0 ? 20 : 3) {
        func changes(_ minutes: Int64) -> [Change] { [.newcomers(count, kind, minutes: minutes)] }
        var enough: (minutes: Int64, with: LexicographicValue, plan: Allocation, reuse: Reuse)?
        var floor = low
        probes: while enough.map({ floor < $0.minutes }) ?? true {
          let minutes = enough.map { $0.minutes - 1 } ?? most
          switch try beating(threshold, under: changes(minutes), with: condition, work: 2) {
          case .some(let with, let plan, let reuse):
            enough = (try leastLoad(of: count, plan.awards, under: changes(minutes)) ?? minutes, with, plan, reuse)
          case .none where enough == nil: break rounds
          case .none: floor = enough!.minutes
          case .unknown: break probes
          }
        }
        guard let enough else { return .undecided(tooLittle: nil) }
        low = threshold?.isExact ?? true ? max(low, floor) : low
        func found(_ without: LexicographicValue?, _ reused: Reused = Reused()) -> LeastChange {
          .found(
            .init(
              changes: changes(enough.minutes), amount: Int128(enough.minutes) * Int128(count),
              isLeast: floor >= enough.minutes && threshold?.isExact ?? true, without: without, with: enough.with,
              plan: enough.plan, reuse: enough.reuse, reusedWithout: reused))
        }
        guard let base else { return found(nil) }
        switch try rivals(under: changes(enough.minutes), rival, base, from: plan) {
        case .none: return found(nil)
        case .unknown: return .undecided(tooLittle: nil)
        case .some(let without, let reused):
          if enough.with.beats(without, formulation.decidingStages(objective)) { return found(without, reused) }
          threshold = without
        }
      }
    }
    return .none(most: nil)
  }

  /// An upper bound on anybody's minutes: the time of all roles, with the longest variant of each project.
  private var mostMinutes: Int128 {
    instance.lists.projects.reduce(0) { sum, project in
      let roles = project.variants.map { variant in
        variant.roles.reduce(Int128(0)) { $0 + time(of: $1) }
      }
      return sum + (roles.max() ?? 0)
    }
  }

  private func time(of role: Role) -> Int128 {
    let shifts = role.slots.reduce(Int128(0)) { $0 + Int128(instance.slot($1).minutes) }
    return max(1, Int128(role.minutes), Int128(role.headsMin) * max(1, shifts), shifts)
  }

  /// The least heaviest load of a newcomer where these projects are staffed, in minutes; nil where a limit was
  /// reached first.
  private func leastLoad(
    of count: Int, _ awards: [Allocation.Award], under changes: [Change]
  ) throws -> Int64? {
    let lists = try instance.changed(by: changes)
    var roster = RosterProgram(lists, awards: awards)
    let newcomers = Set(instance.newcomers(count))
    let load = roster.heaviestLoad(
      of: roster.volunteers.indices.filter { newcomers.contains(roster.volunteers[$0].id) })
    let stage = Stage(.newcomers, load)
    var solve = solve
    solve.gap = 0
    guard case .allocated(let solution) = try solve.run(roster, stages: [stage], from: nil) else { return nil }
    return Int64(load.value(at: solution.point))
  }
}

extension RosterProgram {
  /// Adds a column that is at least the load of each of these volunteers in each period.
  fileprivate mutating func heaviestLoad(of some: [Int]) -> Expression {
    let heaviest = people.exact.addColumn(
      Meaning("newcomers"), .choice, upper: Int128(some.map { volunteers[$0].offer.minutes }.max() ?? 0))
    for volunteer in some {
      for (period, load) in people.loads(of: volunteer) {
        people.exact.add(
          Meaning("newcomers", [people.subject(volunteer), String(period)]), heaviest - load, atLeast: 0)
      }
    }
    return heaviest
  }
}

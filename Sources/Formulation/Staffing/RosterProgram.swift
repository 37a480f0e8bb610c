import ExactProgram
import IntegerProgram
import Model

/// The program of a roster: who serves in what is carried out.
///
/// An infeasible roster returns a cut to the program of the money (docs/decisions/0006).
package struct RosterProgram: Sendable {
  /// The posts, duties and rows of people.
  package var people: PeopleProgram
  /// At least the load of each volunteer in each period, in minutes; nil where nobody has a duty.
  private(set) var heaviest: Expression?
  /// For each volunteer with a duty, at least their minutes above an equal share.
  private(set) var excess: [(volunteer: Int, above: Expression)] = []
  /// For each volunteer with a duty and a least share, at least the minutes that they lack of it.
  private(set) var shortfalls: [(volunteer: Int, short: Expression)] = []

  /// Formulates the roster of what the awards carry out.
  package init(_ instance: Instance, awards: [Allocation.Award]) {
    let posts = instance.posts(of: awards)
    self.init(instance, posts, holders: QualifiedVolunteers(instance).holders(of: posts))
  }

  /// Formulates the roster of posts.
  /// - Parameters:
  ///   - holders: For each post, volunteers who may hold it.
  ///   - waivedPins: The pins of people that a question waives.
  init(_ instance: Instance, _ posts: [Post], holders: [[Int]], waivedPins: Set<Meaning> = []) {
    people = PeopleProgram(instance, posts, holders, waivedPins: waivedPins)
    addLoads()
  }

  package var exact: ExactProgram { people.exact }
  package var instance: Instance { people.instance }
  package var projects: [Project] { people.projects }
  package var volunteers: [Volunteer] { people.volunteers }
}

extension RosterProgram {
  /// The stages of a roster, in the order of the lists.
  func rosterStages() -> [Stage] {
    instance.lists.rosterOrder.map(stage).filter { !$0.objective.terms.isEmpty }
  }

  private func stage(_ aim: RosterAim) -> Stage {
    func stage(_ objective: Expression, share: Double = 0.003) -> Stage {
      var stage = Stage(aim.stage, objective)
      stage.share = share
      return stage
    }
    switch aim {
    case .least:
      let all = volunteers.reduce(Int128(0)) { $0 + Int128($1.offer.leastTotal) }
      let reachable = shortfalls.reduce(Int128(0)) { $0 + Int128(volunteers[$1.volunteer].offer.leastTotal) }
      return stage(shortfalls.map(\.short).sum() + Expression(constant: all - reachable), share: 0.05)
    case .wishes: return stage(people.wishes, share: 0.05)
    case .minutes: return stage(people.duties.map(\.minutes).sum(), share: 0.002)
    case .load:
      var load = stage(heaviest ?? .zero)
      load.isLeastLoad = true
      return load
    case .spread: return stage(excess.map(\.above).sum(), share: 0.001)
    case .travel: return stage(travel, share: 0.02)
    case .continuity:
      return stage(
        people.duties.filter { offer(of: $0).past.contains(project(of: $0).id) }.map(\.heads).sum(), share: 0.01)
    }
  }

  private func offer(of duty: Duty) -> Offer { volunteers[duty.volunteer].offer }
  private func project(of duty: Duty) -> Project { projects[people.posts[duty.post].project] }

  /// The travel times, once for each trip, in minutes.
  private var travel: Expression {
    people.duties.map { visits($0) * Int128(Travel.minutes(offer(of: $0), people.posts[$0.post], instance) ?? 0) }.sum()
  }

  /// A stage without an objective: any roster is optimal.
  var anyRoster: Stage { Stage(.roster, .zero) }

  /// The number of trips of a holder: one for each slot, or one where the post has no slots.
  private func visits(_ duty: Duty) -> Expression {
    duty.presence.isEmpty ? duty.heads : duty.presence.sorted { $0.key < $1.key }.reduce(.zero) { $0 + $1.value }
  }

  /// Adds the load rows: no volunteer's load in a period exceeds the heaviest load, and the minutes above an equal
  /// share of the demand are measured over the whole plan.
  private mutating func addLoads() {
    let qualified = people.qualified
    guard !qualified.isEmpty else { return }
    let most = Int128(qualified.map { volunteers[$0].offer.minutes }.max()!)
    let periods = Int128(instance.timeline.count)
    let equal = equalShare
    let heaviest = people.exact.addColumn(
      Meaning("heaviest-load"), .choice, upper: most, lower: min(most, leastHeaviest))
    for n in qualified {
      let load = people.ofVolunteer[n].map { people.duties[$0].minutes }.sum()
      let above = people.exact.addColumn(Meaning("load-above", [people.subject(n)]), .choice, upper: most * periods)
      for (period, load) in people.loads(of: n) {
        let name = instance.hasPeriods ? [instance.timeline[period].id.text] : []
        people.exact.add(Meaning("heaviest-load", [people.subject(n)] + name), heaviest - load, atLeast: 0)
      }
      people.exact.add(Meaning("load-above", [people.subject(n)]), above - load, atLeast: -equal)
      // Without a duty there is no share to bear, so a fraction of a head bears that fraction of the share.
      let heads = people.ofVolunteer[n].map { people.duties[$0].heads }.sum()
      people.exact.add(Meaning("load-above", [people.subject(n), "heads"]), above - load + heads * equal, atLeast: 0)
      excess.append((n, above))
    }
    self.heaviest = heaviest
    addShortfalls()
  }

  /// Adds a row for each least share: what a volunteer serves and what they lack come to it.
  private mutating func addShortfalls() {
    for n in people.qualified where volunteers[n].offer.leastTotal > 0 {
      let least = Int128(volunteers[n].offer.leastTotal)
      let meaning = Meaning("least-share", [people.subject(n)])
      let short = people.exact.addColumn(meaning, .choice, upper: least)
      let load = people.ofVolunteer[n].map { people.duties[$0].minutes }.sum()
      people.exact.add(meaning, load + short, atLeast: least)
      shortfalls.append((n, short))
    }
  }

  /// The minutes of each volunteer if all bore the same.
  var equalShare: Int128 {
    let asked = people.posts.reduce(Int128(0)) { sum, post in
      sum + max(Int128(post.role.minutes), post.slots.reduce(0) { $0 + Int128($1.minutes * Int64(post.role.headsMin)) })
    }
    return asked / Int128(volunteers.count)
  }

  /// Sets the columns of the stages of loads and least shares to the values that a point's duties imply.
  func setLoads(_ point: inout [Int128]) {
    guard let heaviest else { return }
    let heavy = people.qualified.flatMap { people.loads(of: $0) }.map { $0.load.value(at: point) }
    point[heaviest.terms[0].column] = heavy.max() ?? 0
    let equal = equalShare
    func load(_ n: Int) -> Int128 {
      people.ofVolunteer[n].reduce(Int128(0)) { $0 + people.duties[$1].minutes.value(at: point) }
    }
    for (n, above) in excess { point[above.terms[0].column] = max(0, load(n) - equal) }
    for (n, short) in shortfalls {
      point[short.terms[0].column] = max(0, Int128(volunteers[n].offer.leastTotal) - load(n))
    }
  }

  /// The roster's point for these assignments; nil where they violate its rows.
  package func point(of assignments: [Allocation.Assignment]) -> [Int128]? {
    var point = exact.columns.map { max(0, $0.lower) }
    let pairs = Set(assignments.map { [$0.volunteer.text, $0.project.text, $0.role.text] })
    guard pairs.count == assignments.count, people.enter(assignments, into: &point) else { return nil }
    setLoads(&point)
    guard exact.isSatisfied(by: point) else { return nil }
    // A point that implies more than the assignments, such as a slot that follows from the role, belongs to other
    // assignments.
    func sorted(_ assignments: [Allocation.Assignment]) -> [Allocation.Assignment] {
      assignments.map { item in
        var item = item
        item.slots.sort()
        return item
      }.sorted { ($0.project, $0.role, $0.volunteer) < ($1.project, $1.role, $1.volunteer) }
    }
    return sorted(people.assignments(at: point)) == sorted(assignments) ? point : nil
  }
}

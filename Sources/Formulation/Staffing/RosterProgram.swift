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
  /// The stages of a roster, in order: preferences, least minutes, least travel, continuity with earlier projects,
  /// least heaviest load, and least load above an equal share.
  func rosterStages() -> [Stage] {
    func stage(_ id: StageName, _ objective: Expression, share: Double = 0.003) -> Stage {
      var stage = Stage(id, objective)
      stage.share = share
      return stage
    }
    var wishes = Expression.zero, minutes = Expression.zero, travel = Expression.zero, known = Expression.zero
    for duty in people.duties {
      let post = people.posts[duty.post], offer = volunteers[duty.volunteer].offer, project = projects[post.project].id
      wishes += duty.heads * Int128(offer.preferences[project]?.milli ?? 0)
      minutes += duty.minutes
      travel += visits(duty) * Int128(Travel.minutes(offer, post, instance) ?? 0)
      if offer.past.contains(project) { known += duty.heads }
    }
    var load = stage(.rosterLoad, heaviest ?? .zero)
    load.isLeastLoad = true
    return [
      stage(.rosterWishes, wishes, share: 0.05),
      stage(.rosterMinutes, minutes, share: 0.002),
      stage(.rosterTravel, travel),
      stage(.rosterContinuity, known),
      load,
      stage(.rosterSpread, excess.map(\.above).sum(), share: 0.001),
    ].filter { !$0.objective.terms.isEmpty }
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
    let heaviest = people.exact.addColumn(Meaning("heaviest-load"), .choice, upper: most)
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
  }

  /// The minutes of each volunteer if all bore the same.
  private var equalShare: Int128 {
    let asked = people.posts.reduce(Int128(0)) { sum, post in
      sum + max(Int128(post.role.minutes), post.slots.reduce(0) { $0 + Int128($1.minutes * Int64(post.role.headsMin)) })
    }
    return asked / Int128(volunteers.count)
  }

  /// Sets the columns of the load stages to the values that a point's duties imply.
  func setLoads(_ point: inout [Int128]) {
    guard let heaviest else { return }
    let heavy = people.qualified.flatMap { people.loads(of: $0) }.map { $0.load.value(at: point) }
    point[heaviest.terms[0].column] = heavy.max() ?? 0
    let equal = equalShare
    for (n, above) in excess {
      let load = people.ofVolunteer[n].reduce(Int128(0)) { $0 + people.duties[$1].minutes.value(at: point) }
      point[above.terms[0].column] = max(0, load - equal)
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

import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  /// The stages of a roster, in order: preferences, least minutes, least travel, continuity with earlier projects,
  /// least heaviest load, and least load above an equal share.
  func rosterStages() -> [Stage] {
    func stage(
      _ name: String, _ objective: Expression, _ sense: Objective.Sense, _ digits: Int, _ unit: String,
      share: Double = 0.003
    ) -> Stage {
      var stage = Stage(name: name, objective: objective, sense: sense, digits: digits, unit: unit, isPolicy: false)
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
    var load = stage("roster-load", people.heaviest ?? .zero, .minimize, 0, "minutes")
    load.isLeastLoad = true
    return [
      stage("roster-wishes", wishes, .maximize, 3, "points of preference", share: 0.05),
      stage("roster-minutes", minutes, .minimize, 0, "minutes", share: 0.002),
      stage("roster-travel", travel, .minimize, 0, "minutes of travel"),
      stage("roster-continuity", known, .maximize, 0, "assignments"),
      load,
      stage("roster-spread", people.excess.map(\.above).sum(), .minimize, 0, "minutes", share: 0.001),
    ].filter { !$0.objective.terms.isEmpty }
  }

  /// A stage without an objective: any roster is optimal.
  var anyRoster: Stage {
    Stage(name: "roster", objective: .zero, sense: .minimize)
  }

  /// The number of trips of a holder: one for each slot, or one where the post has no slots.
  private func visits(_ duty: Duty) -> Expression {
    duty.presence.isEmpty ? duty.heads : duty.presence.sorted { $0.key < $1.key }.reduce(.zero) { $0 + $1.value }
  }

  /// Adds the load rows: no volunteer's load in a period exceeds the heaviest load, and the minutes above an equal
  /// share of the demand are measured over the whole plan.
  mutating func addLoads() {
    let qualified = people.qualified
    guard !qualified.isEmpty else { return }
    let most = Int128(qualified.map { volunteers[$0].offer.minutes }.max()!)
    let periods = Int128(instance.timeline.count)
    let equal = equalShare
    let heaviest = exact.addColumn(Meaning("heaviest-load"), .choice, upper: most)
    for n in qualified {
      let load = people.ofVolunteer[n].map { people.duties[$0].minutes }.sum()
      let above = exact.addColumn(Meaning("load-above", [subject(n)]), .choice, upper: most * periods)
      for (period, load) in loads(of: n) {
        let name = instance.hasPeriods ? [instance.timeline[period].id.text] : []
        exact.add(Meaning("heaviest-load", [subject(n)] + name), heaviest - load, atLeast: 0)
      }
      exact.add(Meaning("load-above", [subject(n)]), above - load, atLeast: -equal)
      // Without a duty there is no share to bear, so a fraction of a head bears that fraction of the share.
      let heads = people.ofVolunteer[n].map { people.duties[$0].heads }.sum()
      exact.add(Meaning("load-above", [subject(n), "heads"]), above - load + heads * equal, atLeast: 0)
      people.excess.append((n, above))
    }
    people.heaviest = heaviest
  }

  /// The minutes of each volunteer if all bore the same.
  private var equalShare: Int128 {
    let asked = people.posts.reduce(Int128(0)) { sum, post in
      sum + max(Int128(post.role.minutes), post.slots.reduce(0) { $0 + Int128($1.minutes * Int64(post.role.headsMin)) })
    }
    return asked / Int128(volunteers.count)
  }

  /// A volunteer's load in each period in which they may have one, in minutes.
  package func loads(of volunteer: Int) -> [(period: Int, load: Expression)] {
    instance.timeline.indices.compactMap { period in
      let portions = people.ofVolunteer[volunteer].flatMap { people.duties[$0].portions }.filter { $0.period == period }
      return portions.isEmpty ? nil : (period, portions.map(\.minutes).sum())
    }
  }

  /// The assignments of a roster's point, sorted by project, role and volunteer.
  func assignments(at point: [Int128]) -> [Allocation.Assignment] {
    people.duties.filter { $0.heads.value(at: point) > 0 }.map { duty in
      let post = people.posts[duty.post]
      return .init(
        volunteer: volunteers[duty.volunteer].id,
        project: projects[post.project].id, role: post.role.id,
        slots: post.slots.map(\.id).filter { (duty.presence[$0]?.value(at: point) ?? 0) > 0 },
        minutes: Int64(duty.minutes.value(at: point)))
    }.sorted { ($0.project, $0.role, $0.volunteer) < ($1.project, $1.role, $1.volunteer) }
  }

  /// Enters assignments into a point.
  /// - Returns: false where an assignment has no duty, or does not fit its duty completely.
  func enter(_ assignments: [Allocation.Assignment], into point: inout [Int128]) -> Bool {
    for item in assignments {
      let posts = people.posts.indices.filter {
        projects[people.posts[$0].project].id == item.project && people.posts[$0].role.id == item.role
          && people.posts[$0].carried.value(at: point) == 1
      }
      guard let post = posts.first, let n = instance.volunteerIndex[item.volunteer],
        let index = people.ofPost[post].first(where: { people.duties[$0].volunteer == n })
      else { return false }
      let duty = people.duties[index]
      point[duty.headsColumn] += 1
      for slot in item.slots {
        guard duty.presence[slot] != nil else { return false }
        if let column = duty.presenceColumns[slot] { point[column] += 1 }
      }
      if let column = duty.minutesColumn {
        // The minutes are equal in all periods of the run.
        let shift = (volunteers[n].offer.shift ?? 1) * Int64(people.posts[post].lasts)
        guard item.minutes % shift == 0 else { return false }
        point[column] += Int128(item.minutes / shift)
        continue
      }
      if item.minutes != item.slots.reduce(0, { $0 + instance.slot($1).minutes })
        || people.posts[post].role.sameThroughout && item.slots.count != people.posts[post].slots.count
      {
        return false
      }
      if let (column, shift) = people.shiftColumns[index] { point[column] = Int128(item.minutes / shift) }
    }
    return true
  }

  /// Sets the columns of the load stages to the values that a point's duties imply.
  func setLoads(_ point: inout [Int128]) {
    guard let heaviest = people.heaviest else { return }
    let heavy = people.qualified.flatMap { loads(of: $0) }.map { $0.load.value(at: point) }
    point[heaviest.terms[0].column] = heavy.max() ?? 0
    let equal = equalShare
    for (n, above) in people.excess {
      let load = people.ofVolunteer[n].reduce(Int128(0)) { $0 + people.duties[$1].minutes.value(at: point) }
      point[above.terms[0].column] = max(0, load - equal)
    }
  }

  /// The roster's point for these assignments; nil where they violate its rows.
  package func point(ofRoster assignments: [Allocation.Assignment]) -> [Int128]? {
    var point = exact.columns.map { max(0, $0.lower) }
    let pairs = Set(assignments.map { [$0.volunteer.text, $0.project.text, $0.role.text] })
    guard pairs.count == assignments.count, enter(assignments, into: &point) else { return nil }
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
    return sorted(self.assignments(at: point)) == sorted(assignments) ? point : nil
  }
}

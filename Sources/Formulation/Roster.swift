import IntegerProgram
import Model

extension Formulation {
  /// The stages of a roster: wishes first, then no more time than is needed, the least travel, who was there before, the
  /// least heaviest load, and the least that anybody bears above an equal share.
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
      let post = people.posts[duty.post], offer = people.crews[duty.crew].offer, project = projects[post.project].id
      wishes += duty.heads * Int128(offer.preferences[project]?.milli ?? 0)
      minutes += duty.minutes
      travel += visits(duty) * Int128(Travel.minutes(offer, post, instance) ?? 0)
      if offer.past.contains(project) { known += duty.heads }
    }
    return [
      stage("roster-wishes", wishes, .maximize, 3, "points of preference", share: 0.05),
      stage("roster-minutes", minutes, .minimize, 0, "minutes"),
      stage("roster-travel", travel, .minimize, 0, "minutes of travel"),
      stage("roster-continuity", known, .maximize, 0, "assignments"),
      stage("roster-load", people.heaviest ?? .zero, .minimize, 0, "minutes"),
      stage("roster-spread", people.excess.reduce(.zero, +), .minimize, 0, "minutes"),
    ].filter { !$0.objective.terms.isEmpty }
  }

  /// Any roster at all.
  var anyRoster: Stage {
    Stage(name: "roster", objective: .zero, sense: .minimize, digits: 0, unit: "", isPolicy: false)
  }

  /// How often a holder goes there: once for each slot, once where there are none.
  private func visits(_ duty: Duty) -> Expression {
    duty.presence.isEmpty ? duty.heads : duty.presence.sorted { $0.key < $1.key }.reduce(.zero) { $0 + $1.value }
  }

  /// What every person bears: none more than the heaviest load; what is above an equal share of what the roles ask.
  mutating func addLoads() {
    let crews = people.crews.indices.filter { !people.ofCrew[$0].isEmpty }
    guard !crews.isEmpty else { return }
    let most = Int128(crews.map { people.crews[$0].offer.minutes }.max()!)
    let heaviest = exact.addColumn(Meaning("heaviest-load"), .choice, upper: most)
    let asked = people.posts.reduce(Int128(0)) { sum, post in
      sum + max(Int128(post.role.minutes), post.slots.reduce(0) { $0 + Int128($1.minutes * Int64(post.role.headsMin)) })
    }
    let equal = asked / Int128(people.crews.count)
    for crew in crews {
      let load = people.ofCrew[crew].reduce(Expression.zero) { $0 + people.duties[$1].minutes }
      let above = exact.addColumn(Meaning("load-above", [subject(crew)]), .choice, upper: most)
      exact.add(Meaning("heaviest-load", [subject(crew)]), heaviest - load, atLeast: 0)
      exact.add(Meaning("load-above", [subject(crew)]), above - load, atLeast: -equal)
      people.excess.append(above)
    }
    people.heaviest = heaviest
  }

  /// Reads a roster's point.
  func assignments(at point: [Int128]) -> [Allocation.Assignment] {
    people.duties.filter { $0.heads.value(at: point) > 0 }.map { duty in
      let post = people.posts[duty.post]
      return .init(
        volunteer: instance.lists.volunteers[people.crews[duty.crew].members[0]].id,
        project: projects[post.project].id, role: post.role.id,
        slots: post.slots.map(\.id).filter { (duty.presence[$0]?.value(at: point) ?? 0) > 0 },
        minutes: Int64(duty.minutes.value(at: point)))
    }.sorted { ($0.project, $0.role, $0.volunteer) < ($1.project, $1.role, $1.volunteer) }
  }

  /// Replaces the parts of people that a solver chose by the people of a roster, who obey all that classes do.
  func hold(_ assignments: [Allocation.Assignment], at point: inout [Int128]) {
    for column in people.duties.flatMap(\.columns) { point[column] = 0 }
    _ = enter(assignments, into: &point)
  }

  /// Enters assignments into a point.
  /// - Returns: false where there is no duty for one of them, or not all of it fits a duty.
  func enter(_ assignments: [Allocation.Assignment], into point: inout [Int128]) -> Bool {
    if people.posts.isEmpty { return true }
    let crewOf = Dictionary(
      uniqueKeysWithValues: people.crews.enumerated().flatMap { crew, item in
        item.members.map { (instance.lists.volunteers[$0].id, crew) }
      })
    for item in assignments {
      let posts = people.posts.indices.filter {
        projects[people.posts[$0].project].id == item.project && people.posts[$0].role.id == item.role
          && people.posts[$0].carried.value(at: point) == 1
      }
      guard let post = posts.first else {
        if people.isRoster { return false } else { continue }
      }
      guard let crew = crewOf[item.volunteer],
        let index = people.ofPost[post].first(where: { people.duties[$0].crew == crew })
      else { return false }
      let duty = people.duties[index]
      if let column = duty.headsColumn { point[column] += 1 }
      for slot in item.slots where people.isRoster {
        guard duty.presence[slot] != nil else { return false }
        if let column = duty.presenceColumns[slot] { point[column] += 1 }
      }
      if let column = duty.minutesColumn {
        let shift = people.isRoster ? people.crews[crew].offer.shift ?? 1 : 1
        guard item.minutes % shift == 0 else { return false }
        point[column] += Int128(item.minutes / shift)
      } else if item.minutes != item.slots.reduce(0, { $0 + instance.slot($1).minutes })
        || people.posts[post].role.sameThroughout && item.slots.count != people.posts[post].slots.count
      {
        return false
      }
      if let (column, shift) = people.shiftColumns[index] { point[column] = Int128(item.minutes / shift) }
    }
    return true
  }

  /// A roster's point for these assignments; nil where they do not obey its rows.
  func point(ofRoster assignments: [Allocation.Assignment]) -> [Int128]? {
    var point = exact.columns.map { max(0, $0.lower) }
    let pairs = Set(assignments.map { [$0.volunteer.text, $0.project.text, $0.role.text] })
    guard pairs.count == assignments.count, enter(assignments, into: &point) else { return nil }
    if let heaviest = people.heaviest {
      var loads: [VolunteerID: Int128] = [:]
      for item in assignments { loads[item.volunteer, default: 0] += Int128(item.minutes) }
      point[heaviest.terms[0].column] = loads.values.max() ?? 0
      for row in exact.rows where row.meaning.rule == "load-above" {
        point[row.terms.last!.column] = max(0, (loads[VolunteerID(row.meaning.subjects[0])] ?? 0) + row.lower!)
      }
    }
    guard exact.isSatisfied(by: point) else { return nil }
    // A point that says more than the assignments do, such as a slot that follows from the role, is of others.
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

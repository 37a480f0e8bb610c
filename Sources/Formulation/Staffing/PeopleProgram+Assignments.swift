import ExactProgram
import Model

extension PeopleProgram {
  /// A volunteer's load in each period in which they may have one, in minutes.
  package func loads(of volunteer: Int) -> [(period: Int, load: Expression)] {
    instance.timeline.indices.compactMap { period in
      let portions = ofVolunteer[volunteer].flatMap { duties[$0].portions }.filter { $0.period == period }
      return portions.isEmpty ? nil : (period, portions.map(\.minutes).sum())
    }
  }

  /// The assignments of a roster's point, sorted by project, role and volunteer.
  func assignments(at point: [Int128]) -> [Allocation.Assignment] {
    duties.filter { $0.heads.value(at: point) > 0 }.map { duty in
      let post = posts[duty.post]
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
      let post = posts.indices.first {
        projects[posts[$0].project].id == item.project && posts[$0].role.id == item.role
          && posts[$0].carried.value(at: point) == 1
      }
      guard let post, let volunteer = instance.volunteerIndex[item.volunteer],
        let index = ofPost[post].first(where: { duties[$0].volunteer == volunteer })
      else { return false }
      let duty = duties[index]
      point[duty.headsColumn] += 1
      for slot in item.slots {
        guard duty.presence[slot] != nil else { return false }
        if let column = duty.presenceColumns[slot] { point[column] += 1 }
      }
      if !duty.columnsOfStarts.isEmpty {
        let start = posts[post].starts.firstIndex { $0.begun.value(at: point) == 1 }
        guard let column = start.map({ duty.columnsOfStarts[$0] }) else { return false }
        // The minutes are equal in all periods of the run.
        let shift = (volunteers[volunteer].offer.shift ?? 1) * Int64(posts[post].lasts)
        guard item.minutes % shift == 0 else { return false }
        point[column] += Int128(item.minutes / shift)
        continue
      }
      if item.minutes != item.slots.reduce(0, { $0 + instance.slot($1).minutes })
        || posts[post].role.sameThroughout && item.slots.count != posts[post].slots.count
      {
        return false
      }
      if let (column, shift) = shiftColumns[index] { point[column] = Int128(item.minutes / shift) }
    }
    return true
  }
}

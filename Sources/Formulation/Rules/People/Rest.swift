import ExactProgram
import Model

/// `Σ presence(d,k) ≤ 1` over the slots *k* that contain a common moment once each is extended by the rest.
///
/// Slots of one post that meet at midnight are one stretch for whoever takes them, and no rest is asked within it. A
/// volunteer who may take such slots has a row for each pair of slots instead; where a whole day of the stretch lies
/// between two slots, the row is `presence(a) + presence(b) - Σ presence of the slots that fill that day ≤ 1`.
enum Rest: PeopleRule {
  static let name = "rest"
  static let sentence = Bilingual("两个时段之间有足够的休息。", "Between two slots there is the rest that the volunteer asks for.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.rest))]

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified where people.volunteers[volunteer].offer.rest > 0 {
      let rest = people.volunteers[volunteer].offer.rest, presences = people.presences(volunteer)
      if hasStretch(presences) {
        emitPairs(volunteer, presences, rest, into: &people)
      } else {
        people.addMoments(self, volunteer, rest: rest)
      }
    }
  }

  private static func hasStretch(_ presences: [PeopleProgram.Presence]) -> Bool {
    let starts = Set(presences.filter { $0.slot.begins % 1440 == 0 }.map { [Int64($0.post), $0.slot.begins] })
    return presences.contains { $0.slot.ends % 1440 == 0 && starts.contains([Int64($0.post), $0.slot.ends]) }
  }

  private static func emitPairs(
    _ volunteer: Int, _ presences: [PeopleProgram.Presence], _ rest: Int64, into people: inout PeopleProgram
  ) {
    for (i, a) in presences.enumerated() {
      // Presences are sorted by the beginning of the slot, so all further ones begin later.
      for b in presences[(i + 1)...].prefix(while: { $0.slot.begins < a.slot.ends + rest }) {
        let subjects = [people.subject(volunteer), a.slot.id.text, b.slot.id.text], both = a.presence + b.presence
        guard a.post == b.post, a.slot.ends <= b.slot.begins, a.slot.ends % 1440 == 0, b.slot.begins % 1440 == 0 else {
          people.add(self, subjects, both, atMost: 1)
          continue
        }
        for midnight in stride(from: a.slot.ends, to: b.slot.begins, by: 1440) {
          let filling = presences.filter { other in
            other.post == a.post && a.slot.ends <= other.slot.begins && other.slot.ends <= b.slot.begins
              && other.slot.begins % 1440 == 0 && other.slot.ends % 1440 == 0
              && other.slot.begins <= midnight && midnight < other.slot.ends
          }
          people.add(self, subjects, both - filling.map(\.presence).sum(), atMost: 1)
        }
      }
    }
  }
}

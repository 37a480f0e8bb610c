import ExactProgram
import Model

/// `Σ_d minutes(d,k) ≤ minutes` in each period *k*, and `minutes(d,k) ≤ minutes × heads(d)` on each duty without slots.
package enum VolunteerMinutes: PeopleRule {
  package static let name = "volunteer-minutes"
  static let sentence = Bilingual(
    "每人每期服务的总时长不超过本人每期可用时长。", "Nobody serves longer in a period than they offer.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.minutes))]

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified {
      let most = Int128(people.volunteers[volunteer].offer.minutes)
      let duties = people.ofVolunteer[volunteer].map { people.duties[$0] }
      for duty in duties {
        guard let minutes = duty.inEachPeriod else { continue }
        people.add(
          self, people.subjects(people.posts[duty.post]) + [people.subject(volunteer)],
          minutes - duty.heads * most, atMost: 0)
      }
      for (period, item) in people.instance.timeline.enumerated() {
        let served = duties.flatMap(\.portions).filter { $0.period == period }.map(\.minutes).sum()
        people.add(
          self, [people.subject(volunteer)] + (people.instance.hasPeriods ? [item.id.text] : []), served, atMost: most)
      }
    }
  }
}

import ExactProgram
import Model

/// `Σ_d minutes(d,k) ≤ minutes` in each period *k*, and `minutes(d,k) ≤ minutes × heads(d)` on each duty without slots.
enum VolunteerMinutes: Rule {
  static let name = "volunteer-minutes"
  static let sentence = Bilingual(
    "每人每期服务的总时长不超过本人每期可用时长。", "Nobody serves longer in a period than they offer.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.minutes))]

  static func emit(into f: inout Formulation) {
    for volunteer in f.people.qualified {
      let most = Int128(f.volunteers[volunteer].offer.minutes)
      let duties = f.people.ofVolunteer[volunteer].map { f.people.duties[$0] }
      for duty in duties {
        guard let minutes = duty.inEachPeriod else { continue }
        f.add(
          self, f.subjects(f.people.posts[duty.post]) + [f.subject(volunteer)],
          minutes - duty.heads * most, atMost: 0)
      }
      for (period, item) in f.instance.timeline.enumerated() {
        let served = duties.flatMap(\.portions).filter { $0.period == period }.map(\.minutes).sum()
        f.add(
          self, [f.subject(volunteer)] + (f.instance.hasPeriods ? [item.id.text] : []), served, atMost: most)
      }
    }
  }
}

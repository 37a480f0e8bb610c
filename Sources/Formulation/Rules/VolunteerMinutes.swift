import Model

/// `Σ_d minutes(d,k) ≤ minutes × members` in each period *k*, and on each duty no more than its own heads have.
enum VolunteerMinutes: Rule {
  static let name = "volunteer-minutes"
  static let sentence = Bilingual(
    "每人每期服务的总时长不超过本人每期可用时长。", "Nobody serves longer in a period than they offer.")

  static func emit(into f: inout Formulation) {
    for (crew, item) in f.people.crews.enumerated() {
      let most = Int128(item.offer.minutes)
      let duties = f.people.ofCrew[crew].map { f.people.duties[$0] }
      for duty in duties where duty.minutesColumn != nil && duty.headsColumn != nil {
        let post = f.people.posts[duty.post]
        f.add(
          people: self, f.subjects(post) + [f.subject(crew)], duty.portions[0].minutes - duty.heads * most, atMost: 0,
          project: post.project)
      }
      for (period, item) in f.instance.timeline.enumerated() {
        let served = duties.flatMap(\.portions).filter { $0.period == period }.map(\.minutes).sum()
        f.add(
          people: self, [f.subject(crew)] + (f.instance.hasPeriods ? [item.id.text] : []), served,
          atMost: most * f.people.count(crew))
      }
    }
  }
}

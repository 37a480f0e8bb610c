import Model

/// `Σ_d minutes(d) ≤ minutes × members`, and on each duty no more than its own heads have.
enum VolunteerMinutes: Rule {
  static let name = "volunteer-minutes"
  static let sentence = Bilingual("每人服务的总时长不超过本人可用时长。", "Nobody serves longer than they offer.")

  static func emit(into f: inout Formulation) {
    for (crew, item) in f.people.crews.enumerated() {
      let most = Int128(item.offer.minutes)
      let duties = f.people.ofCrew[crew].map { f.people.duties[$0] }
      for duty in duties where duty.minutesColumn != nil && duty.headsColumn != nil {
        let post = f.people.posts[duty.post]
        f.add(
          people: self, f.subjects(post) + [f.subject(crew)], duty.minutes - duty.heads * most, atMost: 0,
          project: post.project)
      }
      f.add(
        people: self, [f.subject(crew)], duties.map(\.minutes).sum(), atMost: most * f.people.count(crew))
    }
  }
}

import Model

/// `minutes(d) ≥ max(1, minutes_min) × heads(d)`.
enum LeastMinutes: Rule {
  static let name = "least-minutes"
  static let sentence = Bilingual(
    "每个岗位的时长不少于本人要求的最少时长。", "An assignment is worth the way: as long as the volunteer asks at least.")

  static func emit(into f: inout Formulation) {
    for duty in f.people.duties where duty.headsColumn != nil {
      let post = f.people.posts[duty.post], offer = f.people.crews[duty.crew].offer
      f.add(
        people: self, f.subjects(post) + [f.subject(duty.crew)],
        duty.minutes - duty.heads * Int128(max(1, offer.minutesMin)), atLeast: 0, project: post.project)
    }
  }
}

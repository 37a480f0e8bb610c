import Model

/// `minutes(d) ≥ max(1, minutes_min) × heads(d)`.
enum LeastMinutes: Rule {
  static let name = "least-minutes"
  static let sentence = Bilingual(
    "每个岗位的时长不少于本人要求的最少时长。", "An assignment is worth the way: as long as the volunteer asks at least.")

  static func emit(into f: inout Formulation) {
    for duty in f.people.duties {
      let post = f.people.posts[duty.post], offer = f.volunteers[duty.volunteer].offer
      f.add(
        self, f.subjects(post) + [f.subject(duty.volunteer)],
        duty.minutes - duty.heads * Int128(max(1, offer.minutesMin)), atLeast: 0)
    }
  }
}

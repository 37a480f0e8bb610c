import Model

/// `minutes(d) ≥ least(d) × heads(d)`, where a blank cell means half an hour of a role without slots.
enum LeastMinutes: Rule {
  static let name = "least-minutes"
  static let sentence = Bilingual(
    "每个岗位的时长不少于本人要求的最少时长。", "An assignment is worth the way: as long as the volunteer asks at least.")

  static func emit(into f: inout Formulation) {
    for duty in f.people.duties {
      let post = f.people.posts[duty.post], offer = f.volunteers[duty.volunteer].offer
      f.add(
        self, f.subjects(post) + [f.subject(duty.volunteer)],
        duty.minutes - duty.heads * Int128(offer.leastMinutes(on: post.role)), atLeast: 0)
    }
  }
}

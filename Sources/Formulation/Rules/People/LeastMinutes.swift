import ExactProgram
import Model

/// `minutes(d) ≥ least(d) × heads(d)`; a blank cell means half an hour for a role without slots.
enum LeastMinutes: PeopleRule {
  static let name = "least-minutes"
  static let sentence = Bilingual(
    "每个岗位的时长不少于本人要求的最少时长；本人没有说、时间自行商定的，不少于半小时，可用不足半小时的全部用上。",
    "An assignment is worth the way: as long as the volunteer asks at least, or half an hour, or all that they offer if that is less, where neither they nor slots say."
  )
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.minutesMin))]

  static func emit(into people: inout PeopleProgram) {
    for duty in people.duties {
      let post = people.posts[duty.post], offer = people.volunteers[duty.volunteer].offer
      people.add(
        self, people.subjects(post) + [people.subject(duty.volunteer)],
        duty.minutes - duty.heads * Int128(offer.leastMinutes(on: post.role, lasts: Int64(post.lasts))), atLeast: 0)
    }
  }
}

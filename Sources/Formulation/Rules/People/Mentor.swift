import ExactProgram
import Model

/// `Σ_{d can mentor} heads(d) ≥ y` if a role needs a mentor; `heads(d) ≤ Σ_{e can mentor} heads(e)` for each volunteer
/// who wants one. If the role has slots, both hold in each slot.
enum Mentor: PeopleRule {
  static let name = "mentor"
  static let sentence = Bilingual("须带教的岗位和需带教的人，有可带教的人在场。", "Where a mentor is needed or wanted, one is present.")
  static let cells: [RuleCell] = [
    RuleCell(.projectRoles(.needsMentor), of: 2),
    RuleCell(ofVolunteer: .volunteers(.wantsMentor)),
    RuleCell(ofVolunteer: .volunteers(.canMentor), isCited: false),
  ]

  static func emit(into people: inout PeopleProgram) {
    for (index, post) in people.posts.enumerated() {
      let duties = people.ofPost[index].map { people.duties[$0] }
      for slot in post.slots.isEmpty ? [nil] : post.slots.map(Optional.some) {
        func there(_ duty: Duty) -> Expression { slot.map { duty.presence[$0.id] ?? .zero } ?? duty.heads }
        let subjects = people.subjects(post) + (slot.map { [$0.id.text] } ?? [])
        let mentors = duties.filter { people.volunteers[$0.volunteer].offer.canMentor }.map(there).sum()
        if post.role.needsMentor {
          people.add(self, subjects, mentors - post.carried, atLeast: 0)
        }
        for duty in duties where people.volunteers[duty.volunteer].offer.wantsMentor {
          // A volunteer who can mentor needs no other mentor.
          if people.volunteers[duty.volunteer].offer.canMentor { continue }
          people.add(self, subjects + [people.subject(duty.volunteer)], there(duty) - mentors, atMost: 0)
        }
      }
    }
  }
}

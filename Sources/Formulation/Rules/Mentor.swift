import Model

/// `Σ_{d can mentor} heads(d) ≥ y` where a role needs a mentor; `heads(d) ≤ members × Σ_{e can mentor} heads(e)` for who
/// wants one. In each slot, where there are slots.
enum Mentor: Rule {
  static let name = "mentor"
  static let sentence = Bilingual("须带教的岗位和需带教的人，有可带教的人在场。", "Where a mentor is needed or wanted, one is present.")

  static func emit(into f: inout Formulation) {
    for (index, post) in f.people.posts.enumerated() where f.people.isRoster || post.isWhole {
      let duties = f.people.ofPost[index].map { f.people.duties[$0] }
      for slot in post.slots.isEmpty ? [nil] : post.slots.map(Optional.some) {
        func there(_ duty: Duty) -> Expression { slot.map { duty.presence[$0.id] ?? .zero } ?? duty.heads }
        let subjects = f.subjects(post) + (slot.map { [$0.id.text] } ?? [])
        let mentors = duties.filter { f.people.crews[$0.crew].offer.canMentor }.reduce(Expression.zero) {
          $0 + there($1)
        }
        if post.role.needsMentor {
          f.add(people: self, subjects, mentors - post.carried, atLeast: 0, project: post.project)
        }
        for duty in duties where f.people.crews[duty.crew].offer.wantsMentor {
          // Who can mentor needs no other.
          if f.people.crews[duty.crew].offer.canMentor { continue }
          f.add(
            people: self, subjects + [f.subject(duty.crew)],
            there(duty) - mentors * f.people.count(duty.crew), atMost: 0, project: post.project)
        }
      }
    }
  }
}

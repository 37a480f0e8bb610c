import ExactProgram
import Model

/// `heads_min × y ≤ Σ_d heads(d) ≤ heads_max × y`, in each slot if the role has slots; `heads(d) ≤ y`.
enum RoleHeads: PeopleRule {
  static let name = "role-heads"
  static let sentence = Bilingual(
    "实施的项目，岗位人数在上下限之间；不实施的不占人。", "A role of a project that is carried out has as many people as it needs, and no more.")
  static let cells: [RuleCell] = [
    RuleCell(.projectRoles(.headsMin), of: 2),
    RuleCell(.projectRoles(.headsMax), of: 2),
  ]

  static func emit(into people: inout PeopleProgram) {
    for (index, post) in people.posts.enumerated() {
      let duties = people.ofPost[index].map { people.duties[$0] }
      func limit(_ subjects: [String], _ heads: Expression) {
        let y = post.carried
        people.add(self, people.subjects(post) + subjects, heads - y * Int128(post.role.headsMin), atLeast: 0)
        if let most = post.role.headsMax {
          people.add(self, people.subjects(post) + subjects, heads - y * Int128(most), atMost: 0)
        }
      }
      // In a roster every post belongs to a variant that is carried out, so `heads(d) ≤ y` needs no row.
      for duty in duties where !post.carried.terms.isEmpty {
        people.add(self, people.subjects(post) + [people.subject(duty.volunteer)], duty.heads - post.carried, atMost: 0)
      }
      if post.slots.isEmpty { limit([], duties.map(\.heads).sum()) }
      for slot in post.slots {
        limit([slot.id.text], duties.compactMap { $0.presence[slot.id] }.sum())
      }
    }
  }
}

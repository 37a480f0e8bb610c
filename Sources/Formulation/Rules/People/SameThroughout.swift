import ExactProgram
import Model

/// On a role that asks for the same people throughout, presence equals heads in every slot, so no row is needed; on
/// other roles `presence(d,k) ≤ heads(d) ≤ Σ_k presence(d,k)`.
enum SameThroughout: PeopleRule {
  static let name = "same-throughout"
  static let sentence = Bilingual("要求全程同一人的岗位，每个人到所有时段。", "Where the same people are asked for, each takes every slot.")
  static let cells: [RuleCell] = [RuleCell(.projectRoles(.sameThroughout), of: 2)]

  static func emit(into people: inout PeopleProgram) {
    for duty in people.duties where !duty.presenceColumns.isEmpty {
      let post = people.posts[duty.post]
      let subjects = people.subjects(post) + [people.subject(duty.volunteer)]
      for slot in post.slots {
        guard let presence = duty.presence[slot.id] else { continue }
        people.add(self, subjects + [slot.id.text], presence - duty.heads, atMost: 0)
      }
      let all = post.slots.reduce(Expression.zero) { $0 + (duty.presence[$1.id] ?? .zero) }
      people.add(self, subjects, all - duty.heads, atLeast: 0)
    }
  }
}

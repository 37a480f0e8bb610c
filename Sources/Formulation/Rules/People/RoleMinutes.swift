import ExactProgram
import Model

/// `Σ_d minutes(d) ≥ minutes × y`.
enum RoleMinutes: PeopleRule {
  static let name = "role-minutes"
  static let sentence = Bilingual(
    "要办的项目，岗位的总时长必须配足。", "A project that is carried out must get all the time that its roles need.")
  static let cells: [RuleCell] = [RuleCell(.projectRoles(.minutes), of: 2)]

  static func emit(into people: inout PeopleProgram) {
    for (index, post) in people.posts.enumerated() where post.role.minutes > 0 {
      let minutes = people.ofPost[index].map { people.duties[$0].minutes }.sum()
      people.add(self, people.subjects(post), minutes - post.carried * Int128(post.role.minutes), atLeast: 0)
    }
  }
}

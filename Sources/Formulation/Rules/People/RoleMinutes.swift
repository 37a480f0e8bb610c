import ExactProgram
import Model

/// `Σ_d minutes(d) ≥ minutes × y`.
enum RoleMinutes: Rule {
  static let name = "role-minutes"
  static let sentence = Bilingual(
    "实施的项目，岗位的总时长配足。", "A role of a project that is carried out gets all the time it needs.")
  static let cells: [RuleCell] = [RuleCell(.projectRoles(.minutes), of: 2)]

  static func emit(into f: inout Formulation) {
    for (index, post) in f.people.posts.enumerated() where post.role.minutes > 0 {
      let minutes = f.people.ofPost[index].map { f.people.duties[$0].minutes }.sum()
      f.add(self, f.subjects(post), minutes - post.carried * Int128(post.role.minutes), atLeast: 0)
    }
  }
}

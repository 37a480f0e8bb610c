import Model

/// `Σ_d heads(d) ≤ 1` over the roles of one project.
enum OneRole: Rule {
  static let name = "one-role"
  static let sentence = Bilingual("一个项目内一人一岗。", "Nobody holds two roles of one project.")
  static let cells: [RuleCell] = [RuleCell(.projectRoles(.role), of: 0)]

  static func emit(into f: inout Formulation) {
    for volunteer in f.people.qualified {
      let byProject = Dictionary(grouping: f.people.ofVolunteer[volunteer]) {
        f.people.posts[f.people.duties[$0].post].project
      }
      for (project, duties) in byProject.sorted(by: { $0.key < $1.key }) where duties.count > 1 {
        f.add(
          self, [f.projects[project].id.text, f.subject(volunteer)], duties.map { f.people.duties[$0].heads }.sum(),
          atMost: 1)
      }
    }
  }
}

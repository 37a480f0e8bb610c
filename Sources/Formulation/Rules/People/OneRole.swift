import Model

/// `Σ_d heads(d) ≤ 1` over the roles of one project.
enum OneRole: PeopleRule {
  static let name = "one-role"
  static let sentence = Bilingual("一个项目内一人一岗。", "Nobody holds two roles of one project.")
  static let cells: [RuleCell] = [RuleCell(.projectRoles(.role), of: 0)]

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified {
      let byProject = Dictionary(grouping: people.ofVolunteer[volunteer]) {
        people.posts[people.duties[$0].post].project
      }
      for (project, duties) in byProject.sorted(by: { $0.key < $1.key }) where duties.count > 1 {
        people.add(
          self, [people.projects[project].id.text, people.subject(volunteer)],
          duties.map { people.duties[$0].heads }.sum(),
          atMost: 1)
      }
    }
  }
}

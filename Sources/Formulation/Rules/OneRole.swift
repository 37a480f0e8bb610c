import Model

/// `Σ_d heads(d) ≤ members` over the roles of one project.
enum OneRole: Rule {
  static let name = "one-role"
  static let sentence = Bilingual("一个项目内一人一岗。", "Nobody holds two roles of one project.")

  static func emit(into f: inout Formulation) {
    for crew in f.people.crews.indices {
      let byProject = Dictionary(grouping: f.people.ofCrew[crew]) { f.people.posts[f.people.duties[$0].post].project }
      for (project, duties) in byProject.sorted(by: { $0.key < $1.key }) where duties.count > 1 {
        f.add(
          people: self, [f.projects[project].id.text, f.subject(crew)],
          duties.map { f.people.duties[$0].heads }.sum(), atMost: f.people.count(crew))
      }
    }
  }
}

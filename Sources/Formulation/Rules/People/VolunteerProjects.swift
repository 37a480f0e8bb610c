import Model

/// `Σ_d heads(d) ≤ projects_max`; nobody holds two roles of a project, so the number of duties is the number of
/// projects.
enum VolunteerProjects: Rule {
  static let name = "volunteer-projects"
  static let sentence = Bilingual("每人参加的项目不超过本人的上限。", "Nobody serves in more projects than they want.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.projectsMax))]

  static func emit(into f: inout Formulation) {
    for volunteer in f.people.qualified {
      guard let most = f.volunteers[volunteer].offer.projectsMax else { continue }
      let heads = f.people.ofVolunteer[volunteer].map { f.people.duties[$0].heads }.sum()
      f.add(self, [f.subject(volunteer)], heads, atMost: Int128(most))
    }
  }
}

import Model

/// `Σ_d heads(d) ≤ projects_max`; nobody holds two roles of a project, so the number of duties is the number of
/// projects.
enum VolunteerProjects: PeopleRule {
  static let name = "volunteer-projects"
  static let sentence = Bilingual("每人参加的项目不超过本人的上限。", "Nobody serves in more projects than they want.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.projectsMax))]

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified {
      guard let most = people.volunteers[volunteer].offer.projectsMax else { continue }
      let heads = people.ofVolunteer[volunteer].map { people.duties[$0].heads }.sum()
      people.add(self, [people.subject(volunteer)], heads, atMost: Int128(most))
    }
  }
}

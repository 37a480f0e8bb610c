import Model

/// `Σ_d heads(d) ≤ projects_max × members`; as nobody holds two roles of a project, duties are projects.
enum VolunteerProjects: Rule {
  static let name = "volunteer-projects"
  static let sentence = Bilingual("每人参加的项目不超过本人的上限。", "Nobody serves in more projects than they want.")

  static func emit(into f: inout Formulation) {
    for (crew, item) in f.people.crews.enumerated() {
      guard let most = item.offer.projectsMax else { continue }
      let heads = f.people.ofCrew[crew].reduce(Expression.zero) { $0 + f.people.duties[$1].heads }
      f.add(people: self, [f.subject(crew)], heads, atMost: Int128(most) * f.people.count(crew))
    }
  }
}

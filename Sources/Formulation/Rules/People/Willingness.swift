import Model

/// A duty exists only in categories that the volunteer accepts, so no row is needed.
enum Willingness: PeopleRule {
  static let name = "willingness"
  static let sentence = Bilingual("只安排本人愿意的类别，不安排不愿的类别。", "Nobody serves in a category that they do not want.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteers(.willing)),
    RuleCell(ofVolunteer: .volunteers(.unwilling)),
    RuleCell(.projects(.category), of: 0, isCited: false),
  ]

  static func permits(_ offer: Offer, _ project: Project, _ instance: Instance) -> Bool {
    func lies(_ categories: [CategoryID]) -> Bool { categories.contains { instance.isKind(project.category, of: $0) } }
    return (offer.willing.isEmpty || lies(offer.willing)) && !lies(offer.unwilling)
      && !offer.barredProjects.contains(project.id)
  }

  static func emit(into people: inout PeopleProgram) {}
}

import Model

/// A duty of a role for wishers exists only for a volunteer with a preference for the project, so no row is needed.
enum WishersOnly: PeopleRule {
  static let name = "wishers-only"
  static let sentence = Bilingual(
    "仅限有意愿者的岗位，只由对该项目有意向的人担任。", "A role for those who wish for it is held by people with a preference for its project.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteerPreferences(.preference)),
    RuleCell(.projectRoles(.wishersOnly), of: 2),
  ]

  static func permits(_ offer: Offer, _ role: Role, of project: ProjectID) -> Bool {
    !role.isForWishersOnly || offer.wishes(for: project)
  }

  static func emit(into people: inout PeopleProgram) {}
}

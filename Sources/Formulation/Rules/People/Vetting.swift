import Model

/// A duty with minors exists only for a vetted volunteer, so no row is needed.
package enum Vetting: PeopleRule {
  package static let name = "vetting"
  static let sentence = Bilingual("接触未成年人的岗位只由已审查的人担任。", "Only vetted people work with minors.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteers(.vetted)),
    RuleCell(.projectRoles(.withMinors), of: 2),
  ]

  static func permits(_ offer: Offer, _ role: Role) -> Bool { !role.withMinors || offer.isVetted }

  static func emit(into people: inout PeopleProgram) {}
}

import Model

/// A duty exists only for a volunteer who has the skill, so no row is needed.
enum Skill: PeopleRule {
  static let name = "skill"
  static let sentence = Bilingual("岗位要求的技能须达到等级。", "Whoever holds a role has its skill, at its level.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteerSkills(.level)),
    RuleCell(.projectRoles(.skill), of: 2),
    RuleCell(.projectRoles(.level), of: 2),
  ]

  static func permits(_ offer: Offer, _ role: Role) -> Bool {
    role.skill.map { (offer.skills[$0] ?? 0) >= role.level } ?? true
  }

  static func emit(into people: inout PeopleProgram) {}
}

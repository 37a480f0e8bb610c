import Model

/// `Σ presence(d,k) ≤ 1` over the slots *k* that contain a common moment once each is extended by the rest.
enum Rest: PeopleRule {
  static let name = "rest"
  static let sentence = Bilingual("两个时段之间有足够的休息。", "Between two slots there is the rest that the volunteer asks for.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.rest))]

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified where people.volunteers[volunteer].offer.rest > 0 {
      people.addMoments(self, volunteer, rest: people.volunteers[volunteer].offer.rest)
    }
  }
}

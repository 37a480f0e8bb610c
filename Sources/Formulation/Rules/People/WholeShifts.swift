import ExactProgram
import Model

/// `minutes(d) = shift × n`, *n* whole. For a role without slots, the minutes column already counts shifts of a period.
enum WholeShifts: PeopleRule {
  static let name = "whole-shifts"
  static let sentence = Bilingual(
    "有班次的人只排整班；跨期的岗位各期时长相同。",
    "Who works in shifts works whole shifts; a role over several periods takes as much of each.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.shift))]

  static func emit(into people: inout PeopleProgram) {
    for (index, duty) in people.duties.enumerated() {
      let post = people.posts[duty.post]
      guard let shift = people.volunteers[duty.volunteer].offer.shift,
        !duty.minutes.terms.allSatisfy({ $0.coefficient % Int128(shift) == 0 })
      else { continue }
      let whole = people.wholeShifts(of: index) * Int128(shift)
      people.add(
        self, people.subjects(post) + [people.subject(duty.volunteer)], duty.minutes - whole, atLeast: 0, atMost: 0)
    }
  }
}

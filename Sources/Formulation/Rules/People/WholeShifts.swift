import ExactProgram
import Model

/// `minutes(d) = shift × n`, *n* whole. For a role without slots, the minutes column already counts shifts of a period.
enum WholeShifts: Rule {
  static let name = "whole-shifts"
  static let sentence = Bilingual(
    "有班次的人只排整班；跨期的岗位各期时长相同。",
    "Who works in shifts works whole shifts; a role over several periods takes as much of each.")
  static let cells: [RuleCell] = [RuleCell(ofVolunteer: .volunteers(.shift))]

  static func emit(into f: inout Formulation) {
    for (index, duty) in f.people.duties.enumerated() {
      let post = f.people.posts[duty.post]
      guard let shift = f.volunteers[duty.volunteer].offer.shift,
        !duty.minutes.terms.allSatisfy({ $0.coefficient % Int128(shift) == 0 })
      else { continue }
      let whole = f.wholeShifts(of: index) * Int128(shift)
      f.add(self, f.subjects(post) + [f.subject(duty.volunteer)], duty.minutes - whole, atLeast: 0, atMost: 0)
    }
  }
}

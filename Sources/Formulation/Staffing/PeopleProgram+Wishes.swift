import ExactProgram
import Model

extension PeopleProgram {
  /// The sum of the preferences of all who hold a post, in thousandths.
  var wishes: Expression { duties.map { $0.heads * wish(of: $0) }.sum() }

  /// The preference of a duty's volunteer for its project, in thousandths; 0 where they have none.
  func wish(of duty: Duty) -> Int128 {
    let project = projects[posts[duty.post].project].id
    return Int128(volunteers[duty.volunteer].offer.preferences[project]?.milli ?? 0)
  }
}

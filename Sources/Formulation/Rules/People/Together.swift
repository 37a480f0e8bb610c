import ExactProgram
import Model

/// `Σ_d heads(d)` of one volunteer is that of the other, over the duties on each project, and `Σ_d presence(d,k)` in each
/// slot *k* of it.
enum Together: PeopleRule {
  static let name = "together"
  static let sentence = Bilingual(
    "同行的人，每个项目和其中每个时段都一起到，或都不到。",
    "Of people who serve together, both come to a project and to each slot of it, or neither.")
  static let cells: [RuleCell] = [
    RuleCell(.volunteerPairs(.with), of: 1),
    RuleCell(.volunteerPairs(.kind), of: 1, isCited: false),
  ]

  static func emit(into people: inout PeopleProgram) {
    for pair in people.instance.lists.pairs where pair.kind == .together {
      let (first, second) = (people.dutiesByProject(pair.volunteer), people.dutiesByProject(pair.with))
      for project in Set(first.keys).union(second.keys).sorted() {
        let (a, b) = (first[project] ?? [], second[project] ?? [])
        let subjects = people.subjects(of: pair, on: project)
        people.add(self, subjects, a.map(\.heads).sum() - b.map(\.heads).sum(), atLeast: 0, atMost: 0)
        for slot in Set((a + b).flatMap(\.presence.keys)).sorted() {
          func present(_ duties: [Duty]) -> Expression { duties.compactMap { $0.presence[slot] }.sum() }
          people.add(self, subjects + [slot.text], present(a) - present(b), atLeast: 0, atMost: 0)
        }
      }
    }
  }
}

extension PeopleProgram {
  /// The duties of a volunteer, by project.
  func dutiesByProject(_ id: VolunteerID) -> [Int: [Duty]] {
    Dictionary(grouping: ofVolunteer[instance.index(of: id)].map { duties[$0] }) { posts[$0.post].project }
  }

  /// The ids that name a pair on a project.
  func subjects(of pair: VolunteerPair, on project: Int) -> [String] {
    [projects[project].id.text, pair.volunteer.text, pair.with.text]
  }
}

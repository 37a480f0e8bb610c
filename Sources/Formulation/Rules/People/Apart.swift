import ExactProgram
import Model

/// `Σ_d heads(d) ≤ 1` over the duties of both volunteers on each project.
enum Apart: PeopleRule {
  static let name = "apart"
  static let sentence = Bilingual("分开的两个人不在同一个项目服务。", "People who serve apart are never both on one project.")
  static let cells: [RuleCell] = [
    RuleCell(.volunteerPairs(.with), of: 1),
    RuleCell(.volunteerPairs(.kind), of: 1, isCited: false),
  ]

  static func emit(into people: inout PeopleProgram) {
    for pair in people.instance.lists.pairs where pair.kind == .apart {
      let (first, second) = (people.dutiesByProject(pair.volunteer), people.dutiesByProject(pair.with))
      for project in first.keys.filter({ second[$0] != nil }).sorted() {
        let heads = (first[project]! + second[project]!).map(\.heads).sum()
        people.add(self, people.subjects(of: pair, on: project), heads, atMost: 1)
      }
    }
  }
}

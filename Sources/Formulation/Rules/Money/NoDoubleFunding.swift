import Model

/// `A(f,p) = 0` if the fund excludes government-funded projects and the project is one.
enum NoDoubleFunding: FormulationRule {
  static let name = "no-double-funding"
  static let sentence = Bilingual("财政已出资的项目不重复安排。", "What government pays for already is not paid for again.")
  static let cells: [RuleCell] = [
    RuleCell(.funds(.excludesGovernmentFunded), of: 0), RuleCell(.projects(.governmentFunded), of: 1),
  ]

  static func emit(into f: inout Formulation) { f.addObstacles(self) }
}

extension Formulation {
  /// Adds a row for each payment that an earmark forbids, in projects whose rules are spelled out and so have its
  /// column.
  mutating func addObstacles(_ rule: any Rule.Type) {
    for (p, project) in projects.enumerated() where modelVariant.spelledOut?.projects.contains(project.id) ?? false {
      for fund in payments[p].keys.sorted() {
        for (type, paid) in payments[p][fund]!.sorted(by: { $0.key < $1.key })
        where instance.obstacles(funds[fund], project, type).contains(where: { $0.rule == rule.name }) {
          add(rule, [funds[fund].id.text, project.id.text], part: [type], paid, atMost: 0, block: project)
        }
      }
    }
  }
}

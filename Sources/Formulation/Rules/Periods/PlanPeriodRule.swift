import Model

/// `Σ_k x(p,v,k) = y(p,v)` over the possible start periods, a row that is added with the start columns; `y(p,v) = 0`
/// if there are none.
enum PlanPeriodRule: FormulationRule {
  static let name = "plan-period"
  static let sentence = Bilingual(
    "项目在一个期间开始，其历时各期都与项目起止日期相交，并在方案期内结束；所用时段的日期都在其中。",
    "A project starts in one period; all in which it runs overlap its own days and lie within the plan; so do its slots."
  )

  static let cells: [RuleCell] = [
    RuleCell(.projects(.from), of: 0),
    RuleCell(.projects(.to), of: 0),
    RuleCell(.variants(.lasts), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for (v, variant) in project.variants.enumerated() where f.begun[p][v].isEmpty {
        f.add(self, [project.id.text, variant.id.text], f.chosen[p][v], atMost: 0, block: project)
      }
    }
  }
}

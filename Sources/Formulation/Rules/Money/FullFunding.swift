import ExactProgram
import Model

/// `Σ_f a(f,p,t) = cost(p,t)`, for each cost type.
enum FullFunding: FormulationRule {
  static let name = "full-funding"
  static let sentence = Bilingual(
    "实施的项目，每项费用分文不差地落实；不实施的不付款。", "Every cost line of a project that is carried out is paid to the last minor unit.")

  static let isDefinition = true
  static let cells: [RuleCell] = [
    RuleCell(.costs(.fixed), of: 0),
    RuleCell(.costs(.perUnit), of: 0),
  ]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for (type, cost) in f.costs[p].sorted(by: { $0.key < $1.key }) {
        let paid = f.payments[p].values.compactMap { $0[type] }.sum()
        f.add(self, [project.id.text, type], paid - cost, atLeast: 0, atMost: 0, block: project)
      }
    }
  }
}

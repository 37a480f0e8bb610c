import Model

/// `Σ_v y(p,v) ≤ 1`.
enum OneVariant: FormulationRule {
  static let name = "one-variant"
  static let sentence = Bilingual("一个项目至多实施一种方案。", "At most one variant of a project is carried out.")

  static let isDefinition = true
  static let cells: [RuleCell] = [RuleCell(.variants(.variant), of: 0)]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      f.add(self, [project.id.text], f.carried(p), atMost: 1, block: project)
    }
  }
}

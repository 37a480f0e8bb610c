import Model

/// `Y(p) = 0` unless the project has a responsible person and approval.
enum Readiness: FormulationRule {
  static let name = "readiness"
  static let sentence = Bilingual("有负责人、已立项的项目才能实施。", "A project needs a responsible person and approval.")
  static let cells: [RuleCell] = [RuleCell(.projects(.responsible), of: 0), RuleCell(.projects(.approved), of: 0)]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() where project.responsible.isEmpty || !project.approved {
      f.add(self, [project.id.text], f.carried(p), atMost: 0, block: project)
    }
  }
}

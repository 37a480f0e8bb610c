import Model

/// `Y(p) = 1` if the project is committed or running, `Y(p) = 0` if it is done.
enum Status: FormulationRule {
  static let name = "status"
  static let sentence = Bilingual(
    "已承诺和在建的项目必须安排，已完成的不再安排。", "Committed and running projects are carried out, done ones are not.")
  static let cells: [RuleCell] = [RuleCell(.projects(.status), of: 0)]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      switch project.status {
      case .proposed: continue
      case .committed, .running: f.add(self, [project.id.text], f.carried(p), atLeast: 1, block: project)
      case .done: f.add(self, [project.id.text], f.carried(p), atMost: 0, block: project)
      }
    }
  }
}

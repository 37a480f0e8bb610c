import ExactProgram
import Model

/// `Y(p) ≤ Y(q)`.
enum Prerequisites: FormulationRule {
  static let name = "prerequisites"
  static let sentence = Bilingual(
    "前置项目必须同时实施或已经在建、完成。", "What a project requires is carried out too, or is running or done.")
  static let cells: [RuleCell] = [
    RuleCell(.projects(.requires), of: 0),
    RuleCell(.projects(.status), of: 1, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for id in project.requires {
        let q = f.instance.index(of: id)
        if [.running, .done].contains(f.projects[q].status) { continue }
        f.add(self, [project.id.text, id.text], f.carried(p) - f.carried(q), atMost: 0)
      }
    }
  }
}

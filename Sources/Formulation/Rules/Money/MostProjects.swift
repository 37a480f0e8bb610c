import Model

/// `Σ_p z(f,p) ≤ projects_max`.
enum MostProjects: FormulationRule {
  static let name = "most-projects"
  static let sentence = Bilingual("一笔资金支持的项目不超过规定个数。", "A fund pays for at most so many projects.")
  static let cells: [RuleCell] = [RuleCell(.funds(.projectsMax), of: 0)]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      guard let most = item.projectsMax else { continue }
      f.add(self, [item.id.text], f.payees[fund].compactMap { f.sources[$0][fund] }.sum(), atMost: Int128(most))
    }
  }
}

import Model

/// `Σ_f z(f,p) ≤ sources_max`.
enum MostSources: FormulationRule {
  static let name = "most-sources"
  static let sentence = Bilingual("一个项目的资金来源不超过规定个数。", "A project has at most so many sources.")
  static let cells: [RuleCell] = [RuleCell(.projects(.sourcesMax), of: 0)]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      guard let most = project.sourcesMax else { continue }
      let count = f.sources[p].values.sum()
      f.add(self, [project.id.text], count, atMost: Int128(most), block: project)
    }
  }
}

import Model

/// `Σ_a u(d,a) = y(p,v)`, a row that is added with the use columns; if no asset may meet a demand,
/// `fixed × y + per_unit × g = 0`.
enum AssetDemandRule: FormulationRule {
  static let name = "asset-demand"
  static let sentence = Bilingual(
    "实施的项目所需物资场地每项由一处允许使用的足额满足。",
    "Each thing that a project asks for comes wholly from one asset that it may use.")
  static let cells: [RuleCell] = [
    RuleCell(.projectAssets(.asset), of: 0), RuleCell(.projectAssets(.type), of: 0),
    RuleCell(.projectAssets(.fixed), of: 0, isCited: false), RuleCell(.projectAssets(.perUnit), of: 0, isCited: false),
  ]

  /// The column by which the project's row names the asset or its type.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    guard subjects.count == 3, let p = instance.projectIndex[ProjectID(subjects[0])] else { return [] }
    let demands = instance.lists.projects[p].variants.filter { $0.id.text == subjects[1] }.flatMap(\.demands)
    let isNamed = demands.contains { $0.asset?.text == subjects[2] }
    return [Citation(.projectAssets(isNamed ? .asset : .type), of: subjects[0])]
  }

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for (v, variant) in project.variants.enumerated() {
        for (number, demand) in variant.demands.enumerated() where f.assetChoices[p][v][number].isEmpty {
          f.add(
            self, [project.id.text, variant.id.text, demand.asset?.text ?? demand.type!], f.needed(demand, p, v),
            atMost: 0, block: project)
        }
      }
    }
  }
}

/// Only permitted assets have columns, so no row is needed.
enum PermittedUse: FormulationRule {
  static let name = "permitted-use"
  static let sentence = Bilingual(
    "物资场地只用于允许的类别和服务范围。", "An asset is used only for the categories and within the reach that it is there for.")
  static let cells: [RuleCell] = [RuleCell(.assets(.categories), of: 0), RuleCell(.assets(.reach), of: 0)]

  static func emit(into f: inout Formulation) {}
}

import Model

/// `a(f,p,t) = 0` if an earmark excludes the payment. Unless the rule is spelled out, the column does not exist and no
/// row is needed.
enum Eligibility: FormulationRule {
  static let name = "eligibility"
  static let sentence = Bilingual(
    "专款专用：只能用于规定的类别、地点、人群、支出和期限。", "A fund pays only for what it is earmarked for.")
  static let cells: [RuleCell] = [
    RuleCell(.funds(.categories), of: 0),
    RuleCell(.funds(.excludedCategories), of: 0),
    RuleCell(.funds(.places), of: 0),
    RuleCell(.funds(.groups), of: 0),
    RuleCell(.funds(.tiers), of: 0),
    RuleCell(.funds(.costTypes), of: 0),
    RuleCell(.funds(.excludedCostTypes), of: 0),
    RuleCell(.funds(.projects), of: 0),
    RuleCell(.funds(.to), of: 0),
    RuleCell(.projects(.category), of: 1, isCited: false),
    RuleCell(.projects(.place), of: 1, isCited: false),
    RuleCell(.projects(.groups), of: 1, isCited: false),
    RuleCell(.costs(.costType), of: 1, isCited: false),
  ]

  /// The columns of the fund that exclude some cost of the project.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    guard subjects.count == 2, let f = instance.fundIndex[FundID(subjects[0])],
      let p = instance.projectIndex[ProjectID(subjects[1])]
    else { return [] }
    let project = instance.lists.projects[p]
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
    let found = types.flatMap { instance.obstacles(instance.lists.funds[f], project, $0) }.filter { $0.rule == name }
    return Set(found.map(\.cell)).sorted()
  }

  static func emit(into f: inout Formulation) { f.addObstacles(self) }
}

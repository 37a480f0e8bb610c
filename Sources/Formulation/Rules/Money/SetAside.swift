import ExactProgram
import Model

/// `10000 × Σ_{p in set} A(f,p) ≥ share × Σ_p A(f,p)`.
enum SetAsideRule: FormulationRule {
  static let name = "set-aside"
  static let sentence = Bilingual(
    "支出中须有规定比例用于指定人群、类别或地点。", "A share of what a fund spends goes to a group, a category or a place.")
  static let cells: [RuleCell] = [
    RuleCell(.fundSetAsides(.share), of: 0),
    RuleCell(.fundSetAsides(.kind), of: 0, isCited: false),
    RuleCell(.fundSetAsides(.of), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      for rule in item.setAsides {
        var balance = Expression.zero
        for (p, paid) in f.spending(fund) {
          balance += paid * ((reaches(rule, f.projects[p], f.instance) ? 10_000 : 0) - Int128(rule.share.basisPoints))
        }
        f.add(self, [item.id.text, rule.of], part: [rule.kind.rawValue], balance, atLeast: 0)
      }
    }
  }

  /// Whether what a fund pays for a project counts toward its set-aside.
  static func reaches(_ rule: SetAside, _ project: Project, _ instance: Instance) -> Bool {
    switch rule.kind {
    case .group: instance.groups(of: project).contains(rule.of)
    case .category: instance.isKind(project.category, of: CategoryID(rule.of))
    case .place: project.places.contains { instance.lies($0.place, within: PlaceID(rule.of)) }
    }
  }
}

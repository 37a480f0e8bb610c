import Model

/// `Σ_p s(p,n) + shortfall ≥ ⌈share × quantity⌉`; the floor stages minimise the shortfalls.
enum MustServe: FormulationRule {
  static let name = "must-serve"
  static let sentence = Bilingual("急难需求必须满足。", "An urgent need is served.")
  static let cells: [RuleCell] = [
    RuleCell(.needs(.urgency), of: 0),
    RuleCell(.needs(.floor), of: 0, isCited: false),
    RuleCell(.needs(.quantity), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (n, need) in f.instance.lists.needs.enumerated() where need.status == .open && need.urgency == 5 {
      f.addFloor(self, n, need.floor ?? .whole)
    }
  }
}

import IntegerProgram
import Model

/// `Σ_p s(p,n) + shortfall ≥ ⌈share × quantity⌉`; the floor stages minimise the shortfalls.
enum BasicFloor: FormulationRule {
  static let name = "basic-floor"
  static let sentence = Bilingual("基本需求至少满足保底比例。", "A basic need is served to its floor.")
  static let cells: [RuleCell] = [
    RuleCell(.needs(.floor), of: 0),
    RuleCell(.needs(.tier), of: 0, isCited: false),
    RuleCell(.needs(.quantity), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (n, need) in f.instance.lists.needs.enumerated() where need.status == .open && need.tier == .basic {
      guard let floor = need.floor else { continue }
      // `must-serve` asks the same of an urgent need, so that a second row is of use only where that rule may be waived.
      let urgent = need.urgency == 5
      if urgent, !f.modelVariant.mayWaive(Meaning(MustServe.name, [need.id.text])) { continue }
      f.addFloor(self, n, floor)
    }
  }
}

import ExactProgram
import IntegerProgram
import Model

/// `must_fund`, `must_not` and `keep`, for a project or for one fund on it.
enum Pins: FormulationRule {
  static let name = "pins"
  static let sentence = Bilingual("联席会议的决定必须执行。", "What the joint meeting decided is done.")
  static let cells: [RuleCell] = [
    RuleCell(.pins(.project), of: 0),
    RuleCell(.pins(.kind), of: 0, isCited: false),
    RuleCell(.pins(.fund), of: 0, isCited: false),
    RuleCell(.pins(.amount), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for pin in f.instance.lists.pins {
      let p = f.instance.index(of: pin.project)
      let project = f.projects[p]
      let subjects = [pin.project.text] + (pin.fund.map { [$0.text] } ?? [])
      let paid = pin.fund.map { f.paid(f.instance.index(of: $0), p) ?? .zero }
      switch (pin.kind, paid) {
      case (.mustNot, nil): f.add(self, subjects, f.carried(p), atMost: 0, block: project)
      case (.mustNot, let paid?): f.add(self, subjects, paid, atMost: 0, block: project)
      case (.mustFund, nil), (.keep, nil): f.add(self, subjects, f.carried(p), atLeast: 1, block: project)
      case (.mustFund, let paid?): f.add(self, subjects, paid, atLeast: 1, block: project)
      case (.keep, let paid?):
        f.add(self, [pin.project.text], part: ["carried"], f.carried(p), atLeast: 1, block: project)
        // If the pin of the project may be waived, the fund must pay only if the project is carried out.
        let due =
          f.modelVariant.mayWaive(Meaning(name, [pin.project.text])) ? f.carried(p) : Expression(constant: 1)
        if let amount = pin.amount {
          f.add(
            self, subjects, paid - due * Int128(amount.minorUnits), atLeast: 0, atMost: 0, block: project)
        } else {
          f.add(self, subjects, paid - due, atLeast: 0, block: project)
        }
      }
    }
  }
}

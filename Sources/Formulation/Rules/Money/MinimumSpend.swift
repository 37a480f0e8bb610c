import Model

/// `Σ_p A(f,p) ≥ minimum_spend`.
enum MinimumSpend: FormulationRule {
  static let name = "minimum-spend"
  static let sentence = Bilingual(
    "用不完要收回的资金至少支出规定数额。", "A fund that loses what it does not spend must spend at least the amount set.")
  static let cells: [RuleCell] = [RuleCell(.funds(.minimumSpend), of: 0)]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() where item.minimumSpend > .zero {
      f.add(
        self, [item.id.text], f.spending(fund).map(\.paid).sum(),
        atLeast: Int128(item.minimumSpend.minorUnits))
    }
  }
}

import ExactProgram
import Model

/// `Σ_p A(f,p) ≤ amount − reserve`.
package enum FundCap: FormulationRule {
  package static let name = "fund-cap"
  static let sentence = Bilingual("一笔资金的支出不超过总额减预留。", "A fund spends no more than its amount less its reserve.")
  static let cells: [RuleCell] = [
    RuleCell(.funds(.amount), of: 0),
    RuleCell(.funds(.reserve), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      let spent = f.spending(fund).map(\.paid).sum()
      f.add(self, [item.id.text], spent - f.extraMoney(item.id), atMost: Int128(item.available.minorUnits))
    }
  }
}

import ExactProgram
import Model

/// `10000 × Σ_g A(g,p) ≥ ratio × A(f,p)`.
enum MatchingRule: FormulationRule {
  static let name = "matching"
  static let sentence = Bilingual(
    "每支付一元，指定的其他资金按比例配套。", "For each yuan, the funds named pay their match on the same project.")
  static let cells: [RuleCell] = [
    RuleCell(.fundMatching(.ratio), of: 0),
    RuleCell(.fundMatching(.with), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      for (number, rule) in item.matching.enumerated() {
        for (p, paid) in f.spending(fund) {
          let match = rule.with.compactMap { f.paid(f.instance.index(of: $0), p) }.sum()
          f.add(
            self, [item.id.text, f.projects[p].id.text], part: [String(number)],
            match * 10_000 - paid * Int128(rule.ratio.basisPoints), atLeast: 0, block: f.projects[p])
        }
      }
    }
  }
}

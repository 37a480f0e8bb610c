import ExactProgram
import Model

/// `10000 × A(f,p) ≤ share_max × A(p)`, and `A(f,p) ≤ ⌈share_max × A(p) / 10000⌉` where the caps of the project's funds
/// add up to the whole.
package enum ShareCap: FormulationRule {
  package static let name = "share-cap"
  static let sentence = Bilingual("一笔资金占一个项目费用的比例不超过上限。", "A fund pays at most a set share of a project's cost.")
  static let cells: [RuleCell] = [
    RuleCell(.funds(.shareMax), of: 0),
    RuleCell(.costs(.fixed), of: 1, isCited: false),
    RuleCell(.costs(.perUnit), of: 1, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      guard let share = item.shareMax else { continue }
      for (p, paid) in f.spending(fund) {
        let lifted = f.lifted(self, fund, p) * (f.largest(paid) * 10_000)
        let subjects = [item.id.text, f.projects[p].id.text]
        let most = f.capsAddUp[p] ? f.roundedUp(share, ofCostOf: p) : f.cost(p) * Int128(share.basisPoints)
        f.add(self, subjects, paid * 10_000 - most - lifted, atMost: 0, block: f.projects[p])
        if f.capsAddUp[p], lifted.terms.isEmpty {
          f.addOvershoot(self, subjects, [item.id.text], of: paid, above: share, p)
        }
      }
    }
  }
}

import ExactProgram
import Model

/// `z(f,p) ≤ Σ x(p,v,k)` over the periods *k* that overlap the fund's window.
enum FundPeriod: FormulationRule {
  static let name = "fund-period"
  static let sentence = Bilingual(
    "资金只支付在其使用期内开始的项目；可结转的延长一年。", "A fund pays only for what starts while it may be spent, carry-over included.")

  static let cells: [RuleCell] = [
    RuleCell(.funds(.to), of: 0),
    RuleCell(.funds(.from), of: 0, isCited: false),
    RuleCell(.funds(.carryOver), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    guard !f.instance.lists.periods.isEmpty else { return }
    for (p, project) in f.projects.enumerated() {
      for fund in f.sources[p].keys.sorted() {
        let window = f.instance.window(f.funds[fund])
        let inTime = f.started(p) { f.instance.timeline[$0].span.overlaps(window) }
        // A project that cannot start at all is excluded by another rule.
        if f.begun[p].allSatisfy(\.isEmpty) || inTime.terms.elementsEqual(f.carried(p).terms, by: ==) { continue }
        f.add(
          self, [f.funds[fund].id.text, project.id.text], f.sources[p][fund]! - inTime - f.lifted(self, fund, p),
          atMost: 0, block: project)
      }
    }
  }
}

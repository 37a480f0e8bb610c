import ExactProgram
import Model

/// `z(f,p) ≤ Σ x(p,v,k)` over the starts *k* with which costs may be paid while the fund may be spent; nothing is paid
/// before the fund's first period, and everything by the end of its last.
enum FundPeriod: FormulationRule {
  static let name = "fund-period"
  static let sentence = Bilingual(
    "资金只在其使用期内支付；可结转的延长一年。", "A fund pays only while it may be spent, carry-over included.")

  static let cells: [RuleCell] = [
    RuleCell(.funds(.to), of: 0),
    RuleCell(.funds(.from), of: 0, isCited: false),
    RuleCell(.funds(.carryOver), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    guard !f.instance.lists.periods.isEmpty else { return }
    let openPeriods = f.funds.indices.map(f.openPeriods)
    for (p, project) in f.projects.enumerated() {
      // A project that cannot start at all is excluded by another rule.
      if f.begun[p].allSatisfy(\.isEmpty) { continue }
      for fund in f.sources[p].keys.sorted() {
        let open = openPeriods[fund]
        let inTime = project.variants.indices.map { v in
          f.started(p, v) { f.paymentPeriods(p, v, from: $0).overlaps(open) }
        }.sum()
        if !inTime.terms.elementsEqual(f.carried(p).terms, by: ==) {
          f.add(
            self, [f.funds[fund].id.text, project.id.text], f.sources[p][fund]! - inTime - f.lifted(self, fund, p),
            atMost: 0, block: project)
        }
        addBounds(of: open, fund, p, to: &f)
      }
    }
  }

  /// Adds the rows of what is paid by the end of the period before the fund's first, and by the end of its last.
  private static func addBounds(of open: Range<Int>, _ fund: Int, _ p: Int, to f: inout Formulation) {
    guard let types = f.paidBy[p][fund], !open.isEmpty else { return }
    let project = f.projects[p], subjects = [f.funds[fund].id.text, project.id.text]
    let lifted = f.lifted(self, fund, p) * f.largest(f.paid(fund, p)!)
    func paid(by period: Int) -> Expression? {
      let parts = types.values.compactMap { $0.first { $0.period == period }?.paid }
      return parts.isEmpty ? nil : parts.sum()
    }
    if let before = paid(by: open.lowerBound - 1) {
      let period = f.instance.timeline[open.lowerBound - 1].id.text
      f.add(self, subjects, part: [period], before - lifted, atMost: 0, block: project)
    }
    if let within = paid(by: open.upperBound - 1) {
      let period = f.instance.timeline[open.upperBound - 1].id.text
      f.add(self, subjects, part: [period], f.paid(fund, p)! - within - lifted, atMost: 0, block: project)
    }
  }
}

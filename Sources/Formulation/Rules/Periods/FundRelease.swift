import ExactProgram
import Model

/// `Σ_p A(f,p | starts by k) ≤ Σ_{j ≤ k} release(f,j)`.
enum FundRelease: FormulationRule {
  static let name = "fund-release"
  static let sentence = Bilingual(
    "到每期末为止开始的项目，所用不超过届时已下达的资金。", "What starts by the end of a period costs no more than has been released by then.")
  static let cells: [RuleCell] = [RuleCell(.fundReleases(.amount), of: 0)]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() where !item.releases.isEmpty {
      var released = Int128(0)
      var byPeriod = Array(repeating: Int128(0), count: f.instance.timeline.count)
      for release in item.releases {
        byPeriod[f.instance.index(of: release.period)] += Int128(release.amount.minorUnits)
      }
      for (k, amount) in byPeriod.enumerated() {
        released += amount
        // A row can bind only in the last period before the next release, and only if less is released than may be
        // spent.
        let isStep = k + 1 == byPeriod.count || byPeriod[k + 1] > 0
        guard isStep, released < f.spendingLimit(fund) else { continue }
        var soFar: [Expression] = []
        for p in f.payees[fund] { if let paid = f.paidBy(k, fund, p) { soFar.append(paid) } }
        f.add(
          self, [item.id.text, f.instance.timeline[k].id.text], soFar.sum() - f.extraMoney(item.id), atMost: released)
      }
    }
  }
}

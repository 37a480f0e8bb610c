import ExactProgram
import Model

/// `Σ_p A(f,p | paid by the end of k) ≤ Σ_{j ≤ k} release(f,j)`.
enum FundRelease: FormulationRule {
  static let name = "fund-release"
  static let sentence = Bilingual(
    "到每期末为止付出的，不超过届时已下达的资金。", "What is paid by the end of a period is no more than has been released by then.")
  static let cells: [RuleCell] = [RuleCell(.fundReleases(.amount), of: 0)]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      for (k, released) in f.releaseSteps(fund) {
        var soFar: [Expression] = []
        for p in f.payees[fund] { if let paid = f.paidBy(k, fund, p) { soFar.append(paid) } }
        f.add(
          self, [item.id.text, f.instance.timeline[k].id.text], soFar.sum() - f.extraMoney(item.id), atMost: released)
      }
    }
  }
}

extension Formulation {
  /// The periods by whose end a fund may have been released less than it would spend, with what has been released by
  /// then, in minor units.
  ///
  /// A row can bind only in the last period before the next release, and only if less is released than may be spent.
  func releaseSteps(_ fund: Int) -> [(period: Int, released: Int128)] {
    let releases = funds[fund].releases
    guard !releases.isEmpty else { return [] }
    var byPeriod = Array(repeating: Int128(0), count: instance.timeline.count)
    for release in releases { byPeriod[instance.index(of: release.period)] += Int128(release.amount.minorUnits) }
    var released = Int128(0)
    return byPeriod.indices.compactMap { k in
      released += byPeriod[k]
      let isStep = k + 1 == byPeriod.count || byPeriod[k + 1] > 0
      return isStep && released < spendingLimit(fund) ? (k, released) : nil
    }
  }
}

import Audit
import Formulation
import Intake
import Model

extension Plan {
  /// The plan as that of a scenario that only leaves less money, if it obeys the rules there.
  ///
  /// Every plan of the scenario is then a plan of the base. So none is better than what the base's bounds allow, and this
  /// plan is as good for the scenario as for the base.
  /// - Returns: nil if the scenario changes anything else or has another objective, or the plan does not obey its rules.
  /// - Throws: The encoder's error.
  /// - Complexity: that of the audit.
  func forLessMoney(
    of scenario: [Scenario.Change], _ folder: ListsFolder, _ instance: Instance, than base: Instance,
    _ objective: PolicyObjective
  ) throws -> Plan? {
    let isOfAmounts = scenario.allSatisfy {
      $0.list == ListName.funds.rawValue && $0.change == FundField.amount.rawValue
    }
    guard isOfAmounts, objective.rawValue == self.objective, instance.hasLessMoney(than: base) else { return nil }
    var plan = self
    plan.lists = folder.canonicalTexts().mapValues { sha256(Array($0.utf8)) }
    plan.seal = try plan.computedSeal()
    let breaches =
      audit(plan.allocation, of: instance, shortfalls: plan.shortfalls) + auditWeights(plan, of: instance)
      + auditRecord(plan, of: instance)
    return breaches.isEmpty ? plan : nil
  }
}

extension Instance {
  /// Whether these lists, which differ from others in the amounts of funds alone, let no fund spend more than there, at
  /// any time and for any purpose, and ask for nothing less.
  ///
  /// Some columns hold a percentage of the amount, so what they come to is compared.
  func hasLessMoney(than other: Instance) -> Bool {
    func isMore(_ mine: Money?, _ theirs: Money?) -> Bool {
      theirs.map { limit in mine.map { $0 > limit } ?? true } ?? false
    }
    let pins = zip(lists.pins, other.lists.pins)
    guard lists.funds.map(\.id) == other.lists.funds.map(\.id), lists.pins.count == other.lists.pins.count,
      pins.allSatisfy({ $0.amount == $1.amount && $0.project == $1.project && $0.fund == $1.fund })
    else { return false }
    return zip(lists.funds, other.lists.funds).allSatisfy { mine, theirs in
      mine.available <= theirs.available && mine.minimumSpend == theirs.minimumSpend
        && mine.trancheMin == theirs.trancheMin && !isMore(mine.trancheMax, theirs.trancheMax)
        && !isMore(mine.perPlaceMax, theirs.perPlaceMax) && releasesNoMore(mine, than: theirs)
    }
  }

  private func releasesNoMore(_ mine: Fund, than theirs: Fund) -> Bool {
    guard mine.releases.isEmpty == theirs.releases.isEmpty else { return false }
    func released(_ fund: Fund, by period: Int) -> Int128 {
      fund.releases.reduce(0) { $0 + (periodIndex[$1.period]! <= period ? Int128($1.amount.minorUnits) : 0) }
    }
    return timeline.indices.allSatisfy { released(mine, by: $0) <= released(theirs, by: $0) }
  }
}

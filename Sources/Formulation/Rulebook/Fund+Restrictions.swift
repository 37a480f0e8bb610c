import Model

extension Fund {
  /// The cells that restrict what the fund pays for and how, each with its rule, in the order of the columns. The two days
  /// of its period are one restriction, named by the last.
  var restrictions: [(rule: String, cell: Citation)] {
    func cells(_ rule: String, _ fields: [(FundField, Bool)]) -> [(rule: String, cell: Citation)] {
      fields.filter(\.1).map { (rule, Citation(.funds($0.0), of: id.text)) }
    }
    let rows: [(rule: String, cell: CellKey, isWritten: Bool)] = [
      (MatchingRule.name, .fundMatching(.ratio), !matching.isEmpty),
      (FundRelease.name, .fundReleases(.amount), !releases.isEmpty),
    ]
    return cells(FundCap.name, [(.reserve, reserve > .zero)])
      + cells(FundPeriod.name, [(.to, period != Period())])
      + cells(
        Eligibility.name,
        [
          (.categories, !categories.isEmpty), (.places, !places.isEmpty), (.groups, !groups.isEmpty),
          (.tiers, !tiers.isEmpty), (.costTypes, !costTypes.isEmpty),
          (.excludedCategories, !excludedCategories.isEmpty), (.excludedCostTypes, !excludedCostTypes.isEmpty),
          (.projects, !projects.isEmpty),
        ])
      + cells(
        Tranche.name,
        [
          (.trancheMin, trancheMin != nil || trancheMinShare != nil),
          (.trancheMax, trancheMax != nil || trancheMaxShare != nil),
        ])
      + cells(ShareCap.name, [(.shareMax, shareMax != nil)])
      + cells(MostProjects.name, [(.projectsMax, projectsMax != nil)])
      + cells(CapPerPlace.name, [(.perPlaceMax, perPlaceMax != nil)])
      + cells(MinimumSpend.name, [(.minimumSpend, minimumSpend > .zero)])
      + cells(NoDoubleFunding.name, [(.excludesGovernmentFunded, excludesGovernmentFunded)])
      + rows.filter(\.isWritten).map { ($0.rule, Citation($0.cell, of: id.text)) }
  }

  /// Empties a cell of ``restrictions``; other cells stay as they are.
  mutating func blank(_ cell: Citation) {
    if cell.list == ListName.fundMatching.rawValue { matching = [] }
    if cell.list == ListName.fundReleases.rawValue { releases = [] }
    switch cell.column(FundField.self) {
    case .reserve: reserve = .zero
    case .from, .to: period = Period()
    case .categories: categories = []
    case .excludedCategories: excludedCategories = []
    case .places: places = []
    case .groups: groups = []
    case .tiers: tiers = []
    case .costTypes: costTypes = []
    case .excludedCostTypes: excludedCostTypes = []
    case .projects: projects = []
    case .trancheMin: (trancheMin, trancheMinShare) = (nil, nil)
    case .trancheMax: (trancheMax, trancheMaxShare) = (nil, nil)
    case .shareMax: shareMax = nil
    case .projectsMax: projectsMax = nil
    case .perPlaceMax: perPlaceMax = nil
    case .minimumSpend: minimumSpend = .zero
    case .excludesGovernmentFunded: excludesGovernmentFunded = false
    case .id, .name, .department, .amount, .carryOver, nil: break
    }
  }
}

extension Formulation {
  /// Whether what a changed formulation permits is known to include all that this one permits: it rounds shares of costs to
  /// minor units alike.
  ///
  /// Where the shares of a project's funds add up to its whole cost, or funds match each other, they are rounded up. If a
  /// cap is emptied, or another fund may pay, they are not, so that a payment may be off by a minor unit.
  package func isRelaxed(by changed: Formulation) -> Bool {
    guard capsAddUp == changed.capsAddUp else { return false }
    return zip(instance.lists.funds, changed.instance.lists.funds).allSatisfy { mine, theirs in
      zip(mine.matching, theirs.matching).allSatisfy {
        $0.isMutual(for: mine, in: instance) == $1.isMutual(for: theirs, in: changed.instance)
      }
    }
  }
}

import Model

/// An earmark that forbids a fund to pay a type of cost of a project, with the cell it was read from.
public struct Obstacle: Sendable, Hashable {
  /// The name of the rule: `eligibility`, `fund-period` or `no-double-funding`.
  public let rule: String
  /// The cell of the list of funds that states the earmark.
  public let cell: Citation
  /// The column of that cell.
  let field: FundField
}

extension Instance {
  /// Every earmark of `eligibility`, `fund-period` and `no-double-funding` that forbids a payment; empty if it is
  /// permitted.
  /// - Complexity: O(depth of the trees × entries of the fund's lists).
  public func obstacles(_ fund: Fund, _ project: Project, _ costType: String) -> [Obstacle] {
    earmarks(fund, project, costType).filter { !$0.holds }.map {
      Obstacle(rule: $0.rule, cell: Citation(.funds($0.field), of: fund.id.text), field: $0.field)
    }
  }

  /// The cells that permit a fund to pay; the cell of its amount if no earmark restricts it.
  /// - Complexity: O(depth of the trees × entries of the fund's lists).
  public func permits(_ fund: Fund, _ project: Project, _ costType: String) -> [Citation] {
    let cells = earmarks(fund, project, costType).filter { $0.isRestriction && $0.holds }
    return (cells.isEmpty ? [.amount] : cells.map(\.field)).map { Citation(.funds($0), of: fund.id.text) }
  }

  private func earmarks(_ fund: Fund, _ project: Project, _ costType: String) -> [EarmarkCell] {
    let window = window(fund)
    return [
      EarmarkCell(
        .categories, open: fund.categories.isEmpty, fund.categories.contains { isKind(project.category, of: $0) }),
      EarmarkCell(
        excluding: .excludedCategories, fund.excludedCategories.contains { isKind(project.category, of: $0) }),
      EarmarkCell(
        .places, open: fund.places.isEmpty || project.places.isEmpty,
        project.places.contains { proposer in fund.places.contains { lies(proposer.place, within: $0) } }),
      EarmarkCell(.groups, open: fund.groups.isEmpty, !Set(fund.groups).isDisjoint(with: groups(of: project))),
      EarmarkCell(.tiers, open: fund.tiers.isEmpty, !Set(fund.tiers).isDisjoint(with: tiers(of: project))),
      EarmarkCell(.costTypes, open: fund.costTypes.isEmpty, fund.costTypes.contains(costType)),
      EarmarkCell(excluding: .excludedCostTypes, fund.excludedCostTypes.contains(costType)),
      EarmarkCell(.projects, open: fund.projects.isEmpty, fund.projects.contains(project.id)),
      EarmarkCell(excluding: .to, !window.overlaps(project.period)),
      EarmarkCell(
        excluding: .to, window.overlaps(project.period) && !startsIn(window, project), rule: FundPeriod.name),
      EarmarkCell(
        excluding: .excludesGovernmentFunded, fund.excludesGovernmentFunded && project.governmentFunded,
        rule: NoDoubleFunding.name),
    ]
  }

  /// Whether a project can start in a window. A project that cannot start at all passes, since another rule excludes
  /// it.
  private func startsIn(_ window: Period, _ project: Project) -> Bool {
    if lists.periods.isEmpty { return true }
    let starts = Set(project.variants.flatMap { self.starts($0, of: project) })
    return starts.isEmpty || starts.contains { timeline[$0].span.overlaps(window) }
  }
}

extension Fund {
  /// Whether the fund's cost-type earmarks permit this type of cost.
  func permits(_ costType: String) -> Bool {
    (costTypes.isEmpty || costTypes.contains(costType)) && !excludedCostTypes.contains(costType)
  }
}

/// One field of the list of funds, evaluated for one payment.
private struct EarmarkCell {
  let field: FundField
  let rule: String
  /// Whether the field lists what is eligible, so that it can be cited as permitting the payment.
  let isRestriction: Bool
  let holds: Bool

  init(_ field: FundField, open: Bool, _ holds: @autoclosure () -> Bool) {
    self.field = field
    rule = Eligibility.name
    isRestriction = !open
    self.holds = open || holds()
  }

  init(excluding field: FundField, _ excludes: Bool, rule: String = Eligibility.name) {
    self.field = field
    self.rule = rule
    isRestriction = false
    holds = !excludes
  }
}

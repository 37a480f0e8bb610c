import Model

/// An earmark that keeps a fund from paying for a type of cost of a project, and the cell it was read from.
public struct Obstacle: Sendable, Hashable {
  public let rule: String
  public let cell: Citation
}

extension Instance {
  /// Every earmark of `eligibility` and `no-double-funding` that forbids a payment; none where it is permitted.
  /// - Complexity: O(depth of the trees × entries of the fund's lists).
  public func obstacles(_ fund: Fund, _ project: Project, _ costType: String) -> [Obstacle] {
    earmarks(fund, project, costType).filter { !$0.holds }.map {
      Obstacle(
        rule: $0.field == "excludes_government_funded" ? NoDoubleFunding.name : Eligibility.name,
        cell: Citation("funds", fund.id.text, $0.field))
    }
  }

  /// The cells that let a fund pay; its amount where nothing restricts it.
  public func permits(_ fund: Fund, _ project: Project, _ costType: String) -> [Citation] {
    let cells = earmarks(fund, project, costType).filter { $0.isRestriction && $0.holds }
    return (cells.isEmpty ? ["amount"] : cells.map(\.field)).map { Citation("funds", fund.id.text, $0) }
  }

  private func earmarks(_ fund: Fund, _ project: Project, _ costType: String) -> [Earmark] {
    var period = fund.period
    if fund.carryOver, let last = period.to { period.to = last.aYearLater }
    return [
      Earmark(
        "categories", open: fund.categories.isEmpty, fund.categories.contains { isKind(project.category, of: $0) }),
      Earmark(excluding: "excluded_categories", fund.excludedCategories.contains { isKind(project.category, of: $0) }),
      Earmark(
        "places", open: fund.places.isEmpty || project.places.isEmpty,
        project.places.contains { proposer in fund.places.contains { lies(proposer.place, within: $0) } }),
      Earmark("groups", open: fund.groups.isEmpty, !Set(fund.groups).isDisjoint(with: groups(of: project))),
      Earmark("tiers", open: fund.tiers.isEmpty, !Set(fund.tiers).isDisjoint(with: tiers(of: project))),
      Earmark("cost_types", open: fund.costTypes.isEmpty, fund.costTypes.contains(costType)),
      Earmark(excluding: "excluded_cost_types", fund.excludedCostTypes.contains(costType)),
      Earmark("projects", open: fund.projects.isEmpty, fund.projects.contains(project.id)),
      Earmark(excluding: "to", !period.overlaps(project.period)),
      Earmark(excluding: "excludes_government_funded", fund.excludesGovernmentFunded && project.governmentFunded),
    ]
  }
}

/// One column of the list of funds as it bears on one payment.
private struct Earmark {
  let field: String
  /// It names what is eligible, so that it can be cited as what permits.
  let isRestriction: Bool
  let holds: Bool

  init(_ field: String, open: Bool, _ holds: @autoclosure () -> Bool) {
    self.field = field
    isRestriction = !open
    self.holds = open || holds()
  }

  init(excluding field: String, _ excludes: Bool) {
    self.field = field
    isRestriction = false
    holds = !excludes
  }
}

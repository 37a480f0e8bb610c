import Model

/// Whether a fund may pay for a type of cost of a project, and by which cells of the lists.
enum Verdict: Sendable {
  case permitted(by: [Citation])
  case forbidden(rule: String, by: Citation)
}

extension Fund {
  /// Whether it may pay for this type of cost of anything.
  func permits(_ costType: String) -> Bool {
    (costTypes.isEmpty || costTypes.contains(costType)) && !excludedCostTypes.contains(costType)
  }
}

extension Instance {
  /// Whether a project can start in a window at all; one that cannot start at all is held back by another rule.
  private func startsIn(_ window: Period, _ project: Project) -> Bool {
    if lists.periods.isEmpty { return true }
    let starts = Set(project.variants.flatMap { self.starts($0, of: project) })
    return starts.isEmpty || starts.contains { timeline[$0].span.overlaps(window) }
  }

  /// Reads the earmarks of `eligibility`, `fund-period` and `no-double-funding`.
  /// - Complexity: O(depth of the trees × entries of the fund's lists).
  func verdict(_ fund: Fund, _ project: Project, _ costType: String) -> Verdict {
    var permits: [Citation] = []
    func cell(_ field: String) -> Citation { Citation("funds", fund.id.text, field) }
    func test(_ field: String, isOpen: Bool, _ holds: @autoclosure () -> Bool) -> Bool {
      if isOpen { return true }
      guard holds() else { return false }
      permits.append(cell(field))
      return true
    }
    let checks: [(String, Bool)] = [
      (
        "categories",
        test(
          "categories", isOpen: fund.categories.isEmpty, fund.categories.contains { isKind(project.category, of: $0) })
      ),
      ("excluded_categories", !fund.excludedCategories.contains { isKind(project.category, of: $0) }),
      (
        "places",
        test(
          "places", isOpen: fund.places.isEmpty || project.places.isEmpty,
          project.places.contains { proposer in fund.places.contains { lies(proposer.place, within: $0) } })
      ),
      ("groups", test("groups", isOpen: fund.groups.isEmpty, !Set(fund.groups).isDisjoint(with: groups(of: project)))),
      ("tiers", test("tiers", isOpen: fund.tiers.isEmpty, !Set(fund.tiers).isDisjoint(with: tiers(of: project)))),
      ("cost_types", test("cost_types", isOpen: fund.costTypes.isEmpty, fund.costTypes.contains(costType))),
      ("excluded_cost_types", !fund.excludedCostTypes.contains(costType)),
      ("projects", test("projects", isOpen: fund.projects.isEmpty, fund.projects.contains(project.id))),
    ]
    for (field, holds) in checks where !holds { return .forbidden(rule: "eligibility", by: cell(field)) }
    let window = window(fund)
    guard window.overlaps(project.period) else { return .forbidden(rule: "eligibility", by: cell("to")) }
    guard startsIn(window, project) else { return .forbidden(rule: FundPeriod.name, by: cell("to")) }
    if fund.excludesGovernmentFunded, project.governmentFunded {
      return .forbidden(rule: "no-double-funding", by: cell("excludes_government_funded"))
    }
    return .permitted(by: permits.isEmpty ? [cell("amount")] : permits)
  }
}

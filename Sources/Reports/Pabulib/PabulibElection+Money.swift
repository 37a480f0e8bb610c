import Model

/// The budgets of an election.
struct PabulibBudgets {
  /// The whole budget.
  var total = Money.zero
  /// The categories that have a budget of their own, in the order of the file.
  var categories: [(id: CategoryID, amount: Money)] = []
  /// The places that have one.
  var places: [(id: PlaceID, amount: Money)] = []
}

extension PabulibElection {
  /// One budget for all, with budgets of categories that pay for different projects, and with limits of places.
  mutating func budgets() -> PabulibBudgets {
    let out = readBudgets()
    let categories = out.categories.map { budget in
      (
        lists.categories.first { $0.id == budget.id }?.origin ?? .none, CellKey(CategoryField.name),
        categoryName(budget.id)
      )
    }
    let places = out.places.map { (instance.place($0.id).origin, CellKey(PlaceField.name), placeName($0.id)) }
    for names in [categories, places] {
      for (index, (origin, cell, name)) in names.enumerated()
      where name.contains(",") || names[..<index].contains(where: { $0.2 == name }) {
        refuse(
          origin, cell, name, Bilingual("不同的名称，其中没有逗号", "a name without commas that no other has"),
          Bilingual("有预算的类别、地点按名称列出：请改名", "categories and places with budgets are listed by name: rename it"))
      }
    }
    refuseOverlaps(out.places.map(\.id))
    return out
  }

  private mutating func readBudgets() -> PabulibBudgets {
    var out = PabulibBudgets()
    let most = limits(&out)
    lists.funds.forEach { refuseRestrictions(of: $0) }
    if lists.funds.count == 1, let fund = lists.funds.first {
      out.total = min(fund.available, most ?? fund.available)
      return out
    }
    let sum = Money(Int64(clamping: lists.funds.reduce(Int128(0)) { $0 + Int128($1.available.minorUnits) }))
    out.total = most ?? sum
    for fund in lists.funds {
      // A fund that can pay the whole budget limits nothing.
      let isGeneral = fund.available >= out.total && fund.categories.map(\.text) != [fund.id.text]
      if isGeneral { continue }
      guard fund.categories.count == 1 else {
        refuse(
          fund.origin, FundField.categories, fund.id.text,
          Bilingual("一笔总预算，或每笔资金一个类别", "one budget for all, or one category for each fund"),
          Bilingual("请把资金按类别分开，或并为一笔", "divide the funds by category, or make them one"))
        continue
      }
      out.categories.append((fund.categories[0], fund.available))
    }
    out.categories.sort { ($0.id.text.utf8.count, $0.id) < ($1.id.text.utf8.count, $1.id) }
    for project in lists.projects { refuseSeveralFunds(project) }
    return out
  }

  /// - Returns: The most money for all projects, if a limit gives it.
  private mutating func limits(_ out: inout PabulibBudgets) -> Money? {
    var most: Money?
    for limit in lists.limits {
      if limit.mostProjects != nil {
        refuse(
          limit.origin, LimitField.mostProjects, limit.mostProjects.map(String.init) ?? "",
          Bilingual("没有项目数上限", "no limit on the number of projects"))
      }
      guard let money = limit.mostMoney else { continue }
      switch limit.kind {
      case .total: most = min(most ?? money, money)
      case .place: out.places.append((PlaceID(limit.of), money))
      case .category:
        refuse(
          limit.origin, LimitField.of, limit.of, Bilingual("全部或地点的金额上限", "a limit on all projects or on a place"),
          Bilingual("类别的预算请写成该类别的资金", "write the budget of a category as a fund for it"))
      }
    }
    out.places.sort { ($0.id.text.utf8.count, $0.id) < ($1.id.text.utf8.count, $1.id) }
    return most
  }

  /// Refuses limits on places of which one lies in the other.
  private mutating func refuseOverlaps(_ places: [PlaceID]) {
    for limit in lists.limits where limit.kind == .place && limit.mostMoney != nil {
      let place = PlaceID(limit.of)
      guard let other = places.first(where: { $0 != place && instance.lies(place, within: $0) }) else { continue }
      refuse(
        limit.origin, LimitField.of, limit.of,
        Bilingual("互不包含的地点", "places of which none lies in another"),
        Bilingual("它在 \(other.text) 之内，二者都有上限", "it lies in \(other.text), which has a limit, too"))
    }
  }

  /// Refuses a project that no fund may pay, or more than one.
  private mutating func refuseSeveralFunds(_ project: Project) {
    let payers = lists.funds.filter { fund in
      fund.categories.isEmpty || fund.categories.contains { instance.isKind(project.category, of: $0) }
    }
    guard payers.count != 1 else { return }
    refuse(
      project.origin, ProjectField.category, project.id.text,
      Bilingual("恰好一笔资金可以支付的类别", "a category for which exactly one fund may pay"),
      payers.isEmpty
        ? Bilingual("没有资金支付此类别：请改正类别，或删去项目", "no fund pays for it: correct the category or delete the project")
        : Bilingual(
          "\(payers.map(\.id.text).joined(separator: "、"))都可支付；请分开它们的类别",
          "\(payers.map(\.id.text).joined(separator: ", ")) may pay: keep their categories apart"))
  }

  private mutating func refuseRestrictions(of fund: Fund) {
    let restrictions: [(FundField, Bool)] = [
      (.places, !fund.places.isEmpty), (.groups, !fund.groups.isEmpty), (.tiers, !fund.tiers.isEmpty),
      (.costTypes, !fund.costTypes.isEmpty), (.excludedCategories, !fund.excludedCategories.isEmpty),
      (.excludedCostTypes, !fund.excludedCostTypes.isEmpty), (.projects, !fund.projects.isEmpty),
      (.trancheMin, fund.trancheMin != nil), (.trancheMax, fund.trancheMax != nil), (.shareMax, fund.shareMax != nil),
      (.projectsMax, fund.projectsMax != nil), (.perPlaceMax, fund.perPlaceMax != nil),
      (.minimumSpend, fund.minimumSpend > .zero), (.excludesGovernmentFunded, fund.excludesGovernmentFunded),
    ]
    for (field, isSet) in restrictions where isSet {
      refuse(
        fund.origin, field, fund.id.text, Bilingual("除类别外没有用途限制的资金", "a fund without restrictions but on categories"))
    }
    for matching in fund.matching {
      refuse(
        matching.origin, FundMatchingField.ratio, fund.id.text,
        Bilingual("没有配套要求的资金", "a fund that asks for no matching"))
    }
    for setAside in fund.setAsides {
      refuse(
        setAside.origin, FundSetAsideField.share, fund.id.text, Bilingual("没有专门比例的资金", "a fund without set-asides"))
    }
    for release in fund.releases {
      refuse(
        release.origin, FundReleaseField.period, fund.id.text, Bilingual("一次下达的资金", "a fund that is released at once"))
    }
  }
}

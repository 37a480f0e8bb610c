import Model

extension Ledger {
  /// The rules `eligibility` and `no-double-funding`.
  func eligibilityBreaches() -> [Breach] {
    var found: [Breach] = []
    for (id, projects) in spending {
      let fund = instance.fund(id)
      for project in projects.keys.map(instance.project) {
        let reasons = exclusions(of: project, from: fund)
        for (type, amount) in payments[project.id]?[id] ?? [:] where amount > 0 {
          let all = (reasons + exclusions(ofCostType: type, from: fund)).map(message)
          guard !all.isEmpty else { continue }
          found.append(
            Breach(
              "eligibility", [id.text, project.id.text, type],
              "资金 \(id) 不得为项目 \(project.id) 的“\(type)”支付 \(money(amount))：\(all.map(\.zh).joined(separator: "；"))",
              "fund \(id) may not pay \(money(amount)) for ‘\(type)’ of project \(project.id): "
                + all.map(\.en).joined(separator: "; ")))
        }
        let amount = paid(by: id, to: project.id)
        if fund.excludesGovernmentFunded, project.governmentFunded, amount > 0 {
          found.append(
            Breach(
              "no-double-funding", [id.text, project.id.text],
              "项目 \(project.id) 已有财政资金安排，资金 \(id) 不得再支付 \(money(amount))",
              "project \(project.id) is already paid for by government, so fund \(id) may not pay \(money(amount)) for it"
            ))
        }
      }
    }
    return found
  }

  /// Whether a fund may pay for some cost of a project, by `eligibility` and `no-double-funding` and whatever the periods
  /// of the plan.
  /// - Complexity: O(types of cost + entries of the fund's lists × depth of the trees).
  func mayPay(_ fund: Fund, for project: Project) -> Bool {
    if fund.excludesGovernmentFunded, project.governmentFunded { return false }
    let types = project.variants.flatMap { $0.costs.map(\.type) }
    return types.contains { exclusions(ofCostType: $0, from: fund).isEmpty }
      && exclusions(of: project, from: fund).isEmpty
  }

  /// Every reason why a fund may pay none of a project's costs.
  func exclusions(of project: Project, from fund: Fund) -> [Exclusion] {
    var reasons: [Exclusion] = []
    let category = project.category
    if !fund.categories.isEmpty, !fund.categories.contains(where: { instance.isKind(category, of: $0) }) {
      reasons.append(.category(category))
    }
    for excluded in fund.excludedCategories where instance.isKind(category, of: excluded) {
      reasons.append(.excludedCategory(category, within: excluded))
    }
    let places = project.places.map(\.place)
    if !fund.places.isEmpty, !places.isEmpty,
      !places.contains(where: { place in fund.places.contains { instance.lies(place, within: $0) } })
    {
      reasons.append(.places(places))
    }
    if !fund.groups.isEmpty, Set(fund.groups).isDisjoint(with: instance.groups(of: project)) { reasons.append(.groups) }
    if !fund.tiers.isEmpty, Set(fund.tiers).isDisjoint(with: instance.tiers(of: project)) { reasons.append(.tiers) }
    let period = spendingPeriod(of: fund)
    if !project.period.overlaps(period) { reasons.append(.period(project.period, fund: period)) }
    if !fund.projects.isEmpty, !fund.projects.contains(project.id) { reasons.append(.project) }
    return reasons
  }

  func exclusions(ofCostType type: String, from fund: Fund) -> [Exclusion] {
    var reasons: [Exclusion] = []
    if !fund.costTypes.isEmpty, !fund.costTypes.contains(type) { reasons.append(.costType(type)) }
    if fund.excludedCostTypes.contains(type) { reasons.append(.excludedCostType(type)) }
    return reasons
  }

  func spendingPeriod(of fund: Fund) -> Period {
    guard fund.carryOver, let last = fund.period.to else { return fund.period }
    // Spreadsheets write 9999-12-31 for “without end”; the calendar has no day a year later.
    return Period(from: fund.period.from, to: last.parts.year < 9999 ? last.aYearLater : nil)
  }

  /// A period in words, open ends included.
  func text(_ period: Period) -> Bilingual {
    switch (period.from, period.to) {
    case (let from?, let to?): Bilingual("\(from) 至 \(to)", "\(from) to \(to)")
    case (let from?, nil): Bilingual("\(from) 起", "from \(from) on")
    case (nil, let to?): Bilingual("至 \(to)", "until \(to)")
    case (nil, nil): Bilingual("不限", "open")
    }
  }
}

/// A reason why a fund may not pay for a project or a type of cost.
enum Exclusion {
  case category(CategoryID)
  case excludedCategory(CategoryID, within: CategoryID)
  case places([PlaceID])
  case groups, tiers
  case period(Period, fund: Period)
  case project
  case costType(String)
  case excludedCostType(String)
}

extension Ledger {
  func message(_ exclusion: Exclusion) -> Bilingual {
    switch exclusion {
    case .category(let category):
      return Bilingual("类别 \(category) 不在资金的支持类别之内", "the fund is not for category \(category)")
    case .excludedCategory(let category, let excluded):
      return Bilingual(
        "类别 \(category) 属于资金排除的类别 \(excluded)",
        "category \(category) lies in \(excluded), which the fund excludes")
    case .places(let places):
      let zh = places.map(\.text).joined(separator: "、"), en = places.map(\.text).joined(separator: ", ")
      return Bilingual("地点 \(zh) 都不在资金的支持地点之内", "the fund reaches none of the project's places, \(en)")
    case .groups: return Bilingual("项目不面向资金支持的人群", "the project is for none of the fund's groups")
    case .tiers: return Bilingual("项目不服务资金支持的需求层级", "the project serves no need of the fund's tiers")
    case .period(let own, let fund):
      let projectPeriod = text(own), fundPeriod = text(fund)
      return Bilingual(
        "项目期限 \(projectPeriod.zh) 与资金期限 \(fundPeriod.zh) 不重叠",
        "the project's period, \(projectPeriod.en), does not overlap the fund's, \(fundPeriod.en)")
    case .project: return Bilingual("项目不在资金的指定项目之内", "the project is not among those the fund is for")
    case .costType(let type): return Bilingual("“\(type)”不在资金的支持费用之内", "the fund is not for ‘\(type)’")
    case .excludedCostType(let type): return Bilingual("资金排除“\(type)”", "the fund excludes ‘\(type)’")
    }
  }
}

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
          let all = reasons + exclusions(ofCostType: type, from: fund)
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

  /// Every reason why a fund may pay none of a project's costs.
  func exclusions(of project: Project, from fund: Fund) -> [Bilingual] {
    var reasons: [Bilingual] = []
    let category = project.category
    if !fund.categories.isEmpty, !fund.categories.contains(where: { instance.isKind(category, of: $0) }) {
      reasons.append(Bilingual("类别 \(category) 不在资金的支持类别之内", "the fund is not for category \(category)"))
    }
    for excluded in fund.excludedCategories where instance.isKind(category, of: excluded) {
      reasons.append(
        Bilingual(
          "类别 \(category) 属于资金排除的类别 \(excluded)",
          "category \(category) lies in \(excluded), which the fund excludes"))
    }
    let places = project.places.map(\.place)
    if !fund.places.isEmpty, !places.isEmpty,
      !places.contains(where: { place in fund.places.contains { instance.lies(place, within: $0) } })
    {
      reasons.append(
        Bilingual(
          "地点 \(list(places).zh) 都不在资金的支持地点之内", "the fund reaches none of the project's places, \(list(places).en)"))
    }
    if !fund.groups.isEmpty, Set(fund.groups).isDisjoint(with: instance.groups(of: project)) {
      reasons.append(Bilingual("项目不面向资金支持的人群", "the project is for none of the fund's groups"))
    }
    if !fund.tiers.isEmpty, Set(fund.tiers).isDisjoint(with: instance.tiers(of: project)) {
      reasons.append(Bilingual("项目不服务资金支持的需求层级", "the project serves no need of the fund's tiers"))
    }
    let period = spendingPeriod(of: fund)
    if !project.period.overlaps(period) {
      let projectPeriod = text(project.period), fundPeriod = text(period)
      reasons.append(
        Bilingual(
          "项目期限 \(projectPeriod.zh) 与资金期限 \(fundPeriod.zh) 不重叠",
          "the project's period, \(projectPeriod.en), does not overlap the fund's, \(fundPeriod.en)"))
    }
    if !fund.projects.isEmpty, !fund.projects.contains(project.id) {
      reasons.append(Bilingual("项目不在资金的指定项目之内", "the project is not among those the fund is for"))
    }
    return reasons
  }

  func exclusions(ofCostType type: String, from fund: Fund) -> [Bilingual] {
    var reasons: [Bilingual] = []
    if !fund.costTypes.isEmpty, !fund.costTypes.contains(type) {
      reasons.append(Bilingual("“\(type)”不在资金的支持费用之内", "the fund is not for ‘\(type)’"))
    }
    if fund.excludedCostTypes.contains(type) {
      reasons.append(Bilingual("资金排除“\(type)”", "the fund excludes ‘\(type)’"))
    }
    return reasons
  }

  func spendingPeriod(of fund: Fund) -> Period {
    guard fund.carryOver, let last = fund.period.to else { return fund.period }
    // Spreadsheets write 9999-12-31 for “without end”; the calendar has no day a year later.
    return Period(from: fund.period.from, to: last.parts.year < 9999 ? last.aYearLater : nil)
  }

  private func list(_ places: [PlaceID]) -> Bilingual {
    Bilingual(places.map(\.text).joined(separator: "、"), places.map(\.text).joined(separator: ", "))
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

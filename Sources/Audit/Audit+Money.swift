import Model

extension Ledger {
  /// The rules from `fund-cap` to `minimum-spend`, without those on eligibility.
  func moneyBreaches() -> [Breach] {
    var found: [Breach] = []
    for project in instance.lists.projects {
      found += fullFunding(of: project)
      found += mostSources(of: project)
    }
    for fund in instance.lists.funds {
      found += totals(of: fund)
      found += payments(of: fund)
      found += capPerPlace(of: fund)
      found += setAsides(of: fund)
    }
    return found
  }

  private func fullFunding(of project: Project) -> [Breach] {
    let id = project.id
    var due: [String: Int128] = [:]
    for award in carriedOut[id] ?? [] {
      for line in award.variant.costs { due[line.type, default: 0] += line.cost(at: award.scale) }
    }
    var paid: [String: Int128] = [:]
    for types in (payments[id] ?? [:]).values {
      for (type, amount) in types { paid[type, default: 0] += amount }
    }
    return Set(due.keys).union(paid.keys).compactMap { type in
      let cost = due[type] ?? 0, sum = paid[type] ?? 0
      if sum == cost { return nil }
      if !isCarriedOut(id) {
        return Breach(
          "full-funding", [id.text, type], "项目 \(id) 未立项，“\(type)”却获付 \(money(sum))",
          "project \(id) is not carried out, yet \(money(sum)) is paid for its ‘\(type)’")
      }
      return Breach(
        "full-funding", [id.text, type], "项目 \(id) 的“\(type)”需 \(money(cost))，实付 \(money(sum))",
        "‘\(type)’ of project \(id) costs \(money(cost)), but \(money(sum)) is paid")
    }
  }

  private func mostSources(of project: Project) -> [Breach] {
    let count = payers(of: project.id).count
    guard let most = project.sourcesMax, count > most else { return [] }
    return [
      Breach(
        "most-sources", [project.id.text], "项目 \(project.id) 有 \(count) 个资金来源，超过上限 \(most) 个",
        "project \(project.id) has \(count) sources, more than the \(most) it may have")
    ]
  }

  private func totals(of fund: Fund) -> [Breach] {
    var found: [Breach] = []
    let id = fund.id, sum = total(of: id)
    let available = Int128(fund.amount.minorUnits) - Int128(fund.reserve.minorUnits)
    if sum > available {
      found.append(
        Breach(
          "fund-cap", [id.text], "资金 \(id) 支付 \(money(sum))，超过可用额 \(money(available))",
          "fund \(id) pays \(money(sum)), more than the \(money(available)) it may spend"))
    }
    let least = Int128(fund.minimumSpend.minorUnits)
    if sum < least {
      found.append(
        Breach(
          "minimum-spend", [id.text], "资金 \(id) 支付 \(money(sum))，少于最低支出 \(money(least))",
          "fund \(id) pays \(money(sum)), less than the \(money(least)) it must spend"))
    }
    let count = (spending[id] ?? [:]).values.count { $0 > 0 }
    if let most = fund.projectsMax, count > most {
      found.append(
        Breach(
          "most-projects", [id.text], "资金 \(id) 支持 \(count) 个项目，超过上限 \(most) 个",
          "fund \(id) pays for \(count) projects, more than the \(most) it may pay for"))
    }
    return found
  }

  /// The rules that hold for each project that a fund pays for: `tranche`, `share-cap` and `matching`.
  private func payments(of fund: Fund) -> [Breach] {
    var found: [Breach] = []
    let id = fund.id
    for (project, amount) in spending[id] ?? [:] where amount != 0 {
      let subjects = [id.text, project.text]
      if let least = fund.trancheMin, amount < Int128(least.minorUnits) {
        found.append(
          Breach(
            "tranche", subjects,
            "资金 \(id) 支付项目 \(project) \(money(amount))，低于单笔下限 \(money(Int128(least.minorUnits)))",
            "fund \(id) pays \(money(amount)) for project \(project), less than its least payment of "
              + money(Int128(least.minorUnits))))
      }
      if let most = fund.trancheMax, amount > Int128(most.minorUnits) {
        found.append(
          Breach(
            "tranche", subjects,
            "资金 \(id) 支付项目 \(project) \(money(amount))，高于单笔上限 \(money(Int128(most.minorUnits)))",
            "fund \(id) pays \(money(amount)) for project \(project), more than its largest payment of "
              + money(Int128(most.minorUnits))))
      }
      let whole = cost[project] ?? 0
      found += trancheShareBreaches(of: fund, project, amount, whole)
      if let most = fund.shareMax, exceeds(amount, most, of: whole, project) {
        found.append(
          Breach(
            "share-cap", subjects,
            "资金 \(id) 支付项目 \(project) \(money(amount))，超过总费用 \(money(whole)) 的 \(most.text)",
            "fund \(id) pays \(money(amount)) for project \(project), more than \(most.text) of its cost of \(money(whole))"
          ))
      }
      for rule in fund.matching where amount > 0 {
        let others = Set(rule.with).sorted()
        let matched = others.reduce(0) { $0 + paid(by: $1, to: project) }
        let ratio = Int128(rule.ratio.basisPoints)
        let isRounded = 10_000 * matched > ratio * (amount - 1) - 10_000
        if 10_000 * matched >= ratio * amount || isRounded && roundsMatches(of: fund, others, project) { continue }
        let least = money(tenThousandths: Int128(rule.ratio.basisPoints) * amount)
        let names = others.map(\.text)
        found.append(
          Breach(
            "matching", subjects,
            "资金 \(id) 支付项目 \(project) \(money(amount))，应由 \(names.joined(separator: "、")) 配套 \(least)，实际 \(money(matched))",
            "fund \(id) pays \(money(amount)) for project \(project), which \(names.joined(separator: ", ")) should match "
              + "with \(least), not \(money(matched))"))
      }
    }
    return found
  }

  /// The tranche bounds that are shares of the project's cost, each held to less than a minor unit.
  private func trancheShareBreaches(
    of fund: Fund, _ project: ProjectID, _ amount: Int128, _ whole: Int128
  ) -> [Breach] {
    var found: [Breach] = []
    let (id, subjects) = (fund.id, [fund.id.text, project.text])
    if let least = fund.trancheMinShare, 10_000 * amount <= Int128(least.basisPoints) * whole - 10_000 {
      found.append(
        Breach(
          "tranche", subjects,
          "资金 \(id) 支付项目 \(project) \(money(amount))，低于总费用 \(money(whole)) 的 \(least.text)",
          "fund \(id) pays \(money(amount)) for project \(project), less than \(least.text) of its cost of "
            + money(whole)))
    }
    if let most = fund.trancheMaxShare, 10_000 * amount >= Int128(most.basisPoints) * whole + 10_000 {
      found.append(
        Breach(
          "tranche", subjects,
          "资金 \(id) 支付项目 \(project) \(money(amount))，高于总费用 \(money(whole)) 的 \(most.text)",
          "fund \(id) pays \(money(amount)) for project \(project), more than \(most.text) of its cost of "
            + money(whole)))
    }
    return found
  }

  private func capPerPlace(of fund: Fund) -> [Breach] {
    guard let most = fund.perPlaceMax.map({ Int128($0.minorUnits) }) else { return [] }
    var sums: [PlaceID: Int128] = [:]
    for (project, amount) in spending[fund.id] ?? [:] {
      for (place, share) in instance.project(project).places {
        sums[place, default: 0] += Int128(share.basisPoints) * amount
      }
    }
    return sums.compactMap { place, sum in
      if sum <= 10_000 * most { return nil }
      return Breach(
        "cap-per-place", [fund.id.text, place.text],
        "资金 \(fund.id) 在地点 \(place) 支付 \(money(tenThousandths: sum))，超过每地上限 \(money(most))",
        "fund \(fund.id) pays \(money(tenThousandths: sum)) at place \(place), more than the \(money(most)) it may pay at one"
      )
    }
  }

  private func setAsides(of fund: Fund) -> [Breach] {
    let sum = total(of: fund.id)
    return fund.setAsides.compactMap { rule in
      let part = (spending[fund.id] ?? [:]).reduce(0) { sum, entry in
        counts(instance.project(entry.key), toward: rule) ? sum + entry.value : sum
      }
      if 10_000 * part >= Int128(rule.share.basisPoints) * sum { return nil }
      let kind =
        switch rule.kind {
        case .group: Bilingual("人群", "group")
        case .category: Bilingual("类别", "category")
        case .place: Bilingual("地点", "place")
        }
      return Breach(
        "set-aside", [fund.id.text, rule.of],
        "资金 \(fund.id) 支付 \(money(sum))，其中\(kind.zh) \(rule.of) 得 \(money(part))，不足 \(rule.share.text)",
        "of the \(money(sum)) that fund \(fund.id) pays, \(money(part)) goes to the \(kind.en) \(rule.of), "
          + "less than \(rule.share.text)")
    }
  }

  private func counts(_ project: Project, toward rule: SetAside) -> Bool {
    switch rule.kind {
    case .group: instance.groups(of: project).contains(rule.of)
    case .category: instance.isKind(project.category, of: CategoryID(rule.of))
    case .place: project.places.contains { instance.lies($0.place, within: PlaceID(rule.of)) }
    }
  }
}

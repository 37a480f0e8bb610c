import Model

extension Formulation {
  /// Projects that no plan carries out with money, or that do nothing for any need.
  var projectWarnings: [Finding] {
    projects.indices.filter { projects[$0].status != .done }.flatMap {
      [servesNothing($0), unpaid($0)].compactMap(\.self)
    }
  }

  /// A project that serves no need, while the lists have needs.
  private func servesNothing(_ p: Int) -> Finding? {
    let project = projects[p]
    guard !instance.lists.needs.isEmpty, project.variants.allSatisfy({ $0.services.isEmpty }) else { return nil }
    return Finding(
      .projectServesNothing, at: project.origin, .projects(.id), value: project.id.text,
      expected: Bilingual("服务表中至少一行", "a row of serves at least"),
      mend: Bilingual(
        "没有写明满足哪项需求，按满足量排序时它没有价值，也不受层次限定的资金支持；请在服务表补一行",
        "it is not said which need it serves: it is worth nothing, and no fund for a tier may pay for it; add a row to serves"
      ))
  }

  /// A project of which each variant has a cost that no fund may pay, or funds whose caps add up to less than it costs.
  private func unpaid(_ p: Int) -> Finding? {
    let project = projects[p]
    guard project.variants.allSatisfy({ $0.leastCost > 0 }) else { return nil }
    let unpayable = project.variants.map { variant in variant.costTypes.filter { payers(of: p, $0).isEmpty } }
    if let types = unpayable.first, unpayable.allSatisfy({ !$0.isEmpty }) {
      return Finding(
        .projectUnpayable, at: project.origin, .projects(.id), value: project.id.text,
        expected: Bilingual("每类支出都有资金可以支付", "a fund that may pay each type of cost"),
        mend: Bilingual(
          "没有资金可以支付它的“\(types.joined(separator: "、"))”，项目不能安排；请核对类别、地点、人群、支出和日期，why-not 说明每笔资金的原因",
          "no fund may pay its \(types.joined(separator: ", ")), so that it cannot be carried out; check category, place, group, cost types and days; why-not gives the reason for each fund"
        ))
    }
    return capped(p)
  }

  /// A project that costs more than the funds that may pay for it can give together, some of them bound to a share.
  private func capped(_ p: Int) -> Finding? {
    let project = projects[p], payers = payments[p].keys.sorted()
    guard payers.contains(where: { funds[$0].shareMax != nil || funds[$0].trancheMaxShare != nil }) else { return nil }
    let isBelow = project.variants.allSatisfy { variant in
      payers.reduce(Int128(0)) { $0 + most($1, of: variant.leastCost, p) } < variant.leastCost
    }
    guard isBelow, let cost = project.variants.first?.leastCost else { return nil }
    func text(_ minorUnits: Int128) -> String {
      decimalText(minorUnits, digits: instance.lists.currency.digits, grouped: true)
    }
    let parts = payers.map { (funds[$0].id, most($0, of: cost, p)) }
    let names = parts.map { "\($0.0) \(text($0.1))" }
    let sum = text(parts.reduce(0) { $0 + $1.1 })
    return Finding(
      .sharesBelowWhole, at: project.origin, .projects(.id), value: project.id.text,
      expected: Bilingual("可以支付它的资金，合计可付 \(text(cost))", "funds that may pay \(text(cost)) together"),
      mend: Bilingual(
        "各笔资金至多可付 \(names.joined(separator: "、"))，合计 \(sum)，项目永远凑不足；请提高占比上限，或找一笔别的资金",
        "at most they pay \(names.joined(separator: ", ")), together \(sum), so that it can never be funded; raise a share or find another fund"
      ))
  }

  /// The most that a fund may pay of a cost, in minor units. Caps that add up are rounded up, as in the program.
  private func most(_ f: Int, of cost: Int128, _ p: Int) -> Int128 {
    let fund = funds[f]
    let most = min(
      cost, Int128(spendingLimit(f)), fund.shareMax?.of(cost, roundsUp: capsAddUp[p]) ?? cost,
      fund.trancheMaxShare?.of(cost, roundsUp: true) ?? cost, fund.trancheMax.map { Int128($0.minorUnits) } ?? cost)
    return fund.trancheMin.map { Int128($0.minorUnits) > most } ?? false ? 0 : most
  }

  /// The funds that may pay a type of cost of a project.
  private func payers(of p: Int, _ type: String) -> [Int] { payments[p].filter { $0.value[type] != nil }.map(\.key) }
}

extension Variant {
  /// The cost at the least scale, in minor units.
  fileprivate var leastCost: Int128 { cost(at: scaleMin) }

  /// The types of cost that it has at its least scale.
  fileprivate var costTypes: [String] { costsAtLeast.keys.sorted() }
}

import Model

extension Ledger {
  /// Whether a payment exceeds a cap. Where the caps of the project's funds add up, it may by less than a minor unit.
  func exceeds(_ amount: Int128, _ share: Share, of whole: Int128, _ project: ProjectID) -> Bool {
    let above = 10_000 * amount - Int128(share.basisPoints) * whole
    return above > 0 && (above >= 10_000 || !capsAddUp(for: instance.project(project)))
  }

  /// Whether a payment and its match may each be rounded: where one of the others asks for a match in return, and where
  /// the caps of the project's funds add up.
  func roundsMatches(of fund: Fund, _ others: [FundID], _ project: ProjectID) -> Bool {
    let isMutual = others.contains { other in
      instance.fund(other).matching.contains { $0.with.contains(fund.id) }
    }
    return isMutual || capsAddUp(for: instance.project(project))
  }

  /// Whether all funds that may pay for some cost of a project have caps that add up to the whole, one ten-thousandth
  /// more or less for each fund.
  /// - Complexity: O(funds × (types of cost + depth of the trees)).
  private func capsAddUp(for project: Project) -> Bool {
    let payers = instance.lists.funds.filter { mayPay($0, for: project) }
    let sum = payers.reduce(Int64(0)) { $0 + ($1.shareMax?.basisPoints ?? 0) }
    return payers.allSatisfy { $0.shareMax != nil } && abs(sum - 10_000) <= payers.count
  }

  /// What is paid above exact shares of costs, in ten-thousandths of a minor unit, summed over `share-cap`, `matching`,
  /// `cost-shares`, `tranche` and `pins`; for a least share of a cost, what is paid below it.
  /// - Complexity: O(allocation × rules of a fund + joint projects × funds × places).
  func overshoots() -> Int128 {
    var sum: Int128 = 0
    for fund in instance.lists.funds {
      for (project, amount) in spending[fund.id] ?? [:] {
        func above(_ share: Share?) -> Int128 {
          share.map { 10_000 * amount - Int128($0.basisPoints) * (cost[project] ?? 0) } ?? 0
        }
        sum += max(0, above(fund.shareMax)) + max(0, above(fund.trancheMaxShare))
        if amount > 0 { sum += max(0, -above(fund.trancheMinShare)) }
        sum += kept(by: fund.id, of: project).reduce(0) { $0 + max(0, above($1)) }
        for rule in fund.matching {
          let matched = Set(rule.with).reduce(Int128(0)) { $0 + paid(by: $1, to: project) }
          sum += max(0, Int128(rule.ratio.basisPoints) * amount - 10_000 * matched)
        }
      }
    }
    return instance.lists.projects.reduce(sum) { $0 + overshoots(ofPlacesOf: $1) }
  }

  /// The shares of a project's cost that a fund is to keep to, each once.
  private func kept(by fund: FundID, of project: ProjectID) -> Set<Share> {
    Set(
      instance.lists.pins.filter { $0.project == project && $0.fund == fund && $0.kind == .keep }.compactMap(\.share))
  }

  /// What funds confined to places of a project pay above these places' exact shares, summed over the sets of places
  /// that some fund reaches.
  private func overshoots(ofPlacesOf project: Project) -> Int128 {
    let payers = payers(of: project.id)
    guard project.places.count > 1, !payers.isEmpty else { return 0 }
    let places = Set(project.places.map(\.place)).sorted()
    let sets = Set(instance.lists.funds.map { reach(of: $0, in: places) }).filter {
      !$0.isEmpty && $0.count < places.count
    }
    return sets.reduce(0) { sum, set in
      let confined = payers.filter { Set(reach(of: instance.fund($0), in: places)).isSubset(of: set) }
      let amount = confined.reduce(Int128(0)) { $0 + paid(by: $1, to: project.id) }
      let share = project.places.reduce(Int128(0)) {
        set.contains(places.firstIndex(of: $1.place)!) ? $0 + Int128($1.share.basisPoints) : $0
      }
      return sum + max(0, 10_000 * amount - share * (cost[project.id] ?? 0))
    }
  }
}

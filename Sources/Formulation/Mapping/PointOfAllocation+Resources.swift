import Model

extension Formulation {
  /// Sets the column of an award's start.
  /// - Returns: false if the award names no period in which the variant may start.
  func setStart(of award: Allocation.Award, _ p: Int, _ v: Int, _ point: inout [Int128]) -> Bool {
    guard instance.hasPeriods else { return award.period.map { instance.periodIndex[$0] != nil } ?? true }
    guard let period = award.period.flatMap({ instance.periodIndex[$0] }),
      let start = begun[p][v].first(where: { $0.period == period })
    else { return false }
    if begun[p][v].count > 1 { point[start.begun.terms[0].column] = 1 }
    return true
  }

  /// Sets the columns of the assets that meet each demand.
  /// - Returns: false if a demand is not met by exactly one permitted asset, or if a use belongs to no demand.
  func setUses(_ allocation: Allocation, _ point: inout [Int128]) -> Bool {
    var uses = Dictionary(grouping: allocation.uses.filter { $0.micro != 0 }, by: \.project)
    for award in allocation.awards {
      let p = instance.projectIndex[award.project]!
      let v = projects[p].variants.firstIndex { $0.id == award.variant }!
      for (number, demand) in projects[p].variants[v].demands.enumerated() {
        let choices = assetChoices[p][v][number]
        let micro = demand.micro(at: award.scale)
        var choice = choices.first
        if micro > 0 {
          let use = uses[award.project]?.firstIndex { use in
            use.type == demand.type && use.slots.sorted() == demand.slots && Int128(use.micro) == micro
              && (demand.asset == nil || use.asset == demand.asset)
          }
          guard let use else { return false }
          let asset = uses[award.project]!.remove(at: use).asset
          choice = choices.first { assets[$0.asset].id == asset }
          guard choice != nil else { return false }
        }
        guard choices.count > 1, let choice else { continue }
        point[choice.chosen.terms[0].column] = 1
        let amount = choice.amount.terms
        if amount.count == 1, amount[0].column != choice.chosen.terms[0].column { point[amount[0].column] = micro }
      }
    }
    return uses.values.allSatisfy(\.isEmpty)
  }

  /// Sets the columns whose values follow from payments, starts and uses.
  func setFollowers(_ point: inout [Int128]) {
    for (column, fund, p, period) in begunColumns {
      let isLater = started(p) { $0 > period }.value(at: point) > 0
      point[column] = isLater ? 0 : paid(fund, p)!.value(at: point)
    }
    for (column, amount, absent) in occupiedColumns {
      point[column] = absent.value(at: point) > 0 ? 0 : amount.value(at: point)
    }
  }
}

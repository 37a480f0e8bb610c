import Model

extension Formulation {
  /// Sets the column of an award's start.
  /// - Returns: false if the award names no period in which the variant may start.
  func setStart(of award: Allocation.Award, _ p: Int, _ v: Int, _ point: inout [Int128]) -> Bool {
    guard instance.hasPeriods else { return award.period.map { instance.periodIndex[$0] != nil } ?? true }
    guard let period = award.period.flatMap({ instance.periodIndex[$0] }),
      begun[p][v].contains(where: { $0.period == period })
    else { return false }
    // A variant with only one possible start has no column for it.
    set(.start(variantKey(p, v), instance.timeline[period].id), 1, &point)
    return true
  }

  /// Sets the columns of payments, and of what is paid by the end of each period.
  /// - Returns: false if a payment has no column, is stated twice, or is made in a period in which it may not be.
  func setPayments(_ allocation: Allocation, _ point: inout [Int128]) -> Bool {
    var starts: [ProjectID: (variant: Int, period: Int)] = [:]
    for award in allocation.awards {
      let v = instance.project(award.project).variants.firstIndex { $0.id == award.variant }!
      starts[award.project] = (v, award.period.map { instance.index(of: $0) } ?? 0)
    }
    var totals: [PaymentKey: [Int: Int128]] = [:]
    for payment in allocation.payments {
      guard let f = instance.fundIndex[payment.fund], let p = instance.projectIndex[payment.project],
        payments[p][f]?[payment.costType] != nil,
        payment.period.map({ instance.periodIndex[$0] != nil }) ?? true
      else { return false }
      let start = starts[payment.project]
      let period = payment.period.map { instance.index(of: $0) } ?? start?.period ?? 0
      if let start {
        let run = start.period..<start.period + paymentPeriods(of: payment.costType, p, start.variant)
        guard run.contains(period) else { return false }
      }
      let key = PaymentKey(source: sourceKey(f, p), costType: payment.costType)
      guard totals[key, default: [:]].updateValue(Int128(payment.amount.minorUnits), forKey: period) == nil else {
        return false
      }
    }
    for (key, amounts) in totals {
      set(.amount(key), amounts.values.reduce(0, +), &point)
      let p = instance.index(of: key.source.project), f = instance.index(of: key.source.fund)
      for (period, _) in paidBy[p][f]?[key.costType] ?? [] {
        set(
          .paidBy(key, instance.timeline[period].id), amounts.reduce(0) { $1.key <= period ? $0 + $1.value : $0 },
          &point)
      }
    }
    return true
  }

  /// Sets the columns of the assets that meet each demand.
  /// - Returns: false if a demand is not met by exactly one permitted asset, or if a use belongs to no demand.
  func setUses(_ allocation: Allocation, _ point: inout [Int128]) -> Bool {
    var uses = Dictionary(grouping: allocation.uses.filter { $0.micro != 0 }, by: \.project)
    for award in allocation.awards {
      let p = instance.index(of: award.project)
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
        guard let choice else { continue }
        let use = UseKey(demand: demandKey(p, v, number), asset: assets[choice.asset].id)
        set(.use(use), 1, &point)
        set(.usedAmount(use), micro, &point)
      }
    }
    return uses.values.allSatisfy(\.isEmpty)
  }

  /// Sets the columns whose values follow from payments, starts and uses.
  func setFollowers(_ point: inout [Int128]) {
    for (column, key) in columnMap.keys.enumerated() {
      switch key {
      case .source(let source): point[column] = paid(source).value(at: point) > 0 ? 1 : 0
      case .begun(let source, let period): point[column] = begun(source, by: period, at: point)
      case .occupied(let use, let period): point[column] = occupied(use, in: period, at: point)
      case .placeShare(let project, let place): point[column] = placeShare(place, of: project, at: point)
      default: continue
      }
    }
  }

  /// Sets the columns of what funds pay for a project by the end of each period.
  func setBegun(_ p: Int, _ point: inout [Int128]) {
    for column in columnMap.columns(of: projects[p].id) {
      guard case .begun(let source, let period) = columnMap.keys[column] else { continue }
      point[column] = begun(source, by: period, at: point)
    }
  }

  /// What a fund pays for a project that starts by the end of a period, in minor units; 0 if it starts later.
  private func begun(_ source: SourceKey, by period: PeriodID, at point: [Int128]) -> Int128 {
    let last = instance.index(of: period)
    let isLater = started(instance.index(of: source.project)) { $0 > last }.value(at: point) > 0
    return isLater ? 0 : paid(source).value(at: point)
  }

  /// The amount of an asset that a use occupies in a period at a point, in millionths of the asset's unit.
  private func occupied(_ use: UseKey, in period: PeriodID, at point: [Int128]) -> Int128 {
    let key = use.demand.variant, asset = instance.index(of: use.asset), period = instance.index(of: period)
    let p = instance.index(of: key.project)
    let v = projects[p].variants.firstIndex { $0.id == key.variant }!
    let choice = assetChoices[p][v][use.demand.number].first { $0.asset == asset }!
    let variant = projects[p].variants[v]
    let running = started(p, v) { instance.run(variant, from: $0).contains(period) }
    let isAbsent = chosen[p][v].value(at: point) > running.value(at: point)
    return isAbsent ? 0 : choice.amount.value(at: point)
  }
}

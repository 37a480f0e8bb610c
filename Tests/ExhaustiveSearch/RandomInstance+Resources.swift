import Model

/// Small lists with two projects, so that all plans can be tried. Some have periods, releases, assets or weights.
func randomListsWithResources(seed: UInt64) -> Lists {
  var lists = randomLists(seed: seed)
  var random = SplitMix64(state: seed ^ 0x5EED)
  let last = lists.projects.removeLast().id
  lists.pins.removeAll { $0.project == last }
  for i in lists.projects.indices { lists.projects[i].incompatible.removeAll { $0 == last } }
  for i in lists.funds.indices { lists.funds[i].projects.removeAll { $0 == last } }
  if random.chance(75) { addPeriods(to: &lists, &random) }
  if random.chance(60) { addAssets(to: &lists, &random) }
  if random.chance(40) { addWeights(to: &lists, &random) }
  if !lists.periods.isEmpty { addDues(to: &lists, &random) }
  return lists
}

/// Makes some variants last three periods, and some costs fall due in one of a variant's periods.
private func addDues(to lists: inout Lists, _ random: inout SplitMix64) {
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices where lists.projects[p].variants[v].lasts > 1 {
      if lists.periods.count > 2, random.chance(30) { lists.projects[p].variants[v].lasts = 3 }
      let lasts = lists.projects[p].variants[v].lasts
      for line in lists.projects[p].variants[v].costs.indices where random.chance(35) {
        lists.projects[p].variants[v].costs[line].due = Int.random(in: 1...lasts, using: &random)
      }
      if random.chance(25), var line = lists.projects[p].variants[v].costs.first {
        // A second line of the same type, which is due at another time.
        line.due = line.due == nil ? Int.random(in: 1...lasts, using: &random) : nil
        line.fixed = Money(Int64.random(in: 1...2, using: &random))
        line.perUnit = .zero
        lists.projects[p].variants[v].costs.append(line)
      }
    }
  }
}

private func addPeriods(to lists: inout Lists, _ random: inout SplitMix64) {
  func day(_ month: Int, _ day: Int) -> Day { Day(2026, month, day)! }
  let ends = random.chance(20) ? [12] : random.chance(60) ? [random.pick([3, 5, 8]), 12] : [3, 6, 12]
  var first = 1
  for (number, month) in ends.enumerated() {
    let end = day(month, Day.length(ofMonth: month, in: 2026))
    lists.periods.append(PlanPeriod(id: PeriodID("K\(number + 1)"), span: Period(from: day(first, 1), to: end)))
    first = month + 1
  }
  for i in lists.funds.indices where random.chance(45) {
    var left = lists.funds[i].amount.minorUnits
    for period in lists.periods where random.chance(70) {
      let amount = Int64.random(in: 0...left, using: &random)
      left -= amount
      lists.funds[i].releases.append(Release(period: period.id, amount: Money(amount)))
    }
  }
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices where random.chance(35) { lists.projects[p].variants[v].lasts = 2 }
  }
}

private func addAssets(to lists: inout Lists, _ random: inout SplitMix64) {
  let slots: [SlotID] = ["S1", "S2"]
  // Slots with a day and a time, or with names only.
  if random.chance(50) {
    for (slot, month) in zip(slots, [2, 10]) {
      lists.slots.append(Slot(id: slot, day: Day(2026, month, 1)!, start: 540, end: 600))
    }
  }
  let kind = random.pick(AssetKind.allCases)
  for n in 1...2 {
    var asset = Asset(id: AssetID("A\(n)"))
    asset.kind = random.chance(80) ? kind : random.pick(AssetKind.allCases)
    asset.type = random.chance(80) ? "t" : "u"
    asset.quantity = Quantity(milli: Int64.random(in: 0...4, using: &random) * 500)
    if random.chance(20) { asset.categories = [random.pick(["c", "c1", "c2"])] }
    if random.chance(20) { asset.reach = [random.pick(["V1", "V2"])] }
    if asset.kind == .venue, random.chance(50) {
      asset.slots = random.some(slots, 70).map {
        AssetSlot(slot: $0, capacity: Quantity(milli: Int64.random(in: 0...4, using: &random) * 500))
      }
    }
    lists.assets.append(asset)
  }
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices where random.chance(55) {
      let isFixed = lists.projects[p].variants[v].scaleKind == .fixed
      for _ in 0..<(random.chance(25) ? 2 : 1) {
        var demand = AssetDemand(
          fixed: Quantity(milli: Int64.random(in: 0...3, using: &random) * 500),
          perUnit: isFixed || random.chance(40) ? .zero : Quantity(milli: 500), slots: random.some(slots, 30))
        if random.chance(35) {
          demand.asset = random.pick(lists.assets).id
        } else {
          demand.type = random.pick(lists.assets).type
        }
        lists.projects[p].variants[v].demands.append(demand)
      }
    }
  }
}

private func addWeights(to lists: inout Lists, _ random: inout SplitMix64) {
  for i in lists.places.indices where random.chance(70) {
    lists.places[i].indicators["老龄"] = Quantity(milli: Int64.random(in: 0...40_000, using: &random))
  }
  lists.places[0].indicators["偏远"] = Quantity(milli: 2500)
  var formula = WeightFormula(version: "1")
  formula.base = Share(basisPoints: random.pick([10_000, 8_000]))
  if random.chance(50) { formula.cap = Share(basisPoints: 14_000) }
  if lists.places.contains(where: { $0.indicators["老龄"] != nil }) {
    formula.terms.append(
      .init(
        indicator: "老龄", above: Quantity(milli: 10_500), perUnit: Share(basisPoints: 333),
        atMost: random.chance(50) ? Share(basisPoints: 4000) : nil))
  }
  formula.terms.append(.init(indicator: "偏远", perUnit: Share(basisPoints: 77)))
  lists.weightFormula = formula
}

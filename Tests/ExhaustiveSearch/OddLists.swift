import Model

/// Small lists with unusual numbers: amounts from one minor unit to the limit, also side by side; sums that match
/// exactly or miss by one; odd shares and ratios; costs and funds of zero; equal values; empty lists.
///
/// Everything but the numbers is drawn as in ``randomLists(seed:)``.
func oddLists(seed: UInt64) -> Lists {
  var random = SplitMix64(state: seed ^ 0x0DD)
  var lists = randomLists(seed: seed)
  if random.chance(25) { addThirdFund(to: &lists, &random) }
  if random.chance(20) { makeEqual(&lists, &random) }
  makeAmountsOdd(&lists, &random)
  makeSharesOdd(&lists, &random)
  if random.chance(25) { makeQuantitiesOdd(&lists, &random) }
  if random.chance(40) { makeSumsMeet(&lists, &random) }
  if random.chance(15) { makeEmpty(&lists, &random) }
  return lists
}

/// The size of amounts in a township or in one part of it.
private struct Size {
  /// In minor units.
  var unit: Int64

  init(_ random: inout SplitMix64) {
    unit = random.pick([1, 7, 100, 33_333, 1_000_000, 1_000_000_007, 1_000_000_000_000, 10_000_000_000_000])
  }

  /// This many units, or slightly more or less.
  func amount(_ count: Int64, _ random: inout SplitMix64) -> Money {
    if count == 0, random.chance(70) { return .zero }
    let off: Int64 =
      random.chance(50) ? 0 : random.chance(80) ? random.pick([1, -1, 2, 9]) : .random(in: 0..<unit, using: &random)
    return Money(max(0, min(Money.limit.minorUnits, count * unit + off)))
  }
}

/// Adds a third fund and removes one project, so that every way to pay can still be tried.
private func addThirdFund(to lists: inout Lists, _ random: inout SplitMix64) {
  let last = lists.projects.removeLast().id
  lists.pins.removeAll { $0.project == last }
  for i in lists.projects.indices { lists.projects[i].incompatible.removeAll { $0 == last } }
  for i in lists.funds.indices { lists.funds[i].projects.removeAll { $0 == last } }
  var third = Fund(id: "F3")
  third.amount = Money(Int64.random(in: 1...6, using: &random))
  if random.chance(30) { third.trancheMin = Money(1) }
  if random.chance(30) { third.costTypes = ["t2"] }
  if random.chance(20) { third.places = ["V1"] }
  if random.chance(40) {
    let others: [FundID] = random.chance(50) ? ["F1", "F2"] : ["F1"]
    third.matching = [Matching(with: others, ratio: Share(basisPoints: 10_000))]
  }
  lists.funds.append(third)
  if random.chance(30) { lists.funds[0].matching = [Matching(with: ["F2", "F3"], ratio: Share(basisPoints: 5_000))] }
}

private func makeEqual(_ lists: inout Lists, _ random: inout SplitMix64) {
  for i in lists.needs.indices {
    lists.needs[i].quantity = lists.needs[0].quantity
    lists.needs[i].value = lists.needs[0].value
    lists.needs[i].urgency = lists.needs[0].urgency
  }
  for i in lists.projects.indices {
    lists.projects[i].variants = lists.projects[0].variants
    lists.projects[i].rank = random.chance(50) ? 1 : nil
  }
  if random.chance(50) { for i in lists.funds.indices { lists.funds[i].amount = lists.funds[0].amount } }
}

private func makeAmountsOdd(_ lists: inout Lists, _ random: inout SplitMix64) {
  let common = Size(&random)
  let isMixed = random.chance(40), costsNothing = random.chance(6)
  func size(_ random: inout SplitMix64) -> Size { isMixed ? Size(&random) : common }
  func change(_ money: inout Money, _ size: Size) { money = size.amount(money.minorUnits, &random) }
  func change(_ money: inout Money?, _ size: Size) { money = money.map { size.amount($0.minorUnits, &random) } }
  for i in lists.funds.indices {
    let size = size(&random)
    change(&lists.funds[i].amount, size)
    if random.chance(8) { lists.funds[i].amount = random.pick([.zero, Money(1), Money.limit]) }
    change(&lists.funds[i].reserve, random.chance(50) ? size : Size(&random))
    if random.chance(4) { lists.funds[i].reserve = lists.funds[i].amount }
    lists.funds[i].reserve = min(lists.funds[i].reserve, lists.funds[i].amount)
    for limit in Fund.amountLimits { change(&lists.funds[i][keyPath: limit.value], size) }
    if let most = lists.funds[i].trancheMax {
      lists.funds[i].trancheMin = lists.funds[i].trancheMin.map { min($0, most) }
    }
    change(&lists.funds[i].minimumSpend, size)
  }
  for p in lists.projects.indices {
    let size = size(&random)
    for v in lists.projects[p].variants.indices {
      for c in lists.projects[p].variants[v].costs.indices {
        change(&lists.projects[p].variants[v].costs[c].fixed, size)
        change(&lists.projects[p].variants[v].costs[c].perUnit, random.chance(70) ? size : Size(&random))
        if costsNothing { lists.projects[p].variants[v].costs[c] = CostLine(type: "t1", fixed: .zero) }
      }
    }
  }
  for i in lists.pins.indices { change(&lists.pins[i].amount, common) }
  for i in lists.limits.indices { change(&lists.limits[i].mostMoney, common) }
}

private func makeSharesOdd(_ lists: inout Lists, _ random: inout SplitMix64) {
  func odd(_ points: [Int64]) -> Share { Share(basisPoints: random.pick(points)) }
  for i in lists.funds.indices {
    if lists.funds[i].shareMax != nil { lists.funds[i].shareMax = odd([0, 1, 3_333, 3_334, 6_667, 9_999, 10_000]) }
    for r in lists.funds[i].matching.indices {
      lists.funds[i].matching[r].ratio = odd([0, 1, 33, 3_333, 9_999, 10_000, 12_345, 30_001, 1_000_000])
    }
    for r in lists.funds[i].setAsides.indices {
      lists.funds[i].setAsides[r].share = odd([0, 1, 3_333, 6_667, 9_999, 10_000])
    }
  }
  for i in lists.projects.indices where lists.projects[i].places.count == 2 {
    let share = odd([1, 3_333, 4_999, 5_000, 6_667, 9_999])
    lists.projects[i].places[0].share = share
    lists.projects[i].places[1].share = Share(basisPoints: 10_000 - share.basisPoints)
  }
}

private func makeQuantitiesOdd(_ lists: inout Lists, _ random: inout SplitMix64) {
  let size: Int64 = random.pick([1, 1_000, 1_000_000, 1_000_000_000])
  func odd(_ quantity: Quantity) -> Quantity {
    let own = random.chance(70) ? size : random.pick([1, 1_000_000_000])
    let milli = quantity.milli / 500 * own + (random.chance(60) ? 0 : random.pick([1, -1, 7]))
    return Quantity(milli: max(0, min(Quantity.limit.milli, milli)))
  }
  for i in lists.needs.indices {
    lists.needs[i].quantity = odd(lists.needs[i].quantity)
    if random.chance(40) { lists.needs[i].value = odd(lists.needs[i].value) }
  }
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices {
      for s in lists.projects[p].variants[v].services.indices {
        lists.projects[p].variants[v].services[s].perUnit = odd(lists.projects[p].variants[v].services[s].perUnit)
        lists.projects[p].variants[v].services[s].atMost = lists.projects[p].variants[v].services[s].atMost.map(odd)
      }
    }
  }
}

/// Gives a fund an amount that equals the costs of some projects, or differs by one minor unit.
private func makeSumsMeet(_ lists: inout Lists, _ random: inout SplitMix64) {
  let fund = Int.random(in: lists.funds.indices, using: &random)
  let costs = lists.projects.map { project in
    let variant = random.pick(project.variants)
    return variant.costs.reduce(Int128(0)) { $0 + $1.cost(at: variant.scaleMax) }
  }
  let sum = random.some(costs, 60).reduce(0, +) + random.pick([0, 0, -1, 1])
  let share = lists.funds.count > 1 && random.chance(40) ? sum / 2 : sum
  lists.funds[fund].amount = Money(Int64(max(0, min(Int128(Money.limit.minorUnits), share))))
  lists.funds[fund].reserve = .zero
}

private func makeEmpty(_ lists: inout Lists, _ random: inout SplitMix64) {
  let isWithout = (needs: random.chance(40), funds: random.chance(40), projects: random.chance(30))
  if isWithout.needs {
    lists.needs = []
    for p in lists.projects.indices {
      for v in lists.projects[p].variants.indices { lists.projects[p].variants[v].services = [] }
    }
  }
  if isWithout.funds {
    lists.funds = []
    lists.pins.removeAll { $0.fund != nil }
  }
  if isWithout.projects {
    lists.projects = []
    lists.pins = []
    for i in lists.funds.indices { lists.funds[i].projects = [] }
  }
  if random.chance(30) {
    for p in lists.projects.indices {
      for v in lists.projects[p].variants.indices where random.chance(50) { lists.projects[p].variants[v].costs = [] }
    }
  }
}

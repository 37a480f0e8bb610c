import Model

/// Lists small enough to search exhaustively, with every rule of docs/rules.md switched on in some of them.
func randomLists(seed: UInt64) -> Lists {
  var drawn = RandomLists(seed: seed)
  drawn.addPlacesAndCategories()
  drawn.addNeeds()
  drawn.addFunds()
  drawn.addProjects()
  drawn.addLinks()
  drawn.addPinsAndLimits()
  return drawn.lists
}

/// Draws lists from a seed. The order of the draws decides what a seed stands for.
private struct RandomLists {
  private(set) var lists = Lists()
  private var random: SplitMix64
  private let villages: [PlaceID] = ["V1", "V2"]
  private let kinds: [CategoryID] = ["c1", "c2"]
  private let types = ["t1", "t2"]
  private let projectIDs = (1...3).map { ProjectID("P\($0)") }

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  private mutating func period() -> Period {
    func day(_ month: Int) -> Day { Day(2026, month, 1)! }
    let from = Int.random(in: 1...9, using: &random)
    return Period(from: day(from), to: day(from + Int.random(in: 0...3, using: &random)))
  }

  mutating func addPlacesAndCategories() {
    for (id, parent) in [("T", nil), ("V1", "T"), ("V2", "T")] as [(PlaceID, PlaceID?)] {
      var place = Place(id: id)
      place.parent = parent
      lists.places.append(place)
    }
    for (id, parent) in [("c", nil), ("c1", "c"), ("c2", "c")] as [(CategoryID, CategoryID?)] {
      var category = Category(id: id)
      category.parent = parent
      lists.categories.append(category)
    }
  }

  mutating func addNeeds() {
    for n in 1...2 {
      var need = Need(id: NeedID("N\(n)"), place: random.pick(villages), category: random.pick(kinds))
      need.quantity = Quantity(milli: Int64.random(in: 1...6, using: &random) * 500)
      need.value = Quantity(milli: Int64.random(in: 1...5, using: &random) * 1000)
      need.urgency = Int.random(in: 1...5, using: &random)
      need.tier = random.pick(Tier.allCases)
      need.group = random.chance(50) ? random.pick(["g1", "g2"]) : nil
      if random.chance(30) { need.floor = Share(basisPoints: Int64.random(in: 1...4, using: &random) * 2500) }
      if random.chance(20) { need.due = period() }
      if random.chance(8) { need.status = .withdrawn }
      lists.needs.append(need)
    }
  }

  mutating func addFunds() {
    for n in 1...2 {
      var fund = Fund(id: FundID("F\(n)"))
      fund.amount = Money(Int64.random(in: 2...9, using: &random))
      if random.chance(20) { fund.reserve = Money(1) }
      if random.chance(15) { fund.categories = [random.pick(kinds)] }
      if random.chance(20) { fund.places = [random.pick(villages)] }
      if random.chance(10) { fund.groups = [random.pick(["g1", "g2"])] }
      if random.chance(10) { fund.tiers = [random.pick(Tier.allCases)] }
      if random.chance(15) { fund.costTypes = [random.pick(types)] }
      if random.chance(8) { fund.excludedCategories = [random.pick(kinds)] }
      if random.chance(8) { fund.excludedCostTypes = [random.pick(types)] }
      if random.chance(6) { fund.projects = random.some(projectIDs, 60) }
      if random.chance(15) { fund.period = period() }
      fund.carryOver = random.chance(10)
      if random.chance(25) { fund.trancheMin = Money(Int64.random(in: 1...3, using: &random)) }
      if random.chance(20) { fund.trancheMax = Money(Int64.random(in: 3...5, using: &random)) }
      if random.chance(20) { fund.shareMax = Share(basisPoints: Int64.random(in: 4...9, using: &random) * 1000) }
      if random.chance(20) { fund.projectsMax = Int.random(in: 1...2, using: &random) }
      if random.chance(20) { fund.perPlaceMax = Money(Int64.random(in: 2...6, using: &random)) }
      if random.chance(12) { fund.minimumSpend = Money(Int64.random(in: 1...3, using: &random)) }
      fund.excludesGovernmentFunded = random.chance(20)
      if random.chance(15) {
        fund.matching = [
          Matching(with: [FundID("F\(3 - n)")], ratio: Share(basisPoints: random.pick([5_000, 10_000])))
        ]
      }
      if random.chance(15) {
        let kind = random.pick(SetAsideKind.allCases)
        let of =
          switch kind {
          case .group: random.pick(["g1", "g2"])
          case .category: random.pick(kinds).text
          case .place: random.pick(villages).text
          }
        fund.setAsides = [SetAside(kind: kind, of: of, share: Share(basisPoints: random.pick([3_000, 5_000])))]
      }
      lists.funds.append(fund)
    }
  }

  mutating func addProjects() {
    for id in projectIDs {
      var project = Project(id: id, category: random.pick(kinds))
      if random.chance(25) {
        let share = Int64.random(in: 2...8, using: &random) * 1000
        project.places = [("V1", Share(basisPoints: share)), ("V2", Share(basisPoints: 10_000 - share))]
      } else {
        project.places = [(random.pick(villages), .whole)]
      }
      project.groups = random.chance(20) ? [random.pick(["g1", "g2"])] : []
      project.responsible = random.chance(94) ? "负责人" : ""
      project.approved = random.chance(94)
      if random.chance(30) { project.rank = Int.random(in: 1...3, using: &random) }
      if random.chance(30) { project.period = period() }
      if random.chance(25) { project.sourcesMax = 1 }
      if random.chance(10) { project.status = random.pick([.committed, .running, .done]) }
      project.governmentFunded = random.chance(15)
      for n in 1...Int.random(in: 1...2, using: &random) {
        project.variants.append(variant(VariantID("v\(n)")))
      }
      lists.projects.append(project)
    }
  }

  private mutating func variant(_ id: VariantID) -> Variant {
    var variant = Variant(id: id)
    variant.scaleKind = random.pick(ScaleKind.allCases)
    if variant.scaleKind != .fixed {
      // A continuous scale of at most three thousandths can still be enumerated.
      let step: Int64 = variant.scaleKind == .integer ? 1000 : 1
      let least = Int64.random(in: 0...1, using: &random) + (variant.scaleKind == .continuous ? 998 : 0)
      variant.scaleMin = Quantity(milli: least * step)
      variant.scaleMax = Quantity(milli: (least + Int64.random(in: 1...2, using: &random)) * step)
    }
    for type in types.prefix(random.chance(35) ? 2 : 1) {
      let fixed = Money(Int64.random(in: 0...3, using: &random))
      let rate = Int64.random(in: 0...2, using: &random)
      variant.costs.append(
        CostLine(type: type, fixed: fixed, perUnit: variant.scaleKind == .fixed ? .zero : Money(rate)))
    }
    for need in lists.needs where random.chance(60) {
      let most: Quantity? = random.chance(30) ? Quantity(milli: Int64.random(in: 1...3, using: &random) * 500) : nil
      variant.services.append(
        Service(need: need.id, perUnit: Quantity(milli: Int64.random(in: 1...4, using: &random) * 500), atMost: most))
    }
    return variant
  }

  /// Only later projects require earlier ones, so that no project requires itself.
  mutating func addLinks() {
    if random.chance(15) { lists.projects[2].requires = ["P1"] }
    if random.chance(15) { lists.projects[1].incompatible = ["P3"] }
  }

  mutating func addPinsAndLimits() {
    if random.chance(15) {
      var pin = Pin(kind: random.pick(PinKind.allCases), project: random.pick(projectIDs))
      if random.chance(40) {
        pin.fund = random.pick(lists.funds).id
        if pin.kind == .keep, random.chance(60) { pin.amount = Money(Int64.random(in: 1...3, using: &random)) }
      }
      lists.pins = [pin]
    }
    if random.chance(15) {
      let kind = random.pick(LimitKind.allCases)
      var limit = AllotmentLimit(kind: kind, of: kind == .total ? "" : kind == .place ? "V1" : "c1")
      if random.chance(50) {
        limit.mostProjects = 1
      } else {
        limit.mostMoney = Money(Int64.random(in: 2...6, using: &random))
      }
      lists.limits = [limit]
    }
  }
}

import Model

/// Lists of some projects that compete for the money of two funds, so that every aim wants other plans: each serves a need of
/// its own in one of three places.
func rivalProjects(seed: UInt64) -> Lists {
  var random = SplitMix64(state: seed)
  var lists = Lists()
  let villages: [PlaceID] = ["V1", "V2", "V3"]
  lists.places =
    [Place(id: "T")]
    + villages.map { village in
      var place = Place(id: village)
      place.parent = "T"
      return place
    }
  lists.categories = [Category(id: "c1")]
  for (id, range) in [("F1", 4...9), ("F2", 1...3)] as [(FundID, ClosedRange<Int64>)] {
    var fund = Fund(id: id)
    fund.amount = Money(Int64.random(in: range, using: &random))
    if id == "F2" { fund.places = ["V1"] }
    lists.funds.append(fund)
  }
  for n in 1...4 {
    var need = Need(id: NeedID("N\(n)"), place: random.pick(villages), category: "c1")
    need.quantity = Quantity(milli: 2000)
    need.value = Quantity(milli: Int64.random(in: 1...9, using: &random) * 1000)
    need.urgency = Int.random(in: 1...4, using: &random)
    need.tier = .basic
    if random.chance(15) { need.floor = Share(basisPoints: random.pick([3_000, 5_000, 8_000])) }
    lists.needs.append(need)
    var project = Project(id: ProjectID("P\(n)"), category: "c1")
    project.places = [(need.place, .whole)]
    project.responsible = "负责人"
    project.approved = true
    let sizes: [Int64] = random.chance(25) ? [1, 2] : [2]
    for (number, units) in sizes.enumerated() {
      var variant = Variant(id: VariantID("v\(number)"))
      let cost = Int64.random(in: 1...4, using: &random) + units - 1
      variant.costs = [CostLine(type: "t1", fixed: Money(cost), perUnit: .zero)]
      variant.services = [Service(need: need.id, perUnit: Quantity(milli: units * 1000))]
      project.variants.append(variant)
    }
    lists.projects.append(project)
  }
  return lists
}

import Audit
import Model
import Testing

/// A township of two villages, A and B, small enough to check by hand.
///
/// F1 and F2 have 10,000.00 each. P1 mends A's road for 6,000.00 and serves all 10 of N1; P2 lights B for 4,000.00.
func township(_ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
  var lists = Lists()
  lists.places = ["T", "A", "B"].map { Place(id: $0) }
  lists.places[1].parent = "T"
  lists.places[2].parent = "T"
  lists.categories = ["works", "road", "light"].map { Category(id: $0) }
  lists.categories[1].parent = "works"
  lists.categories[2].parent = "works"
  var need = Need(id: "N1", place: "A", category: "road")
  need.quantity = Quantity(milli: 10_000)
  need.unit = "km"
  lists.needs = [need]
  lists.funds = ["F1", "F2"].map { Fund(id: $0) }
  for index in lists.funds.indices { lists.funds[index].amount = Money(1_000_000) }
  lists.projects = [
    project("P1", at: "A", "road", costs: 600_000), project("P2", at: "B", "light", costs: 400_000),
  ]
  lists.projects[0].variants[0].services = [Service(need: "N1", perUnit: Quantity(milli: 10_000))]
  change(&lists)
  return try Instance(lists)
}

func project(_ id: ProjectID, at place: PlaceID, _ category: CategoryID, costs cost: Int64) -> Project {
  var project = Project(id: id, category: category)
  project.places = [(place, .whole)]
  project.responsible = "Wang"
  project.approved = true
  project.variants = [Variant(id: "V1")]
  project.variants[0].costs = [CostLine(type: "works", fixed: Money(cost))]
  return project
}

/// F1 pays for P1 and F2 for P2.
let plain = Allocation(
  awards: [award("P1"), award("P2")],
  payments: [payment("F1", "P1", 600_000), payment("F2", "P2", 400_000)],
  credits: [credit("N1", "P1", 10_000_000)])

func award(_ project: ProjectID, _ variant: VariantID = "V1", scale: Int64 = 1000) -> Allocation.Award {
  Allocation.Award(project: project, variant: variant, scale: Quantity(milli: scale))
}

func payment(_ fund: FundID, _ project: ProjectID, _ amount: Int64, for type: String = "works") -> Allocation.Payment {
  Allocation.Payment(fund: fund, project: project, costType: type, amount: Money(amount))
}

func credit(_ need: NeedID, _ project: ProjectID, _ micro: Int64) -> Allocation.Credit {
  Allocation.Credit(need: need, project: project, micro: micro)
}

extension Allocation {
  /// The allocation with other payments.
  func paid(_ payments: Payment...) -> Allocation {
    var out = self
    out.payments = payments
    return out
  }

  /// The allocation without a project, its payments, its credits and its uses.
  func without(_ project: ProjectID) -> Allocation {
    var out = self
    out.awards.removeAll { $0.project == project }
    out.payments.removeAll { $0.project == project }
    out.credits.removeAll { $0.project == project }
    out.uses.removeAll { $0.project == project }
    return out
  }

  /// The allocation with one more credit.
  func crediting(_ credit: Credit) -> Allocation {
    var out = self
    out.credits.append(credit)
    return out
  }
}

/// Expects that the legal allocation passes, and that the broken one breaks this rule about these subjects and no
/// other.
func expect(
  _ rule: String, _ subjects: [String], in instance: Instance, legal: Allocation = plain, broken: Allocation,
  shortfalls: [Plan.Shortfall] = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(audit(legal, of: instance, shortfalls: shortfalls) == [], sourceLocation: sourceLocation)
  let found = audit(broken, of: instance, shortfalls: shortfalls)
  #expect(found.map(\.rule) == [rule], sourceLocation: sourceLocation)
  #expect(found.map(\.subjects) == [subjects], sourceLocation: sourceLocation)
}

/// A linear congruential generator: the same random numbers in every run.
struct LinearCongruence: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits of a linear congruential generator have short periods.
    return state ^ (state >> 29)
  }
}

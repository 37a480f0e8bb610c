import Audit
import Model
import Testing

@Suite struct FormTests {
  /// Expects that one more entry breaks `form` and no other rule.
  private func expectForm(
    _ subjects: [String], shortfalls: [Plan.Shortfall] = [], sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout Allocation) -> Void
  ) throws {
    var broken = plain
    change(&broken)
    let found = audit(broken, of: try township(), shortfalls: shortfalls)
    #expect(found.map(\.rule) == ["form"], sourceLocation: sourceLocation)
    #expect(found.map(\.subjects) == [subjects], sourceLocation: sourceLocation)
  }

  @Test func unknownIds() throws {
    try expectForm(["P9"]) { $0.awards.append(award("P9")) }
    try expectForm(["P1", "V9"]) { $0.awards.append(award("P1", "V9")) }
    try expectForm(["F9"]) { $0.payments.append(payment("F9", "P1", 1)) }
    try expectForm(["P9"]) { $0.payments.append(payment("F1", "P9", 1)) }
    try expectForm(["N9"]) { $0.credits.append(credit("N9", "P1", 1)) }
    try expectForm(["P9"]) { $0.credits.append(credit("N1", "P9", 1)) }
    try expectForm(["N9"], shortfalls: [Plan.Shortfall(need: "N9", micro: 1, rule: "must-serve")]) { _ in }
    try expectForm(["N1", "fund-cap"], shortfalls: [Plan.Shortfall(need: "N1", micro: 1, rule: "fund-cap")]) { _ in }
  }

  @Test func repetitions() throws {
    try expectForm(["P1", "V1"]) { $0.awards.append(award("P1")) }
    try expectForm(["F1", "P1", "works"]) { $0.payments.append(payment("F1", "P1", 0)) }
    try expectForm(["N1", "P1"]) { $0.credits.append(credit("N1", "P1", 0)) }
    let shortfall = Plan.Shortfall(need: "N1", micro: 0, rule: "must-serve")
    let instance = try township { $0.needs[0].urgency = 5 }
    #expect(audit(plain, of: instance, shortfalls: [shortfall, shortfall]).map(\.rule) == ["form"])
  }

  @Test func negatives() throws {
    try expectForm(["F1", "P2", "works"]) {
      $0.payments[1].amount = Money(400_001)
      $0.payments.append(payment("F1", "P2", -1))
    }
    try expectForm(["N1", "P1"]) { $0.credits[0].micro = -1 }
  }

  @Test func nothingPaidOrServedBreaksNothing() throws {
    var allocation = plain
    allocation.payments.append(payment("F1", "P2", 0))
    allocation.credits.append(credit("N1", "P2", 0))
    #expect(audit(allocation, of: try township(), shortfalls: []) == [])
  }

  @Test func amountsBeyond64BitsAreAddedUp() throws {
    let allocation = plain.paid(
      payment("F1", "P1", .max), payment("F1", "P2", .max), payment("F2", "P1", .min), payment("F2", "P2", .min))
    let found = audit(allocation, of: try township(), shortfalls: [])
    #expect(found.contains { $0.rule == "fund-cap" && $0.message.en.contains("184,467,440,737,095,516.14") })
  }

  @Test func breachesAreSorted() throws {
    let found = audit(Allocation(), of: try township { $0.projects[0].status = .running }, shortfalls: [])
    #expect(found.map(\.rule) == ["status"])
    let many = audit(
      plain.paid(payment("F9", "P9", 1), payment("F1", "P2", .max)), of: try township(), shortfalls: [])
    #expect(
      many.map { [$0.rule] + $0.subjects } == [
        ["form", "F9"], ["form", "P9"], ["full-funding", "P1", "works"], ["full-funding", "P2", "works"],
        ["fund-cap", "F1"],
      ])
  }

  /// Audits thousands of random allocations over lists in which every rule applies.
  @Test func noAllocationCrashes() throws {
    let instance = try crowdedTownship()
    var generator = LinearCongruence(state: 20_260_301)
    let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, 999, 1000, 400_000, 600_000, 10_000_000, .max - 1, .max]
    func number() -> Int64 { extremes.randomElement(using: &generator)! }
    func project() -> ProjectID { (["P1", "P2", "P3", "", "P9"] as [ProjectID]).randomElement(using: &generator)! }
    func fund() -> FundID { (["F1", "F2", "F3", "F9"] as [FundID]).randomElement(using: &generator)! }
    func need() -> NeedID { (["N1", "N9"] as [NeedID]).randomElement(using: &generator)! }
    func some<Item>(_ make: () -> Item) -> [Item] { (0..<Int.random(in: 0...8, using: &generator)).map { _ in make() } }
    for _ in 0..<3000 {
      let allocation = Allocation(
        awards: some { award(project(), ["V1", "V2", "V9"].randomElement(using: &generator)!, scale: number()) },
        payments: some { payment(fund(), project(), number(), for: Bool.random(using: &generator) ? "works" : "") },
        credits: some { credit(need(), project(), number()) },
        assignments: some {
          .init(
            volunteer: ["H1", "H2", "H9"].randomElement(using: &generator)!, project: project(), role: "R",
            slots: some { ["S1", "S2", "S9"].randomElement(using: &generator)! }, minutes: number())
        },
        draws: some { .init(beneficiary: ["B1", "B9"].randomElement(using: &generator)!, minutes: number()) })
      let shortfalls = some { Plan.Shortfall(need: need(), micro: number(), rule: "must-serve") }
      let found = audit(allocation, of: instance, shortfalls: shortfalls)
      #expect(found == audit(allocation, of: instance, shortfalls: shortfalls))
    }
  }

  private func crowdedTownship() throws -> Instance {
    try township {
      $0.needs[0].urgency = 5
      $0.needs[0].floor = Share(basisPoints: 3333)
      $0.needs[0].due = Period(to: Day(2026, 6, 30))
      var third = project("P3", at: "A", "road", costs: Money.limit.minorUnits)
      third.places = [
        ("A", Share(basisPoints: 3333)), ("B", Share(basisPoints: 3333)), ("T", Share(basisPoints: 3334)),
      ]
      third.variants.append(Variant(id: "V2"))
      third.variants[1].costs = [CostLine(type: "works", fixed: Money.limit, perUnit: Money.limit)]
      third.variants[1].services = [Service(need: "N1", perUnit: Quantity.limit)]
      third.requires = ["P1"]
      third.incompatible = ["P2"]
      third.sourcesMax = 1
      third.status = .running
      $0.projects.append(third)
      $0.funds.append(Fund(id: "F3"))
      $0.funds[0].places = ["A"]
      $0.funds[1].places = ["B"]
      for index in $0.funds.indices {
        $0.funds[index].trancheMin = Money(10)
        $0.funds[index].trancheMax = Money.limit
        $0.funds[index].shareMax = Share(basisPoints: 5000)
        $0.funds[index].perPlaceMax = Money(1)
        $0.funds[index].minimumSpend = Money(1)
        $0.funds[index].matching = [Matching(with: ["F1", "F2"], ratio: Share(basisPoints: 1_000_000))]
        $0.funds[index].setAsides = [SetAside(kind: .place, of: "B", share: .whole)]
      }
      $0.slots = ["S1", "S2"].map { Slot(id: $0, day: Day(2026, 4, 6)!, start: 480, end: 540) }
      $0.volunteers = ["H1", "H2"].map { Volunteer(id: $0) }
      $0.volunteers[0].offer.shift = 60
      $0.volunteers[0].offer.wantsMentor = true
      $0.beneficiaries = [Beneficiary(id: "B1", project: "P1")]
      var role = Role(id: "R")
      role.minutes = .max
      role.needsMentor = true
      role.isTimeBank = true
      $0.projects[0].variants[0].roles = [role]
      role.slots = ["S1", "S2"]
      $0.projects[1].variants[0].roles = [role]
      $0.limits = [AllotmentLimit(kind: .total)]
      $0.limits[0].mostMoney = Money(1)
      var pin = Pin(kind: .keep, project: "P2")
      pin.fund = "F2"
      pin.amount = Money(5)
      $0.pins = [pin]
    }
  }
}

import Model
import Testing

@testable import Formulation

/// What a plan leaves over: money, goods, venues and people too little for a project, needs, and money in funds.
extension OmissionTests {
  @Test func moneyThatIsMissingIsCountedToTheMinorUnit() throws {
    #expect(try reason { lists, _ in lists.funds[0].amount = Money(699) }.missing == 1)
    #expect(try reason { lists, _ in lists.funds[0].amount = Money(700) } == .weighed)
    #expect(try reason { lists, _ in lists.funds[0].trancheMax = Money(250) }.missing == 50)
    #expect(try reason { lists, _ in lists.funds[0].shareMax = Share(basisPoints: 5000) }.missing == 150)
    #expect(try reason { lists, _ in lists.funds[0].perPlaceMax = Money(600) }.missing == 100)
    #expect(try reason { lists, _ in lists.funds[0].projectsMax = 1 }.missing == 300)
  }

  @Test func moneyThatIsReleasedTooLateIsMissing() throws {
    func released(_ first: Int64, lasts: Int) throws -> Omission {
      try reason { lists, plan in
        lists.periods = [(1, 3), (4, 6)].map { from, to in
          PlanPeriod(
            id: PeriodID("K\(from)"), span: Period(from: Day(2026, from, 1), to: Day(2026, to, to == 3 ? 31 : 30)))
        }
        lists.funds[0].releases = [
          Release(period: "K1", amount: Money(first)), Release(period: "K4", amount: Money(1000 - first)),
        ]
        lists.projects[1].variants[0].lasts = lasts
        lists.projects[1].variants[0].costs[0].due = 1
        plan.allocation.awards[0].period = "K1"
      }
    }
    // If it runs for both periods it starts in the first, in which its costs fall due.
    #expect(try released(500, lasts: 2).missing == 200)
    #expect(try released(700, lasts: 2) == .weighed)
    #expect(try released(500, lasts: 1) == .weighed)
  }

  @Test func costsThatGrowFromNothingAreNotMissing() throws {
    let scaled = try reason { lists, _ in
      lists.funds[0].amount = Money(400)
      var other = Fund(id: "G")
      (other.amount, other.costTypes) = (Money(400), ["tools"])
      lists.funds.append(other)
      let variant = Variant(id: "1")
      lists.projects[1].variants = [variant]
      (lists.projects[1].variants[0].scaleKind, lists.projects[1].variants[0].scaleMin) = (.continuous, .zero)
      lists.projects[1].variants[0].costs = [CostLine(type: "tools", fixed: .zero, perUnit: Money(100))]
      lists.projects[1].variants[0].services = [Service(need: "N", perUnit: Quantity(milli: 4000))]
    }
    #expect(scaled == .weighed)
  }

  @Test func moneyThatAsksForAMatchIsWorthNoMoreThanTheMatchPermits() throws {
    func matched(_ left: Int64) throws -> Omission {
      try reason { lists, _ in
        var match = Fund(id: "G")
        match.amount = Money(left)
        lists.funds.append(match)
        lists.funds[0].matching = [Matching(with: ["G"], ratio: .whole)]
      }
    }
    #expect(try matched(149).missing == 2)
    #expect(try matched(0).missing == 300)
    #expect(try matched(150) == .weighed)
    guard case .moneyShort(let shortage) = try matched(149) else { return }
    #expect(shortage.bars == [.init(fund: "F", left: 600, limit: .match(["G"]))])
    #expect(
      Omission.moneyShort(shortage).lines(.en, Currency()) == [
        "its cost cannot be covered: it costs at least 3.00; by the rules F, G can still pay at most 2.98; 0.02 is missing",
        "F has 6.00, but G must match it, and the match falls short",
      ])
  }

  @Test func goodsAndVenuesThatAreTakenAreMissing() throws {
    func wanting(_ quantity: Int64, _ kind: AssetKind, _ slots: [SlotID]) throws -> Omission {
      try reason { lists, plan in
        lists.slots = ["a", "b"].map { Slot(id: $0, day: Day(2026, 5, 1)!, start: $0 == "a" ? 480 : 840, end: 900) }
        var asset = Asset(id: "A")
        (asset.name, asset.kind, asset.quantity) = ("hall", kind, Quantity(milli: quantity))
        lists.assets = [asset]
        lists.projects[1].variants[0].demands = [AssetDemand(asset: "A", fixed: .one, slots: slots)]
        plan.allocation.uses = [
          .init(project: "P", asset: "A", slots: kind == .venue ? ["a"] : [], micro: 1_000_000)
        ]
      }
    }
    func short(left: Int128?) -> Omission {
      .assetShort(AssetShortage(name: "hall", asked: 1_000_000, left: left, unit: ""))
    }
    #expect(try wanting(1000, .consumable, []) == short(left: 0))
    #expect(try wanting(1500, .consumable, []) == short(left: 500_000))
    #expect(try wanting(2000, .consumable, []) == .weighed)
    #expect(try wanting(1000, .venue, ["a"]) == short(left: nil))
    #expect(try wanting(1000, .venue, ["b"]) == .weighed)
    #expect(try wanting(1000, .venue, []) == short(left: nil))
  }

  @Test func anAssetOfAnotherReachIsNoAssetForTheProject() throws {
    let barred = try reason { lists, _ in
      var asset = Asset(id: "A")
      (asset.type, asset.quantity, asset.categories) = ("van", .one, ["other"])
      lists.assets = [asset]
      lists.projects[1].variants[0].demands = [AssetDemand(type: "van", fixed: .one)]
    }
    #expect(barred == .noAsset("van"))
  }

  @Test func volunteersAreTooFewWhoQualifyOrTooFewWhoAreLeft() throws {
    func staffed(_ heads: Int, minutes: Int64, given: Int64) throws -> Omission {
      try reason { lists, plan in
        var role = Role(id: "cook")
        (role.headsMin, role.minutes) = (heads, minutes)
        lists.projects[1].variants[0].roles = [role]
        var volunteer = Volunteer(id: "H")
        volunteer.offer.minutes = 120
        lists.volunteers = [volunteer]
        plan.allocation.assignments = [.init(volunteer: "H", project: "P", role: "r", minutes: given)]
      }
    }
    func short(_ measure: StaffShortage.Measure) -> StaffShortage { .init(role: "cook", measure: measure) }
    #expect(try staffed(2, minutes: 0, given: 0) == .tooFewAble(short(.people(asked: 2, found: 1, slot: nil))))
    #expect(try staffed(1, minutes: 121, given: 0) == .tooFewAble(short(.minutes(asked: 121, found: 120))))
    #expect(try staffed(1, minutes: 120, given: 1) == .peopleShort(short(.minutes(asked: 120, found: 119))))
    #expect(try staffed(1, minutes: 0, given: 100) == .peopleShort(short(.people(asked: 1, found: 0, slot: nil))))
    #expect(try staffed(1, minutes: 60, given: 60) == .weighed)
  }

  @Test func needsThatAreLeftSayWhatWouldServeThem() throws {
    func left(_ change: (inout Lists, inout Plan) -> Void) throws -> UnmetNeed? {
      var (lists, plan) = Self.township()
      change(&lists, &plan)
      return Omissions(plan, try Instance(lists)).unmetNeeds.first
    }
    #expect(try left { _, _ in } == UnmetNeed(need: "N", served: 4_000_000, reason: .partly(by: ["P"], others: ["Q"])))
    #expect(try left { lists, _ in lists.needs[0].quantity = Quantity(milli: 4000) } == nil)
    #expect(try left { lists, _ in lists.needs[0].status = .withdrawn } == nil)
    #expect(
      try left { lists, plan in
        for p in 0...1 { lists.projects[p].variants[0].services = [] }
        plan.allocation.credits = []
      }?.reason == .noProject)
    func onlyQ(_ change: (inout Project) -> Void) throws -> UnmetNeed? {
      try left { lists, plan in
        lists.projects[0].variants[0].services = []
        plan.allocation.credits = []
        change(&lists.projects[1])
      }
    }
    #expect(try onlyQ { _ in }?.reason == .notCarriedOut(["Q"]))
    let done = try onlyQ { $0.status = .done }
    #expect(done?.reason == .done(["Q"]) && done?.text(.zh) == "项目已完成（Q），请核对需求是否已办结")
    #expect(try left { _, plan in plan.allocation.credits = [] }?.reason == .passedOver(["P"]))
    let late: (inout Lists, inout Plan) -> Void = { lists, plan in
      plan.allocation.credits = []
      lists.needs[0].due = Period(from: nil, to: Day(2020, 1, 1))
      for p in 0...1 { lists.projects[p].period = Period(from: Day(2026, 1, 1), to: nil) }
    }
    #expect(try left(late)?.reason == .outOfTime(["P"], others: []))
    // A project that is late and not carried out says itself that it is late.
    #expect(
      try left { lists, plan in
        late(&lists, &plan)
        lists.projects[0].variants[0].services = []
      }?.reason == .notCarriedOut(["Q"]))
  }

  @Test func idleMoneySaysWhoCouldUseItAndWhatKeepsItFromThem() throws {
    func idle(_ change: (inout Lists) -> Void) throws -> [IdleMoney] {
      var (lists, plan) = Self.township()
      change(&lists)
      return Omissions(plan, try Instance(lists)).idleMoney
    }
    #expect(try idle { _ in } == [IdleMoney(fund: "F", cause: .candidates(["Q"], limits: [], pinned: []))])
    #expect(try idle { $0.funds[0].amount = Money(400) } == [])
    #expect(try idle { $0.projects[1].status = .done } == [IdleMoney(fund: "F", cause: .noProjectLeft)])
    let barred = try idle { $0.funds[0].projects = ["P"] }
    #expect(barred == [IdleMoney(fund: "F", cause: .noCandidate(pinned: []))])
    #expect(try idle { $0.funds[0].amount = Money(402) } == [IdleMoney(fund: "F", cause: .trifle)])
    let capped = try idle { $0.funds[0].trancheMax = Money(250) }
    #expect(capped == [IdleMoney(fund: "F", cause: .candidates(["Q"], limits: [.tranche(Money(250))], pinned: []))])
    #expect(capped.map { $0.text(.zh, Currency()) } == ["可付而没有安排的（会议决定不办的不计）有 Q，原因另列；每个项目最多付 2.50"])
  }
}

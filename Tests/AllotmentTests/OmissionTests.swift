import Model
import Testing

@testable import Formulation

/// Why a plan leaves projects and needs out: one small township for each kind of reason.
@Suite struct OmissionTests {
  /// A place with a fund of 1,000 minor units, a need of ten, a project `P` of 400 that is carried out, and a project `Q`
  /// of 300 that is not; each serves the need.
  private func reason(_ change: (inout Lists, inout Plan) -> Void) throws -> Omission {
    var (lists, plan) = Self.township()
    change(&lists, &plan)
    let found = Omissions(plan, try Instance(lists)).all
    try #require(found.map(\.project) == ["Q"])
    return found[0].reason
  }

  private static func township() -> (lists: Lists, plan: Plan) {
    var lists = Lists()
    var (place, fund, need) = (Place(id: "V"), Fund(id: "F"), Need(id: "N", place: "V", category: "c"))
    (place.name, fund.amount, need.quantity) = ("石桥村", Money(1000), Quantity(milli: 10_000))
    (lists.places, lists.funds, lists.needs) = ([place], [fund], [need])
    lists.projects = [("P", 400), ("Q", 300)].map { id, cost in
      var project = Project(id: ProjectID(id), category: "c")
      (project.responsible, project.approved, project.places) = ("x", true, [("V", .whole)])
      project.variants = [Variant(id: "1")]
      project.variants[0].costs = [CostLine(type: "m", fixed: Money(Int64(cost)))]
      project.variants[0].services = [Service(need: "N", perUnit: Quantity(milli: 4000))]
      return project
    }
    var plan = Plan()
    plan.objective = "value"
    plan.allocation.awards = [.init(project: "P", variant: "1", scale: .one)]
    plan.allocation.payments = [.init(fund: "F", project: "P", costType: "m", amount: Money(400))]
    plan.allocation.credits = [.init(need: "N", project: "P", micro: 4_000_000)]
    return (lists, plan)
  }

  @Test func aProjectThatNothingStopsWasWeighed() throws { #expect(try reason { _, _ in } == .weighed) }

  @Test func aProjectThatIsDoneIsNotDoneAgain() throws {
    #expect(try reason { lists, _ in lists.projects[1].status = .done } == .done)
  }

  @Test func theMeetingDecidesAgainstAProjectButNotByADecisionAboutAFund() throws {
    #expect(try reason { lists, _ in lists.pins = [Pin(kind: .mustNot, project: "Q")] } == .decidedAgainst)
    let barred = try reason { lists, _ in
      lists.pins = [Pin(kind: .mustNot, project: "Q")]
      lists.pins[0].fund = "F"
    }
    #expect(barred == .moneyShort(300))
  }

  @Test func aProjectNeedsApprovalAndSomebodyResponsible() throws {
    #expect(try reason { lists, _ in lists.projects[1].approved = false } == .notReady)
    #expect(try reason { lists, _ in lists.projects[1].responsible = "" } == .notReady)
  }

  @Test func aProjectThatEndsBeforeThePlanCannotStart() throws {
    let late = try reason { lists, plan in
      lists.periods = [PlanPeriod(id: "K", span: Period(from: Day(2026, 1, 1), to: Day(2026, 3, 31)))]
      lists.projects[1].period = Period(from: Day(2027, 1, 1), to: nil)
      plan.allocation.awards[0].period = "K"
    }
    #expect(late == .noStart)
  }

  @Test func eachTypeOfCostThatNoFundMayPayIsNamed() throws {
    let barred = try reason { lists, _ in
      lists.funds[0].excludedCostTypes = ["tools", "offices"]
      lists.projects[1].variants[0].costs += [
        CostLine(type: "tools", fixed: Money(1)), CostLine(type: "offices", fixed: .zero),
      ]
    }
    #expect(barred == .noFund(["tools"]))
  }

  @Test func aProjectThatRequiresOneOutsideThePlanIsOutside() throws {
    let (lists, plan) = Self.township()
    var chained = lists
    chained.projects.append(chained.projects[1])
    chained.projects[2].id = "R"
    chained.projects[1].requires = ["P"]
    chained.projects[2].requires = ["Q"]
    let reasons = Omissions(plan, try Instance(chained)).all.map(\.reason)
    #expect(reasons == [.weighed, .prerequisite("Q")])
    chained.projects[1].status = .done
    #expect(Omissions(plan, try Instance(chained)).all.map(\.reason) == [.done, .weighed])
  }

  @Test(arguments: [0, 1]) func incompatibilityHoldsBothWays(side: Int) throws {
    let excluded = try reason { lists, _ in lists.projects[side].incompatible = [side == 0 ? "Q" : "P"] }
    #expect(excluded == .incompatible("P"))
  }

  @Test func aProjectThatServesNothingIsToldSoUnlessThePlanSeeksSomethingElse() throws {
    #expect(try reason { lists, _ in lists.projects[1].variants[0].services = [] } == .servesNothing)
    let count = try reason { lists, plan in
      lists.projects[1].variants[0].services = []
      plan.objective = "count"
    }
    #expect(count == .weighed)
  }

  @Test func needsThatOthersServeWhollyLeaveNothingToServe() throws {
    #expect(try reason { lists, _ in lists.needs[0].quantity = Quantity(milli: 4000) } == .needsServed)
    #expect(try reason { lists, _ in lists.needs[0].quantity = Quantity(milli: 4001) } == .weighed)
  }

  @Test func aNeedThatIsClosedOrPastIsNotCalledServed() throws {
    #expect(try reason { lists, _ in lists.needs[0].status = .withdrawn } == .needsClosed)
    let late = try reason { lists, _ in
      lists.needs[0].due = Period(from: nil, to: Day(2025, 12, 31))
      lists.projects[1].period = Period(from: Day(2026, 1, 1), to: nil)
    }
    #expect(late == .outOfTime)
  }

  @Test func aLimitOfProjectsOrOfMoneyHasNoRoom() throws {
    func limited(_ change: (inout AllotmentLimit) -> Void) throws -> Omission {
      try reason { lists, _ in
        lists.limits = [AllotmentLimit(kind: .place, of: "V")]
        change(&lists.limits[0])
      }
    }
    #expect(try limited { $0.mostProjects = 1 } == .limit("石桥村"))
    #expect(try limited { $0.mostProjects = 2 } == .weighed)
    #expect(try limited { $0.mostMoney = Money(699) } == .limit("石桥村"))
    #expect(try limited { $0.mostMoney = Money(700) } == .weighed)
  }

  @Test func moneyThatIsMissingIsCountedToTheMinorUnit() throws {
    #expect(try reason { lists, _ in lists.funds[0].amount = Money(699) } == .moneyShort(1))
    #expect(try reason { lists, _ in lists.funds[0].amount = Money(700) } == .weighed)
    #expect(try reason { lists, _ in lists.funds[0].trancheMax = Money(250) } == .moneyShort(50))
    #expect(try reason { lists, _ in lists.funds[0].shareMax = Share(basisPoints: 5000) } == .moneyShort(150))
    #expect(try reason { lists, _ in lists.funds[0].perPlaceMax = Money(600) } == .moneyShort(100))
    #expect(try reason { lists, _ in lists.funds[0].projectsMax = 1 } == .moneyShort(300))
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
    #expect(try released(500, lasts: 2) == .moneyShort(200))
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
    #expect(try matched(149) == .moneyShort(2))
    #expect(try matched(0) == .moneyShort(300))
    #expect(try matched(150) == .weighed)
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
    #expect(try wanting(1000, .consumable, []) == .assetShort("hall"))
    #expect(try wanting(2000, .consumable, []) == .weighed)
    #expect(try wanting(1000, .venue, ["a"]) == .assetShort("hall"))
    #expect(try wanting(1000, .venue, ["b"]) == .weighed)
    #expect(try wanting(1000, .venue, []) == .assetShort("hall"))
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
    #expect(try staffed(2, minutes: 0, given: 0) == .tooFewAble("cook"))
    #expect(try staffed(1, minutes: 121, given: 0) == .tooFewAble("cook"))
    #expect(try staffed(1, minutes: 120, given: 1) == .peopleShort("cook"))
    #expect(try staffed(1, minutes: 0, given: 100) == .peopleShort("cook"))
    #expect(try staffed(1, minutes: 60, given: 60) == .weighed)
  }

  @Test func variantsThatFailForDifferentReasonsAreToldApart() throws {
    let both = try reason { lists, _ in
      var dear = lists.projects[1].variants[0]
      (dear.id, dear.title) = ("2", "whole")
      dear.costs[0].fixed = Money(5000)
      lists.projects[1].variants[0].demands = [AssetDemand(asset: "A", fixed: Quantity(milli: 2000))]
      var asset = Asset(id: "A")
      (asset.name, asset.quantity) = ("tent", .one)
      lists.assets = [asset]
      lists.projects[1].variants.append(dear)
    }
    #expect(
      both
        == .variants([
          OmittedVariant(title: "1", reason: .assetShort("tent")),
          OmittedVariant(title: "whole", reason: .moneyShort(4400)),
        ]))
    #expect(
      both.text(.en, Currency())
        == "1: too little is left of goods or venues: tent; whole: the funds that may pay for it have too little left: at least 44.00 is missing"
    )
  }

  @Test func needsThatAreLeftSayWhatWouldServeThem() throws {
    func left(_ change: (inout Lists, inout Plan) -> Void) throws -> UnmetNeed? {
      var (lists, plan) = Self.township()
      change(&lists, &plan)
      return Omissions(plan, try Instance(lists)).unmetNeeds.first
    }
    #expect(try left { _, _ in } == UnmetNeed(need: "N", served: 4_000_000, reason: .partly(["Q"])))
    #expect(try left { lists, _ in lists.needs[0].quantity = Quantity(milli: 4000) } == nil)
    #expect(try left { lists, _ in lists.needs[0].status = .withdrawn } == nil)
    #expect(
      try left { lists, plan in
        for p in 0...1 { lists.projects[p].variants[0].services = [] }
        plan.allocation.credits = []
      }?.reason == .noProject)
    #expect(
      try left { lists, plan in
        lists.projects[0].variants[0].services = []
        plan.allocation.credits = []
      }?.reason == .notCarriedOut(["Q"]))
    #expect(try left { _, plan in plan.allocation.credits = [] }?.reason == .passedOver(["P"]))
    #expect(
      try left { lists, plan in
        plan.allocation.credits = []
        lists.needs[0].due = Period(from: nil, to: Day(2020, 1, 1))
        for p in 0...1 { lists.projects[p].period = Period(from: Day(2026, 1, 1), to: nil) }
      }?.reason == .outOfTime)
  }
}

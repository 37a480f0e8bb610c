import Model
import Testing

@testable import Formulation

/// Why a plan leaves projects and needs out: one small township for each kind of reason.
@Suite struct OmissionTests {
  /// A place with a fund of 1,000 minor units, a need of ten, a project `P` of 400 that is carried out, and a project `Q`
  /// of 300 that is not; each serves the need.
  func reasons(_ change: (inout Lists, inout Plan) -> Void) throws -> [Omission] {
    var (lists, plan) = Self.township()
    change(&lists, &plan)
    let found = Omissions(plan, try Instance(lists)).all
    try #require(found.map(\.project) == ["Q"])
    return found[0].reasons
  }

  /// The only reason.
  func reason(_ change: (inout Lists, inout Plan) -> Void) throws -> Omission {
    let found = try reasons(change)
    try #require(found.count == 1)
    return found[0]
  }

  static func township() -> (lists: Lists, plan: Plan) {
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

  @Test func whatCanServeNothingIsNotSaidToBeServedByOthers() throws {
    #expect(try reason { lists, _ in lists.projects[1].variants[0].services[0].perUnit = .zero } == .servesNothing)
    #expect(try reason { lists, _ in lists.projects[1].variants[0].services[0].atMost = .zero } == .servesNothing)
  }

  @Test func aProjectThatIsDoneIsNotDoneAgain() throws {
    #expect(try reason { lists, _ in lists.projects[1].status = .done } == .done)
  }

  @Test func theMeetingDecidesAgainstAProjectButNotByADecisionAboutAFund() throws {
    #expect(try reason { lists, _ in lists.pins = [Pin(kind: .mustNot, project: "Q")] } == .decidedAgainst)
    let barred = try reason { lists, _ in
      lists.pins = [Pin(kind: .mustNot, project: "Q")]
      lists.pins[0].fund = "F"
    }
    guard case .ruledOut(let shortage) = barred else {
      Issue.record("\(barred)")
      return
    }
    #expect(shortage.rules == [.pins] && shortage.payable == 0)
    #expect(shortage.bars == [.init(fund: "F", left: 600, limit: .pinned)])
    #expect(
      barred.lines(.zh, Currency()) == ["会议决定不由能付的资金支付：最少要 3.00，最多能付 0.00；F 余 6.00，会议决定不由它付款"])
  }

  @Test func aProjectNeedsApprovalAndSomebodyResponsible() throws {
    #expect(try reason { lists, _ in lists.projects[1].approved = false } == .noApproval)
    #expect(try reason { lists, _ in lists.projects[1].responsible = "" } == .noResponsible)
    let both = try reasons { lists, _ in (lists.projects[1].responsible, lists.projects[1].approved) = ("", false) }
    #expect(both == [.noResponsible, .noApproval])
  }

  @Test func reasonsThatHoldByThemselvesAreAllNamed() throws {
    let found = try reasons { lists, _ in
      lists.projects[1].responsible = ""
      lists.projects[1].variants[0].roles = [Role(id: "cook")]
      lists.funds[0].amount = Money(699)
      lists.limits = [AllotmentLimit(kind: .total, of: "")]
      lists.limits[0].mostProjects = 1
    }
    let cook = StaffShortage(role: "cook", measure: .people(asked: 1, found: 0, slot: nil))
    #expect(
      found.prefix(3) == [
        .noResponsible, .tooFewAble(cook),
        .limit(ReachedLimit(kind: .total, name: "", measure: .projects(most: 1, carriedOut: 1))),
      ])
    #expect(found.count == 4 && found[3].missing == 1)
    let omitted = OmittedProject(project: "Q", reasons: found)
    #expect(
      omitted.lines(.zh, Currency()) == [
        "没有负责人", "符合条件的志愿者不够：岗位“cook”要 1 人，符合条件的 0 人", "全部项目数已满（上限 1 个，已安排 1 个）",
        "凑不齐资金：最少要 3.00，F 按规定最多还能付 2.99，差 0.01",
      ])
  }

  /// What would be left over for it says nothing of a project that another replaces.
  @Test func aProjectThatAnotherExcludesIsNotToldThatMoneyIsMissing() throws {
    let found = try reason { lists, _ in
      lists.projects[0].incompatible = ["Q"]
      lists.funds[0].amount = Money(400)
    }
    #expect(found == .incompatible("P"))
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
    #expect(barred == .noFund(["tools"], days: nil))
  }

  @Test func fundsThatOnlyTheProjectsDaysKeepFromPayingAreToldApart() throws {
    let late = Period(from: Day(2027, 1, 1), to: Day(2027, 3, 31))
    let found = try reason { lists, _ in
      lists.funds[0].period = Period(from: Day(2026, 1, 1), to: Day(2026, 12, 31))
      lists.projects[1].period = late
    }
    #expect(found == .noFund(["m"], days: late))
    #expect(found.lines(.zh, Currency()) == ["项目起止不在资金使用期内：m（项目 2027-01-01—2027-03-31）"])
  }

  @Test func aProjectThatRequiresOneOutsideThePlanIsOutside() throws {
    let (lists, plan) = Self.township()
    var chained = lists
    chained.projects.append(chained.projects[1])
    chained.projects[2].id = "R"
    chained.projects[1].requires = ["P"]
    chained.projects[2].requires = ["Q"]
    let reasons = Omissions(plan, try Instance(chained)).all.map(\.reasons)
    #expect(reasons == [[.weighed], [.prerequisite("Q")]])
    chained.projects[1].status = .done
    #expect(Omissions(plan, try Instance(chained)).all.map(\.reasons) == [[.done], [.weighed]])
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
    let missed = MissedNeed(
      need: "N", due: Period(from: nil, to: Day(2025, 12, 31)), days: Period(from: Day(2026, 1, 1), to: nil))
    #expect(late == .outOfTime(missed))
    #expect(late.lines(.zh, Currency()) == ["晚于需求期限：项目 2026-01-01—，N 的期限 —2025-12-31"])
    let early = MissedNeed(need: "N", due: missed.days, days: missed.due)
    #expect(Omission.outOfTime(early).kind.en == "too early for the needs that it serves")
  }

  @Test func aLimitOfProjectsOrOfMoneyHasNoRoom() throws {
    func limited(_ change: (inout AllotmentLimit) -> Void) throws -> Omission {
      try reason { lists, _ in
        lists.limits = [AllotmentLimit(kind: .place, of: "V")]
        change(&lists.limits[0])
      }
    }
    func reached(_ measure: ReachedLimit.Measure) -> Omission {
      .limit(ReachedLimit(kind: .place, name: "石桥村", measure: measure))
    }
    #expect(try limited { $0.mostProjects = 1 } == reached(.projects(most: 1, carriedOut: 1)))
    #expect(try limited { $0.mostProjects = 2 } == .weighed)
    let money = reached(.money(most: 699, spent: 400, least: 300))
    #expect(try limited { $0.mostMoney = Money(699) } == money)
    #expect(money.lines(.zh, Currency()) == ["会超过石桥村金额上限（上限 6.99，已安排 4.00，它最少要 3.00）"])
    #expect(try limited { $0.mostMoney = Money(700) } == .weighed)
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
    guard case .variants(let variants) = both else {
      Issue.record("\(both)")
      return
    }
    #expect(variants.map(\.title) == ["1", "whole"] && variants[0].reason.kind.zh == "余下的物资场地不够")
    #expect(variants[1].reason.missing == 4400)
    #expect(
      both.lines(.en, Currency()) == [
        "1: too little is left of goods or venues: tent (it needs 2, and no stock has more than 1 left)",
        "whole: its cost cannot be covered: it costs at least 50.00; by the rules F can still pay at most 6.00; 44.00 is missing",
      ])
  }

  /// What a project costs at least and what is missing at least are told together only where one variant has both.
  @Test(arguments: [(450, true), (700, false)]) func theLeastShortageIsThatOfTheCheapestVariantOrEachIsTold(
    share: Int64, isCheapest: Bool
  ) throws {
    let found = try reason { lists, _ in
      lists.funds[0].costTypes = ["m"]
      var other = Fund(id: "G")
      (other.amount, other.costTypes) = (Money(share), ["tools"])
      lists.funds.append(other)
      // With the fund of tools, the dearer variant lacks 750 or 500; the cheaper one lacks 600.
      var dear = lists.projects[1].variants[0]
      dear.id = "2"
      (dear.costs[0].type, dear.costs[0].fixed) = ("tools", Money(1200))
      lists.projects[1].variants[0].costs[0].fixed = Money(1150)
      lists.funds[0].amount = Money(950)
      lists.projects[1].variants.append(dear)
    }
    if isCheapest {
      #expect(found.missing == 600)
    } else {
      guard case .variants(let variants) = found else {
        Issue.record("\(found)")
        return
      }
      #expect(variants.map(\.reason.missing) == [600, 500])
    }
    #expect(found.kind.zh == "凑不齐资金")
  }
}

extension Omission {
  /// The money that is missing, if that is the reason.
  var missing: Int128? { if case .moneyShort(let shortage) = self { shortage.missing } else { nil } }
}

import Audit
import Model
import Testing

@Suite struct PeriodTests {
  /// The plan has two half-years; P1 may start in either, P2 in the second.
  private func halves(_ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
    try township {
      $0.periods = [
        PlanPeriod(id: "H2", span: Period(from: Day(2026, 7, 1), to: Day(2026, 12, 31))),
        PlanPeriod(id: "H1", span: Period(from: Day(2026, 1, 1), to: Day(2026, 6, 30))),
      ]
      $0.projects[1].period = Period(from: Day(2026, 8, 1))
      change(&$0)
    }
  }

  private func starting(_ first: PeriodID?, _ second: PeriodID?) -> Allocation {
    var out = plain
    out.awards[0].period = first
    out.awards[1].period = second
    return out
  }

  @Test func startsOnceWithinItsOwnDays() throws {
    let legal = starting("H1", "H2")
    expect("plan-period", ["P2", "V1"], in: try halves(), legal: legal, broken: starting("H1", "H1"))
    expect("plan-period", ["P1", "V1"], in: try halves(), legal: legal, broken: starting(nil, "H2"))
    let unknown = audit(starting("H3", "H2"), of: try halves(), shortfalls: [])
    #expect(unknown.map { [$0.rule] + $0.subjects } == [["form", "H3"], ["plan-period", "P1", "V1"]])
  }

  @Test func runsWhenItsSlotsAre() throws {
    let instance = try halves {
      $0.slots = [Slot(id: "S1", day: Day(2026, 9, 5)!, start: 540, end: 600)]
      $0.assets = [Asset(id: "A1")]
      $0.assets[0].kind = .venue
      $0.assets[0].quantity = .one
      $0.projects[0].variants[0].demands = [AssetDemand(asset: "A1", fixed: .one, slots: ["S1"])]
    }
    let use = Allocation.Use(project: "P1", asset: "A1", slots: ["S1"], micro: 1_000_000)
    var (early, late) = (starting("H1", "H2"), starting("H2", "H2"))
    early.uses = [use]
    late.uses = [use]
    expect("plan-period", ["P1", "V1"], in: instance, legal: late, broken: early)
  }

  /// The rule holds also for a plan of one period: nobody comes to a project before it begins.
  @Test func itsSlotsLieOnItsOwnDays() throws {
    func breaches(_ month: Int) throws -> [[String]] {
      let instance = try township {
        $0.slots = [Slot(id: "S1", day: Day(2026, month, 5)!, start: 540, end: 600)]
        $0.assets = [Asset(id: "A1")]
        $0.assets[0].kind = .venue
        $0.assets[0].quantity = .one
        $0.projects[0].period = Period(from: Day(2026, 5, 1), to: Day(2026, 8, 31))
        $0.projects[0].variants[0].demands = [AssetDemand(asset: "A1", fixed: .one, slots: ["S1"])]
      }
      var plan = plain
      plan.uses = [.init(project: "P1", asset: "A1", slots: ["S1"], micro: 1_000_000)]
      return audit(plan, of: instance, shortfalls: []).map { [$0.rule] + $0.subjects }
    }
    #expect(try breaches(6) == [])
    #expect(try breaches(4) == [["plan-period", "P1", "V1"]])
  }

  @Test func endsWithinThePlan() throws {
    let long = try halves { $0.projects[0].variants[0].lasts = 2 }
    expect("plan-period", ["P1", "V1"], in: long, legal: starting("H1", "H2"), broken: starting("H2", "H2"))
  }

  @Test func aFundPaysOnlyForWhatStartsInItsDays() throws {
    let instance = try halves { $0.funds[0].period = Period(to: Day(2026, 3, 31)) }
    expect("fund-period", ["F1", "P1"], in: instance, legal: starting("H1", "H2"), broken: starting("H2", "H2"))
    let carried = try halves {
      $0.funds[0].period = Period(to: Day(2026, 3, 31))
      $0.funds[0].carryOver = true
    }
    #expect(audit(starting("H2", "H2"), of: carried, shortfalls: []) == [])
  }

  @Test func nothingStartsBeforeItsMoneyIsReleased() throws {
    let instance = try halves {
      $0.funds[0].releases = [
        Release(period: "H2", amount: Money(1)), Release(period: "H1", amount: Money(599_999)),
      ]
    }
    expect("fund-release", ["F1", "H1"], in: instance, legal: starting("H2", "H2"), broken: starting("H1", "H2"))
    let never = try halves { $0.funds[0].releases = [Release(period: "H1", amount: Money(599_999))] }
    #expect(audit(starting("H2", "H2"), of: never, shortfalls: []).map(\.subjects) == [["F1", "H2"]])
  }

  @Test func servesOnlyWhereItRunsInTheDuePeriod() throws {
    let instance = try halves { $0.needs[0].due = Period(to: Day(2026, 6, 1)) }
    expect("due-period", ["N1", "P1"], in: instance, legal: starting("H1", "H2"), broken: starting("H2", "H2"))
    let later = try halves {
      $0.needs[0].due = Period(from: Day(2026, 9, 1))
      $0.projects[0].variants[0].lasts = 2
    }
    #expect(audit(starting("H1", "H2"), of: later, shortfalls: []) == [])
  }

  @Test func aSinglePeriodNeedsNoSaying() throws {
    let year = try township {
      $0.periods = [PlanPeriod(id: "Y", span: Period(from: Day(2026, 1, 1), to: Day(2026, 12, 31)))]
    }
    #expect(audit(plain, of: year, shortfalls: []) == [])
    #expect(audit(starting("Y", "Y"), of: year, shortfalls: []) == [])
  }

  /// P1 runs in both half-years, and F1 pays for it by period.
  private func paying(_ first: Int64, _ second: Int64) -> Allocation {
    var out = starting("H1", "H2")
    out.payments[0].amount = Money(first)
    out.payments[0].period = "H1"
    var rest = payment("F1", "P1", second)
    rest.period = "H2"
    out.payments.append(rest)
    return out
  }

  /// Without a due period the cost falls due in equal parts, the odd minor unit last.
  @Test func costsArePaidByThePeriodInWhichTheyFallDue() throws {
    let even = try halves {
      $0.projects[0].variants[0].lasts = 2
      $0.projects[0].variants[0].costs[0].fixed = Money(600_001)
    }
    expect(
      "payment-period", ["P1", "works"], in: even, legal: paying(300_000, 300_001), broken: paying(299_999, 300_002))
    #expect(audit(paying(600_000, 1), of: even, shortfalls: []) == [])
    let dated = try halves {
      $0.projects[0].variants[0].lasts = 2
      $0.projects[0].variants[0].costs = [
        CostLine(type: "works", fixed: Money(400_000), due: 1), CostLine(type: "works", fixed: Money(200_000), due: 2),
      ]
    }
    expect(
      "payment-period", ["P1", "works"], in: dated, legal: paying(400_000, 200_000), broken: paying(399_999, 200_001))
  }

  @Test func nothingIsPaidWhenAProjectDoesNotRun() throws {
    var late = starting("H1", "H2")
    late.payments[0].period = "H2"
    expect("payment-period", ["P1", "works"], in: try halves(), legal: starting("H1", "H2"), broken: late)
    var early = starting("H2", "H2")
    early.payments[0].period = "H1"
    expect("payment-period", ["P1", "works"], in: try halves(), legal: starting("H2", "H2"), broken: early)
    early.payments[0].period = "H3"
    #expect(audit(early, of: try halves(), shortfalls: []).contains { $0.rule == "form" && $0.subjects == ["H3"] })
  }

  @Test func eachPaymentIsMadeFromWhatIsReleasedByThenAndInTheFundsDays() throws {
    let released = try halves {
      $0.projects[0].variants[0].lasts = 2
      $0.funds[0].releases = [
        Release(period: "H1", amount: Money(300_000)), Release(period: "H2", amount: Money(300_000)),
      ]
    }
    expect(
      "fund-release", ["F1", "H1"], in: released, legal: paying(300_000, 300_000), broken: paying(300_001, 299_999))
    let ending = try halves {
      $0.projects[0].variants[0].lasts = 2
      $0.funds[0].period = Period(to: Day(2026, 3, 31))
    }
    expect("fund-period", ["F1", "P1"], in: ending, legal: starting("H1", "H2"), broken: paying(300_000, 300_000))
  }

  @Test func aPaymentIsStatedOnceForEachPeriod() throws {
    let long = try halves { $0.projects[0].variants[0].lasts = 2 }
    var twice = paying(300_000, 300_000)
    twice.payments[2].period = nil
    #expect(audit(twice, of: long, shortfalls: []).map(\.rule) == ["form"])
  }
}

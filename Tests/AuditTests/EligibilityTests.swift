import Audit
import Model
import Testing

/// A condition of F1 that P1 meets and P2 does not.
struct Condition: Sendable, CustomTestStringConvertible {
  var name: String
  var change: @Sendable (inout Lists) -> Void
  init(_ name: String, _ change: @escaping @Sendable (inout Lists) -> Void) {
    self.name = name
    self.change = change
  }
  var testDescription: String { name }
}

@Suite struct EligibilityTests {
  static let broken = plain.paid(payment("F1", "P1", 600_000), payment("F1", "P2", 400_000))

  @Test(arguments: [
    Condition("category") { $0.funds[0].categories = ["road"] },
    Condition("excluded category") { $0.funds[0].excludedCategories = ["light"] },
    Condition("places") { $0.funds[0].places = ["A"] },
    Condition("a project's own groups") {
      $0.funds[0].groups = ["elderly"]
      $0.projects[0].groups = ["elderly"]
    },
    Condition("the groups of needs") {
      $0.funds[0].groups = ["elderly"]
      $0.needs[0].group = "elderly"
    },
    Condition("tiers") { $0.funds[0].tiers = [.featured] },
    Condition("period") {
      $0.funds[0].period = Period(from: Day(2026, 1, 1), to: Day(2026, 12, 31))
      $0.projects[0].period = Period(from: Day(2026, 12, 31), to: Day(2027, 3, 1))
      $0.projects[1].period = Period(from: Day(2027, 1, 1), to: Day(2027, 3, 1))
    },
    Condition("a period carried over") {
      $0.funds[0].period = Period(from: Day(2026, 1, 1), to: Day(2026, 12, 31))
      $0.funds[0].carryOver = true
      $0.projects[0].period = Period(from: Day(2027, 12, 31))
      $0.projects[1].period = Period(from: Day(2028, 1, 1))
    },
    Condition("projects") { $0.funds[0].projects = ["P1"] },
  ])
  func eligibility(_ condition: Condition) throws {
    expect("eligibility", ["F1", "P2", "works"], in: try township(condition.change), broken: Self.broken)
  }

  @Test(arguments: [
    Condition("cost types") { $0.funds[0].costTypes = ["works"] },
    Condition("excluded cost types") { $0.funds[0].excludedCostTypes = ["fees"] },
  ])
  func eligibleCosts(_ condition: Condition) throws {
    let instance = try township {
      $0.projects[0].variants[0].costs.append(CostLine(type: "fees", fixed: Money(100)))
      condition.change(&$0)
    }
    var legal = plain, broken = plain
    legal.payments.append(payment("F2", "P1", 100, for: "fees"))
    broken.payments.append(payment("F1", "P1", 100, for: "fees"))
    expect("eligibility", ["F1", "P1", "fees"], in: instance, legal: legal, broken: broken)
  }

  @Test func aProjectWithinTheEarmarkOrWithoutPlacesIsEligible() throws {
    let instance = try township {
      $0.funds[0].categories = ["works"]
      $0.funds[0].places = ["T"]
      $0.funds[0].period = Period(from: Day(2026, 1, 1), to: Day(9999, 12, 31))
      $0.funds[0].carryOver = true
      $0.projects[1].places = []
    }
    #expect(audit(Self.broken, of: instance, shortfalls: []) == [])
  }

  @Test func everyReasonIsSaid() throws {
    let instance = try township {
      $0.funds[0].categories = ["road"]
      $0.funds[0].places = ["A"]
    }
    #expect(
      audit(Self.broken, of: instance, shortfalls: []).map(\.message) == [
        Bilingual(
          "资金 F1 不得为项目 P2 的“works”支付 4,000.00：类别 light 不在资金的支持类别之内；地点 B 都不在资金的支持地点之内",
          "fund F1 may not pay 4,000.00 for ‘works’ of project P2: the fund is not for category light; "
            + "the fund reaches none of the project's places, B")
      ])
  }

  @Test func noDoubleFunding() throws {
    let instance = try township {
      $0.funds[0].excludesGovernmentFunded = true
      $0.projects[1].governmentFunded = true
    }
    expect("no-double-funding", ["F1", "P2"], in: instance, broken: Self.broken)
  }
}

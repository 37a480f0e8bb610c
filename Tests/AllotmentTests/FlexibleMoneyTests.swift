import Audit
import Formulation
import Model
import Testing

@testable import allot

/// Money that few projects may use is spent before money that many may use.
@Suite struct FlexibleMoneyTests {
  /// Two projects of 100 minor units: `A`, for which the narrow fund may pay 80%, and `B`. The pooled fund may pay for
  /// all.
  private func lists(narrow: FundID, pooled: FundID, _ change: (inout Lists) -> Void = { _ in }) -> Lists {
    var lists = Lists()
    lists.funds = [narrow, pooled].map { id in
      var fund = Fund(id: id)
      fund.amount = Money(500)
      return fund
    }
    lists.funds[0].categories = ["care"]
    // The pooled fund alone is not enough.
    lists.funds[1].amount = Money(150)
    lists.funds[0].shareMax = Share(basisPoints: 8000)
    lists.projects = [("A", "care"), ("B", "roads")].map { id, category in
      var project = Project(id: ProjectID(id), category: CategoryID(category))
      (project.responsible, project.approved) = ("x", true)
      project.variants = [Variant(id: "1")]
      project.variants[0].costs = [CostLine(type: "m", fixed: Money(100))]
      return project
    }
    change(&lists)
    return lists
  }

  /// What the plan spends of the fund, and the values of its stages.
  private func solved(_ lists: Lists, _ fund: FundID) throws -> (spent: Int64, stages: [String: String]) {
    let instance = try Instance(lists)
    let formulation = Formulation(instance)
    let solve = StagedSolve.exact
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      Issue.record("no plan")
      return (0, [:])
    }
    let allocation = formulation.allocation(of: solution)
    #expect(audit(allocation, of: instance, shortfalls: []) == [])
    #expect(solution.stages.allSatisfy { $0.gap == 0 })
    let stages = Dictionary(uniqueKeysWithValues: solution.stages.map { ($0.name, $0.value) })
    return (allocation.spent(fund), stages)
  }

  @Test(arguments: [("N", "P"), ("P", "N")] as [(FundID, FundID)])
  func theNarrowFundPaysAllItMay(narrow: FundID, pooled: FundID) throws {
    let plan = try solved(lists(narrow: narrow, pooled: pooled), pooled)
    // 80 × 1 project + 120 × 2 projects.
    #expect(plan.spent == 120 && plan.stages["thrift-flexible"] == "320")
  }

  @Test func theLastDayIsComparedOnlyAfterwards() throws {
    let ends = lists(narrow: "N", pooled: "P") { lists in
      lists.funds[0].period.to = Day(2027, 12, 31)
      lists.funds[1].period.to = Day(2026, 12, 31)
    }
    #expect(try solved(ends, "P").spent == 120)
  }

  @Test func noFurtherFundIsDrawnOn() throws {
    let one = lists(narrow: "N", pooled: "P") { $0.projects[0].variants[0].costs[0].fixed = Money(10) }
    let plan = try solved(one, "P")
    #expect(plan.stages["thrift-sources"] == "2" && plan.spent == 110)
  }

  @Test func projectsThatAreDoneOrDecidedAgainstDoNotCount() throws {
    let done = lists(narrow: "N", pooled: "P") { $0.projects[1].status = .done }
    #expect(try solved(done, "P").stages["thrift-flexible"] == nil)
    let against = lists(narrow: "N", pooled: "P") { $0.pins = [Pin(kind: .mustNot, project: "B")] }
    #expect(try solved(against, "P").stages["thrift-flexible"] == nil)
    // A decision about a fund or a person leaves the project open.
    let ofFund = lists(narrow: "N", pooled: "P") { lists in
      lists.pins = [Pin(kind: .mustNot, project: "B")]
      lists.pins[0].fund = "P"
    }
    #expect(try solved(ofFund, "P").stages["thrift-flexible"] != nil)
  }

  @Test func fundsForTheSameProjectsAreNotTold() throws {
    let same = lists(narrow: "N", pooled: "P") { $0.funds[0].categories = [] }
    #expect(try solved(same, "P").stages["thrift-flexible"] == nil)
  }
}

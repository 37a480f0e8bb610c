import Audit
import DefaultSolver
import Foundation
import Intake
import Model
import Testing

@testable import Formulation

/// Plans of projects whose costs fall due in several periods.
@Suite struct PaymentPeriodTests {
  /// A project of two years, with a fund of 100 that is released in halves. `costs` are the rows of `costs.csv`.
  private func lists(
    _ costs: String = "P,v,m,100,", lasts: Int = 2, releases: String = "F1,2026,50\nF1,2027,50",
    funds: String = "F1,100,,",
    years: Int = 2
  ) throws -> Lists {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let periods = (0..<years).map { "\(2026 + $0),\(2026 + $0)-01-01,\(2026 + $0)-12-31" }.joined(separator: "\n")
    let files = [
      "variants": "project,variant,lasts\nP,v,\(lasts)", "costs": "project,variant,cost_type,fixed,due\n" + costs,
      "projects": "id,category,responsible,approved\nP,c,x,yes", "periods": "id,from,to\n" + periods,
      "fund_releases": "fund,period,amount\n" + releases, "funds": "id,amount,from,to\n" + funds,
    ]
    for (name, text) in files {
      try Data((text + "\n").utf8).write(to: folder.appending(path: name + ".csv"))
    }
    return try readLists(folder.path).lists
  }

  /// What is paid, as `F1 2026 5000`, in the order of the plan; nil if the project is not carried out.
  private func payments(_ lists: Lists) throws -> [String]? {
    let instance = try Instance(lists)
    let formulation = Formulation(instance)
    let solve = StagedSolve.exact
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      return nil
    }
    let plan = formulation.allocation(of: solution)
    #expect(audit(plan, of: instance, shortfalls: []) == [])
    #expect(formulation.programAdmits(plan))
    guard !plan.awards.isEmpty else { return nil }
    return plan.payments.map { "\($0.fund) \($0.period?.text ?? "-") \($0.amount.minorUnits)" }
  }

  @Test func aCostOfTwoYearsIsPaidAsItIsReleased() throws {
    #expect(try payments(lists()) == ["F1 2026 5000", "F1 2027 5000"])
    #expect(try payments(lists(releases: "F1,2026,49.99\nF1,2027,50.01")) == nil)
  }

  /// The lists lie in the folder of cases without a column for due periods.
  @Test func listsWithoutDuePeriodsDivideTheCostEvenly() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    for (name, text) in [
      ("variants", "project,variant,lasts\nP,v,2\n"), ("costs", "project,variant,cost_type,fixed\nP,v,m,100\n"),
      ("projects", "id,category,responsible,approved\nP,c,x,yes\n"),
      ("periods", "id,from,to\n2026,2026-01-01,2026-12-31\n2027,2027-01-01,2027-12-31\n"),
      ("fund_releases", "fund,period,amount\nF1,2026,50\nF1,2027,50\n"), ("funds", "id,amount\nF1,100\n"),
    ] {
      try Data(text.utf8).write(to: lists.appending(path: name + ".csv"))
    }
    let out = folder.path + "/plan"
    let solved = try run(["solve", lists.path, "--out", out, "--gap", "0", "--objective", "count", "--lang", "en"])
    #expect(solved.status == 0)
    #expect(solved.out.contains("50.00 in 2026, 50.00 in 2027"))
    #expect(try run(["verify", out]).status == 0)
    let explained = try run(["explain", out, "P", "--lang", "en"])
    #expect(explained.out.contains("Fund F1 pays 50 yuan in 2026 for ‘m’ of P"))
  }

  @Test func oddMinorUnitsFallDueLast() throws {
    let thirds = try lists(lasts: 3, releases: "F1,2026,33.33\nF1,2027,33.33\nF1,2028,33.34", years: 3)
    #expect(try payments(thirds) == ["F1 2026 3333", "F1 2027 3333", "F1 2028 3334"])
    #expect(
      try payments(lists(lasts: 3, releases: "F1,2026,33.32\nF1,2027,33.34\nF1,2028,33.34", years: 3)) == nil)
  }

  @Test func aPlannerSaysWhenEachPartFallsDue() throws {
    let releases = "F1,2026,60\nF1,2027,40"
    #expect(try payments(lists("P,v,m,60,1\nP,v,m,40,2", releases: releases)) == ["F1 2026 6000", "F1 2027 4000"])
    #expect(try payments(lists("P,v,m,61,1\nP,v,m,39,2", releases: releases)) == nil)
    #expect(try payments(lists("P,v,m,100,1", releases: releases)) == nil)
    #expect(try payments(lists("P,v,m,100,2", releases: "F1,2027,100")) == ["F1 2027 10000"])
  }

  @Test func aCostThatIsDueAtTheStartStatesNoPeriod() throws {
    #expect(try payments(lists("P,v,m,100,1", releases: "F1,2026,100")) == ["F1 - 10000"])
  }

  @Test func aFundWhoseDaysEndPaysInAdvance() throws {
    let ending = try lists(releases: "F1,2026,100", funds: "F1,100,,2026-12-31")
    #expect(try payments(ending) == ["F1 2026 10000"])
  }

  @Test func aFundPaysWhatFallsDueInItsDays() throws {
    let second = "F1,50,,\nF2,50,2027-01-01,"
    #expect(try payments(lists(releases: "F1,2026,50", funds: second)) == ["F1 2026 5000", "F2 2027 5000"])
    #expect(try payments(lists("P,v,m,100,1", releases: "F1,2026,50", funds: second)) == nil)
  }

  /// A scale that may be any number of thousandths, and cost lines of one type with and without a due period.
  @Test func costsWithAScaleFallDueByPeriod() throws {
    var lists = try lists(releases: "F1,2026,40.01\nF1,2027,40.02")
    lists.projects[0].variants[0].scaleKind = .continuous
    lists.projects[0].variants[0].scaleMin = Quantity(milli: 1000)
    lists.projects[0].variants[0].scaleMax = Quantity(milli: 9000)
    lists.projects[0].variants[0].costs = [
      CostLine(type: "m", fixed: .zero, perUnit: Money(1001)), CostLine(type: "m", fixed: Money(1000), due: 1),
    ]
    let instance = try Instance(lists)
    let formulation = Formulation(instance)
    let solve = StagedSolve.exact
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.money)) else {
      Issue.record("no plan")
      return
    }
    let plan = formulation.allocation(of: solution)
    #expect(audit(plan, of: instance, shortfalls: []) == [])
    // ⌊cost ÷ 2⌋ of what has no due period is at most 30.01 in 2026, so this cost is at most 60.03.
    #expect(plan.moneyUsed == 7003)
  }

  /// Only lists with costs that fall due later, and funds whose periods matter, have columns by period.
  @Test func otherListsHaveNoColumnsByPeriod() throws {
    func columns(_ lists: Lists) throws -> Int {
      Formulation(try Instance(lists)).columnMap.keys.count { if case .paidBy = $0 { true } else { false } }
    }
    #expect(try columns(lists()) == 1)
    #expect(try columns(lists("P,v,m,100,1")) == 0)
    #expect(try columns(lists(lasts: 1)) == 0)
    var free = try lists()
    free.funds[0].releases = []
    #expect(try columns(free) == 0)
  }

  @Test func whatFallsDueMayBeWaived() throws {
    let instance = try Instance(lists("P,v,m,100,1"))
    let constraint = SideConstraint.carriedOut("P")
    let spelled = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: [constraint], instance)))
    #expect(spelled.exact.rows.contains { $0.decision?.rule == "payment-period" })
    for rule in ["payment-period(P,m)", "fund-release(F1,2026)"] {
      let waived = Set(Formulation.everyDecision(of: instance).filter { $0.description == rule })
      #expect(waived.count == 1, "\(rule)")
      let formulation = Formulation(instance, ModelVariant(waived: waived))
      let stages = formulation.decidingStages(.count)
      guard
        case .allocated(let solution) = try StagedSolve(solver: defaultSolver).run(
          formulation, stages: stages, subjectTo: [constraint])
      else {
        Issue.record("\(rule)")
        continue
      }
      let plan = formulation.allocation(of: solution)
      #expect(Set(audit(plan, of: instance, shortfalls: []).map(\.rule)) == [waived.first!.rule])
    }
  }

  @Test func aRefusalNamesTheDuePeriodBeyondTheRun() throws {
    let error = #expect(throws: Findings.self) { try Instance(try lists("P,v,m,60,1\nP,v,m,40,3")) }
    #expect(error?.all.map(\.code) == ["due-beyond-run"])
  }
}

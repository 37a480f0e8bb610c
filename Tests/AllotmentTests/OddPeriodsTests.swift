import Audit
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Costs by period with amounts of any size, against an exact search over selections and starts.
@Suite struct OddPeriodsTests {
  @Test(arguments: 0..<10) func oddAmountsArePaidByPeriodWhereTheyCanBe(batch: UInt64) throws {
    var (all, some, divided) = (0, 0, 0)
    for seed in seeds(batch, of: 10, count: 900, oneIn: 6) {
      let instance = try Instance(oddPeriods(seed: seed))
      let formulation = Formulation(instance)
      let solve = StagedSolve.exact
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.money)) else {
        Issue.record("seed \(seed): no plan")
        continue
      }
      let plan = formulation.allocation(of: solution)
      let breaches = audit(plan, of: instance, shortfalls: [])
      #expect(breaches.isEmpty, "seed \(seed): \(breaches.map { "\($0.rule) \($0.message.en)" })")
      #expect(plan.moneyUsed == most(instance), "seed \(seed)")
      if plan.awards.count == instance.lists.projects.count { all += 1 } else if !plan.awards.isEmpty { some += 1 }
      if plan.payments.contains(where: { $0.period != nil }) { divided += 1 }
    }
    #expect(all > 2 && some > 2 && divided > 2, "\(all) \(some) \(divided)")
  }

  /// The greatest cost of what can be paid for.
  private func most(_ instance: Instance) -> Int128 {
    var choices: [[(variant: Variant, start: Int)]] = [[]]
    for project in instance.lists.projects {
      let variant = project.variants[0]
      let starts = 0...(instance.timeline.count - variant.lasts)
      choices += choices.flatMap { before in starts.map { before + [(variant, $0)] } }
    }
    func cost(_ awards: [(variant: Variant, start: Int)]) -> Int128 {
      awards.flatMap(\.variant.costs).reduce(0) { $0 + $1.cost(at: .one) }
    }
    let best = choices.sorted { cost($0) > cost($1) }.first { ScheduledSplit(instance, $0).isPossible }
    return cost(best!)
  }
}

/// Two projects or one that last several periods, two funds that are released in parts or may be spent for some time
/// only; amounts that match the dues or miss them by a minor unit.
private func oddPeriods(seed: UInt64) -> Lists {
  var random = SplitMix64(state: seed ^ 0xD0E)
  var lists = Lists()
  lists.categories = [Category(id: "c")]
  let count = random.chance(50) ? 2 : 3
  for n in 0..<count {
    let span = Period(from: Day(2026 + n, 1, 1), to: Day(2026 + n, 12, 31))
    lists.periods.append(PlanPeriod(id: PeriodID("K\(n + 1)"), span: span))
  }
  let unit: Int64 = random.pick([1, 33_333, 1_000_000_007, 10_000_000_000_000])
  func amount(_ range: ClosedRange<Int64>, _ random: inout SplitMix64) -> Int64 {
    max(0, Int64.random(in: range, using: &random) * unit + random.pick([0, 0, 1, -1]))
  }
  for n in 1...(count == 2 ? 2 : random.chance(50) ? 2 : 1) {
    var project = Project(id: ProjectID("P\(n)"), category: "c")
    (project.responsible, project.approved) = ("x", true)
    var variant = Variant(id: "v")
    variant.lasts = Int.random(in: 1...(count == 3 && n == 1 ? 3 : 2), using: &random)
    for _ in 0..<(random.chance(40) ? 2 : 1) {
      let due = random.chance(40) ? Int.random(in: 1...variant.lasts, using: &random) : nil
      variant.costs.append(CostLine(type: "t", fixed: Money(amount(1...4, &random)), due: due))
    }
    project.variants = [variant]
    lists.projects.append(project)
  }
  for n in 1...2 {
    var fund = Fund(id: FundID("F\(n)"))
    fund.amount = Money(amount(2...6, &random))
    if random.chance(30) { fund.period.to = Day(2026 + Int.random(in: 0..<count, using: &random), 6, 30) }
    if random.chance(20) { fund.period.from = Day(2026 + Int.random(in: 0..<count, using: &random), 2, 1) }
    if let from = fund.period.from, let to = fund.period.to, to < from { fund.period.to = nil }
    fund.carryOver = random.chance(20)
    if random.chance(65) {
      var left = fund.amount.minorUnits
      for period in lists.periods where random.chance(80) {
        let part = min(left, random.chance(50) ? left / 2 + random.pick([0, 1]) : amount(0...3, &random))
        left -= part
        fund.releases.append(Release(period: period.id, amount: Money(part)))
      }
    }
    lists.funds.append(fund)
  }
  return lists
}

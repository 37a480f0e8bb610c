import Audit
import Formulation
@testable import allot
import Model
import Testing

/// Amounts of up to 10^14 minor units, where the costs equal the funds exactly or exceed them by one minor unit.
private struct NearTies {
  var lists = Lists()
  let costs: [Int64]
  let amounts: [Int64]
  let owners: [Int]
  let values: [Int64]
  let isPooled: Bool

  init(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let unit: Int64 = [100, 1_000_000, 10_000_000_000, 1_000_000_000_000, 10_000_000_000_000].randomElement(
      using: &random)!
    costs = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      min(
        Money.limit.minorUnits,
        Int64.random(in: 1...7, using: &random) * unit + [0, 0, 1, -1, 4, 9].randomElement(using: &random)!)
    }
    let funds = Int.random(in: 1...2, using: &random)
    owners = costs.map { _ in Int.random(in: 0..<funds, using: &random) }
    isPooled = random.chance(50)
    values = costs.map { _ in Int64.random(in: 1...9, using: &random) }
    var amounts: [Int64] = []
    for fund in 0..<funds {
      let some = zip(costs, owners).filter { $0.1 == fund && random.chance(60) }.reduce(0) { $0 + $1.0 }
      amounts.append(max(0, min(Money.limit.minorUnits, some + [0, 0, -1, 1, -2].randomElement(using: &random)!)))
    }
    self.amounts = amounts
    lists.places = [Place(id: "V")]
    for (index, amount) in amounts.enumerated() {
      var fund = Fund(id: FundID("F\(index)"))
      fund.amount = Money(amount)
      fund.costTypes = isPooled ? [] : ["t\(index)"]
      lists.funds.append(fund)
    }
    for (index, cost) in costs.enumerated() {
      var need = Need(id: NeedID("N\(index)"), place: "V", category: "c")
      need.quantity = Quantity(milli: values[index] * 1000)
      lists.needs.append(need)
      var project = Project(id: ProjectID("P\(index)"), category: "c")
      (project.responsible, project.approved) = ("A", true)
      var variant = Variant(id: "1")
      variant.costs = [CostLine(type: "t\(owners[index])", fixed: Money(cost))]
      variant.services = [Service(need: need.id, perUnit: need.quantity)]
      project.variants = [variant]
      lists.projects.append(project)
    }
  }

  /// The best plan, found by trying every set of projects.
  func best(_ objective: PolicyObjective) -> Int64 {
    (0..<1 << costs.count).compactMap { set in
      let chosen = costs.indices.filter { set >> $0 & 1 == 1 }
      let fits =
        isPooled
        ? chosen.reduce(0) { $0 + costs[$1] } <= amounts.reduce(0, +)
        : amounts.indices.allSatisfy { fund in
          chosen.filter { owners[$0] == fund }.reduce(0) { $0 + costs[$1] } <= amounts[fund]
        }
      guard fits else { return nil }
      return switch objective {
      case .count: Int64(chosen.count)
      case .money: chosen.reduce(0) { $0 + costs[$1] }
      case .value: chosen.reduce(0) { $0 + values[$1] * 1_000_000_000 }
      }
    }.max()!
  }
}

@Suite struct HugeAmountsTests {
  @Test(arguments: 0..<10) func aMinorUnitDecidesAtAnyAmount(batch: UInt64) throws {
    for seed in batch * 20..<batch * 20 + 20 {
      let ties = NearTies(seed: seed)
      let instance = try Instance(ties.lists)
      let formulation = Formulation(instance)
      let solve = StagedSolve.exact
      for objective in PolicyObjective.allCases {
        guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(objective)) else {
          Issue.record("seed \(seed): no plan")
          continue
        }
        #expect(solution.lexicographicValue.last.value == ties.best(objective), "seed \(seed), \(objective)")
        let allocation = formulation.allocation(of: solution)
        #expect(audit(allocation, of: instance, shortfalls: []).isEmpty)
      }
    }
  }
}

import Allotment
import Formulation
import Model
import Reports

extension FragmentedDepartments {
  /// What departments come to, as it is told.
  init(
    _ found: Fragmentation, against plan: Plan, _ known: (value: Int128, bound: Int128, digits: Int),
    _ instance: Instance, _ text: (Int128) -> String
  ) {
    func outcome(_ choice: Fragmentation.Choice) -> Outcome {
      let one = found.together[choice]!
      return Outcome(
        value: text(one.value), bound: text(one.bound),
        cost: fragmentationCost(pooled: known.value, fragmented: one.value).map {
          decimalText($0, digits: 6, trimmed: true)
        },
        projects: one.allocation.awards.map(\.project).sorted().map(\.text),
        used: Int64(clamping: one.allocation.moneyUsed), wasted: Int64(clamping: one.wasted),
        doubled: one.doubled.map(\.text), dropped: one.dropped.map(\.text), served: one.allocation.needsServed,
        servedTwice: one.servedTwice.map(\.text), belowFloor: one.belowFloor.sorted().map(\.text),
        missed: one.missed.map(\.description), isLimited: one.isLimited)
    }
    let pooled = Outcome(
      value: text(known.value), bound: text(known.bound), cost: nil,
      projects: plan.allocation.awards.map(\.project).sorted().map(\.text),
      used: Int64(clamping: plan.allocation.moneyUsed), served: plan.allocation.needsServed,
      belowFloor: plan.shortfalls.map(\.need).sorted().map(\.text))
    self.init(
      departments: found.departments.enumerated().map { index, one in
        Department(
          name: one.name, funds: one.funds.map(\.text),
          available: Int64(
            clamping: one.funds.reduce(Int128(0)) { $0 + Int128(instance.fund($1).available.minorUnits) }),
          optimal: Silo(found.silos[.optimal]![index], text), greedy: Silo(found.silos[.greedy]![index], text))
      },
      pooled: pooled, optimal: outcome(.optimal), greedy: outcome(.greedy),
      onlyPooled: found.onlyPooled.map { Need(need: $0.text, title: instance.need($0).title) },
      joint: found.joint.map { project, departments, isProven in
        Joint(
          project: project.text, title: instance.project(project).title,
          departments: departments.map { found.departments[$0].name }, isProven: isProven)
      })
  }
}

extension FragmentedDepartments.Silo {
  fileprivate init(_ silo: Fragmentation.Silo, _ text: (Int128) -> String) {
    self.init(
      value: silo.value.map(text), bound: silo.bound.map(text),
      projects: silo.allocation.awards.map(\.project).sorted().map(\.text),
      used: Int64(clamping: silo.allocation.moneyUsed), isLimited: silo.isLimited)
  }
}

extension Allocation {
  /// The number of needs of which something is served.
  fileprivate var needsServed: Int { Set(credits.filter { $0.micro > 0 }.map(\.need)).count }
}

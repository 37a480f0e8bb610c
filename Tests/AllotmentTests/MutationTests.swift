import Audit
import GLPKSolver
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation
@testable import allot

@Suite struct MutationTests {
  /// The audit and the rows of the program are independent. They must agree on every changed plan.
  @Test(arguments: 0..<8, [randomLists, randomListsWithResources, randomTownship])
  func theAuditCatchesExactlyTheChangesThatBreakARow(batch: UInt64, lists: @Sendable (UInt64) -> Lists) throws {
    var (legal, broken) = (0, 0)
    for seed in batch * 60..<batch * 60 + 60 {
      let instance = try Instance(lists(seed))
      let formulation = Formulation(instance)
      let solve = StagedSolve.exact
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
        continue
      }
      let plan = formulation.allocation(of: solution)
      let search = ExhaustiveSearch(instance: instance)
      #expect(formulation.programAdmits(plan), "seed \(seed)")
      var random = SplitMix64(state: seed)
      for round in 0..<25 {
        guard var changed = mutated(plan, instance, &random) else { continue }
        changed.credits = []
        changed = search.credited(changed)
        let breaches = audit(changed, of: instance, shortfalls: search.shortfalls(changed))
        #expect(breaches.isEmpty == obeysAllRules(changed, of: instance, shortfalls: search.shortfalls(changed)))
        let isAllowed = formulation.programAdmits(changed)
        #expect(breaches.isEmpty == isAllowed, "seed \(seed), change \(round): \(breaches.map(\.rule)), \(changed)")
        if isAllowed { legal += 1 } else { broken += 1 }
      }
    }
    #expect(legal > 20 && broken > 200)
  }

  /// A part of a payment is moved to another period.
  @Test(arguments: 0..<8)
  func theAuditCatchesExactlyThePaymentsInAnotherPeriodThatBreakARow(batch: UInt64) throws {
    var (legal, broken) = (0, 0)
    for seed in batch * 100..<batch * 100 + 100 {
      let instance = try Instance(randomListsWithResources(seed: seed))
      let formulation = Formulation(instance)
      guard formulation.projects.contains(where: formulation.hasLongVariant) else { continue }
      let solve = StagedSolve.exact
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.money)) else {
        continue
      }
      let plan = formulation.allocation(of: solution)
      #expect(formulation.programAdmits(plan), "seed \(seed)")
      let shortfalls = formulation.shortfalls(of: plan)
      var random = SplitMix64(state: seed)
      for round in 0..<20 {
        guard let changed = withAnotherPeriod(plan, instance, &random) else { continue }
        let breaches = audit(changed, of: instance, shortfalls: shortfalls)
        #expect(breaches.isEmpty == obeysAllRules(changed, of: instance, shortfalls: shortfalls))
        let isAllowed = formulation.programAdmits(changed)
        #expect(breaches.isEmpty == isAllowed, "seed \(seed), change \(round): \(breaches.map(\.rule)), \(changed)")
        if isAllowed { legal += 1 } else { broken += 1 }
      }
    }
    #expect(legal > 0 && broken > 50, "\(legal) legal, \(broken) broken")
  }

  @Test(arguments: 0..<8, [randomPeople, randomTownship, randomNamedPeople, randomNights])
  func theAuditCatchesExactlyTheChangesOfARosterThatBreakARow(
    batch: UInt64, lists: @Sendable (UInt64) -> Lists
  ) throws {
    var (legal, broken) = (0, 0)
    for seed in batch * 90..<batch * 90 + 90 {
      let instance = try Instance(lists(seed))
      let formulation = Formulation(instance)
      let solve = StagedSolve.exact
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
        continue
      }
      let plan = formulation.allocation(of: solution)
      #expect(formulation.programAdmits(plan), "seed \(seed)")
      let shortfalls = formulation.shortfalls(of: plan)
      var random = SplitMix64(state: seed)
      for round in 0..<25 {
        guard let assignments = mutatedRoster(plan, instance, &random), assignments != plan.assignments else {
          continue
        }
        var changed = plan
        changed.assignments = assignments
        changed.draws = []
        let breaches = audit(changed, of: instance, shortfalls: shortfalls)
        #expect(breaches.isEmpty == obeysAllRules(changed, of: instance, shortfalls: shortfalls))
        let isAllowed = formulation.programAdmits(changed)
        #expect(breaches.isEmpty == isAllowed, "seed \(seed), change \(round): \(breaches.map(\.rule)), \(assignments)")
        if isAllowed { legal += 1 } else { broken += 1 }
      }
    }
    #expect(legal > 5 && broken > 100, "\(legal) legal, \(broken) broken")
  }

  /// Adds, drops, lengthens, shortens, reassigns or moves one assignment.
  private func mutatedRoster(
    _ plan: Allocation, _ instance: Instance, _ random: inout SplitMix64
  ) -> [Allocation.Assignment]? {
    var out = plan.assignments
    let posts = plan.awards.flatMap { award in
      instance.project(award.project).variants.first { $0.id == award.variant }!.roles.map { (award.project, $0) }
    }
    guard let (project, role) = posts.randomElement(using: &random) else { return nil }
    func minutes(_ slots: [SlotID]) -> Int64 { slots.reduce(0) { $0 + instance.slot($1).minutes } }
    let i = out.indices.randomElement(using: &random)
    switch (Int.random(in: 0..<5, using: &random), i) {
    case (0, let i?): out.remove(at: i)
    case (1, let i?): out[i].volunteer = random.pick(instance.lists.volunteers).id
    case (2, let i?): out[i].minutes += random.pick([-1, 1])
    case (3, let i?):
      let all = instance.project(out[i].project).variants.flatMap(\.roles).first { $0.id == out[i].role }!.slots
      out[i].slots = random.some(all, 60)
      out[i].minutes = minutes(out[i].slots)
    default:
      let slots = random.some(role.slots, 70)
      out.append(
        .init(
          volunteer: random.pick(instance.lists.volunteers).id, project: project, role: role.id, slots: slots,
          minutes: role.slots.isEmpty ? Int64.random(in: 1...4, using: &random) : minutes(slots)))
    }
    return out
  }

  private func mutated(_ plan: Allocation, _ instance: Instance, _ random: inout SplitMix64) -> Allocation? {
    var out = plan
    switch Int.random(in: 0..<(instance.hasPeriods || !instance.lists.assets.isEmpty ? 9 : 6), using: &random) {
    case 0:
      guard let i = out.payments.indices.randomElement(using: &random) else { return nil }
      out.payments[i].amount.minorUnits += random.pick([-1, 1])
      if out.payments[i].amount == .zero { out.payments.remove(at: i) }
    case 1:
      guard let i = out.payments.indices.randomElement(using: &random) else { return nil }
      out.payments.remove(at: i)
    case 2:
      // A minor unit moves to the other fund.
      guard let i = out.payments.indices.randomElement(using: &random) else { return nil }
      let from = out.payments[i]
      let other = instance.lists.funds.first { $0.id != from.fund }!.id
      out.payments[i].amount.minorUnits -= 1
      if out.payments[i].amount == .zero { out.payments.remove(at: i) }
      if let j = out.payments.firstIndex(where: {
        $0.fund == other && $0.project == from.project && $0.costType == from.costType
      }) {
        out.payments[j].amount.minorUnits += 1
      } else {
        out.payments.append(.init(fund: other, project: from.project, costType: from.costType, amount: Money(1)))
      }
    case 3:
      // A project is dropped with all that was paid for it.
      guard let award = out.awards.randomElement(using: &random) else { return nil }
      out.awards.removeAll { $0.project == award.project }
      out.payments.removeAll { $0.project == award.project }
      out.uses.removeAll { $0.project == award.project }
    case 4:
      guard let i = out.payments.indices.randomElement(using: &random) else { return nil }
      let other = instance.lists.funds.first { $0.id != out.payments[i].fund }!.id
      guard
        !out.payments.contains(where: {
          $0.fund == other && $0.project == out.payments[i].project && $0.costType == out.payments[i].costType
        })
      else { return nil }
      out.payments[i].fund = other
    case 6...:
      guard let changed = mutatedResources(plan, instance, &random) else { return nil }
      out = changed
    default:
      // A project that was left out is carried out by the first fund, whatever its earmarks.
      let done = Set(out.awards.map(\.project))
      guard let project = instance.lists.projects.first(where: { !done.contains($0.id) }),
        let variant = project.variants.first
      else { return nil }
      let award = Allocation.Award(project: project.id, variant: variant.id, scale: variant.scaleMin)
      let search = ExhaustiveSearch(instance: instance)
      guard let added = search.withResources(Allocation(awards: [award]), variant).randomElement(using: &random) else {
        return nil
      }
      out.awards += added.awards
      out.uses += added.uses
      var totals: [String: Int64] = [:]
      for line in variant.costs { totals[line.type, default: 0] += Int64(line.cost(at: variant.scaleMin)) }
      let fund = random.pick(instance.lists.funds).id
      for (type, amount) in totals.sorted(by: { $0.key < $1.key }) where amount > 0 {
        out.payments.append(.init(fund: fund, project: project.id, costType: type, amount: Money(amount)))
      }
    }
    out.awards.sort { $0.project < $1.project }
    return out == plan ? nil : out
  }
}

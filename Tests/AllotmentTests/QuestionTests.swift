import Audit
import Formulation
import IntegerProgram
import Model
import Testing

@testable import allot

/// What explanations are made of, against every allocation of a thousand small instances.
@Suite struct QuestionTests {
  private var solve: StagedSolve {
    var solve = StagedSolve(solver: productSolver)
    solve.gap = 0
    return solve
  }

  private func agrees(_ ladder: Ladder, _ score: ExhaustiveSearch.Score) -> Bool {
    // Value and shortfalls in whole units.
    let worst = ladder["floors-worst"]?.value ?? 0
    return worst == score.worstShortfall && ladder["utilitarian"]!.value == score.value
  }

  @Test(arguments: 0..<20) func theBestPlanWithAndWithoutAProjectIsExhaustiveSearchs(batch: UInt64) throws {
    for seed in batch * 50..<batch * 50 + 50 {
      let instance = try Instance(randomLists(seed: seed))
      var search = ExhaustiveSearch(instance: instance)
      let formulation = Formulation(instance)
      for project in instance.lists.projects.map(\.id) {
        for force in [Force.carriedOut(project), .notCarriedOut(project)] {
          let best = search.best { allocation in
            allocation.awards.contains { $0.project == project } == (force == .carriedOut(project))
          }
          switch try solve.run(formulation, stages: formulation.decidingStages(.value), forcing: [force]) {
          case .allocated(let solution):
            #expect(best.map { agrees(solution.ladder, $0) } ?? false, "seed \(seed) \(force)")
          case .infeasible: #expect(best == nil, "seed \(seed) \(force)")
          case .undecided: Issue.record("seed \(seed) \(force)")
          }
        }
      }
    }
  }

  @Test(arguments: 0..<4) func conflictsAreMinimalAndRepairsAreFewest(batch: UInt64) throws {
    var found = 0
    for seed in batch * 250..<batch * 250 + 250 {
      let instance = try Instance(twoProjects(seed: seed))
      guard let universe = Universe(instance, atMost: 250) else { continue }
      for project in instance.lists.projects.map(\.id)
      where universe.best(where: { $0.projects.contains(project) }) == nil {
        found += 1
        let wish = [Force.carriedOut(project)]
        // Every earmark may be given up in the universe, so every one is spelled out.
        var scope = Inquiry.Scope()
        scope.projects = Set(instance.lists.projects.map(\.id))
        let spelled = Formulation(instance, Inquiry(spelledOut: scope))
        guard let conflict = try solve.conflict(spelled, forcing: wish) else {
          Issue.record("seed \(seed) \(project): no conflict")
          continue
        }
        let members = Set(conflict.decisions)
        let with = universe.entries.filter { $0.projects.contains(project) }
        #expect(conflict.isMinimal)
        #expect(with.allSatisfy { !$0.broken.isDisjoint(with: members) }, "seed \(seed) \(project): \(members)")
        for member in members {
          #expect(
            with.contains { $0.broken.isDisjoint(with: members.subtracting([member])) },
            "seed \(seed) \(project): \(member) of \(members)")
        }
        let repairs = try solve.repairs(spelled, forcing: wish, first: conflict)
        #expect(
          repairs.isProven && repairs.sets.first?.count == with.map(\.broken.count).min(), "seed \(seed) \(project)")
        for set in repairs.sets {
          #expect(with.contains { $0.broken.isSubset(of: set) }, "seed \(seed) \(project): \(set)")
        }
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: 0..<4) func leastMoneyIsExhaustiveSearchs(batch: UInt64) throws {
    var found = 0
    for seed in batch * 250..<batch * 250 + 250 {
      let instance = try Instance(twoProjects(seed: seed))
      guard let universe = Universe(instance, atMost: 400), let best = universe.best(where: { _ in true }) else {
        continue
      }
      let formulation = Formulation(instance)
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.decidingStages(.value))
      else {
        Issue.record("seed \(seed)")
        continue
      }
      let search = ChangeSearch(instance, .value, solve: solve)
      for project in instance.lists.projects.map(\.id) {
        let without = universe.best { !$0.projects.contains(project) }
        guard let without, !(without < best) else { continue }
        let wish = [Force.carriedOut(project)]
        for fund in instance.lists.funds {
          let cap = Meaning("fund-cap", [fund.id.text])
          let needed = universe.entries.map { max(0, ($0.spent[fund.id] ?? 0) - fund.available.minorUnits) }
          let least = Set(needed).sorted().first { more in
            func reach(_ has: Bool) -> ExhaustiveSearch.Score? {
              universe.best(givingUp: [cap]) {
                $0.projects.contains(project) == has && ($0.spent[fund.id] ?? 0) <= fund.available.minorUnits + more
              }
            }
            guard let with = reach(true) else { return false }
            return reach(false).map { $0 < with } ?? true
          }
          switch try search.least(
            .extraMoney(fund.id), bringing: wish, against: wish.map(\.opposite), base: solution.ladder)
          {
          case .found(let changes, let amount, _, _, _, _):
            found += 1
            // The lists so changed, solved without any force, have the project.
            let changed = try Formulation(instance, changedBy: changes)
            if case .allocated(let after) = try solve.run(changed, stages: changed.stages(.value)) {
              let plan = changed.allocation(of: after)
              #expect(plan.awards.contains { $0.project == project }, "seed \(seed) \(project) \(fund.id)")
              let lists = try instance.changed(by: changes)
              #expect(audit(plan, of: lists, shortfalls: changed.shortfalls(of: plan)).isEmpty)
            }
            #expect(Int64(amount) == least, "seed \(seed) \(project) \(fund.id): \(amount), \(least ?? -1)")
          case .none: #expect(least == nil, "seed \(seed) \(project) \(fund.id): none, \(least ?? -1)")
          case .undecided(let bound):
            #expect(least.map { Int128($0) >= bound } ?? true, "seed \(seed) \(project) \(fund.id): \(bound)")
          }
        }
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: 0..<4) func leastCostCutsAreExhaustiveSearchs(batch: UInt64) throws {
    var found = 0
    for seed in batch * 100..<batch * 100 + 100 {
      let instance = try Instance(twoProjects(seed: seed))
      let formulation = Formulation(instance)
      var all = ExhaustiveSearch(instance: instance)
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.decidingStages(.value)),
        let best = all.best()
      else { continue }
      for project in instance.lists.projects {
        func has(_ allocation: Allocation) -> Bool { allocation.awards.contains { $0.project == project.id } }
        // One line that costs little, so that every cut of it can be tried.
        guard project.variants.count == 1, project.variants[0].costs.count == 1,
          let without = all.best(where: { !has($0) }), !(without < best)
        else { continue }
        let variant = project.variants[0]
        let most = Int64(variant.costs[0].cost(at: variant.scaleMin))
        let least = try (0...most).first { less in
          let lists = try instance.changed(by: [.cost(project.id, variant.id, line: 0, Money(less))])
          var changed = ExhaustiveSearch(instance: lists)
          return changed.best(where: has).map { without < $0 } ?? false
        }
        let search = ChangeSearch(instance, .value, solve: solve)
        switch try search.least(
          .costCut(project.id), bringing: [.carriedOut(project.id)], against: [.notCarriedOut(project.id)],
          base: solution.ladder)
        {
        case .found(_, let amount, _, _, _, _):
          found += 1
          #expect(Int64(amount) == least, "seed \(seed) \(project.id): \(amount), \(least ?? -1)")
        case .none: #expect(least == nil, "seed \(seed) \(project.id): none, \(least!)")
        case .undecided: Issue.record("seed \(seed) \(project.id)")
        }
      }
    }
    #expect(found > 0)
  }
}

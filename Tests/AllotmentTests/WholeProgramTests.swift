import Audit
import DefaultSolver
import IntegerProgram
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation
@testable import allot

/// Compares the program with people that `export --whole` writes with the plan, which is found by cuts and checked by
/// the audit.
@Suite struct WholeProgramTests {
  private let solve = {
    let solve = StagedSolve.exact
    return solve
  }()

  /// The solution of the floor stages; nil if no plan obeys the rules.
  private func floors(_ formulation: Formulation) throws -> StagedSolution?? {
    let stages = Array(formulation.stages(.value).prefix { !$0.isPolicy })
    if stages.isEmpty { return .some(nil) }
    guard case .allocated(let solution) = try solve.run(formulation, stages: stages) else { return nil }
    return solution
  }

  /// The optimum of a program in its own units, with the error that a solver's tolerances allow.
  private struct Optimum {
    let value: Double
    let tolerance: Double
  }

  /// - Returns: nil if there is none.
  private func optimum(_ program: Program) throws -> Optimum? {
    let largest = program.objective.terms.map { abs($0.coefficient) }.max() ?? 1
    return try defaultSolver.solve(program, SolveRequest(relativeGap: 0)).solution.map {
      Optimum(value: abs($0.objective), tolerance: 1e-6 * max(abs($0.objective), largest))
    }
  }

  private func isSame(_ found: Optimum?, _ value: Double?) -> Bool {
    guard let found, let value else { return (found == nil) == (value == nil) }
    return abs(found.value - value) <= found.tolerance
  }

  @Test(arguments: 0..<5) func itsOptimumIsThatOfTheBestPlan(batch: UInt64) throws {
    // Without people, the optimum is often too good.
    #expect(try boundsTooGood(batch, randomPeople) > 0)
  }

  @Test(arguments: 0..<5) func itsOptimumIsThatOfTheBestPlanWithPeriods(batch: UInt64) throws {
    _ = try boundsTooGood(batch, randomTownship)
  }

  @Test(arguments: 0..<5) func itsOptimumIsThatOfTheBestPlanWithPinnedAndPairedPeople(batch: UInt64) throws {
    _ = try boundsTooGood(batch, randomNamedPeople)
  }

  @Test(arguments: 0..<5) func itsOptimumIsThatOfTheBestPlanAroundMidnight(batch: UInt64) throws {
    _ = try boundsTooGood(batch, randomNights)
  }

  /// Compares the whole program's optimum with that of the best plan.
  /// - Returns: How often the optimum of the program without people is better.
  private func boundsTooGood(_ batch: UInt64, _ lists: (UInt64) -> Lists) throws -> Int {
    var (plans, bounds) = (0, 0)
    for seed in batch * 20..<batch * 20 + 20 {
      let instance = try Instance(lists(seed))
      let formulation = Formulation(instance)
      for objective in PolicyObjective.allCases {
        let stages = formulation.decidingStages(objective)
        var plan: StagedSolution?
        if case .allocated(let found) = try solve.run(formulation, stages: stages) { plan = found }
        guard let floors = try floors(formulation) else {
          #expect(plan == nil, "seed \(seed)")
          continue
        }
        let whole = PolicyProgram(instance, objective, isWhole: true, holding: floors)
        let digits = (0..<stages.last!.digits).reduce(1.0) { digits, _ in digits * 10 }
        func value(in program: PolicyProgram) -> Double? {
          plan.map { Double($0.lexicographicValue.last.value) / digits / program.unit }
        }
        let found = try optimum(whole.program), again = try optimum(Program(mps: whole.program.mps()))
        #expect(isSame(found, value(in: whole)), "seed \(seed) \(objective): \(found as Any)")
        #expect(isSame(again, value(in: whole)), "seed \(seed) \(objective), read back: \(again as Any)")
        let money = PolicyProgram(instance, objective, isWhole: false, holding: floors)
        guard let lawful = value(in: money) else { continue }
        plans += 1
        let bound = try #require(try optimum(money.program))
        #expect(bound.value >= lawful - bound.tolerance, "seed \(seed) \(objective)")
        if bound.value > lawful + 10 * bound.tolerance { bounds += 1 }
      }
    }
    #expect(plans > 10)
    return bounds
  }

  /// Each point of the program, whatever its objective, is a plan with draws that the audit passes.
  @Test func everyPointIsAPlan() throws {
    var (assigned, drawn) = (0, 0)
    for seed in 0..<300 as Range<UInt64> {
      let instance = try Instance(seed % 2 == 0 ? randomPeople(seed) : randomTownship(seed))
      let whole = WholeProgram(instance)
      var random = SplitMix64(state: seed)
      var wanted = Expression.zero
      for (index, column) in whole.exact.columns.enumerated() {
        guard ["heads", "minutes", "draw", "carry-out"].contains(column.meaning.rule) else { continue }
        wanted += Expression(
          column: index, Int128.random(in: column.meaning.rule == "draw" ? 1...9 : -2...9, using: &random))
      }
      let scaled = ScaledProgram(whole.exact, objective: wanted, sense: .maximize, wholeAmounts: true)
      guard let solution = try defaultSolver.solve(scaled.program, SolveRequest(relativeGap: 0)).solution else {
        continue
      }
      let point = scaled.rounded(solution.values, within: whole.exact)
      var allocation = whole.formulation.allocation(at: point)
      allocation.assignments = whole.people.assignments(at: point)
      for (index, column) in whole.exact.columns.enumerated() where column.meaning.rule == "draw" && point[index] > 0 {
        allocation.draws.append(
          .init(beneficiary: BeneficiaryID(column.meaning.subjects[0]), minutes: Int64(point[index])))
      }
      assigned += allocation.assignments.count
      drawn += allocation.draws.count
      let breaches = audit(allocation, of: instance, shortfalls: whole.formulation.shortfalls(of: allocation))
      #expect(breaches.isEmpty, "seed \(seed): \(breaches.map(\.message.en))")
    }
    #expect(assigned > 100 && drawn > 10, "\(assigned), \(drawn)")
  }

  /// The best plan with its roster and draws is a point of the program.
  @Test(arguments: 0..<4) func theBestPlanIsAPoint(batch: UInt64) throws {
    var assigned = 0
    for seed in batch * 60..<batch * 60 + 60 {
      let instance = try Instance(seed % 2 == 0 ? randomPeople(seed) : randomTownship(seed))
      let formulation = Formulation(instance)
      guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
        continue
      }
      let plan = formulation.allocation(of: solution)
      assigned += plan.assignments.count
      let exact = holding(plan, in: WholeProgram(instance))
      let stage = try #require(formulation.decidingStages(.value).last)
      let scaled = ScaledProgram(exact, objective: stage.objective, sense: .maximize, wholeAmounts: true)
      let found = try defaultSolver.solve(scaled.program, SolveRequest(relativeGap: 0)).solution
      #expect(found != nil, "seed \(seed): \(plan.assignments) \(plan.draws)")
    }
    #expect(assigned > 10)
  }

  /// The whole program with the decisions of a plan fixed: projects, starts, volunteers and beneficiaries.
  private func holding(_ plan: Allocation, in whole: WholeProgram) -> ExactProgram {
    var exact = whole.exact
    func hold(_ expression: Expression, _ value: Int128) {
      exact.add(Meaning("held"), expression, atLeast: value, atMost: value)
    }
    for (p, project) in whole.formulation.projects.enumerated() {
      let award = plan.awards.first { $0.project == project.id }
      for (v, variant) in project.variants.enumerated() {
        let isDone = award?.variant == variant.id
        hold(whole.formulation.chosen[p][v], isDone ? 1 : 0)
        for start in whole.formulation.begun[p][v] where isDone && whole.instance.hasPeriods {
          hold(start.begun, whole.instance.timeline[start.period].id == award?.period ? 1 : 0)
        }
      }
    }
    for duty in whole.people.duties {
      let post = whole.people.posts[duty.post], project = whole.formulation.projects[post.project]
      let isDone = plan.awards.contains {
        $0.project == project.id && $0.variant == project.variants[post.variant].id
      }
      let item = plan.assignments.first {
        isDone && $0.project == project.id && $0.role == post.role.id
          && $0.volunteer == whole.people.volunteers[duty.volunteer].id
      }
      hold(duty.heads, item == nil ? 0 : 1)
      hold(duty.minutes, Int128(item?.minutes ?? 0))
      for (slot, presence) in duty.presence { hold(presence, item?.slots.contains(slot) ?? false ? 1 : 0) }
    }
    for (index, column) in exact.columns.enumerated() where column.meaning.rule == "draw" {
      let id = column.meaning.subjects[0]
      exact.fix(index, at: Int128(plan.draws.first { $0.beneficiary.text == id }?.minutes ?? 0))
    }
    return exact
  }

  /// If the start of a project is open, so are the periods in which minutes are worked.
  @Test func minutesFollowTheStart() throws {
    var lists = threeProjectsOfAnHour(for: ["H"], minutes: 60)
    lists.periods = [
      PlanPeriod(id: "K1", span: Period(from: Day(2026, 1, 1)!, to: Day(2026, 1, 31)!)),
      PlanPeriod(id: "K2", span: Period(from: Day(2026, 2, 1)!, to: Day(2026, 2, 28)!)),
    ]
    // An hour in each of two periods suffices for two of the three projects.
    let whole = PolicyProgram(try Instance(lists), .count, isWhole: true, holding: nil)
    #expect(try defaultSolver.solve(whole.program, SolveRequest(relativeGap: 0)).solution?.objective.rounded() == 2)
    let money = PolicyProgram(try Instance(lists), .count, isWhole: false, holding: nil)
    #expect(try defaultSolver.solve(money.program, SolveRequest(relativeGap: 0)).solution?.objective.rounded() == 3)
  }

  /// The program of a roster has no columns for projects, which are fixed, or for draws, which follow from assignments.
  @Test func aRosterHasNoColumnForWhatFollows() throws {
    for seed in 0..<60 as Range<UInt64> {
      let instance = try Instance(seed % 2 == 0 ? randomPeople(seed) : randomTownship(seed))
      for project in instance.lists.projects {
        guard let variant = project.variants.first, let start = instance.starts(variant, of: project).first else {
          continue
        }
        let award = Allocation.Award(
          project: project.id, variant: variant.id, scale: variant.scaleMin, period: instance.timeline[start].id)
        let roster = RosterProgram(instance, awards: [award])
        let rules = Set(roster.exact.columns.map(\.meaning.rule))
        #expect(
          rules.isSubset(of: ["heads", "presence", "minutes", "shifts", "heaviest-load", "load-above", "least-share"]))
        #expect(!roster.exact.rows.contains { $0.meaning.rule == TimeBank.name })
      }
    }
  }
}

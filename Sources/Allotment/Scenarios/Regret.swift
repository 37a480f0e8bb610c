import DefaultSolver
import Explanation
import Formulation
import IntegerProgram
import Model

/// What the projects of one plan come to in each of several scenarios, beside the plan of that scenario.
public struct Regret: Sendable {
  /// What becomes of the projects in one scenario.
  public enum Outcome: Sendable, Equatable {
    /// Those that the scenario's lists have can be carried out, and no others are: the value that is then the best, and the
    /// bound of that; in units of the policy stage.
    case kept(value: Int128, bound: Int128)
    /// No plan of the scenario carries out these projects and no others with its floors served as well.
    case impossible
    /// The work limit came first.
    case undecided
  }

  /// The first scenario whose plan carries out these projects.
  public let of: String
  /// Every scenario whose plan carries out these projects.
  public let plans: [String]
  /// The projects.
  public let projects: [ProjectID]
  /// The outcome in each scenario that has a plan, in their order.
  public let results: [Result]

  /// The outcome in one scenario, beside the plan of that scenario.
  public struct Result: Sendable {
    /// The scenario.
    public let scenario: String
    /// What the projects come to.
    public let outcome: Outcome
    /// The value and the bound of the scenario's own plan in the policy stage.
    public let best: Int128, bound: Int128
    /// Values and bounds are whole numbers of 10^-digits units.
    public let digits: Int
  }
}

/// The scenarios with a plan, and what the projects of each plan come to in the others.
public struct RegretSearch: Sendable {
  private struct Case: Sendable {
    let name: String
    let plan: Plan
    let formulation: Formulation
    let stages: [Stage]
    let value: LexicographicValue
    let projects: Set<ProjectID>
    /// The money that its lists have, in minor units.
    let money: Int128
  }

  private let cases: [Case]
  private let solve: StagedSolve
  /// The most solves that it takes.
  public let size: Int

  /// - Parameter request: The options of each solve.
  /// - Complexity: O(scenarios × formulation).
  public init(_ solved: [SolvedScenario], _ request: Request, solver: any Solver = defaultSolver) {
    solve = StagedSolve(withinLimitsOf: request, solver)
    cases = solved.compactMap { scenario in
      guard let plan = scenario.plan else { return nil }
      let formulation = Formulation(scenario.instance)
      guard let value = formulation.lexicographicValue(of: plan, scenario.objective) else { return nil }
      return Case(
        name: scenario.record.scenario, plan: plan, formulation: formulation,
        stages: formulation.decidingStages(scenario.objective), value: value,
        projects: Set(plan.allocation.awards.map(\.project)),
        money: scenario.instance.lists.funds.reduce(0) { $0 + Int128($1.available.minorUnits) })
    }
    size = Set(cases.map(\.projects)).count * cases.count
  }

  /// The regret of the projects of the plan of least regret: first in the fewest scenarios impossible or undecided, then
  /// of the least greatest share of a scenario's value lost, then of the least sum of these shares, then the first.
  /// - Parameters:
  ///   - threads: The most solves at the same time; the result does not depend on it.
  ///   - progress: Called after each candidate with the number of solves that are done or not needed.
  /// - Returns: nil if there is no plan, or the run was interrupted.
  /// - Throws: `SolverFault` if the solver fails.
  /// - Complexity: at most ``size`` solves of the policy stage with the projects fixed.
  public func least(threads: Int, progress: (Int) -> Void) throws -> Regret? {
    var best: (regret: Regret, score: Score)?
    var seen: Set<Set<ProjectID>> = []
    var losses = cases.map { _ in Int128(0) }
    for candidate in cases where seen.insert(candidate.projects).inserted {
      let outcomes = try outcomes(of: candidate.projects, threads: threads, unless: best?.score, &losses)
      if solve.interruption?.isRaised ?? false { return nil }
      if let outcomes {
        let score = Score(zip(cases, outcomes).map { ($0.value.last.value, $1) })
        let regret = Regret(
          of: candidate.name, plans: cases.filter { $0.projects == candidate.projects }.map(\.name),
          projects: candidate.projects.sorted(),
          results: zip(cases, outcomes).map { other, outcome in
            Regret.Result(
              scenario: other.name, outcome: outcome, best: other.value.last.value, bound: other.value.last.bound,
              digits: other.stages.last?.digits ?? 0)
          })
        best = (regret, score)
      }
      progress(seen.count * cases.count)
    }
    return best?.regret
  }

  /// What becomes of a candidate's projects in each scenario.
  ///
  /// A score only gets worse with each scenario, so a candidate is given up as soon as it cannot be better than another.
  /// Scenarios in which other candidates lost most come first, then those with the least money.
  /// - Parameters:
  ///   - other: The score to be bettered; nil for none.
  ///   - losses: By scenario, what candidates lost there so far, in millionths of its value; all of it where they are impossible.
  /// - Returns: nil if the candidate is not better, or the run was interrupted.
  private func outcomes(
    of projects: Set<ProjectID>, threads: Int, unless other: Score?, _ losses: inout [Int128]
  ) throws -> [Regret.Outcome]? {
    let order = cases.indices.sorted { (-losses[$0], cases[$0].money, $0) < (-losses[$1], cases[$1].money, $1) }
    var outcomes = [Regret.Outcome?](repeating: nil, count: cases.count)
    for begin in stride(from: 0, to: order.count, by: max(1, threads)) {
      let next = Array(order[begin..<min(begin + max(1, threads), order.count)])
      let found = try concurrentMap(
        next.count, threads: threads, unless: { solve.interruption?.isRaised ?? false }
      ) { index in try outcome(of: projects, in: cases[next[index]]) }
      if solve.interruption?.isRaised ?? false { return nil }
      for (index, outcome) in zip(next, found) {
        outcomes[index] = outcome
        guard case .kept(let value, _) = outcome else {
          losses[index] += 1_000_000
          continue
        }
        losses[index] += lostShare(best: cases[index].value.last.value, value)
      }
      let score = Score(zip(cases, outcomes).compactMap { one, outcome in outcome.map { (one.value.last.value, $0) } })
      if let other, !(score < other) { return nil }
    }
    return outcomes.compactMap { $0 }
  }

  private func outcome(of projects: Set<ProjectID>, in other: Case) throws -> Regret.Outcome {
    let all = other.formulation.instance.lists.projects.map(\.id)
    // A project that was withdrawn there cannot be carried out and is left out.
    let projects = projects.intersection(all)
    if projects == other.projects { return .kept(value: other.value.last.value, bound: other.value.last.bound) }
    let constraints = all.map { projects.contains($0) ? SideConstraint.carriedOut($0) : .notCarriedOut($0) }
    switch try solve.run(
      other.formulation, stages: other.stages, subjectTo: constraints, holding: other.value)
    {
    case .infeasible: return .impossible
    case .undecided: return .undecided
    case .allocated(let solution):
      let level = solution.lexicographicValue.last
      return level.stage == .utilitarian ? .kept(value: level.value, bound: level.bound) : .undecided
    }
  }

  /// How much is regretted, as candidates are compared.
  private struct Score: Comparable {
    /// The scenarios in which the projects are impossible or undecided.
    let lost: Int
    /// The greatest share of a scenario's value lost, and the sum of the shares, in millionths.
    let greatest: Int128, sum: Int128

    init(_ outcomes: [(best: Int128, outcome: Regret.Outcome)]) {
      let shares = outcomes.compactMap { best, outcome in
        if case .kept(let value, _) = outcome { lostShare(best: best, value) } else { nil }
      }
      lost = outcomes.count - shares.count
      (greatest, sum) = (shares.max() ?? 0, shares.reduce(0, +))
    }

    static func < (a: Score, b: Score) -> Bool { (a.lost, a.greatest, a.sum) < (b.lost, b.greatest, b.sum) }
  }
}

/// The part of a scenario's value that is lost, in millionths, rounded up; none where there is nothing to lose.
public func lostShare(best: Int128, _ value: Int128) -> Int128 {
  guard best > 0, value < best else { return 0 }
  return ((best - value) * 1_000_000 + best - 1) / best
}

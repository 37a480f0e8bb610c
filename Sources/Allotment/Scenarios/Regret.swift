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
  }

  private let cases: [Case]
  private let solve: StagedSolve
  /// The most solves that it takes.
  public let size: Int

  /// - Parameter request: The options of each solve.
  /// - Complexity: O(scenarios × formulation).
  public init(_ solved: [SolvedScenario], _ request: Request, solver: any Solver = defaultSolver) {
    var solve = StagedSolve(withinLimitsOf: request, solver)
    solve.rosters = request.rosters ?? KnownRosters()
    self.solve = solve
    cases = solved.compactMap { scenario in
      guard let plan = scenario.plan else { return nil }
      let formulation = Formulation(scenario.instance)
      guard let value = formulation.lexicographicValue(of: plan, scenario.objective) else { return nil }
      return Case(
        name: scenario.record.scenario, plan: plan, formulation: formulation,
        stages: formulation.decidingStages(scenario.objective), value: value,
        projects: Set(plan.allocation.awards.map(\.project)))
    }
    size = Set(cases.map(\.projects)).count * cases.count
  }

  /// The regret of the projects of the plan of least regret: first in the fewest scenarios impossible or undecided, then
  /// of the least greatest share of a scenario's value lost, then of the least sum of these shares, then the first.
  ///
  /// A score only gets worse with each scenario. So the candidate with the best score so far is tried in more scenarios; once it
  /// has been tried in all, no other can be better.
  /// - Parameters:
  ///   - threads: The most solves at the same time; the result does not depend on it.
  ///   - progress: Called with the number of solves so far.
  /// - Returns: nil if there is no plan, or the run was interrupted.
  /// - Throws: `SolverFault` if the solver fails.
  /// - Complexity: at most ``size`` solves of the policy stage with the projects fixed.
  public func least(threads: Int, progress: (Int) -> Void) throws -> Regret? {
    var candidates = candidates()
    var (losses, done) = (cases.map(expectedLoss), 0)
    while let first = candidates.indices.min(by: { (candidates[$0].score, $0) < (candidates[$1].score, $1) }) {
      if candidates[first].isTried { return regret(of: candidates[first]) }
      let next = trials(of: candidates, losses.map(\.mean), most: max(1, threads))
      let projects = next.map { candidates[$0.candidate].projects }
      let found = try concurrentMap(
        next.count, threads: threads, unless: { solve.interruption?.isRaised ?? false }
      ) { try outcome(of: projects[$0], in: cases[next[$0].scenario]) }.compactMap { $0 }
      if solve.interruption?.isRaised ?? false { return nil }
      for (trial, outcome) in zip(next, found) {
        let lost = candidates[trial.candidate].add(
          outcome, of: trial.scenario, best: cases[trial.scenario].value.last.value)
        losses[trial.scenario].add(lost)
      }
      done += next.count
      progress(done)
    }
    return nil
  }

  private typealias Trial = (candidate: Int, scenario: Int)

  /// What to try next: each of the best candidates in the scenario in which most is lost; more scenarios of the best one if
  /// there are too few candidates that are lost in as few scenarios.
  /// - Parameter losses: By scenario, the share that is lost there.
  private func trials(of candidates: [Candidate], _ losses: [Int128], most: Int) -> [Trial] {
    let ranked = candidates.indices.sorted { (candidates[$0].score, $0) < (candidates[$1].score, $1) }
    func open(_ candidate: Int) -> [Trial] {
      candidates[candidate].untried.sorted { (-losses[$0], $0) < (-losses[$1], $1) }.map { Trial(candidate, $0) }
    }
    let best = open(ranked[0])
    let rivals = ranked.dropFirst().filter { candidates[$0].score.lost == candidates[ranked[0]].score.lost }
    return Array((best.prefix(1) + rivals.compactMap { open($0).first } + best.dropFirst()).prefix(most))
  }

  /// The share of a scenario's value that projects of other plans are expected to lose, until some were tried: a fifth of the mean
  /// share of its own projects that other plans do not have, or have besides. Measured losses are of that size.
  private func expectedLoss(in one: Case) -> MeanLoss {
    let differences = cases.reduce(0) { $0 + one.projects.symmetricDifference($1.projects).count }
    return MeanLoss(sum: Int128(differences) * 1_000_000 / Int128(5 * max(1, one.projects.count) * cases.count))
  }

  /// The projects of each plan, once.
  private func candidates() -> [Candidate] {
    var seen: Set<Set<ProjectID>> = []
    return cases.filter { seen.insert($0.projects).inserted }.map { Candidate($0.name, $0.projects, of: cases.count) }
  }

  private func regret(of candidate: Candidate) -> Regret {
    Regret(
      of: candidate.name, plans: cases.filter { $0.projects == candidate.projects }.map(\.name),
      projects: candidate.projects.sorted(),
      results: zip(cases, candidate.outcomes).compactMap { other, outcome -> Regret.Result? in
        guard let outcome else { return nil }
        return Regret.Result(
          scenario: other.name, outcome: outcome, best: other.value.last.value, bound: other.value.last.bound,
          digits: other.stages.last?.digits ?? 0)
      })
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

  /// The projects of a plan, and what they come to in the scenarios in which they were tried.
  private struct Candidate {
    let name: String
    let projects: Set<ProjectID>
    /// By scenario; nil where the projects were not tried.
    private(set) var outcomes: [Regret.Outcome?]
    private(set) var score = Score()

    init(_ name: String, _ projects: Set<ProjectID>, of scenarios: Int) {
      (self.name, self.projects) = (name, projects)
      outcomes = Array(repeating: nil, count: scenarios)
    }

    /// The scenarios in which the projects were not tried.
    var untried: [Int] { outcomes.indices.filter { outcomes[$0] == nil } }
    var isTried: Bool { outcomes.allSatisfy { $0 != nil } }

    /// Adds the outcome of a scenario.
    /// - Returns: The share of its best value that is lost, in millionths; all of it where the projects are not known to be
    ///   possible.
    mutating func add(_ outcome: Regret.Outcome, of scenario: Int, best: Int128) -> Int128 {
      outcomes[scenario] = outcome
      guard case .kept(let value, _) = outcome else {
        score.lost += 1
        return 1_000_000
      }
      let share = lostShare(best: best, value)
      score.greatest = max(score.greatest, share)
      score.sum += share
      return share
    }
  }

  /// The mean share of a scenario's value that projects lose there, in millionths.
  private struct MeanLoss {
    var sum: Int128, count: Int128 = 1
    var mean: Int128 { sum / count }

    mutating func add(_ loss: Int128) { (sum, count) = (sum + loss, count + 1) }
  }

  /// How much is regretted, as candidates are compared.
  private struct Score: Comparable {
    /// The scenarios in which the projects are impossible or undecided.
    var lost = 0
    /// The greatest share of a scenario's value lost, and the sum of the shares, in millionths.
    var greatest: Int128 = 0, sum: Int128 = 0

    static func < (a: Score, b: Score) -> Bool { (a.lost, a.greatest, a.sum) < (b.lost, b.greatest, b.sum) }
  }
}

/// The part of a scenario's value that is lost, in millionths, rounded up; none where there is nothing to lose.
public func lostShare(best: Int128, _ value: Int128) -> Int128 {
  guard best > 0, value < best else { return 0 }
  return ((best - value) * 1_000_000 + best - 1) / best
}

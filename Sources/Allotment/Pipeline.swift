import Audit
import DefaultSolver
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Questions

/// The parameters of one run.
public struct Request: Sendable {
  /// The objective of the policy stage.
  public var objective = PolicyObjective.value
  /// The relative gap at which the search stops; 0.001 is 0.1%.
  public var gap = 0.001
  /// The time limit; nil for none.
  public var timeLimit: Duration?
  /// The work limit in simplex iterations; nil for none.
  public var workLimit: Int? = 3_000_000
  /// A flag that ends the search early when it is set.
  public var interruption: Interruption?
  /// Called with the progress of the current stage.
  public var progress: (@Sendable (StageProgress) -> Void)?
  /// Called when a stage begins and when it has ended.
  public var staged: (@Sendable (StageEvent) -> Void)?
  /// Called as soon as there is a plan, before the audit.
  public var found: (@Sendable () -> Void)?
  /// A plan of similar lists, from which the policy stage starts if it obeys the rules of these.
  public var start: Allocation?
  /// Whether what `start` claims of the policy is certified in whole numbers. Where it is not, little is spent on certifying the
  /// same of similar lists.
  public var isStartCertified = true
  /// Rosters of the same people and posts, which are taken and added to; nil for none.
  public var rosters: KnownRosters?
  /// Creates a request with default parameters.
  public init() {}

  /// The relative gap in 10^-9, rounded down.
  public var gapBillionths: Int128 { Int128(gap * 1e9) }
}

/// The outcome of a run.
public enum Run: Sendable {
  /// An audited plan, the limit that ended the search if any, and how long the run took. The plan's stages say what was
  /// reached and proven.
  case planned(Plan, limit: Limit?, timings: Timings)
  /// No plan obeys the rules. The rows of `conflict` together are infeasible.
  case infeasible(conflict: [Meaning])
  /// A limit ended the search before a plan was found or infeasibility was shown.
  case undecided(Limit)
}

/// Thrown if the audit finds that a plan breaks the rules. The plan must not be written.
public struct AuditFault: Error, Sendable, CustomStringConvertible {
  /// The rules that the plan breaks.
  public let breaches: [Breach]
  /// The breaches in English, for a program that lets the error go uncaught.
  public var description: String { breaches.map { "\($0.rule): \($0.message.en)".printable }.joined(separator: "\n") }
}

/// Makes an audited plan from lists.
///
/// - Throws: ``Findings`` for inconsistent lists, `SolverFault` if the solver fails, ``AuditFault`` if the plan fails
///   the audit.
public func allocate(
  _ folder: ListsFolder, _ request: Request = Request(), solver: any Solver = defaultSolver
) throws -> Run {
  let clock = ContinuousClock()
  let start = clock.now
  let instance = try Instance(folder.lists)
  let formulation = Formulation(instance)
  let formulated = clock.now
  let solve = StagedSolve(request, solver)
  let outcome = try solve.run(formulation, stages: formulation.stages(request.objective), from: request.start)
  let solved = clock.now
  switch outcome {
  case .infeasible:
    let spelledOut = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: [], instance)))
    return .infeasible(conflict: try solve.conflict(spelledOut)?.all ?? [])
  case .undecided(let limit): return .undecided(limit)
  case .allocated(let solution):
    request.found?()
    var plan = Plan(solution, formulation, folder, request, solver: solver.name)
    let breaches =
      audit(plan.allocation, of: instance, shortfalls: plan.shortfalls) + auditWeights(plan, of: instance)
      + auditRecord(plan, of: instance)
    guard breaches.isEmpty else { throw AuditFault(breaches: breaches) }
    plan.seal = try plan.computedSeal()
    var seconds = [
      "formulate": (formulated - start).seconds, "solve": (solved - formulated).seconds,
      "audit": (clock.now - solved).seconds,
    ]
    for (stage, duration) in solution.durations { seconds["solve " + stage] = duration.seconds }
    return .planned(plan, limit: solution.limit, timings: Timings(plan: plan.seal, seconds: seconds))
  }
}

extension StagedSolve {
  /// The relative gap in 10^-9, rounded down.
  var gapBillionths: Int128 { Int128(gap * 1e9) }

  /// A solve with the gap, the work limit and the interruption of a request.
  init(withinLimitsOf request: Request, _ solver: any Solver) {
    self.init(solver: solver)
    gap = request.gap
    workLimit = request.workLimit
    interruption = request.interruption
  }

  fileprivate init(_ request: Request, _ solver: any Solver) {
    self.init(withinLimitsOf: request, solver)
    timeLimit = request.timeLimit
    progress = request.progress
    staged = request.staged
    certifies = true
    certifiesPolicyBriefly = !request.isStartCertified
    rosters = request.rosters
  }
}

extension Plan {
  /// The plan of a solution, neither audited nor sealed.
  fileprivate init(
    _ solution: StagedSolution, _ formulation: Formulation, _ folder: ListsFolder, _ request: Request, solver: String
  ) {
    self.init()
    title = folder.lists.title
    currency = folder.lists.currency
    objective = request.objective.rawValue
    lists = folder.canonicalTexts().mapValues { sha256(Array($0.utf8)) }
    self.solver = solver
    requestedGap = request.gap
    stages = solution.stages
    allocation = formulation.allocation(of: solution)
    shortfalls = formulation.shortfalls(of: allocation)
    weights = formulation.weights
    overrides = folder.lists.overrides
  }
}

extension Duration {
  /// The duration in seconds, truncated to milliseconds.
  public var seconds: Double {
    (Double(components.seconds) * 1000 + Double(components.attoseconds / 1_000_000_000_000_000)) / 1000
  }
}

import Audit
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model

/// What one run is asked for.
public struct Request: Sendable {
  public var objective = PolicyObjective.value
  /// Relative; 0.001 is 0.1%.
  public var gap = 0.001
  public var timeLimit: Duration?
  public var workLimit: Int? = 3_000_000
  public var interruption: Interruption?
  public var progress: (@Sendable (StageProgress) -> Void)?
  /// Called as soon as there is a plan, before it is audited.
  public var found: (@Sendable () -> Void)?
  public init() {}
}

/// How a run ended.
public enum Run: Sendable {
  case planned(Plan, limit: Limit?, value: Int128, bound: Double)
  /// No plan obeys the rules; these rows together forbid every plan.
  case infeasible(conflict: [Meaning])
  case undecided(Limit)
}

/// The audit found that a plan breaks the rules: nothing may be written.
public struct AuditFault: Error, Sendable {
  public let breaches: [Breach]
}

/// Lists in, audited plan out: the whole of allot in one function.
///
/// - Throws: ``Findings`` for lists that do not hold together, `SolverFault`, ``AuditFault``.
public func allocate(_ folder: ListsFolder, _ request: Request, solver: any Solver) throws -> Run {
  let clock = ContinuousClock()
  let start = clock.now
  let instance = try Instance(folder.lists)
  let formulation = Formulation(instance)
  let formulated = clock.now
  var solve = StagedSolve(solver: solver)
  solve.gap = request.gap
  solve.workLimit = request.workLimit
  solve.timeLimit = request.timeLimit
  solve.interruption = request.interruption
  solve.progress = request.progress
  solve.certifies = true
  let outcome = try solve.run(formulation, stages: formulation.stages(request.objective))
  let solved = clock.now
  switch outcome {
  case .infeasible:
    let spelledOut = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: [], instance)))
    return .infeasible(conflict: try solve.conflict(spelledOut)?.all ?? [])
  case .undecided(let limit): return .undecided(limit)
  case .allocated(let solution):
    request.found?()
    var plan = Plan()
    plan.title = folder.lists.title
    plan.currency = folder.lists.currency
    plan.objective = request.objective.rawValue
    plan.lists = folder.canonicalTexts().mapValues { sha256(Array($0.utf8)) }
    plan.solver = solver.name
    plan.requestedGap = request.gap
    plan.stages = solution.stages
    plan.allocation = formulation.allocation(of: solution)
    plan.shortfalls = formulation.shortfalls(of: plan.allocation)
    plan.weights = formulation.weights
    let breaches =
      audit(plan.allocation, of: instance, shortfalls: plan.shortfalls) + auditWeights(plan, of: instance)
      + auditRecord(plan, of: instance)
    guard breaches.isEmpty else { throw AuditFault(breaches: breaches) }
    plan.seal = try plan.sealDue()
    plan.timings = [
      "formulate": (formulated - start).seconds, "solve": (solved - formulated).seconds,
      "audit": (clock.now - solved).seconds,
    ]
    for (stage, duration) in solution.durations { plan.timings["solve " + stage] = duration.seconds }
    return .planned(plan, limit: solution.limit, value: solution.policyValue, bound: solution.policyBound)
  }
}

extension Duration {
  /// With milliseconds.
  public var seconds: Double {
    (Double(components.seconds) * 1000 + Double(components.attoseconds / 1_000_000_000_000_000)) / 1000
  }
}

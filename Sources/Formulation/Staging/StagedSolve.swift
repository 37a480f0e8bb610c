import ExactProgram
import IntegerProgram
import Model

/// Solves the stages of a lexicographic program in order; each result is fixed by a row before the next stage begins.
public struct StagedSolve: Sendable {
  /// The solver of every stage.
  public var solver: any Solver { watched }
  private let watched: WatchedSolver
  /// The number of solves so far that the solver had to finish by another way.
  var rescues: Int { watched.rescues }
  /// The relative gap at which a stage stops: `|bound - value| <= gap * |value|`.
  public var gap = 0.001
  /// The work limit of a stage, in simplex iterations; nil for none. It is clamped to 1...2^48, and some stages get a
  /// share.
  public var workLimit: Int? = 3_000_000 {
    // The clamp leaves room for the multiples and the shares, computed in doubles, that parts of a solve take.
    didSet { workLimit = workLimit.map { min(max(1, $0), Self.mostWork) } }
  }
  private static let mostWork = 1 << 48
  /// The wall-clock limit of a whole run; nil for none.
  public var timeLimit: Duration?
  /// The interruption that ends a run early, if one is set.
  public var interruption: Interruption?
  /// Receives the progress of each stage.
  public var progress: (@Sendable (StageProgress) -> Void)?
  /// Receives the beginning and the end of each stage.
  public var staged: (@Sendable (StageEvent) -> Void)?
  /// Whether every claim of a stage is certified in exact integers, as before a plan is written.
  public var certifies = false
  /// Whether little is spent on the certificate of the policy stage.
  public var certifiesPolicyBriefly = false
  /// Rosters that were found for the same people and posts, taken instead of being searched for again; nil for none.
  public var rosters: KnownRosters?

  /// Makes a lexicographic solve with default limits.
  public init(solver: any Solver) { watched = WatchedSolver(solver) }

  /// Solves the stages in order.
  /// - Parameters:
  ///   - extra: Side constraints besides the rules, such as a project that must be carried out.
  ///   - floors: Floor values that are known to be optimal: they are fixed by rows, and their stages are not solved.
  ///   - start: A plan of similar lists, from which the policy stage starts; the answer is never worse. The stages after
  ///     the policy get little work, and who pays starts from its payers.
  /// - Throws: ``SolverFault`` if the solver fails, or if its decisions admit no whole amounts.
  public func run(
    _ formulation: Formulation, stages: [Stage], subjectTo extra: [SideConstraint] = [],
    holding floors: LexicographicValue? = nil, from start: Allocation? = nil
  ) throws(SolverFault) -> StagedOutcome {
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    var run = StagedRun(formulation, exact, self)
    run.known = start.map { KnownPlan($0, formulation) }
    return try run.outcome(of: stages, holding: floors, policyStart: start.flatMap { formulation.point(of: $0) })
  }

  /// Solves the stages of a roster in order.
  /// - Parameter start: A roster from which the first stage starts.
  /// - Throws: ``SolverFault`` if the solver fails.
  package func run(
    _ roster: RosterProgram, stages: [Stage], from start: [Int128]?
  ) throws(SolverFault) -> StagedOutcome {
    let question = rosters.map { _ in RosterQuestion(roster, stages, from: start, self) }
    if let question, let known = rosters?[question] { return .allocated(known) }
    var run = StagedRun(roster, roster.exact, self, from: start)
    let outcome = try run.outcome(of: stages)
    if let question, case .allocated(let solution) = outcome { rosters?.learn(solution, of: question) }
    return outcome
  }
}

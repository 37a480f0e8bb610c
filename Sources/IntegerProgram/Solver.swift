import Synchronization

/// A solver of a ``Program``.
///
/// Infeasibility is an ``Outcome``, not an error; the only error is a ``SolverFault``.
public protocol Solver: Sendable {
  /// The name and version of the solver, for reports, such as `GLPK 5.0`.
  var name: String { get }
  /// The greatest error of a bound, as a part of the objective value.
  var boundTolerance: Double { get }
  /// Engines for linear programs alone; nil where the solver offers none.
  var linear: (any LinearSolver)? { get }
  /// Solves a program.
  /// - Returns: how the solve ended, with the solution if there is one.
  /// - Throws: ``SolverFault`` if the program or the request is malformed, if the solver fails, or if its answer does
  ///   not hold.
  func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome
}

extension Solver {
  /// By default a solver offers no engines.
  public var linear: (any LinearSolver)? { nil }
}

/// A failure that is neither an answer nor a limit: a malformed program, an error of the solver, or an answer that does
/// not hold.
public struct SolverFault: Error, Sendable, CustomStringConvertible {
  /// What failed.
  public let description: String
  /// The last lines that the solver wrote.
  public let log: String

  /// Makes a fault from its description.
  public init(_ description: String, log: String = "") {
    self.description = description
    self.log = log
  }
}

/// The settings of one solve: the gap, the limits, what is already known, and callbacks.
public struct SolveRequest: Sendable {
  /// The solve stops when `|bound - objective| <= relativeGap * |objective|`.
  public var relativeGap: Double
  /// The most work, in simplex iterations; nil for no limit. The same limit gives the same answer on every machine.
  public var workLimit: Int?
  /// The most wall-clock time; nil for no limit.
  public var timeLimit: Duration?
  /// The most memory, in MiB; nil for no limit.
  public var memoryLimitMiB: Int?
  /// A point known to be feasible, with one value for each column; the answer is never worse.
  public var start: [Double]?
  /// A basis and cuts for the root; a solver that cannot use them ignores them.
  public var warmStart: WarmStart?
  /// An objective value that is good enough: the search may end as soon as a point reaches it, or as soon as none can.
  ///
  /// If none can, the search does not determine how close a point can come. A solver without support for targets goes
  /// on to the optimum.
  public var target: Double?
  /// The worst objective value that is of use: the search may end as soon as no point reaches it, and its bound then
  /// says so.
  ///
  /// A start is returned all the same; without a start the outcome is then infeasible.
  public var objectiveCutoff: Double?
  /// A flag that ends the solve once it is raised.
  public var interruption: Interruption?
  /// Called during the solve with its state so far.
  public var progress: (@Sendable (Progress) -> Void)?
  /// Called for each failure that was contained and retried another way.
  public var onRescue: (@Sendable () -> Void)?

  /// Makes a request; each argument sets the property of its name.
  public init(
    relativeGap: Double = 0.001, workLimit: Int? = nil, timeLimit: Duration? = nil, memoryLimitMiB: Int? = nil,
    start: [Double]? = nil, warmStart: WarmStart? = nil, target: Double? = nil, objectiveCutoff: Double? = nil,
    interruption: Interruption? = nil,
    progress: (@Sendable (Progress) -> Void)? = nil,
    onRescue: (@Sendable () -> Void)? = nil
  ) {
    self.relativeGap = relativeGap
    self.workLimit = workLimit
    self.timeLimit = timeLimit
    self.memoryLimitMiB = memoryLimitMiB
    self.start = start
    self.warmStart = warmStart
    self.target = target
    self.objectiveCutoff = objectiveCutoff
    self.interruption = interruption
    self.progress = progress
    self.onRescue = onRescue
  }
}

/// A solver that counts the contained failures of another, over all its solves.
public final class WatchedSolver: Solver {
  private let solver: any Solver
  private let count = Atomic<Int>(0)

  /// Makes a counter for a solver.
  public init(_ solver: any Solver) { self.solver = solver }

  /// The name of the counted solver.
  public var name: String { solver.name }
  /// The bound tolerance of the counted solver.
  public var boundTolerance: Double { solver.boundTolerance }
  /// The engines of the counted solver.
  public var linear: (any LinearSolver)? { solver.linear }
  /// The number of failures contained so far.
  public var rescues: Int { count.load(ordering: .relaxed) }

  /// Solves a program with the counted solver.
  /// - Throws: ``SolverFault`` as the counted solver does.
  public func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome {
    var watched = request
    watched.onRescue = { [self] in
      count.add(1, ordering: .relaxed)
      request.onRescue?()
    }
    return try solver.solve(program, watched)
  }
}

/// The state of a solve at one moment; objective and bound are in the program's units.
public struct Progress: Sendable {
  /// The objective value of the incumbent, if there is one.
  public var objective: Double?
  /// The bound, if there is one yet.
  public var bound: Double?
  /// The number of nodes so far.
  public var nodes: Int
  /// The work so far, in the unit of ``SolveRequest/workLimit``.
  public var work: Int

  /// Makes a state from its parts.
  public init(objective: Double?, bound: Double?, nodes: Int, work: Int) {
    self.objective = objective
    self.bound = bound
    self.nodes = nodes
    self.work = work
  }
}

/// A flag that a signal handler or another thread may raise, and that a solve reads between two steps.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)
  /// Makes a flag that is not raised.
  public init() {}
  /// Raises the flag; it stays raised.
  public func raise() { flag.store(true, ordering: .relaxed) }
  /// Whether the flag is raised.
  public var isRaised: Bool { flag.load(ordering: .relaxed) }
}

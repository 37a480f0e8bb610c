import Synchronization

/// Anything that solves a ``Program``.
///
/// Infeasibility is an ``Outcome``, not an error; what is thrown is a ``SolverFault``.
public protocol Solver: Sendable {
  /// The name and version that a report gives, such as `GLPK 5.0`.
  var name: String { get }
  /// A bound may be off by this part of the objective.
  var boundTolerance: Double { get }
  /// An engine for linear programs alone; nil where the solver has none to lend.
  var linear: (any LinearSolver)? { get }
  func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome
}

extension Solver {
  public var linear: (any LinearSolver)? { nil }
}

/// The solver failed in a way that is neither an answer nor a limit: it reported an error, or its answer did not hold.
public struct SolverFault: Error, Sendable, CustomStringConvertible {
  public let description: String
  /// The last lines that the solver wrote.
  public let log: String

  public init(_ description: String, log: String = "") {
    self.description = description
    self.log = log
  }
}

/// What is asked of one solve.
public struct SolveRequest: Sendable {
  /// Stop when `|bound - objective| <= relativeGap * |objective|`.
  public var relativeGap: Double
  /// The most simplex iterations; the same limit gives the same answer on every machine.
  public var workLimit: Int?
  public var timeLimit: Duration?
  public var memoryLimitMiB: Int?
  /// A point known to be feasible, one value for each column; the answer is never worse.
  public var start: [Double]?
  /// Where the root may begin, and cuts of it; a solver that has no use for them leaves them.
  public var warmStart: WarmStart?
  /// How far is far enough: the search may end as soon as a point comes to this objective, or none can; how near to it is
  /// not asked. A solver that knows nothing of targets goes on to the best.
  public var target: Double?
  /// Nothing worse is of any use: the search may end as soon as no point comes to this objective, and then says so in its
  /// bound. A start is given back all the same; without one, that is infeasible.
  public var objectiveCutoff: Double?
  public var interruption: Interruption?
  public var progress: (@Sendable (Progress) -> Void)?
  /// Called for each failure that was contained and retried another way.
  public var onRescue: (@Sendable () -> Void)?

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

/// A solver that keeps count of the failures that were contained, over all that it is asked.
public final class WatchedSolver: Solver {
  private let solver: any Solver
  private let count = Atomic<Int>(0)

  public init(_ solver: any Solver) { self.solver = solver }

  public var name: String { solver.name }
  public var boundTolerance: Double { solver.boundTolerance }
  public var linear: (any LinearSolver)? { solver.linear }
  public var rescues: Int { count.load(ordering: .relaxed) }

  public func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome {
    var watched = request
    watched.onRescue = { [self] in
      count.add(1, ordering: .relaxed)
      request.onRescue?()
    }
    return try solver.solve(program, watched)
  }
}

/// A moment in a solve, in the program's units.
public struct Progress: Sendable {
  public var objective: Double?
  public var bound: Double?
  public var nodes: Int
  public var work: Int

  public init(objective: Double?, bound: Double?, nodes: Int, work: Int) {
    self.objective = objective
    self.bound = bound
    self.nodes = nodes
    self.work = work
  }
}

/// A flag that may be raised from a signal handler or another thread, and is read between two steps of a solve.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)
  public init() {}
  public func raise() { flag.store(true, ordering: .relaxed) }
  public var isRaised: Bool { flag.load(ordering: .relaxed) }
}

import IntegerProgram

/// Decides again, in exact integers, whether a program has a better point than a search claims.
///
/// The claim "no point has an objective value of `target` or more" is confirmed or refuted by a tree over the exact
/// program. Nothing that the search computed is trusted: neither its presolve nor its cuts nor its tolerances. At
/// each node bounds are propagated exactly (``ExactPropagation``). A linear program in doubles only proposes row
/// multipliers, whose bound is evaluated in integers (``DualBound``).
/// - Source: Applegate, Cook, Dash and Espinoza 2007; Cook, Koch, Steffy and Wolter 2013.
package struct Certifier {
  /// What a certificate says of a claim.
  package enum Verdict: Sendable {
    /// No feasible point reaches the target.
    case confirmed
    /// A feasible point that reaches the target.
    case refuted([Int128])
    /// A limit was reached, or the engine failed.
    case open
  }

  /// The nodes that are left to all verdicts of one certifier.
  final class NodeBudget {
    private var left: Int
    init(_ left: Int) { self.left = left }

    /// - Returns: Whether there is a node left.
    func spend() -> Bool {
      left -= 1
      return left >= 0
    }
  }

  let solver: any Solver
  /// For each verdict, in simplex iterations.
  let workLimit: Int
  let nodes: NodeBudget
  let deadline: ContinuousClock.Instant?
  let interruption: Interruption?

  /// Makes a certifier with its limits.
  /// - Parameters:
  ///   - solver: Proposes multipliers and points; nothing that it says is trusted.
  ///   - workLimit: For each verdict, in simplex iterations.
  ///   - mostNodes: For all verdicts together.
  ///   - deadline: The instant after which every verdict is open; nil for none.
  ///   - interruption: A flag that leaves every later verdict open.
  package init(
    solver: any Solver, workLimit: Int, mostNodes: Int, deadline: ContinuousClock.Instant? = nil,
    interruption: Interruption? = nil
  ) {
    (self.solver, self.workLimit, nodes) = (solver, workLimit, NodeBudget(mostNodes))
    (self.deadline, self.interruption) = (deadline, interruption)
  }

  var isStopped: Bool {
    interruption?.isRaised == true || deadline.map { ContinuousClock().now >= $0 } ?? false
  }

  /// Decides whether some feasible point reaches `target`.
  /// - Parameter target: A lower bound on the objective value where the goal maximises, an upper bound where it
  ///   minimises.
  /// - Complexity: Exponential in the number of decisions in the worst case; the limits leave such a claim open.
  package func verdict(on exact: ExactProgram, _ goal: ExactGoal, reaching target: Int128) -> Verdict {
    guard let engines = solver.linear else { return .open }
    var reaching = exact
    let isMaximised = goal.sense == .maximize
    reaching.add(
      Meaning("better", [goal.name]), goal.objective, atLeast: isMaximised ? target : nil,
      atMost: isMaximised ? nil : target)
    guard let tightened = reaching.tightened() else { return .confirmed }
    let objective = isMaximised ? goal.objective : goal.objective * -1
    let vertices = ExactRelaxation(tightened, maximizing: objective, target: isMaximised ? target : -target, self)
    let proof = ProofTree(goal: reaching, tightened: tightened, objective: objective, vertices, self)
    let linear = vertices.relaxed.linear
    // An engine that fails proposes no multipliers, so the claim stays open.
    let verdict = try? engines.withEngine(linear, memoryLimitMiB: nil) { (engine) throws(EngineFault) -> Verdict in
      vertices.engine = engine
      defer { vertices.engine = nil }
      return try proof.verdict()
    }
    return verdict ?? .open
  }
}

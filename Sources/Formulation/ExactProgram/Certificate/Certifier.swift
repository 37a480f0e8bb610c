import IntegerProgram

/// Decides anew, in exact integers, whether a program has a point that is better than a search claims.
///
/// The claim of a search, "no point has an objective of `target` or more", is confirmed or refuted by a tree over the exact
/// program as the rules state it: nothing that the search computed is believed, neither its presolve nor its cuts nor its
/// tolerances. At each node bounds are drawn in exactly (``ExactPropagation``); a linear program in doubles only proposes row
/// multipliers, whose bound is evaluated in integers (``DualBound``).
/// - Source: Applegate, Cook, Dash and Espinoza 2007; Cook, Koch, Steffy and Wolter 2013.
struct Certifier {
  enum Verdict: Sendable {
    /// No point is as good as the target.
    case confirmed
    /// A point that is as good.
    case refuted([Int128])
    /// A limit came first.
    case open
  }

  let solver: any Solver
  /// In simplex iterations.
  var workLimit: Int
  var mostNodes: Int
  var deadline: ContinuousClock.Instant?
  var interruption: Interruption?

  var isStopped: Bool {
    interruption?.isRaised == true || deadline.map { ContinuousClock().now >= $0 } ?? false
  }

  /// - Parameter target: In the sense of the stage: at least so much where it maximises, at most where it minimises.
  func verdict(on exact: ExactProgram, _ stage: Stage, reaching target: Int128) -> Verdict {
    guard let engines = solver.linear else { return .open }
    var goal = exact
    let isMaximised = stage.sense == .maximize
    goal.add(
      Meaning("better", [stage.name]), stage.objective, atLeast: isMaximised ? target : nil,
      atMost: isMaximised ? nil : target)
    guard let tightened = goal.tightened() else { return .confirmed }
    let objective = isMaximised ? stage.objective : stage.objective * -1
    let vertices = ExactRelaxation(tightened, maximizing: objective, target: isMaximised ? target : -target, self)
    let proof = ProofTree(goal: goal, tightened: tightened, objective: objective, vertices, self)
    let linear = vertices.relaxed.linear
    // An engine that fails proposes nothing: the claim stays open.
    let verdict = try? engines.withEngine(linear, memoryLimitMiB: nil) { (engine) throws(EngineFault) -> Verdict in
      vertices.engine = engine
      defer { vertices.engine = nil }
      return try proof.verdict()
    }
    return verdict ?? .open
  }
}

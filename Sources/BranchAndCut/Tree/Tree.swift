import IntegerProgram

/// The branch-and-bound tree: it takes the node of least bound, plunges from there to a leaf, and returns.
struct Tree {
  enum Ending { case exhausted, spent, nodeLimit }

  let problem: Problem
  let relaxation: Relaxation
  let incumbent: Incumbent
  let budget: Budget
  let callbacks: TreeCallbacks
  private var propagation: Propagation
  /// The root's box.
  private let root: Domain

  private(set) var nodes = 0
  /// The least bound of all nodes that were closed because of the cutoff.
  private(set) var leastClosedBound = Double.infinity
  private var open = OpenNodes()
  private var branching: Branching
  private var numbered = 0
  private var meanIterations = 20.0
  private var reachableSides: ReachableSides
  private var cuts: NodeCuts

  init(
    _ relaxation: Relaxation, _ incumbent: Incumbent, _ budget: Budget, _ propagation: Propagation, root: Domain,
    mostTries: Int, callbacks: TreeCallbacks
  ) {
    problem = relaxation.problem
    self.relaxation = relaxation
    self.incumbent = incumbent
    self.budget = budget
    self.callbacks = callbacks
    self.propagation = propagation
    self.root = root
    reachableSides = ReachableSides(problem, root)
    cuts = NodeCuts(relaxation, isWanted: mostTries > 0)
    branching = Branching(columnCount: problem.columnCount, mostTries: mostTries)
  }

  /// A lower bound on every point that is not yet known.
  var bound: Double { min(open.leastBound, leastClosedBound) }

  /// Searches the tree until it is exhausted or a limit is reached.
  ///
  /// - Parameter bound: The bound of the root.
  mutating func run(bound: Double) throws(EngineFault) -> Ending {
    open.push(Node(parent: nil, branch: nil, bound: bound, basis: relaxation.basis, number: 0))
    while let first = open.pop() {
      var next: Node? = first
      while let node = next {
        next = nil
        if node.bound >= incumbent.cutoff {
          close(node.bound)
          continue
        }
        if budget.isSpent || callbacks.isOver(nodes) {
          open.push(node)
          return budget.limit != nil ? .spent : .nodeLimit
        }
        nodes += 1
        callbacks.onNode(min(node.bound, self.bound), nodes)
        do throws(EngineFault) {
          next = try visit(node, isJump: node === first)
        } catch {
          // The node is still undecided, so it stays open.
          open.push(node)
          throw error
        }
        if budget.limit != nil { return .spent }
      }
    }
    return .exhausted
  }

  private mutating func close(_ bound: Double) { leastClosedBound = min(leastClosedBound, bound) }

  /// Solves a node and branches.
  ///
  /// - Returns: The child to continue with, if any.
  private mutating func visit(_ node: Node, isJump: Bool) throws(EngineFault) -> Node? {
    guard var domain = enter(node, isJump: isJump) else { return nil }
    var isFirst = true
    var hasSearched = false
    // The node is solved again after each narrowing. This ends, because the bounds of integer columns only tighten.
    while true {
      switch try solve(node, isFirst: isFirst) {
      case .left: return nil
      case .unproven: return try branchWithoutVertex(node, domain)
      case .vertex: isFirst = false
      }
      var fractional = relaxation.fractionalColumns
      if fractional.isEmpty { return try finishIntegral(node, domain) }
      if try cuts.tighten(relaxation, number: nodes, cutoff: incumbent.cutoff) { continue }
      raiseBoundByReachableSides(node, domain)
      if closeIfCutOff(node) { return nil }
      if relaxation.fixByReducedCosts(&domain, node, cutoff: incumbent.cutoff) {
        close(incumbent.strengthened(incumbent.cutoff))
      }
      if !hasSearched, nodes == 1 || nodes % 50 == 0 {
        hasSearched = true
        guard try searchNear(node, domain) else { return nil }
        fractional = relaxation.fractionalColumns
        if fractional.isEmpty { continue }
      }
      let point = relaxation.point.values
      let choice = try branching.choose(
        relaxation, fractional, &domain, cutoff: incumbent.cutoff,
        iterations: max(20, min(200, Int(3 * meanIterations))))
      if budget.isSpent {
        open.push(node)
        return nil
      }
      switch choice {
      case .closed(let least):
        close(incumbent.strengthened(least))
        return nil
      case .column(let j): return branch(on: j, node, domain, at: point[j])
      case .narrowed(let columns, let least):
        close(incumbent.strengthened(least))
        guard propagation.run(&domain, changed: columns) else { return nil }
        for j in columns { node.narrowed.append((j, domain.lower[j], domain.upper[j])) }
        relaxation.apply(domain)
      }
    }
  }

  /// Loads a node's box into the relaxation.
  ///
  /// - Returns: The propagated box; nil if it is infeasible.
  private mutating func enter(_ node: Node, isJump: Bool) -> Domain? {
    // A node that needs no linear program is work, too, and more so the longer its path from the root.
    budget.spend(node.depth / 50)
    guard let (box, changed) = node.domain(root) else { return nil }
    var domain = box
    guard propagation.run(&domain, changed: changed) else { return nil }
    relaxation.apply(domain)
    if isJump, let basis = node.basis { relaxation.basis = basis }
    node.basis = nil
    return domain
  }

  /// The status of a node after its linear program was solved.
  private enum NodeStatus {
    /// It has a vertex below the cutoff.
    case vertex
    /// It is closed, or open again because a limit was reached.
    case left
    /// The simplex method finds it infeasible, but there is no proof.
    case unproven
  }

  /// Solves a node's linear program, raises its bound and observes the gain of its branching.
  private mutating func solve(_ node: Node, isFirst: Bool) throws(EngineFault) -> NodeStatus {
    let before = relaxation.iterations
    let status = try relaxation.solve(cutoff: incumbent.cutoff)
    meanIterations = 0.95 * meanIterations + 0.05 * Double(relaxation.iterations - before)
    switch status {
    case .infeasible: return try relaxation.isProvenInfeasible() ? .left : .unproven
    case .spent:
      open.push(node)
      return .left
    case .unbounded: throw EngineFault(isMemoryLimit: false, log: "a node without a bound below a bounded root")
    case .optimal, .beyondCutoff: break
    }
    node.bound = max(node.bound, incumbent.strengthened(relaxation.bound))
    if isFirst, status == .optimal, let branch = node.branch {
      branching.observe(
        branch.column, up: branch.isUp, gain: relaxation.bound - node.parentBound, distance: branch.distance)
    }
    if status == .beyondCutoff {
      close(node.bound)
      return .left
    }
    return closeIfCutOff(node) ? .left : .vertex
  }

  /// Closes a node if its bound has reached the cutoff.
  ///
  /// - Returns: Whether it is closed.
  private mutating func closeIfCutOff(_ node: Node) -> Bool {
    guard node.bound >= incumbent.cutoff else { return false }
    close(node.bound)
    return true
  }

  /// Offers a vertex that is integral within tolerance, and closes the node unless a column may still hide a better
  /// point.
  ///
  /// - Returns: A child of the node, if it is not closed.
  private mutating func finishIntegral(_ node: Node, _ domain: Domain) throws(EngineFault) -> Node? {
    let verdict = try polish(relaxation, incumbent)
    // The vertex is integral only within tolerance: columns that are not fixed may hide a better point.
    let inexact = problem.isInteger.indices.filter { j in
      let value = relaxation.point.values[j]
      return problem.isInteger[j] && domain.lower[j] < domain.upper[j]
        && abs(value - value.rounded()) > 1e-10 * max(1, abs(value))
    }
    if node.bound >= incumbent.cutoff || inexact.isEmpty && verdict != .violatesRow {
      close(node.bound)
      return nil
    }
    // That the vertex violates a row by more than the tolerance is no proof that no other point satisfies it.
    if inexact.isEmpty { return try branchWithoutVertex(node, domain) }
    _ = try relaxation.solve()
    return branch(on: inexact[0], node, domain, at: relaxation.point.values[inexact[0]])
  }

  /// Raises a node's bound where rows cannot reach their sides in its box.
  private mutating func raiseBoundByReachableSides(_ node: Node, _ domain: Domain) {
    let nearer = reachableSides.nearer(relaxation.point.duals, domain)
    guard !nearer.isEmpty else { return }
    node.bound = max(node.bound, incumbent.strengthened(relaxation.bound(withSides: nearer)))
  }

  /// Searches for points near a node's vertex, then solves the node again.
  ///
  /// - Returns: false if the node is left: it is closed, or open again because a limit was reached.
  private mutating func searchNear(_ node: Node, _ domain: Domain) throws(EngineFault) -> Bool {
    let basis = relaxation.basis
    try callbacks.search(nodes, relaxation, domain)
    if budget.isSpent {
      open.push(node)
      return false
    }
    relaxation.apply(domain)
    relaxation.basis = basis
    guard try relaxation.solve(cutoff: incumbent.cutoff) == .optimal, node.bound < incumbent.cutoff else {
      close(node.bound)
      return false
    }
    return true
  }

  /// Branches on a node without a vertex to branch at: the simplex method finds it infeasible without a proof, or its
  /// vertex is refused. Its children may be decided.
  private mutating func branchWithoutVertex(_ node: Node, _ domain: Domain) throws(EngineFault) -> Node? {
    let j = problem.isInteger.indices.first { j in
      problem.isInteger[j] && domain.lower[j] < domain.upper[j] && (domain.upper[j] - domain.lower[j]).isFinite
    }
    guard let j else { throw .withoutProof }
    return branch(on: j, node, domain, at: (domain.lower[j] + domain.upper[j]) / 2)
  }

  private mutating func branch(on j: Int, _ node: Node, _ domain: Domain, at value: Double) -> Node? {
    let basis = relaxation.basis
    // A value that is integral within tolerance may lie at a bound or slightly beyond; both children must still be
    // smaller.
    let down = min(max(value.rounded(.down), domain.lower[j]), domain.upper[j] - 1)
    func child(up: Bool) -> Node {
      numbered += 1
      let branch = Node.Branch(
        column: j, lower: up ? down + 1 : domain.lower[j], upper: up ? domain.upper[j] : down, isUp: up,
        distance: up ? max(0, down + 1 - value) : max(0, value - down))
      return Node(parent: node, branch: branch, bound: node.bound, basis: basis, number: numbered)
    }
    let (below, above) = (child(up: false), child(up: true))
    let goesUp: Bool
    if let known = incumbent.reduced {
      goesUp = known[j] > down + 0.5
    } else {
      goesUp = value - down > 0.4
    }
    open.push(goesUp ? below : above)
    return goesUp ? above : below
  }
}

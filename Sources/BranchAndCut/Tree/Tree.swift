import IntegerProgram

/// The branch-and-bound tree: it takes the node of least bound, plunges from there to a leaf, and returns.
struct Tree {
  enum Ending { case exhausted, spent, nodeLimit }

  let problem: Problem
  let relaxation: Relaxation
  let incumbent: Incumbent
  let budget: Budget
  var propagation: Propagation
  /// The root's box.
  var root: Domain
  /// Whether the search may stop after this many nodes.
  let isOver: (Int) -> Bool
  /// Called before each node is solved, with the tree's bound and the number of nodes.
  let onNode: (Double, Int) -> Void
  /// Called from time to time at a node with a vertex; may leave the relaxation in any state.
  let search: (Int, Relaxation, Domain) throws(EngineFault) -> Void

  private(set) var nodes = 0
  /// The least bound of all nodes that were closed because of the cutoff.
  private(set) var closed = Double.infinity
  private var open = OpenNodes()
  private var branching: Branching
  private var numbered = 0
  private var meanIterations = 20.0
  private var sums: ReachableSides
  private var cuts: NodeCuts

  init(
    _ relaxation: Relaxation, _ incumbent: Incumbent, _ budget: Budget, _ propagation: Propagation, root: Domain,
    mostTries: Int, isOver: @escaping (Int) -> Bool, onNode: @escaping (Double, Int) -> Void,
    search: @escaping (Int, Relaxation, Domain) throws(EngineFault) -> Void
  ) {
    problem = relaxation.problem
    self.relaxation = relaxation
    self.incumbent = incumbent
    self.budget = budget
    self.propagation = propagation
    self.root = root
    self.isOver = isOver
    sums = ReachableSides(problem, root)
    self.onNode = onNode
    self.search = search
    cuts = NodeCuts(relaxation, isWanted: mostTries > 0)
    branching = Branching(columnCount: problem.columnCount, mostTries: mostTries)
  }

  /// A lower bound on every point that is not yet known.
  var bound: Double { min(open.leastBound, closed) }

  /// Searches the tree until it is exhausted or a limit is reached.
  ///
  /// - Parameter bound: The bound of the root.
  mutating func run(bound: Double) throws(EngineFault) -> Ending {
    open.push(
      Node(
        parent: nil, column: -1, lower: 0, upper: 0, bound: bound, distance: 0, isUp: false, basis: relaxation.basis,
        number: 0))
    while let first = open.pop() {
      var next: Node? = first
      while let node = next {
        next = nil
        if node.bound >= incumbent.cutoff {
          close(node.bound)
          continue
        }
        if budget.isSpent || isOver(nodes) {
          open.push(node)
          return budget.limit != nil ? .spent : .nodeLimit
        }
        nodes += 1
        onNode(min(node.bound, self.bound), nodes)
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

  private mutating func close(_ bound: Double) { closed = min(closed, bound) }

  /// Solves a node and branches.
  ///
  /// - Returns: The child to continue with, if any.
  private mutating func visit(_ node: Node, isJump: Bool) throws(EngineFault) -> Node? {
    // A node that needs no linear program is work, too, and more so the longer its path from the root.
    budget.spend(node.depth / 50)
    guard let (box, changed) = node.domain(root) else { return nil }
    var domain = box
    guard propagation.run(&domain, changed: changed) else { return nil }
    relaxation.apply(domain)
    if isJump, let basis = node.basis { relaxation.basis = basis }
    node.basis = nil
    var isFirst = true
    var isSearched = false
    // The node is solved again after each narrowing. This ends, because the bounds of integer columns only tighten.
    while true {
      let before = relaxation.iterations
      let status = try relaxation.solve(cutoff: incumbent.cutoff)
      meanIterations = 0.95 * meanIterations + 0.05 * Double(relaxation.iterations - before)
      switch status {
      case .infeasible: return try relaxation.isProvenInfeasible() ? nil : try undecided(node, domain)
      case .spent:
        open.push(node)
        return nil
      case .unbounded: throw EngineFault(isMemoryLimit: false, log: "a node without a bound below a bounded root")
      case .optimal, .beyondCutoff: break
      }
      node.bound = max(node.bound, incumbent.strengthened(relaxation.bound))
      if isFirst, status == .optimal, node.column >= 0 {
        branching.observe(
          node.column, up: node.isUp, gain: relaxation.bound - node.parentBound, distance: node.distance)
      }
      isFirst = false
      if status == .beyondCutoff || node.bound >= incumbent.cutoff {
        close(node.bound)
        return nil
      }
      var fractional = relaxation.fractionalColumns
      if fractional.isEmpty {
        try polish(relaxation, incumbent)
        // The vertex is integral only within tolerance: columns that are not fixed may hide a better point.
        fractional = problem.isInteger.indices.filter { j in
          let value = relaxation.point.values[j]
          return problem.isInteger[j] && domain.lower[j] < domain.upper[j]
            && abs(value - value.rounded()) > 1e-10 * max(1, abs(value))
        }
        if node.bound >= incumbent.cutoff || fractional.isEmpty {
          close(node.bound)
          return nil
        }
        _ = try relaxation.solve()
        return branch(on: fractional[0], node, domain)
      }
      if try cuts.tighten(relaxation, number: nodes, cutoff: incumbent.cutoff) { continue }
      let nearer = sums.nearer(relaxation.point.duals, domain)
      if !nearer.isEmpty {
        node.bound = max(node.bound, incumbent.strengthened(relaxation.bound(withSides: nearer)))
        if node.bound >= incumbent.cutoff {
          close(node.bound)
          return nil
        }
      }
      fixByReducedCosts(&domain, node)
      let iterations = max(20, min(200, Int(3 * meanIterations)))
      if !isSearched, nodes == 1 || nodes % 50 == 0 {
        isSearched = true
        let basis = relaxation.basis
        try search(nodes, relaxation, domain)
        if budget.isSpent {
          open.push(node)
          return nil
        }
        relaxation.apply(domain)
        relaxation.basis = basis
        guard try relaxation.solve(cutoff: incumbent.cutoff) == .optimal, node.bound < incumbent.cutoff else {
          close(node.bound)
          return nil
        }
        fractional = relaxation.fractionalColumns
        if fractional.isEmpty { continue }
      }
      let point = relaxation.point.values
      let choice = try branching.choose(
        relaxation, fractional, &domain, cutoff: incumbent.cutoff, iterations: iterations)
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

  /// Branches on a node that the simplex method finds infeasible without a proof; its children may have one.
  private mutating func undecided(_ node: Node, _ domain: Domain) throws(EngineFault) -> Node? {
    let j = problem.isInteger.indices.first { j in
      problem.isInteger[j] && domain.lower[j] < domain.upper[j] && (domain.upper[j] - domain.lower[j]).isFinite
    }
    guard let j else { throw .withoutProof }
    return branch(on: j, node, domain, at: (domain.lower[j] + domain.upper[j]) / 2)
  }

  private mutating func branch(on j: Int, _ node: Node, _ domain: Domain, at value: Double? = nil) -> Node? {
    let value = value ?? relaxation.point.values[j]
    let basis = relaxation.basis
    // A value that is integral within tolerance may lie at a bound or slightly beyond; both children must still be
    // smaller.
    let down = min(max(value.rounded(.down), domain.lower[j]), domain.upper[j] - 1)
    func child(up: Bool) -> Node {
      numbered += 1
      return Node(
        parent: node, column: j, lower: up ? down + 1 : domain.lower[j], upper: up ? domain.upper[j] : down,
        bound: node.bound, distance: up ? max(0, down + 1 - value) : max(0, value - down), isUp: up, basis: basis,
        number: numbered)
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

  /// Narrows each column whose reduced cost would raise the bound above the cutoff within its range.
  private mutating func fixByReducedCosts(_ domain: inout Domain, _ node: Node) {
    let room = incumbent.cutoff - relaxation.bound
    guard room.isFinite, room >= 0 else { return }
    var hasNarrowed = false
    for j in 0..<problem.columnCount where problem.isInteger[j] && domain.lower[j] < domain.upper[j] {
      let d = relaxation.reducedCosts[j]
      guard abs(d) > 1e-7 else { continue }
      let reach = (room / abs(d) + 1e-6).rounded(.down)
      if d > 0, domain.lower[j] + reach < domain.upper[j] {
        domain.set(j, domain.lower[j], domain.lower[j] + reach)
        node.narrowed.append((j, domain.lower[j], domain.upper[j]))
        hasNarrowed = true
      } else if d < 0, domain.upper[j] - reach > domain.lower[j] {
        domain.set(j, domain.upper[j] - reach, domain.upper[j])
        node.narrowed.append((j, domain.lower[j], domain.upper[j]))
        hasNarrowed = true
      }
    }
    if hasNarrowed { close(incumbent.strengthened(incumbent.cutoff)) }
  }
}

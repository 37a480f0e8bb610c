import IntegerProgram

/// A node of the tree: it narrows one bound of its parent.
final class Node {
  /// A branching decision: one column, rounded up or down.
  struct Branch {
    let column: Int
    /// The bounds of the column in the node.
    let lower: Double
    let upper: Double
    let isUp: Bool
    /// For the pseudocosts: the distance from the column's value at the parent to the value it was rounded to.
    let distance: Double
  }

  let parent: Node?
  /// The decision that made the node; nil for the root.
  let branch: Branch?
  let depth: Int
  /// A lower bound for every point of the subtree; the parent's until the node's own linear program is solved.
  var bound: Double
  /// For the pseudocosts: the parent's bound.
  let parentBound: Double
  /// The basis of the parent's linear program, shared with the sibling.
  var basis: LinearBasis?
  let number: Int
  /// Bounds narrowed here by strong branching and reduced costs; they hold in the whole subtree.
  var narrowed: [(column: Int, lower: Double, upper: Double)] = []

  init(parent: Node?, branch: Branch?, bound: Double, basis: LinearBasis?, number: Int) {
    self.parent = parent
    self.branch = branch
    self.bound = bound
    self.basis = basis
    self.number = number
    parentBound = bound
    depth = (parent?.depth ?? 0) + 1
  }

  /// The root's box with all bounds narrowed on the way to this node, and the narrowed columns; nil if bounds cross.
  func domain(_ root: Domain) -> (Domain, [Int])? {
    var domain = root
    var changed: [Int] = []
    func narrow(_ j: Int, _ lower: Double, _ upper: Double) -> Bool {
      let (low, high) = (max(domain.lower[j], lower), min(domain.upper[j], upper))
      if low > high { return false }
      domain.set(j, low, high)
      changed.append(j)
      return true
    }
    var node: Node? = self
    while let here = node {
      if let branch = here.branch, !narrow(branch.column, branch.lower, branch.upper) { return nil }
      for own in here.narrowed where !narrow(own.column, own.lower, own.upper) { return nil }
      node = here.parent
    }
    return (domain, changed)
  }
}

/// The open nodes, the least bound first; ties go to the deepest node, then to the earliest.
struct OpenNodes {
  private var heap: [Node] = []

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  var leastBound: Double { heap.first?.bound ?? .infinity }

  private static func precedes(_ a: Node, _ b: Node) -> Bool {
    (a.bound, -a.depth, a.number) < (b.bound, -b.depth, b.number)
  }

  mutating func push(_ node: Node) {
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard OpenNodes.precedes(heap[child], heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Node? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < heap.count else { break }
      let right = left + 1
      let child = right < heap.count && OpenNodes.precedes(heap[right], heap[left]) ? right : left
      guard OpenNodes.precedes(heap[child], heap[parent]) else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}

import IntegerProgram

/// The calls from a tree to the search that runs it.
struct TreeCallbacks {
  /// Whether the search may stop after this many nodes.
  let isOver: (Int) -> Bool
  /// Called before each node is solved, with the tree's bound and the number of nodes.
  let onNode: (Double, Int) -> Void
  /// Searches for points at a node with a vertex; may leave the relaxation in any state. The first argument is the
  /// number of nodes.
  let search: (Int, Relaxation, Domain) throws(EngineFault) -> Void
}

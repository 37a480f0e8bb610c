/// A choice of the options of GLPK's tree.
struct GLPKStrategy: Sendable {
  /// GLPK's choice of the branching column: 0 most fractional, 1 last, 2 Driebeck and Tomlin, 3 pseudocost.
  var branching: Int32
  /// Whether GLPK adds its cuts: mixed-integer rounding, covers, cliques and Gomory's.
  var cuts: Bool
  /// Whether GLPK runs its feasibility pump.
  var pump = false
  /// Whether GLPK presolves the program.
  var presolve: Bool

  /// The strategies in the order of their attempts: the first is the fastest, and the later ones avoid what may have
  /// failed.
  static let inOrder = [
    GLPKStrategy(branching: 3, cuts: true, pump: true, presolve: true),
    GLPKStrategy(branching: 2, cuts: true, presolve: true),
    GLPKStrategy(branching: 0, cuts: true, presolve: false),
    GLPKStrategy(branching: 1, cuts: false, presolve: false),
  ]
}

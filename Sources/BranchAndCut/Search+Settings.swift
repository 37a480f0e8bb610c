extension Search {
  /// The limits of a search and the choice of its heuristics.
  struct Settings {
    var mostNodes = Int.max
    var cutRounds = 40
    /// The most columns that strong branching tries at a node.
    var mostBranchingTries = 10
    /// Whether this search is nested in another; nested searches have no neighbourhood searches of their own.
    var isNested = false
    /// Whether this is one of many parts of a large problem: small gains count, and lie near the enclosing search's
    /// incumbent.
    var isPart = false
    /// Whether an enclosing search is of a large problem.
    var isOfLarge = false
    /// Whether conflict-driven dives are used although the problem is not large.
    var usesConflictDrivenDives = false
    /// The budget's work at which the search stops.
    var mostWork = Int.max
    /// The objective value that is good enough for the enclosing search.
    var objectiveTarget = -Double.infinity
    var memoryLimitMiB: Int?
    /// Problems of at least this many columns are sifted, and searched with few of their columns first.
    var leastSiftedColumns = Int.max
    /// Problems of at least this many columns are searched near their LP solution before the dives.
    var leastCoreColumns = Int.max
    /// Whether any feasible point is enough; if so, a dive comes before the cuts.
    var isAnyPointEnough = false
  }
}

import IntegerProgram

/// A first plan for a large program: relaxation enforced neighbourhood search (Berthold 2014). The linear relaxation is
/// solved, decisions that are whole there are fixed, and the rest, a much smaller program, is solved by a short tree.
struct RelaxationNeighbourhood {
  let solver: any Solver
  /// Fewer decisions than this are better left to the tree itself.
  static let worthwhile = 600

  /// - Returns: a point of `program`, or nil where the neighbourhood holds none that is found within the limits.
  func point(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> [Double]? {
    guard program.columns.count(where: { $0.kind == .integer }) >= Self.worthwhile else { return nil }
    var relaxed = program
    for index in program.columns.indices { relaxed[ColumnID(index)].kind = .continuous }
    guard let linear = try solver.solve(relaxed, quick(request)).solution else { return nil }
    // Wider and wider: first all whole decisions are fixed, then only those at zero.
    for keepsOnes in [true, false] {
      var small = program
      for (index, column) in program.columns.enumerated() where column.kind == .integer {
        let value = linear.values[index]
        let nearest = value.rounded()
        guard abs(value - nearest) < 1e-6, keepsOnes || nearest == 0, column.lower <= nearest, nearest <= column.upper
        else { continue }
        small[ColumnID(index)].lower = nearest
        small[ColumnID(index)].upper = nearest
      }
      if let solution = try solver.solve(small, quick(request)).solution { return solution.values }
    }
    return nil
  }

  private func quick(_ request: SolveRequest) -> SolveRequest {
    var quick = request
    quick.start = nil
    quick.relativeGap = max(request.relativeGap, 0.005)
    quick.workLimit = request.workLimit.map { max(1, $0 / 50) } ?? 60_000
    quick.timeLimit = request.timeLimit.map { $0 / 4 }
    quick.progress = nil
    return quick
  }
}

import IntegerProgram

/// A simplex solver for programs far larger than their bases: the engine holds only few of the columns and rows.
///
/// All other columns are fixed at a bound, and all other rows are left out. A column with improving reduced cost is
/// added, and so is a row that the vertex violates. The answers hold for the whole program.
/// - Source: Bixby, Gregory, Lustig, Marsten and Shanno 1992.
struct Sifting: LinearSolver {
  private let engines: any LinearSolver
  private let leastColumns: Int

  /// - Parameter leastColumns: Programs with fewer columns go to the engine unchanged.
  init(_ engines: any LinearSolver, leastColumns: Int) {
    self.engines = engines
    self.leastColumns = leastColumns
  }

  var name: String { engines.name }

  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    guard program.lower.count >= leastColumns else {
      return try engines.withEngine(program, memoryLimitMiB: memoryLimitMiB, body)
    }
    let restricted = RestrictedProgram(program)
    return try engines.withEngine(restricted.keptProgram, memoryLimitMiB: memoryLimitMiB) {
      (engine) throws(EngineFault) -> Result in
      try body(SiftingEngine(restricted, engine))
    }
  }
}

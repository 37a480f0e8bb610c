import GLPKSolver
import IntegerProgram
import Testing

@Suite struct EngineBasisTests {
  /// A dive fixes columns and frees them again: the restored basis must keep the columns at their upper bounds.
  @Test func aBasisThatComesBackKeepsColumnsAtTheirUpperBounds() throws {
    let program = LinearProgram(
      objective: [-1, -2, -3], lower: [0, 0, 0], upper: [1, 1, 1],
      rows: [LinearRow(columns: [0, 1, 2], values: [1, 1, 1], upper: 2.5)])
    let (before, after) = try GLPKSolver().withEngine(program, memoryLimitMiB: nil) {
      (engine) throws(EngineFault) -> (LinearBasis, LinearBasis) in
      _ = try engine.optimize(method: .primal, iterationLimit: 100, cutoff: .infinity)
      let basis = engine.basis
      for j in 0..<3 { engine.setBounds(ofColumn: j, lower: 0, upper: 0) }
      _ = try engine.optimize(method: .dual, iterationLimit: 100, cutoff: .infinity)
      for j in 0..<3 { engine.setBounds(ofColumn: j, lower: 0, upper: 1) }
      engine.basis = basis
      // The basis is optimal, so no iteration is needed.
      let first = engine.iterations
      let status = try engine.optimize(method: .primal, iterationLimit: 100, cutoff: .infinity)
      #expect(status == .optimal && engine.iterations == first)
      return (basis, engine.basis)
    }
    #expect(before.columns.contains(LinearBasis.atUpper))
    #expect(after.columns == before.columns && after.rows == before.rows)
  }
}

import BranchAndCut
import GLPKSolver
import IntegerProgram
import Model
import Testing

/// An engine whose values miss those of the vertex by a rounding error.
private final class RoundingEngine: AlteredEngine {
  let error: Double
  init(_ engine: any LinearEngine, error: Double) {
    self.error = error
    super.init(engine)
  }
  override func point() throws(EngineFault) -> LinearPoint {
    var point = try super.point()
    for j in point.values.indices where point.values[j] != point.values[j].rounded() || point.values[j] == 0 {
      point.values[j] += error * max(1, abs(point.values[j]))
    }
    return point
  }
}

/// A vertex that is integral and violates a row, since a large coefficient multiplies a rounding error, is refused.
@Suite struct RefusedVertexTests {
  /// A refused vertex is no proof that its node has no point.
  @Test(arguments: [1e-13, -1e-13, 1e-12, 1e-10, -1e-10, 1e-9]) func noPointIsLostWithIt(error: Double) throws {
    var random = SplitMix64(state: 5)
    let engines = AlteredEngines(name: "rounding") { RoundingEngine($0, error: error) }
    for trial in 0..<1500 {
      let odd = OddProgram(using: &random)
      let solver = BranchAndCut(engine: engines, fallback: GLPKSolver())
      odd.judge(try solver.solve(odd.program, SolveRequest(relativeGap: 0)), trial)
    }
  }
}

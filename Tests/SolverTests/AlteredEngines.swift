import GLPKSolver
import IntegerProgram

/// GLPK engines, each wrapped in an engine with altered behaviour.
struct AlteredEngines: LinearSolver {
  let name: String
  let altered: @Sendable (any LinearEngine) -> AlteredEngine

  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result {
    try GLPKSolver().withEngine(program, memoryLimitMiB: memoryLimitMiB) { (engine) throws(EngineFault) -> Result in
      try body(altered(engine))
    }
  }
}

/// An engine that forwards every call to another; subclasses override what differs.
class AlteredEngine: LinearEngine {
  let engine: any LinearEngine
  init(_ engine: any LinearEngine) { self.engine = engine }
  var iterations: Int { engine.iterations }
  var rescues: Int { engine.rescues }
  var basis: LinearBasis {
    get { engine.basis }
    set { engine.basis = newValue }
  }
  func isBasisIndependent() throws(EngineFault) -> Bool { try engine.isBasisIndependent() }
  func setBounds(ofColumn column: Int, lower: Double, upper: Double) {
    engine.setBounds(ofColumn: column, lower: lower, upper: upper)
  }
  func setObjective(_ objective: [Double]) { engine.setObjective(objective) }
  func append(_ rows: [LinearRow]) { engine.append(rows) }
  func remove(_ rows: [Int]) { engine.remove(rows) }
  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus {
    try engine.optimize(method: method, iterationLimit: iterationLimit, cutoff: cutoff)
  }
  func point() throws(EngineFault) -> LinearPoint { try engine.point() }
  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]? {
    try engine.tableauMultipliers(ofColumn: column)
  }
  func infeasibilityProofs() throws(EngineFault) -> [RowMultipliers] { try engine.infeasibilityProofs() }
}

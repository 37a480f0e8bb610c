/// Anything that can keep a linear program and reoptimise it while its bounds and rows change.
///
/// A search is written against this and ``LinearEngine`` alone; which simplex method stands behind them it does not know.
public protocol LinearSolver: Sendable {
  /// The name and version that a report gives.
  var name: String { get }

  /// Runs `body` with an engine that holds `program`, on a thread that may be the engine's own, and waits for it.
  ///
  /// The engine must not leave `body`. Calls may be nested; each has an engine of its own.
  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result
}

/// A linear program that is being minimised, with the basis it was last solved to.
///
/// Columns and rows are counted from 0. A failure inside is contained: the engine mends itself from its own copy of the
/// program, tries again another way, and counts that in ``rescues``.
public protocol LinearEngine: AnyObject {
  /// Simplex iterations so far.
  var iterations: Int { get }
  /// How many failures were contained so far.
  var rescues: Int { get }
  /// As ``optimize(method:iterationLimit:cutoff:)`` left it, or as it was set; rows that were added later are basic.
  var basis: LinearBasis { get set }

  /// Whether the basis that was set last is one: of the right size, and independent. If not, another has to be set.
  func isBasisIndependent() throws(EngineFault) -> Bool

  func setBounds(ofColumn column: Int, lower: Double, upper: Double)
  func setObjective(_ objective: [Double])
  func append(_ rows: [LinearRow])
  /// - Parameter rows: ascending.
  func remove(_ rows: [Int])

  /// Goes on from the basis, at most so many iterations, and no further than an objective of `cutoff`.
  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus
  /// The point, and multipliers of the rows, of the last ``optimize(method:iterationLimit:cutoff:)``.
  func point() throws(EngineFault) -> LinearPoint
  /// The rows' multipliers in the tableau row of a basic column, or nil if it is not basic; what a row comes to counts as a
  /// column, after all others.
  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]?
  /// After ``LinearStatus/infeasible``, before anything changes: some proofs of it, each of which makes of rows one row that
  /// no point within the columns' bounds satisfies; none where the engine does not know any.
  func infeasibilityProofs() throws(EngineFault) -> [RowMultipliers]
}

/// By row what it is multiplied by; the other rows are left out.
public typealias RowMultipliers = [(row: Int, multiplier: Double)]

public enum SimplexMethod: Sendable { case primal, dual }

public enum LinearStatus: Sendable {
  case optimal, infeasible, unbounded
  /// No point is better than the cutoff.
  case beyondCutoff
  case iterationLimit
}

/// The engine failed in every way it has.
public struct EngineFault: Error, Sendable {
  public let isMemoryLimit: Bool
  public let log: String
  public init(isMemoryLimit: Bool, log: String) {
    self.isMemoryLimit = isMemoryLimit
    self.log = log
  }
}

/// Minimise `objective · x` with rows and columns between bounds; `-infinity` and `infinity` stand for none.
public struct LinearProgram: Sendable {
  public var objective: [Double]
  public var lower: [Double]
  public var upper: [Double]
  public var rows: [LinearRow]

  public init(objective: [Double], lower: [Double], upper: [Double], rows: [LinearRow]) {
    self.objective = objective
    self.lower = lower
    self.upper = upper
    self.rows = rows
  }
}

/// `lower <= sum of values[k] * x[columns[k]] <= upper`; each column at most once.
public struct LinearRow: Sendable {
  public var columns: [Int]
  public var values: [Double]
  public var lower: Double
  public var upper: Double

  public init(columns: [Int] = [], values: [Double] = [], lower: Double = -.infinity, upper: Double = .infinity) {
    self.columns = columns
    self.values = values
    self.lower = lower
    self.upper = upper
  }

  public func activity(at point: [Double]) -> Double {
    var sum = 0.0
    for k in columns.indices { sum += values[k] * point[columns[k]] }
    return sum
  }
}

/// Which columns and rows are basic, and at which bound the others stand; other codes are the engine's own.
public struct LinearBasis: Sendable {
  public static let basic: UInt8 = 1
  public static let atLower: UInt8 = 2
  public static let atUpper: UInt8 = 3
  public var columns: [UInt8]
  public var rows: [UInt8]
  public init(columns: [UInt8], rows: [UInt8]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A vertex, and a multiplier for each row: positive where the lower bound holds the objective up.
public struct LinearPoint: Sendable {
  public var values: [Double]
  public var duals: [Double]
  public var objective: Double
  /// Whether each row is basic, that is, holds nothing.
  public var isRowBasic: [Bool]

  public init(values: [Double], duals: [Double], objective: Double, isRowBasic: [Bool]) {
    self.values = values
    self.duals = duals
    self.objective = objective
    self.isRowBasic = isRowBasic
  }
}

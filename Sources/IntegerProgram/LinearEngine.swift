/// A source of engines that keep a linear program and reoptimise it while its bounds and rows change.
///
/// A search depends on this protocol and ``LinearEngine`` alone, not on the simplex method behind them.
public protocol LinearSolver: Sendable {
  /// The name and version of the solver, for reports.
  var name: String { get }

  /// Runs `body` with an engine that holds `program`, and waits for it. The thread may be the engine's own.
  ///
  /// The engine must not escape `body`. Calls may be nested; each has its own engine.
  /// - Parameter memoryLimitMiB: the most memory of the engine, in MiB; nil for no limit.
  /// - Returns: the result of `body`.
  /// - Throws: ``EngineFault`` if the program cannot be loaded, or what `body` throws.
  func withEngine<Result>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> Result
  ) throws(EngineFault) -> Result
}

/// A linear program to be minimised, with its current basis.
///
/// Columns and rows are counted from 0. Failures are contained: the engine reloads its own copy of the program, tries
/// again in another way, and counts the failure in ``rescues``. A throwing method throws ``EngineFault`` where that
/// does not help.
public protocol LinearEngine: AnyObject {
  /// The number of simplex iterations so far.
  var iterations: Int { get }
  /// The number of failures contained so far.
  var rescues: Int { get }
  /// The basis that ``optimize(method:iterationLimit:cutoff:)`` left or that was set since; rows added later are basic.
  var basis: LinearBasis { get set }

  /// Whether the basis that was set last has the right size and is independent; if not, another has to be set.
  func isBasisIndependent() throws(EngineFault) -> Bool

  /// Sets the bounds of a column; `-infinity` and `infinity` stand for none.
  func setBounds(ofColumn column: Int, lower: Double, upper: Double)
  /// Replaces the objective, by one coefficient for each column.
  func setObjective(_ objective: [Double])
  /// Appends rows after all others; they are basic.
  func append(_ rows: [LinearRow])
  /// Removes rows; the rows after them move up.
  /// - Parameter rows: their indices, ascending.
  func remove(_ rows: [Int])

  /// Reoptimises from the current basis.
  /// - Parameters:
  ///   - method: the simplex method to try first.
  ///   - iterationLimit: the most simplex iterations.
  ///   - cutoff: the objective value at which the engine may stop; `infinity` for none.
  func optimize(method: SimplexMethod, iterationLimit: Int, cutoff: Double) throws(EngineFault) -> LinearStatus
  /// The point and the row multipliers of the last ``optimize(method:iterationLimit:cutoff:)``.
  func point() throws(EngineFault) -> LinearPoint
  /// The row multipliers in the tableau row of a basic column; nil if it is not basic.
  /// - Parameter column: a column, or the number of columns plus the index of a row, for the activity of that row.
  func tableauMultipliers(ofColumn column: Int) throws(EngineFault) -> [Double]?
  /// Proofs of infeasibility, after ``LinearStatus/infeasible`` and before anything changes.
  ///
  /// Each combines rows into one row that no point within the column bounds satisfies. There are none where the engine
  /// does not know any.
  func infeasibilityProofs() throws(EngineFault) -> [RowMultipliers]
}

/// The multipliers of a combination of rows; rows that are not listed have none.
public typealias RowMultipliers = [(row: Int, multiplier: Double)]

/// The primal or the dual simplex method.
public enum SimplexMethod: Sendable { case primal, dual }

/// How an optimisation ended.
public enum LinearStatus: Sendable {
  /// The linear program has an optimal vertex, no feasible point, or no bound on its objective.
  case optimal, infeasible, unbounded
  /// No point has an objective value better than the cutoff.
  case beyondCutoff
  /// The iteration limit came first.
  case iterationLimit
}

/// A failure of an engine in every way it has.
public struct EngineFault: Error, Sendable {
  /// Whether the memory limit is the cause.
  public let isMemoryLimit: Bool
  /// The last lines that the engine wrote, or the reason.
  public let log: String
  /// Makes a fault with its cause.
  public init(isMemoryLimit: Bool, log: String) {
    self.isMemoryLimit = isMemoryLimit
    self.log = log
  }
}

/// A linear program: minimise `objective · x` with rows and columns between bounds.
///
/// `-infinity` and `infinity` stand for no bound.
public struct LinearProgram: Sendable {
  /// One coefficient for each column.
  public var objective: [Double]
  /// The lower bound of each column.
  public var lower: [Double]
  /// The upper bound of each column.
  public var upper: [Double]
  /// The rows, over the columns by index.
  public var rows: [LinearRow]

  /// Makes a linear program; all arrays but `rows` have one entry for each column.
  public init(objective: [Double], lower: [Double], upper: [Double], rows: [LinearRow]) {
    self.objective = objective
    self.lower = lower
    self.upper = upper
    self.rows = rows
  }
}

/// A row `lower <= sum of values[k] * x[columns[k]] <= upper`, with each column at most once.
public struct LinearRow: Sendable {
  /// The indices of the columns with a coefficient in the row.
  public var columns: [Int]
  /// The coefficients, in the order of `columns`.
  public var values: [Double]
  /// The lower side; `-infinity` for none.
  public var lower: Double
  /// The upper side; `infinity` for none.
  public var upper: Double

  /// Makes a row; without sides it is free.
  public init(columns: [Int] = [], values: [Double] = [], lower: Double = -.infinity, upper: Double = .infinity) {
    self.columns = columns
    self.values = values
    self.lower = lower
    self.upper = upper
  }

  /// The activity of the row at a point.
  /// - Complexity: O(nonzeros of the row).
  public func activity(at point: [Double]) -> Double {
    var sum = 0.0
    for k in columns.indices { sum += values[k] * point[columns[k]] }
    return sum
  }
}

/// A basis: the status of each column and row. Codes other than the three below are the engine's own.
public struct LinearBasis: Sendable {
  /// The status of a basic column or row.
  public static let basic: UInt8 = 1
  /// The status of a nonbasic column or row at its lower bound.
  public static let atLower: UInt8 = 2
  /// The status of a nonbasic column or row at its upper bound.
  public static let atUpper: UInt8 = 3
  /// The status of each column.
  public var columns: [UInt8]
  /// The status of each row.
  public var rows: [UInt8]
  /// Makes a basis from the status of each column and row.
  public init(columns: [UInt8], rows: [UInt8]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A vertex with a multiplier for each row: positive where the row's lower bound is binding.
public struct LinearPoint: Sendable {
  /// One value for each column.
  public var values: [Double]
  /// One multiplier for each row.
  public var duals: [Double]
  /// The objective value.
  public var objective: Double
  /// Whether each row is basic, that is, not binding.
  public var isRowBasic: [Bool]

  /// Makes a vertex with its multipliers.
  public init(values: [Double], duals: [Double], objective: Double, isRowBasic: [Bool]) {
    self.values = values
    self.duals = duals
    self.objective = objective
    self.isRowBasic = isRowBasic
  }
}

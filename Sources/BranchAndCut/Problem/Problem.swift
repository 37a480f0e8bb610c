import IntegerProgram

/// The problem that a search works on: minimise over rows, with integer columns; columns and rows are numbered from 0.
struct Problem: Sendable {
  var objective: [Double]
  var constant: Double
  var lower: [Double]
  var upper: [Double]
  var isInteger: [Bool]
  var rows: [LinearRow]

  var columnCount: Int { lower.count }

  init(_ flat: FlatProgram) {
    let sign: Double = flat.maximize ? -1 : 1
    objective = flat.objective.map { $0 == 0 ? 0 : sign * $0 }
    constant = sign * flat.constant
    lower = flat.lower
    upper = flat.upper
    isInteger = flat.isInteger.map { $0 == 1 }
    rows = flat.rowLower.indices.map { row in
      let range = Int(flat.rowStarts[row])..<Int(flat.rowStarts[row + 1])
      return LinearRow(
        columns: range.map { Int(flat.termColumns[$0]) }, values: Array(flat.termValues[range]),
        lower: flat.rowLower[row], upper: flat.rowUpper[row])
    }
  }

  init(objective: [Double], constant: Double, lower: [Double], upper: [Double], isInteger: [Bool], rows: [LinearRow]) {
    self.objective = objective
    self.constant = constant
    self.lower = lower
    self.upper = upper
    self.isInteger = isInteger
    self.rows = rows
  }

  /// The linear relaxation.
  var relaxation: LinearProgram { LinearProgram(objective: objective, lower: lower, upper: upper, rows: rows) }

  func value(of point: [Double]) -> Double {
    var sum = constant
    for j in objective.indices { sum += objective[j] * point[j] }
    return sum
  }

  /// Whether a point satisfies every bound, row and integrality to one part in a million of the numbers involved.
  func isSatisfied(by point: [Double]) -> Bool {
    for j in 0..<columnCount {
      let slack = Tolerance.feasibility * max(1, abs(point[j]))
      guard point[j] >= lower[j] - slack, point[j] <= upper[j] + slack else { return false }
      if isInteger[j], abs(point[j] - point[j].rounded()) > Tolerance.integrality { return false }
    }
    return rows.allSatisfy { row in
      var sum = 0.0
      var size = 1.0
      for k in row.columns.indices {
        let product = row.values[k] * point[row.columns[k]]
        sum += product
        size = max(size, abs(product))
      }
      return sum >= row.lower - Tolerance.feasibility * size && sum <= row.upper + Tolerance.feasibility * size
    }
  }

  /// The step between two values that the objective can take, apart from its constant; nil if no step is known.
  var objectiveStep: Double? {
    var step = 0.0
    for j in 0..<columnCount where objective[j] != 0 && lower[j] < upper[j] {
      guard isInteger[j] else { return nil }
      guard let common = commonDivisor(step, abs(objective[j])) else { return nil }
      step = common
    }
    return step > 0 ? step : nil
  }
}

extension LinearRow {
  /// The row without some columns, which are fixed.
  ///
  /// - Parameter value: The value of a fixed column; nil if the column stays in the row.
  func without(_ value: (Int) -> Double?) -> LinearRow {
    var row = LinearRow(lower: lower, upper: upper)
    var sum = 0.0
    var size = max(lower.isFinite ? abs(lower) : 0, upper.isFinite ? abs(upper) : 0)
    for k in columns.indices {
      if let value = value(columns[k]) {
        sum += values[k] * value
        size = max(size, abs(values[k] * value))
      } else {
        row.columns.append(columns[k])
        row.values.append(values[k])
      }
    }
    // A side this small beside the terms is rounding error; in a row without columns it may also be tolerance.
    let noise = size * (row.columns.isEmpty ? Tolerance.feasibility : 1e-13)
    row.lower = abs(row.lower - sum) <= noise ? 0 : row.lower - sum
    row.upper = abs(row.upper - sum) <= noise ? 0 : row.upper - sum
    return row
  }
}

enum Tolerance {
  static let feasibility = 1e-6
  static let integrality = 1e-6
  /// A number of this size counts as zero beside one.
  static let zero = 1e-9
}

/// The greatest common divisor of two numbers, up to rounding; nil if it is too small beside them to be told from
/// noise.
func commonDivisor(_ a: Double, _ b: Double) -> Double? {
  var (a, b) = (max(a, b), min(a, b))
  let floor = 1e-6 * max(b, a * 1e-3)
  while b > 0 {
    var rest = a.truncatingRemainder(dividingBy: b)
    let noise = 1e-12 * a
    if rest <= noise || b - rest <= noise { rest = 0 }
    if rest != 0, rest < floor { return nil }
    (a, b) = (b, rest)
  }
  return a
}

/// For each column, the rows in which it appears and its coefficients.
struct ColumnIndex: Sendable {
  private(set) var starts: [Int]
  private(set) var rows: [Int]
  private(set) var values: [Double]

  init(_ problemRows: [LinearRow], columnCount: Int) {
    starts = [Int](repeating: 0, count: columnCount + 1)
    for row in problemRows { for column in row.columns { starts[column + 1] += 1 } }
    for j in 0..<columnCount { starts[j + 1] += starts[j] }
    rows = [Int](repeating: 0, count: starts[columnCount])
    values = [Double](repeating: 0, count: starts[columnCount])
    var next = starts
    for (i, row) in problemRows.enumerated() {
      for k in row.columns.indices {
        let at = next[row.columns[k]]
        rows[at] = i
        values[at] = row.values[k]
        next[row.columns[k]] += 1
      }
    }
  }

  func entries(of column: Int) -> Range<Int> { starts[column]..<starts[column + 1] }
}

import IntegerProgram

/// The program in the deviations of amounts and credits from a point, which repair every row of an exact program.
struct DeviationProgram {
  private(set) var program: Program
  private let exact: ExactProgram
  private let origin: [Int128]
  /// The largest deviation.
  private let reach: Int128
  /// Whether deviations are integer columns.
  private let isWhole: Bool
  /// The whole number that one unit of each deviation stands for.
  private var units: [Double]
  /// By column of the exact program: its deviation; nil for decisions.
  private var index: [ColumnID?]

  /// Builds the program; nil where a row that no deviation changes is violated.
  /// - Complexity: O(columns + terms of all rows).
  init?(
    _ exact: ExactProgram, objective: Expression, sense: Objective.Sense, from origin: [Int128], reach: Int128,
    isWhole: Bool
  ) {
    program = Program(sense: sense)
    self.exact = exact
    self.origin = origin
    self.reach = reach
    self.isWhole = isWhole
    units = [Double](repeating: 1, count: origin.count)
    index = [ColumnID?](repeating: nil, count: origin.count)
    addColumns()
    for row in exact.rows {
      guard add(row) else { return nil }
    }
    addObjective(objective)
  }

  /// Adds a column for each deviation, scaled by its range, because amounts and credits differ by many powers of ten.
  private mutating func addColumns() {
    for (column, (old, value)) in zip(exact.columns, origin).enumerated()
    where old.nature == .amount || old.nature == .credit {
      let lower = max(old.lower - value, -reach)
      let upper = min(old.upper - value, reach)
      let unit = isWhole ? 1 : max(1, (upper - lower).rounded)
      units[column] = unit
      index[column] = program.addColumn(
        Column(
          old.meaning, isWhole ? .integer : .continuous, lower: lower.rounded / unit,
          upper: upper.rounded / unit))
    }
  }

  /// Adds the row that the deviations have to satisfy, unless they all do.
  /// - Returns: false where the row is violated and no deviation changes it.
  private mutating func add(_ row: ExactProgram.Row) -> Bool {
    let terms = row.terms.filter { index[$0.column] != nil }
    if terms.isEmpty { return exact.violation(row, at: origin) == 0 }
    let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * origin[$1.column] }
    let reachable = terms.reduce(Int128(0)) { $0.saturatingSum(abs($1.coefficient)) }.saturatingProduct(reach)
    // A side that no deviation can reach is dropped; the remaining sides are small enough to be exact in a double.
    let lower = row.lower.map { $0 - value }.flatMap { $0 <= -reachable ? nil : $0 }
    let upper = row.upper.map { $0 - value }.flatMap { $0 >= reachable ? nil : $0 }
    guard lower != nil || upper != nil else { return true }
    let divisor = terms.reduce(Int128(0)) { greatestCommonDivisor($0, $1.coefficient) }
    let scaled = terms.map { Term(index[$0.column]!, ($0.coefficient / divisor).rounded * units[$0.column]) }
    let size = isWhole ? 1 : scaled.map { abs($0.coefficient) }.max()!
    // Deviations are whole, so bounds divided by the coefficients' common divisor may be rounded inwards.
    let below = lower.map {
      isWhole ? ceilDivide($0, divisor).rounded : $0.rounded / divisor.rounded / size
    }
    let above = upper.map {
      isWhole ? floorDivide($0, divisor).rounded : $0.rounded / divisor.rounded / size
    }
    program.addRow(
      Row(
        row.meaning, scaled.map { Term($0.column, $0.coefficient / size) }, lower: below ?? -.infinity,
        upper: above ?? .infinity))
    return true
  }

  /// Adds the objective over the deviations, scaled so that its largest coefficient is 1.
  private mutating func addObjective(_ objective: Expression) {
    for term in objective.terms {
      if let column = index[term.column] {
        program.objective.terms.append(Term(column, term.coefficient.rounded * units[term.column]))
      }
    }
    let size = program.objective.terms.map { abs($0.coefficient) }.max() ?? 1
    for i in program.objective.terms.indices { program.objective.terms[i].coefficient /= size }
  }

  /// The whole point that a solution's deviations lead to, within the bounds of the exact program.
  func point(after solution: Solution) -> [Int128] {
    var next = origin
    for (column, id) in index.enumerated() {
      guard let id else { continue }
      next[column] = min(
        max(origin[column] + Int128(saturating: solution[id] * units[column]), exact.columns[column].lower),
        exact.columns[column].upper)
    }
    return next
  }
}

import IntegerProgram

/// The integer program with whole columns and whole coefficients, without rounding or tolerances.
///
/// ``ScaledProgram`` converts it to the doubles that a solver reads, and ``SolutionRepair`` converts a solver's
/// point back.
package struct ExactProgram: Sendable {
  /// The kind of a column, which decides how it is scaled and rounded.
  package enum Nature: Sendable {
    /// A decision: 0 or 1, or a small whole number.
    case choice
    /// Minor units of money or thousandths of scale. The values are whole, but the unit is so fine that branching on
    /// them rarely matters.
    case amount
    /// A derived quantity, such as the credit for a need. Its unit is as fine, and a fractional value loses nothing.
    case credit
  }

  /// A column with finite bounds, in whole units of its kind.
  package struct Column: Sendable {
    /// The meaning of the column.
    package var meaning: Meaning
    /// The kind of the column.
    package var nature: Nature
    /// The lower bound.
    package var lower: Int128
    /// The upper bound.
    package var upper: Int128
    /// The name of the column's block, if it is in one.
    package var block: String?
    /// A search that enumerates decisions branches on columns of higher priority first.
    package var branchingPriority = 0
  }

  /// A row `lower <= sum of terms <= upper`.
  package struct Row: Sendable {
    /// The meaning of the row.
    package var meaning: Meaning
    /// The decision that the row enforces and that could be given up; nil where the row only defines a column.
    package var decision: Meaning?
    /// The terms, sorted by column, with each column at most once.
    package var terms: [(column: Int, coefficient: Int128)]
    /// The lower side; nil for none.
    package var lower: Int128?
    /// The upper side; nil for none.
    package var upper: Int128?
    /// The name of the row's block, if it is in one.
    package var block: String?
  }

  /// The columns, by index.
  package private(set) var columns: [Column] = []
  /// The rows, by index.
  package private(set) var rows: [Row] = []

  /// Makes a program without columns and rows.
  package init() {}

  init(columns: [Column], rows: [Row]) { (self.columns, self.rows) = (columns, rows) }

  /// Appends a column.
  /// - Returns: The column as an expression.
  package mutating func addColumn(
    _ meaning: Meaning, _ nature: Nature, upper: Int128, lower: Int128 = 0, block: String? = nil,
    branchingPriority: Int = 0
  ) -> Expression {
    columns.append(
      Column(
        meaning: meaning, nature: nature, lower: lower, upper: upper, block: block,
        branchingPriority: branchingPriority))
    return Expression(column: columns.count - 1)
  }

  /// Adds `lower <= expression <= upper`, unless the bounds of its columns imply it already.
  /// - Parameters:
  ///   - lower: The lower side; nil for none.
  ///   - upper: The upper side; nil for none.
  ///   - decision: The decision that the row enforces and that could be given up.
  /// - Complexity: O(terms).
  package mutating func add(
    _ meaning: Meaning, _ expression: Expression, atLeast lower: Int128? = nil, atMost upper: Int128? = nil,
    block: String? = nil, decision: Meaning? = nil
  ) {
    let terms = expression.terms
    let (least, most) = range(of: expression)
    let binding = (lower.map { least < $0 } ?? false, upper.map { most > $0 } ?? false)
    guard binding.0 || binding.1 else { return }
    rows.append(
      Row(
        meaning: meaning, decision: decision, terms: terms, lower: binding.0 ? lower! - expression.constant : nil,
        upper: binding.1 ? upper! - expression.constant : nil, block: block))
  }

  /// Appends a row as it is.
  package mutating func add(_ row: Row) { rows.append(row) }

  /// The least and the greatest value of an expression within its columns' bounds.
  /// - Complexity: O(terms).
  package func range(of expression: Expression) -> (least: Int128, most: Int128) {
    var (least, most) = (expression.constant, expression.constant)
    for (column, coefficient) in expression.terms {
      let (a, b) = (coefficient * columns[column].lower, coefficient * columns[column].upper)
      least += min(a, b)
      most += max(a, b)
    }
    return (least, most)
  }

  /// Lowers the upper bound of a column, if it is above `upper`.
  package mutating func limit(_ column: Int, to upper: Int128) {
    columns[column].upper = min(columns[column].upper, upper)
  }

  /// Fixes a column at a value.
  package mutating func fix(_ column: Int, at value: Int128) { bound(column, value, value) }

  /// Replaces the bounds of a column.
  package mutating func bound(_ column: Int, _ lower: Int128, _ upper: Int128) {
    columns[column].lower = lower
    columns[column].upper = upper
  }

  /// The program with only some of its rows.
  package func keeping(_ indices: Set<Int>) -> ExactProgram {
    var out = self
    out.rows = indices.sorted().map { rows[$0] }
    return out
  }

  /// Drops every connected component whose rows all hold with its columns at their lower bounds.
  ///
  /// Columns are connected through rows. A dropped component has a feasible point whatever the rest does.
  /// - Returns: The remaining program, and for each of its columns the index of that column here.
  package func withoutIdleComponents() -> (rest: ExactProgram, columns: [Int]) {
    var sets = DisjointSets(count: columns.count)
    for row in rows {
      guard let first = row.terms.first else { continue }
      for term in row.terms { sets.join(term.column, with: first.column) }
    }
    let rest = columns.map(\.lower)
    var isOpen = [Bool](repeating: false, count: columns.count)
    for row in rows where violation(row, at: rest) > 0 {
      row.terms.first.map { isOpen[sets.root(of: $0.column)] = true }
    }
    var index = [Int](repeating: -1, count: columns.count)
    var out = ExactProgram()
    for column in columns.indices where isOpen[sets.root(of: column)] {
      index[column] = out.columns.count
      out.columns.append(columns[column])
    }
    for var row in rows where row.terms.first.map({ isOpen[sets.root(of: $0.column)] }) ?? (violation(row, at: []) > 0)
    {
      row.terms = row.terms.map { (index[$0.column], $0.coefficient) }
      out.rows.append(row)
    }
    return (out, columns.indices.filter { index[$0] >= 0 })
  }

  /// Whether a point satisfies every bound and row exactly.
  /// - Complexity: O(columns + terms of all rows).
  package func isSatisfied(by point: [Int128]) -> Bool {
    zip(columns, point).allSatisfy { $0.lower <= $1 && $1 <= $0.upper }
      && rows.allSatisfy { violation($0, at: point) == 0 }
  }

  /// The amount by which a point violates a row; 0 where the row holds.
  package func violation(_ row: Row, at point: [Int128]) -> Int128 {
    let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * point[$1.column] }
    if let lower = row.lower, value < lower { return lower - value }
    if let upper = row.upper, value > upper { return value - upper }
    return 0
  }
}

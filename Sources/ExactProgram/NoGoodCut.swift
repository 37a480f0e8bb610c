import IntegerProgram

/// `Σ coefficient × column ≤ bound`, in whole numbers.
package struct Inequality {
  /// The terms, with each column at most once.
  package var terms: [(column: Int, coefficient: Int128)]
  /// The right-hand side.
  package var bound: Int128

  /// The activity at a point minus the bound: positive where the point violates the inequality.
  /// - Complexity: O(terms).
  package func excess(at point: [Int128]) -> Int128 { terms.reduce(-bound) { $0 + $1.coefficient * point[$1.column] } }
}

extension ExactProgram {
  /// A no-good cut: every feasible point satisfies it, and the decisions of `point` violate it by at least one whole
  /// unit. The solver accepted `point` within its tolerances although it is infeasible.
  ///
  /// In a row, or in a sum of rows with the multipliers of Farkas' lemma, each amount is replaced by a bound. The
  /// result is a knapsack over decisions, and the cut is its cover (Balas 1975) or its rounding (Chvátal 1973). Every
  /// step is exact. Where no such rows are found, the cut excludes decisions that propagation proves infeasible
  /// together.
  /// - Returns: nil where nothing can be learned.
  /// - Complexity: O(terms of all rows), one linear program, and at most one propagation for each of 200 decisions.
  package func noGoodCut(of point: [Int128], solver: any Solver) -> Row? {
    let single = rows.flatMap(Self.inequalities)
    for inequality in single {
      if let row = noGoodCut(from: inequality, at: point) { return row }
    }
    if let sum = Farkas(program: self, point: point, solver: solver).inequality(),
      let row = noGoodCut(from: sum, at: point)
    {
      return row
    }
    return conflict(at: point)
  }

  /// The inequalities of a row: one for each of its sides.
  package static func inequalities(_ row: Row) -> [Inequality] {
    var out: [Inequality] = []
    if let upper = row.upper { out.append(Inequality(terms: row.terms, bound: upper)) }
    if let lower = row.lower {
      out.append(Inequality(terms: row.terms.map { ($0.column, -$0.coefficient) }, bound: -lower))
    }
    return out
  }

  private func noGoodCut(from inequality: Inequality, at point: [Int128]) -> Row? {
    var decisions = Inequality(terms: [], bound: inequality.bound)
    for (column, coefficient) in inequality.terms {
      let (lower, upper) = (columns[column].lower, columns[column].upper)
      if columns[column].nature == .choice, lower < upper {
        decisions.terms.append((column, coefficient))
      } else {
        decisions.bound -= min(coefficient * lower, coefficient * upper)
      }
    }
    guard decisions.excess(at: point) > 0 else { return nil }
    // Without decisions the program is infeasible: an empty row that cannot hold says so.
    if decisions.terms.isEmpty { return Row(meaning: Meaning("learned"), terms: [], lower: nil, upper: -1) }
    return cover(of: decisions, at: point) ?? rounding(of: decisions, at: point)
  }

  private func isBinary(_ column: Int) -> Bool { columns[column].lower == 0 && columns[column].upper == 1 }

  /// A minimal cover of the heaviest literals that hold at `point`, extended by every literal at least as heavy as
  /// the heaviest member.
  private func cover(of inequality: Inequality, at point: [Int128]) -> Row? {
    var bound = inequality.bound
    var literals: [(column: Int, weight: Int128, isTrue: Bool, holds: Bool)] = []
    for (column, coefficient) in inequality.terms {
      guard isBinary(column) else {
        // A column that is not binary is fixed at the bound where its term is least.
        bound -= min(coefficient * columns[column].lower, coefficient * columns[column].upper)
        continue
      }
      if coefficient < 0 { bound -= coefficient }
      literals.append((column, abs(coefficient), coefficient > 0, (point[column] == 1) == (coefficient > 0)))
    }
    literals.sort { ($1.weight, $0.column) < ($0.weight, $1.column) }
    var sum: Int128 = 0
    var members: [Int] = []
    for (index, literal) in literals.enumerated() where literal.holds && sum <= bound {
      members.append(index)
      sum += literal.weight
    }
    guard sum > bound, let last = members.last else { return nil }
    for index in members.reversed() where sum - literals[index].weight > bound {
      members.removeAll { $0 == index }
      sum -= literals[index].weight
    }
    let heaviest = members.map { literals[$0].weight }.max() ?? literals[last].weight
    let extended = literals.indices.filter { members.contains($0) || literals[$0].weight >= heaviest }
    return atMost(Int128(members.count - 1), of: extended.map { (literals[$0].column, literals[$0].isTrue) })
  }

  /// The row that lets at most `count` of the literals hold.
  private func atMost(_ count: Int128, of literals: [(column: Int, isTrue: Bool)]) -> Row {
    Row(
      meaning: Meaning("learned"),
      terms: literals.sorted { $0.column < $1.column }.map { ($0.column, $0.isTrue ? 1 : -1) }, lower: nil,
      upper: count - Int128(literals.count { !$0.isTrue }))
  }

  private func rounding(of inequality: Inequality, at point: [Int128]) -> Row? {
    for divisor in Set(inequality.terms.map { abs($0.coefficient) }).sorted().reversed().prefix(50) {
      var rounded = Inequality(terms: [], bound: inequality.bound)
      for (column, coefficient) in inequality.terms { rounded.bound -= coefficient * columns[column].lower }
      rounded.bound = floorDivide(rounded.bound, divisor)
      for (column, coefficient) in inequality.terms {
        let quotient = floorDivide(coefficient, divisor)
        if quotient != 0 { rounded.terms.append((column, quotient)) }
        rounded.bound += quotient * columns[column].lower
      }
      if rounded.excess(at: point) > 0 {
        return Row(meaning: Meaning("learned"), terms: rounded.terms, lower: nil, upper: rounded.bound)
      }
    }
    return nil
  }

  /// Excludes a minimal set of decisions that propagation alone proves infeasible together.
  ///
  /// Only proven conflicts are excluded: a failed search for whole amounts does not show that there are none.
  /// - Complexity: One propagation for each decision, so programs with more than 200 open decisions learn nothing
  ///   here.
  private func conflict(at point: [Int128]) -> Row? {
    let choices = columns.indices.filter { columns[$0].nature == .choice && columns[$0].lower < columns[$0].upper }
    guard !choices.isEmpty, choices.count <= 200, fixing(choices, at: point).tightened() == nil else { return nil }
    var needed = choices
    // Dependent decisions come later in the program, so these are dropped first.
    for column in choices.reversed() {
      let rest = needed.filter { $0 != column }
      if fixing(rest, at: point).tightened() == nil { needed = rest }
    }
    var terms: [(column: Int, coefficient: Int128)] = []
    var upper: Int128 = -1
    for column in needed {
      // A value strictly between the bounds cannot be excluded by one linear row.
      guard point[column] == columns[column].lower || point[column] == columns[column].upper else { return nil }
      let sign: Int128 = point[column] == columns[column].upper ? 1 : -1
      terms.append((column, sign))
      upper += sign * point[column]
    }
    return Row(meaning: Meaning("learned"), terms: terms, lower: nil, upper: upper)
  }

  private func fixing(_ chosen: [Int], at point: [Int128]) -> ExactProgram {
    var out = self
    for column in chosen { out.fix(column, at: point[column]) }
    return out
  }
}

import IntegerProgram

/// Mixed integer rounding cuts in whole numbers, for the root of a certificate.
///
/// Let `Σ a_j x_j ≤ b` be a sum of rows in which every column is measured from one of its bounds, and let `b` leave
/// the remainder `r` when divided by `d`. Then
/// `Σ ((d - r) ⌊a_j / d⌋ + max(0, a_j mod d - r)) x_j + Σ min(0, a_k) y_k ≤ (d - r) ⌊b / d⌋`,
/// where `x` are decisions and `y` amounts. All of it is computed in integers, so that the row holds for every whole
/// feasible point of the program.
/// - Source: Marchand and Wolsey 2001, times `d - r`.
struct ExactRounding {
  private let program: ExactProgram
  private let inequalities: [Inequality]
  /// The inequalities that contain each column.
  private let places: [[Int]]
  /// The variable bounds of each amount: inequalities with that amount, at a coefficient of 1 or -1, and one
  /// decision.
  private let variableBounds: [[Int]]
  private let units: [Double]

  init(_ program: ExactProgram, units: [Double]) {
    self.program = program
    self.units = units
    inequalities = program.rows.flatMap(ExactProgram.inequalities)
    var places = [[Int]](repeating: [], count: program.columns.count)
    var bounds = places
    for (i, inequality) in inequalities.enumerated() {
      for term in inequality.terms { places[term.column].append(i) }
      guard inequality.terms.count == 2 else { continue }
      let amounts = inequality.terms.filter { program.columns[$0.column].nature != .choice }
      if amounts.count == 1, abs(amounts[0].coefficient) == 1 { bounds[amounts[0].column].append(i) }
    }
    self.places = places
    variableBounds = bounds
  }

  /// A cut, and the distance by which the vertex violates it.
  package typealias Cut = (row: ExactProgram.Row, efficacy: Double)

  /// The deepest cuts at a vertex, deepest first, at most `most`.
  /// - Complexity: O(rows × their terms), times the few sums that are made of each.
  func cuts(at values: [Double], most: Int) -> [Cut] {
    let slacks = inequalities.map { slack($0, values) }
    var found: [Cut] = []
    for (i, inequality) in inequalities.enumerated() where slacks[i] <= 1e-6 && inequality.terms.count > 1 {
      var sum = RowAggregation(inequality)
      var used: Set<Int> = [i]
      for _ in 0..<Self.longestSum {
        if let cut = deepest(sum, values) { found.append(cut) }
        guard let next = partner(of: sum, values, slacks, used),
          sum.eliminate(next.column, with: inequalities[next.place])
        else { break }
        used.insert(next.place)
      }
    }
    let order = found.indices.sorted { (found[$0].efficacy, $1) > (found[$1].efficacy, $0) }
    var seen: Set<[Int128]> = []
    var chosen: [Cut] = []
    for index in order where chosen.count < most {
      let row = found[index].row
      if seen.insert(row.terms.flatMap { [Int128($0.column), $0.coefficient] }).inserted {
        chosen.append(found[index])
      }
    }
    return chosen
  }

  private static let longestSum = 5
  private static let mostTerms = 300

  /// The slack of an inequality at a vertex, relative to its largest term or bound.
  private func slack(_ inequality: Inequality, _ values: [Double]) -> Double {
    var activity = 0.0
    var size = max(1, abs(inequality.bound.rounded))
    for (column, coefficient) in inequality.terms {
      let part = coefficient.rounded * values[column]
      activity += part
      size = max(size, abs(part))
    }
    return (inequality.bound.rounded - activity) / size
  }

  /// The amount farthest from its bounds, and the shortest tight inequality that eliminates it from the sum.
  private func partner(
    of sum: RowAggregation, _ values: [Double], _ slacks: [Double], _ used: Set<Int>
  ) -> (column: Int, place: Int)? {
    guard sum.terms.count <= Self.mostTerms else { return nil }
    var best: (distance: Double, column: Int, place: Int)?
    for (column, coefficient) in sum.terms where program.columns[column].nature != .choice {
      let item = program.columns[column]
      let distance = min(values[column] - item.lower.rounded, item.upper.rounded - values[column]) / units[column]
      guard distance > 1e-6, distance > best?.distance ?? 0 else { continue }
      let place = places[column].filter { place in
        guard slacks[place] <= 1e-6, !used.contains(place), inequalities[place].terms.count > 1,
          let own = inequalities[place].terms.first(where: { $0.column == column })
        else { return false }
        return (own.coefficient < 0) == (coefficient > 0)
      }.min { (inequalities[$0].terms.count, $0) < (inequalities[$1].terms.count, $1) }
      if let place { best = (distance, column, place) }
    }
    return best.map { ($0.column, $0.place) }
  }

  /// The deepest rounding cut of a sum; nil where no divisor gives a cut that the vertex violates.
  private func deepest(_ sum: RowAggregation, _ values: [Double]) -> Cut? {
    guard sum.terms.count <= Self.mostTerms, let substituted = BoundSubstitutedRow(sum, program, values, bound) else {
      return nil
    }
    var best: Cut?
    func look(_ divisor: Int128) {
      guard divisor > 1, let row = substituted.rounded(by: divisor) else { return }
      let depth = efficacy(row, values)
      if depth > best?.efficacy ?? 1e-4 { best = (row, depth) }
    }
    var divisors: [Int128] = []
    for whole in substituted.inside where !divisors.contains(whole) && divisors.count < 8 { divisors.append(whole) }
    for divisor in divisors { look(divisor) }
    guard best != nil else { return nil }
    for divisor in divisors.prefix(3) { for part: Int128 in [2, 4] { look(divisor / part) } }
    return best
  }

  /// The variable bounds of an amount, each with its slack at a vertex.
  private func bound(_ column: Int, _ values: [Double]) -> [(inequality: Inequality, distance: Double)] {
    variableBounds[column].map { place in
      let inequality = inequalities[place]
      let activity = inequality.terms.reduce(0.0) { $0 + $1.coefficient.rounded * values[$1.column] }
      return (inequality, max(0, inequality.bound.rounded - activity))
    }
  }

  private func efficacy(_ row: ExactProgram.Row, _ values: [Double]) -> Double {
    var (violation, square) = (-row.upper!.rounded, 0.0)
    for (column, coefficient) in row.terms {
      violation += coefficient.rounded * values[column]
      let scaled = coefficient.rounded * units[column]
      square += scaled * scaled
    }
    return square > 0 ? violation / square.squareRoot() : 0
  }
}

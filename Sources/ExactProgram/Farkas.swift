import IntegerProgram

/// Finds rows that are infeasible together once the decisions of a point are fixed, and adds them up.
///
/// The multipliers come from a linear program in doubles over the distances from `point`. There the conflict is of
/// the same size as the numbers, however large the amounts are. The multipliers are then rounded to whole numbers.
/// The caller must check exactly that they prove infeasibility.
struct Farkas {
  let program: ExactProgram
  let point: [Int128]
  let solver: any Solver

  private struct Side {
    var inequality: Inequality
    /// The largest absolute coefficient of an amount.
    var size: Double
  }

  func inequality() -> Inequality? {
    let sides = sides()
    guard !sides.isEmpty, let weights = weights(of: sides), let multipliers = Self.whole(weights) else { return nil }
    return sum(sides, multipliers)
  }

  private func isAmount(_ column: Int) -> Bool {
    program.columns[column].nature != .choice && program.columns[column].lower < program.columns[column].upper
  }

  private func sides() -> [Side] {
    program.rows.flatMap(ExactProgram.inequalities).compactMap { inequality in
      let size = inequality.terms.filter { isAmount($0.column) }.map { abs(Double($0.coefficient)) }.max()
      return size.map { Side(inequality: inequality, size: $0) }
    }
  }

  /// Multipliers of the sides; nil where the linear program finds no conflict.
  private func weights(of sides: [Side]) -> [Double]? {
    let excess = sides.map { Double($0.inequality.excess(at: point)) / $0.size }
    let scale = max(excess.max() ?? 0, 1e-12)
    var linear = Program(sense: .maximize)
    func price(_ distance: Double) -> Double { min(distance / scale, 1e6) }
    var balance: [Int: [Term]] = [:]
    for (side, excess) in zip(sides, excess) {
      let weight = linear.addColumn(Column(Meaning("weight"), .continuous, lower: 0, upper: 1))
      linear.objective.terms.append(Term(weight, excess > 0 ? excess / scale : -price(-excess)))
      for (column, coefficient) in side.inequality.terms where isAmount(column) {
        balance[column, default: []].append(Term(weight, Double(coefficient) / side.size))
      }
    }
    for (column, terms) in balance.sorted(by: { $0.key < $1.key }) {
      let item = program.columns[column]
      let up = linear.addColumn(Column(Meaning("up"), .continuous, lower: 0, upper: 1e6))
      let down = linear.addColumn(Column(Meaning("down"), .continuous, lower: 0, upper: 1e6))
      linear.objective.terms.append(Term(up, -price(Double(item.upper - point[column]))))
      linear.objective.terms.append(Term(down, -price(Double(point[column] - item.lower))))
      linear.addRow(Row(Meaning("balance"), terms + [Term(up, 1), Term(down, -1)], lower: 0, upper: 0))
    }
    guard let outcome = try? solver.solve(linear, SolveRequest(relativeGap: 0, workLimit: 50_000)),
      case .optimal(let solution) = outcome, solution.objective > 1e-6
    else { return nil }
    return sides.indices.map { solution.values[$0] < 1e-7 ? 0 : solution.values[$0] / sides[$0].size }
  }

  /// The same multipliers up to a common factor, as whole numbers; the smallest positive one becomes at most 12.
  private static func whole(_ weights: [Double]) -> [Int128]? {
    guard let least = weights.filter({ $0 > 0 }).min() else { return nil }
    for factor in 1...12 {
      let scaled = weights.map { $0 / least * Double(factor) }
      guard scaled.allSatisfy({ $0 < 1e9 }) else { return nil }
      if scaled.allSatisfy({ abs($0 - $0.rounded()) < 1e-4 * max(1, $0 * 1e-3) }) {
        return scaled.map { Int128($0.rounded()) }
      }
    }
    return nil
  }

  /// The sum of the sides, each times its multiplier.
  /// - Returns: nil where the sum could leave 128 bits.
  private func sum(_ sides: [Side], _ multipliers: [Int128]) -> Inequality? {
    var expression = Expression()
    var bound: Int128 = 0
    var largest = 0.0
    for (side, multiplier) in zip(sides, multipliers) where multiplier != 0 {
      bound += side.inequality.bound * multiplier
      for (column, coefficient) in side.inequality.terms {
        let reach = max(abs(Double(program.columns[column].lower)), abs(Double(program.columns[column].upper)), 1)
        largest += abs(Double(coefficient)) * Double(multiplier) * reach
        guard largest < 1e37 else { return nil }
        expression += Expression(column: column, coefficient * multiplier)
      }
    }
    return Inequality(terms: expression.terms, bound: bound)
  }
}

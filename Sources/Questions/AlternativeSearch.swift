import ExactProgram
import Formulation
import IntegerProgram
import Model

/// Searches for plans nearly as good as the best that differ from it and from each other.
///
/// Only plans that no plan betters are given: of all plans that hold the floors and lose no more than is allowed, none
/// is better in one respect of `Formulation.respects` and as good in the others.
public struct AlternativeSearch: Sendable {
  private let formulation: Formulation
  private let stages: [Stage]
  private let base: LexicographicValue
  private let worst: Int128
  private let respects: [Expression]
  /// Whether another plan that is as good in every respect may be given. Not where volunteers' wishes decide between
  /// such plans, since the known one is then the better.
  private let admitsEqual: Bool
  /// The plans to differ from: the plan, then the alternatives found.
  public private(set) var known: [Allocation]
  /// The known plans, and others that better a plan found on the way.
  private var better: [[Int128]]

  /// Prepares a search.
  /// - Parameters:
  ///   - base: The plan's value, of which the floors are held.
  ///   - worst: The least policy value accepted.
  public init(
    _ formulation: Formulation, _ objective: PolicyObjective, holding base: LexicographicValue, worst: Int128,
    besides plan: Allocation
  ) {
    (self.formulation, self.base, self.worst) = (formulation, base, worst)
    stages = formulation.decidingStages(objective)
    respects = formulation.respects(objective).map(\.reached)
    admitsEqual = !formulation.instance.lists.wishesDecide
    known = [plan]
    better = []
    if let point = formulation.point(of: plan) { better.append(values(at: point)) }
  }

  private var policy: Stage { stages[stages.count - 1] }

  /// Finds the next alternative: the least number of projects in which it differs from any known plan is maximised,
  /// then the policy's value, then the number of payers of the plan that no longer pay.
  ///
  /// Where a plan found is bettered by another, the other is remembered and the search repeated. After a few such
  /// rounds (three within a gap, else thirty) a plan that betters it and that none betters is given, if it is different;
  /// the bound says how much farther others may be.
  /// - Throws: `SolverFault` where the solver fails.
  public mutating func next(_ solve: StagedSolve) throws(SolverFault) -> Alternative {
    var (reuse, bound) = (Reuse(), Int128(formulation.projects.count))
    let rounds = solve.gap > 0 ? 3 : 30
    for round in 1...rounds {
      guard let found = try farthest(solve, &reuse) else { return .open }
      bound = min(bound, found.bound)
      guard let farthest = found.point else { return found.bound == 0 ? .none : .open }
      let point = try bettered(farthest, solve, &reuse, times: round == rounds ? 10 : 1)
      better.append(values(at: point))
      if round < rounds, values(at: point) != values(at: farthest) { continue }
      let difference = known.map { formulation.difference(from: $0).value(at: point) }.min() ?? 0
      guard difference > 0 else { return .open }
      let allocation = formulation.allocation(at: point)
      known.append(allocation)
      return .found(
        allocation, formulation.lexicographicValue(at: point, stages), difference: difference, bound: bound, reuse)
    }
    return .open
  }

  /// The program of the plans that hold the floors, with a column for the least difference.
  private func plans() -> (exact: ExactProgram, least: Expression, differences: [Expression]) {
    var exact = formulation.exact
    exact.holdFloors(of: base, stages)
    let least = exact.addColumn(Meaning("difference"), .choice, upper: Int128(formulation.projects.count))
    let differences = known.map(formulation.difference)
    for (index, difference) in differences.enumerated() {
      exact.add(Meaning("difference", [String(index)]), difference - least, atLeast: 0)
    }
    return (exact, least, differences)
  }

  /// The ways in which a plan is not bettered by another: it exceeds it in one respect, or equals it in all.
  private func ways(_ other: Int) -> [[(respect: Int, threshold: Int128)]] {
    let exact = formulation.exact
    var ways = respects.indices.map { [(respect: $0, threshold: better[other][$0] + step($0))] }
    ways.removeAll { $0[0].threshold > exact.range(of: respects[$0[0].respect]).most }
    if admitsEqual { ways.append(respects.indices.map { ($0, better[other][$0]) }) }
    return ways
  }

  /// Adds rows that keep out plans that another betters, with a column for each way.
  private func addNotBettered(by other: Int, to exact: inout ExactProgram) {
    var any = Expression.zero
    for (number, way) in ways(other).enumerated() {
      let column = exact.addColumn(Meaning("not-bettered", [String(other), String(number)]), .choice, upper: 1)
      for (respect, threshold) in way {
        let least = exact.range(of: respects[respect]).least
        guard threshold > least else { continue }
        exact.add(
          Meaning("not-bettered", [String(other), String(number), String(respect)]),
          respects[respect] - column * (threshold - least), atLeast: least)
      }
      any += column
    }
    exact.add(Meaning("not-bettered", [String(other)]), any, atLeast: 1)
  }

  /// A plan as a point of the program of alternatives.
  private func point(of plan: Allocation, _ differences: [Expression]) -> [Int128]? {
    guard let point = formulation.point(of: plan) else { return nil }
    let reached = values(at: point)
    let columns = better.indices.flatMap { other in
      ways(other).map { way in way.allSatisfy { reached[$0.respect] >= $0.threshold } ? Int128(1) : 0 }
    }
    return point + [differences.map { $0.value(at: point) }.min() ?? 0] + columns
  }

  private func values(at point: [Int128]) -> [Int128] { respects.map { $0.value(at: point) } }

  /// What counts as exceeding: a hundred-thousandth of the range, since doubles do not tell less apart.
  private func step(_ respect: Int) -> Int128 {
    let range = formulation.exact.range(of: respects[respect])
    return max(1, (range.most - range.least) / 100_000)
  }

  /// An acceptable plan that betters a point, that betters the plan found, and so on; the point itself where none does,
  /// or where that was not settled.
  private func bettered(
    _ point: [Int128], _ solve: StagedSolve, _ reuse: inout Reuse, times: Int
  ) throws(SolverFault) -> [Int128] {
    var point = point
    for _ in 0..<times {
      let mine = values(at: point)
      var exact = formulation.exact
      exact.holdFloors(of: base, stages)
      exact.add(Meaning("stage", [policy.name]), policy.objective, atLeast: worst)
      var gains = Expression.zero
      for (respect, value) in mine.enumerated() {
        exact.add(Meaning("as-good", [String(respect)]), respects[respect], atLeast: value)
        guard value + step(respect) <= exact.range(of: respects[respect]).most else { continue }
        let gain = exact.addColumn(Meaning("gain", [String(respect)]), .choice, upper: 1)
        exact.add(Meaning("gain", [String(respect)]), respects[respect] - gain * step(respect), atLeast: value)
        gains += gain
      }
      exact.add(Meaning("gains"), gains, atLeast: 1)
      guard case .solved(let end) = try solve.staffed(policy, exact, formulation) else { return point }
      reuse = reuse + end.reuse
      point = end.point
    }
    return point
  }

  private typealias Farthest = (point: [Int128]?, difference: Int128, bound: Int128)

  /// The point that differs most, and the best of these.
  /// - Returns: A nil point where no plan differs; nil where a limit was reached before any point was found.
  private mutating func farthest(_ solve: StagedSolve, _ reuse: inout Reuse) throws(SolverFault) -> Farthest? {
    let (plans, least, differences) = plans()
    // Bettered plans among them, a search begins with the plan, and its bound holds for the others, too.
    var all = plans
    all.add(Meaning("stage", [policy.name]), policy.objective, atLeast: worst)
    let stage = Stage(.difference, least)
    let start = formulation.point(of: known[0]).map { point in
      point + [differences.map { $0.value(at: point) }.min() ?? 0]
    }
    let result = try solve.staffed(stage, all, formulation, from: start.flatMap { all.isSatisfied(by: $0) ? $0 : nil })
    if case .infeasible = result { return (nil, 0, 0) }
    guard case .solved(let end) = result else { return nil }
    var bound = stage.level(end, all.range(of: least)).bound
    reuse = reuse + end.reuse
    var exact = plans
    for other in better.indices { addNotBettered(by: other, to: &exact) }
    var good = exact
    good.add(Meaning("stage", [policy.name]), policy.objective, atLeast: worst)
    var best = point(of: formulation.allocation(at: end.point), differences).flatMap {
      good.isSatisfied(by: $0) ? $0 : nil
    }
    var value = best == nil ? 0 : end.value
    // The policy as objective leads to good plans, so the difference becomes a row: halfway to the bound, as long as
    // the policy value is reached.
    var most = bound
    while value < most {
      let middle = value + (most - value + 1) / 2
      var farther = exact
      farther.add(Meaning("difference"), least, atLeast: middle)
      switch try solve.reach(worst, policy, farther, formulation, from: nil) {
      case .reached(let point, let more):
        reuse = reuse + more
        best = point
        value = max(middle, differences.map { $0.value(at: point) }.min() ?? middle)
      case .beyond: (most, bound) = (middle - 1, middle - 1)
      case .open: most = middle - 1
      }
    }
    guard value > 0, let farthest = best else { return (nil, 0, bound) }
    good.add(Meaning("difference"), least, atLeast: value)
    return (try refined(farthest, good, solve, &reuse), value, bound)
  }

  /// Of the plans that differ as much, the best; of these, one in which most payers of the plan no longer pay.
  private func refined(
    _ point: [Int128], _ program: ExactProgram, _ solve: StagedSolve, _ reuse: inout Reuse
  ) throws(SolverFault) -> [Int128] {
    var (best, program) = (point, program)
    for stage in [policy, Stage(.difference, formulation.payersLost(from: known[0]))] {
      guard !stage.objective.terms.isEmpty else { continue }
      guard case .solved(let end) = try solve.staffed(stage, program, formulation, from: best) else { return best }
      best = end.point
      reuse = reuse + end.reuse
      program.add(Meaning("stage", [stage.name]), stage.objective, atLeast: end.value)
    }
    return best
  }
}

/// The result of a search for an alternative plan.
public enum Alternative: Sendable {
  /// A plan, its value, and the number of projects in which it differs.
  /// - Parameter bound: No plan that is as good as asked and bettered by none differs in more projects.
  case found(Allocation, LexicographicValue, difference: Int128, bound: Int128, Reuse)
  /// Every other plan as good as asked is bettered, if there is one.
  case none
  /// A limit was reached before any was found.
  case open
}

extension Formulation {
  /// The number of projects carried out here or in a plan, but not in both.
  fileprivate func difference(from plan: Allocation) -> Expression {
    let carried = Set(plan.awards.map(\.project))
    return projects.indices.reduce(Expression.zero) { sum, p in
      sum + (carried.contains(projects[p].id) ? Expression(constant: 1) - self.carried(p) : self.carried(p))
    }
  }
}

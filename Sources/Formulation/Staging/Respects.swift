import ExactProgram
import IntegerProgram
import Model

/// A respect in which two plans with the same floors are compared.
package enum Respect {
  /// The policy's value, the number of projects, the points of the villages' own order.
  case policy, projects, order
}

extension Formulation {
  /// What a plan reaches in each respect, greater being better; respects that the lists give nothing to do are left out.
  ///
  /// A project has as many points of the order as its rank lies before that of the projects without one, so that a plan
  /// gains nothing in this respect by leaving a project out. Money is none of the respects unless the policy seeks it: to
  /// spend more for the same is no gain, nor is it one to leave money idle.
  package func respects(_ objective: PolicyObjective) -> [(respect: Respect, reached: Expression)] {
    let last = Int128((projects.compactMap(\.rank).max() ?? 0) + 1)
    let order = projects.indices.map { p in carried(p) * (projects[p].rank.map { last - Int128($0) } ?? 0) }.sum()
    let all: [(respect: Respect, reached: Expression)] = [
      (.policy, policyStage(objective).objective), (.projects, projects.indices.map { carried($0) }.sum()),
      (.order, order),
    ]
    // Where the policy counts projects, their number is no respect of its own.
    return all.filter { !$0.reached.terms.isEmpty && !(objective == .count && $0.respect == .projects) }
  }

  /// The respects in which a plan is better than another, each with how much.
  /// - Returns: nil where one of them breaks a rule of the program.
  package func gains(
    of plan: Allocation, over other: Allocation, _ objective: PolicyObjective
  ) -> [(respect: Respect, gain: Int128)]? {
    guard let mine = point(of: plan), let theirs = point(of: other) else { return nil }
    return respects(objective).map { ($0.respect, $0.reached.value(at: mine) - $0.reached.value(at: theirs)) }
      .filter { $0.1 > 0 }
  }

  /// Pairs of a fund and a project that pay in a plan and no longer do, as an expression.
  package func payersLost(from plan: Allocation) -> Expression {
    let pairs = Set(plan.payments.map { SourceKey(fund: $0.fund, project: $0.project) })
    return pairs.sorted { ($0.project, $0.fund) < ($1.project, $1.fund) }.reduce(Expression.zero) { sum, pair in
      guard let source = sources[instance.index(of: pair.project)][instance.index(of: pair.fund)] else { return sum }
      return sum + Expression(constant: 1) - source
    }
  }
}

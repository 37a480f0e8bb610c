import ExactProgram
import IntegerProgram
import Model

/// The respects in which two plans with the same floors are compared.
extension Formulation {
  /// What a plan reaches in each respect, greater being better: the policy's value, the number of projects, the money
  /// placed, in minor units, and the points of the villages' own order.
  ///
  /// A project has as many points of the order as its rank lies before that of the projects without one, so that a plan
  /// gains nothing in this respect by leaving a project out. Money left idle is no gain either.
  package func respects(_ objective: PolicyObjective) -> [Expression] {
    let last = Int128((projects.compactMap(\.rank).max() ?? 0) + 1)
    let order = projects.indices.map { p in carried(p) * (projects[p].rank.map { last - Int128($0) } ?? 0) }.sum()
    let all = [
      policyStage(objective).objective, projects.indices.map { carried($0) }.sum(),
      projects.indices.map { cost($0) }.sum(), order,
    ]
    return all.filter { !$0.terms.isEmpty }
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

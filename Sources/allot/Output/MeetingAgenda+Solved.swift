import Allotment
import Explanation
import Formulation
import Model
import Reports

extension MeetingAgenda {
  /// Solved decisions and plans as they are told.
  init(
    _ found: [ContestedDecision], settled: Int, _ plans: SideBySide, _ explainer: Explainer, most: Int, of plan: Plan,
    _ instance: Instance
  ) {
    func count(_ end: ContestedDecision.End) -> Int { found.count { $0.end == end } }
    let digits = explainer.reached.digits
    func text(_ value: Int128) -> String { decimalText(value, digits: digits, trimmed: true) }
    let decisions = found.bySmallestPrice.prefix(most).map { decision in
      Decision(
        project: decision.project, isIn: decision.isIn,
        price: (text(decision.price.least), text(decision.price.most)), comes: decision.comes, goes: decision.goes,
        words: (decision.zh, decision.en))
    }
    let own = Set(plan.allocation.awards.map(\.project))
    self.init(
      seal: plan.seal, unit: (PolicyObjective(rawValue: plan.objective) ?? .value).unit(in: instance.lists.currency),
      workLimit: explainer.workLimit,
      counts: Counts(
        projects: instance.lists.projects.count, settled: settled, priced: count(.plan), floors: count(.floors),
        impossible: count(.impossible), undecided: count(.undecided)),
      decisions: Array(decisions), plan: Alternative(plans.plan, plans, beside: own),
      alternatives: plans.others.map { Alternative($0, plans, beside: own) }, isLimited: plans.isLimited)
  }
}

extension MeetingAgenda.Alternative {
  fileprivate init(_ column: SideBySide.Column, _ plans: SideBySide, beside own: Set<ProjectID>) {
    let formulation = plans.formulation
    let reached = zip(Aim.allCases, column.reached).map { aim, value in
      (aim.rawValue, decimalText(value, digits: formulation.digits(of: aim), trimmed: true))
    }
    let projects = Set(column.allocation.awards.map(\.project))
    self.init(
      reached: Dictionary(uniqueKeysWithValues: reached),
      leastServed: formulation.leastServed(column.allocation).map(\.text),
      comes: projects.subtracting(own).sorted().map(\.text), goes: own.subtracting(projects).sorted().map(\.text))
  }
}

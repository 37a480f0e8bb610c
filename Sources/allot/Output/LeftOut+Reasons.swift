import Formulation
import Model
import Reports

extension LeftOut {
  /// What a plan leaves out, with the reasons that the lists and the plan alone show.
  init(of plan: Plan, _ instance: Instance, _ language: Language) {
    let omissions = Omissions(plan, instance)
    self.init(
      projects: omissions.all.map { ($0.project, $0.reason.kind[language], $0.reason.text(language, plan.currency)) },
      needs: omissions.unmetNeeds.map { ($0.need, $0.served, $0.text(language)) })
  }
}

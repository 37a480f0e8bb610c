import Formulation
import Model
import Reports

extension LeftOut {
  /// What a plan leaves out, with the reasons that the lists and the plan alone show.
  init(of plan: Plan, _ instance: Instance, _ language: Language) {
    let omissions = Omissions(plan, instance)
    let currency = plan.currency
    self.init(
      projects: omissions.all.map { omitted in
        (
          omitted.project, omitted.reasons[0].kind[language], omitted.lines(language, currency)
        )
      },
      needs: omissions.unmetNeeds.map { ($0.need, $0.served, $0.text(language)) },
      idle: omissions.idleMoney.map { ($0.fund, $0.text(language, currency)) })
  }
}

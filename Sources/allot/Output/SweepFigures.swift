import Allotment
import Model
import Reports

extension SweepResult.Figures {
  /// The figures of a plan, as a comparison of scenarios has them.
  init(of plan: Plan, _ instance: Instance) {
    let compared = ComparedScenario(
      name: "", changes: [], subject: nil, status: SweepResult.Status.solved.rawValue, conflict: [], plan: plan,
      instance: instance)
    let row = Comparison([compared], regret: nil).scenarios[0]
    func sum(_ count: (ServedNeeds) -> Int) -> Int { row.needs.reduce(0) { $0 + count($1) } }
    self.init(
      projects: row.projects, needs: sum(\.open), needsWholly: sum(\.wholly), needsPartly: sum(\.partly),
      belowFloor: row.shortfalls, available: row.available, used: row.used, idle: row.idle)
  }
}

import IntegerProgram
import Model

extension Instance {
  /// The decisions that something must be done: by the joint meeting, by a promise or a project that runs, or by a least
  /// spending. What must not be done is none.
  package var obligations: [Meaning] {
    var out: [Meaning] = []
    for pin in lists.pins where pin.kind != .mustNot && pin.volunteer == nil {
      out.append(Meaning(Pins.name, [pin.project.text]))
      if let fund = pin.fund { out.append(Meaning(Pins.name, [pin.project.text, fund.text])) }
    }
    out += personPins.filter { decision in
      lists.pins.contains { pin in
        pin.kind != .mustNot && pin.project.text == decision.subjects.first
          && pin.volunteer.map { decision.subjects.contains($0.text) } ?? false
      }
    }
    for project in lists.projects where [.committed, .running].contains(project.status) {
      out.append(Meaning(RuleName.status.rawValue, [project.id.text]))
    }
    for fund in lists.funds where fund.minimumSpend > .zero {
      out.append(Meaning(RuleName.minimumSpend.rawValue, [fund.id.text]))
    }
    var seen: Set<Meaning> = []
    return out.filter { seen.insert($0).inserted }
  }
}

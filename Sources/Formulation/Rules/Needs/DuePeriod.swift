import ExactProgram
import Model

/// A project is credited to a need only if its start makes it run in the due period. This is a row only if the rule is
/// spelled out; otherwise the credit's expression enforces it.
enum DuePeriod: FormulationRule {
  static let name = "due-period"
  static let sentence = Bilingual(
    "在需求期限内实施的项目才计入满足。", "Only a project that runs in the due period serves the need.")
  static let cells: [RuleCell] = [
    RuleCell(.projects(.from), of: 0),
    RuleCell(.needs(.due), of: 1),
    RuleCell(.projects(.to), of: 0, isCited: false),
    RuleCell(.needs(.from), of: 1, isCited: false),
  ]

  /// Whether a variant that starts in `first` runs in some period that overlaps the need's due period.
  static func permits(_ variant: Variant, from first: Int, _ need: Need, in instance: Instance) -> Bool {
    instance.timeline[instance.run(variant, from: first)].contains { $0.span.overlaps(need.due) }
  }

  /// Whether some variant of a project has a start with which it serves a need in time.
  static func permits(_ project: Project, _ need: Need, in instance: Instance) -> Bool {
    need.due.overlaps(project.period)
      && project.variants.contains { variant in
        variant.services.contains { $0.need == need.id }
          && instance.starts(variant, of: project).contains { permits(variant, from: $0, need, in: instance) }
      }
  }

  /// 1 if a variant is carried out with a start that lets it serve the need.
  static func inTime(_ f: Formulation, _ p: Int, _ v: Int, _ need: Need) -> Expression {
    guard need.due.overlaps(f.projects[p].period) else { return .zero }
    return f.started(p, v) { permits(f.projects[p].variants[v], from: $0, need, in: f.instance) }
  }

  /// Whether a project serves a need in time with every possible start.
  static func isAlwaysInTime(_ f: Formulation, _ p: Int, _ need: Need) -> Bool {
    f.projects[p].variants.indices.allSatisfy { v in
      !f.projects[p].variants[v].services.contains { $0.need == need.id }
        || inTime(f, p, v, need).terms.elementsEqual(f.chosen[p][v].terms, by: ==)
    }
  }

  static func emit(into f: inout Formulation) {
    for (n, need) in f.instance.lists.needs.enumerated() {
      for (p, credit) in f.credits[n].sorted(by: { $0.key < $1.key })
      where f.hasCreditColumnDespiteDuePeriod(f.projects[p], need) && !isAlwaysInTime(f, p, need) {
        let most = f.largest(credit)
        let inTime = f.projects[p].variants.indices.map { DuePeriod.inTime(f, p, $0, need) }.sum()
        f.add(self, [f.projects[p].id.text, need.id.text], credit - inTime * most, atMost: 0, block: f.projects[p])
      }
    }
  }
}

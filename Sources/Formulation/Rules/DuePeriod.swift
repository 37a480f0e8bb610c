import Model

/// A credit exists only where the periods overlap; a row says so where the rule is spelled out.
enum DuePeriod: Rule {
  static let name = "due-period"
  static let sentence = Bilingual(
    "在需求期限内实施的项目才计入满足。", "Only a project whose period overlaps the due period serves the need.")
  static let cells: [(list: String, subject: Int, field: String)] = [("projects", 0, "from"), ("needs", 1, "to")]

  static func permits(_ project: Project, _ need: Need) -> Bool { need.due.overlaps(project.period) }

  static func emit(into f: inout Formulation) {
    for (n, need) in f.instance.lists.needs.enumerated() {
      for (p, credit) in f.credits[n].sorted(by: { $0.key < $1.key }) where !permits(f.projects[p], need) {
        f.add(self, [f.projects[p].id.text, need.id.text], credit, atMost: 0, block: f.projects[p])
      }
    }
  }
}

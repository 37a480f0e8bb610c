import Model

/// A credit exists only where the periods overlap, so no row is needed.
enum DuePeriod: Rule {
  static let name = "due-period"
  static let sentence = Bilingual(
    "在需求期限内实施的项目才计入满足。", "Only a project whose period overlaps the due period serves the need.")

  static func permits(_ project: Project, _ need: Need) -> Bool { need.due.overlaps(project.period) }

  static func emit(into f: inout Formulation) {}
}

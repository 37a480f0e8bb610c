import Model

/// A credit exists only for starts from which the project runs in the due period, so no row is needed.
enum DuePeriod: Rule {
  static let name = "due-period"
  static let sentence = Bilingual(
    "在需求期限内实施的项目才计入满足。", "Only a project that runs in the due period serves the need.")

  /// Whether a variant that starts in `first` runs in some period of the need's.
  static func permits(_ variant: Variant, from first: Int, _ need: Need, in instance: Instance) -> Bool {
    instance.timeline[instance.run(variant, from: first)].contains { $0.span.overlaps(need.due) }
  }

  /// Whether a project can ever serve a need.
  static func permits(_ project: Project, _ need: Need, in instance: Instance) -> Bool {
    need.due.overlaps(project.period)
      && project.variants.contains { variant in
        variant.services.contains { $0.need == need.id }
          && instance.starts(variant, of: project).contains { permits(variant, from: $0, need, in: instance) }
      }
  }

  static func emit(into f: inout Formulation) {}
}

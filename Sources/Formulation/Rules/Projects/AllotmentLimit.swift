import Model

/// `Σ Y(p) ≤ most_projects`, `Σ A(p) ≤ most_money`.
enum AllotmentLimitRule: FormulationRule {
  static let name = "allotment-limit"
  static let sentence = Bilingual(
    "项目数和金额不超过规定的限制（全部、一地或一类项目的）。",
    "Projects and money stay within the limits set for all, for a place or for a category.")
  static let cells: [RuleCell] = [
    RuleCell(.limits(.mostProjects), of: 1),
    RuleCell(.limits(.mostMoney), of: 1),
  ]

  /// The limits that are given for the place or category; a limit of all projects has no row with an id.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    guard subjects.count == 2 else { return [] }
    let limits = instance.limits(of: subjects).map { instance.lists.limits[$0] }
    let fields: [LimitField] =
      (limits.contains { $0.mostProjects != nil } ? [.mostProjects] : [])
      + (limits.contains { $0.mostMoney != nil } ? [.mostMoney] : [])
    return fields.map { Citation(.limits($0), of: subjects[1]) }
  }

  static func emit(into f: inout Formulation) {
    for limit in f.instance.lists.limits {
      let within = f.projects.indices.filter { f.instance.isLimited(f.projects[$0], by: limit) }
      let subjects = limit.subjects
      if let most = limit.mostProjects {
        f.add(self, subjects, part: ["projects"], within.map { f.carried($0) }.sum(), atMost: Int128(most))
      }
      if let most = limit.mostMoney {
        f.add(self, subjects, part: ["money"], within.map { f.cost($0) }.sum(), atMost: Int128(most.minorUnits))
      }
    }
  }
}

extension AllotmentLimit {
  /// The subjects of its rule: the kind of the limit, and what it is of, if not of all projects.
  fileprivate var subjects: [String] { [kind.rawValue] + (of.isEmpty ? [] : [of]) }
}

extension Instance {
  /// The positions of the limits that a decision of the rule `allotment-limit` is about.
  public func limits(of subjects: [String]) -> [Int] {
    lists.limits.indices.filter { lists.limits[$0].subjects == subjects }
  }

  /// Whether a limit counts a project.
  func isLimited(_ project: Project, by limit: AllotmentLimit) -> Bool {
    switch limit.kind {
    case .total: true
    case .place: project.places.contains { lies($0.place, within: PlaceID(limit.of)) }
    case .category: isKind(project.category, of: CategoryID(limit.of))
    }
  }
}

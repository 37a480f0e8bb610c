import Model

extension PabulibElection {
  /// The keys and values of META, in the order of the format.
  func meta(
    _ header: PabulibHeader, _ budgets: PabulibBudgets, _ bounds: [ElectionBound: String], _ counts: PabulibCounts,
    _ ballots: Int
  ) -> [(key: String, value: String)] {
    let costs = lists.projects.reduce(Int128(0)) { $0 + Int128(cost($1).minorUnits) }
    let isFull = costs <= Int128(budgets.total.minorUnits)
    var entries: [(key: String, value: String?)] = [
      ("description", lists.title.isEmpty ? unitName : lists.title), ("country", header.country), ("unit", unitName),
      ("instance", header.instance), ("num_projects", "\(lists.projects.count)"), ("num_votes", "\(ballots)"),
      ("budget", plain(budgets.total)), ("vote_type", counts.score == nil ? "approval" : "scoring"),
      ("rule", "unknown"), ("date_begin", header.begin), ("date_end", header.end),
    ]
    entries += [
      ("min_project_cost", bounds[.leastCost]), ("max_project_cost", bounds[.mostCost]),
      ("min_project_score_threshold", bounds[.leastScore]),
      ("neighborhoods", list(budgets.places.map { placeName($0.id) })),
      ("categories", list(budgets.categories.map { categoryName($0.id) })), ("currency", lists.currency.code),
    ]
    entries += [
      ("fully_funded", isFull ? "1" : nil), ("comment", comment(counts)),
      ("budget_per_category", list(budgets.categories.map { plain($0.amount) })),
      ("budget_per_neighborhood", list(budgets.places.map { plain($0.amount) })),
    ]
    return entries.compactMap { key, value in value.map { (key, $0) } }
  }

  private func list(_ items: [String]) -> String? { items.isEmpty ? nil : items.joined(separator: ",") }

  private func comment(_ counts: PabulibCounts) -> String {
    var parts = [
      PabulibText.mark,
      counts.votes == nil
        ? "The ballot is made up: it gives each project its points."
        : "The ballots are made up: they add up to the votes\(counts.score == nil ? "" : " and the score") of each project.",
    ]
    for project in lists.projects {
      for other in project.incompatible where project.id < other || !excludes(other, project.id) {
        parts.append("Projects \(project.id.text) and \(other.text) are mutually exclusive.")
      }
    }
    return ([parts[0]] + parts.enumerated().dropFirst().map { "#\($0 + 1): \($1)" }).joined(separator: " ")
  }

  private func excludes(_ project: ProjectID, _ other: ProjectID) -> Bool {
    instance.project(project).incompatible.contains(other)
  }

  /// The header and the rows of PROJECTS. A column without content is left out.
  func projectRows(_ budgets: PabulibBudgets, _ counts: PabulibCounts, _ selected: Set<ProjectID>?) -> [String] {
    let areas = lists.projects.map { area(of: $0, budgets) }
    func cells(_ sums: [ProjectID: Int64]?) -> [String] {
      sums.map { sums in lists.projects.map { "\(sums[$0.id] ?? 0)" } } ?? []
    }
    var columns: [(name: String, cells: [String])] = [
      ("project_id", lists.projects.map(\.id.text)), ("cost", lists.projects.map { plain(cost($0)) }),
      ("votes", cells(counts.votes)), ("score", cells(counts.score)), ("name", lists.projects.map(\.title)),
    ]
    columns.append(("category", lists.projects.map { category(of: $0, budgets) }))
    columns.append(("beneficiaries", lists.projects.map { $0.groups.joined(separator: ",") }))
    columns.append(
      ("selected", selected.map { chosen in lists.projects.map { chosen.contains($0.id) ? "1" : "0" } } ?? []))
    // The checker wants a neighbourhood for each project, or none: that of the whole is its unit.
    let isPlaced = areas.contains { !$0.isEmpty }
    columns.append(("neighborhood", isPlaced ? areas.map { $0.isEmpty ? unitName : $0 } : []))
    columns = columns.filter { column in column.cells.contains { !$0.isEmpty } }
    return [columns.map(\.name).joined(separator: ";")]
      + lists.projects.indices.map { row in columns.map { pabulibCell($0.cells[row]) }.joined(separator: ";") }
  }

  /// The name of the place in which all others lie.
  private var root: Place? { lists.places.first { $0.parent == nil } }

  private var unitName: String {
    let name = root?.name ?? ""
    return !name.isEmpty ? name : !lists.title.isEmpty ? lists.title : "all"
  }

  func placeName(_ id: PlaceID) -> String {
    let name = instance.place(id).name
    return name.isEmpty ? id.text : name
  }

  private func area(of project: Project, _ budgets: PabulibBudgets) -> String {
    guard let place = project.places.first?.place else { return "" }
    let limited = budgets.places.first { instance.lies(place, within: $0.id) }
    if let limited { return placeName(limited.id) }
    return place == root?.id ? "" : placeName(place)
  }

  func categoryName(_ id: CategoryID) -> String {
    let name = lists.categories.first { $0.id == id }?.name ?? ""
    return name.isEmpty ? id.text : name
  }

  /// The category of a project, with the one that has a budget; blank for the category `other` of an import.
  private func category(of project: Project, _ budgets: PabulibBudgets) -> String {
    let own = categoryName(project.category)
    if own == "other", project.category.text == "other" { return "" }
    guard let budget = budgets.categories.first(where: { instance.isKind(project.category, of: $0.id) }) else {
      return own
    }
    let name = categoryName(budget.id)
    return project.category == budget.id || own.split(separator: ",").contains(where: { $0 == name })
      ? own : "\(name),\(own)"
  }
}

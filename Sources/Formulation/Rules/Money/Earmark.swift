import Model

/// A project's category and places, with all their ancestors.
struct Lineage {
  let categories: [CategoryID]
  let places: [PlaceID]

  init(_ project: Project, in instance: Instance) {
    categories = instance.above(project.category)
    places = project.places.flatMap { instance.above($0.place) }
  }
}

/// A set of categories and a set of places, each with its descendants; an empty set means no restriction.
struct Scope {
  let categories: Set<CategoryID>
  let places: Set<PlaceID>

  /// Whether a project lies in the scope.
  /// - Complexity: O(depth of the trees), independent of the length of the lists.
  func takesIn(_ lineage: Lineage) -> Bool {
    (categories.isEmpty || lineage.categories.contains(where: categories.contains))
      && (places.isEmpty || lineage.places.isEmpty || lineage.places.contains(where: places.contains))
  }
}

/// A fund's earmarks, indexed for a fast test of each project: `Instance.obstacles` without the reasons.
struct Earmark {
  private let fund: Fund
  private let scope: Scope
  private let excluded: Set<CategoryID>
  private let window: Period
  /// By period of the timeline: whether the fund may pay for projects that start in it.
  private let isOpen: [Bool]

  init(_ fund: Fund, in instance: Instance) {
    self.fund = fund
    scope = Scope(categories: Set(fund.categories), places: Set(fund.places))
    excluded = Set(fund.excludedCategories)
    let window = instance.window(fund)
    self.window = window
    isOpen = instance.timeline.map { instance.lists.periods.isEmpty || $0.span.overlaps(window) }
  }

  /// Whether the earmarks other than cost types permit the fund to pay for a project.
  func permits(_ project: Project, _ lineage: Lineage, starts: Set<Int>, in instance: Instance) -> Bool {
    guard scope.takesIn(lineage), window.overlaps(project.period),
      starts.isEmpty || starts.contains(where: { isOpen[$0] })
    else { return false }
    if !excluded.isEmpty, lineage.categories.contains(where: excluded.contains) { return false }
    if !fund.projects.isEmpty, !fund.projects.contains(project.id) { return false }
    if fund.excludesGovernmentFunded, project.governmentFunded { return false }
    if !fund.groups.isEmpty {
      let groups = instance.groups(of: project)
      if !fund.groups.contains(where: groups.contains) { return false }
    }
    if !fund.tiers.isEmpty {
      let tiers = instance.tiers(of: project)
      if !fund.tiers.contains(where: tiers.contains) { return false }
    }
    return true
  }
}

extension Instance {
  /// A category, followed by its ancestors.
  fileprivate func above(_ category: CategoryID) -> [CategoryID] {
    var chain = [category]
    while let next = categoryIndex[chain.last!].flatMap({ lists.categories[$0].parent }) { chain.append(next) }
    return chain
  }

  /// A place, followed by the places that enclose it.
  fileprivate func above(_ place: PlaceID) -> [PlaceID] {
    var chain = [place]
    while let next = placeIndex[chain.last!].flatMap({ lists.places[$0].parent }) { chain.append(next) }
    return chain
  }
}

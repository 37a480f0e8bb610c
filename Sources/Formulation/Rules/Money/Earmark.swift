import Model

/// All that a project lies in: its category and its places with those above them.
struct Lineage {
  let categories: [CategoryID]
  let places: [PlaceID]

  init(_ project: Project, in instance: Instance) {
    categories = instance.above(project.category)
    places = project.places.flatMap { instance.above($0.place) }
  }
}

/// What a list of categories and a list of places take in; an empty list takes in everything.
struct Scope {
  let categories: Set<CategoryID>
  let places: Set<PlaceID>

  /// - Complexity: O(depth of the trees), whatever the length of the lists.
  func takesIn(_ lineage: Lineage) -> Bool {
    (categories.isEmpty || lineage.categories.contains(where: categories.contains))
      && (places.isEmpty || lineage.places.isEmpty || lineage.places.contains(where: places.contains))
  }
}

/// The earmarks of a fund laid out for asking once for each project: `Instance.obstacles` without the reasons.
struct Earmark {
  private let fund: Fund
  private let scope: Scope
  private let excluded: Set<CategoryID>
  private let window: Period
  /// By period of the timeline: whether what starts in it may be paid for.
  private let isOpen: [Bool]

  init(_ fund: Fund, in instance: Instance) {
    self.fund = fund
    scope = Scope(categories: Set(fund.categories), places: Set(fund.places))
    excluded = Set(fund.excludedCategories)
    let window = instance.window(fund)
    self.window = window
    isOpen = instance.timeline.map { instance.lists.periods.isEmpty || $0.span.overlaps(window) }
  }

  /// Whether the fund may pay for some type of cost of a project.
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
  /// A category and the kinds that it is of.
  fileprivate func above(_ category: CategoryID) -> [CategoryID] {
    var chain = [category]
    while let next = categoryIndex[chain.last!].flatMap({ lists.categories[$0].parent }) { chain.append(next) }
    return chain
  }

  /// A place and those in which it lies.
  fileprivate func above(_ place: PlaceID) -> [PlaceID] {
    var chain = [place]
    while let next = placeIndex[chain.last!].flatMap({ lists.places[$0].parent }) { chain.append(next) }
    return chain
  }
}

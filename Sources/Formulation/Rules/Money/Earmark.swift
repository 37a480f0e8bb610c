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

  init(categories: Set<CategoryID>, places: Set<PlaceID>) { (self.categories, self.places) = (categories, places) }

  /// The projects that an asset may be used for.
  init(of asset: Asset) { self.init(categories: Set(asset.categories), places: Set(asset.reach)) }

  /// Whether a project lies in the scope.
  /// - Complexity: O(depth of the trees), independent of the length of the lists.
  func admits(_ lineage: Lineage) -> Bool { admitsCategory(of: lineage) && admitsPlace(of: lineage) }

  /// Whether a project's category lies in the scope.
  func admitsCategory(of lineage: Lineage) -> Bool {
    categories.isEmpty || lineage.categories.contains(where: categories.contains)
  }

  /// Whether one of a project's places lies in the scope; a project without places lies in any.
  func admitsPlace(of lineage: Lineage) -> Bool {
    places.isEmpty || lineage.places.isEmpty || lineage.places.contains(where: places.contains)
  }
}

/// A project that a fund is asked to pay for, as earmarks see it.
struct Payee {
  let project: Project
  let lineage: Lineage
  let groups: [String]
  let tiers: [Tier]
  /// By type of cost: the periods in which it may be paid; empty if the project cannot start at all.
  private let periods: [String: Set<Int>]
  private let allPeriods: Set<Int>

  init(_ project: Project, _ lineage: Lineage, periods: [String: Set<Int>], in instance: Instance) {
    (self.project, self.lineage, self.periods) = (project, lineage, periods)
    allPeriods = periods.values.reduce(into: []) { $0.formUnion($1) }
    (groups, tiers) = (instance.groups(of: project), instance.tiers(of: project))
  }

  init(_ project: Project, in instance: Instance) {
    var periods: [String: Set<Int>] = [:]
    for variant in project.variants {
      let starts = instance.starts(variant, of: project)
      for type in Set(variant.costs.map(\.type)) {
        let count = instance.lists.periods.isEmpty ? 1 : variant.lastDue(of: type)
        periods[type, default: []].formUnion(starts.flatMap { $0..<$0 + count })
      }
    }
    self.init(project, Lineage(project, in: instance), periods: periods, in: instance)
  }

  /// The periods in which a type of cost may be paid, or any if there is no type.
  func periods(of costType: String?) -> Set<Int> { costType.map { periods[$0] ?? [] } ?? allPeriods }
}

/// A condition under which a fund may pay, as one cell of the list of funds states it. The cases stand in the order in
/// which reasons are given.
enum EarmarkCondition: CaseIterable {
  case categories, excludedCategories, places, groups, tiers, costTypes, excludedCostTypes, projects
  /// The project's own days overlap those on which the fund may be spent.
  case days
  /// The cost can be paid in a period in which the fund may be spent.
  case paymentPeriod
  case governmentFunded

  /// All conditions, stored once, because they are read for each fund and project.
  static let all = Array(allCases)

  /// The name of the rule that the condition belongs to.
  var rule: String {
    switch self {
    case .paymentPeriod: FundPeriod.name
    case .governmentFunded: NoDoubleFunding.name
    default: Eligibility.name
    }
  }

  /// The field of the list of funds that states the condition.
  var field: FundField {
    switch self {
    case .categories: .categories
    case .excludedCategories: .excludedCategories
    case .places: .places
    case .groups: .groups
    case .tiers: .tiers
    case .costTypes: .costTypes
    case .excludedCostTypes: .excludedCostTypes
    case .projects: .projects
    case .days, .paymentPeriod: .to
    case .governmentFunded: .excludesGovernmentFunded
    }
  }
}

/// A fund's earmarks, indexed for a fast test of each project.
struct Earmark {
  let fund: Fund
  private let scope: Scope
  private let excluded: Set<CategoryID>
  private let window: Period
  /// By period of the timeline: whether the fund may pay in it.
  private let isOpen: [Bool]

  init(_ fund: Fund, in instance: Instance) {
    self.fund = fund
    scope = Scope(categories: Set(fund.categories), places: Set(fund.places))
    excluded = Set(fund.excludedCategories)
    let window = instance.window(fund)
    self.window = window
    isOpen = instance.timeline.map { instance.lists.periods.isEmpty || $0.span.overlaps(window) }
  }

  /// Whether the earmarks permit the fund to pay for a project.
  /// - Parameter costType: The type of cost; nil if some type is enough, so that the conditions on types hold.
  /// - Complexity: O(depth of the trees + entries of the fund's short lists), without an allocation.
  func permits(_ payee: Payee, _ costType: String? = nil) -> Bool {
    EarmarkCondition.all.allSatisfy { holds($0, for: payee, costType) }
  }

  /// Whether the earmarks admit a type of cost of a project, whatever the periods of the plan in which it is paid.
  func admits(_ payee: Payee, _ costType: String) -> Bool {
    EarmarkCondition.all.allSatisfy { $0 == .paymentPeriod || holds($0, for: payee, costType) }
  }

  /// Whether a condition holds for a payment. This is the only statement of each condition.
  func holds(_ condition: EarmarkCondition, for payee: Payee, _ costType: String?) -> Bool {
    switch condition {
    case .categories: scope.admitsCategory(of: payee.lineage)
    case .excludedCategories: excluded.isEmpty || !payee.lineage.categories.contains(where: excluded.contains)
    case .places: scope.admitsPlace(of: payee.lineage)
    case .groups: fund.groups.isEmpty || fund.groups.contains(where: payee.groups.contains)
    case .tiers: fund.tiers.isEmpty || fund.tiers.contains(where: payee.tiers.contains)
    case .costTypes: fund.costTypes.isEmpty || costType.map { fund.costTypes.contains($0) } ?? true
    case .excludedCostTypes: costType.map { !fund.excludedCostTypes.contains($0) } ?? true
    case .projects: fund.projects.isEmpty || fund.projects.contains(payee.project.id)
    case .days: window.overlaps(payee.project.period)
    // Without a common day `days` is the reason. A project that cannot start at all is excluded by another rule.
    case .paymentPeriod:
      !window.overlaps(payee.project.period) || isOpen(in: payee.periods(of: costType))
    case .governmentFunded: !(fund.excludesGovernmentFunded && payee.project.governmentFunded)
    }
  }

  private func isOpen(in periods: Set<Int>) -> Bool { periods.isEmpty || periods.contains { isOpen[$0] } }

  /// Whether a condition is a list of eligible values, so that its cell can be cited as permitting a payment.
  func isRestriction(_ condition: EarmarkCondition, for payee: Payee) -> Bool {
    switch condition {
    case .categories: !fund.categories.isEmpty
    case .places: !fund.places.isEmpty && !payee.project.places.isEmpty
    case .groups: !fund.groups.isEmpty
    case .tiers: !fund.tiers.isEmpty
    case .costTypes: !fund.costTypes.isEmpty
    case .projects: !fund.projects.isEmpty
    case .excludedCategories, .excludedCostTypes, .days, .paymentPeriod, .governmentFunded: false
    }
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

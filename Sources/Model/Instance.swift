/// Checked lists: every reference resolves, and items are sorted by id, so that results do not depend on the order of
/// rows.
public struct Instance: Sendable {
  /// The lists, in canonical order.
  public let lists: Lists
  /// Position of each place in `lists.places`.
  public private(set) var placeIndex: [PlaceID: Int] = [:]
  /// Position of each category in `lists.categories`.
  public private(set) var categoryIndex: [CategoryID: Int] = [:]
  /// Position of each need in `lists.needs`.
  public private(set) var needIndex: [NeedID: Int] = [:]
  /// Position of each fund in `lists.funds`.
  public private(set) var fundIndex: [FundID: Int] = [:]
  /// Position of each project in `lists.projects`.
  public private(set) var projectIndex: [ProjectID: Int] = [:]
  /// Position of each asset in `lists.assets`.
  public private(set) var assetIndex: [AssetID: Int] = [:]
  /// The plan's periods in order; a single one without end where the lists have none.
  public let timeline: [PlanPeriod]
  /// Position of each period in `timeline`.
  public private(set) var periodIndex: [PeriodID: Int] = [:]
  /// Groups and tiers of each project, derived once from the needs it serves.
  private var groupsOf: [[String]] = []
  private var tiersOf: [[Tier]] = []
  /// Position of each volunteer in `lists.volunteers`.
  public private(set) var volunteerIndex: [VolunteerID: Int] = [:]
  /// Position of each slot in `lists.slots`.
  public private(set) var slotIndex: [SlotID: Int] = [:]
  /// Position of each beneficiary in `lists.beneficiaries`.
  public private(set) var beneficiaryIndex: [BeneficiaryID: Int] = [:]
  private(set) var travelTimes: [[PlaceID]: Int64] = [:]
  /// An upper bound of the travel time in minutes between any two places; after a longer pause no travel time need be
  /// computed.
  public let longestTravelTime: Int64
  /// Warnings about the lists.
  public let warnings: [Finding]

  /// Checks lists and puts them into canonical order.
  /// - Throws: ``Findings`` with all errors and warnings, where there is an error.
  /// - Complexity: O(n log n) in the number of rows and references.
  public init(_ lists: Lists) throws(Findings) {
    let findings = lists.inconsistencies().inOrder
    if let refusal = Findings(findings) { throw refusal }
    warnings = findings
    self.lists = lists.canonical()
    timeline = self.lists.periods.isEmpty ? [PlanPeriod(id: "", span: Period())] : self.lists.periods
    longestTravelTime = self.lists.longestTravelTime
    for (index, item) in self.lists.places.enumerated() { placeIndex[item.id] = index }
    for (index, item) in self.lists.categories.enumerated() { categoryIndex[item.id] = index }
    for (index, item) in self.lists.needs.enumerated() { needIndex[item.id] = index }
    for (index, item) in self.lists.funds.enumerated() { fundIndex[item.id] = index }
    for (index, item) in self.lists.projects.enumerated() { projectIndex[item.id] = index }
    for (index, item) in self.lists.assets.enumerated() { assetIndex[item.id] = index }
    for (index, item) in timeline.enumerated() { periodIndex[item.id] = index }
    for project in self.lists.projects {
      let needs = needs(of: project)
      groupsOf.append(project.groups.isEmpty ? Set(needs.compactMap(\.group)).sorted() : project.groups)
      let tiers = Set(needs.map(\.tier))
      tiersOf.append(Tier.allCases.filter(tiers.contains))
    }
    for (index, item) in self.lists.volunteers.enumerated() { volunteerIndex[item.id] = index }
    for (index, item) in self.lists.slots.enumerated() { slotIndex[item.id] = index }
    for (index, item) in self.lists.beneficiaries.enumerated() { beneficiaryIndex[item.id] = index }
    for item in self.lists.travel { travelTimes[[item.from, item.to]] = item.minutes }
  }

  /// The place with an id.
  /// - Precondition: The lists have it.
  public func place(_ id: PlaceID) -> Place { lists.places[index(of: id)] }
  /// The need with an id.
  /// - Precondition: The lists have it.
  public func need(_ id: NeedID) -> Need { lists.needs[index(of: id)] }
  /// The fund with an id.
  /// - Precondition: The lists have it.
  public func fund(_ id: FundID) -> Fund { lists.funds[index(of: id)] }
  /// The project with an id.
  /// - Precondition: The lists have it.
  public func project(_ id: ProjectID) -> Project { lists.projects[index(of: id)] }
  /// The asset with an id.
  /// - Precondition: The lists have it.
  public func asset(_ id: AssetID) -> Asset { lists.assets[index(of: id)] }
  /// The volunteer with an id.
  /// - Precondition: The lists have it.
  public func volunteer(_ id: VolunteerID) -> Volunteer { lists.volunteers[index(of: id)] }
  /// The slot with an id.
  /// - Precondition: The lists have it.
  public func slot(_ id: SlotID) -> Slot { lists.slots[index(of: id)] }

  /// Whether `place` is `other` or lies within it.
  /// - Complexity: O(depth of the tree).
  public func lies(_ place: PlaceID, within other: PlaceID) -> Bool {
    var next: PlaceID? = place
    while let id = next {
      if id == other { return true }
      next = placeIndex[id].flatMap { lists.places[$0].parent }
    }
    return false
  }

  /// Whether `category` is `other` or one of its kinds; a category outside the tree is only its own kind.
  /// - Complexity: O(depth of the tree).
  public func isKind(_ category: CategoryID, of other: CategoryID) -> Bool {
    var next: CategoryID? = category
    while let id = next {
      if id == other { return true }
      next = categoryIndex[id].flatMap { lists.categories[$0].parent }
    }
    return false
  }

  /// The groups that benefit from a project: its own, or else those of the needs it serves.
  public func groups(of project: Project) -> [String] { groupsOf[index(of: project.id)] }

  /// The tiers of the needs that a project serves.
  public func tiers(of project: Project) -> [Tier] { tiersOf[index(of: project.id)] }

  /// The needs that a project's variants serve, in the order of their ids.
  public func needs(of project: Project) -> [Need] {
    Set(project.variants.flatMap { $0.services.map(\.need) }).sorted().map(need)
  }
}

extension Lists {
  /// The lists in canonical order: items with an id are sorted by it, others by all their fields.
  func canonical() -> Lists {
    var out = self
    out.places.sort { $0.id < $1.id }
    out.categories.sort { $0.id < $1.id }
    out.needs.sort { $0.id < $1.id }
    for i in out.funds.indices {
      out.funds[i].matching = out.funds[i].matching.map {
        Matching(with: $0.with.sorted(), ratio: $0.ratio, origin: $0.origin)
      }.sorted {
        ($0.with.map(\.text).joined(separator: ";"), $0.ratio) < ($1.with.map(\.text).joined(separator: ";"), $1.ratio)
      }
      out.funds[i].setAsides.sort { ($0.kind.rawValue, $0.of, $0.share) < ($1.kind.rawValue, $1.of, $1.share) }
    }
    for i in out.funds.indices { out.funds[i].releases.sort { $0.period < $1.period } }
    out.funds.sort { $0.id < $1.id }
    for i in out.projects.indices {
      out.projects[i].places.sort { $0.place < $1.place }
      out.projects[i].requires.sort()
      out.projects[i].incompatible.sort()
      out.projects[i].variants.sort { $0.id < $1.id }
      for j in out.projects[i].variants.indices {
        out.projects[i].variants[j].costs.sort {
          ($0.type, $0.fixed, $0.perUnit, $0.due ?? 0) < ($1.type, $1.fixed, $1.perUnit, $1.due ?? 0)
        }
        out.projects[i].variants[j].services.sort { $0.need < $1.need }
        for k in out.projects[i].variants[j].demands.indices { out.projects[i].variants[j].demands[k].slots.sort() }
        out.projects[i].variants[j].demands.sort { $0.key.lexicographicallyPrecedes($1.key) }
        out.projects[i].variants[j].roles.sort { $0.id < $1.id }
        for k in out.projects[i].variants[j].roles.indices { out.projects[i].variants[j].roles[k].slots.sort() }
      }
    }
    out.projects.sort { $0.id < $1.id }
    for i in out.volunteers.indices {
      out.volunteers[i].offer.slots?.sort()
      out.volunteers[i].offer.past.sort()
      out.volunteers[i].offer.willing.sort()
      out.volunteers[i].offer.unwilling.sort()
    }
    out.volunteers.sort { $0.id < $1.id }
    for i in out.pairs.indices {
      (out.pairs[i].volunteer, out.pairs[i].with) = (pairs[i].members[0], pairs[i].members[1])
    }
    out.pairs.sort { ($0.volunteer, $0.with) < ($1.volunteer, $1.with) }
    out.slots.sort { $0.id < $1.id }
    out.beneficiaries.sort { $0.id < $1.id }
    out.pins.sort {
      let first = ($0.project, $0.kind.rawValue, $0.fund?.text ?? "", $0.amount ?? .zero, $0.share?.basisPoints ?? -1)
      let second = ($1.project, $1.kind.rawValue, $1.fund?.text ?? "", $1.amount ?? .zero, $1.share?.basisPoints ?? -1)
      if first != second { return first < second }
      return ($0.volunteer?.text ?? "", $0.role?.text ?? "") < ($1.volunteer?.text ?? "", $1.role?.text ?? "")
    }
    out.limits.sort {
      ($0.kind.rawValue, $0.of, $0.mostProjects ?? 0, $0.mostMoney ?? .zero)
        < ($1.kind.rawValue, $1.of, $1.mostProjects ?? 0, $1.mostMoney ?? .zero)
    }
    out.periods.sort { $0.span.from! < $1.span.from! }
    for i in out.assets.indices { out.assets[i].slots.sort { $0.slot < $1.slot } }
    out.assets.sort { $0.id < $1.id }
    out.weightFormula?.terms.sort { $0.indicator < $1.indicator }
    out.authorities.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return out
  }
}

extension AssetDemand {
  /// All fields that tell two demands apart, so that the order does not depend on rows.
  fileprivate var key: [String] {
    [asset?.text ?? "", type ?? "", String(fixed.milli), String(perUnit.milli)] + slots.map(\.text)
  }
}

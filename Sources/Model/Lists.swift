// The data model. Places, needs, funds and projects are what a township keeps; pins and limits are what its joint meeting
// decided. People (People.swift), assets (Asset.swift), the periods of the plan (PlanPeriod.swift) and the weights of places
// (WeightFormula.swift) have files of their own.
//
//   Place ◄── Need ◄── Service ── Variant ──► CostLine
//     ▲                              │
//     └──────────── Project ◄────────┘
//     └──────────── Fund ── Matching, SetAside

public enum PlaceLevel: String, Sendable, CaseIterable { case county, township, village, community, grid }
public enum Tier: String, Sendable, CaseIterable { case basic, featured }
public enum NeedStatus: String, Sendable, CaseIterable { case open, served, withdrawn }
public enum ProjectStatus: String, Sendable, CaseIterable { case proposed, committed, running, done }
public enum ScaleKind: String, Sendable, CaseIterable { case fixed, integer, continuous }
public enum SetAsideKind: String, Sendable, CaseIterable { case group, category, place }
public enum PinKind: String, Sendable, CaseIterable {
  case mustFund = "must_fund"
  case mustNot = "must_not"
  case keep
}
public enum LimitKind: String, Sendable, CaseIterable { case total, place, category }

/// 地点. A node of the tree county > township > village or community > grid.
public struct Place: Sendable {
  public var id: PlaceID
  public var name = ""
  public var parent: PlaceID?
  public var level = PlaceLevel.village
  public var population: Int64 = 0
  public var coordinates: Coordinates?
  /// Such as the share of elderly people; the key is the township's own.
  public var indicators: [String: Quantity] = [:]
  public var origin = Origin.none
  public init(id: PlaceID) { self.id = id }
}

/// 类别. A node of the taxonomy of needs and projects.
public struct Category: Sendable {
  public var id: CategoryID
  public var name = ""
  public var parent: CategoryID?
  public var origin = Origin.none
  public init(id: CategoryID) { self.id = id }
}

/// 需求.
public struct Need: Sendable {
  public var id: NeedID
  public var title = ""
  public var place: PlaceID
  public var category: CategoryID
  public var group: String?
  public var quantity = Quantity.zero
  public var unit = ""
  /// What serving one unit is worth, in the township's own points.
  public var value = Quantity.one
  /// 1 to 5; 5 must be served.
  public var urgency = 1
  public var tier = Tier.featured
  /// The share that must be served, if it can be.
  public var floor: Share?
  public var due = Period()
  public var source = ""
  public var collectedOn: Day?
  public var status = NeedStatus.open
  public var origin = Origin.none
  public init(id: NeedID, place: PlaceID, category: CategoryID) {
    self.id = id
    self.place = place
    self.category = category
  }
}

/// 专项经费. Empty lists of what is eligible mean that nothing is excluded; nil limits mean that there is none.
public struct Fund: Sendable {
  public var id: FundID
  public var name = ""
  public var department = ""
  public var amount = Money.zero
  public var reserve = Money.zero
  public var period = Period()
  /// 结转: what is left may be spent for another year.
  public var carryOver = false
  public var categories: [CategoryID] = []
  public var places: [PlaceID] = []
  public var groups: [String] = []
  public var tiers: [Tier] = []
  public var costTypes: [String] = []
  /// 负面清单.
  public var excludedCategories: [CategoryID] = []
  public var excludedCostTypes: [String] = []
  /// Donor's restriction: for these projects only.
  public var projects: [ProjectID] = []
  public var trancheMin: Money?
  public var trancheMax: Money?
  /// The largest share of one project's cost.
  public var shareMax: Share?
  public var projectsMax: Int?
  public var perPlaceMax: Money?
  public var minimumSpend = Money.zero
  public var excludesGovernmentFunded = false
  public var matching: [Matching] = []
  public var setAsides: [SetAside] = []
  /// Empty where the whole amount is there from the first day.
  public var releases: [Release] = []
  public var origin = Origin.none
  public init(id: FundID) { self.id = id }

  /// What may be spent: the amount less the reserve.
  public var available: Money { amount - reserve }
}

/// 配套: on each project, the named others together pay at least `ratio` of what this fund pays.
public struct Matching: Sendable {
  public var with: [FundID]
  public var ratio: Share
  public var origin = Origin.none
  public init(with: [FundID], ratio: Share, origin: Origin = .none) {
    self.with = with
    self.ratio = ratio
    self.origin = origin
  }
}

/// At least `share` of what the fund spends goes to projects of a group, a category or a place.
public struct SetAside: Sendable {
  public var kind: SetAsideKind
  public var of: String
  public var share: Share
  public var origin = Origin.none
  public init(kind: SetAsideKind, of: String, share: Share, origin: Origin = .none) {
    self.kind = kind
    self.of = of
    self.share = share
    self.origin = origin
  }
}

/// 项目.
public struct Project: Sendable {
  public var id: ProjectID
  public var title = ""
  /// The places that propose it, with the share of the cost that falls to each; shares sum to a whole.
  public var places: [(place: PlaceID, share: Share)] = []
  public var category: CategoryID
  public var groups: [String] = []
  public var responsible = ""
  public var approved = false
  /// The village's own order, 1 first.
  public var rank: Int?
  public var score: Quantity?
  public var period = Period()
  public var sourcesMax: Int?
  public var status = ProjectStatus.proposed
  public var governmentFunded = false
  public var requires: [ProjectID] = []
  public var incompatible: [ProjectID] = []
  /// Mutually exclusive; at least one.
  public var variants: [Variant] = []
  public var origin = Origin.none
  public init(id: ProjectID, category: CategoryID) {
    self.id = id
    self.category = category
  }
}

/// One way of doing a project.
public struct Variant: Sendable {
  public var id: VariantID
  public var title = ""
  public var scaleKind = ScaleKind.fixed
  public var scaleMin = Quantity.one
  public var scaleMax = Quantity.one
  public var scaleUnit = ""
  /// Plan periods for which it runs, from the one in which it starts.
  public var lasts = 1
  public var costs: [CostLine] = []
  public var services: [Service] = []
  public var demands: [AssetDemand] = []
  public var roles: [Role] = []
  public var origin = Origin.none
  public init(id: VariantID) { self.id = id }

  public var hasFixedScale: Bool { scaleMin == scaleMax }
}

/// What one type of cost comes to: `fixed + perUnit × scale`, rounded up to a minor unit.
public struct CostLine: Sendable {
  public var type: String
  public var fixed: Money
  public var perUnit: Money
  public var origin = Origin.none
  public init(type: String, fixed: Money, perUnit: Money = .zero, origin: Origin = .none) {
    self.type = type
    self.fixed = fixed
    self.perUnit = perUnit
    self.origin = origin
  }

  public func cost(at scale: Quantity) -> Int128 {
    let milli = Int128(fixed.minorUnits) * 1000 + Int128(perUnit.minorUnits) * Int128(scale.milli)
    return (milli + 999) / 1000
  }
}

/// What a variant does for a need: `perUnit × scale` units, `atMost` at most.
public struct Service: Sendable {
  public var need: NeedID
  public var perUnit: Quantity
  public var atMost: Quantity?
  public var origin = Origin.none
  public init(need: NeedID, perUnit: Quantity, atMost: Quantity? = nil, origin: Origin = .none) {
    self.need = need
    self.perUnit = perUnit
    self.atMost = atMost
    self.origin = origin
  }

  /// In millionths of the need's unit.
  public func micro(at scale: Quantity) -> Int128 {
    let offered = Int128(perUnit.milli) * Int128(scale.milli)
    return atMost.map { min(offered, Int128($0.milli) * 1000) } ?? offered
  }
}

/// What the meeting decided beforehand about a project or one assignment.
public struct Pin: Sendable {
  public var kind: PinKind
  public var project: ProjectID
  public var fund: FundID?
  public var amount: Money?
  public var reason = ""
  public var by = ""
  public var origin = Origin.none
  public init(kind: PinKind, project: ProjectID) {
    self.kind = kind
    self.project = project
  }
}

/// The most that all projects, those of a place or those of a category may get.
public struct AllotmentLimit: Sendable {
  public var kind: LimitKind
  public var of: String
  public var mostProjects: Int?
  public var mostMoney: Money?
  public var origin = Origin.none
  public init(kind: LimitKind, of: String = "") {
    self.kind = kind
    self.of = of
  }
}

/// Everything that a plan is made from, as read; nothing in it has been checked against anything else.
public struct Lists: Sendable {
  public var title = ""
  public var currency = Currency()
  public var places: [Place] = []
  public var categories: [Category] = []
  public var needs: [Need] = []
  public var funds: [Fund] = []
  public var projects: [Project] = []
  public var pins: [Pin] = []
  public var limits: [AllotmentLimit] = []
  public var periods: [PlanPeriod] = []
  public var assets: [Asset] = []
  public var weightFormula: WeightFormula?
  public var volunteers: [Volunteer] = []
  public var slots: [Slot] = []
  public var travel: [TravelTime] = []
  public var beneficiaries: [Beneficiary] = []
  public init() {}
}

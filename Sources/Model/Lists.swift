// The data model. A township keeps places, needs, funds and projects; its joint meeting decides pins and limits. Other
// files hold people (People.swift), assets (Asset.swift), plan periods (PlanPeriod.swift) and weights of places
// (WeightFormula.swift).
//
//   Place ◄── Need ◄── Service ── Variant ──► CostLine
//     ▲                              │
//     └──────────── Project ◄────────┘
//     └──────────── Fund ── Matching, SetAside

/// 层级. The level of a place in the tree of places.
public enum PlaceLevel: String, Sendable, CaseIterable {
  /// 县, 乡镇, 村, 社区, 网格. The raw values are the English words of the lists.
  case county, township, village, community, grid
}
/// 层次. The tier of a need.
public enum Tier: String, Sendable, CaseIterable {
  /// 基本, 特色. Only a basic need has a floor under `basic-floor`.
  case basic, featured
}
/// 需求状态. Whether a need is still to be served.
public enum NeedStatus: String, Sendable, CaseIterable {
  /// 待办, 已满足, 已撤回. Only an open need can be served.
  case open, served, withdrawn
}
/// 项目状态. How far a project has come.
public enum ProjectStatus: String, Sendable, CaseIterable {
  /// 申报, 已承诺, 在建, 完成. Committed and running projects are carried out; done ones are not carried out again.
  case proposed, committed, running, done
}
/// 规模方式. Which scales between its bounds a variant may have.
public enum ScaleKind: String, Sendable, CaseIterable {
  /// 固定, 整数, 连续. A fixed scale has one value, an integer scale is a whole number of units, a continuous one is
  /// any number of thousandths.
  case fixed, integer, continuous
}
/// 专门比例的对象. The kind of projects that a set-aside favours.
public enum SetAsideKind: String, Sendable, CaseIterable {
  /// 人群, 类别, 地点.
  case group, category, place
}
/// 会议决定. What the joint meeting decided beforehand about a project.
public enum PinKind: String, Sendable, CaseIterable {
  /// 必须安排: the project is carried out or, with a fund, the fund pays for it.
  case mustFund = "must_fund"
  /// 不得安排: the project is not carried out or, with a fund, the fund pays nothing for it.
  case mustNot = "must_not"
  /// 保留: the project is carried out; with a fund, the fund pays for it, and exactly `amount` where that is given.
  case keep
}
/// 限制的对象. The projects that a limit applies to.
public enum LimitKind: String, Sendable, CaseIterable {
  /// 全部, 地点, 类别.
  case total, place, category
}

/// 地点. A node of the tree county > township > village or community > grid.
public struct Place: Sendable {
  /// Stable id.
  public var id: PlaceID
  /// Name, for display.
  public var name = ""
  /// The place in which it lies; nil for a root.
  public var parent: PlaceID?
  /// Level in the tree.
  public var level = PlaceLevel.village
  /// 人口: number of residents.
  public var population: Int64 = 0
  /// Position; nil where the list gives none.
  public var coordinates: Coordinates?
  /// Indicators by the township's own names, such as the share of elderly people; in thousandths.
  public var indicators: [String: Quantity] = [:]
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a place with default values in all other fields.
  public init(id: PlaceID) { self.id = id }
}

/// 类别. A node of the category tree of needs and projects.
public struct Category: Sendable {
  /// Stable id.
  public var id: CategoryID
  /// Name, for display.
  public var name = ""
  /// The category of which it is a kind; nil for a root.
  public var parent: CategoryID?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a category with default values in all other fields.
  public init(id: CategoryID) { self.id = id }
}

/// 需求. Something that residents of a place lack.
public struct Need: Sendable {
  /// Stable id.
  public var id: NeedID
  /// Description in one line.
  public var title = ""
  /// The place that has the need.
  public var place: PlaceID
  /// Its category.
  public var category: CategoryID
  /// 人群: the group that benefits; nil where the list names none.
  public var group: String?
  /// How much is needed, in thousandths of `unit`.
  public var quantity = Quantity.zero
  /// Unit of the quantity.
  public var unit = ""
  /// 单位价值: points for each unit served.
  public var value = Quantity.one
  /// 急迫程度, 1 to 5; a need of urgency 5 falls under `must-serve`.
  public var urgency = 1
  /// 层次: basic or featured.
  public var tier = Tier.featured
  /// 保底比例: the share that must be served where the rules allow it; nil for no floor.
  public var floor: Share?
  /// 期限: first and last day on which it can be served.
  public var due = Period()
  /// Who collected it.
  public var source = ""
  /// The day on which it was collected.
  public var collectedOn: Day?
  /// Whether it is still to be served.
  public var status = NeedStatus.open
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a need with default values in all other fields.
  public init(id: NeedID, place: PlaceID, category: CategoryID) {
    self.id = id
    self.place = place
    self.category = category
  }
}

/// 专项经费. A sum of money with restrictions on its use.
///
/// An empty list of what is eligible excludes nothing; a nil limit does not bind.
public struct Fund: Sendable {
  /// Stable id.
  public var id: FundID
  /// Name, for display.
  public var name = ""
  /// The department from which it comes.
  public var department = ""
  /// The whole sum.
  public var amount = Money.zero
  /// 预留: the part that must not be spent.
  public var reserve = Money.zero
  /// First and last day on which it may be spent.
  public var period = Period()
  /// 结转: whether what is left may be spent for another year.
  public var carryOver = false
  /// Categories it may support, with their kinds.
  public var categories: [CategoryID] = []
  /// Places it may support, with all that lies in them.
  public var places: [PlaceID] = []
  /// Groups it may support.
  public var groups: [String] = []
  /// Tiers of need it may support.
  public var tiers: [Tier] = []
  /// Types of cost it may pay.
  public var costTypes: [String] = []
  /// 负面清单: categories it must not support, with their kinds.
  public var excludedCategories: [CategoryID] = []
  /// 负面清单: types of cost it must not pay.
  public var excludedCostTypes: [String] = []
  /// 指定项目: the projects that the donor named; empty for any.
  public var projects: [ProjectID] = []
  /// 单笔下限: the least that it pays for a project, if it pays anything.
  public var trancheMin: Money?
  /// 单笔上限: the most that it pays for a project.
  public var trancheMax: Money?
  /// 占比上限: the largest share of one project's cost.
  public var shareMax: Share?
  /// 项目数上限: the most projects that it pays for.
  public var projectsMax: Int?
  /// 每地上限: the most that it pays for one place, by the places' cost shares.
  public var perPlaceMax: Money?
  /// 最低支出: the least that must be spent.
  public var minimumSpend = Money.zero
  /// 不与财政重复: whether it pays nothing for a project that government already pays for.
  public var excludesGovernmentFunded = false
  /// Its matching requirements.
  public var matching: [Matching] = []
  /// Its set-asides.
  public var setAsides: [SetAside] = []
  /// 资金下达计划: what becomes available in each plan period; empty where the whole amount is available at once.
  public var releases: [Release] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a fund with default values in all other fields.
  public init(id: FundID) { self.id = id }

  /// The amount less the reserve.
  public var available: Money { amount - reserve }
}

/// 配套. On each project, the named funds together pay at least `ratio` of what this fund pays.
public struct Matching: Sendable {
  /// The funds that match.
  public var with: [FundID]
  /// What they pay for each unit of money of this fund; 1:1 is 100%.
  public var ratio: Share
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a matching requirement from its parts.
  public init(with: [FundID], ratio: Share, origin: Origin = .none) {
    self.with = with
    self.ratio = ratio
    self.origin = origin
  }
}

/// 专门比例. At least `share` of what the fund spends goes to projects of one group, category or place.
public struct SetAside: Sendable {
  /// Whether `of` is a group, a category or a place.
  public var kind: SetAsideKind
  /// The group, or the id of the category or place.
  public var of: String
  /// The least share of what the fund spends.
  public var share: Share
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a set-aside from its parts.
  public init(kind: SetAsideKind, of: String, share: Share, origin: Origin = .none) {
    self.kind = kind
    self.of = of
    self.share = share
    self.origin = origin
  }
}

/// 项目. Something that can be done in one of several variants.
public struct Project: Sendable {
  /// Stable id.
  public var id: ProjectID
  /// Title, for display.
  public var title = ""
  /// The places that propose it, each with its share of the cost; the shares add up to a whole.
  public var places: [(place: PlaceID, share: Share)] = []
  /// Its category.
  public var category: CategoryID
  /// Groups that benefit; empty for those of the needs it serves.
  public var groups: [String] = []
  /// 负责人; a project without a responsible person is not carried out.
  public var responsible = ""
  /// 已立项; a project without approval is not carried out.
  public var approved = false
  /// 村内排序: the village's own order, 1 first.
  public var rank: Int?
  /// 评审分: appraisal score.
  public var score: Quantity?
  /// First and last day on which it can run.
  public var period = Period()
  /// 来源上限: the most funds that may pay for it.
  public var sourcesMax: Int?
  /// How far it has come.
  public var status = ProjectStatus.proposed
  /// 财政已出资: whether government already pays for it.
  public var governmentFunded = false
  /// 前置项目: projects that must be carried out with it.
  public var requires: [ProjectID] = []
  /// 互斥项目: projects that must not be carried out with it.
  public var incompatible: [ProjectID] = []
  /// The mutually exclusive ways of doing it; at least one.
  public var variants: [Variant] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a project with default values in all other fields.
  public init(id: ProjectID, category: CategoryID) {
    self.id = id
    self.category = category
  }
}

/// 方案. One way of doing a project.
public struct Variant: Sendable {
  /// Id within the project.
  public var id: VariantID
  /// Title, for display.
  public var title = ""
  /// Which scales between the bounds are allowed.
  public var scaleKind = ScaleKind.fixed
  /// The least scale, in thousandths of `scaleUnit`.
  public var scaleMin = Quantity.one
  /// The largest scale, in thousandths of `scaleUnit`.
  public var scaleMax = Quantity.one
  /// Unit of the scale, such as visits, people, km.
  public var scaleUnit = ""
  /// 历时: the number of plan periods for which it runs, counting the one in which it starts.
  public var lasts = 1
  /// Its cost lines.
  public var costs: [CostLine] = []
  /// What it does for needs.
  public var services: [Service] = []
  /// The goods and venues that it asks for.
  public var demands: [AssetDemand] = []
  /// The people that it asks for.
  public var roles: [Role] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a variant of scale 1 with default values in all other fields.
  public init(id: VariantID) { self.id = id }

  /// Whether only one scale lies between the bounds.
  public var hasFixedScale: Bool { scaleMin == scaleMax }
}

/// 费用明细. The cost of one type: `fixed + perUnit × scale`, rounded up to a minor unit.
public struct CostLine: Sendable {
  /// Type of cost.
  public var type: String
  /// The part that does not grow with the scale.
  public var fixed: Money
  /// The cost of each unit of scale.
  public var perUnit: Money
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a cost line from its parts.
  public init(type: String, fixed: Money, perUnit: Money = .zero, origin: Origin = .none) {
    self.type = type
    self.fixed = fixed
    self.perUnit = perUnit
    self.origin = origin
  }

  /// The cost at a scale, in minor units, rounded up.
  public func cost(at scale: Quantity) -> Int128 {
    let milli = Int128(fixed.minorUnits) * 1000 + Int128(perUnit.minorUnits) * Int128(scale.milli)
    return (milli + 999) / 1000
  }
}

/// 服务. What a variant does for a need: `perUnit × scale` units, but no more than `atMost`.
public struct Service: Sendable {
  /// The need that it serves.
  public var need: NeedID
  /// Units of the need served for each unit of scale.
  public var perUnit: Quantity
  /// The most that it serves; nil for no limit.
  public var atMost: Quantity?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a service from its parts.
  public init(need: NeedID, perUnit: Quantity, atMost: Quantity? = nil, origin: Origin = .none) {
    self.need = need
    self.perUnit = perUnit
    self.atMost = atMost
    self.origin = origin
  }

  /// The amount served at a scale, in millionths of the need's unit.
  public func micro(at scale: Quantity) -> Int128 {
    let offered = Int128(perUnit.milli) * Int128(scale.milli)
    return atMost.map { min(offered, Int128($0.milli) * 1000) } ?? offered
  }
}

/// 会议决定. What the joint meeting decided beforehand about a project, or about a fund's payment for it.
public struct Pin: Sendable {
  /// The decision.
  public var kind: PinKind
  /// The project it is about.
  public var project: ProjectID
  /// The fund it is about; nil for any.
  public var fund: FundID?
  /// The amount kept, for a ``PinKind/keep`` with a fund.
  public var amount: Money?
  /// Why it was decided.
  public var reason = ""
  /// Who decided.
  public var by = ""
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a pin with default values in all other fields.
  public init(kind: PinKind, project: ProjectID) {
    self.kind = kind
    self.project = project
  }
}

/// 限制. The most projects and money for all projects, for those of a place or for those of a category.
public struct AllotmentLimit: Sendable {
  /// The projects it applies to.
  public var kind: LimitKind
  /// The id of the place or category; empty for all projects.
  public var of: String
  /// The most projects carried out; nil for no limit.
  public var mostProjects: Int?
  /// The most that they cost; nil for no limit.
  public var mostMoney: Money?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a limit with default values in all other fields.
  public init(kind: LimitKind, of: String = "") {
    self.kind = kind
    self.of = of
  }
}

/// All lists from which a plan is made, as read. References between them are not checked; ``Instance`` does that.
public struct Lists: Sendable {
  /// Title of the plan.
  public var title = ""
  /// Currency of all amounts.
  public var currency = Currency()
  /// 地点.
  public var places: [Place] = []
  /// 类别; empty where categories are plain names.
  public var categories: [Category] = []
  /// 需求.
  public var needs: [Need] = []
  /// 资金.
  public var funds: [Fund] = []
  /// 项目.
  public var projects: [Project] = []
  /// 会议决定.
  public var pins: [Pin] = []
  /// 限制.
  public var limits: [AllotmentLimit] = []
  /// 期间; empty where the plan is not divided into periods.
  public var periods: [PlanPeriod] = []
  /// 物资场地.
  public var assets: [Asset] = []
  /// 权重公式; nil where every weight is one.
  public var weightFormula: WeightFormula?
  /// 志愿者.
  public var volunteers: [Volunteer] = []
  /// 时段; without it, slots of venues are plain names.
  public var slots: [Slot] = []
  /// 路程.
  public var travel: [TravelTime] = []
  /// 时间银行.
  public var beneficiaries: [Beneficiary] = []
  /// Creates empty lists.
  public init() {}
}

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
  /// 单笔下限: the least share of a project's cost that it pays, if it pays anything.
  public var trancheMinShare: Share?
  /// 单笔上限: the largest share of a project's cost that it pays.
  public var trancheMaxShare: Share?
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

  /// The fields that hold an optional limit in money, each read from one cell and free of other conditions.
  public static let amountLimits: [(field: FundField, value: WritableKeyPath<Fund, Money?> & Sendable)] = [
    (.trancheMin, \.trancheMin), (.trancheMax, \.trancheMax), (.perPlaceMax, \.perPlaceMax),
  ]
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

/// 专门比例的对象. The kind of projects that a set-aside favours.
public enum SetAsideKind: String, Sendable, CaseIterable {
  /// 人群, 类别, 地点.
  case group, category, place
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

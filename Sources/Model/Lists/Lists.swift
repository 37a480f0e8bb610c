// The data model. A township keeps places, needs, funds and projects; its joint meeting decides pins and limits. Each
// kind of thing has a file in this folder.
//
//   Place ◄── Need ◄── Service ── Variant ──► CostLine
//     ▲                              │
//     └──────────── Project ◄────────┘
//     └──────────── Fund ── Matching, SetAside

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
  /// 志愿者搭配.
  public var pairs: [VolunteerPair] = []
  /// 时段; without it, slots of venues are plain names.
  public var slots: [Slot] = []
  /// 路程.
  public var travel: [TravelTime] = []
  /// 时间银行.
  public var beneficiaries: [Beneficiary] = []
  /// 排班次序: the aims of a roster, the most important first; each once.
  public var rosterOrder = RosterAim.allCases
  /// 编制层级: the level of who plans.
  public var planner = Authority.township
  /// 权限: whose rules and cells are, where it is not as each rule has it by default.
  public var authorities: [StatedAuthority] = []
  /// Creates empty lists.
  public init() {}
}

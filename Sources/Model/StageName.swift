/// The catalogue of the stages that a solve may have: of a plan, of its roster and of questions.
///
/// The raw value is the name as `plan.json`, exported programs and answers write it. docs/rules.md lists the stages.
public enum StageName: String, Sendable, CaseIterable {
  // The stages of a plan, in the order in which they are solved.

  /// The greatest shortfall of a floor.
  case floorsWorst = "floors-worst"
  /// The sum of all shortfalls.
  case floorsSum = "floors-sum"
  /// The stage of the policy, which maximises a sum over all projects or needs.
  case utilitarian
  /// The volunteers' preferences, where they decide what is carried out.
  case wishes
  /// The villages' own ranks of the projects carried out.
  case order
  /// The periods in which projects start.
  case orderStart = "order-start"
  /// The number of payments' sources.
  case thriftSources = "thrift-sources"
  /// What is paid above exact shares of costs.
  case thriftRounding = "thrift-rounding"
  /// How many projects could have used the money that is spent.
  case thriftFlexible = "thrift-flexible"
  /// How late the money that is spent expires.
  case thriftExpiry = "thrift-expiry"

  // The stages of its roster, in the order in which they are solved unless the lists say otherwise.

  /// The time that volunteers lack of their least share.
  case rosterLeast = "roster-least"
  /// The volunteers' preferences.
  case rosterWishes = "roster-wishes"
  /// The time of all volunteers.
  case rosterMinutes = "roster-minutes"
  /// The heaviest load of a volunteer in a period.
  case rosterLoad = "roster-load"
  /// The travel times.
  case rosterTravel = "roster-travel"
  /// The assignments of people who were there before.
  case rosterContinuity = "roster-continuity"
  /// The time above an equal share.
  case rosterSpread = "roster-spread"

  // The stages of searches and questions, which no plan records.

  /// Any plan at all.
  case any
  /// Any roster at all.
  case roster
  /// The most that a fund can pay.
  case most
  /// The number of projects in which a plan differs from known plans.
  case difference
  /// The heaviest load of a hypothetical volunteer.
  case newcomers
  /// The size of a change to the lists.
  case leastChange = "least-change"

  /// The name of the stage in words.
  public var label: Bilingual { entry.label }

  /// The unit of the stage's value. Nil for the policy stage, whose unit depends on the objective, and for the stages
  /// that no plan records.
  public var unit: StageUnit? { entry.unit }

  /// The number of decimal places of the stage's value: it is a whole number of 10^-digits units. Nil where the lists or
  /// the objective decide it.
  public var digits: Int? { entry.digits }

  /// Whether the greatest value is best; otherwise the least is.
  public var isMaximised: Bool { entry.isMaximised }

  /// What prefers one of two plans that are equal in all earlier stages, as a clause; nil where it is not told.
  public var tieBreak: Bilingual? { entry.tieBreak }

  /// Whether the stage serves the floors, before the policy.
  public var isFloor: Bool { self == .floorsWorst || self == .floorsSum }

  /// Whether this is the policy stage.
  public var isPolicy: Bool { self == .utilitarian }

  /// Whether the stage chooses among rosters of what is carried out, after all other stages of a plan.
  public var isOfRoster: Bool {
    switch self {
    case .rosterLeast, .rosterWishes, .rosterMinutes, .rosterLoad, .rosterTravel, .rosterContinuity, .rosterSpread:
      true
    default: false
    }
  }

  /// Whether a plan records the stage.
  public var isOfPlan: Bool {
    switch self {
    case .any, .roster, .most, .difference, .newcomers, .leastChange: false
    default: true
    }
  }

  /// What the catalogue says of a stage.
  private struct Entry {
    let label: Bilingual
    let unit: StageUnit?
    let digits: Int?
    let isMaximised: Bool
    let tieBreak: Bilingual?

    init(
      _ zh: String, _ en: String, _ unit: StageUnit? = nil, digits: Int? = 0, isMaximised: Bool = false,
      tieBreak: Bilingual? = nil
    ) {
      label = Bilingual(zh, en)
      (self.unit, self.digits, self.isMaximised, self.tieBreak) = (unit, digits, isMaximised, tieBreak)
    }
  }

  private var entry: Entry {
    switch self {
    case .floorsWorst: Entry("保底：最大缺口", "floors, greatest shortfall", .share, digits: 6)
    case .floorsSum: Entry("保底：缺口合计", "floors, sum of shortfalls", .share, digits: nil)
    case .utilitarian: Entry("综合得分", "score", digits: nil, isMaximised: true)
    case .wishes:
      Entry(
        "立项：志愿者意愿得分", "projects, score of volunteers' wishes", .pointsOfPreference, digits: 3, isMaximised: true,
        tieBreak: Bilingual("志愿者的意愿。", "the wishes of volunteers."))
    case .order:
      Entry(
        "村内排序名次之和", "sum of the villages' own ranks", .villageRank,
        tieBreak: Bilingual("各村自己排的次序。", "the villages' own ranks."))
    case .orderStart:
      Entry("先做：开始期次", "early starts", .periods, tieBreak: Bilingual("早开始的在先。", "an earlier start."))
    case .thriftSources:
      Entry("资金笔数", "number of payments", .sources, tieBreak: Bilingual("付款的资金笔数越少越好。", "fewer payments are better."))
    case .thriftRounding:
      Entry(
        "尾差最小", "last minor units", .minorUnits, digits: 4,
        tieBreak: Bilingual("零头余数大的先补一分。", "the largest remainders take the last minor units."))
    case .thriftFlexible:
      Entry(
        "专款先用", "flexible money last", .projectMinorUnits,
        tieBreak: Bilingual(
          "专款先用，统筹资金留机动。", "money that few projects may use is spent before money that many may use."))
    case .thriftExpiry:
      Entry(
        "先到期先用", "expiring money first", .weightedMinorUnits,
        tieBreak: Bilingual("先到期的钱先用。", "money that expires first is spent first."))
    case .rosterLeast: Entry("排班：至少安排的缺口", "roster, time short of least shares", .minutes)
    case .rosterWishes:
      Entry("排班：志愿者意愿得分", "roster, score of wishes", .pointsOfPreference, digits: 3, isMaximised: true)
    case .rosterMinutes: Entry("排班：总时长", "roster, time of all", .minutes)
    case .rosterLoad: Entry("排班：最重负担", "roster, heaviest load", .minutes)
    case .rosterTravel: Entry("排班：路程", "roster, travel", .minutesOfTravel)
    case .rosterContinuity: Entry("排班：延续", "roster, who was there before", .assignments, isMaximised: true)
    case .rosterSpread: Entry("排班：超出平均的负担", "roster, load above an equal share", .minutes)
    case .any: Entry("任一方案", "any plan")
    case .roster: Entry("任一排班", "any roster")
    case .most: Entry("一笔资金至多安排", "the most that a fund can pay", isMaximised: true)
    case .difference: Entry("与已知方案的差别", "difference from the known plans", isMaximised: true)
    case .newcomers: Entry("新志愿者的最重负担", "heaviest load of a newcomer")
    case .leastChange: Entry("最小改动", "least change")
    }
  }
}

/// The catalogue of the units of stages. The value of money placed has the currency's code as its unit instead.
///
/// The raw value is the unit as `plan.json` writes it.
public enum StageUnit: String, Sendable, CaseIterable {
  /// A share of what a floor requires.
  case share
  /// Need served, weighted by value and urgency.
  case points
  /// Projects carried out.
  case projects
  /// Sum of the villages' own ranks.
  case villageRank = "village rank"
  /// Periods after the first.
  case periods
  /// Pairs of a fund and a project that it pays for.
  case sources
  /// Minor units.
  case minorUnits = "minor units"
  /// Minor units, each weighted by the number of projects that its fund may pay for.
  case projectMinorUnits = "minor units by projects"
  /// Minor units, each weighted by the rank of its fund's last day.
  case weightedMinorUnits = "weighted minor units"
  /// Sum of preferences.
  case pointsOfPreference = "points of preference"
  /// Minutes of service.
  case minutes
  /// Minutes of travel, one way.
  case minutesOfTravel = "minutes of travel"
  /// Pairs of a volunteer and a role.
  case assignments

  /// Whether a reader can make anything of a value in this unit; a text leaves out values in the other units.
  public var isRead: Bool {
    switch self {
    case .minorUnits, .projectMinorUnits, .weightedMinorUnits: false
    default: true
    }
  }

  /// The name of the unit in words.
  public var label: Bilingual {
    switch self {
    case .points: Bilingual("分", "points")
    case .share: Bilingual("（占应保数量的比例）", "(share of what should be served)")
    case .sources: Bilingual("笔", "payments")
    case .villageRank: Bilingual("", "in all")
    case .minorUnits: Bilingual("分（超出应分担额的合计）", "minor units above exact shares, summed")
    case .projectMinorUnits: Bilingual("分（按可用项目数加权）", "minor units weighted by projects")
    case .weightedMinorUnits: Bilingual("加权分", "weighted minor units")
    case .projects: Bilingual("个项目", "projects")
    case .periods: Bilingual("期（晚于第一期的合计）", "periods after the first, summed")
    case .minutes: Bilingual("分钟", "minutes")
    case .minutesOfTravel: Bilingual("分钟路程", "minutes of travel")
    case .assignments: Bilingual("项安排", "assignments")
    case .pointsOfPreference: Bilingual("分", "points of preference")
    }
  }
}

extension Plan.Stage {
  /// The stage in the catalogue; nil for a name that the catalogue does not have, as an edited plan may.
  public var stageName: StageName? { StageName(rawValue: name) }
}

extension Plan {
  /// The record of a stage; nil where the plan has none.
  public func stage(_ name: StageName) -> Stage? { stages.first { $0.name == name.rawValue } }
}

/// 会议决定. What the joint meeting decided beforehand about a project.
public enum PinKind: String, Sendable, CaseIterable {
  /// 必须安排: the project is carried out; with a fund, the fund pays for it; with a volunteer, they serve there.
  case mustFund = "must_fund"
  /// 不得安排: the project is not carried out; with a fund instead, the fund pays nothing for it; with a volunteer
  /// instead, they do not serve there.
  case mustNot = "must_not"
  /// 保留: the project is carried out; with a fund, the fund pays for it, and exactly `amount` or `share` where that is
  /// given; with a volunteer, they serve there.
  case keep
}

/// 会议决定. What the joint meeting decided beforehand about a project, about a fund's payment for it or about a person
/// who serves there.
public struct Pin: Sendable {
  /// The decision.
  public var kind: PinKind
  /// The project it is about.
  public var project: ProjectID
  /// The fund it is about; nil for any.
  public var fund: FundID?
  /// The amount kept, for a ``PinKind/keep`` with a fund.
  public var amount: Money?
  /// 指定人员: the volunteer it is about; nil where it is about the project or a fund.
  public var volunteer: VolunteerID?
  /// The role that the volunteer is to hold, or not to hold; nil for any role of the project.
  public var role: RoleID?
  /// The share of the project's cost kept, in place of an amount.
  public var share: Share?
  /// Why it was decided.
  public var reason = ""
  /// Who decided.
  public var by = ""
  /// 决定日期: the day on which it was decided; nil where the lists do not say. A decision with a day is an override, of which
  /// the plan keeps a record.
  public var on: Day?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a pin with default values in all other fields.
  public init(kind: PinKind, project: ProjectID) {
    self.kind = kind
    self.project = project
  }
}

/// 限制的对象. The projects that a limit applies to.
public enum LimitKind: String, Sendable, CaseIterable {
  /// 全部, 地点, 类别.
  case total, place, category
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

import Model

/// A reason for which a plan leaves a project out, as the lists and the plan alone show it.
///
/// Each holds as it stands. It says what stands in the way of the project beside the plan as it is, not that the
/// project could not be in another plan.
public enum Omission: Sendable, Equatable {
  /// It is done already.
  case done
  /// The joint meeting decided against it.
  case decidedAgainst
  /// It has nobody responsible.
  case noResponsible
  /// It has no approval.
  case noApproval
  /// It cannot start in any period of the plan.
  case noStart
  /// No fund may pay these types of cost; with the project's days where only these keep the funds from it.
  case noFund([String], days: Period?)
  /// There is nothing among the goods and venues that it may use, of this name or type.
  case noAsset(String)
  /// Too few volunteers may hold a role.
  case tooFewAble(StaffShortage)
  /// It requires this project, which is not carried out.
  case prerequisite(ProjectID)
  /// It excludes this project, which is carried out, or is excluded by it.
  case incompatible(ProjectID)
  /// It serves no need of the lists.
  case servesNothing
  /// The needs that it serves are no longer open.
  case needsClosed
  /// It serves open needs, but none in its due period; the first of them.
  case outOfTime(MissedNeed)
  /// Of each open need that it could serve in time, the whole is served by others.
  case needsServed
  /// A limit of projects or of money has no room for it.
  case limit(ReachedLimit)
  /// The funds that may pay for it have too little left.
  case moneyShort(MoneyShortage)
  /// The funds that may pay for it have enough left, but a rule keeps them from paying the whole, or several rules together
  /// do.
  case ruledOut(MoneyShortage)
  /// Too little is left of goods or a venue.
  case assetShort(AssetShortage)
  /// Too few of the volunteers who may hold a role have time left for it.
  case peopleShort(StaffShortage)
  /// Its variants fail for reasons of different kinds: each variant's title, and its reason.
  case variants([OmittedVariant])
  /// Nothing of all this: it was weighed against the rest of the plan and not chosen.
  case weighed
}

extension Omission {
  /// Whether the project would replace another or has nothing to serve, whatever is left over.
  var isSwap: Bool {
    switch self {
    case .incompatible, .servesNothing, .needsClosed, .outOfTime, .needsServed: true
    default: false
    }
  }
}

/// A limit of projects or of money that leaves no room for a project.
public struct ReachedLimit: Sendable, Equatable {
  /// What is limited, and how much of it the plan takes.
  public enum Measure: Sendable, Equatable {
    /// At most so many projects, and so many are carried out.
    case projects(most: Int, carriedOut: Int)
    /// At most so much money, of which so much is spent; the project costs at least so much; in minor units.
    case money(most: Int128, spent: Int128, least: Int128)
  }

  /// Whether it limits all projects, a place's or a category's.
  public var kind: LimitKind
  /// The name of the place or category; empty for all projects.
  public var name: String
  /// What is limited, and how far.
  public var measure: Measure
}

/// A need for which a project comes too late or too early.
public struct MissedNeed: Sendable, Equatable {
  /// The need.
  public var need: NeedID
  /// Its due period.
  public var due: Period
  /// The project's own days.
  public var days: Period
}

/// Goods or a venue of which too little is left.
public struct AssetShortage: Sendable, Equatable {
  /// The name, or the type where any of a type will do.
  public var name: String
  /// What is asked for at the least scale, in millionths of the unit.
  public var asked: Int128
  /// The most that is left of one stock, in millionths of the unit; nil for a venue.
  public var left: Int128?
  /// The unit of the stock.
  public var unit: String
}

/// A role for which volunteers are missing.
public struct StaffShortage: Sendable, Equatable {
  /// What is asked for, and what there is of it.
  public enum Measure: Sendable, Equatable {
    /// So many people, altogether or in one slot.
    case people(asked: Int, found: Int, slot: SlotID?)
    /// So many minutes of all of them together.
    case minutes(asked: Int128, found: Int128)
  }

  /// The role.
  public var role: RoleID
  /// What is missing.
  public var measure: Measure
}

/// A variant of a project, and why it is left out.
public struct OmittedVariant: Sendable, Equatable {
  /// The title of the variant, or its id where it has none.
  public var title: String
  /// The reason.
  public var reason: Omission
}

/// A project that a plan leaves out, and all reasons that hold by themselves, the first one in the order of the cases.
public struct OmittedProject: Sendable, Equatable {
  /// The project.
  public let project: ProjectID
  /// At least one; ``Omission/weighed`` only alone.
  public let reasons: [Omission]

  /// The reasons in words; where money is missing besides another reason, which funds keep some is left out.
  public func lines(_ language: Language, _ currency: Currency) -> [String] {
    reasons[0].lines(language, currency) + reasons.dropFirst().flatMap { $0.lines(language, currency).prefix(1) }
  }
}

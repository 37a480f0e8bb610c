// People: who gives time, when, and what a project asks of them.
//
//   Volunteer ──► Offer ──► Slot          Variant ──► Role ──► Slot
//   Beneficiary ──► Volunteer, Project    TravelTime: Place ──► Place
//
// Time is a whole number of minutes.

/// 志愿者、专业人士.
public struct Volunteer: Sendable {
  public var id: VolunteerID
  /// Private: it stands in the rosters that a coordinator asks for, and nowhere else.
  public var name = ""
  public var offer = Offer()
  /// 时间银行余额, in minutes.
  public var balance: Int64 = 0
  public var origin = Origin.none
  public init(id: VolunteerID) { self.id = id }
}

/// All that decides what a volunteer may do; volunteers with the same offer are interchangeable.
public struct Offer: Hashable, Sendable {
  public var home: PlaceID?
  /// The most minutes in each period of the plan.
  public var minutes: Int64 = 0
  /// The most minutes from home to a project, one way.
  public var travelMax: Int64?
  public var projectsMax: Int?
  /// The least minutes of an assignment; nil where the volunteer leaves it open.
  public var minutesMin: Int64?
  /// Minutes of a shift; an assignment is a whole number of them.
  public var shift: Int64?
  /// 愿意的类别; empty means any.
  public var willing: [CategoryID] = []
  public var unwilling: [CategoryID] = []
  /// Checked for work with minors.
  public var isVetted = false
  public var wantsMentor = false
  public var canMentor = false
  /// Projects served before.
  public var past: [ProjectID] = []
  /// The least minutes between two slots.
  public var rest: Int64 = 0
  /// Levels by skill.
  public var skills: [String: Int] = [:]
  /// When available; nil means in every slot.
  public var slots: [SlotID]?
  /// 志愿意向: how much each project is wished for.
  public var preferences: [ProjectID: Quantity] = [:]
  /// Projects that a question keeps them from; no list has any.
  public var keptFrom: [ProjectID] = []
  public init() {}

  /// The least minutes of an assignment to a role: as the volunteer says, else any slot will do, and where time is as
  /// agreed half an hour or all that they have, since nobody sets out for a minute.
  /// - Parameter lasts: Periods of the plan in which it is held, half an hour in each.
  public func leastMinutes(on role: Role, lasts: Int64) -> Int64 {
    max(1, minutesMin ?? (role.slots.isEmpty ? min(30, minutes) * lasts : 1))
  }
}

/// 时段: some hours of one day.
public struct Slot: Sendable {
  public var id: SlotID
  public var day: Day
  /// Minutes after midnight.
  public var start: Int64
  public var end: Int64
  public var origin = Origin.none
  public init(id: SlotID, day: Day, start: Int64, end: Int64) {
    self.id = id
    self.day = day
    self.start = start
    self.end = end
  }

  public var minutes: Int64 { end - start }
  /// Minutes since 1970-01-01.
  public var begins: Int64 { Int64(day.number) * 1440 + start }
  public var ends: Int64 { Int64(day.number) * 1440 + end }
}

/// 岗位: whom a variant needs. It is staffed fully if the variant is carried out.
public struct Role: Sendable {
  public var id: RoleID
  public var skill: String?
  /// The least level of the skill.
  public var level = 1
  /// People at once: in each slot, or altogether where there are no slots.
  public var headsMin = 1
  public var headsMax: Int?
  /// The least minutes of all people together; without slots, as many in each period in which the variant runs.
  public var minutes: Int64 = 0
  public var slots: [SlotID] = []
  /// 全程同一人: whoever takes the role takes all of its slots.
  public var sameThroughout = false
  public var withMinors = false
  /// Somebody who can mentor is there.
  public var needsMentor = false
  /// 时间银行: minutes given are credited, and beneficiaries draw on them.
  public var isTimeBank = false
  /// Where; nil means the project's place, of several the nearest.
  public var place: PlaceID?
  public var origin = Origin.none
  public init(id: RoleID) { self.id = id }
}

/// How long it takes from one place to another; both ways, unless the list has the other way too.
public struct TravelTime: Sendable {
  public var from: PlaceID
  public var to: PlaceID
  public var minutes: Int64
  public var origin = Origin.none
  public init(from: PlaceID, to: PlaceID, minutes: Int64, origin: Origin = .none) {
    self.from = from
    self.to = to
    self.minutes = minutes
    self.origin = origin
  }
}

/// 时间银行的受益人: who asks for hours of a project, and whose balance pays for them.
public struct Beneficiary: Sendable {
  public var id: BeneficiaryID
  /// Private, as a volunteer's is.
  public var name = ""
  public var project: ProjectID
  /// Minutes asked for.
  public var minutes: Int64 = 0
  /// The most minutes in the whole plan.
  public var most: Int64?
  /// 高龄优先.
  public var isElder = false
  /// The volunteer whose balance is drawn, such as a daughter's for her mother; nil means the beneficiary's own.
  public var donor: VolunteerID?
  public var balance: Int64 = 0
  public var origin = Origin.none
  public init(id: BeneficiaryID, project: ProjectID) {
    self.id = id
    self.project = project
  }

  /// The most that may be drawn, whatever the balance.
  public var limit: Int64 { min(minutes, most ?? minutes) }
}

/// Hours and minutes: `minutesText(90)` is `1:30`.
public func minutesText(_ minutes: Int128) -> String {
  let rest = minutes.magnitude % 60
  return (minutes < 0 ? "-" : "") + "\(minutes.magnitude / 60):\(rest < 10 ? "0" : "")\(rest)"
}

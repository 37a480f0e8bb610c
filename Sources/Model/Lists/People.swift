// People: volunteers, the time they offer, and the roles of projects.
//
//   Volunteer ──► Offer ──► Slot          Variant ──► Role ──► Slot
//   Beneficiary ──► Volunteer, Project    TravelTime: Place ──► Place
//
// Time is a whole number of minutes.

/// 志愿者、专业人士. A person who gives time.
public struct Volunteer: Sendable {
  /// Stable id.
  public var id: VolunteerID
  /// Private: shown only in the rosters that a coordinator asks for.
  public var name = ""
  /// What decides the roles that they may hold.
  public var offer = Offer()
  /// 时间银行余额: balance in minutes.
  public var balance: Int64 = 0
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a volunteer with default values in all other fields.
  public init(id: VolunteerID) { self.id = id }
}

/// What decides the roles that a volunteer may hold; volunteers with equal offers are interchangeable.
public struct Offer: Hashable, Sendable {
  /// The place where they live; nil where the list gives none.
  public var home: PlaceID?
  /// 可用时长: the most minutes in each period of the plan.
  public var minutes: Int64 = 0
  /// 路程上限: the most minutes from home to a project, one way; nil for no limit.
  public var travelMax: Int64?
  /// 项目数上限: the most projects; nil for no limit.
  public var projectsMax: Int?
  /// 每项最少: the least minutes of an assignment; nil where the volunteer leaves it open.
  public var minutesMin: Int64?
  /// 至少安排: the least minutes that they should get in the whole plan, if it can be; 0 for none.
  public var leastTotal: Int64 = 0
  /// 班次: minutes of a shift, of which an assignment is a whole number; nil for any length.
  public var shift: Int64?
  /// 愿意类别, with their kinds; empty for any.
  public var willing: [CategoryID] = []
  /// 不愿类别, with their kinds.
  public var unwilling: [CategoryID] = []
  /// 已审查: whether they may work with minors.
  public var isVetted = false
  /// 需带教: whether they serve only where a mentor is present.
  public var wantsMentor = false
  /// 可带教: whether they can mentor others.
  public var canMentor = false
  /// 参加过: projects served before.
  public var past: [ProjectID] = []
  /// 间隔: the least minutes of rest between two slots.
  public var rest: Int64 = 0
  /// Level (1 to 9) of each skill.
  public var skills: [String: Int] = [:]
  /// The slots in which they are available; nil for every slot.
  public var slots: [SlotID]?
  /// 志愿意向: preference for each project, in thousandths; the greater, the more wished for.
  public var preferences: [ProjectID: Quantity] = [:]
  /// Projects from which a supposition bars them; never read from a list.
  public var barredProjects: [ProjectID] = []
  /// Creates an offer of no time.
  public init() {}

  /// Whether they are available in a slot.
  /// - Complexity: O(slots in which they are available).
  public func isAvailable(in slot: SlotID) -> Bool { slots?.contains(slot) ?? true }

  /// Whether they are available in each of many slots, as ``isAvailable(in:)`` says of one.
  /// - Complexity: O(slots).
  public func isAvailable(inEachOf some: [SlotID]) -> [Bool] {
    let open = slots.map(Set.init)
    return some.map { open?.contains($0) ?? true }
  }

  /// Whether they have a preference above zero for a project.
  public func wishes(for project: ProjectID) -> Bool { (preferences[project]?.milli ?? 0) > 0 }

  /// The least minutes of an assignment to a role, at least 1.
  ///
  /// The volunteer's own minimum comes first. Without one, a role with slots has none. A role without slots has half an
  /// hour in each period, or all that the volunteer offers if that is less, since nobody sets out for a minute.
  /// - Parameter lasts: The number of plan periods in which the role is held.
  public func leastMinutes(on role: Role, lasts: Int64) -> Int64 {
    max(1, minutesMin ?? (role.slots.isEmpty ? min(30, minutes) * lasts : 1))
  }
}

/// 时段. Some hours of one day, or of a day and the night after it.
///
/// A slot that ends on the next day belongs to the day on which it starts: its minutes count in the plan period of that
/// day.
public struct Slot: Sendable {
  /// Stable id.
  public var id: SlotID
  /// The day on which it starts.
  public var day: Day
  /// Start, in minutes after midnight.
  public var start: Int64
  /// End, in minutes after the midnight before `start`; more than 1440 on the next day, at most 2880.
  public var end: Int64
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a slot from its parts.
  public init(id: SlotID, day: Day, start: Int64, end: Int64) {
    self.id = id
    self.day = day
    self.start = start
    self.end = end
  }

  /// Length in minutes.
  public var minutes: Int64 { end - start }
  /// The last day of which it takes a minute.
  public var lastDay: Day { end > 1440 ? Day(number: day.number + 1) : day }
  /// Its days, from the first to the last.
  public var days: Period { Period(from: day, to: lastDay) }
  /// Start, in minutes since 1970-01-01.
  public var begins: Int64 { Int64(day.number) * 1440 + start }
  /// End, in minutes since 1970-01-01.
  public var ends: Int64 { Int64(day.number) * 1440 + end }
  /// The end of the slot in hours and minutes, where `clock` writes a time of day: `09:00`, or `次日09:00` and `09:00+1` on
  /// the next day.
  public func endText(_ language: Language, clock: (Int64) -> String) -> String {
    if end <= 1440 { return clock(end) }
    return language == .zh ? "次日" + clock(end - 1440) : clock(end - 1440) + "+1"
  }

  /// Whether another slot begins at the midnight at which this one ends.
  public func meetsAtMidnight(_ next: Slot) -> Bool { ends == next.begins && ends % 1440 == 0 }
}

/// 岗位. The people that a variant needs for one task; all of them where the variant is carried out.
public struct Role: Sendable {
  /// Id within the project.
  public var id: RoleID
  /// The skill required; nil for any.
  public var skill: String?
  /// The least level of the skill.
  public var level = 1
  /// 人数下限: the least people in each slot, or altogether where there are no slots.
  public var headsMin = 1
  /// 人数上限: the most people in each slot, or altogether; nil for no limit.
  public var headsMax: Int?
  /// 总时长: the least minutes of all people together; without slots, split equally over the periods in which the
  /// variant runs.
  public var minutes: Int64 = 0
  /// The slots in which people are needed; empty where the time is as agreed.
  public var slots: [SlotID] = []
  /// 全程同一人: whether each holder takes every slot.
  public var sameThroughout = false
  /// 接触未成年人: whether holders must be vetted.
  public var withMinors = false
  /// 须带教: whether somebody who can mentor must be present.
  public var needsMentor = false
  /// 时间银行: whether the minutes served are credited, and beneficiaries may draw them.
  public var isTimeBank = false
  /// The place of work; nil for the nearest of the project's places.
  public var place: PlaceID?
  /// 仅限有意愿者: whether holders must have a preference for the project.
  public var isForWishersOnly = false
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a role for one person with default values in all other fields.
  public init(id: RoleID) { self.id = id }
}

/// 路程. The travel time from one place to another; it holds both ways, unless the list gives the way back too.
public struct TravelTime: Sendable {
  /// A place.
  public var from: PlaceID
  /// Another place.
  public var to: PlaceID
  /// Minutes, one way.
  public var minutes: Int64
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a travel time from its parts.
  public init(from: PlaceID, to: PlaceID, minutes: Int64, origin: Origin = .none) {
    self.from = from
    self.to = to
    self.minutes = minutes
    self.origin = origin
  }
}

/// 时间银行的受益人. A person who asks for hours of a project, paid for from a balance.
public struct Beneficiary: Sendable {
  /// Stable id.
  public var id: BeneficiaryID
  /// Private, as a volunteer's name is.
  public var name = ""
  /// The project that serves them.
  public var project: ProjectID
  /// 申请时长: minutes asked for.
  public var minutes: Int64 = 0
  /// 时长上限: the most minutes in the whole plan; nil for no limit.
  public var most: Int64?
  /// 高龄优先: whether they are served before others.
  public var isElder = false
  /// 转赠人: the volunteer whose balance pays, such as a daughter's for her mother; nil for the beneficiary's own.
  public var donor: VolunteerID?
  /// Their own balance, in minutes.
  public var balance: Int64 = 0
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a beneficiary with default values in all other fields.
  public init(id: BeneficiaryID, project: ProjectID) {
    self.id = id
    self.project = project
  }

  /// The most minutes that they may draw, whatever the balance.
  public var limit: Int64 { min(minutes, most ?? minutes) }
}

/// Minutes as hours and minutes: `minutesText(90)` is `1:30`.
public func minutesText(_ minutes: Int128) -> String {
  let rest = minutes.magnitude % 60
  return (minutes < 0 ? "-" : "") + "\(minutes.magnitude / 60):\(rest < 10 ? "0" : "")\(rest)"
}

/// Minutes in words: `durationText(90, .zh)` is `1 小时 30 分钟`, and `1 h 30 min` in English.
public func durationText(_ minutes: Int128, _ language: Language) -> String {
  let zh = language == .zh
  let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
  let parts = [
    hours == 0 && rest != 0 ? "" : zh ? "\(hours) 小时" : "\(hours) h",
    rest == 0 ? "" : zh ? "\(rest) 分钟" : "\(rest) min",
  ]
  return parts.filter { !$0.isEmpty }.joined(separator: " ")
}

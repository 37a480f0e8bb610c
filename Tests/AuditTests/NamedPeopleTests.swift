import Audit
import Model
import Testing

/// Two people of three serve on P1, in slots before and after midnight, and one on P2.
@Suite struct NamedPeopleTests {
  private func staffed(_ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
    try township {
      $0.slots = [
        Slot(id: "S1", day: Day(2026, 4, 6)!, start: 1140, end: 1440),
        Slot(id: "S2", day: Day(2026, 4, 7)!, start: 0, end: 540),
        Slot(id: "S3", day: Day(2026, 4, 7)!, start: 600, end: 660),
      ]
      $0.volunteers = ["H1", "H2", "H3"].map { Volunteer(id: $0) }
      for index in $0.volunteers.indices { $0.volunteers[index].offer.minutes = 3000 }
      var watch = Role(id: "watch")
      watch.slots = ["S1", "S2"]
      $0.projects[0].variants[0].roles = [watch]
      var visit = Role(id: "visit")
      visit.slots = ["S3"]
      $0.projects[1].variants[0].roles = [visit]
      change(&$0)
    }
  }

  private func rules(
    _ works: [Allocation.Assignment], _ change: (inout Lists) -> Void = { _ in }
  ) throws -> [[String]] {
    var plan = plain
    plan.assignments = works
    return audit(plan, of: try staffed(change), shortfalls: []).map { [$0.rule] + $0.subjects }
  }

  private func watch(_ id: VolunteerID, _ slots: [SlotID] = ["S1", "S2"]) -> Allocation.Assignment {
    let minutes = slots.reduce(Int64(0)) { $0 + ($1 == "S1" ? 300 : 540) }
    return .init(volunteer: id, project: "P1", role: "watch", slots: slots, minutes: minutes)
  }

  private func visit(_ id: VolunteerID) -> Allocation.Assignment {
    .init(volunteer: id, project: "P2", role: "visit", slots: ["S3"], minutes: 60)
  }

  private func pin(_ kind: PinKind, _ volunteer: VolunteerID, _ role: RoleID? = nil) -> Pin {
    var pin = Pin(kind: kind, project: "P1")
    (pin.volunteer, pin.role) = (volunteer, role)
    return pin
  }

  @Test func pinnedPeopleServe() throws {
    let works = [watch("H1"), visit("H2")]
    #expect(try rules(works) == [])
    for kind in [PinKind.keep, .mustFund] {
      #expect(try rules(works) { $0.pins = [pin(kind, "H1"), pin(kind, "H1", "watch")] } == [])
      #expect(try rules(works) { $0.pins = [pin(kind, "H3")] } == [["pinned-person", "P1", "H3"]])
      #expect(try rules(works) { $0.pins = [pin(kind, "H2", "watch")] } == [["pinned-person", "P1", "H2", "watch"]])
    }
    #expect(try rules(works) { $0.pins = [pin(.mustNot, "H2")] } == [])
    #expect(try rules(works) { $0.pins = [pin(.mustNot, "H1")] } == [["pinned-person", "P1", "H1"]])
  }

  /// A pin of a person keeps the project, too.
  @Test func whatAPinnedPersonServesOnIsCarriedOut() throws {
    var plan = plain.without("P1")
    plan.assignments = [visit("H2")]
    let instance = try staffed { $0.pins = [pin(.keep, "H1")] }
    #expect(audit(plan, of: instance, shortfalls: []).map { [$0.rule] + $0.subjects } == [["pins", "P1", "H1"]])
    let kept = try staffed { $0.pins = [pin(.mustNot, "H1")] }
    #expect(audit(plan, of: kept, shortfalls: []) == [])
  }

  @Test func peopleServeTogether() throws {
    func together(_ lists: inout Lists) { lists.pairs = [VolunteerPair(.together, "H2", with: "H1")] }
    #expect(try rules([watch("H1"), watch("H2"), visit("H3")], together) == [])
    #expect(try rules([watch("H1"), visit("H3")], together) == [["together", "P1", "H1", "H2"]])
    #expect(
      try rules([watch("H1"), watch("H2", ["S1"]), visit("H3")], together) == [["together", "P1", "H1", "H2", "S2"]])
  }

  @Test func peopleServeApart() throws {
    func apart(_ lists: inout Lists) { lists.pairs = [VolunteerPair(.apart, "H2", with: "H1")] }
    #expect(try rules([watch("H1"), visit("H2")], apart) == [])
    #expect(
      try rules([watch("H1", ["S1"]), watch("H2", ["S2"]), visit("H3")], apart) == [["apart", "P1", "H1", "H2"]])
  }

  /// Slots of one role that meet at midnight are one stretch; rest is asked before and after it.
  @Test func noRestIsAskedWithinANight() throws {
    func asking(_ rest: Int64) -> (inout Lists) -> Void { { $0.volunteers[0].offer.rest = rest } }
    #expect(try rules([watch("H1"), visit("H2")], asking(660)) == [])
    #expect(try rules([watch("H1"), visit("H1")], asking(60)) == [])
    #expect(try rules([watch("H1"), visit("H1")], asking(61)) == [["rest", "H1", "S2", "S3"]])
    // Another role after midnight is not the same stretch.
    func inTwoRoles(_ lists: inout Lists) {
      lists.volunteers[0].offer.rest = 60
      lists.projects[0].variants[0].roles[0].slots = ["S1"]
      lists.projects[1].variants[0].roles[0].slots = ["S2"]
    }
    let works = [
      watch("H1", ["S1"]),
      Allocation.Assignment(volunteer: "H1", project: "P2", role: "visit", slots: ["S2"], minutes: 540),
    ]
    #expect(try rules(works, inTwoRoles) == [["rest", "H1", "S1", "S2"]])
    // A minute between the slots is a pause.
    #expect(
      try rules([watch("H1"), visit("H2")]) {
        $0.volunteers[0].offer.rest = 60
        $0.slots[1].start = 1
        $0.slots[1].end = 541
      } == [["rest", "H1", "S1", "S2"]])
  }

  /// All days of a slot lie within the project's own; its minutes count in the period of its first.
  @Test func aNightBelongsToTheDayOnWhichItStarts() throws {
    func night(_ lists: inout Lists) {
      lists.slots = [Slot(id: "S1", day: Day(2026, 4, 30)!, start: 1140, end: 1980), lists.slots[2]]
      lists.projects[0].variants[0].roles[0].slots = ["S1"]
    }
    let works = [
      Allocation.Assignment(volunteer: "H1", project: "P1", role: "watch", slots: ["S1"], minutes: 840), visit("H2"),
    ]
    #expect(try rules(works, night) == [])
    #expect(
      try rules(works) {
        night(&$0)
        $0.projects[0].period = Period(to: Day(2026, 4, 30)!)
      } == [["plan-period", "P1", "V1"]])
    let months = try staffed {
      night(&$0)
      $0.periods = [
        PlanPeriod(id: "K1", span: Period(from: Day(2026, 4, 1)!, to: Day(2026, 4, 30)!)),
        PlanPeriod(id: "K2", span: Period(from: Day(2026, 5, 1)!, to: Day(2026, 5, 31)!)),
      ]
      $0.volunteers[0].offer.minutes = 839
    }
    var plan = plain
    for index in plan.awards.indices { plan.awards[index].period = "K1" }
    plan.assignments = works
    #expect(
      audit(plan, of: months, shortfalls: []).map { [$0.rule] + $0.subjects } == [["volunteer-minutes", "H1", "K1"]])
  }
}

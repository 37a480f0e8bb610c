import ExactProgram
import Model

/// `Σ presence(d,k) ≤ 1` over the slots *k* that contain a common moment, and over two slots of posts too far apart to
/// travel between them in time. Availability needs no row.
enum SlotRule: PeopleRule {
  static let name = "slot"
  static let sentence = Bilingual(
    "一个人只在有空的时段服务，不能同时在两处，还要赶得到下一处。",
    "People serve only when they are free, never in two places at once, and with time for the way between.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteerSlots(.slots)),
    RuleCell(.slots(.start), of: 1),
    RuleCell(.slots(.end), of: 1),
  ]

  static func permits(_ offer: Offer, _ role: Role) -> Bool {
    permits(role, role.slots.map(offer.isAvailable(in:)))
  }

  /// - Parameter isOpen: For each slot of the role, whether the volunteer is available.
  static func permits(_ role: Role, _ isOpen: [Bool]) -> Bool {
    isOpen.isEmpty || (role.sameThroughout ? isOpen.allSatisfy(\.self) : isOpen.contains(true))
  }

  static func emit(into people: inout PeopleProgram) {
    for volunteer in people.qualified {
      people.addMoments(self, volunteer, rest: 0)
      emitTravelTimes(volunteer, into: &people)
    }
  }

  private static func emitTravelTimes(_ volunteer: Int, into people: inout PeopleProgram) {
    let presences = people.presences(volunteer)
    for (i, a) in presences.enumerated() {
      for b in presences[(i + 1)...] {
        // Presences are sorted by the beginning of the slot, so all further ones begin later.
        guard b.slot.begins < a.slot.ends + people.instance.longestTravelTime else { break }
        guard a.post != b.post, b.slot.begins >= a.slot.ends else { continue }
        let travelTime = people.instance.travel(from: people.posts[a.post].sites, to: people.posts[b.post].sites) ?? 0
        guard a.slot.ends + travelTime > b.slot.begins else { continue }
        people.add(
          self, [people.subject(volunteer), a.slot.id.text, b.slot.id.text], a.presence + b.presence, atMost: 1)
      }
    }
  }
}

extension PeopleProgram {
  /// A volunteer's presence in a slot of a post.
  typealias Presence = (slot: Slot, post: Int, presence: Expression)

  /// The presences of a volunteer in slots, sorted by the beginning of the slot.
  func presences(_ volunteer: Int) -> [Presence] {
    var out: [Presence] = []
    for duty in ofVolunteer[volunteer].map({ duties[$0] }) {
      for slot in posts[duty.post].slots {
        if let presence = duty.presence[slot.id] { out.append((slot, duty.post, presence)) }
      }
    }
    return out.sorted { ($0.slot.begins, $0.slot.id, $0.post) < ($1.slot.begins, $1.slot.id, $1.post) }
  }

  /// Adds a row for each beginning of a slot. These suffice, since intervals that pairwise overlap all contain the
  /// beginning of one of them.
  mutating func addMoments(_ rule: any PeopleRule.Type, _ volunteer: Int, rest: Int64) {
    let presences = presences(volunteer)
    var last: Int64?
    for now in presences where now.slot.begins != last {
      last = now.slot.begins
      let here = presences.filter { $0.slot.begins <= now.slot.begins && now.slot.begins < $0.slot.ends + rest }
      guard here.count > 1 else { continue }
      add(rule, [subject(volunteer), now.slot.id.text], here.map(\.presence).sum(), atMost: 1)
    }
  }
}

import Model

/// Who may hold which post.
///
/// Each rule is asked once for volunteers that it cannot tell apart, as there may be a hundred million pairs.
struct Able: Sendable {
  private let volunteers: [Volunteer]
  private let instance: Instance
  private let bySkills: Groups, byWishes: Groups, byHome: Groups, bySlots: Groups

  init(_ instance: Instance) {
    self.instance = instance
    volunteers = instance.lists.volunteers
    bySkills = Groups(volunteers) { AnyHashable([AnyHashable($0.skills), AnyHashable($0.isVetted)]) }
    byWishes = Groups(volunteers) { AnyHashable([AnyHashable([$0.willing, $0.unwilling]), AnyHashable($0.keptFrom)]) }
    byHome = Groups(volunteers) { AnyHashable($0.home) }
    bySlots = Groups(volunteers) { AnyHashable($0.slots) }
    travelMax = volunteers.map(\.offer.travelMax)
    isOpen = bySlots.offers.map { offer in
      guard let slots = offer.slots.map(Set.init) else { return instance.lists.slots.map { _ in true } }
      return instance.lists.slots.map { slots.contains($0.id) }
    }
  }

  private let travelMax: [Int64?]
  /// Whether somebody is available in a slot, by what they offer and by slot, as both stand in the lists.
  private let isOpen: [[Bool]]

  /// The kinds of availability, and which of them each volunteer has.
  var kinds: Range<Int> { isOpen.indices }
  var kindOf: [Int] { bySlots.of }

  /// Whether people of a kind are available in each of these slots.
  func isOpen(_ slots: [Int], to kind: Int) -> [Bool] { slots.map { isOpen[kind][$0] } }

  /// Volunteers that a rule cannot tell apart, each group with one of them.
  private struct Groups: Sendable {
    private(set) var of: [Int] = []
    private(set) var offers: [Offer] = []

    init(_ volunteers: [Volunteer], _ key: (Offer) -> AnyHashable) {
      var index: [AnyHashable: Int] = [:]
      for volunteer in volunteers {
        let key = key(volunteer.offer)
        if index[key] == nil {
          index[key] = offers.count
          offers.append(volunteer.offer)
        }
        of.append(index[key]!)
      }
    }
  }

  /// For each post the volunteers whom no rule keeps from it, in the order of the lists.
  /// - Complexity: O(volunteers × posts), and one question to each rule for each of its groups.
  func holders(of posts: [Post]) -> [[Int]] {
    var ways: [[PlaceID]: [Int64?]] = [:]
    // Read a hundred million times.
    let (skills, wishes, homes, kinds, most) = (bySkills.of, byWishes.of, byHome.of, bySlots.of, travelMax)
    return posts.map { post in
      let project = instance.lists.projects[post.project]
      let skilled = bySkills.offers.map { Skill.permits($0, post.role) && Vetting.permits($0, post.role) }
      let willing = byWishes.offers.map { Willingness.permits($0, project, instance) }
      let slots = post.slots.map { instance.slotIndex[$0.id]! }
      let open = isOpen.map { isOpen in slots.isEmpty || SlotRule.permits(post.role, slots.map { isOpen[$0] }) }
      if ways[post.sites] == nil { ways[post.sites] = byHome.offers.map { Travel.minutes($0, post, instance) } }
      let way = ways[post.sites]!
      let isAnywhere = byHome.offers.map { $0.home == nil || post.sites.isEmpty }
      var able: [Int] = []
      for n in skills.indices where skilled[skills[n]] && willing[wishes[n]] && open[kinds[n]] {
        if isAnywhere[homes[n]] || Travel.permits(most[n], way: way[homes[n]]) { able.append(n) }
      }
      return able
    }
  }
}

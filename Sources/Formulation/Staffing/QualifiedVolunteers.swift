import Model

/// Who may hold which post.
///
/// Each rule is asked once for volunteers that it cannot tell apart, as there may be a hundred million pairs.
struct QualifiedVolunteers: Sendable {
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
    homes = byHome.offers.map(\.home)
    travelMax = volunteers.map(\.offer.travelMax)
    isOpen = bySlots.offers.map { offer in
      guard let slots = offer.slots.map(Set.init) else { return instance.lists.slots.map { _ in true } }
      return instance.lists.slots.map { slots.contains($0.id) }
    }
  }

  private let homes: [PlaceID?]
  private let travelMax: [Int64?]
  /// Whether somebody is available in a slot, by what they offer and by slot, as both stand in the lists.
  private let isOpen: [[Bool]]

  /// The kinds of availability, and which of them each volunteer has.
  var kinds: Range<Int> { isOpen.indices }
  var kindOf: [Int] { bySlots.of }

  /// The sum of what goes with each of these slots over those in which people of a kind are available.
  func sum(of amounts: [Int64], in slots: [Int], openTo kind: Int) -> Int64 {
    var sum: Int64 = 0
    for (k, slot) in slots.enumerated() where isOpen[kind][slot] { sum += amounts[k] }
    return sum
  }

  /// Volunteers that a rule cannot tell apart, each group with one of them.
  private struct Groups: Sendable {
    private(set) var of: [Int] = []
    private(set) var offers: [Offer] = []
    private(set) var members: [[Int]] = []

    init(_ volunteers: [Volunteer], _ key: (Offer) -> AnyHashable) {
      var index: [AnyHashable: Int] = [:]
      for (n, volunteer) in volunteers.enumerated() {
        let key = key(volunteer.offer)
        if index[key] == nil {
          index[key] = offers.count
          offers.append(volunteer.offer)
          members.append([])
        }
        of.append(index[key]!)
        members[index[key]!].append(n)
      }
    }
  }

  /// For each post the volunteers whom no rule keeps from it, in the order of the lists.
  /// - Complexity: O(pairs of a post and a volunteer near enough), and one question to each rule for each of its groups.
  func holders(of posts: [Post]) -> [[Int]] {
    var ways: [[PlaceID]: [Int64?]] = [:]
    var skilledFor: [[AnyHashable]: [Bool]] = [:]
    var willingFor: [Int: [Bool]] = [:]
    // Read a hundred million times: who lives together stands together.
    let order = byHome.members.flatMap { $0 }
    let (skills, wishes) = (order.map { bySkills.of[$0] }, order.map { byWishes.of[$0] })
    let (kinds, most) = (order.map { bySlots.of[$0] }, order.map { travelMax[$0] })
    let ends = byHome.members.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    let isHomeless = homes.map { $0 == nil }
    // Of each home, the member who goes farthest.
    let farthest = byHome.members.map { members in
      members.contains { travelMax[$0] == nil } ? nil : members.compactMap { travelMax[$0] }.max()
    }
    return posts.map { post in
      let role = post.role
      let skilled = found(for: [role.skill, role.level, role.withMinors], in: &skilledFor) {
        bySkills.offers.map { Skill.permits($0, role) && Vetting.permits($0, role) }
      }
      let willing = found(for: post.project, in: &willingFor) {
        byWishes.offers.map { Willingness.permits($0, instance.lists.projects[post.project], instance) }
      }
      let way = found(for: post.sites, in: &ways) {
        homes.map { Travel.minutes(from: $0, post, instance) }
      }
      let slots = post.slots.map { instance.slotIndex[$0.id]! }
      let open = isOpen.map { isOpen in slots.isEmpty || SlotRule.permits(role, slots.map { isOpen[$0] }) }
      var qualified: [Int] = []
      for home in isHomeless.indices {
        let isAnywhere = isHomeless[home] || post.sites.isEmpty
        guard isAnywhere || Travel.permits(farthest[home], way: way[home]) else { continue }
        for at in ends[home]..<ends[home + 1] where skilled[skills[at]] && willing[wishes[at]] && open[kinds[at]] {
          if isAnywhere || Travel.permits(most[at], way: way[home]) { qualified.append(order[at]) }
        }
      }
      return qualified.sorted()
    }
  }

  private func found<Key: Hashable, Value>(for key: Key, in known: inout [Key: Value], _ find: () -> Value) -> Value {
    if let value = known[key] { return value }
    let value = find()
    known[key] = value
    return value
  }
}

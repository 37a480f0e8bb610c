import Model

/// Determines which volunteers may hold which post.
///
/// Each rule is evaluated once for each group of volunteers that it cannot tell apart, because there may be a hundred
/// million pairs.
struct QualifiedVolunteers: Sendable {
  private let volunteers: [Volunteer]
  private let instance: Instance
  private let bySkills: Groups, byWishes: Groups, byHome: Groups, bySlots: Groups

  init(_ instance: Instance) {
    self.instance = instance
    volunteers = instance.lists.volunteers
    bySkills = Groups(volunteers) { AnyHashable([AnyHashable($0.skills), AnyHashable($0.isVetted)]) }
    byWishes = Groups(volunteers) {
      AnyHashable([AnyHashable([$0.willing, $0.unwilling]), AnyHashable($0.barredProjects)])
    }
    byHome = Groups(volunteers) { AnyHashable($0.home) }
    bySlots = Groups(volunteers) { AnyHashable($0.slots) }
    homes = byHome.offers.map(\.home)
    travelMax = volunteers.map(\.offer.travelMax)
    let slots = instance.lists.slots.map(\.id)
    isOpen = bySlots.offers.map { $0.isAvailable(inEachOf: slots) }
  }

  private let homes: [PlaceID?]
  private let travelMax: [Int64?]
  /// Whether volunteers are available in a slot, by kind of availability and by slot in the order of the lists.
  private let isOpen: [[Bool]]

  /// The kinds of availability; `kindOf` gives each volunteer's kind.
  var kinds: Range<Int> { isOpen.indices }
  var kindOf: [Int] { bySlots.of }

  /// Whether a volunteer is available in a slot, both by position in the lists.
  func isAvailable(_ volunteer: Int, in slot: Int) -> Bool { isOpen[bySlots.of[volunteer]][slot] }

  /// The sum of the amounts over the slots in which volunteers of a kind are available.
  func sum(of amounts: [Int64], in slots: [Int], openTo kind: Int) -> Int64 {
    var sum: Int64 = 0
    for (k, slot) in slots.enumerated() where isOpen[kind][slot] { sum += amounts[k] }
    return sum
  }

  /// Groups of volunteers that a rule cannot tell apart, each with one member's offer.
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

  /// For each post, the volunteers whom no rule excludes from it, in the order of the lists.
  /// - Complexity: O(pairs of a post and a volunteer near enough), plus one evaluation of each rule for each of its
  ///   groups.
  func holders(of posts: [Post]) -> [[Int]] {
    var travelTimes: [[PlaceID]: [Int64?]] = [:]
    var skilledFor: [[AnyHashable]: [Bool]] = [:]
    var willingFor: [Int: [Bool]] = [:]
    // Members of a home are stored contiguously, because these arrays are read a hundred million times.
    let order = byHome.members.flatMap { $0 }
    let (skills, wishes) = (order.map { bySkills.of[$0] }, order.map { byWishes.of[$0] })
    let (kinds, most) = (order.map { bySlots.of[$0] }, order.map { travelMax[$0] })
    let ends = byHome.members.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    let isWithoutHome = homes.map { $0 == nil }
    // For each home, the longest travel that a member accepts; nil where some member accepts any.
    let longestAccepted = byHome.members.map { members in
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
      let travelTime = found(for: post.sites, in: &travelTimes) {
        homes.map { Travel.minutes(from: $0, post, instance) }
      }
      let slots = post.slots.map { instance.index(of: $0.id) }
      let open = isOpen.map { isOpen in slots.isEmpty || SlotRule.permits(role, slots.map { isOpen[$0] }) }
      var qualified: [Int] = []
      for home in isWithoutHome.indices {
        let isAnywhere = isWithoutHome[home] || post.sites.isEmpty
        guard isAnywhere || Travel.permits(longestAccepted[home], travelTime: travelTime[home]) else { continue }
        for at in ends[home]..<ends[home + 1] where skilled[skills[at]] && willing[wishes[at]] && open[kinds[at]] {
          if isAnywhere || Travel.permits(most[at], travelTime: travelTime[home]) { qualified.append(order[at]) }
        }
      }
      // To read an offer is slow where nearly every pair is asked.
      guard role.isForWishersOnly else { return qualified.sorted() }
      let project = instance.lists.projects[post.project].id
      return qualified.filter { WishersOnly.permits(volunteers[$0].offer, role, of: project) }.sorted()
    }
  }

  private func found<Key: Hashable, Value>(for key: Key, in known: inout [Key: Value], _ find: () -> Value) -> Value {
    if let value = known[key] { return value }
    let value = find()
    known[key] = value
    return value
  }
}

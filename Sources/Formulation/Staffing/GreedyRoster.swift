import Model

/// A greedy roster: the scarcest posts first, each staffed by the volunteers nearest to it, from its first slot to
/// its last.
///
/// Where that fails, a second pass prefers the volunteers who are least in demand, and begins with the slot that the
/// fewest can attend. A roster that it returns satisfies every rule; a failure proves nothing.
struct GreedyRoster {
  private let instance: Instance
  private let volunteers: [Volunteer]
  private let posts: [Post]
  private let holders: [[Int]]
  private let named: NamedVolunteers
  private var people: [Int: Person] = [:]
  /// The demand on each volunteer if each post were shared equally by all who may hold it.
  private var demand: [Int: Double] = [:]
  /// Whether this is the second pass, which prefers the volunteers least in demand and begins with the scarcest slot.
  private var isSecondPass = false

  private struct Person {
    var left: [Int64]
    var projects: Int
    var served: Set<Int> = []
    var posts: [Int] = []
    var busy: [(slot: Slot, post: Int)] = []
  }

  init(_ instance: Instance, _ posts: [Post], _ holders: [[Int]]) {
    self.instance = instance
    volunteers = instance.lists.volunteers
    self.posts = posts
    let named = NamedVolunteers(instance, posts)
    self.named = named
    self.holders =
      named.isEmpty ? holders : posts.indices.map { p in holders[p].filter { !named.keepsAway($0, p) } }
  }

  /// The assignments of a complete roster.
  /// - Returns: nil where some post stays short, however often it is put first.
  mutating func assignments() -> [Allocation.Assignment]? {
    let asked = posts.map { max($0.role.minutes, Int64($0.role.headsMin)) }
    if let found = filled(asked) { return found }
    for p in posts.indices where posts[p].asks {
      for n in holders[p] { demand[n, default: 0] += Double(asked[p]) / Double(holders[p].count) }
    }
    isSecondPass = true
    return filled(asked)
  }

  private mutating func filled(_ asked: [Int64]) -> [Allocation.Assignment]? {
    // Scarcest first: the fewest holders for each minute asked.
    var order = posts.indices.filter { posts[$0].asks }.sorted {
      let (a, b) = (holders[$0].count * Int(asked[$1]), holders[$1].count * Int(asked[$0]))
      return a == b ? $0 < $1 : a < b
    }
    // Other posts do not take pinned people first.
    if !named.isEmpty { order = order.filter(named.isNamed) + order.filter { !named.isNamed($0) } }
    for _ in 0..<min(40, posts.count + 1) {
      people = [:]
      var out: [Allocation.Assignment] = []
      var short: Int?
      for post in order {
        guard let more = fill(post) else {
          short = post
          break
        }
        out += more
      }
      guard let short else { return named.isSatisfied { people[$0]?.posts ?? [] } ? out : nil }
      if order.first == short { return nil }
      order.removeAll { $0 == short }
      order.insert(short, at: 0)
    }
    return nil
  }

  private func person(_ n: Int) -> Person {
    people[n]
      ?? Person(
        left: instance.timeline.map { _ in volunteers[n].offer.minutes },
        projects: volunteers[n].offer.projectsMax ?? .max)
  }

  /// Staffs one post.
  /// - Returns: nil where nobody is left for part of it.
  private mutating func fill(_ p: Int) -> [Allocation.Assignment]? {
    let post = posts[p]
    var travelTimes: [PlaceID?: Int64] = [:]
    func travelTime(_ n: Int) -> Int64 {
      let home = volunteers[n].offer.home
      if let known = travelTimes[home] { return known }
      let travelTime = Travel.minutes(from: home, post, instance) ?? 0
      travelTimes[home] = travelTime
      return travelTime
    }
    let free = holders[p].filter { n in
      people[n].map { $0.projects > 0 && !$0.served.contains(post.project) } ?? (volunteers[n].offer.projectsMax != 0)
    }
    let nearest = free.map { (n: $0, demand: isSecondPass ? demand[$0]! : 0, travelTime: travelTime($0)) }
      .sorted { ($0.demand, $0.travelTime, $0.n) < ($1.demand, $1.travelTime, $1.n) }.map(\.n)
    let near =
      named.isEmpty
      ? nearest
      : named.candidates(nearest, p) { [self] n in people[n]?.served.contains(post.project) ?? false }
    let isMentor = { [self] (n: Int) in volunteers[n].offer.canMentor }
    // Volunteers who want a mentor come last, once somebody who can mentor is there.
    let needs = { [self] (n: Int) in volunteers[n].offer.wantsMentor && !isMentor(n) }
    let others = near.filter { !needs($0) && !(post.role.needsMentor && isMentor($0)) }
    let candidates = (post.role.needsMentor ? near.filter(isMentor) : []) + others + near.filter(needs)
    return post.slots.isEmpty ? staffWithoutSlots(p, candidates, needs) : staffInSlots(p, candidates, needs)
  }

  /// The least and the most minutes that a volunteer can give in each period to a post without slots.
  private func minutesRange(_ post: Post, _ n: Int) -> (least: Int64, most: Int64)? {
    let unit = volunteers[n].offer.shift ?? 1, lasts = Int64(post.lasts)
    let left = person(n).left
    let most = (post.starts.first?.run ?? 0..<1).map { left[$0] }.min()! / unit * unit
    let asked = (volunteers[n].offer.leastMinutes(on: post.role, lasts: lasts) + lasts - 1) / lasts
    let least = (asked + unit - 1) / unit * unit
    return least <= most ? (least, most) : nil
  }

  /// The slots of a post that a volunteer has time for, ordered by their beginning.
  /// - Parameter slots: In the order in which they are tried.
  private func open(_ slots: [Slot], of post: Post, to n: Int) -> [Slot] {
    let rest = max(0, volunteers[n].offer.rest)
    var left = person(n).left
    var open: [Slot] = []
    for slot in slots {
      let period = instance.period(of: slot)
      guard canCome(n, slot, post), left[period] >= slot.minutes,
        open.allSatisfy({ other in
          max(slot.begins - other.ends, other.begins - slot.ends) >= rest || slot.meetsAtMidnight(other)
            || other.meetsAtMidnight(slot)
        })
      else { continue }
      left[period] -= slot.minutes
      open.append(slot)
    }
    return open.sorted(by: Self.isEarlier)
  }

  private static func isEarlier(_ a: Slot, _ b: Slot) -> Bool { (a.begins, a.id) < (b.begins, b.id) }

  private func canCome(_ n: Int, _ slot: Slot, _ post: Post) -> Bool {
    volunteers[n].offer.isAvailable(in: slot.id) && isFree(n, slot, post)
  }

  private func isFree(_ n: Int, _ slot: Slot, _ post: Post) -> Bool {
    (people[n]?.busy ?? []).allSatisfy { other, p in
      let (first, second) = other.begins <= slot.begins ? (other, slot) : (slot, other)
      let pause = second.begins - first.ends
      guard pause >= max(0, volunteers[n].offer.rest) else { return false }
      guard pause < instance.longestTravelTime else { return true }
      return instance.travel(from: posts[p].sites, to: post.sites).map { $0 <= pause } ?? true
    }
  }

  private mutating func staffWithoutSlots(
    _ p: Int, _ candidates: [Int], _ needs: (Int) -> Bool
  ) -> [Allocation.Assignment]? {
    let post = posts[p], lasts = Int64(post.lasts)
    let asked = (post.role.minutes + lasts - 1) / lasts
    var chosen: [(n: Int, least: Int64, most: Int64)] = []
    func isEnough() -> Bool {
      chosen.count >= post.role.headsMin && chosen.reduce(0) { $0 + $1.most } >= asked
        && (!post.role.needsMentor || chosen.contains { volunteers[$0.n].offer.canMentor })
    }
    let qualified = candidates.compactMap { n in minutesRange(post, n).map { (n: n, least: $0.least, most: $0.most) } }
    if post.role.needsMentor, qualified.first.map({ !volunteers[$0.n].offer.canMentor }) ?? true { return nil }
    for next in qualified where !isEnough() {
      if needs(next.n), !chosen.contains(where: { volunteers[$0.n].offer.canMentor }) { continue }
      chosen.append(next)
    }
    let heads = post.role.headsMax ?? .max
    if !isEnough() || chosen.count > heads {
      // Where places are few, those who can give most come first.
      let first = post.role.needsMentor ? qualified.prefix(1) : []
      let rest = qualified.dropFirst(first.count).filter { !needs($0.n) }.sorted { ($1.most, $0.n) < ($0.most, $1.n) }
      chosen = Array(first)
      for next in rest where !isEnough() { chosen.append(next) }
      guard isEnough(), chosen.count <= heads else { return nil }
    }
    var left = asked - chosen.reduce(0) { $0 + $1.least }
    return chosen.map { n, least, most in
      let unit = volunteers[n].offer.shift ?? 1
      let more = min(most - least, max(0, (left + unit - 1) / unit * unit))
      left -= more
      return assign(p, n, [], (least + more) * lasts) { person in
        for period in post.starts.first?.run ?? 0..<1 { person.left[period] -= least + more }
      }
    }
  }

  private mutating func staffInSlots(
    _ p: Int, _ candidates: [Int], _ needs: (Int) -> Bool
  ) -> [Allocation.Assignment]? {
    let post = posts[p]
    var order = post.slots.sorted(by: Self.isEarlier)
    if isSecondPass {
      let available = order.map { slot in candidates.count { canCome($0, slot, post) } }
      order = order.indices.sorted { (available[$0], $0) < (available[$1], $1) }.map { order[$0] }
    }
    var present: [SlotID: Int] = [:], mentored: Set<SlotID> = [], minutes: Int64 = 0
    var chosen: [(n: Int, slots: [Slot])] = []
    func needsMore(_ slot: Slot) -> Bool {
      present[slot.id, default: 0] < post.role.headsMin || minutes < post.role.minutes
    }
    func lacksMentor(_ slot: Slot) -> Bool { post.role.needsMentor && !mentored.contains(slot.id) }
    for n in candidates where post.slots.contains(where: { needsMore($0) || lacksMentor($0) }) {
      let isMentor = volunteers[n].offer.canMentor
      // The second pass offers only slots that still need somebody.
      let asked = isSecondPass && !post.isWhole ? order.filter { needsMore($0) || isMentor && lacksMentor($0) } : order
      let open = open(asked, of: post, to: n)
      let slots = (post.isWhole ? open : open.filter { needsMore($0) || isMentor && lacksMentor($0) }).filter { slot in
        present[slot.id, default: 0] < post.role.headsMax ?? .max && (!needs(n) || mentored.contains(slot.id))
      }
      let time = slots.reduce(0) { $0 + $1.minutes }
      guard !slots.isEmpty, time >= volunteers[n].offer.leastMinutes(on: post.role, lasts: Int64(post.lasts)),
        time % (volunteers[n].offer.shift ?? 1) == 0,
        !post.isWhole || slots.count == post.slots.count
      else { continue }
      for slot in slots { present[slot.id, default: 0] += 1 }
      if isMentor { mentored.formUnion(slots.map(\.id)) }
      minutes += time
      chosen.append((n, slots))
    }
    guard !post.slots.contains(where: { needsMore($0) || lacksMentor($0) }) else { return nil }
    return chosen.map { n, slots in
      let periods = slots.map(instance.period)
      return assign(p, n, slots.map(\.id), slots.reduce(0) { $0 + $1.minutes }) { person in
        for (slot, period) in zip(slots, periods) {
          person.left[period] -= slot.minutes
          person.busy.append((slot, p))
        }
      }
    }
  }

  private mutating func assign(
    _ p: Int, _ n: Int, _ slots: [SlotID], _ minutes: Int64, _ take: (inout Person) -> Void
  ) -> Allocation.Assignment {
    var person = person(n)
    take(&person)
    person.projects -= 1
    person.served.insert(posts[p].project)
    person.posts.append(p)
    people[n] = person
    return Allocation.Assignment(
      volunteer: instance.lists.volunteers[n].id, project: instance.lists.projects[posts[p].project].id,
      role: posts[p].role.id, slots: slots, minutes: minutes)
  }
}

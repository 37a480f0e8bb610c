import ExactProgram
import IntegerProgram
import Model

/// Rows over the awards that limit the posts to what their qualified volunteers can supply (Hall 1935).
///
/// There are three kinds of supply: minutes in a period, presence at a moment, and the number of projects that a
/// volunteer accepts.
struct StaffingCutGenerator: Sendable {
  /// One supply: how much each class of volunteers has, and to which posts it can give.
  struct Supply: Sendable {
    /// For each class of volunteers, how much it has in total and the most it can give to each demand.
    var classes: [(most: Int128, gives: [(demand: Int, most: Int128)])] = []
    var demands: [(post: Int, asked: Int128, isAsked: Expression)] = []
  }

  private let instance: Instance
  private let posts: [Post]
  private let qualified: QualifiedVolunteers
  private let holders: [[Int]]
  /// For each post, the indices of its slots in the lists.
  private let slots: [[Int]]
  /// The index of a post by project, variant and role.
  private let position: [[String]: Int]
  private(set) var supplies: [Supply] = []

  init(_ formulation: Formulation, _ posts: [Post], _ qualified: QualifiedVolunteers) {
    let instance = formulation.instance, volunteers = formulation.volunteers
    self.instance = instance
    self.posts = posts
    self.qualified = qualified
    holders = qualified.holders(of: posts)
    position = Dictionary(uniqueKeysWithValues: posts.enumerated().map { (instance.subjects(of: $1), $0) })
    slots = posts.map { $0.slots.map { instance.index(of: $0.id) } }
    for period in instance.timeline.indices {
      add(
        posts.map { $0.minutesAsked(in: period, instance) },
        isAsked: { $0.isRunning(in: period, instance) }, has: volunteers.map(\.offer.minutes)
      ) { post in
        post.slots.isEmpty
          ? .always(.max) : .inSlots(post.slots.map { instance.period(of: $0) == period ? $0.minutes : 0 })
      }
    }
    let moments = Set(posts.flatMap(\.slots).map(\.begins)).sorted()
    for moment in moments {
      func coversMoment(_ slot: Slot) -> Bool { slot.begins <= moment && moment < slot.ends }
      add(
        posts.map { $0.slots.contains(where: coversMoment) ? Int128($0.role.headsMin) : 0 }, isAsked: \.carried,
        has: volunteers.map { _ in 1 }
      ) { post in
        .inSlots(post.slots.map { coversMoment($0) ? 1 : 0 })
      }
    }
    add(
      posts.map { Int128($0.role.headsMin) }, isAsked: \.carried,
      has: volunteers.map { Int64($0.offer.projectsMax ?? posts.count) }
    ) { _ in .always(1) }
  }

  /// The most that a post takes from one volunteer: always, or in each of its slots in which they are available.
  private enum Takes { case always(Int64), inSlots([Int64]) }

  /// What posts ask of one supply, and what volunteers can give.
  private struct Balance {
    /// By post: what it asks for.
    let asked: [Int128]
    /// By volunteer: what they have.
    let has: [Int64]
    /// For each post that asks for anything, the most that each of its holders can give.
    let given: [Int: [Int64]]
    /// For each of these posts, the sum of what its holders can give.
    let offered: [Int: Int128]
  }

  /// Adds a supply, keeping only the posts that may fall short.
  /// - Parameters:
  ///   - has: What each volunteer has.
  ///   - takes: The most that a post takes from one volunteer.
  private mutating func add(
    _ asked: [Int128], isAsked: (Post) -> Expression, has: [Int64], takes: (Post) -> Takes
  ) {
    let balance = balance(asked, has, takes)
    let wanted = scarcePosts(balance)
    guard !isServedGreedily(wanted, balance) else { return }
    // A post that does not lack anything when all are carried out can always be served as well, because deficiency is
    // supermodular.
    let (lacking, _) = supply(of: wanted, balance, isAsked).shortage(at: wanted.map { _ in 1 })
    guard !lacking.isEmpty else { return }
    supplies.append(supply(of: lacking.map { wanted[$0] }, balance, isAsked))
  }

  private func balance(_ asked: [Int128], _ has: [Int64], _ takes: (Post) -> Takes) -> Balance {
    let kindOf = qualified.kindOf
    var given: [Int: [Int64]] = [:]
    for post in posts.indices where asked[post] > 0 {
      switch takes(posts[post]) {
      case .always(let most): given[post] = holders[post].map { min(has[$0], most) }
      case .inSlots(let most):
        let most = qualified.kinds.map { qualified.sum(of: most, in: slots[post], openTo: $0) }
        given[post] = holders[post].map { min(has[$0], most[kindOf[$0]]) }
      }
    }
    return Balance(
      asked: asked, has: has, given: given, offered: given.mapValues { $0.reduce(Int128(0)) { $0 + Int128($1) } })
  }

  /// The posts that may fall short: a post whose holders offer the whole demand of all these posts never does.
  private func scarcePosts(_ balance: Balance) -> [Int] {
    var wanted = posts.indices.filter { balance.asked[$0] > 0 }
    while true {
      let all = wanted.reduce(Int128(0)) { $0 + balance.asked[$1] }
      let scarce = wanted.filter { balance.offered[$0]! < all }
      if scarce.count == wanted.count { return wanted }
      wanted = scarce
    }
  }

  /// Whether a greedy assignment, scarcest post first, gives all of these posts what they ask for. If not, another
  /// assignment may.
  private func isServedGreedily(_ wanted: [Int], _ balance: Balance) -> Bool {
    let (asked, offered) = (balance.asked, balance.offered)
    var left = balance.has
    return wanted.sorted { (offered[$0]! * asked[$1], $0) < (offered[$1]! * asked[$0], $1) }.allSatisfy { post in
      var lacks = asked[post]
      for (n, most) in zip(holders[post], balance.given[post]!) where lacks > 0 && most > 0 {
        let taken = min(Int128(min(most, left[n])), lacks)
        left[n] -= Int64(taken)
        lacks -= taken
      }
      return lacks == 0
    }
  }

  private func supply(of kept: [Int], _ balance: Balance, _ isAsked: (Post) -> Expression) -> Supply {
    let has = balance.has
    var gives = [[(demand: Int, most: Int64)]](repeating: [], count: has.count)
    for (demand, post) in kept.enumerated() {
      for (n, most) in zip(holders[post], balance.given[post]!) where most > 0 { gives[n].append((demand, most)) }
    }
    var out = Supply()
    out.demands = kept.map { ($0, balance.asked[$0], isAsked(posts[$0])) }
    // Volunteers with the same supply and the same posts form one class.
    var index: [[Int64]: Int] = [:]
    for (n, list) in gives.enumerated() where !list.isEmpty {
      var key = [has[n]]
      for give in list { key += [Int64(give.demand), give.most] }
      if let known = index[key] {
        out.classes[known].most += Int128(has[n])
        for i in list.indices { out.classes[known].gives[i].most += Int128(list[i].most) }
      } else {
        index[key] = out.classes.count
        out.classes.append((Int128(has[n]), list.map { ($0.demand, Int128($0.most)) }))
      }
    }
    return out
  }

  /// For each post of a roster, the volunteers who may hold it, as found for all posts together.
  func holders(of posts: [Post]) -> [[Int]] {
    posts.map { holders[position[instance.subjects(of: $0)]!] }
  }

  /// Whether a greedy roster staffs these variants together; false proves nothing. The first 100 holders of each post
  /// are tried first, because most posts need few of them.
  func canStaff(_ variants: [StartedVariant]) -> Bool {
    let own = variants.flatMap(posts(of:))
    func isStaffed(by holders: [[Int]]) -> Bool {
      var greedyRoster = GreedyRoster(instance, own.map { posts[$0] }, holders)
      return greedyRoster.assignments() != nil
    }
    let few = 100, all = own.map { holders[$0] }
    return isStaffed(by: all.map { Array($0.prefix(few)) })
      || all.contains { $0.count > few } && isStaffed(by: all)
  }

  private func posts(of started: StartedVariant) -> [Int] {
    posts.indices.filter { posts[$0].project == started.project && posts[$0].variant == started.variant }
  }

  /// Pairs of variants of different projects that may compete for volunteers: they share a holder, and some post of one
  /// has no more holders than both ask for.
  func rivals(_ variants: [StartedVariant]) -> [[StartedVariant]] {
    let posts = variants.map(posts(of:))
    let heads = posts.map { $0.reduce(0) { $0 + max(1, self.posts[$1].role.headsMin) } }
    let people = posts.map { $0.reduce(into: Set<Int>()) { $0.formUnion(holders[$1]) } }
    let fewest = posts.map { $0.map { holders[$0].count }.min() ?? .max }
    return variants.indices.flatMap { a in
      variants.indices.dropFirst(a + 1).filter { b in
        variants[a].project != variants[b].project && min(fewest[a], fewest[b]) <= heads[a] + heads[b]
          && !people[a].isDisjoint(with: people[b])
      }.map { b in [variants[a], variants[b]] }
    }
  }

  /// The rows that a point violates: for each supply, the row of the posts with the largest shortfall.
  /// - Parameter value: The value of a column at the point; it need not be whole.
  func rows(at value: (Int) -> Double, _ f: Formulation) -> [(meaning: Meaning, expression: Expression, most: Int128)] {
    supplies.compactMap { supply in
      let share = supply.demands.map { demand in
        demand.isAsked.terms.reduce(Double(demand.isAsked.constant)) {
          $0 + Double($1.coefficient) * value($1.column)
        }
      }
      let (lacking, full) = supply.shortage(at: share)
      guard !lacking.isEmpty else { return nil }
      // The full classes give all they have. What the other classes give is deducted from the demand of each post
      // carried out.
      let isLacking = Set(lacking)
      let most = full.reduce(Int128(0)) { $0 + supply.classes[$1].most }
      let isFull = Set(full)
      var asked = Dictionary(uniqueKeysWithValues: lacking.map { ($0, supply.demands[$0].asked) })
      for (index, item) in supply.classes.enumerated() where !isFull.contains(index) {
        for give in item.gives where isLacking.contains(give.demand) { asked[give.demand]! -= give.most }
      }
      // A post that the other classes serve alone needs nothing from the full ones.
      let needy = lacking.filter { asked[$0]! > 0 }
      let expression = needy.map { supply.demands[$0].isAsked * asked[$0]! }.sum()
      let broken = needy.reduce(0.0) { $0 + share[$1] * Double(asked[$1]!) }
      guard broken > Double(most) + 1e-6 * max(1, broken) else { return nil }
      let names = Set(needy.map { f.projects[posts[supply.demands[$0].post].project].id.text }).sorted()
      return (Meaning("staffing", names), expression, most)
    }
  }
}

extension StaffingCutGenerator.Supply {
  /// The posts with the largest joint shortfall, and the classes that give them all they have; both empty without a
  /// shortfall.
  func shortage(at share: [Double]) -> (lacking: [Int], full: [Int]) {
    let (source, sink) = (classes.count + demands.count, classes.count + demands.count + 1)
    let asked = zip(demands, share).reduce(0.0) { $0 + $1.0.asked.rounded * $1.1 }
    var flow = Flow(nodes: sink + 1, tolerance: max(1e-9, asked * 1e-12))
    for (index, item) in classes.enumerated() {
      flow.addArc(from: source, to: index, item.most.rounded)
      for give in item.gives where share[give.demand] > 0 {
        flow.addArc(from: index, to: classes.count + give.demand, give.most.rounded * share[give.demand])
      }
    }
    for (index, demand) in demands.enumerated() where share[index] > 0 {
      flow.addArc(from: classes.count + index, to: sink, demand.asked.rounded * share[index])
    }
    guard flow.maximum(from: source, to: sink) < asked * (1 - 1e-7) - 1e-7 else { return ([], []) }
    return (
      demands.indices.filter { share[$0] > 0 && !flow.isBeforeCut(classes.count + $0) },
      classes.indices.filter { !flow.isBeforeCut($0) }
    )
  }
}

extension Post {
  /// The least minutes that it takes in a period if it runs.
  fileprivate func minutesAsked(in period: Int, _ instance: Instance) -> Int128 {
    if slots.isEmpty {
      guard starts.contains(where: { $0.run.contains(period) }) else { return 0 }
      return ceilDivide(max(Int128(role.minutes), Int128(role.headsMin)), Int128(lasts))
    }
    let here = slots.filter { instance.period(of: $0) == period }
    let there = here.reduce(Int128(0)) { $0 + Int128($1.minutes) * Int128(role.headsMin) }
    return here.count == slots.count ? max(there, Int128(role.minutes)) : there
  }

  fileprivate func isRunning(in period: Int, _ instance: Instance) -> Expression {
    if !slots.isEmpty { return carried }
    let running = starts.filter { $0.run.contains(period) }
    return running.count == starts.count ? carried : running.map(\.begun).sum()
  }
}

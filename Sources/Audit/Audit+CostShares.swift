import Model

extension Ledger {
  /// `cost-shares`: funds confined to some of a project's places together pay at most the shares of these places, each
  /// rounded up to a minor unit.
  func costShareBreaches() -> [Breach] { instance.lists.projects.flatMap(costShares) }

  private func costShares(of project: Project) -> [Breach] {
    let shares = project.places.reduce(into: [PlaceID: Int128]()) { shares, part in
      shares[part.place, default: 0] += Int128(part.share.basisPoints)
    }
    guard shares.count > 1 else { return [] }
    let places = shares.keys.sorted()
    let whole = cost[project.id] ?? 0
    // A fund that reaches none of the places breaks `eligibility` and is left out here.
    let confined = payers(of: project.id).map { (fund: $0, reach: reach(of: instance.fund($0), in: places)) }
      .filter { !$0.reach.isEmpty && $0.reach.count < places.count }
    var overdrawn: Set<[Int]> = []
    // Every proper subset lacks some place. One distribution shows whether a subset without a given place is overdrawn.
    for lacking in places.indices {
      let within = confined.filter { !$0.reach.contains(lacking) }
      var distribution = Distribution(
        left: within.map { paid(by: $0.fund, to: project.id) }, reach: within.map(\.reach),
        room: places.map { max(0, (shares[$0]! * whole + 9_999) / 10_000) })
      if let set = distribution.overdrawn() { overdrawn.insert(set) }
    }
    return overdrawn.map { set in
      let funds = confined.filter { Set($0.reach).isSubset(of: set) }.map(\.fund)
      let sum = money(funds.reduce(0) { $0 + paid(by: $1, to: project.id) })
      let share = money(tenThousandths: set.reduce(0) { $0 + shares[places[$1]]! } * whole)
      let fundNames = funds.map(\.text), placeNames = set.map { places[$0].text }
      return Breach(
        "cost-shares", [project.id.text] + placeNames,
        "只能用于 \(placeNames.joined(separator: "、")) 的资金 \(fundNames.joined(separator: "、")) 为项目 \(project.id) 支付 \(sum)，"
          + "超过这些地点分担的 \(share)",
        "the funds \(fundNames.joined(separator: ", ")), confined to \(placeNames.joined(separator: ", ")), pay \(sum) for "
          + "project \(project.id), more than the \(share) that falls to these places")
    }
  }

  /// The positions in `places` of those that a fund reaches.
  func reach(of fund: Fund, in places: [PlaceID]) -> [Int] {
    if fund.places.isEmpty { return Array(places.indices) }
    return places.indices.filter { index in fund.places.contains { instance.lies(places[index], within: $0) } }
  }
}

/// Distributes the money of confined funds over the places that each reaches, until all is placed or some cannot be.
///
/// By Hall's theorem all of it can be placed exactly where no set of places is overdrawn. Checking every set takes time
/// exponential in the number of places; augmenting along shortest paths does not.
struct Distribution {
  /// The money of each fund that is not placed yet.
  var left: [Int128]
  /// The places that each fund reaches.
  let reach: [[Int]]
  /// The money that each place can still take.
  var room: [Int128]
  /// The money that each place has taken, by fund.
  private var taken: [[Int: Int128]]

  init(left: [Int128], reach: [[Int]], room: [Int128]) {
    self.left = left
    self.reach = reach
    self.room = room
    taken = Array(repeating: [:], count: room.count)
  }

  /// A set of places for which the funds confined to it pay more than its room; nil where there is none.
  mutating func overdrawn() -> [Int]? {
    for fund in left.indices {
      while left[fund] > 0 {
        if let full = augment(from: fund) { return full }
      }
    }
    return nil
  }

  /// Augments along a shortest path from one fund, moving money of other funds to other places where needed.
  /// - Returns: nil after money was placed; otherwise the set of full places that is overdrawn.
  private mutating func augment(from source: Int) -> [Int]? {
    var arrival: [Int: Int] = [:]  // the fund by which the search reached each place
    var displaced: [Int: Int] = [:]  // the place from which each fund would be displaced
    var queue = [source]
    var next = 0
    while next < queue.count {
      let fund = queue[next]
      next += 1
      for place in reach[fund] where arrival[place] == nil {
        arrival[place] = fund
        if room[place] > 0 {
          move(from: source, to: place, arrival: arrival, displaced: displaced)
          return nil
        }
        for (other, amount) in taken[place].sorted(by: { $0.key < $1.key })
        where amount > 0 && other != source && displaced[other] == nil {
          displaced[other] = place
          queue.append(other)
        }
      }
    }
    return arrival.keys.sorted()
  }

  private mutating func move(from source: Int, to last: Int, arrival: [Int: Int], displaced: [Int: Int]) {
    var steps: [(fund: Int, place: Int)] = []
    var amount = min(left[source], room[last])
    var place = last
    while let fund = arrival[place] {
      steps.append((fund, place))
      guard fund != source, let before = displaced[fund] else { break }
      amount = min(amount, taken[before][fund] ?? 0)
      place = before
    }
    for (fund, place) in steps {
      taken[place][fund, default: 0] += amount
      if let before = displaced[fund], fund != source { taken[before][fund, default: 0] -= amount }
    }
    left[source] -= amount
    room[last] -= amount
  }
}

import Model

/// What a plan leaves of money, needs, goods, venues and people.
struct Remainder: Sendable {
  private let instance: Instance
  /// By fund, in the order of the lists: what is left to spend, in minor units.
  let money: [Int128]
  /// By fund: what it pays in each period of the timeline, in minor units.
  private let paid: [[Int128]]
  /// By fund: what it pays for each project, in minor units.
  private let spent: [[ProjectID: Int128]]
  /// By fund and place: what the fund pays for the place, in minor units × ten-thousandths.
  private let spentAt: [[PlaceID: Int128]]
  private let costs: [ProjectID: Int128]
  /// By need: what is served, in millionths.
  private let served: [NeedID: Int128]
  /// By asset: what is used of it, with the periods and the slots.
  private let uses: [AssetID: [(run: Range<Int>, use: Allocation.Use)]]
  /// By volunteer: minutes given, projects, slots taken.
  private let given: [VolunteerID: Int128]
  private let projects: [VolunteerID: Set<ProjectID>]
  private let taken: [VolunteerID: [Slot]]

  /// - Complexity: O(lists + allocation).
  init(_ allocation: Allocation, _ instance: Instance) {
    self.instance = instance
    let funds = instance.lists.funds
    var money = funds.map { Int128($0.available.minorUnits) }
    var paid = funds.map { _ in instance.timeline.map { _ in Int128(0) } }
    let awards = Dictionary(allocation.awards.map { ($0.project, $0) }, uniquingKeysWith: { a, _ in a })
    var spent = Array(repeating: [ProjectID: Int128](), count: funds.count)
    var spentAt = Array(repeating: [PlaceID: Int128](), count: funds.count)
    var costs: [ProjectID: Int128] = [:]
    for payment in allocation.payments {
      let (f, amount) = (instance.index(of: payment.fund), Int128(payment.amount.minorUnits))
      money[f] -= amount
      paid[f][(payment.period ?? awards[payment.project]?.period).flatMap { instance.periodIndex[$0] } ?? 0] += amount
      costs[payment.project, default: 0] += amount
      if amount > 0 { spent[f][payment.project, default: 0] += amount }
      for part in instance.project(payment.project).places {
        spentAt[f][part.place, default: 0] += amount * Int128(part.share.basisPoints)
      }
    }
    (self.money, self.paid, self.spent, self.spentAt, self.costs) = (money, paid, spent, spentAt, costs)
    served = allocation.credits.reduce(into: [:]) { $0[$1.need, default: 0] += Int128($1.micro) }
    uses = allocation.uses.reduce(into: [:]) { uses, use in
      uses[use.asset, default: []].append((awards[use.project].map { instance.run(of: $0) } ?? 0..<1, use))
    }
    given = allocation.assignments.reduce(into: [:]) { $0[$1.volunteer, default: 0] += Int128($1.minutes) }
    projects = allocation.assignments.reduce(into: [:]) { $0[$1.volunteer, default: []].insert($1.project) }
    taken = allocation.assignments.reduce(into: [:]) { $0[$1.volunteer, default: []] += $1.slots.map(instance.slot) }
  }

  /// The number of projects that a fund pays for.
  func payees(of f: Int) -> Int { spent[f].count }

  /// The set-aside of a fund that leaves least for a project, with what it leaves, in minor units; nil where the project
  /// counts toward each.
  /// - Complexity: O(set-asides × projects that the fund pays for).
  func leastSetAside(_ f: Int, _ project: Project) -> FundLimit? {
    let fund = instance.lists.funds[f]
    let total = spent[f].values.reduce(0, +)
    let rooms = fund.setAsides.filter { $0.share.basisPoints > 0 && !SetAsideRule.reaches($0, project, instance) }.map {
      rule in
      let part = spent[f].reduce(Int128(0)) {
        SetAsideRule.reaches(rule, instance.project($1.key), instance) ? $0 + $1.value : $0
      }
      return (rule: rule, room: 10_000 * part / Int128(rule.share.basisPoints) - total)
    }
    guard let least = rooms.min(by: { $0.room < $1.room }) else { return nil }
    return .setAside(least.rule.share, of: instance.name(of: least.rule), most: max(0, least.room))
  }

  /// What the project costs in the plan, in minor units.
  func cost(of project: ProjectID) -> Int128 { costs[project] ?? 0 }

  /// What of a need is not served, in millionths of its unit.
  func unserved(of need: Need) -> Int128 { Int128(need.quantity.milli) * 1000 - served(of: need) }

  /// What of a need is served, in millionths of its unit.
  func served(of need: Need) -> Int128 { served[need.id] ?? 0 }

  /// What is left of a fund for payments that are made by the end of a period, in minor units: no more than was released
  /// by then, nor what is paid later from it.
  /// - Complexity: O(periods × releases).
  func money(_ f: Int, by last: Int) -> Int128 {
    let releases = instance.lists.funds[f].releases
    guard !releases.isEmpty else { return money[f] }
    let left = instance.timeline.indices.dropFirst(last).map { k in
      releases.filter { instance.index(of: $0.period) <= k }.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
        - paid[f][...k].reduce(0, +)
    }
    return max(0, min(money[f], left.min() ?? money[f]))
  }

  /// The most that a fund's limit for each place leaves for a project, in minor units; nil for no limit.
  func leftAtPlaces(_ f: Int, _ project: Project) -> Int128? {
    guard let most = instance.lists.funds[f].perPlaceMax else { return nil }
    return project.places.filter { $0.share.basisPoints > 0 }.map { part in
      max(0, (10_000 * Int128(most.minorUnits) - (spentAt[f][part.place] ?? 0)) / Int128(part.share.basisPoints))
    }.min()
  }

  /// What is left of a stock of goods, in millionths of its unit; nil for a venue.
  func stock(of a: Int) -> Int128? {
    let asset = instance.lists.assets[a]
    guard asset.kind == .consumable else { return nil }
    return (uses[asset.id] ?? []).reduce(Int128(asset.quantity.milli) * 1000) { $0 - Int128($1.use.micro) }
  }

  /// Whether so much of an asset, in millionths of its unit, is left in some slots of every period of a run.
  /// - Complexity: O(periods × slots × uses of the asset).
  func hasRoom(in a: Int, for amount: Int128, _ slots: [SlotID], during run: Range<Int>) -> Bool {
    let asset = instance.lists.assets[a], uses = uses[asset.id] ?? []
    guard asset.kind == .venue else {
      return uses.reduce(amount) { $0 + Int128($1.use.micro) } <= Int128(asset.quantity.milli) * 1000
    }
    let capacities = Dictionary(asset.slots.map { ($0.slot, $0.capacity) }, uniquingKeysWith: { a, _ in a })
    let named = slots.isEmpty ? Set(capacities.keys) : Set(slots)
    // Without slots of its own, a venue that is wanted all the time is wanted in each slot in which others use it.
    let asked =
      slots.isEmpty && asset.slots.isEmpty
      ? Set(uses.flatMap(\.use.slots)).map(Optional.some) + [nil] : named.map { $0 }
    return run.allSatisfy { period in
      asked.allSatisfy { (slot: SlotID?) in
        let capacity = slot.flatMap { capacities[$0] } ?? (asset.slots.isEmpty ? asset.quantity : .zero)
        let used = uses.filter {
          $0.run.contains(period) && ($0.use.slots.isEmpty || slot.map($0.use.slots.contains) ?? false)
        }
        return used.reduce(amount) { $0 + Int128($1.use.micro) } <= Int128(capacity.milli) * 1000
      }
    }
  }

  /// The minutes that a volunteer has left for one more post, in a slot or, without one, at all; 0 where they are too
  /// few, where the slot is taken, or where they may serve no further project.
  func minutes(_ v: Int, _ wanted: (post: Post, slot: Slot?)) -> Int128 {
    let volunteer = instance.lists.volunteers[v], offer = volunteer.offer
    if let most = offer.projectsMax, (projects[volunteer.id] ?? []).count >= most { return 0 }
    if let slot = wanted.slot, let taken = taken[volunteer.id] {
      if taken.contains(where: { $0.begins < slot.ends && slot.begins < $0.ends }) { return 0 }
    }
    let lasts = Int64(instance.lists.projects[wanted.post.project].variants[wanted.post.variant].lasts)
    let left = min(
      Int128(offer.minutes) * Int128(lasts),
      Int128(offer.minutes) * Int128(instance.timeline.count) - (given[volunteer.id] ?? 0))
    return left < Int128(offer.leastMinutes(on: wanted.post.role, lasts: lasts)) ? 0 : left
  }
}

extension Instance {
  /// The periods in which an award runs; the first of the timeline where it states none.
  fileprivate func run(of award: Allocation.Award) -> Range<Int> {
    let variant = project(award.project).variants.first { $0.id == award.variant }
    let first = award.period.flatMap { periodIndex[$0] } ?? 0
    return variant.map { run($0, from: first) } ?? first..<first + 1
  }

  /// The name of the group, category or place of a set-aside.
  fileprivate func name(of rule: SetAside) -> String {
    let name =
      switch rule.kind {
      case .group: ""
      case .category: categoryIndex[CategoryID(rule.of)].map { lists.categories[$0].name } ?? ""
      case .place: placeIndex[PlaceID(rule.of)].map { lists.places[$0].name } ?? ""
      }
    return name.isEmpty ? rule.of : name
  }
}

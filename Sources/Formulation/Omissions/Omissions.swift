import Model

/// Why a plan leaves projects out, from the lists and the plan alone: nothing is solved.
///
/// Reasons are looked for in a fixed order: first those that hold in every plan of the lists, then those that hold beside
/// what is carried out, last those of what is left over. The first that is found is the project's.
public struct Omissions: Sendable {
  let instance: Instance
  let plan: Plan
  let rest: Remainder
  private let carriedOut: Set<ProjectID>
  private let earmarks: [Earmark]
  private let scopes: [Scope]
  /// The volunteers who may hold each role of the projects that are not carried out, by project, variant and role.
  private let holders: [[String]: [Int]]

  /// Prepares the reasons for a plan.
  /// - Precondition: The plan obeys the lists, and every id in it is one of them.
  /// - Complexity: O(lists + allocation + pairs of a role and a volunteer near enough).
  public init(_ plan: Plan, _ instance: Instance) {
    (self.plan, self.instance) = (plan, instance)
    rest = Remainder(plan.allocation, instance)
    let carriedOut = Set(plan.allocation.awards.map(\.project))
    self.carriedOut = carriedOut
    earmarks = instance.lists.funds.map { Earmark($0, in: instance) }
    scopes = instance.lists.assets.map(Scope.init(of:))
    let posts = instance.lists.projects.enumerated().flatMap { p, project in
      carriedOut.contains(project.id)
        ? [] : project.variants.enumerated().flatMap { v, variant in instance.posts(of: variant, at: v, of: p) }
    }
    let qualified = QualifiedVolunteers(instance).holders(of: posts)
    holders = Dictionary(zip(posts.map { Self.key($0, instance) }, qualified), uniquingKeysWith: { a, _ in a })
  }

  /// The projects that are not carried out, in the order of the lists, each with its reason.
  /// - Complexity: O(projects × (funds + volunteers × roles)).
  public var all: [(project: ProjectID, reason: Omission)] {
    instance.lists.projects.filter { !carriedOut.contains($0.id) }.map { ($0.id, reason(for: $0)) }
  }

  /// Whether the plan carries out a project.
  func isCarriedOut(_ id: ProjectID) -> Bool { carriedOut.contains(id) }

  private func reason(for project: Project) -> Omission {
    if project.status == .done { return .done }
    let isPinned = instance.lists.pins.contains {
      $0.kind == .mustNot && $0.project == project.id && $0.fund == nil && $0.volunteer == nil
    }
    if isPinned { return .decidedAgainst }
    if project.responsible.isEmpty || !project.approved { return .notReady }
    return ofVariants(project, lasting) ?? besides(project) ?? ofVariants(project, passing) ?? .weighed
  }

  /// The reason of a project all of whose variants have one; nil if some variant has none.
  private func ofVariants(_ project: Project, _ reason: (Model.Variant, Payee) -> Omission?) -> Omission? {
    let payee = Payee(project, in: instance)
    var found: [OmittedVariant] = []
    for variant in project.variants {
      guard let reason = reason(variant, payee) else { return nil }
      found.append(OmittedVariant(title: variant.title.isEmpty ? variant.id.text : variant.title, reason: reason))
    }
    // Whichever variant is chosen, no less money is missing than the least.
    let missing = found.map { if case .moneyShort(let missing) = $0.reason { missing } else { Int128?.none } }
    if !missing.contains(nil), let least = missing.compactMap(\.self).min() { return .moneyShort(least) }
    return Set(found.map(\.reason.kind)).count == 1 ? found[0].reason : .variants(found)
  }

  // MARK: What holds in every plan

  private func lasting(_ variant: Model.Variant, _ payee: Payee) -> Omission? {
    if instance.starts(variant, of: payee.project).isEmpty { return .noStart }
    let unpayable = variant.costsAtLeast.keys.sorted().filter { type in !earmarks.contains { $0.permits(payee, type) } }
    if !unpayable.isEmpty { return .noFund(unpayable) }
    for demand in variant.demands where assets(for: demand, payee).isEmpty { return .noAsset(name(demand)) }
    return short(variant, payee) { v, _ in Int128(instance.lists.volunteers[v].offer.minutes) * Int128(variant.lasts) }
      .map { .tooFewAble($0) }
  }

  // MARK: What holds beside what is carried out

  private func besides(_ project: Project) -> Omission? {
    for id in project.requires where !carriedOut.contains(id) {
      if ![.done, .running].contains(instance.project(id).status) { return .prerequisite(id) }
    }
    let excluded = plan.allocation.awards.map(\.project).sorted().first {
      project.incompatible.contains($0) || instance.project($0).incompatible.contains(project.id)
    }
    if let excluded { return .incompatible(excluded) }
    return needs(of: project) ?? limit(of: project)
  }

  /// Whether it serves nothing, or nothing that is not served already; only where the plan seeks to serve needs.
  private func needs(of project: Project) -> Omission? {
    guard plan.objective == PolicyObjective.value.rawValue, !instance.lists.needs.isEmpty else { return nil }
    let needs = instance.needs(of: project)
    if needs.isEmpty { return .servesNothing }
    let open = needs.filter { $0.status == .open }
    if open.isEmpty { return .needsClosed }
    let inTime = open.filter { DuePeriod.permits(project, $0, in: instance) }
    if inTime.isEmpty { return .outOfTime }
    return inTime.contains { rest.unserved(of: $0) > 0 } ? nil : .needsServed
  }

  private func limit(of project: Project) -> Omission? {
    for limit in instance.lists.limits where instance.isLimited(project, by: limit) {
      let name: String? =
        switch limit.kind {
        case .total: nil
        case .place: instance.place(PlaceID(limit.of)).name
        case .category:
          instance.categoryIndex[CategoryID(limit.of)].map { instance.lists.categories[$0].name } ?? limit.of
        }
      let within = plan.allocation.awards.map(\.project).filter { instance.isLimited(instance.project($0), by: limit) }
      if let most = limit.mostProjects, within.count >= most { return .limit(name) }
      guard let most = limit.mostMoney else { continue }
      let spent = within.reduce(Int128(0)) { $0 + rest.cost(of: $1) }
      let least = project.variants.map { $0.cost(at: $0.scaleMin) }.min() ?? 0
      if spent + least > Int128(most.minorUnits) { return .limit(name) }
    }
    return nil
  }

  // MARK: What is left over

  private func passing(_ variant: Model.Variant, _ payee: Payee) -> Omission? {
    let missing = MoneyAvailable(variant, payee, earmarks, rest, instance).missing
    if missing > 0 { return .moneyShort(missing) }
    let starts = instance.starts(variant, of: payee.project).map { instance.run(variant, from: $0) }
    for demand in variant.demands {
      let amount = demand.micro(at: variant.scaleMin)
      let isMet = assets(for: demand, payee).contains { a in
        starts.contains { rest.hasRoom(in: a, for: amount, demand.slots, during: $0) }
      }
      if !isMet { return .assetShort(name(demand)) }
    }
    return short(variant, payee, time: rest.minutes).map { .peopleShort($0) }
  }

  /// The first role for which too few volunteers have time, or all of them together too little; nil if none is.
  /// - Parameter time: The minutes that a volunteer who may hold a post has for it, in a slot or, without one, at all.
  private func short(
    _ variant: Model.Variant, _ payee: Payee, time: (_ volunteer: Int, (post: Post, slot: Slot?)) -> Int128
  ) -> RoleID? {
    let (p, volunteers) = (instance.index(of: payee.project.id), instance.lists.volunteers)
    let v = payee.project.variants.firstIndex { $0.id == variant.id }!
    let post = instance.posts(of: variant, at: v, of: p).first { post in
      let wanted = max(post.role.headsMin, post.role.minutes > 0 ? 1 : 0)
      guard wanted > 0 else { return false }
      let able = (holders[Self.key(post, instance)] ?? []).filter {
        !instance.keepsAway(volunteers[$0].id, from: post) && time($0, (post, nil)) > 0
      }
      func open(_ v: Int, _ slot: Slot) -> Bool {
        volunteers[v].offer.isAvailable(in: slot.id) && time(v, (post, slot)) > 0
      }
      let minutes = able.reduce(Int128(0)) { sum, v in
        let slots = post.slots.filter { open(v, $0) }.reduce(Int128(0)) { $0 + Int128($1.minutes) }
        return sum + min(time(v, (post, nil)), post.slots.isEmpty ? Int128.max : slots)
      }
      return able.count < wanted || minutes < Int128(post.role.minutes)
        || post.slots.contains { slot in able.count { open($0, slot) } < post.role.headsMin }
    }
    return post?.role.id
  }

  private static func key(_ post: Post, _ instance: Instance) -> [String] {
    let project = instance.lists.projects[post.project]
    return [project.id.text, project.variants[post.variant].id.text, post.role.id.text]
  }

  private func assets(for demand: AssetDemand, _ payee: Payee) -> [Int] {
    instance.lists.assets.indices.filter { a in
      let asset = instance.lists.assets[a]
      return (demand.asset.map { $0 == asset.id } ?? (asset.type == demand.type)) && scopes[a].admits(payee.lineage)
    }
  }

  private func name(_ demand: AssetDemand) -> String {
    demand.asset.map { instance.asset($0).name.isEmpty ? $0.text : instance.asset($0).name } ?? demand.type ?? ""
  }
}

extension Model.Variant {
  /// The cost of each type at the least scale, in minor units; types that cost nothing are left out.
  var costsAtLeast: [String: Int128] {
    costs.reduce(into: [:]) { sums, line in
      let cost = line.cost(at: scaleMin)
      if cost > 0 { sums[line.type, default: 0] += cost }
    }
  }
}

import Model

/// Why a plan leaves projects out, from the lists and the plan alone: nothing is solved.
///
/// Of a project all reasons are found that hold by themselves: to lift one of several is not enough. First come those that
/// hold in every plan of the lists, then those that hold beside what is carried out, last those of what is left over.
public struct Omissions: Sendable {
  let instance: Instance
  let plan: Plan
  let rest: Remainder
  private let carriedOut: Set<ProjectID>
  private let against: Set<ProjectID>
  let earmarks: [Earmark]
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
    against = instance.decidedAgainst
    earmarks = instance.lists.funds.map { Earmark($0, in: instance) }
    scopes = instance.lists.assets.map(Scope.init(of:))
    let posts = instance.lists.projects.enumerated().flatMap { p, project in
      carriedOut.contains(project.id)
        ? [] : project.variants.enumerated().flatMap { v, variant in instance.posts(of: variant, at: v, of: p) }
    }
    let qualified = QualifiedVolunteers(instance).holders(of: posts)
    holders = Dictionary(zip(posts.map { Self.key($0, instance) }, qualified), uniquingKeysWith: { a, _ in a })
  }

  /// The projects that are not carried out, in the order of the lists, each with its reasons.
  /// - Complexity: O(projects × (funds + volunteers × roles)).
  public var all: [OmittedProject] {
    instance.lists.projects.filter { !carriedOut.contains($0.id) }.map {
      OmittedProject(project: $0.id, reasons: reasons(for: $0))
    }
  }

  /// A project that is not carried out, with its reasons; nil where it is.
  public func omitted(_ id: ProjectID) -> OmittedProject? {
    carriedOut.contains(id) ? nil : OmittedProject(project: id, reasons: reasons(for: instance.project(id)))
  }

  /// Whether the plan carries out a project.
  func isCarriedOut(_ id: ProjectID) -> Bool { carriedOut.contains(id) }

  private func reasons(for project: Project) -> [Omission] {
    if project.status == .done { return [.done] }
    if isDecidedAgainst(project) { return [.decidedAgainst] }
    let ready: [Omission] =
      (project.responsible.isEmpty ? [.noResponsible] : []) + (project.approved ? [] : [.noApproval])
    let own = ofVariants(project)
    let beside = besides(project)
    // What would be left over for it says nothing of a project that takes another's place, or has nothing to serve.
    let found = ready + own.lasting + beside + (beside.contains(where: \.isSwap) ? [] : own.passing)
    return found.isEmpty ? [.weighed] : found
  }

  /// Whether the meeting decided that the project is not carried out, whoever pays or serves.
  func isDecidedAgainst(_ project: Project) -> Bool { against.contains(project.id) }

  /// The reasons of all variants of a project: those in every plan, and those of what is left over; empty if some variant
  /// has none. Where the variants have no reason in common, each one's first reason is told.
  private func ofVariants(_ project: Project) -> (lasting: [Omission], passing: [Omission]) {
    let payee = Payee(project, in: instance)
    let found = project.variants.map { variant in
      let first = lasting(variant, payee)
      return (lasting: first, passing: passing(variant, payee, beside: first))
    }
    let all = found.map { $0.lasting + $0.passing }
    guard !all.isEmpty, all.allSatisfy({ !$0.isEmpty }) else { return ([], []) }
    let shortage = leastShortage(project, all)
    func common(_ reason: Omission) -> Omission? {
      if case .moneyShort = reason { return shortage.map { .moneyShort($0) } }
      return all.allSatisfy { $0.contains(reason) } ? reason : nil
    }
    let shared = (found[0].lasting.compactMap(common), found[0].passing.compactMap(common))
    if !shared.0.isEmpty || !shared.1.isEmpty { return shared }
    let titles = project.variants.map { $0.title.isEmpty ? $0.id.text : $0.title }
    return ([], [.variants(zip(titles, all).map { OmittedVariant(title: $0, reason: $1[0]) })])
  }

  /// The least shortage of variants that all lack money, if it is that of the cheapest one: whichever is chosen, no less
  /// money is missing, and nothing costs less.
  private func leastShortage(_ project: Project, _ all: [[Omission]]) -> MoneyShortage? {
    let shortages = all.map { own in
      own.lazy.compactMap { if case .moneyShort(let shortage) = $0 { shortage } else { nil } }.first
    }
    guard !shortages.contains(nil), let least = shortages.compactMap(\.self).min(by: { $0.missing < $1.missing })
    else { return nil }
    return project.variants.allSatisfy { $0.cost(at: $0.scaleMin) >= least.cost } ? least : nil
  }

  // MARK: What holds in every plan

  private func lasting(_ variant: Model.Variant, _ payee: Payee) -> [Omission] {
    var found: [Omission] = []
    if instance.starts(variant, of: payee.project).isEmpty { found.append(.noStart) }
    let unpayable = variant.costsAtLeast.keys.sorted().filter { type in !earmarks.contains { $0.permits(payee, type) } }
    if !unpayable.isEmpty { found.append(.noFund(unpayable, days: areDaysToBlame(unpayable, payee))) }
    if let demand = variant.demands.first(where: { assets(for: $0, payee).isEmpty }) {
      found.append(.noAsset(name(demand)))
    }
    let able = short(variant, payee) { v, _ in
      Int128(instance.lists.volunteers[v].offer.minutes) * Int128(variant.lasts)
    }
    return found + (able.map { [.tooFewAble($0)] } ?? [])
  }

  /// The project's days, if for each of these types of cost there is a fund that only its days keep from paying.
  private func areDaysToBlame(_ types: [String], _ payee: Payee) -> Period? {
    let isBlamed = types.allSatisfy { type in
      earmarks.contains { earmark in
        EarmarkCondition.all.allSatisfy {
          $0 == .days || $0 == .paymentPeriod || earmark.holds($0, for: payee, type)
        }
      }
    }
    let days = payee.project.period
    return isBlamed && (days.from != nil || days.to != nil) ? days : nil
  }

  // MARK: What holds beside what is carried out

  private func besides(_ project: Project) -> [Omission] {
    let required = project.requires.filter {
      !carriedOut.contains($0) && ![.done, .running].contains(instance.project($0).status)
    }
    let excluded = plan.allocation.awards.map(\.project).sorted().filter {
      project.incompatible.contains($0) || instance.project($0).incompatible.contains(project.id)
    }
    return required.map { .prerequisite($0) } + excluded.map { .incompatible($0) }
      + (needs(of: project).map { [$0] } ?? []) + limits(of: project)
  }

  /// Whether it serves nothing, or nothing that is not served already; only where the plan seeks to serve needs.
  private func needs(of project: Project) -> Omission? {
    guard plan.objective == PolicyObjective.value.rawValue, !instance.lists.needs.isEmpty else { return nil }
    let services = project.variants.flatMap(\.services).filter {
      $0.perUnit > .zero && $0.atMost.map { $0 > .zero } ?? true
    }
    let needs = Set(services.map(\.need)).sorted().map(instance.need).filter { $0.quantity > .zero }
    if needs.isEmpty { return .servesNothing }
    let open = needs.filter { $0.status == .open }
    if open.isEmpty { return .needsClosed }
    let inTime = open.filter { DuePeriod.permits(project, $0, in: instance) }
    if inTime.isEmpty {
      // A project that cannot start at all is told that instead.
      guard project.variants.contains(where: { !instance.starts($0, of: project).isEmpty }) else { return nil }
      return .outOfTime(MissedNeed(need: open[0].id, due: open[0].due, days: project.period))
    }
    return inTime.contains { rest.unserved(of: $0) > 0 } ? nil : .needsServed
  }

  private func limits(of project: Project) -> [Omission] {
    instance.lists.limits.filter { instance.isLimited(project, by: $0) }.flatMap { limit -> [Omission] in
      let name =
        switch limit.kind {
        case .total: ""
        case .place: instance.place(PlaceID(limit.of)).name
        case .category:
          instance.categoryIndex[CategoryID(limit.of)].map { instance.lists.categories[$0].name } ?? limit.of
        }
      func reached(_ measure: ReachedLimit.Measure) -> Omission {
        .limit(ReachedLimit(kind: limit.kind, name: name.isEmpty ? limit.of : name, measure: measure))
      }
      let within = plan.allocation.awards.map(\.project).filter { instance.isLimited(instance.project($0), by: limit) }
      let spent = within.reduce(Int128(0)) { $0 + rest.cost(of: $1) }
      let least = project.variants.map { $0.cost(at: $0.scaleMin) }.min() ?? 0
      var found: [Omission] = []
      if let most = limit.mostProjects, within.count >= most {
        found.append(reached(.projects(most: most, carriedOut: within.count)))
      }
      if let most = limit.mostMoney.map({ Int128($0.minorUnits) }), spent + least > most {
        found.append(reached(.money(most: most, spent: spent, least: least)))
      }
      return found
    }
  }

  // MARK: What is left over

  /// Reasons of what is left over, but none of a kind of which nothing would be there anyway.
  private func passing(
    _ variant: Model.Variant, _ payee: Payee, beside lasting: [Omission]
  ) -> [Omission] {
    if lasting.contains(.noStart) { return [] }
    var found: [Omission] = []
    let isPayable = !lasting.contains { if case .noFund = $0 { true } else { false } }
    if isPayable { found += MoneyAvailable(variant, payee, earmarks, rest, instance).reasons }
    let starts = instance.starts(variant, of: payee.project).map { instance.run(variant, from: $0) }
    let taken = variant.demands.first { demand in
      let (able, amount) = (assets(for: demand, payee), demand.micro(at: variant.scaleMin))
      return !able.isEmpty
        && !able.contains { a in starts.contains { rest.hasRoom(in: a, for: amount, demand.slots, during: $0) } }
    }
    if let taken { found.append(.assetShort(shortage(taken, taken.micro(at: variant.scaleMin), payee))) }
    let isStaffed = !lasting.contains { if case .tooFewAble = $0 { true } else { false } }
    if isStaffed, let shortage = short(variant, payee, time: rest.minutes) { found.append(.peopleShort(shortage)) }
    return found
  }

  /// The first role for which too few volunteers have time, or all of them together too little; nil if none is.
  /// - Parameter time: The minutes that a volunteer who may hold a post has for it, in a slot or, without one, at all.
  private func short(
    _ variant: Model.Variant, _ payee: Payee, time: (_ volunteer: Int, (post: Post, slot: Slot?)) -> Int128
  ) -> StaffShortage? {
    let (p, volunteers) = (instance.index(of: payee.project.id), instance.lists.volunteers)
    let v = payee.project.variants.firstIndex { $0.id == variant.id }!
    for post in instance.posts(of: variant, at: v, of: p) {
      let wanted = max(post.role.headsMin, post.role.minutes > 0 ? 1 : 0)
      guard wanted > 0 else { continue }
      let able = (holders[Self.key(post, instance)] ?? []).filter {
        !instance.keepsAway(volunteers[$0].id, from: post) && time($0, (post, nil)) > 0
      }
      func short(_ measure: StaffShortage.Measure) -> StaffShortage { .init(role: post.role.id, measure: measure) }
      if able.count < wanted { return short(.people(asked: wanted, found: able.count, slot: nil)) }
      func open(_ v: Int, _ slot: Slot) -> Bool {
        volunteers[v].offer.isAvailable(in: slot.id) && time(v, (post, slot)) > 0
      }
      let minutes = able.reduce(Int128(0)) { sum, v in
        let slots = post.slots.filter { open(v, $0) }.reduce(Int128(0)) { $0 + Int128($1.minutes) }
        return sum + min(time(v, (post, nil)), post.slots.isEmpty ? Int128.max : slots)
      }
      for slot in post.slots {
        let there = able.count { open($0, slot) }
        if there < post.role.headsMin {
          return short(.people(asked: post.role.headsMin, found: there, slot: slot.id))
        }
      }
      if minutes < Int128(post.role.minutes) {
        return short(.minutes(asked: Int128(post.role.minutes), found: minutes))
      }
    }
    return nil
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

  private func shortage(_ demand: AssetDemand, _ asked: Int128, _ payee: Payee) -> AssetShortage {
    let able = assets(for: demand, payee)
    let left = able.compactMap { rest.stock(of: $0) }.max()
    return AssetShortage(
      name: name(demand), asked: asked, left: left, unit: able.first.map { instance.lists.assets[$0].unit } ?? "")
  }

  private func name(_ demand: AssetDemand) -> String {
    demand.asset.map { instance.asset($0).name.isEmpty ? $0.text : instance.asset($0).name } ?? demand.type ?? ""
  }
}

extension Model.Variant {
  /// The cost of each type at the least scale, in minor units; types that cost nothing are left out.
  var costsAtLeast: [String: Int128] { costs(at: scaleMin) }

  /// The cost of each type at a scale, in minor units; types that cost nothing are left out.
  func costs(at scale: Quantity) -> [String: Int128] {
    costs.reduce(into: [:]) { sums, line in
      let cost = line.cost(at: scale)
      if cost > 0 { sums[line.type, default: 0] += cost }
    }
  }
}

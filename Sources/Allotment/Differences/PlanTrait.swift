import Model

/// In what respect a plan is described: one thing that two plans have the same or otherwise.
public enum PlanAspect: String, CaseIterable, Sendable {
  /// Of a project: whether it is carried out.
  case carriedOut = "carried_out"
  /// Its variant, its scale in thousandths, the period in which it starts.
  case variant, scale, period
  /// The dates between which it can run, and the places that share its cost, in basis points; both as the lists say.
  case dates, places
  /// What each fund pays for it, in minor units; the same by cost type and period.
  case payers, payments
  /// What it uses of goods and venues, in millionths; who serves in it, in minutes.
  case assets, people
  /// Of a need: the quantity served and that quantity by project, in millionths; the shortfall below its floor.
  case served, servers, shortfall
  /// Of a fund: what it pays, in minor units.
  case used
  /// Of a beneficiary of the time bank: the minutes drawn.
  case drawn

  /// The list of the items that it describes.
  public var list: ListName {
    switch self {
    case .carriedOut, .variant, .scale, .period, .dates, .places, .payers, .payments, .assets, .people: .projects
    case .served, .servers, .shortfall: .needs
    case .used: .funds
    case .drawn: .timeBank
    }
  }

  /// The aspect that says the same less closely: where that differs, this one says nothing more.
  var coarser: PlanAspect? {
    switch self {
    case .payments: .payers
    case .servers: .served
    default: nil
    }
  }

  fileprivate static let order = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}

/// An aspect of one item.
public struct PlanTrait: Hashable, Comparable, Sendable {
  /// The aspect.
  public let aspect: PlanAspect
  /// The id of the item.
  public let item: String

  /// Names an aspect of an item.
  public init(aspect: PlanAspect, item: String) { (self.aspect, self.item) = (aspect, item) }

  /// Orders traits by the kind of item, the item and the aspect.
  public static func < (a: PlanTrait, b: PlanTrait) -> Bool {
    func key(_ trait: PlanTrait) -> (Int, String, Int) {
      let order = PlanAspect.order
      let first = PlanAspect.allCases.first { $0.list == trait.aspect.list }!
      return (order[first]!, trait.item, order[trait.aspect]!)
    }
    return key(a) < key(b)
  }
}

/// A part of a trait: what it is about, such as a fund, and how much.
public struct TraitLine: Hashable, Sendable {
  /// Ids or words, such as a fund, a cost type and a period.
  public let key: [String]
  /// The amount in the unit of the aspect; 1 where the key says all.
  public let amount: Int128
}

/// What a plan does, trait by trait. What a plan does not do is left out, so that an item that its lists lack is as one of
/// which nothing is done.
public struct PlanPortrait: Sendable, Equatable {
  private var lines: [PlanTrait: [[String]: Int128]] = [:]

  /// Describes a plan.
  /// - Precondition: The allocation names items of the lists only.
  /// - Complexity: O(n log n) in the lines of the plan.
  public init(_ plan: Plan, _ instance: Instance) {
    for award in plan.allocation.awards { add(award, instance) }
    for payment in plan.allocation.payments {
      let (project, fund, amount) = (payment.project.text, payment.fund.text, Int128(payment.amount.minorUnits))
      add(.payers, project, [fund], amount)
      add(.payments, project, [fund, payment.costType, payment.period?.text ?? ""], amount)
      add(.used, fund, [], amount)
    }
    for credit in plan.allocation.credits {
      add(.served, credit.need.text, [], Int128(credit.micro))
      add(.servers, credit.need.text, [credit.project.text], Int128(credit.micro))
    }
    for use in plan.allocation.uses {
      let slots = use.slots.map(\.text).joined(separator: " ")
      add(.assets, use.project.text, [use.asset.text, use.type ?? "", slots], Int128(use.micro))
    }
    for assignment in plan.allocation.assignments {
      let slots = assignment.slots.map(\.text).joined(separator: " ")
      add(
        .people, assignment.project.text, [assignment.volunteer.text, assignment.role.text, slots],
        Int128(assignment.minutes))
    }
    for draw in plan.allocation.draws { add(.drawn, draw.beneficiary.text, [], Int128(draw.minutes)) }
    for shortfall in plan.shortfalls { add(.shortfall, shortfall.need.text, [], Int128(shortfall.micro)) }
  }

  private mutating func add(_ award: Allocation.Award, _ instance: Instance) {
    let (id, project) = (award.project.text, instance.project(award.project))
    add(.carriedOut, id, [], 1)
    add(.variant, id, [award.variant.text], 1)
    add(.scale, id, [], Int128(award.scale.milli))
    if let period = award.period { add(.period, id, [period.text], 1) }
    let dates = [project.period.from, project.period.to].map { $0.map { "\($0)" } ?? "" }
    add(.dates, id, dates, 1)
    for (place, share) in project.places { add(.places, id, [place.text], Int128(share.basisPoints)) }
  }

  private mutating func add(_ aspect: PlanAspect, _ item: String, _ key: [String], _ amount: Int128) {
    guard amount != 0 else { return }
    lines[PlanTrait(aspect: aspect, item: item), default: [:]][key, default: 0] += amount
  }

  /// A trait; empty where the plan does nothing of the kind.
  public subscript(_ trait: PlanTrait) -> [TraitLine] {
    (lines[trait] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      TraitLine(key: $0.key, amount: $0.value)
    }
  }

  /// The traits of which there is something.
  var traits: Set<PlanTrait> { Set(lines.keys) }

  /// Whether the plan carries a project out.
  func carriesOut(_ project: String) -> Bool { lines[PlanTrait(aspect: .carriedOut, item: project)] != nil }
}

/// A trait in which two plans differ.
public struct PlanDifference: Sendable, Hashable {
  /// The trait.
  public let trait: PlanTrait
  /// The lines of the trait in the first plan and in the second.
  public let before: [TraitLine], after: [TraitLine]

  /// All traits in which two plans differ, in their order. Of a project that only one of them carries out, nothing else is
  /// told; nor how amounts are made up where they differ themselves.
  /// - Complexity: O(n log n) in the lines of the plans.
  public static func all(_ before: PlanPortrait, _ after: PlanPortrait) -> [PlanDifference] {
    func differs(_ trait: PlanTrait) -> Bool { before[trait] != after[trait] }
    return before.traits.union(after.traits).filter(differs).filter { trait in
      if let coarser = trait.aspect.coarser, differs(PlanTrait(aspect: coarser, item: trait.item)) { return false }
      if trait.aspect.list != .projects || trait.aspect == .carriedOut { return true }
      return before.carriesOut(trait.item) && after.carriesOut(trait.item)
    }.sorted().map { PlanDifference(trait: $0, before: before[$0], after: after[$0]) }
  }
}

import Model

/// A rule that can keep a project from being paid in full though the funds that may pay for it have enough left.
public enum PaymentRule: Sendable, Hashable, CaseIterable {
  /// The joint meeting decided that a fund does not pay for it.
  case pins
  /// A fund pays only beside others, none of which may pay for it.
  case matching
  /// A share of what a fund pays is for others.
  case setAside
  /// Funds confined to some of its places pay no more than these places' shares.
  case costShares
  /// It has at most so many sources.
  case sources
}

/// The funds whose earmarks let them pay for a variant, and what a plan leaves of them for it, whatever the scale.
struct Payers {
  let project: Project
  let funds: [Fund]
  /// By fund: the types of cost that its earmarks let it pay.
  let types: [Int: Set<String>]
  /// By fund: what is left of it, in minor units.
  let left: [Int128]
  /// By fund: what is left of it in time for the project, in minor units.
  let inTime: [Int: Int128]
  /// By fund: what its limit for each place leaves, in minor units, where it has one.
  let atPlaces: [Int: Int128]
  /// By fund: the number of projects that it pays for.
  let payees: [Int]
  /// By fund: the set-aside that leaves least for the project, where one limits it.
  let setAsides: [Int: FundLimit]
  /// The funds that the joint meeting keeps from paying for it.
  let pinned: Set<Int>
  /// By fund that is confined to some of the project's places: these places.
  let reach: [Int: Set<PlaceID>]
  /// The names of the project's places.
  let placeNames: [PlaceID: String]
  /// Whether caps on shares add up to the whole cost, so that they are rounded up.
  let areSharesRounded: Bool
  private let index: [FundID: Int]
  private let mutual: Set<Int>

  init(_ variant: Model.Variant, _ payee: Payee, _ earmarks: [Earmark], _ rest: Remainder, _ instance: Instance) {
    let (funds, project) = (instance.lists.funds, payee.project)
    // A type that costs nothing at the least scale may cost something at another.
    let asked = variant.hasFixedScale ? Set(variant.costsAtLeast.keys) : Set(variant.costs.map(\.type))
    let types: [Int: Set<String>] = funds.indices.reduce(into: [:]) { types, f in
      let own = asked.filter { earmarks[f].permits(payee, $0) }
      if !own.isEmpty { types[f] = own }
    }
    (self.project, self.funds, self.types, left) = (project, funds, types, rest.money)
    let last = instance.starts(variant, of: project).last ?? 0
    inTime = types.mapValuesWithKeys { f, own in
      // Nothing is paid after it falls due.
      let dues = instance.lists.periods.isEmpty ? 1 : own.map { variant.lastDue(of: $0) }.max()!
      return rest.money(f, by: last + dues - 1)
    }
    atPlaces = types.mapValuesWithKeys { f, _ in rest.leftAtPlaces(f, project) }.compactMapValues { $0 }
    payees = funds.indices.map(rest.payees)
    setAsides = types.mapValuesWithKeys { f, _ in rest.leastSetAside(f, project) }.compactMapValues { $0 }
    pinned = Set(
      instance.lists.pins.filter { $0.kind == .mustNot && $0.project == project.id && $0.volunteer == nil }
        .compactMap { $0.fund.flatMap { instance.fundIndex[$0] } })
    let places = Set(project.places.map(\.place))
    reach = types.mapValuesWithKeys { f, _ in places.filter { funds[f].reaches($0, in: instance) } }
      .filter { $0.value.count < places.count }
    placeNames = places.reduce(into: [:]) { names, place in
      names[place] = instance.place(place).name.isEmpty ? place.text : instance.place(place).name
    }
    areSharesRounded = earmarks.capsAddUp(for: payee)
    index = instance.fundIndex
    mutual = Set(
      types.keys.filter { f in funds[f].matching.contains { $0.isMutual(for: funds[f], in: instance) } })
  }

  /// The funds that may pay for it under some of the rules, by their position in the lists.
  func funds(under rules: Set<PaymentRule>) -> [Int] {
    types.keys.filter { !(rules.contains(.pins) && pinned.contains($0)) }.sorted()
  }

  /// The positions of the funds that match a fund.
  func matchers(_ rule: Matching) -> [Int] { rule.with.compactMap { index[$0] } }

  /// Whether a payment and its match may each be rounded.
  func isMatchRounded(of f: Int, _ rule: Matching) -> Bool {
    guard !areSharesRounded, mutual.contains(f) else { return areSharesRounded }
    return rule.with.contains { other in
      index[other].map { funds[$0].matching.contains { $0.with.contains(funds[f].id) } } ?? false
    }
  }
}

extension Dictionary {
  /// The dictionary with each value computed from its key and value.
  fileprivate func mapValuesWithKeys<T>(_ value: (Key, Value) -> T) -> [Key: T] {
    reduce(into: [:]) { $0[$1.key] = value($1.key, $1.value) }
  }
}

import Model

/// The money that is left for a variant: how much the funds that may pay for it could still pay, if the plan stays as it
/// is.
///
/// Where a variant has few scales, each is tried; otherwise only limits that hold at every scale are counted, so that money
/// that is missing at the least scale is missing at each. What is missing is at least what ``missing(under:)`` says.
struct MoneyAvailable {
  private let payers: Payers
  /// One for each scale, the least first; or two that bound all of them.
  private let networks: [PaymentNetwork]
  private let isEachScaleTried: Bool
  /// The cost at the least scale, in minor units.
  let cost: Int128

  private static let mostScales = 20

  init(_ variant: Model.Variant, _ payee: Payee, _ earmarks: [Earmark], _ rest: Remainder, _ instance: Instance) {
    let payers = Payers(variant, payee, earmarks, rest, instance)
    let step: Int64 = variant.scaleKind == .integer ? 1000 : 1
    isEachScaleTried = (variant.scaleMax.milli - variant.scaleMin.milli) / step < Self.mostScales
    networks =
      isEachScaleTried
      ? stride(from: variant.scaleMin.milli, through: variant.scaleMax.milli, by: Int(step)).map {
        PaymentNetwork(payers, at: variant.costs(at: Quantity(milli: $0)))
      } : PaymentNetwork.atLeast(payers, variant.costsAtLeast)
    self.payers = payers
    cost = variant.costsAtLeast.values.reduce(0, +)
  }

  /// At least so much is missing at every scale under the limits of each fund and some other rules, in minor units; 0 where
  /// this does not show that any is.
  func missing(under rules: Set<PaymentRule>) -> Int128 {
    var least: Int128?
    for network in networks {
      let missing = network.cost - network.payable(under: rules)
      if isEachScaleTried, missing == 0 { return 0 }
      least = least.map { isEachScaleTried ? min($0, missing) : max($0, missing) } ?? missing
    }
    return least ?? 0
  }

  /// Why it cannot be paid in full: money is missing whatever the other rules; or else each rule by which alone it is,
  /// or the rules by which together it is; empty where none of this is shown.
  var reasons: [Omission] {
    let all = Set(PaymentRule.allCases)
    let missing = missing(under: all)
    guard missing > 0 else { return [] }
    if self.missing(under: []) > 0 { return [.moneyShort(shortage(under: fewest { $0 == missing }, missing))] }
    let alone = PaymentRule.allCases.filter { self.missing(under: [$0]) > 0 }.map { Set([$0]) }
    return (alone.isEmpty ? [fewest { $0 > 0 }] : alone).map {
      .ruledOut(shortage(under: $0, self.missing(under: $0)))
    }
  }

  /// Rules none of which can be left out, such that what is missing under them is as wanted.
  private func fewest(where isWanted: (Int128) -> Bool) -> Set<PaymentRule> {
    PaymentRule.allCases.reduce(Set(PaymentRule.allCases)) { rules, rule in
      isWanted(missing(under: rules.subtracting([rule]))) ? rules.subtracting([rule]) : rules
    }
  }

  /// What is missing, and what keeps funds with money left from paying it.
  private func shortage(under rules: Set<PaymentRule>, _ missing: Int128) -> MoneyShortage {
    let limits = limits(under: rules), able = payers.funds(under: rules)
    return MoneyShortage(
      cost: cost, payable: cost - missing, funds: able.map { payers.funds[$0].id },
      usedUp: able.filter { payers.left[$0] * 100 < missing }.map { payers.funds[$0].id },
      bars: payers.types.keys.sorted().filter { payers.left[$0] * 100 >= missing }.compactMap { f in
        limits[f].map { .init(fund: payers.funds[f].id, left: payers.left[f], limit: $0) }
      }, rules: PaymentRule.allCases.filter(rules.contains),
      placeShares: rules.contains(.costShares) ? networks[0].tightShares(under: rules) : [],
      sources: rules.contains(.sources) ? payers.project.sourcesMax : nil)
  }

  private func limits(under rules: Set<PaymentRule>) -> [Int: FundLimit] {
    let pinned = rules.contains(.pins) ? payers.pinned.intersection(payers.types.keys) : []
    return pinned.reduce(into: networks[0].limits(under: rules)) { $0[$1] = .pinned }
  }

  /// The funds whose earmarks let them pay for one of its types of cost and which the joint meeting does not keep from it,
  /// by their position in the lists.
  var candidates: [Int] { payers.funds(under: [.pins]) }

  /// The funds that could pay for it if the joint meeting had not decided against that.
  var pinned: [Int] { payers.pinned.intersection(payers.types.keys).sorted() }

  /// The limits by which funds that have money left pay no more for it, where money for it is missing.
  var limits: [Int: FundLimit] {
    let all = Set(PaymentRule.allCases)
    return missing(under: all) > 0 ? limits(under: all) : [:]
  }
}

import ExactProgram
import IntegerProgram
import Model

/// A share of a project's cost that need not come to whole minor units, so that payments may exceed it by a part of one.
struct RoundedShare: Sendable {
  /// What is compared: `10000 × part − whole` is the excess, in ten-thousandths of a minor unit.
  struct Excess {
    /// Payments, in minor units.
    let part: Expression
    /// The exact share, in ten-thousandths of a minor unit.
    let whole: Expression

    init(_ part: Expression, above whole: Expression) { (self.part, self.whole) = (part, whole) }
  }

  /// Which side of the share counts.
  enum Side {
    /// What is above the share of a cost.
    case above
    /// What is below the share of a cost, if the expression is 1.
    case below(if: Expression)
    /// What is above a share of other payments.
    case aboveMatch
  }

  let key: ShareKey
  let excess: Excess
  var side = Side.above
  /// The column of the overshoot: what is above or below the share, or 0.
  let column: Expression

  /// The overshoot at a point, in ten-thousandths of a minor unit.
  /// - Complexity: O(terms).
  func overshoot(at point: [Int128]) -> Int128 {
    let above = 10_000 * excess.part.value(at: point) - excess.whole.value(at: point)
    if case .below(let isPaid) = side { return isPaid.value(at: point) == 0 ? 0 : max(0, -above) }
    return max(0, above)
  }
}

extension Instance {
  /// Whether some rule gives a share of a project's cost, so that plans have the stage `thrift-rounding`.
  var hasShares: Bool {
    lists.funds.contains {
      $0.shareMax != nil || $0.trancheMinShare != nil || $0.trancheMaxShare != nil || !$0.matching.isEmpty
    } || lists.projects.contains { $0.places.count > 1 } || lists.pins.contains { $0.share != nil }
  }
}

extension Fund {
  /// Whether a fund's `places` reach a place; a fund without `places` reaches every place.
  /// - Complexity: O(places of the fund × depth of the tree).
  func reaches(_ place: PlaceID, in instance: Instance) -> Bool {
    places.isEmpty || places.contains { instance.lies(place, within: $0) }
  }
}

extension Matching {
  /// Whether one of the funds that match a fund asks it for a match in return.
  func isMutual(for fund: Fund, in instance: Instance) -> Bool {
    with.contains { other in
      instance.fund(other).matching.contains { $0.with.contains(fund.id) }
    }
  }
}

extension [Earmark] {
  /// The funds whose earmarks admit a cost of a project.
  /// - Complexity: O(funds × types of cost), each with the complexity of an earmark.
  func admitting(_ payee: Payee) -> [Int] {
    let types = Set(payee.project.variants.flatMap { $0.costs.map(\.type) })
    return indices.filter { fund in types.contains { self[fund].admits(payee, $0) } }
  }

  /// Whether each fund whose earmark admits a cost of a project has a cap, and the caps add up to the whole cost. A cap
  /// is itself rounded to a ten-thousandth, so that one may be missing, or too much, for each fund.
  /// - Complexity: That of ``admitting(_:)`` where some fund has a cap.
  func capsAddUp(for payee: Payee) -> Bool {
    guard contains(where: { $0.fund.shareMax != nil }) else { return false }
    let payers = admitting(payee)
    let caps = payers.compactMap { self[$0].fund.shareMax?.basisPoints }
    return caps.count == payers.count && abs(caps.reduce(0, +) - Share.whole.basisPoints) <= caps.count
  }
}

extension Formulation {
  /// A share of a project's cost, rounded up to a minor unit: `10000 × x` is at most this expression exactly where `x`
  /// is at most `⌈share × A(p) / 10000⌉`, for whole `x`. In ten-thousandths of a minor unit.
  ///
  /// Each variant's part grows by less than a minor unit. It stays as it is if the share of every cost is whole.
  /// - Complexity: O(columns of the project's cost).
  func roundedUp(_ share: Share, ofCostOf p: Int) -> Expression {
    let exact = cost(p) * Int128(share.basisPoints)
    if isWhole(exact) { return exact }
    return exact + projects[p].variants.indices.map { v in chosen[p][v] * roundingUp(exact, p, v) }.sum()
  }

  /// A share of a project's cost, rounded down to a minor unit: `10000 × x` is at least this expression exactly where
  /// `x` is at least `⌊share × A(p) / 10000⌋`, for whole `x`. In ten-thousandths of a minor unit.
  /// - Complexity: O(columns of the project's cost).
  func roundedDown(_ share: Share, ofCostOf p: Int) -> Expression {
    let exact = cost(p) * Int128(share.basisPoints)
    if isWhole(exact) { return exact }
    return exact - projects[p].variants.indices.map { v in chosen[p][v] * roundingUp(exact * -1, p, v) }.sum()
  }

  /// The shares of some of a project's places, each rounded up to a minor unit, in ten-thousandths of a minor unit.
  mutating func roundedUp(_ places: Set<PlaceID>, ofCostOf p: Int) -> Expression {
    let parts = projects[p].places.filter { places.contains($0.place) }
    let rounded = parts.map { roundedUp($0.share, ofCostOf: p) }
    if parts.count == 1 || rounded.allSatisfy(isWhole) {
      return rounded.sum()
    }
    // The sum of what is above whole minor units could pass for another minor unit, so each share has a column.
    return zip(parts, rounded).map { part, rounded in
      let key = ColumnKey.placeShare(projects[p].id, part.place)
      if let column = column(key) { return column * 10_000 }
      let column = addColumn(key, .amount, upper: largest(rounded) / 10_000)
      exact.add(key.meaning, column * 10_000 - rounded, atMost: 0, block: projects[p].id.text)
      return column * 10_000
    }.sum()
  }

  /// The value of the column of a place's share at a point, in minor units.
  func placeShare(_ place: PlaceID, of project: ProjectID, at point: [Int128]) -> Int128 {
    let p = instance.index(of: project)
    let share = projects[p].places.first { $0.place == place }!.share
    return roundedUp(share, ofCostOf: p).value(at: point) / 10_000
  }

  /// Whether an expression in ten-thousandths of a minor unit is a whole number of minor units at every point.
  private func isWhole(_ exact: Expression) -> Bool { exact.terms.allSatisfy { $0.coefficient % 10_000 == 0 } }

  /// What rounding up adds to the exact share of a variant's cost, at most, in ten-thousandths of a minor unit.
  private func roundingUp(_ exact: Expression, _ p: Int, _ v: Int) -> Int128 {
    let own = exact.terms.filter { columnMap.key(of: $0.column)?.variant == variantKey(p, v) }
    let carriedOut = chosen[p][v].terms[0].column
    if own.allSatisfy({ $0.column == carriedOut }) {
      let fixed = own.first?.coefficient ?? 0
      return ceilDivide(fixed, 10_000) * 10_000 - fixed
    }
    return 10_000 - own.reduce(Int128(10_000)) { greatestCommonDivisor($0, $1.coefficient) }
  }

  /// Adds the overshoot of payments above a share of a project's cost, unless the share is always whole.
  mutating func addOvershoot(
    _ rule: any Rule.Type, _ subjects: [String], _ parts: [String], of paid: Expression, above share: Share, _ p: Int,
    most: Int128 = 10_000
  ) {
    let exact = cost(p) * Int128(share.basisPoints)
    if isWhole(exact) { return }
    addOvershoot(rule, subjects, parts, RoundedShare.Excess(paid, above: exact), atMost: most, p)
  }

  /// Adds the shortfall of payments below a share of a project's cost, which counts if `z` is 1, unless the share is
  /// always whole.
  mutating func addShortfall(
    _ rule: any Rule.Type, _ subjects: [String], _ parts: [String], of paid: Expression, below share: Share, _ p: Int,
    where z: Expression
  ) {
    let exact = cost(p) * Int128(share.basisPoints)
    if isWhole(exact) { return }
    addOvershoot(rule, subjects, parts, RoundedShare.Excess(paid, above: exact), .below(if: z), atMost: 10_000, p)
  }

  /// Adds the column of an overshoot, unless its rule is waived or it is always zero. Its rows are added by
  /// ``addOvershootRows(to:at:)``, so that no other stage has them.
  /// - Parameter most: The upper bound of the overshoot, in ten-thousandths of a minor unit.
  mutating func addOvershoot(
    _ rule: any Rule.Type, _ subjects: [String], _ parts: [String], _ excess: RoundedShare.Excess,
    _ side: RoundedShare.Side = .above, atMost most: Int128, _ p: Int
  ) {
    guard most > 0, !excess.part.terms.isEmpty || !excess.whole.terms.isEmpty,
      !modelVariant.waived.contains(Meaning(rule.name, subjects))
    else { return }
    let key = ShareKey(rule: rule.name, project: projects[p].id, parts: parts)
    // A pin may be given twice.
    if column(.overshoot(key)) != nil { return }
    let column = addColumn(.overshoot(key), .credit, upper: most)
    roundedShares.append(RoundedShare(key: key, excess: excess, side: side, column: column))
  }

  /// The sum of all overshoots, in ten-thousandths of a minor unit: the objective of `thrift-rounding`.
  var allOvershoots: Expression { roundedShares.map(\.column).sum() }

  /// Sets the columns of overshoots to what the payments imply.
  func setOvershoots(_ point: inout [Int128]) {
    for share in roundedShares { point[share.column.terms[0].column] = share.overshoot(at: point) }
  }

  /// Adds the rows that make each overshoot column at least the overshoot, to a program whose awards are held at a point.
  func addOvershootRows(to held: inout ExactProgram, at point: [Int128]) {
    for share in roundedShares where carried(instance.index(of: share.key.project)).value(at: point) > 0 {
      let (part, whole) = (share.excess.part, share.excess.whole)
      let (meaning, block) = (ColumnKey.overshoot(share.key).meaning, share.key.project.text)
      let owed = whole.value(at: point), least = floorDivide(owed, 10_000)
      switch share.side {
      case .aboveMatch: held.add(meaning, part * 10_000 - whole - share.column, atMost: 0, block: block)
      case .below(let isPaid):
        // The last minor unit below the exact share falls short of it by its remainder.
        let remainder = owed - least * 10_000
        held.add(
          meaning, isPaid * (remainder * (least + 1)) - part * remainder - share.column, atMost: 0, block: block)
      case .above:
        // Payments are whole. The first minor unit above the exact share overshoots it by `step`, and each further one by
        // 10000 more. The row with the coefficient `step` is the tightest for the first.
        let step = (least + 1) * 10_000 - owed
        held.add(meaning, part * step - share.column, atMost: least * step, block: block)
        if share.column.terms.contains(where: { held.columns[$0.column].upper > 10_000 }) {
          held.add(meaning, part * 10_000 - share.column, atMost: owed, block: block)
        }
      }
    }
  }
}

extension ColumnKey {
  /// The variant whose column this is; nil if the column belongs to no single variant.
  fileprivate var variant: VariantKey? {
    switch self {
    case .carryOut(let variant), .scale(let variant), .start(let variant, _): variant
    case .lineCost(let line), .costCut(let line): line.variant
    default: nil
    }
  }
}

import IntegerProgram
import Model

/// The decision or the quantity that a column of the program stands for, in the ids of the lists.
///
/// The key determines the column's public name and its project. ``ColumnMap`` converts between keys and columns
/// (docs/decisions/0037).
package enum ColumnKey: Hashable, Sendable {
  /// 1 if the variant is carried out.
  case carryOut(VariantKey)
  /// The scale above the least scale: whole units if the scale is whole, otherwise thousandths.
  case scale(VariantKey)
  /// 1 if the variant is carried out and starts in the period.
  case start(VariantKey, PeriodID)
  /// The cost of the line, in minor units.
  case lineCost(LineKey)
  /// The reduction of the line's cost, in minor units.
  case costCut(LineKey)
  /// 1 if the asset meets the demand.
  case use(UseKey)
  /// The amount of the asset that meets the demand, in millionths of its unit.
  case usedAmount(UseKey)
  /// The amount of the asset that the demand occupies in the period, in millionths of its unit.
  case occupied(UseKey, PeriodID)
  /// The payment, in minor units.
  case amount(PaymentKey)
  /// What is paid above an exact share, in ten-thousandths of a minor unit.
  case overshoot(ShareKey)
  /// The place's share of the project's cost, rounded up to a minor unit.
  case placeShare(ProjectID, PlaceID)
  /// 1 if the fund pays for the project.
  case source(SourceKey)
  /// The fund's payments for the project if the project starts by the end of the period, in minor units.
  case begun(SourceKey, PeriodID)
  /// The part of the payment that is made by the end of the period, in minor units.
  case paidBy(PaymentKey, PeriodID)
  /// 1 if the fund is permitted to pay for the project.
  case permission(SourceKey)
  /// The increase of the fund's amount, in minor units.
  case extraMoney(FundID)
  /// The credit of the project to the need, in millionths of the need's unit.
  case service(CreditKey)
  /// The shortfall of the need's floor, in millionths of the need's unit.
  case shortfall(NeedID)
  /// The largest shortfall, in millionths of its requirement.
  case worstShortfall
}

/// A variant of a project.
package struct VariantKey: Hashable, Sendable {
  package let project: ProjectID
  package let variant: VariantID

  var subjects: [String] { [project.text, variant.text] }
}

/// A cost line of a variant.
package struct LineKey: Hashable, Sendable {
  package let variant: VariantKey
  /// The position in the variant, which alone tells its lines apart.
  package let number: Int
  /// The line's cost type, which stands in the column's name.
  package let costType: String

  var subjects: [String] { variant.subjects + [costType, String(number)] }
}

/// A demand of a variant, by its position in the variant.
package struct DemandKey: Hashable, Sendable {
  package let variant: VariantKey
  package let number: Int

  var subjects: [String] { variant.subjects + [String(number)] }
}

/// An asset that may meet a demand.
package struct UseKey: Hashable, Sendable {
  package let demand: DemandKey
  package let asset: AssetID

  var subjects: [String] { demand.subjects + [asset.text] }
}

/// A fund that may pay for a project.
package struct SourceKey: Hashable, Sendable {
  package let fund: FundID
  package let project: ProjectID

  package init(fund: FundID, project: ProjectID) { (self.fund, self.project) = (fund, project) }

  var subjects: [String] { [fund.text, project.text] }
}

/// A share of a project's cost that payments round to whole minor units: the row of a rule.
package struct ShareKey: Hashable, Sendable {
  /// The name of the rule that states the share.
  let rule: String
  package let project: ProjectID
  /// What tells the rule's shares of one project apart: a fund and the number of its match, or places.
  let parts: [String]

  var subjects: [String] { [rule, project.text] + parts }
}

/// The payment of a fund for one cost type of a project.
package struct PaymentKey: Hashable, Sendable {
  package let source: SourceKey
  package let costType: String

  var subjects: [String] { source.subjects + [costType] }
}

/// A project that may serve a need.
package struct CreditKey: Hashable, Sendable {
  package let project: ProjectID
  package let need: NeedID

  var subjects: [String] { [project.text, need.text] }
}

extension ColumnKey {
  /// The public name of the column, which exports and explanations show.
  package var meaning: Meaning {
    switch self {
    case .carryOut(let variant): Meaning("carry-out", variant.subjects)
    case .scale(let variant): Meaning("scale", variant.subjects)
    case .start(let variant, let period): Meaning("start", variant.subjects + [period.text])
    case .lineCost(let line): Meaning("line-cost", line.subjects)
    case .costCut(let line): Meaning("cost-cut", line.subjects)
    case .use(let use): Meaning("use", use.subjects)
    case .usedAmount(let use): Meaning("use", use.subjects + ["amount"])
    case .occupied(let use, let period): Meaning("occupied", use.subjects + [period.text])
    case .amount(let payment): Meaning("amount", payment.subjects)
    case .paidBy(let payment, let period): Meaning("paid-by", payment.subjects + [period.text])
    case .overshoot(let share): Meaning("overshoot", share.subjects)
    case .placeShare(let project, let place): Meaning("place-share", [project.text, place.text])
    case .source(let source): Meaning("source", source.subjects)
    case .begun(let source, let period): Meaning("begun", source.subjects + [period.text])
    case .permission(let source): Meaning("permission", source.subjects)
    case .extraMoney(let fund): Meaning("extra-money", [fund.text])
    case .service(let credit): Meaning("service", credit.subjects)
    case .shortfall(let need): Meaning("shortfall", [need.text])
    case .worstShortfall: Meaning("worst-shortfall")
    }
  }

  /// The name of a row that belongs to the column.
  func meaning(ofRow part: String) -> Meaning {
    let meaning = meaning
    return Meaning(meaning.rule, meaning.subjects + [part])
  }

  /// The project whose column this is; nil if the column belongs to no single project.
  package var project: ProjectID? {
    switch self {
    case .carryOut(let variant), .scale(let variant), .start(let variant, _): variant.project
    case .lineCost(let line), .costCut(let line): line.variant.project
    case .use(let use), .usedAmount(let use), .occupied(let use, _): use.demand.variant.project
    case .amount(let payment), .paidBy(let payment, _): payment.source.project
    case .overshoot(let share): share.project
    case .placeShare(let project, _): project
    case .source(let source), .begun(let source, _), .permission(let source): source.project
    case .service(let credit): credit.project
    case .extraMoney, .shortfall, .worstShortfall: nil
    }
  }

  /// The priority with which ``DecisionSearch`` branches on the column: variants first, sources last.
  var branchingPriority: Int {
    switch self {
    case .carryOut: 1
    case .source: -1
    default: 0
    }
  }
}

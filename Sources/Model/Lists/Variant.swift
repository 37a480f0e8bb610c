/// 规模方式. Which scales between its bounds a variant may have.
public enum ScaleKind: String, Sendable, CaseIterable {
  /// 固定, 整数, 连续. A fixed scale has one value, an integer scale is a whole number of units, a continuous one is
  /// any number of thousandths.
  case fixed, integer, continuous
}

/// 方案. One way of doing a project.
public struct Variant: Sendable {
  /// Id within the project.
  public var id: VariantID
  /// Title, for display.
  public var title = ""
  /// Which scales between the bounds are allowed.
  public var scaleKind = ScaleKind.fixed
  /// The least scale, in thousandths of `scaleUnit`.
  public var scaleMin = Quantity.one
  /// The largest scale, in thousandths of `scaleUnit`.
  public var scaleMax = Quantity.one
  /// Unit of the scale, such as visits, people, km.
  public var scaleUnit = ""
  /// 历时: the number of plan periods for which it runs, counting the one in which it starts.
  public var lasts = 1
  /// Its cost lines.
  public var costs: [CostLine] = []
  /// What it does for needs.
  public var services: [Service] = []
  /// The goods and venues that it asks for.
  public var demands: [AssetDemand] = []
  /// The people that it asks for.
  public var roles: [Role] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a variant of scale 1 with default values in all other fields.
  public init(id: VariantID) { self.id = id }

  /// Whether only one scale lies between the bounds.
  public var hasFixedScale: Bool { scaleMin == scaleMax }

  /// The period of its run by the end of which the costs of a type are wholly due, counted from 1.
  public func lastDue(of costType: String) -> Int {
    costs.filter { $0.type == costType }.map { $0.due ?? lasts }.max() ?? 1
  }
}

/// 费用明细. The cost of one type: `fixed + perUnit × scale`, rounded up to a minor unit.
public struct CostLine: Sendable {
  /// Type of cost.
  public var type: String
  /// The part that does not grow with the scale.
  public var fixed: Money
  /// The cost of each unit of scale.
  public var perUnit: Money
  /// 应付期: the period in which it falls due, counted from the one in which the variant starts, which is 1; nil if it
  /// falls due in equal parts in all periods in which the variant runs.
  public var due: Int?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a cost line from its parts.
  public init(type: String, fixed: Money, perUnit: Money = .zero, due: Int? = nil, origin: Origin = .none) {
    self.type = type
    self.fixed = fixed
    self.perUnit = perUnit
    self.due = due
    self.origin = origin
  }

  /// The cost at a scale, in minor units, rounded up.
  public func cost(at scale: Quantity) -> Int128 {
    let milli = Int128(fixed.minorUnits) * 1000 + Int128(perUnit.minorUnits) * Int128(scale.milli)
    return (milli + 999) / 1000
  }
}

extension Variant {
  /// The whole cost at a scale, in minor units; each line is rounded up.
  /// - Complexity: O(cost lines).
  public func cost(at scale: Quantity) -> Int128 { costs.reduce(0) { $0 + $1.cost(at: scale) } }
}

/// 服务. What a variant does for a need: `perUnit × scale` units, but no more than `atMost`.
public struct Service: Sendable {
  /// The need that it serves.
  public var need: NeedID
  /// Units of the need served for each unit of scale.
  public var perUnit: Quantity
  /// The most that it serves; nil for no limit.
  public var atMost: Quantity?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a service from its parts.
  public init(need: NeedID, perUnit: Quantity, atMost: Quantity? = nil, origin: Origin = .none) {
    self.need = need
    self.perUnit = perUnit
    self.atMost = atMost
    self.origin = origin
  }

  /// The amount served at a scale, in millionths of the need's unit.
  public func micro(at scale: Quantity) -> Int128 {
    let offered = Int128(perUnit.milli) * Int128(scale.milli)
    return atMost.map { min(offered, Int128($0.milli) * 1000) } ?? offered
  }
}

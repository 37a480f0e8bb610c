/// 期间. A month or a quarter of the plan; without any, the plan is one period without end.
public struct PlanPeriod: Sendable {
  /// Stable id.
  public var id: PeriodID
  /// First and last day.
  public var span: Period
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a period from its parts.
  public init(id: PeriodID, span: Period) {
    self.id = id
    self.span = span
  }
}

/// 资金下达计划. The part of a fund that becomes available in a period, besides what earlier periods released.
public struct Release: Sendable {
  /// The period.
  public var period: PeriodID
  /// What is released in it.
  public var amount: Money
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a release from its parts.
  public init(period: PeriodID, amount: Money, origin: Origin = .none) {
    self.period = period
    self.amount = amount
    self.origin = origin
  }
}

extension Instance {
  /// Whether the plan has more than one period, so that awards state the period in which they start.
  public var hasPeriods: Bool { timeline.count > 1 }
}

/// 权重公式. Computes the weight of a place's needs from its indicators, in ten-thousandths.
///
/// `weight = min(cap, base + Σ min(atMost, ⌊perUnit × max(0, indicator − above)⌋))`, each term rounded down to a
/// ten-thousandth. A place without the indicator takes that of the nearest place in which it lies; where none has it,
/// the term adds nothing.
public struct WeightFormula: Sendable {
  /// What one indicator adds.
  public struct Term: Sendable {
    /// The indicator, by its name in the lists.
    public var indicator: String
    /// The value of the indicator above which the term counts.
    public var above: Quantity
    /// What each unit above `above` adds.
    public var perUnit: Share
    /// The most that the term adds; nil for no limit.
    public var atMost: Share?
    /// The row from which it was read.
    public var origin: Origin
    /// Creates a term from its parts.
    public init(
      indicator: String, above: Quantity = .zero, perUnit: Share, atMost: Share? = nil, origin: Origin = .none
    ) {
      self.indicator = indicator
      self.above = above
      self.perUnit = perUnit
      self.atMost = atMost
      self.origin = origin
    }
  }

  /// 版本: version of the formula.
  public var version: String
  /// What every place has before the terms.
  public var base = Share.whole
  /// The largest weight; nil for no limit.
  public var cap: Share?
  /// The terms.
  public var terms: [Term] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a formula without terms and with a base of one.
  public init(version: String) { self.version = version }
}

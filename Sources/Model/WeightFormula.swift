/// 权重公式. How a place's indicators become the weight of its needs, term by term, in ten-thousandths.
///
/// `weight = min(cap, base + Σ min(atMost, ⌊perUnit × max(0, indicator − above)⌋))`, the floor of each term to a
/// ten-thousandth. A place without the indicator has that of the nearest place in which it lies; where none has it, the
/// term adds nothing.
public struct WeightFormula: Sendable {
  public struct Term: Sendable {
    public var indicator: String
    /// The indicator counts from here on.
    public var above: Quantity
    /// What each unit above adds.
    public var perUnit: Share
    public var atMost: Share?
    public var origin: Origin
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

  public var version: String
  public var base = Share.whole
  public var cap: Share?
  public var terms: [Term] = []
  public var origin = Origin.none
  public init(version: String) { self.version = version }
}

extension Lists {
  /// Terms whose indicator no place has, which is most likely a slip of the pen, or that stand twice.
  func weightInconsistencies() -> [Finding] {
    guard let weightFormula else { return [] }
    let known = Set(places.flatMap { $0.indicators.keys.map { Identifier<String>($0) } })
    return repeated(weightFormula.terms.map { ($0.indicator, $0.origin) }, key: "indicator")
      + weightFormula.terms.flatMap {
        dangling(Identifier($0.indicator), known, $0.origin, "indicator", Bilingual("地点指标清单", "place_indicators"))
      }
  }
}

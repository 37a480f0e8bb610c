import Formulation
import Model

/// The price of a line of the rulebook: by how much the value of the best plan would rise if that line alone did not hold
/// (docs/prices.md).
public struct LinePrice: Sendable {
  /// What is known of a price.
  public enum Kind: String, Sendable {
    /// Without the line the floors are served as well as with it; the price is a number of the policy's units.
    case value
    /// Without the line the floors could be served better, which comes before any value.
    case floors
    /// The work limit came before anything was proven.
    case undecided
  }

  /// The line.
  public let line: RuleLine
  /// What is known of its price.
  public let kind: Kind
  /// The price lies between these two, in whole units of the policy stage; nil where nothing is proven. Where the floors
  /// are served better without the line, this is the difference of the values of two plans with different floors.
  public let least: Int128?, most: Int128?
  /// The worst shortfall of a floor and the sum of all, of the best plan as it is and of that without the line; empty where
  /// the floors stay as they are.
  public let floors: [Floor]
  /// Whether the line alone was taken away for this; otherwise it follows from a solve without several lines.
  public let isOwn: Bool
  /// Whether a work limit left the price less exact than the gap of the plan.
  public let isLimited: Bool

  /// What a floor stage comes to with the line and without it.
  public struct Floor: Sendable {
    /// The stage.
    public let stage: StageName
    /// In units of 10^-digits of the stage.
    public let before: Int128, after: Int128
    /// The decimals.
    public let digits: Int
  }

  /// Whether the line is proven to cost nothing.
  public var isProvenZero: Bool { kind == .value && least == 0 && most == 0 }
  /// Whether the line is proven to cost something.
  public var isProvenPositive: Bool { kind == .floors || kind == .value && (least ?? 0) > 0 }
}

extension LinePrice {
  /// Orders prices: first lines that keep floors from being served, by how much; then by what is proven at least and at
  /// most; undecided ones last but before those that cost nothing; equals in the order of the rulebook.
  static func inOrder(_ prices: [LinePrice]) -> [LinePrice] {
    prices.enumerated().sorted { a, b in
      let (mine, theirs) = (a.element.rank, b.element.rank)
      return mine == theirs ? a.offset < b.offset : mine.lexicographicallyPrecedes(theirs)
    }.map(\.element)
  }

  private var rank: [Int128] {
    let gains = floors.map { $0.after - $0.before }
    switch kind {
    case .floors: return [0, gains.first ?? 0, gains.last ?? 0, -(least ?? 0), -(most ?? 0)]
    case .value where least == 0 && most == 0: return [3]
    case .value: return [1, -(least ?? 0), -(most ?? 0)]
    case .undecided: return [2]
    }
  }
}

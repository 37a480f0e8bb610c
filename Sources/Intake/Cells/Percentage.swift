import Model

/// A percentage that stands in place of an amount of money: `40%`, `40% of cost`, `费用的40%`, `20% of fund`, `资金的20%`.
public struct Percentage: Equatable, Sendable {
  /// What a percentage is taken of.
  public enum Base: Sendable { case cost, fund }

  /// The percentage, in ten-thousandths.
  public var share: Share
  /// What it is taken of; nil where the text does not say.
  public var base: Base?

  private static let words: [(base: Base, words: [String])] = [
    (.cost, ["费用", "项目费用", "总费用", "项目总费用", "cost", "the cost", "project cost", "the project's cost"]),
    (.fund, ["资金", "资金总额", "总额", "本资金", "fund", "the fund", "the fund's amount", "fund amount"]),
  ]

  /// Parses a percentage.
  /// - Returns: nil if the text has no per cent sign, so that it can only be an amount.
  /// - Throws: ``NumberFlaw`` if it has one and is no percentage with at most two decimals, or is above 10,000%.
  public init?(_ raw: String) throws(NumberFlaw) {
    let text = halfWidth(raw).trimmedCell.replacing("’", with: "'")
    let parts = text.parts(at: "%")
    guard parts.count > 1 else { return nil }
    guard parts.count == 2 else { throw .malformed }
    let (before, after) = (parts[0].trimmedCell, parts[1].trimmedCell.lowercased())
    var number = before
    if let sign = before.firstIndex(of: "的") {
      guard after.isEmpty else { throw .malformed }
      number = String(before[before.index(after: sign)...]).trimmedCell
      base = try Self.base(String(before[..<sign]).trimmedCell)
    } else if !after.isEmpty {
      guard after.hasPrefix("of ") else { throw .malformed }
      base = try Self.base(String(after.dropFirst(3)).trimmedCell)
    }
    share = try exactShare(number + "%")
  }

  private static func base(_ word: String) throws(NumberFlaw) -> Base {
    guard let found = words.first(where: { $0.words.contains(word) }) else { throw .malformed }
    return found.base
  }
}

/// How a column of amounts reads a percentage.
struct PercentageColumn {
  /// What a percentage is taken of if its text does not say.
  let base: Percentage.Base
  /// Whether it may be taken of a project's cost.
  var allowsCost = false
  /// Whether a percentage of a fund that does not come to whole minor units is rounded up; otherwise down.
  var roundsUp = false
}

extension CellKey {
  /// How the column reads a percentage; nil for a column that takes amounts only.
  var percentage: PercentageColumn? {
    switch self {
    case .pins(.amount): PercentageColumn(base: .cost, allowsCost: true)
    case .funds(.trancheMin): PercentageColumn(base: .fund, allowsCost: true, roundsUp: true)
    case .funds(.trancheMax): PercentageColumn(base: .fund, allowsCost: true)
    case .funds(.reserve), .funds(.minimumSpend): PercentageColumn(base: .fund, roundsUp: true)
    case .funds(.perPlaceMax): PercentageColumn(base: .fund)
    default: nil
    }
  }
}

extension Share {
  /// The share of an amount, in whole minor units.
  /// - Parameter roundsUp: Whether a part of a minor unit counts as a whole one; otherwise it is dropped.
  public func of(_ amount: Money, roundsUp: Bool) -> Money {
    Money(Int64(of(Int128(amount.minorUnits), roundsUp: roundsUp)))
  }
}

import IntegerProgram

/// Keeps the root warm starts of finished searches for later searches of similar programs.
///
/// A basis is reused wherever columns and rows mean the same. Cuts are reused only where every feasible point of the
/// new program is feasible in the program in which they were found.
package struct WarmStartCache: Sendable {
  /// A few are enough: most searches resemble the previous one or the first.
  private static let most = 3

  private struct Root: Sendable {
    let exact: ExactProgram
    let stage: String
    /// The whole number that one scaled unit of each column stands for.
    let units: [Double]
    let warmStart: WarmStart
  }

  private var known: [Root] = []

  /// Makes an empty cache.
  package init() {}

  /// Adds the warm start of a finished search's root.
  /// - Parameter scaled: The program of that search. Its amounts must be continuous, because cuts derived from whole
  ///   amounts are not valid without them.
  package mutating func keep(_ warmStart: WarmStart, of exact: ExactProgram, _ scaled: ScaledProgram, stage: String) {
    known.append(Root(exact: exact, stage: stage, units: scaled.units, warmStart: warmStart))
    // The first entry belongs to the widest program and stays.
    if known.count > Self.most { known.remove(at: 1) }
  }

  /// A warm start for a search: the most recent root whose cuts are valid, otherwise the basis of the most recent
  /// similar root.
  package func warmStart(for exact: ExactProgram, _ scaled: ScaledProgram, stage: String) -> WarmStart? {
    let paired = known.reversed().lazy.map { (root: $0, pairing: Pairing(of: $0.exact, with: exact)) }
      .filter { 2 * $0.pairing.columns.count { $0 != nil } > exact.columns.count }
    guard let (root, pairing) = paired.first(where: { $0.pairing.isNarrower }) ?? paired.first else { return nil }
    var start = WarmStart(
      basis: LinearBasis(
        columns: [UInt8](repeating: LinearBasis.atLower, count: exact.columns.count),
        rows: [UInt8](repeating: LinearBasis.basic, count: exact.rows.count)),
      cuts: [], cutBasis: [], isOfSameObjective: root.stage == stage)
    for (k, j) in pairing.columns.enumerated() { if let j { start.basis.columns[j] = root.warmStart.basis.columns[k] } }
    for (k, i) in pairing.rows.enumerated() { if let i { start.basis.rows[i] = root.warmStart.basis.rows[k] } }
    guard pairing.isNarrower else { return start }
    start.cutBasis = root.warmStart.cutBasis
    start.cuts = root.warmStart.cuts.map { cut in
      var cut = cut
      for k in cut.columns.indices {
        let j = pairing.columns[cut.columns[k]]!
        cut.values[k] *= scaled.units[j] / root.units[cut.columns[k]]
        cut.columns[k] = j
      }
      return cut
    }
    return start
  }
}

/// Matches columns and rows of two programs by meaning.
private struct Pairing {
  /// For each column and row of the one, its index in the other.
  let columns: [Int?]
  let rows: [Int?]
  /// Whether every feasible point of the other is feasible in the one.
  let isNarrower: Bool

  init(of one: ExactProgram, with other: ExactProgram) {
    columns = Self.places(one.columns.map(\.meaning), other.columns.map(\.meaning))
    rows = Self.places(one.rows.map(\.meaning), other.rows.map(\.meaning))
    let (columns, rows) = (columns, rows)
    isNarrower =
      one.columns.indices.allSatisfy { k in
        guard let j = columns[k] else { return false }
        let (a, b) = (one.columns[k], other.columns[j])
        return a.lower <= b.lower && b.upper <= a.upper && (a.nature != .choice || b.nature == .choice)
      }
      && one.rows.indices.allSatisfy { k in
        guard let i = rows[k] else { return false }
        let (a, b) = (one.rows[k], other.rows[i])
        return (a.lower.map { lower in b.lower.map { $0 >= lower } ?? false } ?? true)
          && (a.upper.map { upper in b.upper.map { $0 <= upper } ?? false } ?? true)
          && a.terms.count == b.terms.count
          && zip(a.terms, b.terms).allSatisfy { columns[$0.column] == $1.column && $0.coefficient == $1.coefficient }
      }
  }

  /// The n-th occurrence of a meaning is matched with the n-th of the same meaning.
  private static func places(_ one: [Meaning], _ other: [Meaning]) -> [Int?] {
    if other.starts(with: one) { return Array(one.indices) }
    var waiting: [Meaning: [Int]] = [:]
    for (j, meaning) in other.enumerated().reversed() { waiting[meaning, default: []].append(j) }
    return one.map { waiting[$0]?.popLast() }
  }
}

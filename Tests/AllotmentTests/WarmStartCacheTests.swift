import IntegerProgram
import Testing

@testable import ExactProgram
@testable import Formulation

@Suite struct WarmStartCacheTests {
  /// A program with two columns and these rows.
  private func program(_ rows: [(coefficients: [Int128], most: Int128)], upper: Int128 = 9) -> ExactProgram {
    var out = ExactProgram()
    let columns = (0..<2).map { out.addColumn(Meaning("x", ["\($0)"]), .choice, upper: upper) }
    for (k, row) in rows.enumerated() {
      out.add(
        Meaning("row", ["\(k)"]), columns[0] * row.coefficients[0] + columns[1] * row.coefficients[1], atMost: row.most)
    }
    return out
  }

  private func scaled(_ exact: ExactProgram) -> ScaledProgram {
    ScaledProgram(exact, objective: .zero, sense: .minimize)
  }

  /// What a program reuses from one with the rows 2 x + 3 y <= 12 and 3 x + y <= 10.
  private func learned(_ exact: ExactProgram, stage: String = "order") -> WarmStart? {
    let known = program([([2, 3], 12), ([3, 1], 10)])
    var roots = WarmStartCache()
    roots.keep(
      WarmStart(
        basis: LinearBasis(
          columns: [LinearBasis.basic, LinearBasis.atUpper], rows: [LinearBasis.atUpper, LinearBasis.basic]),
        cuts: [LinearRow(columns: [0, 1], values: [1, 1], upper: 4)], cutBasis: [LinearBasis.atUpper]),
      of: known, scaled(known), stage: "utilitarian")
    return roots.warmStart(for: exact, scaled(exact), stage: stage)
  }

  @Test func cutsHoldWhereRowsCameOrBecameNarrower() {
    for narrower in [
      program([([2, 3], 12), ([3, 1], 10)]), program([([2, 3], 12), ([3, 1], 10), ([1, -1], 2)]),
      program([([2, 3], 11), ([3, 1], 10)]), program([([2, 3], 12), ([3, 1], 10)], upper: 5),
    ] {
      let start = learned(narrower)
      #expect(start?.cuts.map(\.upper) == [4])
      #expect(start?.basis.columns == [LinearBasis.basic, LinearBasis.atUpper])
      #expect(start?.basis.rows.count == narrower.rows.count)
    }
  }

  @Test func whereARowIsGivenUpTheBasisIsAllThatStays() {
    for wider in [
      program([([2, 3], 12)]), program([([2, 3], 13), ([3, 1], 10)]), program([([2, 2], 12), ([3, 1], 10)]),
      program([([2, 3], 12), ([3, 1], 10)], upper: 10),
    ] {
      #expect(learned(wider)?.cuts.isEmpty == true)
      #expect(learned(wider)?.basis.columns == [LinearBasis.basic, LinearBasis.atUpper])
    }
  }

  @Test func onlyAVertexOfTheSameStageIsBestButForNewRows() {
    let same = program([([2, 3], 12), ([3, 1], 10)])
    #expect(learned(same, stage: "utilitarian")?.isOfSameObjective == true)
    #expect(learned(same, stage: "order")?.isOfSameObjective == false)
  }

  @Test func nothingIsLearnedFromAProgramOfOtherColumns() {
    var other = ExactProgram()
    for k in 0..<5 { _ = other.addColumn(Meaning("y", ["\(k)"]), .choice, upper: 1) }
    #expect(learned(other) == nil)
  }
}

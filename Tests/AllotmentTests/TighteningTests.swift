import Model
import Testing

@testable import ExactProgram
@testable import Formulation
@testable import IntegerProgram

@Suite struct TighteningTests {
  /// Tightening changes bounds, rows and coefficients, but not the set of integer points.
  @Test func theWholePointsStayTheSame() {
    var random = SplitMix64(state: 9)
    var reduced = 0
    for trial in 0..<2000 {
      var program = ExactProgram()
      var columns: [Expression] = []
      for j in 0..<Int.random(in: 1...4, using: &random) {
        let upper = Int128.random(in: 1...3, using: &random)
        columns.append(program.addColumn(Meaning("x", ["\(j)"]), random.chance(50) ? .choice : .amount, upper: upper))
      }
      for i in 0..<Int.random(in: 1...4, using: &random) {
        let size = Int128(random.pick([1, 1, 1000, 1_000_000_000_000]))
        let sum = columns.map { $0 * Int128.random(in: -5...5, using: &random) * (random.chance(50) ? size : 1) }.sum()
        let side = Int128.random(in: -6...9, using: &random) * (random.chance(50) ? size : 1)
        let kind = Int.random(in: 0...2, using: &random)
        program.add(
          Meaning("row", ["\(i)"]), sum, atLeast: kind == 0 ? nil : side, atMost: kind == 1 ? nil : side + Int128(kind))
      }
      let before = points(program).filter(program.isSatisfied)
      guard let tightened = program.tightened() else {
        #expect(before.isEmpty, "trial \(trial)")
        continue
      }
      reduced += tightened.rows.count < program.rows.count ? 1 : 0
      #expect(points(program).filter(tightened.isSatisfied) == before, "trial \(trial)")
    }
    #expect(reduced > 100)
  }

  private func points(_ program: ExactProgram) -> [[Int128]] {
    program.columns.reduce([[]]) { points, column in
      points.flatMap { point in (column.lower...column.upper).map { point + [$0] } }
    }
  }
}

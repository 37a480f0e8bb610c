import Model
import Testing

@testable import ExhaustiveSearch

/// Checks the Omega test, which judges other tests, against enumeration of every point.
@Suite struct OmegaTestTests {
  @Test func aPointIsFoundExactlyWhereThereIsOne() {
    var random = SplitMix64(state: 5)
    var found = 0
    for trial in 0..<3000 {
      let columns = Int.random(in: 1...3, using: &random)
      var test = OmegaTest(columns: columns)
      func row() -> OmegaTest.Row {
        var row = OmegaTest.Row(columns)
        for j in 0..<columns { row.add(Int128.random(in: -7...7, using: &random), j) }
        row.constant = Int128.random(in: -12...12, using: &random)
        return row
      }
      for j in 0..<columns {
        for (sign, constant) in [(1, 4), (-1, 4)] as [(Int128, Int128)] {
          var bound = OmegaTest.Row(columns)
          bound.add(sign, j)
          bound.constant = constant
          test.rows.append(bound)
        }
      }
      for _ in 0..<Int.random(in: 0...4, using: &random) { test.rows.append(row()) }
      if random.chance(40) { test.equalities.append(row()) }
      let isPossible = points(columns).contains { holds(test, at: $0) }
      let point = test.point()
      #expect((point != nil) == isPossible, "trial \(trial)")
      if let point {
        #expect(holds(test, at: point), "trial \(trial)")
        found += 1
      }
    }
    #expect(found > 500 && found < 2900)
  }

  private func holds(_ test: OmegaTest, at point: [Int128]) -> Bool {
    test.rows.allSatisfy { $0.value(at: point) >= 0 } && test.equalities.allSatisfy { $0.value(at: point) == 0 }
  }

  private func points(_ columns: Int) -> [[Int128]] {
    (0..<columns).reduce([[]]) { points, _ in points.flatMap { point in (-4...4).map { point + [Int128($0)] } } }
  }
}

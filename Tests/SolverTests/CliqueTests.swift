import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct CliqueTests {
  private func binaries(_ count: Int, _ rows: [LinearRow]) -> Problem {
    Problem(
      objective: [Double](repeating: -1, count: count), constant: 0, lower: [Double](repeating: 0, count: count),
      upper: [Double](repeating: 1, count: count), isInteger: [Bool](repeating: true, count: count), rows: rows)
  }

  private func pair(_ a: Int, _ b: Int) -> LinearRow { LinearRow(columns: [a, b], values: [1, 1], upper: 1) }

  @Test func pairsThatExcludeEachOtherAreOneCliqueWithWhatAllOfThemExclude() {
    // The last column is 0 in the vertex; the knapsack has room for it alone, and not for any other column with it.
    let knapsack = LinearRow(columns: [0, 1, 2, 3], values: [3, 3, 3, 5], upper: 7)
    let problem = binaries(4, [pair(0, 1), pair(1, 2), pair(0, 2), knapsack])
    let cuts = Cliques(problem).cuts([0.5, 0.5, 0.5, 0])
    #expect(cuts.map { $0.columns.sorted() } == [[0, 1, 2, 3]])
    #expect(cuts.allSatisfy { Set($0.values) == [1] && abs($0.side - 1) < 1e-8 })
  }

  @Test func aFollowerIsComplementedInAClique() {
    // Each of two columns needs the third, and they exclude each other, so their sum is at most the third.
    let follows = [0, 1].map { LinearRow(columns: [$0, 2], values: [1, -1], upper: 0) }
    let cuts = Cliques(binaries(3, follows + [pair(0, 1)])).cuts([0.5, 0.5, 0.5])
    #expect(cuts.count == 1)
    for cut in cuts { #expect(zip(cut.columns, cut.values).sorted { $0.0 < $1.0 }.map(\.1) == [1, 1, -1]) }
  }

  @Test func noCliqueCutsOffAWholePoint() {
    var random = SplitMix64(state: 31)
    var seen = 0
    for trial in 0..<2000 {
      let count = Int.random(in: 3...7, using: &random)
      let rows = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        let columns = (0..<count).shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random)).sorted()
        let values = columns.map { _ in Double([-2, -1, 1, 2, 3, 5].randomElement(using: &random)!) }
        let side = Double(Int.random(in: -1...6, using: &random))
        return Bool.random(using: &random)
          ? LinearRow(columns: columns, values: values, upper: side)
          : LinearRow(columns: columns, values: values, lower: -side)
      }
      let problem = binaries(count, rows)
      let vertex = (0..<count).map { _ in [0, 0.25, 0.5, 0.75, 1].randomElement(using: &random)! }
      let points = (0..<1 << count).map { bits in (0..<count).map { Double(bits >> $0 & 1) } }
        .filter(problem.isSatisfied)
      for cut in Cliques(problem).cuts(vertex) {
        seen += 1
        #expect(cut.row.activity(at: vertex) > cut.side, "trial \(trial)")
        for point in points { #expect(cut.row.activity(at: point) <= cut.side + 1e-7, "trial \(trial): \(cut)") }
      }
    }
    #expect(seen > 500)
  }
}

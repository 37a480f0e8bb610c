import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct DomainTests {
  private func problem(_ random: inout SplitMix64) -> Problem {
    let count = 8
    let rows = (0..<5).map { _ in
      let columns = (0..<count).filter { _ in random.chance(60) }
      return LinearRow(
        columns: columns, values: columns.map { _ in Double(Int.random(in: -30...30, using: &random)) + 0.5 })
    }
    return Problem(
      objective: Array(repeating: 0, count: count), constant: 0,
      lower: (0..<count).map { _ in random.chance(20) ? -.infinity : 0 },
      upper: (0..<count).map { _ in random.chance(20) ? .infinity : 10 },
      isInteger: Array(repeating: false, count: count), rows: rows)
  }

  /// Random bounds within those of a column.
  private func narrower(_ j: Int, _ box: Domain, _ random: inout SplitMix64) -> (Double, Double) {
    let ends = [Double.random(in: -5...15, using: &random), Double.random(in: -5...15, using: &random)].sorted()
    return (max(box.lower[j], ends[0]), max(max(box.lower[j], ends[0]), min(box.upper[j], ends[1])))
  }

  @Test func rowActivitiesFollowEveryMove() {
    var random = SplitMix64(state: 31)
    for _ in 0..<200 {
      let problem = problem(&random)
      var box = Domain(problem, ColumnIndex(problem.rows, columnCount: problem.columnCount))
      for _ in 0..<20 {
        let j = Int.random(in: 0..<problem.columnCount, using: &random)
        let (low, high) = narrower(j, box, &random)
        box.set(j, low, high)
        for (row, kept) in zip(problem.rows, box.activities) {
          let anew = Activity(row, box.lower, box.upper)
          #expect(abs(kept.least - anew.least) < 1e-9 && abs(kept.greatest - anew.greatest) < 1e-9)
          #expect(kept.infiniteBelow == anew.infiniteBelow && kept.infiniteAbove == anew.infiniteAbove)
          #expect(kept.size >= anew.size)
        }
      }
    }
  }

  @Test func aStepTakenBackLeavesNoTrace() {
    var random = SplitMix64(state: 32)
    for _ in 0..<200 {
      let problem = problem(&random)
      var box = Domain(problem, ColumnIndex(problem.rows, columnCount: problem.columnCount))
      box.set(0, max(0, box.lower[0]), 3)
      let before = box
      box.beginStep()
      for _ in 0..<10 {
        let j = Int.random(in: 0..<problem.columnCount, using: &random)
        let (low, high) = narrower(j, box, &random)
        box.set(j, low, high)
      }
      box.endStep()
      box.undoStep()
      #expect(box.lower == before.lower && box.upper == before.upper)
      for (now, then) in zip(box.activities, before.activities) {
        #expect(now.least == then.least && now.greatest == then.greatest && now.size == then.size)
        #expect(now.infiniteBelow == then.infiniteBelow && now.infiniteAbove == then.infiniteAbove)
      }
    }
  }
}

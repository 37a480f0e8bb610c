import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

/// Budgets of whole amounts, spent on projects that cost alike.
@Suite struct KnapsackTests {
  /// Few columns whose weights are like coins, in one or two rows, each of which may be all that they stand in.
  private func coins(_ random: inout SplitMix64) -> Problem {
    let count = Int.random(in: 3...7, using: &random)
    let rowCount = Int.random(in: 1...2, using: &random)
    let unit = Double(random.pick([1, 3, 1 << 20]))
    var rows = [LinearRow](repeating: LinearRow(), count: rowCount)
    var objective: [Double] = []
    var lower: [Double] = []
    for j in 0..<count {
      let weight = Double(random.pick([1, 1, 2, 2, 3, 5, 10])) * (random.chance(20) ? -1 : 1)
      objective.append(weight * (random.chance(80) ? -2 : Double(Int.random(in: -4...4, using: &random))))
      lower.append(Double(Int.random(in: -1...1, using: &random)))
      let stands = random.chance(30) ? Array(rows.indices) : [Int.random(in: rows.indices, using: &random)]
      for i in stands {
        rows[i].columns.append(j)
        rows[i].values.append(weight * unit)
      }
    }
    for i in rows.indices {
      rows[i].upper = Double(Int.random(in: -3...20, using: &random)) * unit
      if random.chance(20) { rows[i].lower = rows[i].upper - Double(Int.random(in: 0...9, using: &random)) * unit }
    }
    return Problem(
      objective: objective, constant: 0, lower: lower,
      upper: lower.map { $0 + Double(Int.random(in: 1...2, using: &random)) },
      isInteger: [Bool](repeating: true, count: count), rows: rows.filter { !$0.columns.isEmpty })
  }

  @Test func whatIsMergedAndPackedComesBackAsABestPoint() {
    var random = SplitMix64(state: 6)
    var smaller = 0
    for trial in 0..<2000 {
      let problem = coins(&random)
      var points: [[Double]] = [[]]
      for j in 0..<problem.columnCount {
        let values = stride(from: problem.lower[j], through: problem.upper[j], by: 1)
        points = points.flatMap { point in values.map { point + [$0] } }
      }
      points = points.filter(problem.isSatisfied)
      let best = points.map(problem.value).min()
      var presolve = Presolve(problem)
      guard presolve.run() == .reduced else {
        #expect(best == nil, "trial \(trial)")
        continue
      }
      let reduced = presolve.compacted()
      if presolve.wayBack.steps.contains(where: { if case .merged = $0 { true } else { false } }) { smaller += 1 }
      let left = Set(points.map { presolve.wayBack.reduced($0) }).filter(reduced.isSatisfied)
      for point in left {
        let full = presolve.wayBack.restored(point)
        #expect(problem.isSatisfied(by: full) && presolve.wayBack.reduced(full) == point, "trial \(trial): \(point)")
        #expect(problem.value(of: full) == reduced.value(of: point), "trial \(trial): \(point)")
      }
      #expect(left.map(reduced.value).min() == best, "trial \(trial)")
    }
    #expect(smaller > 150)
  }
}

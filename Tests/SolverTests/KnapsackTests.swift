import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

/// Rows with integral sides and columns of equal weights.
@Suite struct KnapsackTests {
  /// Few columns with weights like coins, each in one row or in all of one or two rows.
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

  @Test func mergedAndPackedColumnsArePostsolvedToAnOptimum() {
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
      if presolve.postsolve.steps.contains(where: { if case .merged = $0 { true } else { false } }) { smaller += 1 }
      let left = Set(points.map { presolve.postsolve.reduced($0) }).filter(reduced.isSatisfied)
      for point in left {
        let full = presolve.postsolve.restored(point)
        #expect(problem.isSatisfied(by: full) && presolve.postsolve.reduced(full) == point, "trial \(trial): \(point)")
        #expect(problem.value(of: full) == reduced.value(of: point), "trial \(trial): \(point)")
      }
      #expect(left.map(reduced.value).min() == best, "trial \(trial)")
    }
    #expect(smaller > 150)
  }

  /// Integer columns in rows of integral weights, a domain within their bounds, and the integer points in it.
  private func box(_ random: inout SplitMix64) -> (Problem, Domain, points: [[Double]]) {
    let problem = coins(&random)
    var box = Domain(problem, ColumnIndex(problem.rows, columnCount: problem.columnCount))
    var points: [[Double]] = [[]]
    for j in 0..<problem.columnCount {
      if random.chance(40) {
        let value = Double(Int.random(in: Int(problem.lower[j])...Int(problem.upper[j]), using: &random))
        box.set(j, value, value)
      }
      let values = stride(from: box.lower[j], through: box.upper[j], by: 1)
      points = points.flatMap { point in values.map { point + [$0] } }
    }
    return (problem, box, points)
  }

  @Test func aSideOfMoreStepsThanDoublesTellApartStays() {
    // Three of the equal columns add up to the side, which is slightly less than an integral number of cents after
    // division.
    let cents = 363_820_153.78
    let problem = Problem(
      objective: [-1, -1, -1, -1], constant: 0, lower: [0, 0, 0, 0], upper: [1, 1, 1, 1],
      isInteger: [true, true, true, true],
      rows: [LinearRow(columns: [0, 1, 2, 3], values: [cents, cents, cents, 0.01], upper: 1_091_460_461.34)])
    #expect(problem.isSatisfied(by: [1, 1, 1, 0]))
    let index = ColumnIndex(problem.rows, columnCount: 4)
    let root = Domain(problem, index)
    var node = problem
    node.upper[3] = 0
    var sums = ReachableSides(problem, root)
    #expect(sums.nearer([-1], Domain(node, index)).allSatisfy { $0.side > 3 * cents - 0.005 })
  }

  @Test func aSideInABoxIsTheNearestSumThatCanBeReached() {
    var random = SplitMix64(state: 7)
    var nearer = 0
    for trial in 0..<3000 {
      let (problem, box, points) = box(&random)
      let root = Domain(problem, ColumnIndex(problem.rows, columnCount: problem.columnCount))
      var sums = ReachableSides(problem, root)
      for isUpper in [true, false] {
        let duals = [Double](repeating: isUpper ? -1 : 1, count: problem.rows.count)
        let sides = sums.nearer(duals, box)
        #expect(sums.nearer(duals, box).map(\.side) == sides.map(\.side), "trial \(trial)")
        nearer += sides.count
        for (i, row) in problem.rows.enumerated() where row.columns.count > 2 {
          let reached = points.map(row.activity)
          let most = isUpper ? reached.filter { $0 <= row.upper }.max() : reached.filter { $0 >= row.lower }.min()
          // Presolve rounds sides to multiples of the divisor; a row that stays below its side keeps it.
          let divisor = row.divisor!
          let multiple =
            isUpper ? (row.upper / divisor).rounded(.down) * divisor : (row.lower / divisor).rounded(.up) * divisor
          let side = sides.first { $0.row == i }?.side ?? multiple
          guard let most, isUpper ? reached.max()! > row.upper : reached.min()! < row.lower else { continue }
          #expect(abs(most - side) <= 1e-9 * divisor, "trial \(trial): \(most) is not \(side)")
        }
      }
    }
    #expect(nearer > 300)
  }

  @Test func aBoundWithNearerSidesHoldsForEveryPointOfTheBox() throws {
    var random = SplitMix64(state: 8)
    var higher = 0
    for trial in 0..<1000 {
      let (problem, box, points) = box(&random)
      guard let best = points.filter(problem.isSatisfied).map(problem.value).min() else { continue }
      let root = Domain(problem, ColumnIndex(problem.rows, columnCount: problem.columnCount))
      var sums = ReachableSides(problem, root)
      try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
        let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
        relaxation.apply(box)
        guard try relaxation.solve() == .optimal else { return }
        let bound = relaxation.bound(withSides: sums.nearer(relaxation.point.duals, box))
        #expect(bound <= best + 1e-9 * max(1, abs(best)), "trial \(trial): \(bound) is beyond \(best)")
        if bound > relaxation.bound + 0.1 { higher += 1 }
      }
    }
    #expect(higher > 50)
  }

  @Test func rowsThatFewColumnsTieArePackedAtTheirBestAndNoTwoTiesAreBetterChanged() throws {
    var random = SplitMix64(state: 9)
    var (packed, changed) = (0, 0)
    for trial in 0..<1000 {
      let (problem, _, all) = box(&random)
      guard let tied = TiedRows(problem) else { continue }
      let isAlone = tied.isAlone
      var points: [[Double]] = [[]]
      for j in 0..<problem.columnCount {
        let values = stride(from: problem.lower[j], through: problem.upper[j], by: 1)
        points = points.flatMap { point in values.map { point + [$0] } }
      }
      points = points.filter(problem.isSatisfied)
      /// The best objective value of the points that differ from `ties` by at most `changes` ties, each by 1.
      func best(_ ties: [Double], changes: Int) -> Double? {
        points.filter { point in
          let far = point.indices.filter { !isAlone[$0] }.map { abs(point[$0] - ties[$0]) }
          return far.allSatisfy { $0 <= 1 } && far.reduce(0, +) <= Double(changes)
        }.map(problem.value).min()
      }
      let vertex = random.pick(all)
      let incumbent = Incumbent(problem, problem, Postsolve(keepingAll: problem), relativeGap: 0)
      let search = Search(problem, incumbent, Budget(SolveRequest()), GLPKSolver(), Search.Settings())
      try search.packRows(near: vertex)
      guard let better = tied.improved(vertex) else {
        #expect(best(vertex, changes: 2) == nil, "trial \(trial)")
        continue
      }
      #expect(incumbent.objective <= better.objective, "trial \(trial)")
      #expect(best(better.point, changes: 0) == better.objective, "trial \(trial)")
      #expect(best(better.point, changes: 2) == better.objective, "trial \(trial)")
      packed += 1
      if isAlone.indices.contains(where: { !isAlone[$0] && better.point[$0] != vertex[$0] }) { changed += 1 }
    }
    #expect(packed > 100 && changed > 30, "\(packed), \(changed)")
  }
}

import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct RowNeighbourhoodsTests {
  /// One project could use up both funds that twenty others share; with the row of one fund alone it gets nothing.
  @Test func aColumnOfTheVertexEntersWithAllItsRows() throws {
    let (first, second) = (Array(1...10), Array(11...20))
    let ones = [Double](repeating: 1, count: 10)
    var rows = [first, second].map { LinearRow(columns: [0] + $0, values: [10] + ones, upper: 10) }
    // At most one of each three columns, so that the vertex is fractional.
    for j in stride(from: 21, to: 36, by: 3) {
      for pair in [[j, j + 1], [j + 1, j + 2], [j, j + 2]] {
        rows.append(LinearRow(columns: pair, values: [1, 1], upper: 1))
      }
    }
    var objective = [Double](repeating: -1, count: 36)
    objective[0] = -30
    let problem = Problem(
      objective: objective, constant: 0, lower: [Double](repeating: 0, count: 36),
      upper: [Double](repeating: 1, count: 36), isInteger: [Bool](repeating: true, count: 36), rows: rows)
    var settings = Search.Settings()
    (settings.mostWork, settings.cutRounds) = (0, 0)
    let incumbent = emptyIncumbent(of: problem)
    let search = Search(problem, incumbent, Budget(SolveRequest()), GLPKSolver(), settings)
    _ = try search.run()
    var known = [Double](repeating: 0, count: 36), vertex = known
    for j in first + second + Array(stride(from: 21, to: 36, by: 3)) { known[j] = 1 }
    vertex[0] = 1
    for j in 21..<36 { vertex[j] = 0.5 }
    incumbent.offer(known)
    #expect(incumbent.objective == -25)
    search.settings.mostWork = .max
    try search.improveRowByRow(vertex)
    #expect(incumbent.objective == -35)
  }

  @Test func anExcerptHasTheOptimumOfTheProblemWithAllElseAsItIs() throws {
    var random = SplitMix64(state: 23)
    var (left, touched) = (0, 0)
    for trial in 0..<100 {
      let problem = payments(&random)
      func optimum(_ problem: Problem) throws -> [Double]? {
        let incumbent = emptyIncumbent(of: problem)
        _ = try Search(problem, incumbent, Budget(SolveRequest()), GLPKSolver(), Search.Settings()).run()
        return incumbent.point
      }
      guard let known = try optimum(problem) else { continue }
      let stays = known.indices.map { _ in random.chance(60) }
      var fixed = problem
      for j in known.indices where stays[j] { (fixed.lower[j], fixed.upper[j]) = (known[j], known[j]) }
      let (part, postsolve) = problem.subproblem(ColumnIndex(problem.rows, columnCount: problem.columnCount)) { j in
        stays[j] ? known[j] : nil
      }
      #expect(part.columnCount == stays.count { !$0 })
      let own = try #require(try optimum(part)), full = postsolve.restored(own)
      #expect(problem.isSatisfied(by: full), "trial \(trial)")
      #expect(known.indices.allSatisfy { !stays[$0] || full[$0] == known[$0] }, "trial \(trial)")
      let expected = fixed.value(of: try #require(try optimum(fixed)))
      #expect(abs(problem.value(of: full) - expected) < 1e-6 && abs(part.value(of: own) - expected) < 1e-6)
      left += problem.rows.count - part.rows.count
      touched += part.rows.count
    }
    #expect(left > 100 && touched > 100, "\(left) \(touched)")
  }
}

import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct DiveTests {
  @Test func aFollowerIsNothingWhereItsLeaderIs() throws {
    var random = SplitMix64(state: 6)
    var seen = 0
    for _ in 0..<300 {
      let problem = payments(&random)
      var (leaders, propagation) = leading(in: problem)
      for z in 0..<problem.columnCount {
        guard let leader = leaders[z] else { continue }
        seen += 1
        // With the follower at 1 and its leader at 0 the problem is infeasible.
        var box = Domain(problem, propagation.index)
        #expect(propagation.fix(leader, at: 0, &box))
        #expect(!propagation.fix(z, at: 1, &box))
        #expect(!leaders.isFollower(leader) || leaders[leader] != z)
      }
    }
    #expect(seen > 500)
  }

  @Test func theFirstOfLeadersFollowsNoOther() throws {
    // A project, a way to carry it out, and two sources of which the second needs the first.
    let follows = [(1, 0), (2, 1), (3, 2)].map { LinearRow(columns: [$0.0, $0.1], values: [1, -1], upper: 0) }
    let problem = Problem(
      objective: [-9, 1, 1, 1], constant: 0, lower: [0, 0, 0, 0], upper: [1, 1, 1, 1],
      isInteger: [true, true, true, true], rows: follows)
    let (leaders, _) = leading(in: problem)
    #expect((0...3).map(leaders.first) == [0, 0, 0, 0])
    #expect((0...3).map(leaders.isFollower) == [false, true, true, true])
  }

  @Test func aMandatoryProjectLeadsItsSources() {
    // Only a project with two sources serves a need, so without it the problem is infeasible.
    var rows = [1, 2].map { LinearRow(columns: [$0, 0], values: [1, -1], upper: 0) }
    rows.append(LinearRow(columns: [0, 1, 2], values: [1, -1, -1], upper: 0))
    rows.append(LinearRow(columns: [0, 3], values: [2, 1], lower: 1.5))
    let problem = Problem(
      objective: [1, 1, 1, 1], constant: 0, lower: [0, 0, 0, 0], upper: [1, 1, 1, 1],
      isInteger: [true, true, true, true], rows: rows)
    var propagation = Propagation(problem)
    var box = Domain(problem, propagation.index)
    #expect(propagation.probe(0, at: 0, &box) == nil)
    #expect((0...3).map(Leaders(problem, &propagation, box, needed: true).first) == [0, 0, 0, 3])
    #expect((0...3).map(Leaders(problem, &propagation, box).first) == [0, 1, 2, 3])
  }

  /// The greatest possible number of projects is mandatory, so the dive has to drop projects that are infeasible with
  /// its earlier decisions, and to decide as many of these anew as necessary.
  @Test(arguments: [false, true]) func aDiveEndsInAPointWhereFewProjectsCanBeLeftOut(isGuidedByProofs: Bool) throws {
    var random = SplitMix64(state: 15)
    var found = 0
    var asked = 0
    for _ in 0..<100 {
      var problem = payments(&random, funds: 4...6, projects: 16...24)
      let led = (0..<problem.columnCount).filter { problem.objective[$0] < 0 }
      var counted = problem
      for j in led { counted.objective[j] = -1 }
      let most = emptyIncumbent(of: counted)
      _ = try Search(counted, most, Budget(SolveRequest()), GLPKSolver(), Search.Settings()).run()
      problem.rows.append(LinearRow(columns: led, values: led.map { _ in 1 }, lower: -most.objective))
      let incumbent = emptyIncumbent(of: problem)
      let (leaders, propagation) = leading(in: problem)
      let root = Domain(problem, propagation.index)
      let engines = Sifting(GLPKSolver(), leastColumns: 0)
      try engines.withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
        let budget = Budget(SolveRequest())
        let relaxation = Relaxation(problem, engine, budget)
        if isGuidedByProofs {
          var dive = ConflictDrivenDive(
            relaxation, propagation, from: root, leaders, MandatoryRows(problem, leaders), incumbent)
          try dive.run(budget, most: 10_000, finishesSoon: true) { vertex in
            asked += 1
            for row in problem.rows {
              let activity = row.activity(at: vertex)
              #expect(activity > row.lower - 1e-5 && activity < row.upper + 1e-5)
            }
            return false
          }
        } else {
          var dive = Dive(relaxation, propagation, from: root, leaders, incumbent, guide: .vertex, part: 0.5)
          try dive.run(budget, most: 10_000)
        }
      }
      if let point = incumbent.point {
        found += 1
        #expect(problem.isSatisfied(by: point))
      }
    }
    #expect(found >= 98, "\(found)")
    // Only the conflict-driven dive hands its remaining columns to a separate search.
    #expect((asked > 0) == isGuidedByProofs)
  }

  @Test func aKernelHoldsWhatTheVertexUsesAndAFewOfTheRest() throws {
    var random = SplitMix64(state: 16)
    var left = 0
    for trial in 0..<200 {
      let problem = payments(&random)
      let (leaders, _) = leading(in: problem)
      let known = (0..<problem.columnCount).map { _ in random.chance(20) ? 1.0 : 0 }
      try GLPKSolver().withEngine(problem.relaxation, memoryLimitMiB: nil) { (engine) throws(EngineFault) in
        let relaxation = Relaxation(problem, engine, Budget(SolveRequest()))
        guard try relaxation.solve(method: .primal) == .optimal else { return }
        let kernel = KernelColumns(relaxation, leaders, known: known, ofEachLeader: 1)
        for j in 0..<problem.columnCount where !kernel.holds[j] {
          #expect(relaxation.point.values[j] <= 1e-9 && known[j] == 0, "trial \(trial)")
        }
        for leader in 0..<problem.columnCount {
          let own = (0..<problem.columnCount).filter { leaders.isFollower($0) && leaders.first(of: $0) == leader }
          #expect(own.isEmpty || own.contains { kernel.holds[$0] }, "trial \(trial)")
        }
        left += kernel.holds.count { !$0 }
      }
    }
    #expect(left > 100)
  }

  @Test func mandatoryRowsRequireTheLeadersThatCanServeThem() {
    var random = SplitMix64(state: 17)
    var called = 0
    for trial in 0..<200 {
      var problem = payments(&random)
      let (leaders, _) = leading(in: problem)
      #expect(!(0..<problem.columnCount).contains(where: MandatoryRows(problem, leaders).mayNeed))
      // One row forces some payments, with its signs reversed; another row limits others.
      let payers = (0..<problem.columnCount).filter { !problem.isInteger[$0] && random.chance(20) }
      let others = (0..<problem.columnCount).filter { !problem.isInteger[$0] && random.chance(20) }
      if !payers.isEmpty {
        problem.rows.append(LinearRow(columns: payers, values: payers.map { _ in -1 }, upper: -0.5))
      }
      if !others.isEmpty { problem.rows.append(LinearRow(columns: others, values: others.map { _ in 1 }, upper: 0.5)) }
      let mandatory = MandatoryRows(problem, leaders)
      // In column order a payment comes right before the binary column that allows it.
      let projects = payers.map { leaders.first(of: $0 + 1) }
      for j in 0..<problem.columnCount { #expect(mandatory.mayNeed(j) == projects.contains(j), "trial \(trial)") }
      called += Set(projects).count
    }
    #expect(called > 100)
  }

  @Test func leadersOfARowAreDecidedAgainWhereThatIsBetter() throws {
    var random = SplitMix64(state: 19)
    var better = 0
    for trial in 0..<20 {
      let problem = payments(&random, funds: 2...2, projects: 24...30)
      // The search stops before it looks for points.
      var settings = Search.Settings()
      settings.mostWork = 0
      let incumbent = emptyIncumbent(of: problem)
      let search = Search(problem, incumbent, Budget(SolveRequest()), GLPKSolver(), settings)
      _ = try search.run()
      incumbent.offer([Double](repeating: 0, count: problem.columnCount))
      let before = incumbent.objective
      search.settings.mostWork = .max
      try search.improveRowByRow([Double](repeating: 1, count: problem.columnCount))
      #expect(incumbent.objective <= before && problem.isSatisfied(by: incumbent.point!), "trial \(trial)")
      if incumbent.objective < before { better += 1 }
    }
    #expect(better > 10, "\(better)")
  }

  /// Searches small problems as if they were large, with their core problems and the rows that leaders share.
  @Test func aProblemThatIsSearchedAsACityIsHasTheSameOptimum() throws {
    var random = SplitMix64(state: 18)
    var shared = 0
    for trial in 0..<30 {
      let problem = payments(&random, funds: 2...3, projects: 12...16)
      let (leaders, _) = leading(in: problem)
      let owners = LeaderAssignment(problem, leaders)
      shared += problem.rows.count { $0.columns.count >= 10 && owners.isShared($0) }
      let optima = try [Int.max, 0].map { (least) throws -> Double in
        var settings = Search.Settings()
        (settings.leastSiftedColumns, settings.leastCoreColumns) = (least, least)
        let incumbent = emptyIncumbent(of: problem)
        let ending = try Search(problem, incumbent, Budget(SolveRequest()), GLPKSolver(), settings).run()
        #expect(ending == .proven)
        return incumbent.objective
      }
      #expect(abs(optima[0] - optima[1]) < 1e-6, "trial \(trial): \(optima)")
    }
    #expect(shared > 5)
  }
}

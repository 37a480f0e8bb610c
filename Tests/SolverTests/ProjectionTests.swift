import BranchAndCut
import GLPKSolver
import IntegerProgram
import Model
import Testing

/// Projects that need minutes from crews able to give them; the minutes have no cost.
private struct Staffing {
  let values: [Int]
  let needs: [Int]
  let capacities: [Int]
  /// By project, the crews that may work on it.
  let able: [[Int]]

  init(using random: inout SplitMix64) {
    values = (0..<Int.random(in: 1...7, using: &random)).map { _ in Int.random(in: 1...20, using: &random) }
    needs = values.map { _ in Int.random(in: 0...9, using: &random) }
    let crews = Int.random(in: 1...5, using: &random)
    capacities = (0..<crews).map { _ in Int.random(in: 0...9, using: &random) }
    able = values.map { _ in (0..<crews).filter { _ in Int.random(in: 0..<5, using: &random) < 2 } }
  }

  /// `sum of minutes(c,p) = need(p) carry-out(p)`, `sum of minutes(c,p) <= capacity(c)`.
  var program: Program {
    var program = Program(sense: .maximize)
    let carried = values.indices.map {
      program.addColumn(Column(Meaning("carry-out", ["\($0)"]), .integer, lower: 0, upper: 1))
    }
    program.objective.terms = zip(carried, values).map { Term($0, Double($1)) }
    var given = capacities.map { _ in [Term]() }
    for p in values.indices {
      var terms = [Term(carried[p], -Double(needs[p]))]
      for c in able[p] {
        let minutes = program.addColumn(
          Column(Meaning("minutes", ["\(c)", "\(p)"]), lower: 0, upper: Double(capacities[c])))
        terms.append(Term(minutes, 1))
        given[c].append(Term(minutes, 1))
      }
      program.addRow(Row(Meaning("need", ["\(p)"]), terms, lower: 0, upper: p % 2 == 0 ? 0 : .infinity))
    }
    for c in capacities.indices {
      program.addRow(Row(Meaning("capacity", ["\(c)"]), given[c], upper: Double(capacities[c])))
    }
    return program
  }

  /// By Hall's theorem a set can be staffed if no subset needs more than the capacity of all crews that may work on any
  /// of it.
  private func isPossible(_ set: Int) -> Bool {
    (0...set).allSatisfy { subset in
      guard subset & set == subset else { return true }
      let projects = values.indices.filter { subset >> $0 & 1 == 1 }
      let crews = Set(projects.flatMap { able[$0] })
      return projects.reduce(0) { $0 + needs[$1] } <= crews.reduce(0) { $0 + capacities[$1] }
    }
  }

  var best: Int {
    (0..<(1 << values.count)).filter(isPossible).map { set in
      values.indices.reduce(0) { $0 + (set >> $1 & 1) * values[$1] }
    }.max()!
  }
}

@Suite struct ProjectionTests {
  /// A solver that projects out every part it can.
  private let projecting = BranchAndCut(engine: GLPKSolver(), columnsPerTie: 0)

  @Test func jointStaffingFollowsHallsTheorem() throws {
    var random = SplitMix64(state: 35)
    for trial in 0..<1500 {
      let staffing = Staffing(using: &random)
      let program = staffing.program
      guard case .optimal(let solution) = try projecting.solve(program, SolveRequest(relativeGap: 0)) else {
        Issue.record("trial \(trial)")
        continue
      }
      #expect(solution.objective == Double(staffing.best), "trial \(trial)")
      #expect(solution.bound == Double(staffing.best), "trial \(trial)")
      #expect(try FlatProgram(program).isSatisfied(by: solution.values), "trial \(trial)")
    }
  }

  @Test func oddNumbersAreProjectedAsTheyAreSolved() throws {
    var random = SplitMix64(state: 36)
    for trial in 0..<3000 {
      let odd = OddProgram(using: &random)
      odd.judge(try projecting.solve(odd.program, SolveRequest(relativeGap: 0)), trial)
    }
  }
}

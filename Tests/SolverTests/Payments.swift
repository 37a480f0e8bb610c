import IntegerProgram
import Model

@testable import BranchAndCut

/// A problem of payments from funds to projects: each is 0 or at least a tenth of the project, and few funds pay for
/// one.
func payments(
  _ random: inout SplitMix64, funds: ClosedRange<Int> = 2...4, projects: ClosedRange<Int> = 2...6
) -> Problem {
  let (funds, projects) = (Int.random(in: funds, using: &random), Int.random(in: projects, using: &random))
  var problem = Problem(objective: [], constant: 0, lower: [], upper: [], isInteger: [], rows: [])
  func column(_ cost: Double, isInteger: Bool = true, upper: Double = 1) -> Int {
    problem.objective.append(cost)
    problem.lower.append(0)
    problem.upper.append(upper)
    problem.isInteger.append(isInteger)
    return problem.columnCount - 1
  }
  var spent = [LinearRow](repeating: LinearRow(), count: funds)
  for f in spent.indices { spent[f].upper = Double(Int.random(in: 1...12, using: &random)) }
  for _ in 0..<projects {
    let cost = Double(Int.random(in: 1...9, using: &random))
    let y = column(-Double(Int.random(in: 1...9, using: &random)))
    var full = LinearRow(columns: [y], values: [-cost], lower: 0, upper: 0)
    var most = LinearRow(columns: [y], values: [-2], upper: 0)
    for f in 0..<funds where Bool.random(using: &random) {
      let x = column(0, isInteger: false, upper: cost)
      let z = column(0)
      problem.rows.append(LinearRow(columns: [x, z], values: [1, -cost], upper: 0))
      problem.rows.append(LinearRow(columns: [x, z], values: [1, -cost / 10], lower: 0))
      problem.rows.append(LinearRow(columns: [z, y], values: [1, -1], upper: 0))
      full.columns.append(x)
      full.values.append(1)
      most.columns.append(z)
      most.values.append(1)
      spent[f].columns.append(x)
      spent[f].values.append(1)
    }
    problem.rows += [full, most]
  }
  problem.rows += spent
  return problem
}

/// The leaders of a problem, with the propagation that found them.
func leading(in problem: Problem) -> (Leaders, Propagation) {
  var propagation = Propagation(problem)
  return (Leaders(problem, &propagation, Domain(problem, propagation.index)), propagation)
}

/// An incumbent without a point.
func emptyIncumbent(of problem: Problem) -> Incumbent {
  Incumbent(problem, problem, Postsolve(keepingAll: problem), relativeGap: 0)
}

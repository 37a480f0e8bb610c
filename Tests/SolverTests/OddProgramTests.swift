import IntegerProgram
import Model
import Testing

/// Small random programs with numbers as they occur in real lists: huge and tiny, zero and equal, with free and
/// unbounded columns, without rows, without columns.
struct OddProgram {
  var program: Program
  /// The continuous column, if there is one; all others are integer, with finite bounds and few points between them.
  var continuous: ColumnID?

  init(using random: inout SplitMix64) {
    program = Program(sense: Bool.random(using: &random) ? .maximize : .minimize)
    let scale = Self.scale(&random)
    let equal = Double(Int.random(in: -3...3, using: &random))
    let allEqual = Int.random(in: 0..<4, using: &random) == 0
    for index in 0..<Int.random(in: 0...5, using: &random) {
      let lower = Double(Int.random(in: -2...1, using: &random))
      let column = program.addColumn(
        Column(
          Meaning("x", ["\(index)"]), .integer, lower: lower,
          upper: lower + Double(Int.random(in: 0...3, using: &random))))
      let cost = allEqual ? equal : Double(Int.random(in: -9...9, using: &random))
      program.objective.terms.append(Term(column, cost * scale))
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      let isOpen = (Bool.random(using: &random), Bool.random(using: &random))
      let column = program.addColumn(
        Column(Meaning("y"), lower: isOpen.0 ? -.infinity : -2.5, upper: isOpen.1 ? .infinity : 3.25))
      program.objective.terms.append(Term(column, Double(Int.random(in: -2...2, using: &random)) * scale))
      continuous = column
    }
    program.objective.constant = Double(Int.random(in: -2...2, using: &random)) * scale
    for row in 0..<Int.random(in: 0...5, using: &random) {
      let scale = Self.scale(&random)
      var terms: [Term] = []
      for index in program.columns.indices where Bool.random(using: &random) {
        terms.append(Term(ColumnID(index), Double(Int.random(in: -6...6, using: &random)) * scale))
      }
      let lower = Double(Int.random(in: -12...4, using: &random))
      let kind = Int.random(in: 0..<4, using: &random)
      program.addRow(
        Row(
          Meaning("row", ["\(row)"]), terms, lower: kind == 0 ? -.infinity : lower * scale,
          upper: kind == 1
            ? .infinity : (kind == 2 ? lower : lower + Double(Int.random(in: 0...14, using: &random))) * scale
        ))
    }
  }

  /// Powers of two, so that the exhaustive search computes exactly.
  private static func scale(_ random: inout SplitMix64) -> Double {
    [1, 1, 1, 0x1p-9, 0x1p30, 0x1p12].randomElement(using: &random)!
  }

  enum Truth: Equatable { case infeasible, unbounded, optimum(Double) }

  /// The answer of an exhaustive search over the integer columns; each of their points leaves an interval for the
  /// continuous one.
  var truth: Truth {
    var best: Double?
    let sign: Double = program.objective.sense == .maximize ? 1 : -1
    let wholes = program.columns.indices.filter { program.columns[$0].kind == .integer }
    var point = program.columns.map { $0.kind == .integer ? $0.lower : 0 }
    while true {
      var low = -Double.infinity
      var high = Double.infinity
      if let continuous {
        low = program[continuous].lower
        high = program[continuous].upper
      }
      var isEmpty = false
      for row in program.rows {
        var sum = 0.0
        var slope = 0.0
        for term in row.terms {
          if term.column == continuous {
            slope = term.coefficient
          } else {
            sum += term.coefficient * point[term.column.index]
          }
        }
        if slope == 0 {
          if sum < row.lower || sum > row.upper { isEmpty = true }
        } else {
          let ends = [(row.lower - sum) / slope, (row.upper - sum) / slope]
          low = max(low, ends.min()!)
          high = min(high, ends.max()!)
        }
      }
      if !isEmpty, low <= high {
        var value = program.objective.constant
        for term in program.objective.terms where term.column != continuous {
          value += term.coefficient * point[term.column.index]
        }
        if let continuous {
          let cost = program.objective.terms.first { $0.column == continuous }!.coefficient
          if cost != 0 {
            let end = sign * cost > 0 ? high : low
            if end.isInfinite { return .unbounded }
            value += cost * end
          }
        }
        best = best.map { sign * max(sign * $0, sign * value) } ?? value
      }
      guard let turn = wholes.first(where: { point[$0] < program.columns[$0].upper }) else { break }
      for index in wholes where index < turn { point[index] = program.columns[index].lower }
      point[turn] += 1
    }
    return best.map { .optimum($0) } ?? .infeasible
  }

  /// Expects an outcome without a limit to agree with the exhaustive search.
  func judge(_ outcome: Outcome, _ trial: Int) {
    let truth = truth
    switch outcome {
    case .infeasible: #expect(truth == .infeasible, "trial \(trial)")
    case .unbounded: #expect(truth == .unbounded, "trial \(trial)")
    case .optimal(let solution):
      guard case .optimum(let value) = truth else {
        Issue.record("trial \(trial): \(solution.objective) for \(truth)")
        return
      }
      let size = max(1, program.objective.terms.map { abs($0.coefficient) }.max() ?? 1)
      #expect(abs(solution.objective - value) <= 1e-6 * size, "trial \(trial)")
      #expect(abs(solution.bound - value) <= 1e-6 * size, "trial \(trial)")
    case .feasible, .undecided: Issue.record("trial \(trial) has no answer without a limit")
    }
  }
}

@Suite struct OddProgramTests {
  @Test(arguments: solvers) func oddNumbersGiveTheExhaustiveOptimum(_ solver: any Solver) throws {
    var random = SplitMix64(state: 11)
    for trial in 0..<3000 {
      let odd = OddProgram(using: &random)
      odd.judge(try solver.solve(odd.program, SolveRequest(relativeGap: 0)), trial)
    }
  }
}

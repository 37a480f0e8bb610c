import ExactProgram
import IntegerProgram

/// Finds the best point of a small program by enumerating its decisions, with exact propagation after each. No bound
/// in doubles prunes the tree. The amounts that remain once all decisions are fixed are solved and repaired as usual.
///
/// It is meant for programs on which a solver with tolerances may be wrong: coefficients too far apart for a double,
/// or a claim of infeasibility. On any other program it takes far longer than branch and bound on linear programs.
/// - Complexity: At most `most` nodes, each a small multiple of O(terms).
struct DecisionSearch {
  private let stage: StageSolve
  private(set) var best: (point: [Int128], value: Int128)?
  private var left: Int

  /// Prepares a search of at most `most` nodes.
  /// - Parameter known: The incumbent and its objective value.
  init(_ stage: StageSolve, knowing known: (point: [Int128], value: Int128)?, most: Int = 4000) {
    self.stage = stage
    best = known
    left = most
  }

  /// Searches a program with at most 60 open decisions and 300 columns.
  /// - Returns: Whether `best` is proven optimal, or, where it is nil, infeasibility is proven.
  mutating func run(_ exact: ExactProgram) -> Bool {
    let open = exact.columns.count { $0.nature == .choice && $0.lower < $0.upper }
    guard open <= 60, exact.columns.count <= 300 else { return false }
    return visit(exact)
  }

  private mutating func visit(_ program: ExactProgram) -> Bool {
    left -= 1
    guard left >= 0 else { return false }
    var program = program
    if let best { stage.demandBetter(than: best.value, in: &program) }
    guard let tightened = program.tightened() else { return true }
    let open = tightened.columns.indices.filter {
      tightened.columns[$0].nature == .choice && tightened.columns[$0].lower < tightened.columns[$0].upper
    }
    guard let column = open.min(by: { rank($0, tightened) < rank($1, tightened) }) else { return settle(tightened) }
    return split(tightened, at: column)
  }

  private mutating func split(_ program: ExactProgram, at column: Int) -> Bool {
    let (lower, upper) = (program.columns[column].lower, program.columns[column].upper)
    let middle = floorDivide(lower + upper, 2)
    // The upper half comes first, unless a larger value worsens the objective.
    let gain = stage.stage.objective.coefficient(of: column) * (stage.stage.sense == .maximize ? 1 : -1)
    let halves = gain < 0 ? [(lower, middle), (middle + 1, upper)] : [(middle + 1, upper), (lower, middle)]
    for (low, high) in halves {
      var half = program
      half.bound(column, low, high)
      guard visit(half) else { return false }
    }
    return true
  }

  /// The order of branching: the highest priority first, then the order of the columns.
  private func rank(_ column: Int, _ program: ExactProgram) -> (Int, Int) {
    (-program.columns[column].branchingPriority, column)
  }

  /// Solves for the amounts with all decisions fixed, until there are no better ones. Where the solver cannot decide,
  /// the search branches on the amount with the narrowest range.
  /// - Returns: false where the node limit is reached first, or nothing is left to branch on.
  private mutating func settle(_ decided: ExactProgram) -> Bool {
    var program = decided
    while left > 0 {
      left -= 1
      guard let tightened = program.tightened() else { return true }
      do throws(SolverFault) {
        guard let found = try stage.amounts(in: tightened) else { return true }
        best = found
      } catch {
        let wide = tightened.columns.indices.filter { tightened.columns[$0].lower < tightened.columns[$0].upper }
        func width(_ column: Int) -> Int128 { tightened.columns[column].upper - tightened.columns[column].lower }
        guard let column = wide.min(by: { (width($0), $0) < (width($1), $1) }) else { return false }
        return split(tightened, at: column)
      }
      stage.demandBetter(than: best!.value, in: &program)
    }
    return false
  }
}

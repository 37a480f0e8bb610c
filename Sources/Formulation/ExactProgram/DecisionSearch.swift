import IntegerProgram

/// The best point of a small program by trying every decision, with bounds drawn in exactly after each: what doubles say of
/// the whole is not asked, and the amounts that are left when all is decided are brought home as ever.
///
/// For programs on which a solver with tolerances may be wrong: numbers that are too far apart for a double, or a verdict
/// that there is nothing. On any other this would take far longer than a search by bounds of linear programs.
/// - Complexity: At most `most` nodes, each O(terms) times a few.
struct DecisionSearch {
  private let stage: StageSolve
  private(set) var best: (point: [Int128], value: Int128)?
  private var left: Int

  /// - Parameter known: A point that is to be bettered, and its value.
  init(_ stage: StageSolve, knowing known: (point: [Int128], value: Int128)?, most: Int = 4000) {
    self.stage = stage
    best = known
    left = most
  }

  /// - Returns: Whether `best` is proven: there is no better point, or none at all where it is nil.
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
    // What is done is tried before what is not, unless the objective counts it as a loss.
    let gain = stage.stage.objective.coefficient(of: column) * (stage.stage.sense == .maximize ? 1 : -1)
    let halves = gain < 0 ? [(lower, middle), (middle + 1, upper)] : [(middle + 1, upper), (lower, middle)]
    for (low, high) in halves {
      var half = program
      half.bound(column, low, high)
      guard visit(half) else { return false }
    }
    return true
  }

  /// What is carried out comes before its scale, and both before who pays.
  private func rank(_ column: Int, _ program: ExactProgram) -> (Int, Int) {
    switch program.columns[column].meaning.rule {
    case "carry-out": (0, column)
    case "source": (2, column)
    default: (1, column)
    }
  }

  /// The best amounts where all is decided, asked for again until there are no better ones; where it cannot be told whether
  /// there are any, amounts are split, too, the narrowest first.
  /// - Returns: false where that is too much.
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

import IntegerProgram

/// The limits of a solve, shared by all its parts, and the work spent so far.
///
/// Unless a time limit is given, only work counts: the same work limit gives the same answer on every machine.
final class Budget {
  /// Simplex iterations, plus one for each call of the engine, plus one or more for each node of a tree.
  private(set) var work = 0
  let workLimit: Int
  private let deadline: ContinuousClock.Instant?
  private let interruption: Interruption?
  /// The first limit that was reached; the solve stops there.
  private(set) var limit: Limit?

  init(_ request: SolveRequest) {
    workLimit = request.workLimit ?? .max
    deadline = request.timeLimit.map { ContinuousClock().now.advanced(by: $0) }
    interruption = request.interruption
  }

  func spend(_ iterations: Int) { work += iterations + 1 }

  func stop(_ reason: Limit) { limit = limit ?? reason }

  /// Whether a limit is reached.
  var isSpent: Bool {
    if limit != nil { return true }
    if interruption?.isRaised == true {
      limit = .interruption
    } else if work >= workLimit {
      limit = .work
    } else if let deadline, ContinuousClock().now >= deadline {
      limit = .time
    }
    return limit != nil
  }
}

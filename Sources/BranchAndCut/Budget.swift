import IntegerProgram

/// What a solve may still spend, shared by all its parts, and the way out when it is spent.
///
/// Only work decides anything unless a time limit was given: the same work limit gives the same answer on every machine.
final class Budget {
  /// Simplex iterations, and one for each linear program solved.
  private(set) var work = 0
  let workLimit: Int
  private let deadline: ContinuousClock.Instant?
  private let interruption: Interruption?
  /// The first limit that was met; nothing goes on after it.
  private(set) var limit: Limit?

  init(_ request: SolveRequest) {
    workLimit = request.workLimit ?? .max
    deadline = request.timeLimit.map { ContinuousClock().now.advanced(by: $0) }
    interruption = request.interruption
  }

  func spend(_ iterations: Int) { work += iterations + 1 }

  func stop(_ reason: Limit) { limit = limit ?? reason }

  /// Whether a limit was met.
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

import Synchronization

/// How many of several questions are answered, shown as progress.
final class AnswerCount: Sendable {
  private let done: Atomic<Int>
  private let all: Int

  /// Shows how many are answered to begin with.
  init(_ done: Int = 0, of all: Int) {
    self.done = Atomic(done)
    self.all = all
    runReport.show(.answered(done, of: all))
  }

  /// The number of answers.
  var value: Int { done.load(ordering: .relaxed) }

  /// Counts and shows one more answer.
  func add() { runReport.show(.answered(done.wrappingAdd(1, ordering: .relaxed).newValue, of: all)) }
}

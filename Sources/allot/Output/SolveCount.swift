import Foundation
import Model
import Synchronization

/// How many of several like things are done, shown as progress with the time that is left.
final class SolveCount: Sendable {
  private struct State {
    var done = 0
    /// Those that this run did, of which the time for one is known.
    var solved = 0
  }

  private let state = Mutex(State())
  private let words: Bilingual
  private let all: Int
  private let began = ContinuousClock.now

  /// Shows that none is done.
  /// - Parameter words: What is being done, without a full stop.
  init(_ words: Bilingual, of all: Int) {
    (self.words, self.all) = (words, all)
    runReport.show(ProgressStep(words, count: (0, all)))
  }

  /// Counts and shows some more.
  /// - Parameter isSolved: Whether this run did them; otherwise an earlier one did.
  func add(_ more: Int = 1, isSolved: Bool) {
    let now = state.withLock { state in
      state.done += more
      if isSolved { state.solved += more }
      return state
    }
    var words = words
    if now.solved > 0, now.done < all {
      let each = (ContinuousClock.now - began) / now.solved
      let minutes = (each * (all - now.done)).components.seconds / 60
      words =
        minutes == 0
        ? Bilingual("\(words.zh)（还需不到 1 分钟）", "\(words.en) (less than a minute left)")
        : Bilingual("\(words.zh)（约还需 \(minutes + 1) 分钟）", "\(words.en) (about \(minutes + 1) min left)")
    }
    runReport.show(ProgressStep(words, count: (now.done, all)))
  }
}

extension ProgressStep {
  /// The search for the plan of least regret.
  static func regretting(_ done: Int, of all: Int) -> ProgressStep {
    ProgressStep(Bilingual("正在找后悔最小的一组项目", "looking for the projects of least regret"), count: (done, all))
  }
}

// Its timers may be used from any thread, though their type does not say so.
@preconcurrency import Dispatch
import Foundation
import Model
import Synchronization

/// Shows progress on standard error: one line that is rewritten on a terminal, elsewhere whole lines at growing
/// distances. The log gets the latter.
///
/// A timer shows the latest step, so that reporting a step costs the search next to nothing.
final class ProgressMeter: Sendable {
  private struct State {
    var step: ProgressStep?
    /// The text of the last line that was written or rewritten.
    var shown = ""
    var isOnTerminal = false
    var isStopped = false
    var nextLine = firstLine
    var lastLine: ProgressStep?
  }

  /// A run that ends sooner writes no line of progress.
  private static let firstLine = Duration.seconds(3)
  private static let firstOnTerminal = Duration.milliseconds(300)

  private let state = Mutex(State())
  private let language: Language
  private let isShown: Bool
  private let isTerminal: Bool
  private let began = ContinuousClock.now
  private let timer: any DispatchSourceTimer

  /// - Parameter isShown: Whether standard error gets the lines, not only the log.
  init(_ language: Language, isShown: Bool) {
    (self.language, self.isShown) = (language, isShown)
    isTerminal = isShown && isatty(STDERR_FILENO) == 1
    timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { [weak self] in self?.tick() }
    timer.schedule(deadline: .now() + 0.3, repeating: .milliseconds(200))
    timer.resume()
  }

  /// Shows a step. A count stays: what the solves of each of many questions do would hide it.
  func show(_ step: ProgressStep) {
    state.withLock { state in
      if state.step?.count == nil || step.count != nil { state.step = step }
    }
  }

  /// Removes the line from a terminal for good.
  func stop() {
    timer.cancel()
    state.withLock { state in
      clear(&state)
      state.isStopped = true
    }
  }

  /// Writes something else where the line is on a terminal; the next tick shows it again below.
  func withoutLine(_ write: () -> Void) {
    state.withLock { state in
      clear(&state)
      write()
    }
  }

  private func clear(_ state: inout State) {
    if state.isOnTerminal { rewriteLine("") }
    (state.isOnTerminal, state.shown) = (false, "")
  }

  private func tick() {
    let elapsed = ContinuousClock.now - began
    let line: ProgressStep? = state.withLock { state in
      guard let step = state.step, !state.isStopped else { return nil }
      let text = step.text(language)
      if isTerminal, elapsed >= Self.firstOnTerminal, text != state.shown {
        rewriteLine(text)
        (state.isOnTerminal, state.shown) = (true, text)
      }
      guard elapsed >= state.nextLine, step != state.lastLine else { return nil }
      // At least five seconds apart, and ever further: some thirty lines in an hour.
      state.nextLine = elapsed + max(.seconds(5), elapsed / 4)
      state.lastLine = step
      if isShown, !isTerminal { writeLines(text) }
      return step
    }
    guard let line else { return }
    var gap: Double?
    if case .within(let known) = line.search { gap = known }
    runReport.record(
      .progress,
      LogEntry.Progress(text: line.text(language), gap: gap, done: line.count?.done, all: line.count?.all))
  }
}

import Dispatch
import Foundation
import IntegerProgram
import Synchronization

/// Converts SIGINT, SIGTERM and SIGHUP to an interruption that the solver reads.
///
/// Further signals are ignored, as `timeout` and a closing session send two at once. Only Control-C more than two
/// seconds after the first signal ends the process at once, unless a plan is being written.
final class InterruptWatch {
  /// The signals received, and whether a plan is being written.
  final class Signals: Sendable {
    private struct State {
      var first: ContinuousClock.Instant?
      var isSavingPlan = false
    }

    private let state = Mutex(State())

    func receive(_ number: Int32) {
      let now = ContinuousClock.now
      // The process ends while the lock is held, so never after `beginSavingPlan` has returned.
      state.withLock { state in
        if number == SIGINT, !state.isSavingPlan, let first = state.first, now - first > .seconds(2) {
          runReport.end(status: 130)
          _exit(130)
        }
        state.first = state.first ?? now
      }
    }

    /// Marks that a plan exists: until ``endSavingPlan()``, no signal ends the process.
    func beginSavingPlan() { state.withLock { $0.isSavingPlan = true } }

    func endSavingPlan() { state.withLock { $0.isSavingPlan = false } }
  }

  let signals = Signals()
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    // `nohup` ignores SIGHUP; it stays ignored.
    let watched = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])
    sources = watched.map { [signals] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signals.receive(number)
        interruption.raise()
      }
      source.resume()
      return source
    }
  }

  func stop() { sources.forEach { $0.cancel() } }
}

private func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  guard sigaction(number, nil, &action) == 0 else { return false }
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

import Dispatch
import Formulation
import Foundation
import IntegerProgram
import Synchronization

/// Turns Control-C and a polite kill into an interruption that the solver reads; a second one ends the process at once.
final class InterruptWatch {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if interruption.isRaised { _exit(130) }
        interruption.raise()
      }
      source.resume()
      return source
    }
  }

  func stop() { sources.forEach { $0.cancel() } }
}

/// One line on a terminal's standard error, rewritten a few times a second; nothing at all in a pipe.
final class ProgressMeter: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  init?() { guard isatty(STDERR_FILENO) == 1 else { return nil } }

  func show(_ moment: StageProgress) {
    let now = ContinuousClock().now
    let isDue = last.withLock { last in
      if let before = last, now - before < .milliseconds(200) { return false }
      last = now
      return true
    }
    guard isDue else { return }
    func text(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "–" }
    var line = "\(moment.stage): \(text(moment.value)) ≤ \(text(moment.bound))"
    if let value = moment.value, let bound = moment.bound, value != 0 {
      line += String(format: "  %.3f%%", abs(bound - value) / abs(value) * 100)
    }
    rewriteLine(line)
  }

  func clear() { rewriteLine("") }
}

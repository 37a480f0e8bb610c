import Allotment
import Formulation
import Foundation
import Model
import Synchronization

/// What the process tells of its run besides the answer: messages on standard error, progress and the log.
///
/// There is one for the process, as there is one standard error.
final class RunReport: Sendable {
  private struct State {
    var isQuiet = false
    var log: RunLog?
    var language = Language.en
    var began = ContinuousClock.now
    var meter: ProgressMeter?
  }

  private let state = Mutex(State())

  /// Begins the report of a command with its options.
  /// - Throws: ``WriteFault`` if the log cannot be opened.
  func begin(_ options: RunOptions, command: String, arguments: [String], _ language: Language) throws(WriteFault) {
    let log: RunLog?
    if let path = options.log { log = try RunLog(path) } else { log = nil }
    state.withLock { state in
      state.isQuiet = options.quiet
      state.log = log
      state.language = language
    }
    record(.runStarted, LogEntry.RunStarted(arguments: arguments, command: command, process: getpid()))
    // With a log, progress is also recorded there where standard error has none of it.
    guard !options.quiet || log != nil else { return }
    let meter = ProgressMeter(language, isShown: !options.quiet)
    state.withLock { $0.meter = meter }
  }

  /// Ends the report with the exit status.
  func end(status: Int32) {
    endProgress()
    let began = state.withLock { $0.began }
    record(.runEnded, LogEntry.RunEnded(status: status, seconds: (ContinuousClock.now - began).seconds))
  }

  /// Whether only errors are written to standard error.
  var isQuiet: Bool { state.withLock { $0.isQuiet } }

  var hasLog: Bool { state.withLock { $0.log != nil } }

  /// Appends an event to the log, if there is one. A log that can no longer be written is told once; the run goes on.
  /// - Parameter body: What the line holds; worked out only where there is a log.
  func record<Body: Encodable>(_ event: LogEvent, _ body: @autoclosure () -> Body) {
    let (log, language) = state.withLock { ($0.log, $0.language) }
    guard let log, let reason = log.append(event, body()) else { return }
    writeToTerminal(
      language == .zh
        ? "日志 \(log.path.printable) 写不下去（\(reason)），以后的经过不再记入；运行照常进行。"
        : "the log \(log.path.printable) can no longer be written (\(reason)) and ends here; the run goes on.")
  }

  /// Shows what is being done, until the next step or the end of progress.
  func show(_ step: ProgressStep) { state.withLock { $0.meter }?.show(step) }

  /// Ends progress, before the answer is printed.
  func endProgress() {
    let meter = state.withLock { state in
      defer { state.meter = nil }
      return state.meter
    }
    meter?.stop()
  }

  /// Writes a message below the line of progress.
  func writeToTerminal(_ text: String) {
    if let meter = state.withLock({ $0.meter }) {
      meter.withoutLine { writeLines(text) }
    } else {
      writeLines(text)
    }
  }
}

let runReport = RunReport()

/// Writes an error to standard error, and to the log.
func writeError(_ text: String) {
  runReport.writeToTerminal(text)
  runReport.record(.failure, LogEntry.Told(text: text))
}

/// Writes a note or a warning to standard error, unless it is to be quiet, and to the log.
func writeNote(_ text: String) {
  if !runReport.isQuiet { runReport.writeToTerminal(text) }
  runReport.record(.note, LogEntry.Told(text: text))
}

/// Writes findings to standard error, only the errors among them where it is to be quiet, and all of them to the log.
/// - Parameter most: The warnings of one code that are written; nil for all.
func writeFindings(_ findings: [Finding], most: Int?, _ language: Language) {
  let told = runReport.isQuiet ? findings.filter { $0.severity == .error } : findings
  for text in told.texts(most: most, language) { runReport.writeToTerminal(text) }
  for finding in findings { runReport.record(.finding, LogEntry.Found(finding: .init(finding))) }
}

/// Shows and records the beginning or the end of a stage of a plan.
func record(of event: StageEvent) {
  switch event {
  case .begun(let name):
    runReport.show(ProgressStep(begun: name))
    runReport.record(.stageBegun, LogEntry.StageBegun(stage: name.rawValue))
  case .ended(let stage): runReport.record(.stageEnded, LogEntry.StageEnded(stage))
  }
}

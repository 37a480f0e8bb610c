import Allotment
import Foundation
import Intake
import Model
import Synchronization

/// The events of a log. The raw values are the names as the log writes them; docs/schemas/log.schema.json says what each
/// holds.
enum LogEvent: String, CaseIterable {
  case runStarted = "run-started"
  case listsRead = "lists-read"
  case planRead = "plan-read"
  case finding
  case note
  case failure
  case stageBegun = "stage-begun"
  case stageEnded = "stage-ended"
  case progress
  case planWritten = "plan-written"
  case outputWritten = "output-written"
  case answerGiven = "answer-given"
  case runEnded = "run-ended"
}

/// The file of `--log`: one JSON object on each line.
///
/// Each line is appended by one system call, so that lines of runs at the same time never mix; `run` tells them apart.
final class RunLog: Sendable {
  /// The beginning of every log, by which a file is known as one.
  private static let mark = "{\"arguments\":["

  let path: String
  private let descriptor: Int32
  /// Tells the lines of this run from those of others; sixteen hexadecimal digits.
  private let run = String(format: "%016lx", UInt64.random(in: 0...UInt64.max))
  /// Whether lines can still be written, and whether the next one must first end a line that a full disk cut short.
  private let state: Mutex<(isOpen: Bool, endsLine: Bool)>

  /// Opens or creates a log; only its owner can read a new one, since findings quote cells.
  /// - Throws: ``WriteFault`` if it cannot be opened, or is a file that no run of allot began.
  init(_ path: String) throws(WriteFault) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw WriteFault(path: path, reason: String(cString: strerror(errno))) }
    var here = stat()
    guard fstat(descriptor, &here) == 0, here.st_mode & S_IFMT == S_IFREG, here.st_size > 0 else {
      state = Mutex((true, false))
      return
    }
    guard let ends = Self.ends(of: path), ends.head == Self.mark else {
      close(descriptor)
      throw WriteFault(
        path: path,
        reason: Bilingual("它不是 allot 写的日志；请另写一个文件名", "it is not a log that allot wrote; name another file"))
    }
    state = Mutex((true, ends.last != "\n"))
  }

  deinit { close(descriptor) }

  /// The first bytes of a file, as many as the mark has, and the last one.
  private static func ends(of path: String) -> (head: String, last: String)? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: mark.utf8.count), let end = try? handle.seekToEnd(), end > 0,
      (try? handle.seek(toOffset: end - 1)) != nil, let last = try? handle.read(upToCount: 1)
    else { return nil }
    return (String(decoding: head, as: UTF8.self), String(decoding: last, as: UTF8.self))
  }

  /// Appends one line.
  /// - Returns: Why the log ends here, the first time that a line cannot be written; nil otherwise. Later lines are
  ///   dropped.
  func append(_ event: LogEvent, _ body: some Encodable) -> String? {
    state.withLock { state in
      guard state.isOpen else { return nil }
      do {
        let text = try jsonText(Line(event: event, time: Self.now(), run: run, body: body)).printableJSON
        let bytes = Array(((state.endsLine ? "\n" : "") + text + "\n").utf8)
        var count: Int
        repeat { count = write(descriptor, bytes, bytes.count) } while count < 0 && errno == EINTR
        guard count != bytes.count else {
          state.endsLine = false
          return nil
        }
        state.isOpen = false
        return String(cString: strerror(count < 0 ? errno : ENOSPC))
      } catch {
        state.isOpen = false
        return "\(error)"
      }
    }
  }

  /// The time in UTC, to the millisecond.
  private static func now() -> String {
    Date().formatted(
      Date.ISO8601FormatStyle(
        dateSeparator: .dash, dateTimeSeparator: .standard, timeZoneSeparator: .omitted,
        includingFractionalSeconds: true,
        timeZone: .gmt))
  }

  private struct Line<Body: Encodable>: Encodable {
    enum Key: CodingKey { case event, time, run }

    let event: LogEvent
    let time: String
    let run: String
    let body: Body

    func encode(to encoder: any Encoder) throws {
      try body.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(event.rawValue, forKey: .event)
      try container.encode(time, forKey: .time)
      try container.encode(run, forKey: .run)
    }
  }
}

import Allotment
import Explanation
import Foundation
import Intake
import Model
import Synchronization

/// Answers that a batch has found, kept beside the plan one a line, so that a later run need not find them again.
///
/// The first line names the plan with the lists that it was made from, and the work limit: where any of them changed,
/// nothing is reused.
final class KeptAnswers: Sendable {
  struct Entry: Codable {
    let question: String
    let zh: String
    let en: String
    let json: String
    /// Of all of it: a line that was edited is not read.
    var seal = ""

    var sealDue: String { sha256(Array([question, zh, en, json].joined(separator: "\u{0}").utf8)) }
  }

  private struct Head: Codable, Equatable {
    var schema = "allot-explanations-3"
    var plan: String
    var work: Int
  }

  private let entries: Mutex<[String: Entry]>
  private let path: String
  /// Held for as long as the answers are.
  private let lock: FileHandle

  /// - Throws: ``WriteFault`` where the file cannot be written, or another run is at work on the same plan.
  init(beside file: String, plan: Plan, workLimit: Int, _ language: Language) throws {
    path = (file as NSString).deletingLastPathComponent + "/explanations.jsonl"
    guard let lock = FileHandle(forReadingAtPath: file) else {
      throw WriteFault(path: path, reason: String(cString: strerror(errno)))
    }
    self.lock = lock
    guard flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw WriteFault(
        path: path,
        reason: language == .zh ? "另一次运行正在说明这个方案" : "another run is explaining this plan")
    }
    var timeless = plan
    timeless.timings = [:]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let head = Head(plan: sha256(Array(try encoder.encode(timeless))), work: workLimit)
    var found: [String: Entry] = [:]
    if let data = FileManager.default.contents(atPath: path) {
      let lines = data.split(separator: UInt8(ascii: "\n"))
      if let first = lines.first, (try? JSONDecoder().decode(Head.self, from: Data(first))) == head {
        // The last line may have been cut off.
        for line in lines.dropFirst() {
          guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)), entry.seal == entry.sealDue else {
            continue
          }
          found[entry.question] = entry
        }
      }
    }
    entries = Mutex(found)
    var text = try encoder.encode(head) + Data("\n".utf8)
    for entry in found.values.sorted(by: { $0.question < $1.question }) {
      text += try encoder.encode(entry) + Data("\n".utf8)
    }
    do { try text.write(to: URL(filePath: path), options: .atomic) } catch {
      throw WriteFault(path: path, reason: error.localizedDescription)
    }
  }

  subscript(question: String) -> Entry? { entries.withLock { $0[question] } }

  func keep(_ answer: Answer) throws {
    var entry = Entry(question: answer.question, zh: answer.text(.zh), en: answer.text(.en), json: answer.json())
    entry.seal = entry.sealDue
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(entry) + Data("\n".utf8)
    try entries.withLock { entries in
      entries[entry.question] = entry
      do {
        guard let handle = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteNoPermission) }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: line)
      } catch { throw WriteFault(path: path, reason: String(cString: strerror(errno))) }
    }
  }
}

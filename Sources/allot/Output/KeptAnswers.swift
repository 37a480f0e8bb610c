import Allotment
import Explanation
import Foundation
import Intake
import Model
import Synchronization

/// A cache of a batch's answers, kept beside the plan with one answer per line.
///
/// The first line, the head, says what the answers follow from. If any of it changed, nothing is reused. Each entry is
/// sealed together with the head, so that a line of another file of answers is not read wherever it stands.
final class KeptAnswers: Sendable {
  struct Entry: Codable {
    let question: String
    let zh: String
    let en: String
    let json: String
    /// The hash of the entry and of the head of its file. An edited line, or one of another file, is not read.
    var seal = ""

    /// The seal that fits the entry in a file with this head.
    func computedSeal(under head: Head) -> String {
      sha256(Array(([question, zh, en, json] + head.parts).joined(separator: "\u{0}").utf8))
    }
  }

  /// What the answers of a file follow from.
  struct Head: Codable, Equatable {
    var schema = keptAnswersSchema + "4"
    /// The version of allot, which words the answers.
    var version = allotVersion
    /// The SHA-256 of `plan.json`, which names its lists and the gap that was asked for.
    var plan: String
    /// The SHA-256 of the files of the lists: answers cite lines and headers, which other files of equal lists have
    /// elsewhere.
    var lists: String
    /// The work limit of one solve, in simplex iterations.
    var work: Int

    var parts: [String] { [schema, version, plan, lists, String(work)] }
  }

  private let head: Head
  private let entries: Mutex<[String: Entry]>
  private let path: String
  /// Held for the lifetime of this object.
  private let lock: FolderLock

  /// - Throws: ``WriteFault`` if the file cannot be written, another run is using the plan's folder, or the folder now
  ///   holds another plan; ``Findings`` if the plan can no longer be read.
  init(beside read: PlanWithLists, workLimit: Int) throws {
    let folder = PathParts(read.file).folder
    path = folder + "/" + keptAnswersName
    lock = try FolderLock(folder)
    guard fileContents(read.file) == read.data else {
      throw WriteFault(
        path: path, reason: Bilingual("方案刚被另一次运行替换；请再运行一次", "another run has just replaced the plan; run again"))
    }
    let before = fileContents(path) ?? Data()
    guard before.isEmpty || isKeptAnswers(path) else {
      throw WriteFault(
        path: path,
        reason: Bilingual("它不是 allot explain 写的；请把它移到别处", "allot explain did not write it; move it elsewhere"))
    }
    let head = Head(plan: try Self.hash(of: read.plan), lists: read.listFilesHash(), work: workLimit)
    self.head = head
    var found: [String: Entry] = [:]
    let lines = before.split(separator: UInt8(ascii: "\n"))
    if let first = lines.first, (try? JSONDecoder().decode(Head.self, from: Data(first))) == head {
      // The last line may be truncated.
      for line in lines.dropFirst() {
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)),
          entry.seal == entry.computedSeal(under: head)
        else {
          continue
        }
        found[entry.question] = entry
      }
    }
    entries = Mutex(found)
    var text = try Self.line(head)
    for entry in found.values.sorted(by: { $0.question < $1.question }) { text += try Self.line(entry) }
    try writeFile(OutputFile(text), at: path)
  }

  /// Whether the answers kept in a folder belong to this plan, so that they stay valid when it is written again.
  static func areKept(in folder: String, of plan: Plan) throws -> Bool {
    guard let data = fileContents(folder + "/" + keptAnswersName) else { return false }
    let first = data.prefix { $0 != UInt8(ascii: "\n") }
    guard let head = try? JSONDecoder().decode(Head.self, from: first) else { return false }
    return try head.plan == hash(of: plan) && head.schema == Head(plan: "", lists: "", work: 0).schema
  }

  private static func hash(of plan: Plan) throws -> String { sha256(Array(try plan.json())) }

  private static func line(_ value: some Encodable) throws -> Data {
    try json(value) + Data("\n".utf8)
  }

  private static func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(value)
  }

  subscript(question: String) -> Entry? { entries.withLock { $0[question] } }

  func keep(_ answer: Answer) throws {
    try keep(Entry(question: answer.question, zh: answer.text(.zh), en: answer.text(.en), json: answer.json()))
  }

  /// Keeps what a step of a longer search found, which is no answer by itself.
  func keep(_ found: some Encodable, of step: String) throws {
    try keep(Entry(question: step, zh: "", en: "", json: String(decoding: Self.json(found), as: UTF8.self)))
  }

  /// What a step of a longer search found; nil if it is not kept.
  func found<Found: Decodable>(of step: String) -> Found? {
    self[step].flatMap { try? JSONDecoder().decode(Found.self, from: Data($0.json.utf8)) }
  }

  private func keep(_ unsealed: Entry) throws {
    var entry = unsealed
    entry.seal = entry.computedSeal(under: head)
    let line = try Self.line(entry)
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

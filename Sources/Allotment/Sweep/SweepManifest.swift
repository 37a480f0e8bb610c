import Foundation
import Intake
import Model

/// The manifest of a sweep: a file of JSON Lines with a task on each line.
public struct SweepManifest: Sendable {
  /// The path of the file.
  public let path: String
  /// The tasks in the order of the lines.
  public let tasks: [SweepTask]
  /// The SHA-256 of the file.
  public let hash: String

  /// Reads a manifest.
  /// - Throws: ``Findings`` with every line that is not as `sweep make` writes it.
  /// - Complexity: O(bytes).
  public init(_ path: String) throws(Findings) {
    guard let data = fileContents(path) else {
      throw Findings(
        Finding(
          "file-unreadable", file: path,
          expected: Bilingual("可以读取的任务单", "a manifest that can be read"),
          mend: Bilingual("请检查路径", "check the path")))
    }
    var (tasks, findings): ([SweepTask], [Finding]) = ([], [])
    for (number, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      if let task = Self.task(line) {
        tasks.append(task)
      } else {
        findings.append(Self.malformed(path, line: number + 1, String(decoding: line, as: UTF8.self)))
      }
    }
    if tasks.isEmpty, findings.isEmpty { findings = [Self.malformed(path, line: 0, "")] }
    if let refusal = Findings(findings) { throw refusal }
    (self.path, self.tasks, hash) = (path, tasks, sha256(Array(data)))
  }

  private static func task(_ line: Data) -> SweepTask? {
    guard let task = try? JSONDecoder().decode(SweepTask.self, from: Data(line)),
      task.schema == SweepTask.currentSchema, task.options.request(nil) != nil, task.id == task.computedID
    else { return nil }
    return task
  }

  private static func malformed(_ path: String, line: Int, _ text: String) -> Finding {
    Finding(
      "manifest-malformed", file: path, line: line, value: text,
      expected: Bilingual(
        "allot sweep make 写出的任务，每行一项，没有改动过", "tasks as allot sweep make wrote them, one on each line"),
      mend: Bilingual("请用 allot sweep make 重新生成", "make the manifest again with allot sweep make"))
  }

  /// Whether a file begins as a manifest does.
  public static func isManifest(_ data: Data) -> Bool { task(data.prefix { $0 != UInt8(ascii: "\n") }) != nil }

  /// Tasks as the bytes of a manifest.
  /// - Throws: The encoder's error.
  public static func data(_ tasks: [SweepTask]) throws -> Data {
    try tasks.reduce(into: Data()) { $0 += try jsonLine($1) }
  }

  /// Where a path that a task names leads to.
  func place(of named: String) -> String {
    let folder = PathParts(path).folder
    return named.hasPrefix("/") || folder == "." ? named : folder + "/" + named
  }
}

/// One of several parts of a manifest, such as `2/8`: as many tasks in a row as in any other, give or take one.
public struct SweepShard: Sendable, Equatable {
  /// The part's number, from 1, and how many parts there are.
  public let number: Int, count: Int

  /// Reads `number/count`.
  /// - Returns: nil unless 1 ≤ number ≤ count ≤ 1,000,000.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, number <= count,
      count <= 1_000_000
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// The positions of the part's tasks.
  public func range(of tasks: Int) -> Range<Int> { (number - 1) * tasks / count..<number * tasks / count }
}

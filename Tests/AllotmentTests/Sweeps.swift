import Foundation
import Intake
import Testing

@testable import SwiftSource

/// A sweep over small townships in a temporary folder, which is removed with it.
final class Sweeps {
  /// The folder with `townships/`, `scenarios.csv` and the manifest `sweep.jsonl`.
  let folder: String
  var manifest: String { folder + "/sweep.jsonl" }

  /// Makes generated townships and one whose rules contradict each other, and a file of two scenarios.
  init(townships: Int = 3, contradiction: Bool = true) throws {
    folder = try temporaryFolder().path
    let size = ["--places", "3", "--needs", "8", "--funds", "3", "--projects", "6"]
    for seed in 1...townships {
      let out = folder + "/townships/t\(seed)"
      #expect(try allot(["generate", "--seed", "\(seed)", "--out", out, "--quiet"] + size).status == 0)
    }
    if contradiction {
      try FileManager.default.copyItem(
        atPath: repository.appending(path: "Scenarios/xiaohe/contradiction").path,
        toPath: folder + "/townships/tangled")
    }
    let rows = "scenario,list,item,change,value\nhalf,funds,all,amount,-50%\nmost,,,objective,count\n"
    try Data(rows.utf8).write(to: URL(filePath: folder + "/scenarios.csv"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var townships: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/townships")) ?? []).sorted().map {
      folder + "/townships/" + $0
    }
  }

  /// Runs allot with English messages.
  @discardableResult
  func allot(_ words: [String]) throws -> (status: Int32, out: String, error: String) {
    try AllotmentTests.run(words + ["--lang", "en"])
  }

  /// Makes the manifest of all townships × base and scenarios × two objectives.
  @discardableResult
  func make(_ more: [String] = []) throws -> (status: Int32, out: String, error: String) {
    try allot(
      ["sweep", "make"] + townships + ["--scenarios", folder + "/scenarios.csv", "--objective", "value", "--objective"]
        + ["money", "--out", manifest, "--quiet"] + more)
  }

  /// Does tasks into a folder of this name.
  @discardableResult
  func run(_ out: String, _ more: [String] = []) throws -> (status: Int32, out: String, error: String) {
    try allot(["sweep", "run", manifest, "--out", folder + "/" + out, "--threads", "1"] + more)
  }

  /// Gathers the results in a folder of this name into `<name>-table`.
  @discardableResult
  func gather(_ out: String, _ more: [String] = []) throws -> (status: Int32, out: String, error: String) {
    try allot(["sweep", "gather", manifest, folder + "/" + out, "--out", folder + "/\(out)-table"] + more)
  }

  /// Starts a run and does not wait for it.
  func start(_ out: String, _ more: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = executable()
    process.arguments = ["sweep", "run", manifest, "--out", folder + "/" + out, "--threads", "1"] + more
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    return process
  }

  /// The bytes of every file in a folder but the times that runs took.
  func bytes(_ name: String) -> [String: Data] {
    var out: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder + "/" + name)?.allObjects as? [String] ?? []
    where !path.hasSuffix("timings.json") {
      out[path] = fileContents(folder + "/\(name)/" + path)
    }
    return out
  }

  /// The paths of the tasks' folders in a folder of results.
  func results(_ name: String) -> [String] {
    bytes(name).keys.filter { $0.hasSuffix("/result.json") && !$0.contains(".allot-") }.map {
      folder + "/\(name)/" + $0.dropLast("/result.json".count)
    }.sorted()
  }

  /// The rows of a gathered table, by column.
  func rows(_ out: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: folder + "/\(out)-table/results.csv", encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n").dropLast().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The objects of the lines of a file.
  func lines(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }
}

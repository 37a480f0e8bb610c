import Allotment
import Foundation
import Testing

@testable import SwiftSource

private let xiaohe = repository.appending(path: "Scenarios/xiaohe")

/// `allot prices` on the plan of Xiaohe.
@Suite struct PricesCommandTests {
  /// Makes the plan of a township in a folder.
  private func plan(in folder: URL, of township: String = "xiaohe", _ more: [String] = ["--gap", "0"]) throws -> String
  {
    let plan = folder.path + "/plan"
    let lists = repository.appending(path: "Scenarios/\(township)/lists").path
    #expect(try run(["solve", lists, "--out", plan] + more).status == 0)
    return plan
  }

  @Test func thePricesReadAsExpectedAndAsThePageShowsThem() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder)
    let page = try String(contentsOf: repository.appending(path: "docs/prices.md"), encoding: .utf8)
    for language in ["zh", "en"] {
      let result = try run(["prices", plan, "--lang", language])
      #expect(result.status == 0, "\(result.error)")
      let file = xiaohe.appending(path: "expected/prices.\(language).txt")
      guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
        try result.out.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("\(file.lastPathComponent) was missing and is now written")
        continue
      }
      #expect(result.out == expected, "\(result.out)")
      if language == "zh" { #expect(page.contains(result.out)) }
    }
  }

  /// The price of a line of one decision is what `what-if` says of its waiver.
  @Test func aPriceIsWhatWhatIfSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run(["prices", plan, "--json"]).out.utf8)) as? [String: Any])
    let lines = try #require(json["lines"] as? [[String: Any]])
    let value = try #require(Double(json["value"] as? String ?? ""))
    var count = 0
    for line in lines {
      guard let id = line["id"] as? String, id.wholeMatch(of: /[a-z-]+\([^() ]*\)/) != nil,
        let price = (line["least"] as? String).flatMap(Double.init), line["status"] as? String == "costs"
      else { continue }
      let said = try run(["what-if", plan, "--waive", "rule:" + id, "--lang", "en", "--json"]).out
      // The value with the waiver stands among the numbers of the answer, in 10^-9 points.
      #expect(said.contains("\(Int64((value + price) * 1e9))"), "\(id) \(value + price)")
      count += 1
    }
    #expect(count > 0)
  }

  @Test func theFilesAreTheSameForAnyNumberOfThreads() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder)
    for language in ["zh", "en"] {
      var files: [[String: Data]] = []
      for threads in ["1", "3"] {
        try? FileManager.default.removeItem(atPath: plan + "/explanations.jsonl")
        let out = folder.path + "/\(language)-\(threads)"
        let result = try run(["prices", plan, "--out", out, "--threads", threads, "--json", "--lang", language])
        #expect(result.status == 0, "\(result.error)")
        let names = ["prices.csv", "prices.txt", "prices.json"]
        files.append(
          Dictionary(uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(filePath: out + "/" + $0))) }))
        #expect(String(decoding: files.last!["prices.json"]!, as: UTF8.self) == result.out)
      }
      #expect(files[0] == files[1])
      let json = try #require(
        try JSONSerialization.jsonObject(with: files[0]["prices.json"]!) as? [String: Any])
      let lines = try #require(json["lines"] as? [[String: Any]])
      let rows = String(decoding: files[0]["prices.csv"]!, as: UTF8.self).split(whereSeparator: \.isNewline)
      #expect(rows.count == lines.count + 1)
      // Every line has a place in the lists beside the plan.
      for line in lines {
        let cells = try #require(line["cells"] as? [[String: Any]])
        #expect(cells.contains { ($0["line"] as? Int ?? 0) > 1 }, "\(line["id"] ?? "")")
      }
    }
  }

  /// A run that is killed leaves what it found, and the next one ends with the same bytes.
  @Test func aKilledRunGoesOnAndEndsWithTheSameBytes() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder, of: "shimen", [])
    let file = URL(filePath: plan + "/explanations.jsonl")
    func steps() -> Int { (try? String(contentsOf: file, encoding: .utf8))?.count { $0 == "\n" } ?? 0 }
    let whole = try run(["prices", plan, "--json"])
    #expect(whole.status == 0, "\(whole.error)")
    let all = steps()
    try FileManager.default.removeItem(at: file)
    let process = Process()
    process.executableURL = executable()
    process.arguments = ["prices", plan, "--json", "--threads", "1"]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    while process.isRunning, steps() < 4 { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && steps() < all)
    #expect(try run(["prices", plan, "--json"]).out == whole.out)
    // Whatever is left of the last line is not read.
    let kept = try Data(contentsOf: file)
    try kept.prefix(kept.count / 2).write(to: file)
    #expect(try run(["prices", plan, "--json", "--threads", "3"]).out == whole.out)
    #expect(steps() == all)
  }

  @Test func theJSONIsAsItsSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (one, two) = (folder.appending(path: "a"), folder.appending(path: "b"))
    let documents = [
      try run(["prices", try plan(in: one), "--json"]).out,
      try run(["prices", try plan(in: two, of: "shimen", ["--objective", "money"]), "--json"]).out,
      try run(["prices", try plan(in: folder, ["--objective", "count"]), "--work-limit", "1", "--json"]).out,
    ]
    #expect(documents[0].contains("\"costs\"") && documents[0].contains("\"none\""))
    #expect(try SchemaChecker().breaches(of: documents, schema: "prices") == ["", "", ""])
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(in: folder)
    try FileManager.default.createDirectory(atPath: folder.path + "/mine", withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: folder.appending(path: "mine/notes.txt"))
    let words: [([String], Int32)] = [
      ([], 64), ([plan, "--out", ""], 64), ([plan, "--out", plan], 64), ([plan, "--threads", "0"], 64),
      ([plan, "--work-limit", "0"], 64), ([folder.path + "/none"], 65), ([plan, "--out", folder.path + "/mine"], 73),
    ]
    for (words, status) in words {
      for language in ["zh", "en"] {
        let result = try run(["prices"] + words + ["--lang", language])
        #expect(result.status == status && result.out.isEmpty && !result.error.isEmpty, "\(words) \(result)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mine") == ["notes.txt"])
    // A plan that somebody changed has no bound to start from.
    let file = URL(filePath: plan + "/plan.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    let edited = text.replacing("\"P1\"", with: "\"P7\"")
    try #require(edited != text)
    try edited.write(to: file, atomically: true, encoding: .utf8)
    #expect(try run(["prices", plan]).status == 65)
  }
}

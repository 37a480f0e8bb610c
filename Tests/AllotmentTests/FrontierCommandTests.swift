import Allotment
import Foundation
import FoundationXML
import Testing

@testable import SwiftSource

private let xiaohe = repository.appending(path: "Scenarios/xiaohe")

/// `allot frontier` on the lists of Xiaohe.
@Suite struct FrontierCommandTests {
  private func frontier(
    _ more: [String], lists: URL = xiaohe.appending(path: "lists")
  ) throws -> (status: Int32, out: String, error: String) {
    try run(["frontier", lists.path] + more)
  }

  private static let whole = ["--x", "budget", "--from", "-40%", "--to", "+40%", "--points", "120", "--gap", "0"]
  private static let floors = ["--x", "floor", "--from", "-60%", "--to", "+60%", "--gap", "0"]
  private static let aims = ["--x", "value", "--y", "worst-off", "--gap", "0"]

  /// Collects what XMLParser finds.
  private final class Elements: NSObject, XMLParserDelegate {
    var names: [String: Int] = [:]
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { names[name, default: 0] += 1 }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func elements(_ svg: Data) throws -> Elements {
    let parser = XMLParser(data: svg)
    let elements = Elements()
    parser.delegate = elements
    try #require(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return elements
  }

  @Test func theFrontierReadsAsExpectedAndAsThePageShowsIt() throws {
    let page = try String(contentsOf: repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    for (name, words) in [("frontier", Self.whole), ("frontier-floors", Self.floors), ("frontier-aims", Self.aims)] {
      for language in ["zh", "en"] {
        let result = try frontier(words + ["--lang", language])
        #expect(result.status == 0, "\(result.error)")
        let file = xiaohe.appending(path: "expected/\(name).\(language).txt")
        #expect(result.out == (try? String(contentsOf: file, encoding: .utf8)), "\(result.out)")
        if language == "zh" { #expect(page.contains(result.out)) }
      }
    }
  }

  /// The drawing is well-formed, has a dot for each plan, and is the same for any number of threads.
  @Test func theFilesAreTheSameForAnyNumberOfThreads() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for language in ["zh", "en"] {
      var files: [[String: Data]] = []
      for threads in ["1", "3"] {
        let out = folder.path + "/\(language)-\(threads)"
        let result = try frontier(Self.whole + ["--out", out, "--threads", threads, "--json", "--lang", language])
        #expect(result.status == 0, "\(result.error)")
        let names = ["frontier.csv", "frontier.svg", "frontier.json"]
        files.append(
          Dictionary(uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(filePath: out + "/" + $0))) }))
        #expect(String(decoding: files.last!["frontier.json"]!, as: UTF8.self) == result.out)
      }
      #expect(files[0] == files[1])
      let json = try #require(
        try JSONSerialization.jsonObject(with: files[0]["frontier.json"]!) as? [String: Any])
      let points = try #require(json["points"] as? [[String: Any]])
      let drawing = try elements(files[0]["frontier.svg"]!)
      // A dot for each stair, of which there are fewer than points; one more is in the legend.
      let dots = try #require(drawing.names["circle"]) - 1
      #expect(dots >= points.count { $0["exact"] as? Bool ?? false } && dots < points.count)
      #expect(drawing.names["svg"] == 1 && drawing.text.contains(language == "zh" ? "万元" : "amount"))
      let rows = String(decoding: files[0]["frontier.csv"]!, as: UTF8.self).split(whereSeparator: \.isNewline)
      #expect(rows.count == points.count + 1)
    }
  }

  /// Names of funds and departments may hold what XML takes for markup.
  @Test func aDrawingEscapesNames() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = try copy(to: folder) { $0.replacing("村级财政奖补,财政局", with: "<奖&补>,<财&政>") }
    for x in ["F2", "<奖&补>", "<财&政>"] {
      let out = folder.path + "/o"
      #expect(try frontier(["--x", x, "--out", out, "--points", "3"], lists: lists).status == 0)
      let drawing = try elements(Data(contentsOf: URL(filePath: out + "/frontier.svg")))
      #expect(drawing.text.contains(x == "<财&政>" ? "<财&政>" : "<奖&补>"))
    }
  }

  /// A copy of the lists with another table of funds.
  private func copy(to folder: URL, _ edit: (String) -> String) throws -> URL {
    let lists = folder.appending(path: "lists")
    try FileManager.default.copyItem(at: xiaohe.appending(path: "lists"), to: lists)
    let file = lists.appending(path: "资金.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    let edited = edit(text)
    try #require(edited != text)
    try edited.write(to: file, atomically: true, encoding: .utf8)
    return lists
  }

  @Test func theJSONIsAsItsSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // A project that must be carried out, which little money cannot pay; a minimum spend that follows the amount.
    let without = try copy(to: folder.appending(path: "a").made()) { $0.replacing("20万元", with: "19万元") }
    try Data("kind,project,reason,by\nmust_fund,P3,r,b\n".utf8).write(to: without.appending(path: "pins.csv"))
    let unclaimed = try copy(to: folder.appending(path: "b").made()) { $0.replacing("80%,,,,", with: "80%,,,50%,") }
    let documents = [
      try frontier(Self.whole + ["--json"]).out,
      try frontier(["--x", "budget", "--from", "-70%", "--json", "--objective", "count"], lists: without)
        .out,
      try frontier(["--x", "民政局", "--to", "+200%", "--json", "--objective", "money"], lists: unclaimed).out,
    ]
    #expect(documents[0].contains("\"adjacent\"") && documents[0].contains("\"exact\":true"))
    #expect(documents[1].contains("\"infeasible\"") && documents[1].contains("\"known\":\"none\""))
    #expect(documents[2].contains("\"unclaimed\"") && documents[2].contains("\"monotone\":false"))
    #expect(try SchemaChecker().breaches(of: documents, schema: "frontier") == ["", "", ""])
  }

  /// Plans between two aims, also of lists without a plan; the same for any number of threads.
  @Test func plansBetweenTwoAimsAreAsTheirSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let without = try copy(to: folder) { $0.replacing("20万元", with: "1万元").replacing("15万元", with: "1万元") }
    try Data("kind,project,reason,by\nmust_fund,P3,r,b\n".utf8).write(to: without.appending(path: "pins.csv"))
    var files: [[String: Data]] = []
    for threads in ["1", "3"] {
      let out = folder.path + "/\(threads)"
      let result = try frontier(Self.aims + ["--out", out, "--threads", threads, "--json", "--lang", "zh"])
      #expect(result.status == 0, "\(result.error)")
      let names = ["frontier.csv", "frontier.svg", "frontier.json"]
      files.append(
        Dictionary(uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(filePath: out + "/" + $0))) }))
    }
    #expect(files[0] == files[1])
    let told = String(decoding: files[0]["frontier.json"]!, as: UTF8.self)
    let drawing = try elements(files[0]["frontier.svg"]!)
    #expect(drawing.names["circle"] == 3 && drawing.text.contains("最低村得分"))
    #expect(String(decoding: files[0]["frontier.csv"]!, as: UTF8.self).split(whereSeparator: \.isNewline).count == 3)
    let none = try frontier(["--x", "money", "--y", "count", "--json"], lists: without)
    #expect(none.status == 0 && none.out.contains("\"infeasible\""), "\(none.error)")
    #expect(try frontier(["--x", "money", "--y", "count", "--lang", "zh"], lists: without).out.contains("没有方案能遵守全部规定"))
    let few = try frontier(["--x", "money", "--y", "value", "--work-limit", "1", "--json"]).out
    #expect(try SchemaChecker().breaches(of: [told, none.out, few], schema: "pareto") == ["", "", ""])
  }

  @Test(
    arguments: [
      (["--x", "budget", "--from", "20%", "--to", "10%"], 64), (["--x", "budget", "--from", "-101%"], 64),
      (["--x", "budget", "--to", "1001%"], 64), (["--x", "budget", "--to", "20"], 64),
      (["--x", "budget", "--from", "-1.234%"], 64), (["--x", "budget", "--step", "0%"], 64),
      (["--x", "budget", "--step", "x"], 64), (["--x", "budget", "--points", "2"], 64), (["--from", "-20%"], 64),
      (["--x", "budget", "--out", ""], 64), (["--x", "floor", "--to", "101%"], 64), (["--x", "value"], 64),
      (["--x", "value", "--y", "value"], 64), (["--x", "F1", "--y", "count"], 64),
      (["--x", "value", "--y", "budget"], 64), (["--x", "value", "--y", "count", "--from", "-5%"], 64),
      (["--x", "value", "--y", "count", "--objective", "count"], 64), (["--x", "F9"], 65), (["--x", "水利局"], 65),
    ] as [([String], Int32)]) func whatCannotBeMeantIsRefused(words: [String], status: Int32) throws
  {
    for language in ["zh", "en"] {
      let result = try frontier(words + ["--lang", language])
      #expect(result.status == status && result.out.isEmpty && !result.error.isEmpty, "\(result)")
    }
  }

  /// A reserve that is an amount does not follow the fund.
  @Test func anEndAtWhichTheListsDoNotHoldTogetherIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = try copy(to: folder) { $0.replacing("20万元,,", with: "20万元,18万元,") }
    let refused = try frontier(["--x", "F2", "--lang", "en"], lists: lists)
    #expect(refused.status == 65 && refused.error.contains("--from -20%"), "\(refused.error)")
    #expect(try frontier(["--x", "F2", "--from", "-10%", "--points", "3"], lists: lists).status == 0)
  }

  @Test func aFolderOfOthersIsRefusedBeforeAnythingIsSolved() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
    #expect(try frontier(["--x", "budget", "--out", folder.path]).status == 73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
  }

  @Test func anInterruptedRunWritesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (log, out) = (folder.path + "/log.jsonl", folder.path + "/o")
    let process = Process()
    process.executableURL = executable()
    process.arguments = [
      "frontier", repository.appending(path: "Scenarios/qinghe/lists").path, "--x", "budget", "--out", out, "--log",
      log,
      "--gap", "0",
    ]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    // The signal comes when the lists are read and the first point is being solved.
    while process.isRunning, !((try? String(contentsOfFile: log, encoding: .utf8))?.contains("lists-read") ?? false) {
      usleep(2000)
    }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(!FileManager.default.fileExists(atPath: out))
  }
}

extension URL {
  /// This folder, made if it is not there.
  fileprivate func made() throws -> URL {
    try FileManager.default.createDirectory(at: self, withIntermediateDirectories: true)
    return self
  }
}

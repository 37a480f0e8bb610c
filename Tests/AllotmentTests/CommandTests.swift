import Allotment
import Foundation
import Model
import Testing

@testable import SwiftSource

@Suite struct CommandTests {
  @Test func refusedListsWriteNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = repository.appending(path: "Scenarios/refused/money-negative/lists").path
    let result = try run(["solve", lists, "--out", folder.path + "/out"])
    #expect(result.status == 65)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  /// Rules in words, with whose they are; what nobody may waive is not to be waived.
  @Test func listsWithoutAPlanSayInWordsWhichRulesContradictEachOther() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "lists")
    try FileManager.default.copyItem(at: repository.appending(path: "Scenarios/xiaohe/contradiction"), to: lists)
    let solve = ["solve", lists.path, "--out", folder.path + "/out", "--lang", "zh"]
    var result = try run(solve)
    #expect(result.status == 1 && result.error.contains("至少要放宽其中一条"), "\(result)")
    #expect(result.error.contains("  互斥的项目至多实施一个（P1、P8）") && !result.error.contains("[incompatibility]"), "\(result)")
    try Data("规定,对象,权限\n互斥项目,,法律\n会议决定,,法律\n".utf8).write(to: lists.appending(path: "权限.csv"))
    result = try run(solve)
    #expect(result.status == 1 && !result.error.contains("放宽"), "\(result)")
    #expect(result.error.contains("互斥的项目至多实施一个（P1、P8）（法律规定）。"), "\(result)")
  }

  @Test func aPlanThatSomebodyChangedFailsItsAudit() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try run([
        "generate", "--places", "3", "--needs", "10", "--funds", "4", "--projects", "10", "--out", folder.path + "/l",
      ]).status == 0)
    #expect(
      try run(["solve", folder.path + "/l", "--out", folder.path + "/o", "--json"]).out.contains("\"projects_funded\""))
    #expect(try run(["verify", folder.path + "/o"]).status == 0)
    let path = folder.appending(path: "o/plan.json")
    var text = try String(contentsOf: path, encoding: .utf8)
    let amount = try #require(text.firstMatch(of: /"amount" : (\d+)/))
    text.replaceSubrange(amount.1.startIndex..<amount.1.endIndex, with: "1\(amount.1)")
    try text.write(to: path, atomically: true, encoding: .utf8)
    let broken = try run(["verify", folder.path + "/o", "--lang", "en"])
    #expect(broken.status == 70 && broken.out.contains("[full-funding]"), "\(broken)")
    try "{\"schema\": 1".write(to: path, atomically: true, encoding: .utf8)
    #expect(try run(["verify", folder.path + "/o"]).status == 65)
  }

  @Test func aPlaceThatCannotBeWrittenIsSaidAndLeavesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.path + "/l"
    #expect(
      try run(["generate", "--places", "2", "--needs", "4", "--funds", "2", "--projects", "4", "--out", lists]).status
        == 0)
    let result = try run(["solve", lists, "--out", lists + "/funds.csv/out"])
    #expect(result.status == 73 && result.error.contains("funds.csv/out"), "\(result)")
    #expect(try run(["solve", lists, "--out", "/dev/full/x"]).status == 73)
  }

  /// If a limit leaves no time for the later stages, the objective value and its bound are still reported.
  @Test func aPlanStoppedEarlyHasItsObjectiveAndItsBound() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try run([
        "generate", "--places", "9", "--needs", "60", "--funds", "9", "--projects", "60", "--out", folder.path + "/l",
      ]).status == 0)
    let out = folder.path + "/o"
    let result = try run([
      "solve", folder.path + "/l", "--out", out, "--json", "--time-limit", "0.05", "--lang", "en",
    ])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    // Fifty milliseconds may or may not be enough for a first plan.
    if result.status == 2 {
      #expect(answer["status"] as? String == "undecided" && answer["limit"] as? String == "time", "\(result)")
      for key in ["objective", "bound", "gap", "certificate"] { #expect(answer[key] == nil, "\(key): \(result)") }
      #expect(result.error.contains("stopped by the time limit before any plan was found."), "\(result)")
      #expect(!FileManager.default.fileExists(atPath: out))
    } else {
      #expect(result.status == 0, "\(result)")
      let plan = try Plan(json: Data(contentsOf: URL(filePath: out + "/plan.json")), file: "plan.json")
      _ = try expectProven(answer, by: plan)
      let isStopped = plan.stages.contains { $0.limit == "time" }
      #expect(!isStopped || answer["limit"] as? String == "time", "\(result)")
      #expect(try run(["verify", out]).status == 0)
    }
  }

  /// If the disk is full, no file and no folder is left behind.
  @Test func anIncompleteOutputLeavesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: WriteFault.self) {
      try OutputFolder(folder.path + "/o", for: .generate).write([
        "a/b/one": OutputFile(Data("1".utf8)),
        "z/\(String(repeating: "long", count: 100))": OutputFile(Data("2".utf8)),
      ])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  /// Files with personal data, and folders that hold nothing else, are readable only by their owner, whatever the umask
  /// is.
  @Test func privateFilesAreTheirOwnersAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let one = OutputFile(Data("1".utf8)), secret = OutputFile(Data("2".utf8), isPrivate: true)
    try OutputFolder(folder.path + "/o", for: .generate).write(
      ["a": one, "b/c": secret, "b/d/e": secret, "f/g": secret, "f/h": one])
    func mode(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path + "/o" + name)[.posixPermissions] as? Int
    }
    for name in ["/b/c", "/b/d/e", "/f/g"] { #expect(try mode(name) == 0o600, "\(name)") }
    for name in ["/b", "/b/d"] { #expect(try mode(name) == 0o700, "\(name)") }
    for name in ["", "/f", "/a", "/f/h"] { #expect(try mode(name).map { $0 & 0o77 != 0 } == true, "\(name)") }
  }

  /// Files of an earlier plan are not read as lists of the new one.
  @Test func aPlanIsKeptWithItsOwnListsAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "l")
    #expect(
      try run(["generate", "--places", "2", "--needs", "4", "--funds", "2", "--projects", "4", "--out", lists.path])
        .status == 0)
    try Data("kind,project,by,reason\nmust_not,P1,meeting,none\n".utf8).write(to: lists.appending(path: "pins.csv"))
    // A name of one letter, relative to the working directory.
    #expect(try run(["solve", "l", "--out", "o"], in: folder).status == 0)
    try FileManager.default.removeItem(at: lists.appending(path: "pins.csv"))
    #expect(try run(["solve", "l", "--out", "o"], in: folder).status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/o/lists/pins.csv"))
    #expect(try run(["verify", "o"], in: folder).status == 0)
    for inside in ["l", "./l/"] { #expect(try run(["solve", "l", "--out", inside], in: folder).status == 64) }
    try FileManager.default.moveItem(at: lists, to: folder.appending(path: "lists"))
    #expect(try run(["solve", "lists", "--out", "."], in: folder).status == 64)
  }

  @Test func anotherLocaleGivesTheSamePlan() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try run([
        "generate", "--places", "3", "--needs", "10", "--funds", "4", "--projects", "10", "--out", folder.path + "/l",
      ]).status == 0)
    let plans = try ["C", "zh_CN.UTF-8", "de_DE.UTF-8"].map { locale in
      _ = try run(["solve", folder.path + "/l", "--out", folder.path + "/o"], environment: ["LC_ALL": locale])
      return try String(contentsOf: folder.appending(path: "o/plan.json"), encoding: .utf8)
    }
    #expect(plans[0] == plans[1] && plans[1] == plans[2] && plans[0].contains("allot-plan-2"))
  }

  /// Foundation's `deletingLastPathComponent` crashes on these paths.
  @Test(arguments: ["S", "-", "é", "\u{7}"]) func aPlanOfOneLetterThatIsNotThereIsRefused(name: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try run(["verify", name], in: folder)
    #expect(result.status == 65, "\(result)")
  }

  /// A version is a development version until the newest heading of CHANGELOG.md names it.
  @Test func theVersionIsThatOfTheNewestChanges() throws {
    for locale in ["C", "zh_CN.UTF-8"] {
      let result = try run(["--version"], environment: ["LC_ALL": locale])
      #expect(result.status == 0 && result.out == allotVersion + "\n" && result.error.isEmpty, "\(result)")
    }
    #expect(allotVersion.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(-dev)?/) != nil)
    let changes = try String(contentsOf: repository.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let heading = try #require(changes.split(separator: "\n").first { $0.hasPrefix("## ") }).dropFirst(3)
    if heading == "Unreleased" {
      #expect(allotVersion.hasSuffix("-dev"))
    } else {
      #expect(heading.prefix { !$0.isWhitespace && $0 != "," } == allotVersion)
    }
  }

  @Test func usageIsStatus64() throws {
    #expect(try run(["solve"]).status == 64)
    #expect(try run(["import", "--list-profiles"]).out == "baltimore-cip\nnyc-board-requests\n")
  }
}

import Foundation
import Testing

@testable import Allotment
@testable import SwiftSource

@Suite struct FolderCommandTests {
  let root = repository
  let xiaohe = repository.appending(path: "Scenarios/xiaohe")

  func generate(_ folder: String, seed: Int = 1) throws {
    let arguments = ["--places", "3", "--needs", "10", "--funds", "4", "--projects", "10", "--seed", "\(seed)"]
    #expect(try run(["generate", "--out", folder] + arguments).status == 0)
  }

  /// Every file below a folder and its bytes.
  func bytes(_ folder: String) -> [String: Data] {
    var out: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
      out[path] = fileData(folder + "/" + path)
    }
    return out
  }

  @Test func twoSolvesOfTheSameListsDifferInTheTimingsAlone() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lists = root.appending(path: "Scenarios/qinghe/lists").path
    for name in ["/a", "/b"] {
      #expect(
        try run(["solve", lists, "--out", folder + name, "--gap", "0.1", "--work-limit", "5000"]).status == 0)
    }
    let written = ["/a", "/b"].map { bytes(folder + $0) }
    #expect(written[0].keys.sorted() == written[1].keys.sorted() && written[0].count > 20)
    for (name, data) in written[0] where name != Timings.name { #expect(written[1][name] == data, "\(name)") }
    for name in ["/a", "/b"] {
      let timings = try #require(Timings.read(of: folder + name))
      #expect(timings.plan == EarlierPlan(in: folder + name)?.seal)
      #expect(timings.seconds.keys.filter { !$0.hasPrefix("solve ") }.sorted() == ["audit", "formulate", "solve"])
      #expect(try #require(timings.seconds["solve utilitarian"]) > 0)
      #expect(try #require(timings.seconds["solve"]) >= #require(timings.seconds["solve utilitarian"]))
    }
  }

  @Test func everyFileOfAPlansFolderIsNamedWhereTheyAreListed() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try run(["solve", xiaohe.appending(path: "lists").path, "--out", folder + "/o"]).status == 0)
    let files = try #require(names(in: folder + "/o")).sorted()
    #expect(files == [FolderManifest.name, "lists", "matching.csv", "plan.json", Timings.name])
    let helps = try ["zh", "en"].map { try run(["solve", "--help", "--lang", $0]).out }
    let readmes = try ["README.md", "README.zh.md"].map {
      try String(contentsOf: root.appending(path: $0), encoding: .utf8)
    }
    let page = try String(contentsOf: root.appending(path: "docs/folders.md"), encoding: .utf8)
    for name in files {
      let isHidden = name.hasPrefix(".")
      for text in isHidden ? [] : helps + readmes { #expect(text.contains(name), "\(name)") }
      #expect(page.contains("| `\(name)`") || page.contains("| `\(name)/`"), "\(name)")
    }
  }

  @Test func replacingIsToldInBothLanguagesAndAsJSON() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (lists, out) = (folder + "/l", folder + "/o")
    try generate(lists)
    let first = try run(["solve", lists, "--out", out, "--json"])
    #expect(first.status == 0 && !first.error.contains("replaced") && !first.out.contains("\"replaced\""), "\(first)")
    #expect(try run(["solve", lists, "--out", out, "--lang", "zh"]).error.contains("已替换 \(out) 中"))
    #expect(try run(["solve", lists, "--out", out, "--lang", "en"]).error.contains("was replaced"))
    #expect(try run(["solve", lists, "--out", out, "--json"]).out.contains("\"replaced\":{\"seal\":"))
    #expect(try run(["generate", "--out", lists]).status == 0)
    // Writing the same lists again is not a replacement.
    #expect(try run(["generate", "--out", lists]).error.isEmpty)
    for (seed, language) in ["zh", "en"].enumerated() {
      let again = try run(["generate", "--out", lists, "--seed", "\(seed + 2)", "--lang", language])
      #expect(again.status == 0 && again.error.contains(language == "zh" ? "已替换" : "was replaced"), "\(again)")
    }
  }

  /// The folder may hold somebody's only copy of the lists.
  @Test func listsOfAnotherTownAreNeitherReplacedNorMixed() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (mine, town) = (folder + "/mine", folder + "/t")
    try generate(mine)
    for theirs in ["Scenarios/qinghe/lists", "Scenarios/shimen/lists"] {
      for inside in ["/lists", ""] {
        try FileManager.default.createDirectory(atPath: town, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: town + inside)
        try FileManager.default.copyItem(at: root.appending(path: theirs), to: URL(filePath: town + inside))
        let before = bytes(town)
        for command in [["solve", mine], ["generate"]] {
          let refused = try run(command + ["--out", town, "--lang", "en"])
          #expect(refused.status == 73 && refused.error.contains("[output-foreign]"), "\(refused)")
          #expect(bytes(town) == before)
        }
        try FileManager.default.removeItem(atPath: town)
      }
    }
    // An import also refuses, and reports it as JSON.
    try FileManager.default.createDirectory(atPath: town, withIntermediateDirectories: true)
    try Data("F9".utf8).write(to: URL(filePath: town + "/funds.csv"))
    let (persons, places) = (folder + "/p.csv", folder + "/c.csv")
    try Data("person,A\ns1,1\n".utf8).write(to: URL(filePath: persons))
    try Data("project,capacity\nA,1\n".utf8).write(to: URL(filePath: places))
    let imported = ["import", "preferences", persons, "--capacities", places, "--json", "--out"]
    let refused = try run(imported + [town])
    #expect(refused.status == 73 && refused.out.contains("\"code\":\"output-foreign\""), "\(refused)")
    #expect(bytes(town) == ["funds.csv": Data("F9".utf8)])
    #expect(try run(imported + [folder + "/i"]).out.contains("\"replaced\":false"))
    #expect(try run(imported + [folder + "/i"]).out.contains("\"replaced\":false"))
    try Data("person,A\ns2,1\n".utf8).write(to: URL(filePath: persons))
    #expect(try run(imported + [folder + "/i"]).out.contains("\"replaced\":true"))
  }

  @Test func rostersGoIntoNoPlansFolderAndPlansIntoNoRosters() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    let lists = root.appending(path: "Scenarios/shimen/lists").path
    #expect(try run(["solve", lists, "--out", out]).status == 0)
    let before = bytes(out)
    let refused = try run(["roster", out, "--out", out, "--lang", "zh"])
    #expect(refused.status == 73 && refused.error.contains("此文件夹是 allot solve 写的"), "\(refused)")
    #expect(bytes(out) == before)
    #expect(try run(["roster", out, "--out", folder + "/r"]).status == 0)
    #expect(try run(["roster", out, "--out", folder + "/r"]).status == 0)
    #expect(try run(["solve", lists, "--out", folder + "/r"]).status == 73)
    #expect(try run(["verify", out]).status == 0)
  }

  @Test func anOlderPlanDoesNotPassForWhatAFailedRunMade() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    let lists = xiaohe.appending(path: "lists").path
    let failing = [
      (["solve", xiaohe.appending(path: "contradiction").path], 1, "infeasible", " from other lists"),
      (["solve", root.appending(path: "Scenarios/refused/money-negative/lists").path], 65, "refused", ""),
      (
        ["solve", root.appending(path: "Scenarios/qinghe/lists").path, "--work-limit", "1"], 2, "undecided",
        " from other lists"
      ),
    ]
    for (arguments, status, word, source) in failing {
      #expect(try run(["solve", lists, "--out", out]).status == 0)
      #expect(try run(["verify", out]).status == 0)
      let before = bytes(out)
      let failed = try run(arguments + ["--out", out, "--lang", "en"])
      try #require(failed.status == status, "\(failed)")
      #expect(failed.error.contains("still holds the earlier plan"), "\(failed)")
      #expect(failed.error.contains(" from other lists") == !source.isEmpty)
      #expect(LastRun.read(of: out)?.status == word)
      #expect(bytes(out).filter { $0.key != LastRun.name } == before)
      for path in [out, out + "/plan.json"] {
        let verified = try run(["verify", path, "--lang", "zh"])
        #expect(verified.status == 70 && verified.out.contains("此方案不是那次运行的结果"), "\(verified)")
      }
      #expect(try run(["verify", out, "--rules-only"]).status == 0)
      // Questions about the older plan are still answered, with a warning that it is older.
      let answer = try run(["explain", out, "P1", "--lang", "en"])
      #expect(answer.status == 0 && answer.error.contains("this plan is not what that run made"), "\(answer)")
      if status != 65 {
        #expect(try run(arguments + ["--out", out, "--json"]).out.contains("\"kept\":{\"seal\":"))
      }
    }
    // Deleting the note accepts the older plan.
    try FileManager.default.removeItem(atPath: out + "/" + LastRun.name)
    #expect(try run(["verify", out]).status == 0)
    // No note is written if there is no plan.
    #expect(try run(failing[0].0 + ["--out", folder + "/new"]).status == 1)
    #expect(names(in: folder) == ["o"])
  }

  @Test func keptAnswersStayWithTheirPlanAndGoWithIt() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (lists, out) = (folder + "/l", folder + "/o")
    try generate(lists)
    #expect(try run(["solve", lists, "--out", out]).status == 0)
    #expect(try run(["explain", out]).status == 0)
    let kept = try #require(fileData(out + "/" + keptAnswersName))
    #expect(try run(["solve", lists, "--out", out]).status == 0)
    #expect(fileData(out + "/" + keptAnswersName) == kept)
    try generate(lists, seed: 2)
    #expect(try run(["solve", lists, "--out", out]).status == 0)
    #expect(fileData(out + "/" + keptAnswersName) == nil)
    // A foreign file of that name is neither written nor removed.
    try Data("mine\n".utf8).write(to: URL(filePath: out + "/" + keptAnswersName))
    #expect(try run(["explain", out]).status == 73)
    #expect(try run(["solve", lists, "--out", out]).status == 0)
    #expect(fileData(out + "/" + keptAnswersName) == Data("mine\n".utf8))
  }

  @Test func aNoteOfALaterRunThatCannotBeReadCounts() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    #expect(try run(["solve", xiaohe.appending(path: "lists").path, "--out", out]).status == 0)
    for text in ["", "{", "{}"] {
      try Data(text.utf8).write(to: URL(filePath: out + "/" + LastRun.name))
      let verified = try run(["verify", out, "--lang", "en"])
      #expect(verified.status == 70 && (verified.out + verified.error).contains("cannot be read"), "\(verified)")
      #expect(try run(["roster", out, "--out", folder + "/r"]).status == 65)
    }
  }

  @Test func anExportReplacesOnlyAnExport() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = xiaohe.appending(path: "lists").path
    try Data("mine\n".utf8).write(to: folder.appending(path: "m"))
    let refused = try run(["export", lists, "--out", "m", "--lang", "en"], in: folder)
    #expect(refused.status == 73 && refused.error.contains("m: error [output-foreign]"), "\(refused)")
    #expect(try String(contentsOf: folder.appending(path: "m"), encoding: .utf8) == "mine\n")
    // The command does not wait on a named pipe.
    #expect(mkfifo(folder.path + "/queue", 0o600) == 0)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "120", executable().path, "export", lists, "--out", "queue"]
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 73)
    for format in ["mps", "lp"] {
      #expect(try run(["export", lists, "--format", format, "--out", "p"], in: folder).status == 0)
      let again = try run(["export", lists, "--format", format, "--out", "p", "--lang", "en"], in: folder)
      #expect(again.status == 0 && again.error.contains("was replaced"), "\(again)")
    }
  }

  /// Exceeding the file size limit is reported like a full disk.
  @Test func aLimitOnTheSizeOfFilesIsStatus73() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -f 4; exec \"$0\" solve \"$1\" --out o", executable().path, xiaohe.appending(path: "lists").path,
    ]
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 73)
    #expect(names(in: folder.path) == [])
  }
}

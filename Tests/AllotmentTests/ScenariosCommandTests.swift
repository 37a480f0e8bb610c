import Allotment
import Foundation
import Formulation
import Intake
import Model
import Testing

@testable import Reports
@testable import SwiftSource

private let xiaohe = repository.appending(path: "Scenarios/xiaohe")

/// `allot scenarios` on the scenarios of Xiaohe.
@Suite struct ScenariosCommandTests {
  private func scenarios(_ out: String, _ more: [String] = []) throws -> (status: Int32, out: String, error: String) {
    try run(
      ["scenarios", xiaohe.appending(path: "lists").path, "--out", out, "--gap", "0"]
        + ["--file", xiaohe.appending(path: "情景.csv").path] + more)
  }

  /// The bytes of every file below a folder but the times that a run took.
  private func bytes(_ folder: String) -> [String: Data] {
    var out: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    where !path.hasSuffix("timings.json") {
      out[path] = fileContents(folder + "/" + path)
    }
    return out
  }

  @Test func theComparisonReadsAsExpectedAndAsThePageShowsIt() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = try String(contentsOf: repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    for language in ["zh", "en"] {
      let result = try scenarios(folder.path + "/" + language, ["--lang", language])
      #expect(result.status == 0)
      let file = xiaohe.appending(path: "expected/scenarios.\(language).txt")
      #expect(result.out == (try? String(contentsOf: file, encoding: .utf8)), "\(result.out)")
      if language == "zh" { #expect(page.contains(result.out)) }
      let written = folder.path + "/\(language)/comparison/comparison.txt"
      #expect(try String(contentsOfFile: written, encoding: .utf8) == result.out)
    }
  }

  @Test func thePageHasTheColumnsAsTheyAreRead() throws {
    let page = try String(contentsOf: repository.appending(path: "docs/scenarios.md"), encoding: .utf8)
    #expect(page.contains(TableSchema.scenarios.guide))
  }

  /// Each folder is a plan's folder, and its plan is worth what the plan of these very lists is worth.
  @Test func everyFolderIsThatOfThePlanOfTheListsInIt() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.path + "/o"
    #expect(try scenarios(out).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: out).filter { $0 != "comparison" }
    #expect(names.count == 11)
    for name in names {
      #expect(try run(["verify", out + "/" + name]).status == 0, "\(name)")
      let plan = try Plan(json: Data(contentsOf: URL(filePath: out + "/\(name)/plan.json")), file: name)
      let again = folder.path + "/again"
      let words = ["solve", out + "/\(name)/lists", "--out", again, "--gap", "0", "--objective", plan.objective]
      #expect(try run(words).status == 0)
      let other = try Plan(json: Data(contentsOf: URL(filePath: again + "/plan.json")), file: name)
      #expect(plan.stages.prefix(3).map(\.value) == other.stages.prefix(3).map(\.value), "\(name)")
      #expect(plan.lists == other.lists, "\(name)")
      #expect(try run(["why-not", out + "/" + name, "P4"]).status == 0, "\(name)")
    }
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for threads in ["1", "3"] {
      #expect(try scenarios(folder + "/" + threads, ["--threads", threads]).status == 0)
    }
    let (one, three) = (bytes(folder + "/1"), bytes(folder + "/3"))
    #expect(one == three && one.count > 100)
  }

  /// Whenever a run is killed, the next one ends with the same bytes.
  @Test func aRunThatWasKilledGoesOnWithTheSameBytes() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try scenarios(folder + "/whole").status == 0)
    let wanted = bytes(folder + "/whole")
    var (random, kept) = (SplitMix64(state: 32), 0)
    for number in 0..<5 {
      let out = folder + "/killed-\(number)"
      let process = Process()
      process.executableURL = executable()
      process.arguments = [
        "scenarios", xiaohe.appending(path: "lists").path, "--out", out, "--gap", "0", "--file",
        xiaohe.appending(path: "情景.csv").path,
      ]
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      // Killed once so many folders are there, and a moment later.
      let least = Int.random(in: 0...8, using: &random)
      while process.isRunning, (try? FileManager.default.contentsOfDirectory(atPath: out).count) ?? 0 < least {
        usleep(2000)
      }
      usleep(UInt32.random(in: 0...30_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let plans = Set(bytes(out).keys.filter { $0.hasSuffix("/plan.json") && !$0.contains(".allot-") })
      let before = plans.map { (out + "/" + $0, modified(out + "/" + $0)) }
      #expect(try scenarios(out).status == 0)
      // A plan that was there is read and not made again.
      for (path, date) in before { #expect(modified(path) == date, "\(path)") }
      kept += before.count
      #expect(bytes(out).filter { !$0.key.hasSuffix(".lock") } == wanted, "\(number)")
    }
    #expect(kept > 0)
  }

  private func modified(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  @Test func changedOptionsAndChangedScenariosAreSolvedAnewAndEditedPlansAreLeftAlone() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (file, out) = (folder + "/s.csv", folder + "/o")
    func go(_ value: String, _ more: [String] = []) throws -> Int32 {
      try Data("scenario,list,item,change,value\na,funds,F1,amount,\(value)\nb,funds,F2,amount,-50%\n".utf8).write(
        to: URL(filePath: file))
      let lists = xiaohe.appending(path: "lists").path
      return try run(["scenarios", lists, "--file", file, "--out", out] + more).status
    }
    #expect(try go("-50%") == 0)
    let first = bytes(out)
    #expect(try go("-50%") == 0)
    #expect(bytes(out) == first)
    #expect(try go("-90%") == 0)
    let second = bytes(out)
    #expect(second["a/plan.json"] != first["a/plan.json"] && second["b/plan.json"] == first["b/plan.json"])
    #expect(try go("-50%") == 0)
    #expect(bytes(out) == first)
    #expect(try go("-50%", ["--objective", "count"]) == 0)
    #expect(bytes(out)["b/scenario.json"] != first["b/scenario.json"])
    let plan = URL(filePath: out + "/a/plan.json")
    try (String(contentsOf: plan, encoding: .utf8) + " ").write(to: plan, atomically: true, encoding: .utf8)
    #expect(try go("-50%", ["--objective", "count"]) == 73)
    #expect(try String(contentsOf: plan, encoding: .utf8).hasSuffix(" "))
  }

  /// Every sum of the comparison follows from the plans alone.
  @Test func theFiguresAgreeWithThePlans() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.path + "/o"
    let result = try scenarios(out, ["--json"])
    let comparison = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    let rows = try #require(comparison["scenarios"] as? [[String: Any]])
    #expect(rows.count == 11)
    for row in rows {
      let name = try #require(row["name"] as? String)
      let plan = try Plan(json: Data(contentsOf: URL(filePath: out + "/\(name)/plan.json")), file: name)
      let instance = try Instance(readLists(out + "/\(name)/lists").lists)
      #expect(row["value"] as? String == plan.stage(.utilitarian)?.value && row["seal"] as? String == plan.seal)
      #expect(row["projects"] as? Int == plan.allocation.awards.count)
      let used = Int(plan.allocation.moneyUsed)
      let available = instance.lists.funds.reduce(0) { $0 + Int($1.available.minorUnits) }
      #expect(row["used"] as? Int == used && row["idle"] as? Int == available - used)
      let funds = try #require(row["funds"] as? [[String: Any]])
      #expect(funds.reduce(0) { $0 + ($1["used"] as? Int ?? 0) } == used)
      #expect(funds.reduce(0) { $0 + ($1["idle"] as? Int ?? 0) } == available - used)
      // Xiaohe has no weights of places, so the points add up to the plan's value.
      for key in ["needs", "tiers", "villages", "groups"] {
        let sums = try #require(row[key] as? [[String: Any]])
        let points = sums.reduce(Int128(0)) { $0 + (Decimals($1["points"] as? String ?? "")?.value ?? 0) }
        if plan.objective == "value" {
          #expect(points == Decimals(plan.stage(.utilitarian)!.value)?.value, "\(name) \(key)")
        }
        #expect(sums.reduce(0) { $0 + ($1["open"] as? Int ?? 0) } == instance.lists.needs.count { $0.status == .open })
      }
    }
    try expectMatrix(comparison, rows, out)
  }

  private func expectMatrix(_ comparison: [String: Any], _ rows: [[String: Any]], _ out: String) throws {
    let projects = try #require(comparison["projects"] as? [[String: Any]])
    #expect(projects.count == 9)
    for project in projects {
      let id = ProjectID(try #require(project["project"] as? String))
      let cells = try #require(project["scenarios"] as? [String: String])
      for row in rows {
        let name = try #require(row["name"] as? String)
        let plan = try Plan(json: Data(contentsOf: URL(filePath: out + "/\(name)/plan.json")), file: name)
        let isThere = plan.allocation.awards.contains { $0.project == id }
        #expect((cells[name] == "in") == isThere, "\(id) \(name)")
      }
      let inAll = cells.values.allSatisfy { $0 == "in" }
      #expect((project["kept"] as? String == "all") == inAll)
    }
  }

  @Test func theComparisonIsAsItsSchemaSays() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try scenarios(folder.path + "/o", ["--json"]).out
    let file = folder.path + "/none.csv"
    let rows =
      "scenario,list,item,change,value\nnone,pins,must_fund,new,project=P6;reason=r;by=b\naB,funds,F1,amount,+1元\n"
    try Data(rows.utf8).write(to: URL(filePath: file))
    let lists = xiaohe.appending(path: "lists").path
    let without = try run(["scenarios", lists, "--file", file, "--out", folder.path + "/p", "--json", "--no-regret"])
    #expect(without.status == 0 && without.out.contains("\"status\":\"infeasible\"") && without.out.contains("\"aB\""))
    // The text says of the scenario what `solve` says of its lists.
    let forced = folder.path + "/forced"
    try FileManager.default.copyItem(atPath: folder.path + "/p/none/lists", toPath: forced)
    for language in ["zh", "en"] {
      let text = try run([
        "scenarios", lists, "--file", file, "--out", folder.path + "/p", "--no-regret", "--lang", language,
      ]).out
      let said = try run(["solve", forced, "--out", folder.path + "/q", "--lang", language]).error
      let lines = said.split(separator: "\n").map(String.init)
      let first = try #require(lines.firstIndex { $0.hasSuffix(language == "zh" ? "：" : ":") }, "\(said)")
      #expect(text.contains((language == "zh" ? "  none：" : "  none: ") + lines[first] + "\n"), "\(text)")
      let rules = lines[(first + 1)...].prefix { $0.hasPrefix("  ") }
      #expect(!rules.isEmpty && rules.allSatisfy { text.contains("\n  \($0)\n") }, "\(rules) \(text)")
    }
    let breaches = try SchemaChecker().breaches(of: [whole, without.out], schema: "scenarios")
    #expect(breaches == ["", ""])
    // Without a plan there is nothing to solve again.
    let again = try run(["scenarios", lists, "--file", file, "--out", folder.path + "/p", "--json", "--no-regret"])
    #expect(again.out == without.out)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/p/none/plan.json"))
  }

  @Test func objectivesOfScenariosAreThoseOfThePolicy() {
    #expect(Set(["value", "money", "count"]) == Set(PolicyObjective.allCases.map(\.rawValue)))
  }

  @Test func aSecondRunInTheSameFolderIsRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lock = try OutputFolder(folder.path + "/o/comparison", for: .scenarios)
    #expect(try scenarios(folder.path + "/o").status == 73)
    withExtendedLifetime(lock) {}
    #expect(try scenarios(lists: folder.path + "/o").status == 64)
  }

  private func scenarios(lists: String) throws -> (status: Int32, out: String, error: String) {
    try run(["scenarios", lists, "--out", lists])
  }
}

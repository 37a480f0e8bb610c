import Allotment
import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite struct CommandTests {
  @Test func refusedListsWriteNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = root.appending(path: "Scenarios/refused/money-negative/lists").path
    let result = try run(["solve", lists, "--out", folder.path + "/out"])
    #expect(result.status == 65)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
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

  /// A limit that leaves no time for the later stages still tells what the plan is worth.
  @Test func aPlanStoppedEarlyHasItsObjectiveAndItsBound() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try run([
        "generate", "--places", "9", "--needs", "60", "--funds", "9", "--projects", "60", "--out", folder.path + "/l",
      ]).status == 0)
    let result = try run(["solve", folder.path + "/l", "--out", folder.path + "/o", "--json", "--time-limit", "0.05"])
    // Fifty milliseconds may or may not be enough for a first plan.
    if result.status != 2 {
      #expect(result.out.contains("\"objective\":") && result.out.contains("\"bound\":"), "\(result)")
      // What was not searched is not proven.
      if result.out.contains("\"limit\":\"time\"") { #expect(!result.out.contains("\"gap\":0,"), "\(result)") }
    }
  }

  /// A disk that is full leaves neither a file nor a folder behind.
  @Test func whatCannotBeWrittenWhollyLeavesNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: WriteFault.self) {
      try writeAtomically(
        ["a/b/one": Data("1".utf8), "z/\(String(repeating: "long", count: 100))": Data("2".utf8)],
        into: folder.path + "/o")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  /// What an earlier plan left beside the new one is not read as its lists.
  @Test func aPlanIsKeptWithItsOwnListsAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "l")
    #expect(
      try run(["generate", "--places", "2", "--needs", "4", "--funds", "2", "--projects", "4", "--out", lists.path])
        .status == 0)
    try Data("kind,project,by,reason\nmust_not,P1,meeting,none\n".utf8).write(to: lists.appending(path: "pins.csv"))
    // A name of one letter, relative to where we are.
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
        .components(separatedBy: "\"timings\"")[0]
    }
    #expect(plans[0] == plans[1] && plans[1] == plans[2] && plans[0].contains("allot-plan-1"))
  }

  @Test func usageIsStatus64() throws {
    #expect(try run(["solve"]).status == 64)
    #expect(try run(["import", "--list-profiles"]).out == "baltimore-cip\nnyc-board-requests\n")
  }
}

/// What commands print, and where it goes.
@Suite struct AnswerTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func anAnswerThatCannotBePrintedIsAnError() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = root.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", folder.path + "/o"]).status == 0)
    for arguments in [
      ["solve", lists, "--out", folder.path + "/o"], ["check", lists], ["verify", folder.path + "/o"], ["columns"],
      ["why-not", folder.path + "/o", "P4"], ["export", lists], ["import", "--list-profiles"],
    ] {
      let result = try run(arguments, output: "/dev/full")
      #expect(result.status == 73 && result.error.contains("/dev/stdout"), "\(arguments): \(result)")
    }
  }

  @Test func findingsArePrintedAsJSONToo() throws {
    let refused = root.appending(path: "Scenarios/refused")
    let wrong = try run(["check", refused.appending(path: "money-negative/lists").path, "--json"])
    let answer = try json(wrong.out)
    #expect(wrong.status == 65 && answer["status"] as? String == "refused")
    let finding = try #require((answer["findings"] as? [[String: Any]])?.first)
    #expect(finding["code"] as? String == "money-negative" && (finding["line"] as? Int ?? 0) > 1)
    #expect((finding["mend"] as? [String: String])?.keys.sorted() == ["en", "zh"])
    let warned = try json(run(["check", refused.appending(path: "cost-missing/lists").path, "--json"]).out)
    #expect(warned["status"] as? String == "accepted" && (warned["findings"] as? [Any])?.count == 1)
    for command in [
      ["solve", "nowhere", "--out", "o"], ["conflicts", "nowhere"], ["verify", "nowhere"], ["advise", "nowhere"],
    ] {
      let result = try run(command + ["--json"])
      #expect(result.status == 65, "\(command): \(result)")
      #expect(try json(result.out)["status"] as? String == "refused")
    }
  }

  @Test func theStatusSaysWhatIsProven() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = root.appending(path: "Scenarios/qinghe/lists").path
    for gap in ["0.1", "0.0001"] {
      let answer = try json(
        run(["solve", lists, "--out", folder.path + "/o", "--json", "--gap", gap, "--work-limit", "200000"]).out)
      let (status, reached) = (answer["status"] as? String, answer["gap"] as? Double ?? -1)
      switch status {
      case "optimal": #expect(reached == 0)
      case "within_gap": #expect(reached > 0 && reached <= Double(gap)!)
      default: #expect(status == "feasible" && answer["limit"] != nil)
      }
    }
    let none = try json(
      run(["solve", root.appending(path: "Scenarios/xiaohe/contradiction").path, "--out", folder.path + "/o", "--json"])
        .out)
    #expect(none["status"] as? String == "infeasible" && (none["money_available"] as? Int ?? 0) > 0)
    #expect((none["conflict"] as? [[String: Any]])?.isEmpty == false)
  }
}

/// Help and usage are said in the language of everything else.
@Suite struct HelpTests {
  private static let commands: [[String]] =
    [[]]
    + [
      "check", "solve", "verify", "explain", "why-not", "what-if", "next", "alternatives", "advise", "conflicts",
      "roster",
      "export", "import", "generate", "columns",
    ].map { [$0] } + [["import", "pabulib"], ["import", "preferences"], ["import", "table"]]

  private func hasHan(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test(arguments: commands) func helpIsInOneLanguage(command: [String]) throws {
    let english = try run(command + ["--help"], environment: ["LC_ALL": "C"])
    #expect(english.status == 0 && !hasHan(english.out) && english.out.contains("USAGE: "))
    let chinese = try run(command + ["--help"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.status == 0 && chinese.error.isEmpty)
    for words in [
      "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "default", "values", "Show", "See", "the ",
    ] {
      #expect(!chinese.out.contains(words), "\(words): \(chinese.out)")
    }
    // Each option, argument and command says in Chinese what it is for.
    let entries = chinese.out.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    let lines = chinese.out.split(separator: "\n")
    for entry in entries where !hasHan(entry) {
      let next = lines.firstIndex(of: entry)! + 1
      #expect(next < lines.count && hasHan(lines[next]), "\(entry)")
    }
  }

  @Test(
    arguments: [
      (["solve"], "错误：缺少参数 '<lists>'"), (["solve", "l", "--out"], "错误：'--out <out>' 后缺少取值"),
      (["solve", "l", "--out", "o", "--gap", "x"], "错误：'--gap <gap>' 的取值 'x' 无效"),
      (["solve", "l", "--out", "o", "--gap", "2"], "错误：--gap 应在 0 与 1 之间"),
      (["solve", "l", "--out", "o", "--objective", "x"], "；可填 'count', 'money' 或 'value'。"),
      (["solve", "l", "m", "--out", "o"], "错误：多余的参数 'm'"), (["solve", "l", "m", "n", "--out", "o"], "错误：多余的 2 个参数："),
      (["check", "l", "--jsn"], "错误：没有选项 '--jsn'；是否应为 '--json'？"), (["check", "l", "--json=x"], "错误：选项 '--json' 不带取值"),
      (["chek"], "错误：多余的参数 'chek'"),
    ] as [([String], String)]) func usageIsSaidInChinese(arguments: [String], said: String) throws
  {
    for (more, environment) in [(["--lang", "zh"], "C"), (["--lang=zh"], "C"), ([], "zh_CN.UTF-8")] {
      // At the top nothing takes the option.
      if arguments == ["chek"], !more.isEmpty { continue }
      let words = Array(arguments.prefix(1)) + more + arguments.dropFirst()
      let result = try run(words, environment: ["LC_ALL": environment])
      #expect(result.status == 64 && result.error.contains(said), "\(result)")
      #expect(!result.error.contains("Usage") && !result.error.contains("See"), "\(result)")
    }
    let english = try run(arguments, environment: ["LC_ALL": "C"])
    #expect(english.status == 64 && !hasHan(english.error) && english.error.contains("Error: "))
  }

  @Test func completionScriptsAreTheShells() throws {
    let scripts = try ["C", "zh_CN.UTF-8"].map {
      try run(["--generate-completion-script", "bash"], environment: ["LC_ALL": $0]).out
    }
    #expect(scripts[0].count > 1000 && scripts[0] == scripts[1])
  }
}

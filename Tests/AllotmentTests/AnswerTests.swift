import Foundation
import Testing

private let root = repository

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

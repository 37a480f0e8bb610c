import Foundation
import Model
import Testing

@testable import Allotment
@testable import SwiftSource

/// What commands print, and where it goes.
@Suite struct AnswerTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func anAnswerThatCannotBePrintedIsAnError() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
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
    let refused = repository.appending(path: "Scenarios/refused")
    let wrong = try run(["check", refused.appending(path: "money-negative/lists").path, "--json"])
    let answer = try json(wrong.out)
    #expect(wrong.status == 65 && answer["status"] as? String == "refused")
    let finding = try #require((answer["findings"] as? [[String: Any]])?.first)
    #expect(finding["code"] as? String == "money-negative" && (finding["line"] as? Int ?? 0) > 1)
    #expect((finding["mend"] as? [String: String])?.keys.sorted() == ["en", "zh"])
    let doubtful = repository.appending(path: "Scenarios/warned/cost-missing/lists").path
    let warned = try json(run(["check", doubtful, "--json"]).out)
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
    var statuses: Set<String> = []
    for (number, (scenario, gap, work)) in [
      ("xiaohe", "0", "3000000"), ("qinghe", "0.1", "5000"), ("xiaohe", "0", "20"), ("shimen", "0.001", "20"),
    ].enumerated() {
      let lists = repository.appending(path: "Scenarios/\(scenario)/lists").path
      let out = folder.appending(path: "o\(number)")
      let result = try run(["solve", lists, "--out", out.path, "--json", "--gap", gap, "--work-limit", work])
      #expect(result.status == 0, "\(result)")
      let plan = try Plan(json: Data(contentsOf: out.appending(path: "plan.json")), file: "plan.json")
      #expect(plan.requestedGap == Double(gap))
      statuses.insert(try expectProven(json(result.out), by: plan))
    }
    #expect(statuses == ["optimal", "within_gap", "feasible"])
  }

  /// Where there is no plan, nothing is said of its worth.
  @Test func theStatusWithoutAPlanSaysWhy() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appending(path: "o")
    let cases = [
      ("xiaohe/contradiction", "3000000", "infeasible", 1, nil), ("qinghe/lists", "1", "undecided", 2, "work"),
    ]
    for (lists, work, status, code, limit) in cases {
      let path = repository.appending(path: "Scenarios/\(lists)").path
      let result = try run(["solve", path, "--out", out.path, "--json", "--work-limit", work])
      let answer = try json(result.out)
      #expect(result.status == code && answer["status"] as? String == status, "\(result)")
      #expect(answer["limit"] as? String == limit && answer["money_available"] as? Int ?? 0 > 0, "\(result)")
      for key in ["objective", "bound", "gap", "certificate"] { #expect(answer[key] == nil, "\(key): \(result)") }
      let conflict = answer["conflict"] as? [[String: Any]]
      #expect(status == "infeasible" ? conflict?.isEmpty == false : conflict == nil, "\(result)")
      #expect(!FileManager.default.fileExists(atPath: out.path), "\(lists)")
    }
  }
}

/// Expects that `solve --json` says of a plan what the values and bounds in its `plan.json` prove.
/// - Returns: The status that they prove.
func expectProven(_ answer: [String: Any], by plan: Plan) throws -> String {
  let policy = try #require(plan.stages.firstIndex { $0.name == "utilitarian" })
  let decisive = try plan.stages[...policy].map { stage in
    let value = try #require(Decimal(string: stage.value)), bound = try #require(Decimal(string: stage.bound))
    return (stage: stage, value: value, distance: abs(bound - value))
  }
  let isEnded = decisive.contains { $0.stage.limit != nil }
  let isClose = decisive.allSatisfy { $0.distance <= Decimal(plan.requestedGap) * abs($0.value) }
  let isBest = decisive.allSatisfy { $0.distance == 0 && $0.stage.certificate == "exact" }
  let status = isEnded || !isClose ? "feasible" : isBest ? "optimal" : "within_gap"
  #expect(answer["status"] as? String == status, "\(answer)")
  #expect(status != "feasible" || answer["limit"] != nil, "\(answer)")
  let last = plan.stages[policy]
  #expect(answer["objective"] as? Double == Double(last.value), "\(answer)")
  #expect(answer["bound"] as? Double == Double(last.bound), "\(answer)")
  #expect(answer["gap"] as? Double == last.gap && (last.gap == 0) == (last.value == last.bound), "\(answer)")
  #expect(answer["certificate"] as? String == last.certificate, "\(answer)")
  return status
}

import Explanation
import Formulation
import Foundation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import SwiftSource

/// What an answer says about the reuse in its solves.
@Suite struct ReusedTests {
  /// If a forced decision does not lower the floors of the plan, they are fixed and not solved again.
  @Test func aForcedSolveHoldsThePlansFloorsUnlessTheyFall() throws {
    var (held, anew) = (0, 0)
    for seed in 0..<120 as Range<UInt64> {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      for project in township.instance.lists.projects.map(\.id) {
        let answer = try township.explainer.answer(.project(project))
        let plan = try #require(answer.solves.first { $0.name == "plan" }?.lexicographicValue)
        let record = try #require(answer.solves.first { $0.name.hasSuffix(" \(project)") })
        let comment = "seed \(seed) \(project)"
        guard let lexicographicValue = record.lexicographicValue else {
          #expect(record.reused == Reused(), "\(comment)")
          continue
        }
        if lexicographicValue.fallsBelow(plan) {
          #expect(record.reused.floors == 0, "\(comment)")
          anew += 1
        } else {
          #expect(record.reused.floors == plan.levels.count - 1, "\(comment)")
          if plan.levels.count > 1 { held += 1 }
        }
      }
    }
    #expect(held > 20 && anew > 5, "\(held) \(anew)")
  }

  /// A solve with more resources starts from the plan with fewer. The solve of the plan itself reports what `plan.json`
  /// says.
  @Test func theJSONSaysWhatWasKnownBefore() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", plan, "--gap", "0"]).status == 0)
    let written = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: URL(filePath: plan + "/plan.json")))
    let deciding = written.stages.prefix { $0.name != "utilitarian" }.compactMap(\.reused)
    #expect(!deciding.isEmpty)
    let solves = try solves(["why-not", plan, "P4"])
    #expect(solves["plan"]?["basis"] as? Int == deciding.reduce(0) { $0 + $1.basis })
    #expect(solves["plan"]?["floors"] as? Int == 0)
    #expect(solves["with P4"]?["plan"] as? Bool == true && solves["with P4"]?["floors"] as? Int == 2)
    // No plan has the project, so nothing was reused.
    let forbidden = try self.solves(["why-not", plan, "P6"])
    #expect(forbidden["with P6"]?.isEmpty == true)
    // A point found with some rules waived also obeys the rules that are left.
    #expect(forbidden["conflict: with P6"]?["plan"] as? Bool == true)
    for (name, reused) in try self.solves(["next", plan, "F3"]) where name != "plan" {
      #expect(reused["plan"] as? Bool == true, "\(name)")
    }
  }

  /// What each solve in the JSON of a question reused, by name; empty if the field is absent.
  private func solves(_ arguments: [String]) throws -> [String: [String: Any]] {
    let answers = try JSONSerialization.jsonObject(with: Data(run(arguments + ["--json"]).out.utf8))
    let records = try #require((answers as? [[String: Any]])?.first?["solves"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: records.map { ($0["name"] as! String, $0["reused"] as? [String: Any] ?? [:]) })
  }
}

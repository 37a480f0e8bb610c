import Explanation
import Formulation
import Foundation
import IntegerProgram
import Model
import Testing

/// What an answer says of that its solves began with.
@Suite struct ReusedTests {
  /// The plan's floors are held, and not solved, wherever what is asked for leaves them as they are.
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

  /// What more allows begins where less led to, and the plan's own solve says what `plan.json` says.
  @Test func theJSONSaysWhatWasKnownBefore() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    let lists = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", plan, "--gap", "0"]).status == 0)
    let written = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: URL(filePath: plan + "/plan.json")))
    let deciding = written.stages.prefix { $0.name != "utilitarian" }.compactMap(\.reused)
    #expect(!deciding.isEmpty)
    let solves = try solves(["why-not", plan, "P4"])
    #expect(solves["plan"]?["basis"] as? Int == deciding.reduce(0) { $0 + $1.basis })
    #expect(solves["plan"]?["floors"] as? Int == 0)
    #expect(solves["with P4"]?["plan"] as? Bool == true && solves["with P4"]?["floors"] as? Int == 2)
    // No plan has it: nothing was of use.
    let forbidden = try self.solves(["why-not", plan, "P6"])
    #expect(forbidden["with P6"]?.isEmpty == true)
    // A point found with some rules taken away obeys others that are left, too.
    for name in ["conflict: with P6", "repairs: with P6"] {
      #expect(forbidden[name]?["plan"] as? Bool == true, "\(name)")
    }
    for (name, reused) in try self.solves(["next", plan, "F3"]) where name != "plan" {
      #expect(reused["plan"] as? Bool == true, "\(name)")
    }
  }

  /// What the solves of a question's JSON reused, by name; nothing where that is left out.
  private func solves(_ arguments: [String]) throws -> [String: [String: Any]] {
    let answers = try JSONSerialization.jsonObject(with: Data(run(arguments + ["--json"]).out.utf8))
    let records = try #require((answers as? [[String: Any]])?.first?["solves"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: records.map { ($0["name"] as! String, $0["reused"] as? [String: Any] ?? [:]) })
  }
}

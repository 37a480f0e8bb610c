import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks the value of each repair of an infeasible project against every allocation of small instances.
@Suite struct RepairWorthTests {
  @Test(arguments: 0..<4) func valuesOfRepairsAreThoseOfExhaustiveSearch(batch: UInt64) throws {
    var (chosen, behind) = (0, 0)
    for seed in seeds(batch, of: 4, count: 1000, oneIn: 6) {
      var lists = twoProjects(seed: seed)
      // A province may waive all that is not law.
      lists.planner = .province
      guard let universe = AllAllocations(try Instance(lists), atMost: 250), let township = try ExplainedTownship(lists)
      else { continue }
      for project in lists.projects.map(\.id) where !township.projects.contains(project) {
        if universe.best(where: { $0.projects.contains(project) }) != nil { continue }
        let sentences = try township.explainer.whyNot(.project(project)).sentences
        let comment = "seed \(seed) \(project)"
        var last: ExhaustiveSearch.Score?
        for (number, sentence) in sentences.enumerated() where sentence.message == .repair {
          let rules = Set(waived(sentence))
          // Waiving a floor or a due period changes the value of every plan.
          let worth = rules.filter { ["basic-floor", "must-serve", "due-period"].contains($0.rule) }
          let other = worth.isEmpty ? universe : AllAllocations(township.instance, atMost: 250, givingUp: worth)!
          let with = other.best(givingUp: rules) { $0.projects.contains(project) }
          let without = other.best(givingUp: rules) { !$0.projects.contains(project) }
          guard let with else {
            Issue.record("\(comment): \(rules) does not help")
            continue
          }
          let said = sentences[(number + 1)...].first {
            [.repairSelects, .repairNotEnough, .repairAlike].contains($0.message)
          }
          #expect(said?.values["after"] == .objective(with.value), "\(comment) \(rules)")
          // If both are equally good, either may be chosen.
          if let without, without != with {
            #expect(said?.message == (without < with ? .repairSelects : .repairNotEnough), "\(comment) \(rules)")
          }
          if said?.message == .repairSelects { chosen += 1 } else { behind += 1 }
          if worth.isEmpty, let last { #expect(!(last < with), "\(comment): the better comes first") }
          if worth.isEmpty { last = with }
        }
      }
    }
    #expect(chosen > 3 && behind > 3, "\(chosen) \(behind)")
  }

  private func waived(_ sentence: Sentence) -> [Meaning] {
    guard case .items(let items)? = sentence.values["waive"] else { return [] }
    return items.compactMap { item in
      guard case .text(let text) = item, let match = text.en.wholeMatch(of: /([a-z-]+)\((.*)\)/) else { return nil }
      return Meaning(String(match.1), match.2.split(separator: ",").map(String.init))
    }
  }
}

import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// One question, one value: what `why-not` says of a waiver is what `what-if` says of it.
@Suite struct SuppositionTests {
  @Test(arguments: 0..<4, [false, true]) func whyNotAndWhatIfSayTheSameOfAWaiver(batch: UInt64, isLimited: Bool) throws
  {
    var (chosen, behind) = (0, 0)
    for seed in seeds(batch, of: 4, count: 400) {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      // Each question is asked anew, as by another run.
      let again = try #require(try ExplainedTownship(twoProjects(seed: seed)))
      let explainer = try #require(isLimited ? township.limited : township.explainer)
      let other = try #require(isLimited ? again.limited : again.explainer)
      for project in township.instance.lists.projects.map(\.id) where !township.projects.contains(project) {
        let said = try explainer.whyNot(.project(project)).sentences
        for (number, sentence) in said.enumerated() where sentence.message == .repair {
          guard let worth = said[(number + 1)...].firstIndex(where: { worths.contains($0.message) }) else { continue }
          var supposition = Supposition()
          supposition.changes = waived(sentence).map(Change.waived)
          if said[worth].message != .repairSelects { supposition.constraints = [.carriedOut(project)] }
          if said[worth].message == .repairSelects { chosen += 1 } else { behind += 1 }
          let mine = said[(worth + 1)...].prefix { $0.depth >= said[worth].depth }.first {
            values.contains($0.message)
          }
          let theirs = try other.whatIf(supposition).sentences.first { values.contains($0.message) }
          // Where a limit comes first, one question may know less than the other, which worked before.
          if isLimited, mine == nil || theirs == nil { continue }
          #expect(mine?.message == theirs?.message, "seed \(seed) \(project)")
          for name in ["before", "after", "gain", "price", "least", "most", "error"] {
            #expect(mine?.values[name] == theirs?.values[name], "seed \(seed) \(project) \(name)")
          }
        }
      }
    }
    #expect(chosen + behind > 3, "\(chosen) \(behind)")
  }

  private let worths: [Message] = [.repairSelects, .repairNotEnough, .repairAlike, .repairPossible]
  private let values: [Message] = [
    .priceGain, .sameAchieved, .priceExact, .priceWithin, .priceMore, .priceBetween, .gainBetween, .priceAlike,
    .changeUnclear,
  ]

  private func waived(_ sentence: Sentence) -> [Meaning] {
    guard case .items(let items)? = sentence.values["waive"] else { return [] }
    return items.compactMap { item in
      guard case .text(let text) = item, let match = text.en.wholeMatch(of: /([a-z-]+)\((.*)\)/) else { return nil }
      return Meaning(String(match.1), match.2.split(separator: ",").map(String.init))
    }
  }
}

import Audit
import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks prices in answers against every plan of small instances.
@Suite struct ExplainedPricesTests {
  /// Asks about projects, needs and places.
  @Test(arguments: 0..<10) func pricesAndWhatIsDoneInsteadAreExhaustiveSearchs(batch: UInt64) throws {
    for seed in seeds(batch, of: 10, count: 1000) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else {
        Issue.record("seed \(seed): a plan, and exhaustive search has none")
        continue
      }
      for project in township.instance.lists.projects.map(\.id) {
        let isIn = township.projects.contains(project)
        let answer = try township.explainer.answer(.project(project))
        var said = try #require(answer.price(isIn ? "Without it" : "If it had to be in the plan"))
        // The decision that the question forces is not listed again.
        #expect(!said.come.contains(project) && !said.gone.contains(project), "seed \(seed) \(project)")
        if !said.isImpossible { if isIn { said.gone.insert(project) } else { said.come.insert(project) } }
        Self.expect(said, township, best, &search, "seed \(seed) \(project)") { $0.projects.contains(project) != isIn }
      }
      for need in township.instance.lists.needs where seed % 4 == 0 {
        let answer = try township.explainer.answer(.need(need.id))
        if let said = answer.price("If it were not served") {
          Self.expect(said, township, best, &search, "seed \(seed) \(need.id)") {
            township.served(need.id, in: $0) == 0
          }
        }
        for what in ["If it had to be served wholly", "If it had to be served as far as it can"] {
          guard let said = answer.price(what) else { continue }
          let whole = Int128(need.quantity.milli) * 1000
          let most = min(whole, Formulation(township.instance).mostServed(need.id))
          #expect((most == whole) == what.hasSuffix("wholly"))
          Self.expect(said, township, best, &search, "seed \(seed) \(need.id) \(what)") {
            township.served(need.id, in: $0) >= most
          }
        }
      }
      if seed % 4 == 1 { try expectPlaces(township, seed) }
    }
  }

  /// Compares a price with the best of all plans that meet the opposite condition.
  static func expect(
    _ said: SaidPrice, _ township: ExplainedTownship, _ best: ExhaustiveSearch.Score, _ search: inout ExhaustiveSearch,
    _ comment: String, otherwise: (Allocation) -> Bool
  ) {
    let other = search.best(where: otherwise)
    #expect(said.isImpossible == (other == nil), "\(comment)")
    guard let other, !said.isImpossible else { return }
    let floorsFall =
      other.worstShortfall > best.worstShortfall || other.shortfallSum > best.shortfallSum + 1e-9
    #expect(said.floorsFall == floorsFall, "\(comment)")
    #expect(said.isZero == (!floorsFall && other.value == best.value), "\(comment)")
    if !said.isZero { #expect(said.price == best.value - other.value, "\(comment)") }
    // The set of projects after the stated removals and additions is as good as the best plan.
    #expect(said.gone.isSubset(of: township.projects) && said.come.isDisjoint(with: township.projects), "\(comment)")
    let set = township.projects.subtracting(said.gone).union(said.come)
    let same = search.best { otherwise($0) && $0.projects == set }
    #expect(same.map { !($0 < other) } ?? false, "\(comment): \(set)")
  }

  /// Checks what the answer says that a place proposed, requested and received.
  private func expectPlaces(_ township: ExplainedTownship, _ seed: UInt64) throws {
    let lists = township.instance.lists
    for place in ["V1", "V2"] as [PlaceID] {
      let answer = try township.explainer.answer(.place(place))
      let mine = lists.projects.filter { $0.places.contains { $0.place == place } }.map(\.id)
      let title = answer.sentences[0].values, declared = answer.sentences[1].values
      #expect(
        title["declared"] == .count(mine.count)
          && title["count"] == .count(mine.count(where: township.projects.contains)))
      let needs = lists.needs.filter { $0.place == place && $0.status == .open }
      let served = needs.map {
        (township.served($0.id, in: township.plan.allocation), Int128($0.quantity.milli) * 1000)
      }
      #expect(declared["asked"] == .count(needs.count), "seed \(seed) \(place)")
      #expect(declared["whole"] == .count(served.count { $0.0 >= $0.1 }), "seed \(seed) \(place)")
      #expect(declared["part"] == .count(served.count { $0.0 > 0 && $0.0 < $0.1 }), "seed \(seed) \(place)")
      // Each project that is not carried out is answered as by a question about it alone.
      for project in mine where !township.projects.contains(project) {
        let own = try township.explainer.answer(.project(project)).sentences.dropFirst().map(\.text)
        #expect(own.filter { !answer.sentences.map(\.text).contains($0) } == [], "seed \(seed) \(place) \(project)")
      }
    }
  }
}

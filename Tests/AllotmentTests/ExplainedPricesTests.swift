import Audit
import Explanation
import Formulation
import Model
import Testing

@testable import allot

/// Checks prices and alternatives in answers against every plan of small instances.
@Suite struct ExplainedPricesTests {
  /// Asks about projects, needs and places of a thousand instances.
  @Test(arguments: 0..<20) func pricesAndWhatIsDoneInsteadAreExhaustiveSearchs(batch: UInt64) throws {
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else {
        Issue.record("seed \(seed): a plan, and exhaustive search has none")
        continue
      }
      for project in township.instance.lists.projects.map(\.id) {
        let isIn = township.projects.contains(project)
        let answer = try township.explainer.answer(.project(project))
        var said = try #require(answer.price(isIn ? "Without it" : "If it had to be carried out"))
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

  /// Checks alternatives: each in turn is as different as possible from the plans before it and nearly as good.
  @Test(arguments: 0..<4) func alternativesDifferAsMuchAsAnyAndAreTheBestOfThese(batch: UInt64) throws {
    var found = 0
    for seed in batch * 75..<batch * 75 + 75 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else { continue }
      let worst = best.value - best.value * 3000 / 10_000
      func isNear(_ score: ExhaustiveSearch.Score) -> Bool {
        score.worstShortfall <= best.worstShortfall && score.shortfallSum <= best.shortfallSum + 1e-9
          && score.value >= worst
      }
      // The best score of each set of projects.
      var sets: [Set<ProjectID>: ExhaustiveSearch.Score] = [:]
      let ids = township.instance.lists.projects.map(\.id)
      for mask in 0..<(1 << ids.count) {
        let set = Set(ids.indices.filter { mask & (1 << $0) != 0 }.map { ids[$0] })
        sets[set] = search.best { $0.projects == set }
      }
      let answer = try township.explainer.alternatives(3, within: Share(basisPoints: 3000))
      var known = [township.projects]
      func distance(_ set: Set<ProjectID>) -> Int { known.map { $0.symmetricDifference(set).count }.min()! }
      var said = answer.sentences[...]
      for number in 1...3 {
        let open = sets.filter { isNear($0.value) && distance($0.key) > 0 }
        guard let farthest = open.keys.map(distance).max() else {
          #expect(said.first?.message == .alternativeNone, "seed \(seed)")
          break
        }
        guard let title = said.first, title.message == .alternativeTitle else {
          Issue.record("seed \(seed): alternative \(number) is missing")
          break
        }
        found += 1
        let body = said.dropFirst().prefix { ![.alternativeTitle, .alternativeNone].contains($0.message) }
        said = said.dropFirst(1 + body.count)
        let changes = SaidPrice(body)
        let set = township.projects.subtracting(changes.gone).union(changes.come)
        #expect(distance(set) == farthest, "seed \(seed) alternative \(number): \(set)")
        let value = open.filter { distance($0.key) == farthest }.map(\.value.value).max()!
        #expect(title.values["after"] == .objective(value), "seed \(seed) alternative \(number)")
        #expect(title.values["count"] == .count(set.symmetricDifference(township.projects).count), "seed \(seed)")
        known.append(set)
      }
    }
    #expect(found > 20)
  }

  /// Checks alternatives under a small work limit and within a gap: "no other plan" is said only if there is none, and
  /// each plan given is different and as good as asked.
  @Test(arguments: 0..<4) func noAlternativeIsDeniedThatALimitLeftOpen(batch: UInt64) throws {
    var (found, open) = (0, 0)
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else { continue }
      let formulation = Formulation(township.instance)
      let stages = formulation.decidingStages(.value)
      let base = try #require(formulation.reached(township.plan.allocation, stages))
      let worst = best.value - best.value * 3000 / 10_000
      /// Whether the best plan with exactly these projects is as good as asked.
      func isAsGood(_ projects: (Set<ProjectID>) -> Bool) -> Bool {
        search.best { projects($0.projects) }.map {
          $0.worstShortfall <= best.worstShortfall && $0.shortfallSum <= best.shortfallSum + 1e-9 && $0.value >= worst
        } ?? false
      }
      for work in [1, 10, 10_000] {
        var solve = township.solve
        solve.gap = 0.001
        solve.workLimit = work
        var seen: [Allocation] = []
        switch try solve.alternative(
          formulation, stages, holding: base, worst: worst, besides: [township.plan.allocation], seen: &seen)
        {
        case .found(let other, let lexicographicValue, let difference, let bound, _):
          found += 1
          #expect(other.projects.symmetricDifference(township.projects).count == Int(difference), "seed \(seed)")
          #expect(difference <= bound && lexicographicValue.last.value >= worst, "seed \(seed)")
          #expect(
            audit(other, of: township.instance, shortfalls: formulation.shortfalls(of: other)) == [], "seed \(seed)")
          #expect(!isAsGood { Int128($0.symmetricDifference(township.projects).count) > bound }, "seed \(seed)")
        case .open: open += 1
        case .none: #expect(!isAsGood { $0 != township.projects }, "seed \(seed) work \(work)")
        }
      }
    }
    #expect(found > 10 && open > 0, "\(found) \(open)")
  }
}

import Allotment
import Formulation
import Foundation
import IntegerProgram
import Model
import Synchronization
import Testing

@testable import ExhaustiveSearch

/// The price of every line of the rulebook against exhaustive search over the lists from which the line was removed by hand.
@Suite struct PricesExhaustiveTests {
  /// The most allocations of lists that are tried one by one.
  private static let most = 250

  /// The best plan without a line: the cell is emptied in the lists, or only the waived decisions may be broken.
  private func best(without line: RuleLine, _ lists: Lists, _ universe: AllAllocations) throws
    -> ExhaustiveSearch.Score?
  {
    let waived = Set(
      line.changes.compactMap { change -> Meaning? in if case .waived(let decision) = change { decision } else { nil } }
    )
    if !waived.isEmpty {
      // A floor or a due period that does not hold changes what plans are worth.
      let worth = waived.filter { ["basic-floor", "must-serve", "due-period"].contains($0.rule) }
      let instance = try Instance(lists)
      let other = worth.isEmpty ? universe : AllAllocations(instance, atMost: Self.most, givingUp: worth)!
      return other.best(givingUp: waived) { _ in true }
    }
    var edited = lists
    let cell = try #require(line.cells.first)
    let f = try #require(edited.funds.firstIndex { $0.id.text == cell.id })
    edited.funds[f].emptyByHand(cell.list == "fund_matching" ? "matching" : cell.field)
    return AllAllocations(try Instance(edited), atMost: Self.most)!.best { _ in true }
  }

  private func prices(_ township: ExplainedTownship, threads: Int = 1) throws -> [LinePrice] {
    let search = try PriceSearch(township.explainer)
    return try #require(
      try search.prices(threads: threads, known: { _ in nil }, keep: { _, _ in }, progress: { _ in }))
  }

  private func hasSameFloors(_ one: ExhaustiveSearch.Score, _ other: ExhaustiveSearch.Score) -> Bool {
    one.worstShortfall == other.worstShortfall && abs(one.shortfallSum - other.shortfallSum) <= 1e-9
  }

  @Test func everyPriceIsThatOfTheListsWithoutTheLine() throws {
    var kinds: [String: Int] = [:]
    for seed in seeds(0, of: 1, count: 1600, oneIn: 10) {
      let lists = twoProjects(seed: seed)
      guard let instance = try? Instance(lists), let universe = AllAllocations(instance, atMost: Self.most),
        let township = try ExplainedTownship(lists)
      else { continue }
      let base = try #require(universe.best { _ in true })
      let found = try prices(township)
      #expect(Set(found.map(\.line.id)).count == found.count, "seed \(seed)")
      for price in found {
        let comment = "seed \(seed) \(price.line.id)"
        // A limit of money is no reason for more allocations than were tried.
        let best = try #require(try best(without: price.line, lists, universe), "\(comment)")
        switch price.kind {
        case .undecided: Issue.record("\(comment) is undecided")
        case .value:
          // Only where shares are rounded otherwise, lists without a line have a worse plan.
          let isWorse = !price.line.isFloor && best < base
          #expect(price.least == (isWorse ? 0 : best.value - base.value) && price.most == price.least, "\(comment)")
          if isWorse {
            #expect(["matching", "share-cap", "eligibility"].contains(price.line.rule), "\(comment)")
          } else if !price.line.isFloor {
            #expect(hasSameFloors(best, base), "\(comment)")
          }
        case .floors:
          #expect(price.least == best.value - base.value && price.most == price.least, "\(comment)")
          if !price.line.isFloor { #expect(base < best && !hasSameFloors(best, base), "\(comment)") }
        }
        let kind = price.kind == .floors ? "floors" : price.isProvenZero ? "zero" : "costs"
        kinds["\(kind) \(price.isOwn ? "alone" : "shared")", default: 0] += 1
        kinds[price.line.rule, default: 0] += 1
      }
    }
    for kind in ["zero alone", "zero shared", "costs alone", "floors alone"] {
      #expect(kinds[kind, default: 0] > 0, "\(kind) \(kinds)")
    }
    for rule in ["eligibility", "fund-cap", "pins", "tranche", "most-sources", "matching", "basic-floor"] {
      #expect(kinds[rule, default: 0] > 0, "\(rule)")
    }
  }

  /// Every cell of a fund that restricts it is a line, whether or not it costs something.
  @Test func everyCellThatRestrictsAFundIsALine() throws {
    for seed in seeds(0, of: 1, count: 200) {
      let lists = twoProjects(seed: seed)
      guard let instance = try? Instance(lists) else { continue }
      let ids = Set(instance.rulebook().map(\.id))
      for fund in lists.funds {
        #expect(ids.contains("fund-cap(\(fund.id))"))
        for (field, isWritten) in fund.writtenByHand {
          #expect(ids.contains("funds(\(fund.id)).\(field)") == isWritten, "seed \(seed) \(fund.id) \(field)")
        }
      }
      for pin in lists.pins where pin.volunteer == nil && pin.fund == nil {
        #expect(ids.contains("pins(\(pin.project))"), "seed \(seed)")
      }
    }
  }

  /// Within a gap and with little work, every price lies in its interval.
  @Test func withinAGapThePriceLiesInItsInterval() throws {
    var open = 0
    for seed in seeds(0, of: 1, count: 400, oneIn: 4) {
      let lists = twoProjects(seed: seed)
      guard let instance = try? Instance(lists), let universe = AllAllocations(instance, atMost: Self.most),
        let township = try ExplainedTownship(lists), let explainer = township.limited
      else { continue }
      let base = try #require(universe.best { _ in true })
      let search = try PriceSearch(explainer)
      let found = try #require(
        try search.prices(threads: 1, known: { _ in nil }, keep: { _, _ in }, progress: { _ in }))
      for price in found {
        guard let least = price.least, let most = price.most else { continue }
        let best = try #require(try best(without: price.line, lists, universe))
        let gain = price.kind == .value && best < base ? 0 : best.value - base.value
        #expect(least <= gain && gain <= most, "seed \(seed) \(price.line.id) \(least) \(gain) \(most)")
        if least < most { open += 1 }
      }
    }
    #expect(open > 0)
  }

  /// What an earlier run found is taken as it is, and nothing is solved again.
  @Test func aSearchGoesOnWhereAnEarlierOneStopped() throws {
    for seed in 0..<12 as Range<UInt64> {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      let search = try PriceSearch(township.explainer)
      let kept = Mutex<[String: LiftedEnd]>([:])
      func run(known: @Sendable (String) -> LiftedEnd?) throws -> (prices: [LinePrice], steps: Int) {
        let steps = Mutex(0)
        let found = try search.prices(
          threads: 2, known: known,
          keep: { name, end in
            kept.withLock { $0[name] = end }
            steps.withLock { $0 += 1 }
          }, progress: { _ in })
        return (try #require(found), steps.withLock { $0 })
      }
      let whole = try run { _ in nil }
      let all = kept.withLock { $0 }
      #expect(all.count == whole.steps)
      let again = try run { name in
        all[name].flatMap { try? JSONDecoder().decode(LiftedEnd.self, from: JSONEncoder().encode($0)) }
      }
      #expect(again.steps == 0 && again.prices.map(\.said) == whole.prices.map(\.said))
      let half = Dictionary(uniqueKeysWithValues: all.sorted { $0.key < $1.key }.prefix(all.count / 2).map { ($0, $1) })
      let rest = try run { half[$0] }
      #expect(rest.steps == all.count - half.count && rest.prices.map(\.said) == whole.prices.map(\.said))
    }
  }
}

extension LinePrice {
  /// All that is said of a price, to compare.
  fileprivate var said: String {
    "\(line.id) \(kind) \(least.map { "\($0)" } ?? "-") \(most.map { "\($0)" } ?? "-") \(isOwn) \(isLimited) \(floors)"
  }
}

extension Fund {
  /// Empties a column as somebody would in the table.
  fileprivate mutating func emptyByHand(_ field: String) {
    switch field {
    case "matching": matching.removeAll()
    case "reserve": reserve = Money(0)
    case "from", "to":
      period.from = nil
      period.to = nil
    case "categories": categories.removeAll()
    case "excluded_categories": excludedCategories.removeAll()
    case "places": places.removeAll()
    case "groups": groups.removeAll()
    case "tiers": tiers.removeAll()
    case "cost_types": costTypes.removeAll()
    case "excluded_cost_types": excludedCostTypes.removeAll()
    case "projects": projects.removeAll()
    case "tranche_min": trancheMin = nil
    case "tranche_max": trancheMax = nil
    case "share_max": shareMax = nil
    case "projects_max": projectsMax = nil
    case "per_place_max": perPlaceMax = nil
    case "minimum_spend": minimumSpend = Money(0)
    case "excludes_government_funded": excludesGovernmentFunded = false
    default: Issue.record("no column of a fund: \(field)")
    }
  }

  /// The columns that restrict a fund, and whether something stands in them.
  fileprivate var writtenByHand: [(field: String, isWritten: Bool)] {
    [
      ("reserve", reserve != Money(0)), ("to", period.from != nil || period.to != nil),
      ("categories", categories != []), ("excluded_categories", excludedCategories != []), ("places", places != []),
      ("groups", groups != []), ("tiers", tiers != []), ("cost_types", costTypes != []),
      ("excluded_cost_types", excludedCostTypes != []), ("projects", projects != []),
      ("tranche_min", trancheMin != nil), ("tranche_max", trancheMax != nil), ("share_max", shareMax != nil),
      ("projects_max", projectsMax != nil), ("per_place_max", perPlaceMax != nil),
      ("minimum_spend", minimumSpend != Money(0)), ("excludes_government_funded", excludesGovernmentFunded),
    ]
  }
}

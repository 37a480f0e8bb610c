import Audit
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Shares of a cost that do not come to whole minor units: which fund pays the last ones.
@Suite struct LastMinorUnitTests {
  /// One project of a cost in minor units, and funds that can pay for all of it.
  private func lists(_ cost: Int64, _ funds: [FundID], _ change: (inout Lists) -> Void = { _ in }) -> Lists {
    var lists = Lists()
    lists.funds = funds.map { id in
      var fund = Fund(id: id)
      fund.amount = Money(2 * cost)
      return fund
    }
    var project = Project(id: "P", category: "c")
    (project.responsible, project.approved) = ("x", true)
    project.variants = [Variant(id: "1")]
    project.variants[0].costs = [CostLine(type: "m", fixed: Money(cost))]
    lists.projects = [project]
    change(&lists)
    return lists
  }

  private func capped(_ cost: Int64, _ shares: [Int64], _ change: (inout Lists) -> Void = { _ in }) -> Lists {
    lists(cost, (1...shares.count).map { FundID("F\($0)") }) { lists in
      for (i, share) in shares.enumerated() { lists.funds[i].shareMax = Share(basisPoints: share) }
      change(&lists)
    }
  }

  /// What each fund pays, in the order of ids, in a plan that passes the audit; empty if nothing is carried out.
  private func payments(_ lists: Lists) throws -> [Int64] { try solved(lists).payments }

  private func solved(_ lists: Lists) throws -> (payments: [Int64], stages: [String: String]) {
    let instance = try Instance(lists)
    let formulation = Formulation(instance)
    var solve = StagedSolve.exact
    solve.certifies = true
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      Issue.record("no plan")
      return ([], [:])
    }
    let allocation = formulation.allocation(of: solution)
    #expect(audit(allocation, of: instance, shortfalls: []) == [])
    let stages = Dictionary(uniqueKeysWithValues: solution.stages.map { ($0.name, $0.value) })
    #expect(solution.stages.allSatisfy { $0.certificate == "exact" && $0.gap == 0 })
    return (allocation.payments.sorted { $0.fund < $1.fund }.map(\.amount.minorUnits), stages)
  }

  @Test(
    arguments: [
      (667, [9000, 1000], [600, 67]), (9_999, [5000, 3000, 1000, 1000], [4_999, 3_000, 1_000, 1_000]),
      (10_001, [3333, 3333, 3334], [3_333, 3_333, 3_335]), (1, [9000, 1000], [1]),
      (10_000, [5000, 5000], [5_000, 5_000]), (3, [5000, 2500, 2500], [2, 1]),
    ] as [(Int64, [Int64], [Int64])]) func theLargestRemaindersTakeTheLastMinorUnits(
      cost: Int64, shares: [Int64], expected: [Int64]
    ) throws
  {
    #expect(try payments(capped(cost, shares)) == expected)
  }

  @Test func capsBelowTheWholeAreNotRoundedToIt() throws {
    #expect(try payments(capped(10_000, [5000, 4999])).isEmpty)
    #expect(try payments(capped(10_000, [3333, 3333, 3333])).isEmpty)
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) func equalRemaindersFallToTheFirstIds(order: [Int]) throws {
    let all = capped(10_001, [2500, 2500, 2500, 2500])
    var shuffled = all
    shuffled.funds = order.map { all.funds[$0] } + [all.funds[3]]
    #expect(try payments(shuffled) == [2_501, 2_500, 2_500, 2_500])
  }

  @Test func aFundThatHasLessLeavesTheLastMinorUnitToAnother() throws {
    #expect(try payments(capped(667, [9000, 1000]) { $0.funds[1].amount = Money(66) }) == [601, 66])
  }

  @Test func noShareIsExceededWhereTheSameSourcesCanHoldThemAll() throws {
    // F3 takes what the first may not pay exactly.
    let plan = try solved(capped(10_001, [3333, 3333, 9000]))
    #expect(plan.stages["thrift-rounding"] == "0")
    // The second expires first and pays what it may, without the part of a minor unit above its share.
    let expiring = capped(667, [9000, 5000]) { $0.funds[1].period = Period(to: Day(2026, 6, 30)) }
    #expect(try payments(expiring) == [334, 333])
  }

  @Test func sharesOfPlacesAreRoundedOneByOne() throws {
    let thirds: [(PlaceID, Share)] = [3333, 3333, 3334].enumerated().map {
      (PlaceID("V\($0 + 1)"), Share(basisPoints: $1))
    }
    let joint = lists(10_001, ["F1", "F2", "F3"]) { lists in
      lists.places = ["V1", "V2", "V3"].map { Place(id: $0) }
      lists.projects[0].places = thirds
      for i in lists.funds.indices { lists.funds[i].places = [lists.places[i].id] }
    }
    #expect(try payments(joint) == [3_333, 3_333, 3_335])
    // Two funds reach two places each: they pay no more than both places' shares, each rounded up.
    var overlapping = joint
    overlapping.funds[0].places = ["V1", "V2"]
    overlapping.funds[1].places = ["V2", "V1"]
    overlapping.funds[2].amount = Money(3_333)
    #expect(try payments(overlapping).reduce(0, +) == 10_001)
    overlapping.funds[2].amount = Money(3_332)
    #expect(try payments(overlapping).isEmpty)
  }

  @Test(arguments: [false, true]) func sharesOfPlacesHoldAtEveryScale(isWhole: Bool) throws {
    for cost: Int64 in [3, 10, 99] {
      let joint = lists(cost, ["F1", "F2", "F3"]) { lists in
        lists.places = ["V1", "V2", "V3"].map { Place(id: $0) }
        lists.projects[0].places = [
          ("V1", Share(basisPoints: 2000)), ("V2", Share(basisPoints: 3000)), ("V3", Share(basisPoints: 5000)),
        ]
        for (i, places) in [["V1", "V2"], ["V2", "V1"], ["V3"]].enumerated() {
          lists.funds[i].places = places.map { PlaceID($0) }
        }
        lists.projects[0].variants[0].scaleKind = isWhole ? .integer : .continuous
        lists.projects[0].variants[0].scaleMin = .one
        lists.projects[0].variants[0].scaleMax = Quantity(milli: 3_000)
        lists.projects[0].variants[0].costs[0].perUnit = Money(7)
      }
      #expect(try !payments(joint).isEmpty)
    }
  }

  @Test func oneToOneMatchingMayMissByTheLastMinorUnit() throws {
    let equal = Share.whole
    let mutual = lists(9_999, ["F1", "F2"]) {
      $0.funds[0].matching = [Matching(with: ["F2"], ratio: equal)]
      $0.funds[1].matching = [Matching(with: ["F1"], ratio: equal)]
    }
    #expect(try payments(mutual) == [5_000, 4_999])
    let capped = capped(9_999, [5000, 5000]) { $0.funds[0].matching = [Matching(with: ["F2"], ratio: equal)] }
    #expect(try payments(capped) == [4_999, 5_000])
  }

  @Test func thirdsInMatchingAreFunded() throws {
    // For each unit of one fund, the two others pay two.
    let thirds = lists(10_000, ["F1", "F2", "F3"]) { lists in
      for i in lists.funds.indices {
        let others = lists.funds.map(\.id).filter { $0 != lists.funds[i].id }
        lists.funds[i].matching = [Matching(with: others, ratio: Share(basisPoints: 20_000))]
      }
    }
    #expect(try payments(thirds) == [3_334, 3_333, 3_333])
    let half = capped(10_000, [6667, 3333]) {
      $0.funds[0].matching = [Matching(with: ["F2"], ratio: Share(basisPoints: 5000))]
    }
    #expect(try payments(half) == [6_667, 3_333])
  }

  @Test func listsWithoutSharesHaveNoStageForThem() throws {
    let plan = try solved(lists(667, ["F1", "F2"]))
    #expect(plan.stages["thrift-rounding"] == nil && plan.stages["thrift-sources"] == "1")
  }

  /// Odd lists in which the funds' shares of each cost add up to the whole.
  @Test(arguments: 0..<10) func sharesThatAddUpGiveTheBestPlan(batch: UInt64) throws {
    for seed in seeds(batch, of: 10, count: 60) { try expectTheBestOfOdd(listsOfSharesThatAddUp(seed: seed), seed) }
  }
}

/// Odd lists whose funds have caps, or confined places, that add up to the whole cost of each project.
private func listsOfSharesThatAddUp(seed: UInt64) -> Lists {
  var lists = oddLists(seed: seed)
  var random = SplitMix64(state: seed ^ 0x5A4E)
  let cuts: [[Int64]] =
    lists.funds.count == 3
    ? [[3333, 3333, 3334], [5000, 3000, 2000]] : [[9000, 1000], [5000, 5000], [6667, 3333]]
  let shares = random.pick(cuts)
  for (i, share) in shares.enumerated() where i < lists.funds.count {
    lists.funds[i].shareMax = Share(basisPoints: share)
    lists.funds[i].trancheMin = nil
    lists.funds[i].trancheMax = nil
    if random.chance(60) { lists.funds[i].costTypes = [] }
    if random.chance(60) { lists.funds[i].categories = [] }
    if random.chance(50) { lists.funds[i].amount = Money.limit }
  }
  for p in lists.projects.indices where random.chance(70) { lists.projects[p].sourcesMax = nil }
  return lists
}

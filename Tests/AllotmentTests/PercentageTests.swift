import Audit
import Formulation
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Percentages where an amount stands: of a project's cost or of a fund.
@Suite struct PercentageTests {
  @Test(
    arguments: [
      ("40%", 4000, nil), ("４０％", 4000, nil), ("40% of cost", 4000, .cost), ("40% of the cost", 4000, .cost),
      ("40 % of Cost", 4000, .cost), ("费用的40%", 4000, .cost), ("总费用的 40%", 4000, .cost),
      ("20% of fund", 2000, .fund), ("资金的20%", 2000, .fund), ("资金总额的２０％", 2000, .fund), ("0.01%", 1, nil),
    ] as [(String, Int64, Percentage.Base?)]) func aPercentageIsReadWithWhatItIsOf(
      text: String, share: Int64, base: Percentage.Base?
    ) throws
  {
    let percentage = try #require(try Percentage(text))
    #expect(percentage.share.basisPoints == share)
    #expect(percentage.base == base)
  }

  @Test(arguments: ["40% cost", "40% of", "40% of village", "村的40%", "0.001%", "%", "40%%", "费用的40% of fund", "-5%"])
  func whatCouldMeanAnythingElseIsRefused(text: String) throws {
    #expect(throws: NumberFlaw.self) { try Percentage(text) }
  }

  @Test(arguments: ["40", "40万元", ""]) func anAmountIsNoPercentage(text: String) throws {
    #expect(try Percentage(text) == nil)
  }

  private func lists(_ files: [String: String]) throws -> (lists: Lists?, codes: [String]) {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var all = [
      "funds": "id,amount\nG1,100\nG2,100\n", "projects": "id,category,responsible,approved\nD,c,x,yes\n",
      "costs": "project,cost_type,fixed\nD,m,90\n",
    ]
    all.merge(files) { $1 }
    for (name, text) in all { try Data(text.utf8).write(to: folder.appending(path: "\(name).csv")) }
    do { return (try readLists(folder.path).lists, []) } catch {
      return (nil, error.all.map(\.code))
    }
  }

  /// What each fund pays for the only project, by fund; empty if it is not carried out.
  private func payments(_ lists: Lists) throws -> [String: Int64] {
    let instance = try Instance(lists)
    let formulation = Formulation(instance)
    let solve = StagedSolve.exact
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      return [:]
    }
    let allocation = formulation.allocation(of: solution)
    #expect(audit(allocation, of: instance, shortfalls: []) == [])
    return allocation.payments.reduce(into: [:]) { $0[$1.fund.text, default: 0] += $1.amount.minorUnits }
  }

  private func pins(_ rows: String...) -> String {
    (["kind,project,fund,amount,reason,by"] + rows.map { "\($0),r,b" }).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [
    ("40%", 3_600), ("费用的40%", 3_600), ("40% of cost", 3_600), ("20% of fund", 2_000), ("资金的20%", 2_000),
  ])
  func aPinKeepsAFundToAPercentage(text: String, amount: Int64) throws {
    let read = try lists(["pins": pins("keep,D,G1,\(text)")])
    #expect(try payments(#require(read.lists)) == ["G1": amount, "G2": 9_000 - amount])
  }

  @Test func pinnedPercentagesThatAddUpPayTheLastMinorUnit() throws {
    let costs = "project,cost_type,fixed\nD,m,99.99\n"
    let halves = try lists(["costs": costs, "pins": pins("keep,D,G2,50%", "keep,D,G1,50%")])
    #expect(try payments(#require(halves.lists)) == ["G1": 5_000, "G2": 4_999])
    let uneven = try lists(["costs": costs, "pins": pins("keep,D,G2,70%", "keep,D,G1,30%")])
    #expect(try payments(#require(uneven.lists)) == ["G1": 3_000, "G2": 6_999])
    let short = try lists(["costs": costs, "pins": pins("keep,D,G2,49.97%", "keep,D,G1,50%")])
    #expect(try payments(#require(short.lists)) == [:])
  }

  @Test func aPinnedPercentageHoldsAtTheScaleThatIsChosen() throws {
    var read = try #require(try lists(["pins": pins("keep,D,G1,33.33%")]).lists)
    read.projects[0].variants[0].scaleKind = .integer
    read.projects[0].variants[0].scaleMax = Quantity(milli: 3_000)
    read.projects[0].variants[0].costs[0].perUnit = Money(7)
    let paid = try payments(read)
    let cost = paid.values.reduce(0, +)
    #expect([9_007, 9_014, 9_021].contains(cost))
    #expect(abs(10_000 * (paid["G1"] ?? 0) - 3_333 * cost) < 10_000)
  }

  @Test func percentagesOfAFundBecomeAmountsWhenTheyAreRead() throws {
    let fund = try #require(
      try lists([
        "funds":
          "id,amount,reserve,tranche_min,tranche_max,per_place_max,minimum_spend\nG1,0.99,10%,10%,50%,资金的50%,10% of fund\n"
      ]).lists?.funds.first)
    #expect(fund.reserve == Money(10) && fund.trancheMin == Money(10) && fund.minimumSpend == Money(10))
    #expect(fund.trancheMax == Money(49) && fund.perPlaceMax == Money(49))
    #expect(fund.trancheMinShare == nil && fund.trancheMaxShare == nil)
  }

  @Test func trancheBoundsMayBeSharesOfTheCost() throws {
    func funds(_ least: String, _ most: String) throws -> [String: Int64] {
      let rows = "id,amount,tranche_min,tranche_max\nG1,100,,\(most)\nG2,100,\(least),\n"
      return try payments(#require(try lists(["funds": rows]).lists))
    }
    #expect(try funds("60% of cost", "40% of cost") == ["G2": 9_000])
    let rows =
      "id,amount,tranche_min,tranche_max,to\nG1,100,费用的60%,,\nG2,100,,,2026-06-30\nG3,20,,30% of cost,2026-05-30\n"
    // G3 expires first, then G2; G1 pays nothing or more than half.
    let read = try lists(["funds": rows, "costs": "project,cost_type,fixed\nD,m,150\n"])
    #expect(try payments(#require(read.lists))["G1"].map { $0 >= 9_000 } == true)
  }

  @Test func leastSharesThatAddUpPayTheLastMinorUnit() throws {
    let rows = "id,amount,tranche_min\nG1,60,60% of cost\nG2,60,40% of cost\n"
    let read = try lists(["funds": rows, "costs": "project,cost_type,fixed\nD,m,99.99\n"])
    #expect(try payments(#require(read.lists)) == ["G1": 5_999, "G2": 4_000])
  }

  @Test(
    arguments: [
      (["pins": "keep,D,G1,140%"], "share-out-of-range"), (["pins": "keep,D,,40%"], "amount-without-payment"),
      (["pins": "must_fund,D,G1,40%"], "amount-without-payment"),
      (["pins": "keep,D,,20% of fund"], "amount-without-payment"),
      (["pins": "keep,D,G1,40% of village"], "number-malformed"), (["reserve": "10% of cost"], "percentage-of-cost"),
      (["per_place_max": "费用的10%"], "percentage-of-cost"), (["minimum_spend": "120%"], "share-out-of-range"),
      (["tranche_max": "101% of cost"], "share-out-of-range"),
    ]) func aPercentageThatCannotBeMeantIsRefused(cell: [String: String], code: String) throws
  {
    let (column, value) = try #require(cell.first)
    let read = try lists(
      column == "pins" ? ["pins": pins(value)] : ["funds": "id,amount,\(column)\nG1,100,\(value)\n"])
    #expect(read.lists == nil)
    #expect(read.codes == [code])
  }

  @Test(arguments: ["0.4", "０.４", "0.05", "0.125", ".4", " 0.40 "])
  func aBareNumberBelowOneIsNoAmountWhereAPercentageMayStand(value: String) throws {
    for column in ["reserve", "tranche_min", "tranche_max", "per_place_max", "minimum_spend"] {
      let read = try lists(["funds": "id,amount,\(column)\nG1,100,\(value)\n"])
      #expect(read.codes.allSatisfy { $0.hasSuffix("-malformed") } && read.lists == nil, "\(column)")
      // A unit or a per cent sign says what is meant.
      for sound in ["0.4元", "0.4%", "1"] {
        #expect(try lists(["funds": "id,amount,\(column)\nG1,100,\(sound)\n"]).codes == [], "\(column) \(sound)")
      }
    }
    #expect(try lists(["pins": pins("keep,D,G1,\(value)")]).lists == nil)
    // The header states the unit; the costs of these lists, in bare yuan beside it, are refused.
    #expect(try lists(["funds": "id,amount（万元）,reserve（万元）\nG1,100,0.4\n"]).codes == ["unit-unstated"])
  }

  @Test(
    arguments: [
      ("-10%", "amount(G1) + -1000"), ("10%", "amount(G1) + 1000"), ("-资金的10%", "amount(G1) + -1000"),
      ("33.33% of fund", "amount(G1) + 3333"), ("10% of cost", nil), ("10%%", nil), ("%", nil),
    ]) func aSuppositionMayBeAPercentageOfAFund(change: String, asked: String?) throws
  {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    for (name, text) in [
      "funds": "id,amount\nG1,100\n", "projects": "id,category,responsible,approved\nD,c,x,yes\n",
      "costs": "project,cost_type,fixed\nD,m,95\n",
    ] { try Data(text.utf8).write(to: lists.appending(path: "\(name).csv")) }
    _ = try run(["solve", "lists", "--out", "plan", "--objective", "money", "--gap", "0"], in: folder)
    let answer = try run(["what-if", "plan", "--add", "fund:G1=\(change)", "--json", "--lang", "en"], in: folder)
    if let asked {
      #expect(answer.status == 0 && answer.out.contains(asked), "\(answer.out) \(answer.error)")
    } else {
      #expect(answer.status != 0 && (answer.out + answer.error).contains("supposition-malformed"))
    }
  }

  /// Odd lists with percentages in pins and tranche bounds.
  @Test(arguments: 0..<10) func percentagesGiveTheBestPlan(batch: UInt64) throws {
    for seed in seeds(batch, of: 10, count: 180) { try expectTheBestOfOdd(listsOfPercentages(seed: seed), seed) }
  }
}

/// Odd lists with shares of a cost in place of amounts.
private func listsOfPercentages(seed: UInt64) -> Lists {
  var lists = oddLists(seed: seed)
  var random = SplitMix64(state: seed ^ 0x9E7C)
  func share() -> Share { Share(basisPoints: random.pick([1, 1_000, 3_333, 4_000, 5_000, 6_667, 10_000])) }
  for i in lists.funds.indices {
    if random.chance(30) { (lists.funds[i].trancheMin, lists.funds[i].trancheMinShare) = (nil, share()) }
    if random.chance(30) { (lists.funds[i].trancheMax, lists.funds[i].trancheMaxShare) = (nil, share()) }
    if let least = lists.funds[i].trancheMinShare, let most = lists.funds[i].trancheMaxShare, least > most {
      lists.funds[i].trancheMinShare = most
    }
    if random.chance(50) { lists.funds[i].amount = Money.limit }
  }
  if let project = lists.projects.first, let fund = lists.funds.first, random.chance(50) {
    var pin = Pin(kind: .keep, project: random.chance(70) ? project.id : lists.projects.last!.id)
    (pin.fund, pin.share) = (random.chance(70) ? fund.id : lists.funds.last!.id, share())
    lists.pins = [pin]
  }
  return lists
}

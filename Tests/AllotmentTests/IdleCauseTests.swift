import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Why money is idle, against every plan of small instances.
@Suite struct IdleCauseTests {
  @Test(arguments: 0..<4) func theCauseOfIdleMoneyIsThatOfEveryPlan(batch: UInt64) throws {
    var (useless, whole, forbidden, behind, noMore) = (0, 0, 0, 0, 0)
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let lists = township.instance.lists, plan = township.plan.allocation
      var search = ExhaustiveSearch(instance: township.instance)
      guard search.best() != nil else { continue }
      for fund in lists.funds where fund.available.minorUnits > plan.spent(fund.id) {
        let comment = "seed \(seed) \(fund.id)"
        let said = try township.explainer.answer(.fund(fund.id)).sentences
        func has(_ message: Message) -> Bool { said.contains { $0.message == message } }
        let payees = lists.projects.filter { project in
          project.status != .done && Formulation(township.instance).payers(of: project.id).contains(fund.id)
        }
        #expect(has(.fundUseless) == payees.isEmpty, "\(comment)")
        if payees.isEmpty {
          useless += 1
          continue
        }
        if has(.fundNothingLeft) {
          whole += 1
          #expect(payees.allSatisfy { township.projects.contains($0.id) }, "\(comment)")
          let more = search.best { $0.spent(fund.id) > plan.spent(fund.id) }
          #expect(more == nil, "\(comment)")
          #expect(!has(.fundIdleForced) && !has(.fundIdleChosen), "\(comment)")
        }
        let outside = said.filter { $0.message == .fundOutside }
        #expect(outside.count == payees.count { !township.projects.contains($0.id) }, "\(comment)")
        for sentence in outside {
          guard case .item(let id, _)? = sentence.values["project"], case .text(let reason)? = sentence.values["reason"]
          else {
            Issue.record("\(comment): a project and a reason")
            continue
          }
          let isPossible = search.best { $0.projects.contains(ProjectID(id)) } != nil
          #expect(reason.en.contains("forbid it") == !isPossible, "\(comment) \(id): \(reason.en)")
          if isPossible { behind += 1 } else { forbidden += 1 }
        }
        #expect(!has(.contradiction), "\(comment)")
        if has(.fundNoMore) {
          // All that it may pay for, whatever else forbids it, comes to less than what was tried.
          let tried = try township.explainer.answer(.fund(fund.id)).solves.filter {
            $0.name.hasPrefix("conflict: more")
          }
          .flatMap(\.asked).compactMap { $0.wholeMatch(of: /spent\((F\d)\) >= (\d+)/).flatMap { Int128($0.2) } }
          let all = lists.projects.reduce(Int128(0)) {
            $0 + Formulation(township.instance).mostPayable(by: fund.id, $1.id)
          }
          #expect(tried.allSatisfy { $0 > all } && !tried.isEmpty, "\(comment): \(tried) of \(all)")
          noMore += 1
        }
        // The fund's own earmarks are no rules to waive here: what it may pay for was said.
        if let most = said.firstIndex(where: { [.fundIdleForced, .fundIdleChosen].contains($0.message) }) {
          #expect(outside.allSatisfy { said.firstIndex(of: $0)! < most }, "\(comment)")
        }
      }
    }
    let found = [useless, whole, forbidden, behind, noMore]
    #expect(found.allSatisfy { $0 > 0 }, "\(found)")
  }

  /// Where the most that a fund can pay is searched within a gap, a plan pays what is said, and none pays more than what is
  /// said to be the most.
  @Test func withinAGapSomePlanPaysTheMostThatIsSaid() throws {
    var most = 0
    for seed in seeds(0, of: 1, count: 400) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var solve = township.solve
      (solve.gap, solve.workLimit) = (0.4, 30)
      guard let explainer = Explainer(township.plan, township.instance, solve: solve, cell: { cell, _ in cell.list })
      else {
        Issue.record("seed \(seed): the plan does not obey its lists")
        continue
      }
      var search = ExhaustiveSearch(instance: township.instance)
      for fund in township.instance.lists.funds {
        for sentence in try explainer.answer(.fund(fund.id)).sentences {
          guard [.fundIdleOpen, .fundIdleChosen].contains(sentence.message),
            case .money(let said)? = sentence.values["most"]
          else { continue }
          #expect(search.best { $0.spent(fund.id) >= said } != nil, "seed \(seed) \(fund.id) \(said)")
          guard sentence.message == .fundIdleChosen else { continue }
          most += 1
          #expect(search.best { $0.spent(fund.id) > said } == nil, "seed \(seed) \(fund.id) \(said)")
        }
      }
    }
    #expect(most > 20, "\(most)")
  }

  /// A fund may pay the wages of a project, and no fund may pay for its tools: another fund's earmark is in the way, which
  /// is named; without it, nothing but what the fund may pay for.
  @Test(arguments: [true, false]) func theEarmarkOfAnotherFundIsNamedWhereItIsInTheWay(isBarred: Bool) throws {
    var lists = Lists()
    lists.funds = ["F", "G"].map { (id: FundID) in
      var fund = Fund(id: id)
      fund.amount = Money(1000)
      fund.costTypes = [id == "F" ? "wages" : isBarred ? "meals" : "tools"]
      return fund
    }
    lists.places = [Place(id: "V")]
    lists.needs = [Need(id: "N", place: "V", category: "c")]
    lists.needs[0].quantity = .one
    lists.projects = [Project(id: "Q", category: "c")]
    (lists.projects[0].responsible, lists.projects[0].approved) = ("x", true)
    lists.projects[0].places = [("V", .whole)]
    lists.projects[0].variants = [Variant(id: "1")]
    lists.projects[0].variants[0].costs = [
      CostLine(type: "wages", fixed: Money(300)), CostLine(type: "tools", fixed: Money(100)),
    ]
    lists.projects[0].variants[0].services = [Service(need: "N", perUnit: .one)]
    let township = try #require(try ExplainedTownship(lists))
    let said = try township.explainer.answer(.fund("F")).sentences
    #expect(!said.contains { $0.message == .contradiction })
    let rules = said.filter { $0.message == .ruleLine && $0.from.contains("conflict: more of F") }
    #expect(rules.map { $0.values["subjects"] } == (isBarred ? [.items([.item("G", ""), .item("Q", "")])] : []))
    #expect(said.contains { $0.message == .fundNothingLeft } == !isBarred)
  }

  /// G alone may pay for R. It pays for Q, too, if it is asked to pay more, and then F pays nothing. If R is to get less at the
  /// same time, the change for Q alone is not enough.
  @Test(arguments: [true, false]) func whatIsPaidOtherwiseIsSaidToBeEnoughWhereItIs(hasRoom: Bool) throws {
    var lists = Lists()
    lists.funds = ["F", "G"].map { (id: FundID) in
      var fund = Fund(id: id)
      fund.amount = Money(id == "F" ? 300 : hasRoom ? 500 : 350)
      fund.costTypes = id == "F" ? ["wages"] : []
      if id == "F" { fund.trancheMin = Money(300) }
      return fund
    }
    lists.places = [Place(id: "V")]
    lists.needs = ["M", "N"].map { (id: NeedID) in
      var need = Need(id: id, place: "V", category: "c")
      (need.quantity, need.value) = (Quantity(milli: 100_000), Quantity(milli: id == "N" ? 10_000 : 1000))
      return need
    }
    lists.projects = ["Q", "R"].map { (id: ProjectID) in
      var project = Project(id: id, category: "c")
      (project.responsible, project.approved, project.places) = ("x", true, [("V", .whole)])
      var variant = Variant(id: "1")
      if id == "Q" {
        variant.costs = [CostLine(type: "wages", fixed: Money(300))]
        variant.services = [Service(need: "N", perUnit: Quantity(milli: 100_000))]
      } else {
        variant.costs = [CostLine(type: "tools", fixed: .zero, perUnit: Money(1))]
        (variant.scaleMin, variant.scaleMax) = (Quantity(milli: 10_000), Quantity(milli: 100_000))
        variant.services = [Service(need: "M", perUnit: .one)]
      }
      project.variants = [variant]
      return project
    }
    let township = try #require(try ExplainedTownship(lists))
    let said = try township.explainer.answer(.fund("G")).sentences.filter {
      [.paidOtherwise, .paidOtherwiseToo, .paidOtherwiseAlone].contains($0.message)
    }
    #expect(said.map(\.message).contains(.paidOtherwiseAlone) == hasRoom, "\(said.map(\.text.zh))")
    if hasRoom { #expect(said[0].text.zh.hasPrefix("项目都不变，只改这些付款就行：Q（G 多付"), "\(said[0].text.zh)") }
  }

  /// Where more money of another fund would let a fund pay more, the amount said is the least.
  @Test func moreMoneyThatLetsAFundPayMoreIsTheLeast() throws {
    var amounts = 0
    for seed in seeds(0, of: 1, count: 400) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let lists = township.instance.lists
      for fund in lists.funds.map(\.id) {
        let answer = try township.explainer.answer(.fund(fund))
        let asked = answer.solves.filter { $0.name.hasPrefix("conflict: more") }.flatMap(\.asked)
        let marks = asked.compactMap { $0.wholeMatch(of: /spent\((F\d)\) >= (\d+)/) }
        guard let needed = marks.first.flatMap({ Int64($0.2) }) else { continue }
        for (index, sentence) in answer.sentences.enumerated()
        where sentence.message == .repairMoney && sentence.from.contains(where: { $0.contains(": more") }) {
          // Where other rules change too, the lists with more money alone are not enough.
          let repair = answer.sentences[..<index].last { $0.message == .repair }
          guard AuthorityExhaustiveTests.words(repair?.values["waive"]).count == 1 else { continue }
          guard case .item(let id, _)? = sentence.values["fund"], case .money(let amount)? = sentence.values["amount"]
          else { continue }
          amounts += 1
          for more in [Int64(amount) - 1, Int64(amount)] where more >= 0 {
            let changed = try township.instance.changed(by: [.money(FundID(id), Money(more))])
            var search = ExhaustiveSearch(instance: changed)
            let isEnough = search.best { $0.spent(fund) >= needed } != nil
            #expect(isEnough == (more == Int64(amount)), "seed \(seed) \(fund): \(more) of \(id)")
          }
        }
      }
    }
    #expect(amounts > 0, "\(amounts)")
  }
}

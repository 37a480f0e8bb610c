import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Why money is idle, against every plan of small instances.
@Suite struct IdleCauseTests {
  @Test(arguments: 0..<4) func theCauseOfIdleMoneyIsThatOfEveryPlan(batch: UInt64) throws {
    var (useless, whole, forbidden, behind) = (0, 0, 0, 0)
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
          #expect(reason.en.hasPrefix("the rules forbid it") == !isPossible, "\(comment) \(id): \(reason.en)")
          if isPossible { behind += 1 } else { forbidden += 1 }
        }
        // The fund's own earmarks are no rules to waive here: what it may pay for was said.
        if let most = said.firstIndex(where: { [.fundIdleForced, .fundIdleChosen].contains($0.message) }) {
          #expect(outside.allSatisfy { said.firstIndex(of: $0)! < most }, "\(comment)")
        }
      }
    }
    #expect(useless > 0 && whole > 0 && forbidden > 0 && behind > 0, "\(useless) \(whole) \(forbidden) \(behind)")
  }

  /// Where more money of another fund would let a fund pay more, the amount said is the least.
  @Test(arguments: 0..<4) func moreMoneyThatLetsAFundPayMoreIsTheLeast(batch: UInt64) throws {
    var amounts = 0
    for seed in seeds(batch, of: 4, count: 400) {
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

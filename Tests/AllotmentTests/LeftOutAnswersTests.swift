import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Reports
@testable import allot

/// What answers say of projects, needs and money beside the price: the same as the text of the plan.
@Suite struct LeftOutAnswersTests {
  @Test func answersBeginWithTheReasonsOfThePlansText() throws {
    var (projects, needs) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let instance = township.instance
      let left = LeftOut(of: township.plan, instance, .en)
      for (project, _, lines) in left.projects {
        let said = try township.explainer.answer(.project(project)).sentences
        guard let reason = said.first(where: { $0.message == .leftOutBecause }) else {
          #expect(lines.count == 1 && lines[0].hasPrefix("weighed"), "seed \(seed) \(project): \(lines)")
          continue
        }
        #expect(lines.allSatisfy { reason.text.en.contains($0) }, "seed \(seed) \(project)")
        projects += 1
      }
      for (need, _, text) in left.needs {
        let said = try township.explainer.answer(.need(need)).sentences
        let isSaid = said.contains { $0.message == .needUnmetBecause && $0.text.en.contains(text) }
        #expect(isSaid || said.contains { $0.message == .needNoServer }, "seed \(seed) \(need): \(text)")
        needs += isSaid ? 1 : 0
      }
    }
    #expect(projects > 20 && needs > 20, "\(projects) \(needs)")
  }

  @Test func whatFallsToAPlaceOfJointProjectsIsThatOfTheTable() throws {
    var joint = 0
    for seed in 0..<200 as Range<UInt64> {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let text = planText(township.plan, township.instance, .en)
      let table = text.components(separatedBy: "\n\n").first { $0.hasPrefix("Projects, money and needs by place") }
      for place in township.instance.lists.places {
        let said = try township.explainer.answer(.place(place.id)).sentences
        guard case .money(let money)? = said.first(where: { $0.message == .placeShare })?.values["money"] else {
          continue
        }
        let row = table?.split(separator: "\n").first { $0.hasPrefix("\(place.id) ") }
        #expect(row?.contains(" \(decimalText(money, digits: 2, grouped: true)) ") == true, "seed \(seed) \(place.id)")
        joint += 1
      }
    }
    #expect(joint > 5, "\(joint)")
  }

  /// Two funds may pay for the only project, and either can do so alone.
  @Test func moneyThatOnlyPaysInPlaceOfOtherMoneyIsKeptApart() throws {
    var (lists, _) = OmissionTests.township()
    lists.projects.removeLast()
    var other = Fund(id: "G")
    other.amount = Money(1000)
    lists.funds.append(other)
    let township = try #require(try ExplainedTownship(lists))
    let advice = try township.explainer.advice()
    let summary = try #require(advice.first { $0.question == "summary" }).sentences
    #expect(summary.contains { $0.message == .summaryExchange })
    #expect(!summary.contains { $0.message == .summaryOwnFree })
    let spends = advice.flatMap(\.sentences).filter {
      [.spendsInstead, .spendsLess, .spendsBesides].contains($0.message)
    }
    #expect(spends.map(\.message) == [.spendsInstead])
  }

  /// A project whose scale is not whole is shown as whole, with its exact scale in a note.
  @Test func theExactScaleBehindAWholeOneIsNoted() throws {
    var (lists, plan) = OmissionTests.township()
    lists.projects[0].variants[0].scaleKind = .continuous
    (lists.projects[0].variants[0].scaleMin, lists.projects[0].variants[0].scaleMax) = (.one, Quantity(milli: 9000))
    lists.projects[0].variants[0].scaleUnit = "人"
    plan.allocation.awards[0].scale = Quantity(milli: 2603)
    let instance = try Instance(lists)
    #expect(planText(plan, instance, .zh).contains("\n\n规模只写整数；费用和得分是按下列规模算的，够办表中所写的整数：P 2.603 人\n"))
    plan.allocation.awards[0].scale = Quantity(milli: 2000)
    #expect(!planText(plan, instance, .zh).contains("规模只写整数"))
  }
}

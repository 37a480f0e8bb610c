import Explanation
import Foundation
import Formulation
import Model
import Testing

@testable import allot

/// A conflict of many earmarks is summarised in the text and listed in full in the JSON.
@Suite struct CondensedConflictTests {
  /// Funds whose earmarks exclude the project by its category, its place or its type of cost.
  private func lists(_ category: Int, _ place: Int, _ type: Int) -> Lists {
    var lists = Lists()
    var (town, home, away) = (Place(id: "T"), Place(id: "V1"), Place(id: "V2"))
    (town.name, home.parent, away.parent) = ("镇", "T", "T")
    lists.places = [town, home, away]
    lists.categories = [Category(id: "c1"), Category(id: "c2")]
    var need = Need(id: "N1", place: "V1", category: "c1")
    need.quantity = Quantity(milli: 1000)
    lists.needs = [need]
    for n in 1...(category + place + type) {
      var fund = Fund(id: FundID("F\(n)"))
      fund.amount = Money(10)
      if n <= category {
        fund.categories = ["c2"]
      } else if n <= category + place {
        fund.places = ["V2"]
      } else {
        fund.costTypes = ["other"]
      }
      lists.funds.append(fund)
    }
    var project = Project(id: "P1", category: "c1")
    project.places = [("V1", .whole)]
    project.responsible = "负责人"
    project.approved = true
    var variant = Variant(id: "v1")
    variant.costs = [CostLine(type: "t1", fixed: Money(5), perUnit: .zero)]
    variant.services = [Service(need: "N1", perUnit: Quantity(milli: 1000), atMost: nil)]
    project.variants = [variant]
    lists.projects = [project]
    return lists
  }

  @Test func manyFundsAreCountedByReasonWithAFewExamples() throws {
    let township = try #require(try ExplainedTownship(lists(20, 8, 2)))
    let answer = try township.explainer.answer(.project("P1"))
    let sentence = try #require(answer.sentences.first { $0.message == .earmarksOfProject })
    #expect(
      sentence.text.zh == "有 30 笔资金不能为 P1 付款：F1、F10、F11等 20 笔（用途不符），F21、F22、F23等 8 笔（地点不符），F29、F30（支出类型不符）（县里的规定）。")
    #expect(
      sentence.text.en
        == "30 funds may not pay for P1: F1, F10, F11 and others, 20 in all (not its purpose), F21, F22, F23 and others, 8 in all (not for this place), F29, F30 (not for this kind of cost) (the county’s)."
    )
    for key in ["others", "rules", "cells"] {
      guard case .items(let items)? = sentence.values[key] else {
        Issue.record("no \(key)")
        continue
      }
      #expect(items.count == 30, "\(key)")
    }
    let json = answer.json()
    for fund in township.instance.lists.funds { #expect(json.contains("eligibility(\(fund.id),P1)")) }
    // No earmark is stated twice.
    #expect(!answer.sentences.contains { [.ruleLine, .ruleLines].contains($0.message) })
  }

  @Test func aFewFundsAreAllNamed() throws {
    let township = try #require(try ExplainedTownship(lists(4, 0, 0)))
    let answer = try township.explainer.answer(.project("P1"))
    let sentence = try #require(answer.sentences.first { $0.message == .earmarksOfProject })
    #expect(sentence.text.zh == "有 4 笔资金不能为 P1 付款：F1、F2、F3、F4（用途不符）（县里的规定）。")
    // Three earmarks are listed, not summarised.
    let small = try #require(try ExplainedTownship(lists(3, 0, 0)))
    let lines = try small.explainer.answer(.project("P1")).sentences.map(\.message)
    #expect(lines.contains(.ruleLines) && !lines.contains(.earmarksOfProject))
  }

  /// A fund must spend something, and the one project that it may pay for is not approved.
  @Test func theFewProjectsThatAFundMayPayForAreNamedInPlaceOfAllOthers() throws {
    var lists = lists(1, 0, 0)
    lists.funds[0].minimumSpend = Money(5)
    let others = ["P2", "P3", "P4"].map { (id: ProjectID) in
      var project = lists.projects[0]
      project.id = id
      return project
    }
    lists.projects += others
    lists.projects[3].category = "c2"
    lists.projects[3].approved = false
    let answer = try Explainer.conflicts(try Instance(lists), solve: .exact, cell: { cell, _ in cell.list })
    let sentence = try #require(answer.sentences.first { $0.message == .earmarksAllow })
    #expect(sentence.text.zh == "资金 F1 只能为 P4 付款（县里的规定）。")
    #expect(sentence.text.en == "Fund F1 may pay only for P4 (the county’s).")
    #expect(!answer.sentences.contains { $0.message == .earmarksOfFund })

    lists.projects.removeLast()
    let none = try Explainer.conflicts(try Instance(lists), solve: .exact, cell: { cell, _ in cell.list })
    #expect(none.sentences.contains { $0.text.zh == "资金 F1 不能为清单上的任何项目付款（县里的规定）。" })
  }
}
